using LiveConsole.Domain.Chat;

namespace LiveConsole.Journal.Search;

/// <summary>What somebody searches for: all words must be there, the last one may be only a beginning.</summary>
public sealed record SearchQuery(IReadOnlyList<SearchQuery.Word> Words)
{
    public sealed record Word(string Text, bool IsPrefix);

    /// <summary>Nothing to search for: punctuation alone.</summary>
    public bool IsEmpty => Words.Count == 0;

    public static SearchQuery Of(string text)
    {
        var runs = Tokenizer.Runs(text);
        List<Word> words = [];
        for (var i = 0; i < runs.Count; i++)
        {
            var (spaceless, letters) = runs[i];
            if (!spaceless) words.Add(new Word(Tokenizer.Joined(letters), i == runs.Count - 1));
            // One letter of a script without spaces is found wherever it stands: it begins a pair, or ends its run alone.
            else if (letters.Count == 1) words.Add(new Word(letters[0].ToString(), true));
            else words.AddRange(Tokenizer.Pairs(letters).Take(letters.Count - 1).Select(p => new Word(p, false)));
        }

        return new SearchQuery([.. words.Distinct()]);
    }

    public bool Matches(ChatMessage message)
    {
        var words = Tokenizer.Words(TextOf(message));
        return Words.All(w => words.Exists(found => w.IsPrefix ? found.StartsWith(w.Text, StringComparison.Ordinal) : found == w.Text));
    }

    /// <summary>What of a message can be searched: its words and its author's names.</summary>
    public static string TextOf(ChatMessage message) => message.Author.Login is { } login && !login.Equals(message.Author.Name, StringComparison.OrdinalIgnoreCase)
        ? $"{message.Text}\n{message.Author.Name}\n{login}"
        : $"{message.Text}\n{message.Author.Name}";
}
