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
    private (string Token, bool Wanted) _back;
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
        var member = new Member();
        lock (_gate)
        {
            _members.Add(member);
            if (_running is null)
            {
                Start_NeedsLock(token);
                return member;
            }

            if (_live) member.TryPut(new SourceChanged(connection.Source, SourceState.Live, now()));
            foreach (var standing in _standing.Values) member.TryPut(standing);
            if (!connection.Replays) return member;
            foreach (var arrival in _recent) member.TryPut(arrival);
            if (token is not null && connection.PlaceOf(token) is { } place && place.Chat == _chat && place.Until < From_NeedsLock()) Back_NeedsLock(token);
        }

        return member;
    }

    private void Leave(Member member)
    {
        lock (_gate)
        {
            if (!_members.Remove(member) || _members.Count > 0 || _running is not { } run) return;
            // The last one goes: nobody waits for its end, and who comes next begins anew.
            _running = null;
            Cancel_NeedsLock(run);
        }
    }

    // Not under the lock, which a cancelled connection's last words take; and whoever comes next waits for it.
    private void Cancel_NeedsLock(CancellationTokenSource run) => _run = Task.WhenAll(_run, run.CancelAsync());

    private void Start_NeedsLock(string? token)
    {
        (_live, _endWith, _back) = (false, null, default);
        var place = token is null ? null : connection.PlaceOf(token);
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

    private void Back_NeedsLock(string token)
    {
        _back = (token, true);
        Cancel_NeedsLock(_running!);
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
            Ended(run, member => member.Fail(bug));
            return;
        }

        Ended(run, member => member.End(_endWith ?? end ?? new ConnectionEnd.Lost("The reading ended.", Healthy: true)));
    }

    private void Ended(CancellationTokenSource run, Action<Member> say)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_running, run)) return;
            _running = null;
            if (_back is { Wanted: true, Token: var back } && _members.Count > 0)
            {
                Start_NeedsLock(back);
                return;
            }

            _members.ForEach(say);
            _members.Clear();
        }
    }

    private ValueTask PutAsync(CancellationTokenSource run, Arrival arrival, CancellationToken ct)
    {
        Member alone;
        lock (_gate)
        {
            if (!ReferenceEquals(_running, run)) return ValueTask.CompletedTask;
            Remember_NeedsLock(arrival);
            if (_members is not [var only])
            {
                // The others do not wait for one whose journal stands still: it is told, and comes again when it can.
                foreach (var slow in _members.Where(m => !m.TryPut(arrival)).ToList())
                {
                    _members.Remove(slow);
                    slow.End(new ConnectionEnd.Lost("This show could not take what was read for it as fast as it came."));
                }

                return ValueTask.CompletedTask;
            }

            alone = only;
        }

        return alone.PutAsync(arrival, ct);
    }

    private void Remember_NeedsLock(Arrival arrival)
    {
        switch (arrival)
        {
            case SourceChanged changed when changed.Source == connection.Source:
                _live = changed.State == SourceState.Live;
                if (changed.Reason is not null) _standing[(typeof(SourceChanged), "")] = changed;
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
        if (arrival is ResumePointReached point && connection.PlaceOf(point.Token) is { } place) _chat = place.Chat;
        _recent.Enqueue(arrival);
        if (_recent.Count <= Remembered) return;
        _recent.Dequeue();
        // What was forgotten is no longer between the beginning and now.
        _from = null;
    }

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
    private sealed class Member
    {
        private readonly Channel<Arrival> _waiting = Channel.CreateBounded<Arrival>(new BoundedChannelOptions(MostWaiting + Remembered) { SingleReader = true });
        private readonly TaskCompletionSource<ConnectionEnd> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<ConnectionEnd> Over => _over.Task;

        public IAsyncEnumerable<Arrival> Waiting(CancellationToken ct) => _waiting.Reader.ReadAllAsync(ct);

        public bool TryPut(Arrival arrival) => _waiting.Writer.TryWrite(arrival);

        /// <summary>Who reads alone may make the platform wait.</summary>
        public async ValueTask PutAsync(Arrival arrival, CancellationToken ct)
        {
            while (await _waiting.Writer.WaitToWriteAsync(ct))
            {
                if (_waiting.Writer.TryWrite(arrival)) return;
            }
        }

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
