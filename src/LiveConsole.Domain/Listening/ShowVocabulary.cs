using System.Collections.Frozen;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Listening;

/// <summary>What a show tells Listening about itself. Names and words in any case, with or without accents and "@". Immutable; safe on any thread.</summary>
public sealed class ShowVocabulary
{
    private readonly FrozenSet<uint> _people;
    private readonly FrozenSet<uint> _commands;
    private readonly FrozenSet<uint> _watched;

    /// <param name="hosts">Who speaks for the show: hosts, and the channels' own names.</param>
    /// <param name="experts">Who answers.</param>
    /// <param name="commands">What viewers type before a question; default "!q", "!question".</param>
    /// <param name="watchWords">Single words the desk wants to see; they mark a message and leave its score.</param>
    /// <param name="safety">What the show wants marked; default: all that ships.</param>
    public ShowVocabulary(IEnumerable<string>? hosts = null, IEnumerable<string>? experts = null, IEnumerable<string>? commands = null, IEnumerable<string>? watchWords = null, SafetyLexicon? safety = null)
    {
        Safety = safety ?? SafetyLexicon.Usual;
        _people = Hashes([.. hosts ?? [], .. experts ?? []]);
        _commands = Hashes(commands ?? ["!q", "!question"]);
        _watched = Hashes(watchWords ?? []);
    }

    /// <summary>Of a show that has told nothing.</summary>
    public static ShowVocabulary None { get; } = new();

    /// <summary>What a show's settings tell: its names and its Twitch channels', its experts, its commands, its watch words.</summary>
    public static ShowVocabulary Of(ShowSettings? settings) => settings is null ? None : new(
        settings.Mentions.Concat(settings.Channels.Where(c => c.Platform == "twitch").Select(c => c.Name)),
        settings.Listening.Topics.SelectMany(t => t.Experts), settings.Listening.Commands, settings.Listening.WatchWords,
        new SafetyLexicon(settings.Listening.Safety, settings.Mentions.Concat(settings.Channels.Select(c => c.Name))));

    public SafetyLexicon Safety { get; }

    /// <summary>The show has named its people: who else is addressed is a viewer.</summary>
    internal bool NamesPeople => _people.Count > 0;

    internal bool IsPerson(uint foldedHash) => _people.Contains(foldedHash);

    internal bool IsCommand(ReadOnlySpan<char> word) => _commands.Contains(HashOf(word));

    internal bool IsWatched(uint foldedHash) => _watched.Contains(foldedHash);

    private static FrozenSet<uint> Hashes(IEnumerable<string> words) =>
        words.Select(w => HashOf(w.Replace(" ", "", StringComparison.Ordinal))).Where(h => h != Hashing.Seed).ToFrozenSet();

    private static uint HashOf(ReadOnlySpan<char> word)
    {
        word = word.TrimStart("@#");
        var hash = Hashing.Seed;
        foreach (var letter in word)
        {
            var folded = ChatText.Folding(char.ToLowerInvariant(letter));
            hash = Hashing.Of(new ReadOnlySpan<char>(in folded), hash);
        }

        return hash;
    }
}
