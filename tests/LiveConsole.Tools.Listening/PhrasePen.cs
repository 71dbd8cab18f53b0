using LiveConsole.Rehearsal.Night;

namespace LiveConsole.Tools.Listening;

/// <summary>Words our phrases as chats would: marks or none, emotes, slips, what stands before and after.</summary>
internal sealed class PhrasePen(int seed)
{
    private const int Each = 60;

    private static readonly string[] s_emotes = ["KEKW", "LUL", "PogChamp", "Kappa", "monkaS", "😂", "🤔", "😭", "🔥", "4Head", "Sadge", "OMEGALUL"];

    private readonly Dice _dice = new((ulong)seed * 7919 + 13);

    public IEnumerable<Sample> Write(string language, (string Slot, string Words)[] slots, string questions, string reactions, string statements)
    {
        var said = Lines(statements);
        var fold = 0;
        foreach (var line in Lines(questions))
        {
            fold++;
            for (var i = 0; i < Each; i++) yield return new Sample(Question(Fill(line, slots), Fill(_dice.Of(said), slots), language), true, language, fold % Corpus.Folds);
        }

        foreach (var line in Lines(reactions))
        {
            fold++;
            for (var i = 0; i < Each; i++) yield return new Sample(Reaction(Fill(line, slots), Fill(_dice.Of(said), slots), language), false, language, fold % Corpus.Folds, Reacts: true);
        }

        foreach (var line in said)
        {
            fold++;
            for (var i = 0; i < Each; i++) yield return new Sample(Emote(Typing.Words(Fill(line, slots), language, _dice)), false, language, fold % Corpus.Folds);
        }
    }

    /// <summary>Lines of texts/: "? " asks and gets its mark here, "_ " asks without one, "! " reacts with the mark it has, ". " is neither.</summary>
    public IEnumerable<Sample> WriteText(string language, IEnumerable<string> lines)
    {
        var all = lines.Where(l => l.Length > 2 && l[0] is '?' or '_' or '!' or '.').ToArray();
        var said = all.Where(l => l[0] == '.').Select(l => l[2..]).ToArray();
        for (var at = 0; at < all.Length; at++)
        {
            var (kind, line) = (all[at][0], all[at][2..]);
            HashSet<string> seen = new(StringComparer.Ordinal);
            for (var i = 0; i < Each; i++)
            {
                var text = string.Join(' ', Wordings.Expand(line, _dice).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Replace(" ,", ",", StringComparison.Ordinal).TrimEnd(',', ' ');
                if (!seen.Add(text)) continue;
                text = kind switch
                {
                    '?' => Question(text, string.Join(' ', Wordings.Expand(_dice.Of(said), _dice).Split(' ', StringSplitOptions.RemoveEmptyEntries)), language),
                    _ => Emote(Typing.Words(text, language, _dice)),
                };
                yield return new Sample(text, kind is '?' or '_', language, at % Corpus.Folds, Reacts: kind == '!');
            }
        }
    }

    public IEnumerable<Sample> WriteOther(string language, string questions, string others)
    {
        var fold = 0;
        foreach (var line in questions.Split(';'))
        {
            fold++;
            for (var i = 0; i < Each / 4; i++) yield return new Sample(Typing.Question(Fill(line, []), language, _dice), true, language, fold % Corpus.Folds, 6);
        }

        foreach (var line in others.Split(';'))
        {
            fold++;
            for (var i = 0; i < Each / 4; i++) yield return new Sample(Emote(Fill(line, [])), false, language, fold % Corpus.Folds, 6);
        }
    }

    private string Question(string asked, string said, string language)
    {
        var text = Typing.Words(asked, language, _dice);
        // Only what is built as a question is one without its mark: "c'est fini" is none.
        if (!_dice.Chance(0.25) || !Looking.Asks(text)) text += _dice.Chance(0.75) ? language == "fr" && _dice.Chance(0.6) ? " ?" : "?" : Typing.Mark(language, _dice);
        if (_dice.Chance(0.08)) text = said + (_dice.Chance(0.5) ? ", " : ". ") + text;
        else if (text[^1] == '?' && _dice.Chance(0.08)) text += " " + said;
        return Emote(text);
    }

    private string Reaction(string text, string said, string language)
    {
        text = Typing.Words(text, language, _dice);
        text += _dice.Chance(0.45) ? language == "fr" && _dice.Chance(0.6) ? " ?" : "?" : Typing.Mark(language, _dice);
        if (_dice.Chance(0.12)) text += " " + said;
        else if (_dice.Chance(0.05)) text = said + ", " + text;
        return Emote(text);
    }

    private string Emote(string text) => _dice.Chance(0.1) ? text + " " + _dice.Of(s_emotes) : text;

    private string Fill(string line, (string Slot, string Words)[] slots)
    {
        var text = Wordings.Expand(line, _dice);
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0; at = text.IndexOf('<', StringComparison.Ordinal))
        {
            var end = text.IndexOf('>', at);
            var words = Array.Find(slots, s => s.Slot == text[(at + 1)..end]).Words.Split('|');
            text = string.Concat(text.AsSpan(0, at), _dice.Of(words), text.AsSpan(end + 1));
        }

        return text;
    }

    private static string[] Lines(string block) => block.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
