using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Shows;

/// <summary>What the writer has written reaches who watches: the newest snapshot, and over it the latch that keeps screens dark.</summary>
public sealed partial class LiveShow
{
    public async IAsyncEnumerable<ShowSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        // Subscribed first, read second: a publication in between comes twice, never not at all.
        var channel = Channel.CreateBounded<ShowSnapshot>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        lock (_publishing)
        {
            _watchers[channel] = 0;
            if (_closed) channel.Writer.TryComplete();
        }

        try
        {
            var present = Snapshot;
            var seen = present.Version;
            yield return present;
            await foreach (var snapshot in channel.Reader.ReadAllAsync(ct))
            {
                if (snapshot.Version <= seen) continue;
                seen = snapshot.Version;
                yield return snapshot;
            }
        }
        finally
        {
            _watchers.TryRemove(channel, out _);
        }
    }

    void IWritten.RemovalSeen(RemovalCame removal)
    {
        var removed = new MessagesRemoved(removal.Platform, removal.Channel, removal.Removal, removal.MessageId, removal.ViewerId, removal.Seconds);
        bool touches;
        lock (_publishing)
        {
            // A whole-chat clear withdraws nothing; and the late twin of a removal that is journaled never comes to the writer.
            if (removed is { MessageId: null, ViewerId: null } || _committed.WasTold(removed)) return;
            // Kept until it is journaled: a TAKE may be on its way to the disk that puts the very message on air.
            if (_removalsWaiting.Count < RemovalsKept && !_removalsWaiting.Contains(removed)) _removalsWaiting.Add(removed);
            touches = RemovalConsequences.TouchAir(_committed, removed);
        }

        if (touches) Publish(s => s);
    }

    void IWritten.RemovalsTaken(IReadOnlyCollection<RemovalCame> removals)
    {
        if (removals.Count == 0) return;
        // By what they name: of two transports' tellings one is journaled.
        var taken = removals.Select(r => (r.Platform, r.MessageId, r.ViewerId)).ToHashSet();
        lock (_publishing) _removalsWaiting.RemoveAll(r => taken.Contains((r.Platform, r.MessageId, r.ViewerId)));
    }

    void IWritten.Committed(ShowState state, bool appended, bool desk, int clears)
    {
        lock (_publishing)
        {
            _committed = state;
            if (appended && !desk)
            {
                // Arrivals: at most 20 times a second.
                if (!_arrivalsWait) _arrivals.Change(ArrivalsPublishedEvery, Timeout.InfiniteTimeSpan);
                _arrivalsWait = true;
            }
        }

        if (desk || clears > 0) Publish(s => s, -clears);
    }

    void IWritten.ClearsDropped(int clears)
    {
        lock (_publishing) _clearsWaiting -= clears;
    }

    void IWritten.StorageIs(StorageHealth health)
    {
        if (Snapshot.Storage != health) Publish(s => s with { Storage = health });
    }

    private void PublishArrivals()
    {
        lock (_publishing) _arrivalsWait = false;
        Publish(s => s);
    }

    /// <summary>A silence begins without anything arriving: nobody else would publish it.</summary>
    private void PublishAlerts()
    {
        var present = Snapshot;
        if (!Alerts.Of(present).SequenceEqual(Alerts.Of(present with { At = Clock.Now, Rate = Clock.Rate }))) Publish(s => s);
    }

    private void PublishNode() => Publish(s => s with { Node = [.. _node!.Troubles.Where(t => t.Show is null || t.Show == Id).Select(t => Said(t, s))] });

    private Alert Said(NodeTrouble trouble, ShowSnapshot before)
    {
        var alert = new Alert(trouble.Kind, trouble.About, trouble.Severity, trouble.Words, trouble.ToDo, Clock.Now);
        return before.Node.FirstOrDefault(a => a.Id == alert.Id) is { } known ? alert with { Since = known.Since } : alert;
    }

    /// <summary>A lock, not a channel: the latch must be on the glass when CLEAR's caller goes on, whichever thread it is.</summary>
    /// <param name="clears">So many CLEARs more (or fewer) wait for the journal.</param>
    private void Publish(Func<ShowSnapshot, ShowSnapshot> change, int clears = 0)
    {
        lock (_publishing)
        {
            _clearsWaiting += clears;
            var air = _committed.Air;
            var next = change(_snapshot with { State = _committed });
            if (next.Latch is { } lifted && lifted.AirNumber < air.Number) next = next with { Latch = null };
            // A TAKE that was under way when CLEAR was pressed comes before it in the journal: it stays dark, until CLEAR's own entry.
            if (next.Latch is null && _clearsWaiting > 0 && air.Item is not null) next = next with { Latch = new ScreenLatch(air.Number, Clock.Now, Withdrawn: false) };
            // The same for a removal that waits: what it takes off air is dark from the start.
            if (next.Latch is null && air.Item is not null && _removalsWaiting.Exists(r => RemovalConsequences.TouchAir(_committed, r)))
                next = next with { Latch = new ScreenLatch(air.Number, Clock.Now, Withdrawn: true) };
            if (next.Latch is { } latch && latch != _snapshot.Latch) _keeping = KeepAsync(_keeping, latch);
            // What is taken goes before a test card, which does not come back after it.
            if (air.Item is not null && next.Screens.Any(s => s.Testing)) next = next with { Screens = [.. next.Screens.Select(s => s with { Testing = false })] };
            next = next with { Version = _snapshot.Version + 1, At = Clock.Now, Rate = Clock.Rate };
            Volatile.Write(ref _snapshot, next);
            foreach (var watcher in _watchers.Keys) watcher.Writer.TryWrite(next);
        }
    }

    /// <summary>Off the caller's thread: a disk that hangs must not hold CLEAR.</summary>
    private async Task KeepAsync(Task before, ScreenLatch? latch)
    {
        await before;
        await Task.Yield();
        try
        {
            _latches.Write(Id, latch);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            LogLatchNotKept(Id, latch?.AirNumber ?? 0, trouble.GetType().Name);
        }
    }

    [LoggerMessage(1110, LogLevel.Error, "Show {Show}: the latch of air {Number} could not be written ({Error}): the screens are dark while this process lives.")]
    private partial void LogLatchNotKept(ShowId show, int number, string error);
}
