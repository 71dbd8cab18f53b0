using System.Threading.Channels;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms;

/// <summary>
/// One reading for several shows: a channel that two shows read is connected to once, and what it brings is handed to each. Every show keeps a supervisor of its own, so that
/// states, gaps, the place to resume from and the journal stay its own. Who joins late is told how things stand; where the platform replays, also what came in the last minutes,
/// and a show whose place lies before that takes the reading back to it: the others know those messages by their ids. Safe on any thread.
/// </summary>
/// <param name="connection">Run once at a time, from the first who reads to the last.</param>
/// <param name="now">Show time of all that share it: machine time's clock.</param>
public sealed class SharedConnection(IChatConnection connection, Func<DateTimeOffset> now) : IAsyncDisposable
{
    /// <summary>What a show may have waiting: beyond it the others do not wait for it.</summary>
    public const int MostWaiting = 5_000;

    /// <summary>Arrivals remembered for who joins late, where the platform replays.</summary>
    public const int Remembered = 5_000;

    private readonly Lock _gate = new();
    private readonly List<Member> _members = [];
    private readonly Queue<Arrival> _recent = new();
    private readonly Dictionary<(Type, string), Arrival> _standing = [];
    private CancellationTokenSource? _running;
    private ConnectionEnd? _endWith;
    private string? _token;
    private string? _back;
    private bool _moved;
    private TaskCompletionSource _joined = Open();
    private DateTimeOffset? _from;
    private string? _chat;
    private Task _run = Task.CompletedTask;
    private bool _live;

    /// <summary>How many shows read it now.</summary>
    public int Readers
    {
        get
        {
            lock (_gate) return _members.Count;
        }
    }

    /// <summary>As one show reads it.</summary>
    public IChatConnection ForOne() => new Tap(this);

    /// <summary>The reading brings nothing though it seems to live: it ends for all, each of whom tries again.</summary>
    public void End(ConnectionEnd because)
    {
        lock (_gate)
        {
            if (_running is not { } run) return;
            _endWith = because;
            Cancel_NeedsLock(run);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_running is { } run) Cancel_NeedsLock(run);
        }

        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Member Enter(string? token)
    {
        var member = new Member(token, PlaceOf(token));
        lock (_gate)
        {
            _members.Add(member);
            // Who was alone may have made the platform wait: no longer.
            _joined.TrySetResult();
            _joined = Open();
            if (_running is null)
            {
                Start_NeedsLock(token);
                return member;
            }

            if (_live) member.TryPut(new SourceChanged(connection.Source, SourceState.Live, now()));
            foreach (var standing in _standing.Values) member.TryPut(standing);
            if (!connection.Replays) return member;
            if (_back is not null || LiesBefore_NeedsLock(member)) Back_NeedsLock(member);
            // Taken back, all of this comes again; and no newer place may stand in a journal before it did.
            else foreach (var arrival in _recent) Give_NeedsLock(member, arrival);
        }

        return member;
    }

    private void Leave(Member member)
    {
        lock (_gate)
        {
            _members.Remove(member);
            StopUnlessRead_NeedsLock();
        }

        // Whoever waits for room there, waits no more. Only now: closed and still a member, it would be taken for one that stands still.
        member.Close();
    }

    /// <summary>All have left or were cut off: nobody waits for its end, and who comes next begins anew.</summary>
    private void StopUnlessRead_NeedsLock()
    {
        if (_members.Count > 0 || _running is not { } run) return;
        _running = null;
        Cancel_NeedsLock(run);
    }

    // Not under the lock, which a cancelled connection's last words take; and whoever comes next waits for it.
    private void Cancel_NeedsLock(CancellationTokenSource run) => _run = Task.WhenAll(_run, run.CancelAsync());

    private void Start_NeedsLock(string? token)
    {
        (_live, _endWith, _back, _token, _moved) = (false, null, null, token, false);
        var place = PlaceOf(token);
        (_from, _chat) = (place?.Until, place?.Chat);
        _recent.Clear();
        _standing.Clear();
        _run = RunAsync(_run, token, _running = new CancellationTokenSource());
    }

    private DateTimeOffset From_NeedsLock()
    {
        if (_from is { } from) return from;
        foreach (var arrival in _recent)
        {
            if (arrival is MessageCame { Message.SentAt: var sent }) return sent;
        }

        return now();
    }

    private ReadPlace? PlaceOf(string? token) => token is null ? null : connection.PlaceOf(token);

    private bool LiesBefore_NeedsLock(Member member) => member.Place is { } place && place.Chat == _chat && place.Until < From_NeedsLock();

    private void Back_NeedsLock(Member member)
    {
        if (_back is null) Cancel_NeedsLock(_running!);
        else if (member.Place is not { } place || PlaceOf(_back) is not { } other || place.Chat != other.Chat || place.Until >= other.Until) return;
        _back = member.Token;
    }

    private async Task RunAsync(Task before, string? token, CancellationTokenSource run)
    {
        // The lock's holder must not run the connection's first steps.
        await Task.Yield();
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ConnectionEnd? end = null;
        try
        {
            end = await connection.RunAsync(new Fan(this, run), token, run.Token);
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested)
        {
            // Left by all, ended by one, or taken back: below.
        }
        catch (Exception bug)
        {
            // Never swallowed: each who reads gets it, and the log of each has the whole of it.
            Ended(run, null, member => member.Fail(bug));
            return;
        }

        Ended(run, end, member => member.End(_endWith ?? end ?? new ConnectionEnd.Lost("The reading ended.", Healthy: true)));
    }

    private void Ended(CancellationTokenSource run, ConnectionEnd? end, Action<Member> say)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_running, run)) return;
            _running = null;
            if (_back is not null && _members.Count > 0)
            {
                Start_NeedsLock(_back);
                return;
            }

            // A place that is refused is the trouble of who came with it: the others' places are others.
            var others = end is ConnectionEnd.ResumeRefused && _token is not null && !_moved ? _members.FindAll(m => m.Token != _token) : [];
            _members.Except(others).ToList().ForEach(say);
            _members.RemoveAll(m => !others.Contains(m));
            if (others.Count > 0) Start_NeedsLock(Earliest(others));
        }
    }

    private static string? Earliest(List<Member> members) => members.Where(m => m.Token is not null).OrderBy(m => m.Place?.Until ?? DateTimeOffset.MinValue).FirstOrDefault()?.Token;

    private async ValueTask PutAsync(CancellationTokenSource run, Arrival arrival, CancellationToken ct)
    {
        Member alone;
        Task joined;
        lock (_gate)
        {
            if (IsNoMore_NeedsLock(run)) return;
            Remember_NeedsLock(arrival);
            // Its place showed that somebody's lies before all this.
            if (_back is not null) return;
            // The others do not wait for one whose journal stands still: it is told, and comes again when it can.
            var slow = _members.FindAll(m => !Give_NeedsLock(m, arrival));
            if (slow.Count == 0 || _members.Count > 1)
            {
                slow.ForEach(Cut_NeedsLock);
                StopUnlessRead_NeedsLock();
                return;
            }

            (alone, joined) = (slow[0], _joined.Task);
        }

        // Who reads alone may make the platform wait, until it leaves or another comes.
        while (await alone.RoomAsync(joined, ct))
        {
            lock (_gate)
            {
                if (IsNoMore_NeedsLock(run) || !_members.Contains(alone) || Give_NeedsLock(alone, arrival)) return;
                if (_members.Count > 1)
                {
                    Cut_NeedsLock(alone);
                    return;
                }

                joined = _joined.Task;
            }
        }
    }

    // What is taken back comes again: until then nobody's place may move on.
    private bool IsNoMore_NeedsLock(CancellationTokenSource run) => !ReferenceEquals(_running, run) || _back is not null;

    private void Cut_NeedsLock(Member slow)
    {
        _members.Remove(slow);
        slow.End(new ConnectionEnd.Lost("This show could not take what was read for it as fast as it came.") { CoveredUntil = now() });
    }

    /// <returns>False: there is no room.</returns>
    private bool Give_NeedsLock(Member member, Arrival arrival)
    {
        if (arrival is not ResumePointReached point) return member.TryPut(arrival);
        var place = PlaceOf(point.Token);
        // Another's older place, of a chat that is over perhaps, sets nobody back.
        if (place?.Until < member.Place?.Until) return true;
        if (!member.TryPut(arrival)) return false;
        (member.Token, member.Place) = (point.Token, place);
        return true;
    }

    private void Remember_NeedsLock(Arrival arrival)
    {
        switch (arrival)
        {
            case SourceChanged changed when changed.Source == connection.Source:
                _live = changed.State == SourceState.Live;
                if (changed.Reason is not null) _standing[(typeof(SourceChanged), "")] = changed;
                else if (_live) _standing.Remove((typeof(SourceChanged), ""));
                return;
            case ModesCame modes:
                var known = _standing.GetValueOrDefault((typeof(ModesCame), modes.Channel)) as ModesCame;
                _standing[(typeof(ModesCame), modes.Channel)] = known is null ? modes : modes with { Modes = known.Modes.With(modes.Modes), By = null };
                return;
            case BroadcastCame broadcast: _standing[(typeof(BroadcastCame), broadcast.Channel)] = broadcast; return;
            case SharedChatCame shared: _standing[(typeof(SharedChatCame), shared.Channel)] = shared; return;
            case ViewersCame viewers: _standing[(typeof(ViewersCame), viewers.Channel)] = viewers; return;
            case ChattersCame chatters: _standing[(typeof(ChattersCame), chatters.Channel)] = chatters; return;
        }

        if (!connection.Replays) return;
        if (arrival is ResumePointReached point) Moved_NeedsLock(point);
        _recent.Enqueue(arrival);
        if (_recent.Count <= Remembered) return;
        _recent.Dequeue();
        // What was forgotten is no longer between the beginning and now.
        _from = null;
    }

    private void Moved_NeedsLock(ResumePointReached point)
    {
        _moved = true;
        if (PlaceOf(point.Token) is not { } place || place.Chat == _chat) return;
        var another = _chat is not null;
        _chat = place.Chat;
        // Of a second chat it is not known how far back it was read: to here at least.
        if (another) _from = place.Until;
        // Who came before it was known which chat is read could not be compared with it.
        foreach (var behind in _members.FindAll(LiesBefore_NeedsLock)) Back_NeedsLock(behind);
    }

    private static TaskCompletionSource Open() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Fan(SharedConnection owner, CancellationTokenSource run) : IArrivalSink
    {
        public ValueTask PutAsync(Arrival arrival, CancellationToken ct) => owner.PutAsync(run, arrival, ct);
    }

    private sealed class Tap(SharedConnection owner) : IChatConnection
    {
        private IChatConnection Read => owner.Connection;

        public SourceKey Source => Read.Source;

        public bool Replays => Read.Replays;

        public TimeSpan NoticesWithin => Read.NoticesWithin;

        public bool SaysGaps => Read.SaysGaps;

        public ReadPlace? PlaceOf(string token) => Read.PlaceOf(token);

        public async Task<ConnectionEnd> RunAsync(IArrivalSink sink, string? resumeToken, CancellationToken ct)
        {
            ct.ThrowIfCancellationRequested();
            var member = owner.Enter(resumeToken);
            try
            {
                await foreach (var arrival in member.Waiting(ct)) await sink.PutAsync(arrival, ct);
                return await member.Over;
            }
            finally
            {
                owner.Leave(member);
            }
        }
    }

    private IChatConnection Connection => connection;

    /// <summary>One show's place in the reading.</summary>
    private sealed class Member(string? token, ReadPlace? place)
    {
        private readonly Channel<Arrival> _waiting = Channel.CreateBounded<Arrival>(new BoundedChannelOptions(MostWaiting + Remembered) { SingleReader = true });
        private readonly TaskCompletionSource<ConnectionEnd> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Where it reads on from, and what that means.</summary>
        public string? Token { get; set; } = token;

        public ReadPlace? Place { get; set; } = place;

        public Task<ConnectionEnd> Over => _over.Task;

        public IAsyncEnumerable<Arrival> Waiting(CancellationToken ct) => _waiting.Reader.ReadAllAsync(ct);

        public bool TryPut(Arrival arrival) => _waiting.Writer.TryWrite(arrival);

        /// <summary>Waits for room, or for another who joins.</summary>
        /// <returns>False: it left.</returns>
        public async Task<bool> RoomAsync(Task joined, CancellationToken ct)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var room = _waiting.Writer.WaitToWriteAsync(stop.Token).AsTask();
            if (await Task.WhenAny(room, joined) == room) return await room;
            await stop.CancelAsync();
            await ((Task)room).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return true;
        }

        public void Close() => _waiting.Writer.TryComplete();

        public void End(ConnectionEnd end)
        {
            _over.TrySetResult(end);
            _waiting.Writer.TryComplete();
        }

        public void Fail(Exception bug)
        {
            _over.TrySetException(bug);
            _waiting.Writer.TryComplete();
        }
    }
}
