using LiveConsole.Domain.Journal;
using LiveConsole.Journal;

namespace LiveConsole.Shows;

/// <summary>
/// What a writer has seen of its storage: each write says how it went, and the health follows. A trouble's beginning stays the same
/// while its kind changes and nothing is saved; what is slow is measured, and over with the first quick write.
/// </summary>
internal sealed class StorageWatch(JournalPlace place)
{
    /// <summary>A write that takes longer is said.</summary>
    public static readonly TimeSpan SlowFrom = TimeSpan.FromSeconds(1);

    private TimeSpan _slowest;

    public StorageHealth Health { get; private set; } = StorageHealth.Well;

    /// <summary>The last write's trouble; null when it was done.</summary>
    public StorageTrouble? Trouble { get; private set; }

    /// <param name="began">Show time at which the write began.</param>
    /// <param name="took">So long until it was done, or so far.</param>
    public StorageHealth Wrote(ShowState state, DateTimeOffset began, TimeSpan took, bool done)
    {
        if (took < SlowFrom) return done ? Set(StorageHealth.Well, null) : Health;
        // While a write is under way its trouble stands until it is done.
        if (!done && Trouble is not null) return Health;
        // Under way it has not taken its time yet: the one before says better how long.
        _slowest = done || !Health.Slow || took > _slowest ? took : _slowest;
        var since = Health is { Slow: true, Since: { } before } ? before : began;
        return Set(new StorageHealth(StorageWords.Slow(_slowest, Refusals.Clock(state, since)), since) { Slow = true }, null);
    }

    public StorageHealth Failed(ShowState state, StorageTrouble trouble, DateTimeOffset now)
    {
        var since = Health is { Slow: false, Since: { } before } ? before : now;
        return Set(new StorageHealth(StorageWords.Of(trouble, place, Refusals.Clock(state, since)), since), trouble);
    }

    private StorageHealth Set(StorageHealth health, StorageTrouble? trouble)
    {
        Trouble = trouble;
        return Health = health;
    }
}
