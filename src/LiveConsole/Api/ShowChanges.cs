using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Api;

/// <summary>
/// The one stream of a show for all who follow it from outside (events, hub, webhooks, control surfaces): the present first, then the members that
/// changed. Made and serialised once for all readers of the same rights. Who is slow gets the present, never a backlog.
/// </summary>
public sealed class ShowChanges(TimeProvider time) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(LiveShow Show, long Rights), Pump> _pumps = [];

    /// <summary>
    /// Begins with the whole, then what changed: people's decisions at once, what only arrives or is counted (messages, viewers, sources, screens)
    /// at most once a second. Ends when the show is closed here.
    /// </summary>
    /// <param name="role">Whose eyes it is for.</param>
    public async IAsyncEnumerable<ShowChange> FollowAsync(LiveShow show, Role role, [EnumeratorCancellation] CancellationToken ct)
    {
        var channel = Channel.CreateBounded<ShowPresent>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        var pump = Join(show, role, channel.Writer);
        try
        {
            ShowPresent? before = null;
            await foreach (var present in channel.Reader.ReadAllAsync(ct))
            {
                if (before is not null && present.Version <= before.Version) continue;
                if (present.Since(before) is { } change) yield return change;
                before = present;
            }
        }
        finally
        {
            await LeaveAsync(pump, channel.Writer);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Pump[] pumps;
        lock (_lock)
        {
            pumps = [.. _pumps.Values];
            _pumps.Clear();
        }

        foreach (var pump in pumps) await pump.DisposeAsync();
    }

    private Pump Join(LiveShow show, Role role, ChannelWriter<ShowPresent> follower)
    {
        var key = (show, RightsOf(role));
        lock (_lock)
        {
            // One that has just ended is no use to who comes now.
            if (!_pumps.TryGetValue(key, out var pump) || !pump.Add(follower))
            {
                _pumps[key] = pump = new Pump(key, new Reader(role), time);
                pump.Add(follower);
                pump.Start();
            }

            return pump;
        }
    }

    private async ValueTask LeaveAsync(Pump pump, ChannelWriter<ShowPresent> follower)
    {
        lock (_lock)
        {
            if (!pump.Remove(follower)) return;
            if (_pumps.TryGetValue(pump.Key, out var known) && ReferenceEquals(known, pump)) _pumps.Remove(pump.Key);
        }

        await pump.DisposeAsync();
    }

    /// <summary>Roles that may read the same are told the same.</summary>
    private static long RightsOf(Role role) =>
        Enum.GetValues<Permission>().Aggregate(0L, (all, permission) => Rights.Has(role, permission, ShowRules.Default) && permission.ToString().StartsWith("Read", StringComparison.Ordinal) ? all | (1L << (int)permission) : all);

    /// <summary>One show as readers of the same rights may see it, as long as somebody follows.</summary>
    private sealed class Pump((LiveShow Show, long Rights) key, Reader reader, TimeProvider time) : IAsyncDisposable
    {
        private static readonly TimeSpan ArrivalsToldEvery = TimeSpan.FromSeconds(1);

        private readonly Lock _lock = new();
        private readonly CancellationTokenSource _stop = new();
        private ImmutableList<ChannelWriter<ShowPresent>> _followers = [];
        private ShowPresent? _present;
        private bool _ended;
        private int _stopped;
        private Task _loop = Task.CompletedTask;

        public (LiveShow Show, long Rights) Key => key;

        public void Start() => _loop = RunAsync();

        /// <returns>False: it has ended.</returns>
        public bool Add(ChannelWriter<ShowPresent> follower)
        {
            lock (_lock)
            {
                if (_ended) return false;
                _followers = _followers.Add(follower);
                if (_present is { } present) follower.TryWrite(present);
                return true;
            }
        }

        /// <returns>True: it was the last one.</returns>
        public bool Remove(ChannelWriter<ShowPresent> follower)
        {
            lock (_lock)
            {
                if (!_followers.Contains(follower)) return false;
                _followers = _followers.Remove(follower);
                if (!_followers.IsEmpty) return false;
                _ended = true;
                return true;
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _stopped, 1) != 0) return;
            await _stop.CancelAsync();
            await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }

        private async Task RunAsync()
        {
            await Task.Yield();
            Exception? bug = null;
            try
            {
                await FollowAsync(_stop.Token);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // Nobody follows any more.
            }
            catch (Exception unexpected)
            {
                // Every follower ends on it, and says so in its own place.
                bug = unexpected;
            }

            lock (_lock)
            {
                _ended = true;
                foreach (var follower in _followers) follower.TryComplete(bug);
            }
        }

        private async Task FollowAsync(CancellationToken ct)
        {
            await using var snapshots = key.Show.WatchAsync(ct).GetAsyncEnumerator(ct);
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var next = snapshots.MoveNextAsync().AsTask();
            Task? due = null;
            ShowSnapshot? told = null;
            long toldAt = 0;
            try
            {
                for (ShowSnapshot? newest = null; ;)
                {
                    if (due is null) await next;
                    else await Task.WhenAny(next, due);
                    if (next.IsCompleted)
                    {
                        if (!await next) return;
                        newest = snapshots.Current;
                        next = snapshots.MoveNextAsync().AsTask();
                    }

                    var wait = told is null || IsDecided(told, newest!) ? TimeSpan.Zero : ArrivalsToldEvery - time.GetElapsedTime(toldAt);
                    if (wait > TimeSpan.Zero && due is not { IsCompleted: true })
                    {
                        due ??= Task.Delay(wait, time, ends.Token);
                        continue;
                    }

                    due = null;
                    if (!ReferenceEquals(told, newest)) Tell(newest!);
                    (told, toldAt) = (newest, time.GetTimestamp());
                }
            }
            finally
            {
                await ends.CancelAsync();
                // The enumerator may only be disposed of when it stands.
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        /// <summary>Something that a person decided, that darkens a screen, or that is wrong: told at once.</summary>
        private static bool IsDecided(ShowSnapshot told, ShowSnapshot now) =>
            told.State.DeskVersion != now.State.DeskVersion || told.Latch != now.Latch || told.Storage != now.Storage || told.Node != now.Node;

        private void Tell(ShowSnapshot snapshot)
        {
            var present = ShowPresent.Of(snapshot.For(reader), _present);
            lock (_lock)
            {
                _present = present;
                foreach (var follower in _followers) follower.TryWrite(present);
            }
        }
    }
}
