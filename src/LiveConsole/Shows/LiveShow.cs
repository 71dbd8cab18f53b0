using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Journal;
using LiveConsole.Screens;

namespace LiveConsole.Shows;

/// <summary>Where a show's latch outlives the process.</summary>
public interface ILatchStore
{
    /// <summary>In place, so that it works on a full disk.</summary>
    void Write(ShowId show, ScreenLatch? latch);

    ScreenLatch? Read(ShowId show);
}

/// <summary>
/// One show on this node: its writer, its newest snapshot and who watches it, its screen latch, who is at its desks and which
/// screens have drawn what.
/// </summary>
public sealed class LiveShow : IShow, IAsyncDisposable
{
    private static readonly TimeSpan ArrivalsPublishedEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ClearAnswersWithin = TimeSpan.FromMilliseconds(500);

    private readonly Lock _publishing = new();
    private readonly ConcurrentDictionary<Channel<ShowSnapshot>, byte> _watchers = new();
    private readonly IJournal _journal;
    private readonly ILatchStore _latches;
    private readonly TimeProvider _time;
    private readonly ITimer _arrivals;
    private ShowSnapshot _snapshot;
    private bool _arrivalsWait;

    public LiveShow(ShowId id, string slug, ShowState loaded, IJournal journal, ILatchStore latches, TimeProvider time, LiveConsoleMetrics metrics, ILoggerFactory logs)
    {
        (Id, Slug, _journal, _latches, _time) = (id, slug, journal, latches, time);
        Clock = new ShowClock(time);
        var latch = latches.Read(id);
        _snapshot = new ShowSnapshot(id, 1, loaded, latch?.AirNumber >= loaded.Air.Number ? latch : null, StorageHealth.Well, [], []);
        _arrivals = time.CreateTimer(_ => PublishArrivals(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Writer = new ShowWriter(id, loaded, journal, Clock, time, metrics, logs.CreateLogger<ShowWriter>(), Committed, StorageIs) { RemovalSeen = DarkenIfItTouchesTheAir };
        _committed = loaded;
    }

    private ShowState _committed;

    public ShowId Id { get; }

    public string Slug { get; }

    public ShowClock Clock { get; }

    public ShowWriter Writer { get; }

    public ShowSnapshot Snapshot => Volatile.Read(ref _snapshot);

    public bool PresenterConnected => Snapshot.Screens.Any(s => s.Kind == ScreenKind.Presenter);

    public void Start() => Writer.Start();

    /// <summary>CLEAR darkens this node's screens before anything is written; it is answered within 500 ms whatever the disk does.</summary>
    public async Task<Outcome> DoAsync(IShowCommand command, Actor by, Guid id, bool repeatable, CancellationToken ct)
    {
        command = command switch
        {
            PutOnAir take => take with { PresenterConnected = PresenterConnected },
            TakeNext take => take with { PresenterConnected = PresenterConnected },
            TakeOffAir clear => clear with { PresenterConnected = PresenterConnected },
            _ => command,
        };
        if (command is not TakeOffAir) return await Writer.DoAsync(command, by, id, repeatable, ct);
        Darken(withdrawn: false);
        var answer = Writer.DoAsync(command, by, id, repeatable: false, CancellationToken.None);
        var first = await Task.WhenAny(answer, Task.Delay(ClearAnswersWithin, _time, ct));
        return first == answer ? await answer : new Outcome.Accepted(id, Snapshot.State.Sequence, Changed: true, NotUndoable: null, Journaled: false);
    }

    public async IAsyncEnumerable<ShowSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        // Subscribed first, read second: a publication in between comes twice, never not at all.
        var channel = Channel.CreateBounded<ShowSnapshot>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        _watchers[channel] = 0;
        try
        {
            long seen = 0;
            var present = Snapshot;
            seen = present.Version;
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

    public async ValueTask<IReadOnlyList<SeenMessage>> ReadMessagesAsync(Reader reader, MessageQuery query, CancellationToken ct)
    {
        if (!reader.MaySeeFeed) return [];
        var view = Snapshot.For(reader);
        var stored = await _journal.ReadMessagesAsync(Id, query, ct);
        return [.. stored.Select(m => view.Seen(m.Sequence, m.Message, m.Removed))];
    }

    public IDisposable Join(PersonPresent person)
    {
        Publish(s => s with { People = s.People.Add(person) });
        return new Leaving(() => Publish(s => s with { People = Without(s.People, p => p.AccountId == person.AccountId && p.Desk == person.Desk) }));
    }

    public void LooksAt(string accountId, string desk, string? what) => Publish(s => s with
    {
        People = [.. s.People.Select(p => p.AccountId == accountId && p.Desk == desk ? p with { LooksAt = what, LastActive = Clock.Now } : p)],
    });

    /// <summary>A screen is connected until disposed.</summary>
    public IDisposable Connect(ScreenReport screen)
    {
        Publish(s => s with { Screens = s.Screens.Add(screen) });
        return new Leaving(() => Publish(s => s with { Screens = Without(s.Screens, x => x.Name == screen.Name && x.ConnectedAt == screen.ConnectedAt) }));
    }

    /// <summary>A screen says that it has painted the air of that number.</summary>
    public void Drawn(ScreenReport screen, long number) => Publish(s => s with
    {
        Screens = [.. s.Screens.Select(x => x.Name == screen.Name && x.ConnectedAt == screen.ConnectedAt ? x with { Drawn = number, DrawnAt = Clock.Now, LastSeen = Clock.Now } : x)],
    });

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await _arrivals.DisposeAsync();
        foreach (var watcher in _watchers.Keys) watcher.Writer.TryComplete();
    }

    private void DarkenIfItTouchesTheAir(RemovalCame removal)
    {
        var state = Snapshot.State;
        if (state.Air.Item is null) return;
        var removed = new MessagesRemoved(removal.Platform, removal.Channel, removal.Removal, removal.MessageId, removal.ViewerId, removal.Seconds);
        if (RemovalConsequences.Of(state, removed, Clock.Now).Any(e => e is AirChanged)) Darken(withdrawn: true);
    }

    private void Darken(bool withdrawn)
    {
        ScreenLatch? latch = null;
        Publish(s =>
        {
            if (s.State.Air.Item is null) return s;
            latch = new ScreenLatch(s.State.Air.Number, Clock.Now, withdrawn);
            return s with { Latch = latch };
        });
        if (latch is not null) _latches.Write(Id, latch);
    }

    private void Committed(ShowState state, bool desk)
    {
        lock (_publishing)
        {
            _committed = state;
            if (!desk)
            {
                // Arrivals: at most 20 times a second.
                if (!_arrivalsWait) _arrivals.Change(ArrivalsPublishedEvery, Timeout.InfiniteTimeSpan);
                _arrivalsWait = true;
                return;
            }
        }

        Publish(s => s);
    }

    private void PublishArrivals()
    {
        lock (_publishing) _arrivalsWait = false;
        Publish(s => s);
    }

    private void StorageIs(StorageHealth health)
    {
        var was = Snapshot.Storage;
        if (was.Words != health.Words) Publish(s => s with { Storage = health });
    }

    /// <summary>A lock, not a channel: the latch must be on the glass when CLEAR's caller goes on, whichever thread it is.</summary>
    private void Publish(Func<ShowSnapshot, ShowSnapshot> change)
    {
        lock (_publishing)
        {
            var state = _committed;
            var next = change(_snapshot with { State = state });
            if (next.Latch is { } latch && latch.AirNumber < state.Air.Number) next = next with { Latch = null };
            next = next with { Version = _snapshot.Version + 1 };
            Volatile.Write(ref _snapshot, next);
            foreach (var watcher in _watchers.Keys) watcher.Writer.TryWrite(next);
        }
    }

    private static ImmutableArray<T> Without<T>(ImmutableArray<T> all, Func<T, bool> one)
    {
        for (var i = 0; i < all.Length; i++)
        {
            if (one(all[i])) return all.RemoveAt(i);
        }

        return all;
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
