using LiveConsole.Domain.Journal;

namespace LiveConsole.Shows;

/// <summary>How the journal's storage does; <paramref name="Words"/> is null while all is well, else a whole sentence: what, since when, what is safe, what to do.</summary>
/// <param name="Since">Show time.</param>
public sealed record StorageHealth(Words? Words, DateTimeOffset? Since)
{
    public static StorageHealth Well { get; } = new(null, null);

    /// <summary>Saving is late but goes on and nothing is refused: a warning. False with words: nothing new is saved.</summary>
    public bool Slow { get; init; }
}
