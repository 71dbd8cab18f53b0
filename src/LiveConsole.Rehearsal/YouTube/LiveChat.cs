using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.YouTube;

/// <summary>One entry of a chat's history.</summary>
/// <param name="Message">Null for a ban and for an odd item.</param>
/// <param name="Combo">How often this id was sent before: a gift's combo rises under the same id.</param>
/// <param name="AddedAt">Machine time.</param>
/// <param name="By">Who gave a ban or began a poll by a call; null: as the time line or a drill has it.</param>
internal sealed record ChatEntry(ChatPlace Place, string Id, DateTimeOffset PublishedAt, ChatMessage? Message, RecordedRemoval? Ban, int Combo, DateTimeOffset AddedAt, OddItem? Odd = null, Author? By = null)
{
    private long _removedFromTicks = long.MaxValue;

    /// <summary>Removed in Studio or by another tool: no event, but a tombstone for whoever reads it at that time of the machine or later.</summary>
    public bool IsRemovedAt(DateTimeOffset now) => now.UtcTicks >= Interlocked.Read(ref _removedFromTicks);

    public void Remove(DateTimeOffset from) => Interlocked.Exchange(ref _removedFromTicks, from.UtcTicks);
}

/// <summary>What a read gave.</summary>
/// <param name="Next">Where to go on.</param>
/// <param name="ReachesBack">False when entries after the asked place have already been let go.</param>
internal readonly record struct ChatPage(IReadOnlyList<ChatEntry> Entries, ChatPlace Next, bool ReachesBack);

/// <summary>One live chat: a bounded history that readers follow each at their own pace.</summary>
internal sealed class LiveChat(string id, string video, int reach, TimeProvider time)
{
    public const int FirstPage = 75;

    /// <summary>
    /// No moderator removes a message before it has been read: whoever follows the chat has it. A fast time line would put the removal into the same
    /// millisecond, so it takes hold this long (machine time) after the message.
    /// </summary>
    private static readonly TimeSpan SoonestRemoval = TimeSpan.FromSeconds(3);

    // A lock: the player adds and any number of requests read at places of their own; a channel has one reader.
    private readonly Lock _gate = new();
    private readonly List<ChatEntry> _entries = [];
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _giftCombos = new(StringComparer.Ordinal);
    private TaskCompletionSource _more = NewSignal();
    private ChatPlace _letGo = ChatPlace.Start;
    private ChatPlace _last = ChatPlace.Start;
    private DateTimeOffset? _offlineAt;
    private bool _changed;

    public string Id { get; } = id;

    public string Video { get; } = video;

    /// <summary>The poll that runs, beside every answer; null: none.</summary>
    public RunningPoll? Poll { get; set; }

    /// <summary>Somebody has its first page, or has gone on from a token.</summary>
    public bool WasRead { get; set; }

    /// <summary>When the broadcast ended; null while it runs.</summary>
    public DateTimeOffset? OfflineAt
    {
        get
        {
            lock (_gate) return _offlineAt;
        }
    }

    /// <summary>Completes with the next <see cref="Announce"/> that has something new. Take it before reading.</summary>
    public Task More
    {
        get
        {
            lock (_gate) return _more.Task;
        }
    }

    /// <returns>False: one runs already.</returns>
    public bool TryBegin(RunningPoll poll)
    {
        lock (_gate)
        {
            if (Poll is not null) return false;
            Poll = poll;
            return true;
        }
    }

    public ChatEntry Add(string entryId, long playedTicks, DateTimeOffset publishedAt, ChatMessage? message, RecordedRemoval? ban, OddItem? odd = null, Author? by = null)
    {
        lock (_gate)
        {
            var place = playedTicks > _last.Ticks ? new ChatPlace(playedTicks, 1) : new ChatPlace(_last.Ticks, _last.Order + 1);
            var combo = 0;
            if (message is { Kind: MessageKind.Gift })
            {
                combo = _giftCombos.GetValueOrDefault(entryId);
                _giftCombos[entryId] = combo + 1;
            }

            var entry = new ChatEntry(place, entryId, publishedAt, message, ban, combo, time.GetUtcNow(), odd, by);
            _entries.Add(entry);
            _last = place;
            _changed = true;
            // Let go by quarters: one move of the list for every so many messages.
            var spare = Math.Max(1, reach / 4);
            if (_entries.Count < reach + spare) return entry;
            _letGo = _entries[spare - 1].Place;
            _entries.RemoveRange(0, spare);
            return entry;
        }
    }

    /// <returns>False when the message is not in the history that is still held.</returns>
    /// <param name="before">Removed before playing began: nobody was there to read it.</param>
    public bool Remove(string entryId, bool before)
    {
        lock (_gate)
        {
            // A message that came twice is removed twice.
            var found = _entries.FindAll(e => e.Id == entryId && e.Message is not null);
            if (found.Count > 0) _removed.Add(entryId);
            foreach (var entry in found) entry.Remove(before ? entry.AddedAt : RemovableFrom(entry));
            return found.Count > 0;
        }
    }

    /// <summary>What is still held and not removed; null: nothing of that id.</summary>
    public ChatEntry? Find(string entryId)
    {
        var now = time.GetUtcNow();
        lock (_gate) return _entries.FindLast(e => e.Id == entryId && !e.IsRemovedAt(now));
    }

    /// <summary>By a call, at once: whoever asks for it has read it.</summary>
    /// <returns>False: there was nothing left to remove.</returns>
    public bool Delete(string entryId)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var found = _entries.FindAll(e => e.Id == entryId && e.Message is not null && !e.IsRemovedAt(now));
            foreach (var entry in found) entry.Remove(now);
            if (found.Count > 0) _removed.Add(entryId);
            return found.Count > 0;
        }
    }

    /// <summary>Removed without even a tombstone.</summary>
    public bool Forget(string entryId)
    {
        lock (_gate) return _entries.RemoveAll(e => e.Id == entryId) > 0;
    }

    public IReadOnlyList<string> RemovedIds
    {
        get
        {
            lock (_gate) return [.. _removed];
        }
    }

    public void RemoveLast(int count)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            foreach (var entry in _entries.Where(e => e.Message is not null && !e.IsRemovedAt(now)).TakeLast(count))
            {
                _removed.Add(entry.Id);
                entry.Remove(RemovableFrom(entry));
            }
        }
    }

    private DateTimeOffset RemovableFrom(ChatEntry entry)
    {
        var (now, soonest) = (time.GetUtcNow(), entry.AddedAt + SoonestRemoval);
        return now > soonest ? now : soonest;
    }

    /// <summary>Wakes the readers when something came since the last call.</summary>
    public void Announce()
    {
        TaskCompletionSource woken;
        lock (_gate)
        {
            if (!_changed) return;
            _changed = false;
            woken = _more;
            _more = NewSignal();
        }

        woken.TrySetResult();
    }

    /// <summary>Wakes the readers although nothing came: a drill wants them to look up.</summary>
    public void Wake()
    {
        lock (_gate) _changed = true;
        Announce();
    }

    public void End(DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_offlineAt is not null) return;
            _offlineAt = at;
            _changed = true;
        }

        Announce();
    }

    /// <summary>All but the newest few are let go of: whoever has not read them never will.</summary>
    public void LetGo()
    {
        const int Kept = 5;
        lock (_gate)
        {
            var gone = Math.Max(0, _entries.Count - Kept);
            if (gone == 0) return;
            _letGo = _entries[gone - 1].Place;
            _entries.RemoveRange(0, gone);
        }
    }

    /// <summary>The place some entries before another one; one that was let go of stays so.</summary>
    public ChatPlace Before(ChatPlace place, int entries)
    {
        lock (_gate) return place < _letGo ? place : FirstAfter_NeedsLock(place) - entries - 1 is >= 0 and var at ? _entries[at].Place : _letGo;
    }

    /// <summary>The place that has only so many entries after it.</summary>
    public ChatPlace BeforeNewest(int entries)
    {
        lock (_gate) return _entries.Count <= entries ? _letGo : _entries[^(entries + 1)].Place;
    }

    /// <summary>Where a reader without a token begins: before the newest window of history.</summary>
    public ChatPlace BeforeFirstPage() => BeforeNewest(FirstPage);

    public ChatPage Read(ChatPlace after, int most)
    {
        lock (_gate)
        {
            var from = FirstAfter_NeedsLock(after);
            var entries = _entries.GetRange(from, Math.Min(most, _entries.Count - from));
            return new ChatPage(entries, entries.Count > 0 ? entries[^1].Place : after, !(after < _letGo));
        }
    }

    private int FirstAfter_NeedsLock(ChatPlace after)
    {
        var (low, high) = (0, _entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_entries[middle].Place > after) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
