using System.Globalization;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Tools.Listening;

/// <summary>The table: questions on sets that nothing was learned from, against two baselines, with intervals; languages by length.</summary>
internal static partial class Evaluation
{
    public static void Run(TextWriter to, Weights weights, int seed)
    {
        var sets = new LabelledSets(weights);
        (string Name, List<Labelled> Rows)[] chats =
        [
            ("French real chat", sets.Labelled("fr")), ("English real chat", sets.Labelled("en")),
            ("French, our labels", sets.Ours("kept_chat.tsv", "fr")), ("English, our labels", sets.Ours("kept_chat.tsv", "en")),
            ("French, both", [.. sets.Labelled("fr"), .. sets.Ours("kept_chat.tsv", "fr")]), ("English, both", [.. sets.Labelled("en"), .. sets.Ours("kept_chat.tsv", "en")]), ("NPS chat", sets.Nps(null)), ("NPS chat, unread sessions", sets.Nps(false)),
        ];
        Tables(to, chats, seed);
        Noise(to, weights);
        Calibration(to, [.. chats.Take(4).SelectMany(c => c.Rows)]);
        to.WriteLine();
        Languages(to, weights);
    }

    /// <summary>What was read while features were chosen, with every row judged wrongly: for whoever works on it.</summary>
    public static void Look(TextWriter to, Weights weights, int seed, bool rows)
    {
        var sets = new LabelledSets(weights);
        (string Name, List<Labelled> Rows)[] chats = [("French, read", sets.Ours("looked_at_chat.tsv", "fr")), ("English, read", sets.Ours("looked_at_chat.tsv", "en")), ("NPS chat, read sessions", sets.Nps(true))];
        Tables(to, chats, seed);
        Noise(to, weights);
        if (!rows) return;
        foreach (var (name, all) in chats)
        {
            var nps = name.StartsWith("NPS", StringComparison.Ordinal);
            double Of(Labelled row) => nps ? row.Asks : row.Score;
            foreach (var row in all.Where(r => Of(r) >= QuestionJudge.Threshold != r.Question).OrderBy(r => r.Question).ThenByDescending(Of))
                to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}  {(row.Question ? "MISSED" : "ALARM ")} {row.Score:0.00} {row.Asks:0.00}  {row.Text}"));
        }
    }

    private static void Tables(TextWriter to, (string Name, List<Labelled> Rows)[] sets, int seed)
    {
        to.WriteLine("Questions: precision / recall / F1 [95 % interval of F1]");
        foreach (var (name, rows) in sets)
        {
            to.WriteLine($"  {name}: {rows.Count} rows, {rows.Count(r => r.Question)} questions");
            QuestionFigures.Line(to, "the mark", rows, r => r.Marked, seed);
            QuestionFigures.Line(to, "the word list", rows, QuestionFigures.Listed, seed);
            QuestionFigures.Line(to, "question", rows, r => r.Score >= QuestionJudge.Threshold, seed);
            QuestionFigures.Line(to, "asks anything of anybody", rows, r => r.Asks >= QuestionJudge.Threshold, seed);
        }

        to.WriteLine("At natural frequency (5 % questions): precision at recall 0.85");
        foreach (var (name, rows) in sets) QuestionFigures.AtNatural(to, name, rows, name.StartsWith("NPS", StringComparison.Ordinal) ? r => r.Asks : r => r.Score, QuestionJudge.Threshold, seed);
    }

    private static void Noise(TextWriter to, Weights weights)
    {
        var acts = Corpus.Rows("questions/nps_chat_en.jsonl").Where(r => Corpus.Text(r, "act") is "Greet" or "Emotion" or "Bye").Select(r => Corpus.Text(r, "text")).ToList();
        Alarms(to, "greetings, emotions, byes of NPS chat", acts, weights);
        Alarms(to, "Twitch messages of sentiment study without a mark", [.. Corpus.Rows("labelled/twitch_sentiment_en.jsonl").Select(r => Corpus.Text(r, "text")).Where(t => !t.Contains('?', StringComparison.Ordinal))], weights);
        Alarms(to, "French group chat without a mark (role play)", [.. Corpus.Rows("toxicity/cyberagression_ado_fr.jsonl").Select(r => Corpus.Text(r, "text")).Where(t => !t.Contains('?', StringComparison.Ordinal))], weights);
    }

    private static void Alarms(TextWriter to, string name, List<string> texts, Weights weights)
    {
        var alarms = texts.Count(t => QuestionJudge.Judge(t, [], ShowVocabulary.None, reply: false, channel: null, weights).Question);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"False alarms, {name}: {100.0 * alarms / Math.Max(1, texts.Count):0.0} % of {texts.Count}"));
    }

    private static void Calibration(TextWriter to, List<Labelled> rows)
    {
        to.Write("Calibration, both real chats with a mark (score: share that asks):");
        foreach (var bin in rows.Where(r => r.Marked).GroupBy(r => Math.Min(4, (int)(r.Score * 5))).OrderBy(g => g.Key))
            to.Write(string.Create(CultureInfo.InvariantCulture, $" {bin.Average(r => r.Score):0.00}: {bin.Average(r => r.Question ? 1.0 : 0):0.00} ({bin.Count()});"));
        to.WriteLine();
    }

    /// <summary>French apart from English, on texts nothing was learned from.</summary>
    private static void Languages(TextWriter to, Weights weights)
    {
        (string Name, string Language, IEnumerable<string> Texts)[] sets =
        [
            ("French questions (FQB)", "fr", Corpus.Rows("questions/french_questionbank_fr.jsonl").Select(r => Corpus.Text(r, "text"))),
            ("French group chat", "fr", Corpus.Rows("toxicity/cyberagression_ado_fr.jsonl").Select(r => Corpus.Text(r, "text"))),
            ("French real chat (labelled)", "fr", Corpus.Rows("labelled/chat_questions_labelled.jsonl").Where(r => Corpus.Text(r, "lang") == "fr").Select(r => Corpus.Text(r, "text"))),
            ("English NPS chat", "en", Corpus.Rows("questions/nps_chat_en.jsonl").Where(r => Corpus.Text(r, "act") != "System").Select(r => Corpus.Text(r, "text"))),
            // Its viewers' names were replaced by "10-19-20sUser121": 18 characters without a letter of any language.
            ("English NPS chat, no names", "en", Corpus.Rows("questions/nps_chat_en.jsonl").Where(r => Corpus.Text(r, "act") != "System").Select(r => MaskedName().Replace(Corpus.Text(r, "text"), "").Trim())),
            ("English real chat (labelled)", "en", Corpus.Rows("labelled/chat_questions_labelled.jsonl").Where(r => Corpus.Text(r, "lang") == "en").Select(r => Corpus.Text(r, "text"))),
        ];
        to.WriteLine("Language: right / wrong / unsure; the last figure: French taken for English or English for French");
        sets = [.. sets, .. sets.Where(s => s.Language == "en" || s.Name.Contains("chat", StringComparison.Ordinal)).Select(s => (s.Name + ", 3 words", s.Language, s.Texts.Where(HasWords)))];
        foreach (var (name, language, texts) in sets)
        {
            var said = texts.Select(t => (Text: t, Language: language, Said: Judged.Language(t, weights))).ToList();
            foreach (var (from, below) in new[] { (1, 10), (10, 20), (20, 10_000) })
            {
                var bucket = said.Where(s => s.Text.Length >= from && s.Text.Length < below).ToList();
                var swapped = bucket.Count(s => s.Said == (language == "fr" ? "en" : "fr"));
                to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-28} {from,2}{(below == 10_000 ? "+   " : $"-{below - 1,-3}")} {Judged.Shares(bucket)}  {100.0 * swapped / Math.Max(1, bucket.Count):0.0} %"));
            }
        }
    }

    /// <summary>Three different words and more that are no emotes, names or laughter: what is of some language at all.</summary>
    private static bool HasWords(string text)
    {
        var read = new ChatText(text, [], new char[ChatText.MostLetters], new char[ChatText.MostLetters], new Token[ChatText.MostTokens]);
        HashSet<uint> words = [];
        foreach (ref readonly var token in read.Tokens[..read.Count])
        {
            if (token.Kind == TokenKind.Word && (token.Classes & WordClasses.Laugh) == WordClasses.None) words.Add(token.Hash);
        }

        return words.Count >= 3;
    }

    [System.Text.RegularExpressions.GeneratedRegex("\\d+-\\d+-\\w+User\\d+", System.Text.RegularExpressions.RegexOptions.None, 1000)]
    private static partial System.Text.RegularExpressions.Regex MaskedName();
}
