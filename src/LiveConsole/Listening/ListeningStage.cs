using System.Threading.Channels;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Platforms;
using LiveConsole.Shows;

namespace LiveConsole.Listening;

/// <summary>What is said of a message; throws only on a bug.</summary>
public delegate Judgement Judging(ChatMessage message, ShowVocabulary show);

/// <summary>
/// Between what reads the platforms and the show's writer: each message is judged once, several at a time, and handed on in the order it came. A message
/// that has waited for judging longer than <see cref="BehindAfter"/> passes unjudged, and <see cref="LateJudging"/> follows. Removals wait for nothing here.
/// Any thread may put.
/// </summary>
public sealed partial class ListeningStage : IArrivalSink, IAsyncDisposable
{
    public static readonly TimeSpan BehindAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>As between platform and supervisor (house.md, Queues): who reads waits.</summary>
    private const int Waiting = 5_000;

    private const int AtOnce = 256;
    // Below it, handing work to another thread costs more than judging.
    private const int WorthSharing = 64;
    private static readonly TimeSpan DrainsFor = TimeSpan.FromSeconds(5);
    private static readonly ParallelOptions Cores = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    private readonly IArrivalSink _inner;
    private readonly Func<ShowSettings?> _settings;
    private readonly TimeProvider _time;
    private readonly LiveConsoleMetrics _metrics;
    private readonly ILogger _log;
    private readonly Judging _judge;
    private readonly WorkClock _clock;
    private readonly CrowdWatch _crowd = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<Waiter> _queue = Channel.CreateBounded<Waiter>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
    private Told _told = new(null, ShowVocabulary.None);
    private Task _pump = Task.CompletedTask;
    private int _disposed;

    /// <param name="inner">The writer. While it makes this wait, nothing counts as late.</param>
    /// <param name="settings">The show's, as they stand now: asked for each message.</param>
    /// <param name="judge">Null: <see cref="MessageJudge"/>.</param>
    public ListeningStage(IArrivalSink inner, Func<ShowSettings?> settings, TimeProvider time, LiveConsoleMetrics metrics, ILogger log, Judging? judge = null)
    {
        (_inner, _settings, _time, _metrics, _log, _judge) = (inner, settings, time, metrics, log, judge ?? MessageJudge.Judge);
        _clock = new WorkClock(time);
    }

    /// <param name="Since">By <see cref="WorkClock"/>.</param>
    /// <param name="Passed">Set when all before it has been handed on; then <paramref name="Arrival"/> is null.</param>
    private readonly record struct Waiter(Arrival? Arrival, TimeSpan Since, TaskCompletionSource? Passed);

    private sealed record Told(ShowSettings? Settings, ShowVocabulary Vocabulary);

    /// <summary>What the show has told of itself by now.</summary>
    public ShowVocabulary Vocabulary
    {
        get
        {
            var (settings, told) = (_settings(), Volatile.Read(ref _told));
            if (!ReferenceEquals(told.Settings, settings)) Volatile.Write(ref _told, told = new Told(settings, ShowVocabulary.Of(settings)));
            return told.Vocabulary;
        }
    }

    /// <summary>Messages wait here longer than they should: who judges late ones makes room.</summary>
    public bool IsBehind => _queue.Reader.TryPeek(out var oldest) && _clock.Now - oldest.Since > BehindAfter;

    public void Start() => _pump = PumpAsync();

    /// <exception cref="OperationCanceledException">Also when the show was closed.</exception>
    public ValueTask PutAsync(Arrival arrival, CancellationToken ct) =>
        arrival is RemovalCame ? _inner.PutAsync(arrival, ct) : QueueAsync(new Waiter(arrival, _clock.Now, null), ct);

    /// <summary>Completes when all that was put before has been handed on.</summary>
    /// <exception cref="OperationCanceledException">Also when the show was closed.</exception>
    public async Task FlushAsync(CancellationToken ct)
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await QueueAsync(new Waiter(null, _clock.Now, passed), ct);
        await passed.Task.WaitAsync(ct);
    }

    /// <summary>A batch that is brought in (a recording, an intake): nobody is late, all of it is judged.</summary>
    public IReadOnlyList<Arrival> Judged(IReadOnlyList<Arrival> batch)
    {
        var judged = batch.ToArray();
        Each(judged.Length, i => judged[i] = JudgedOne(judged[i]));
        return judged;
    }

    /// <returns>Null after a bug, which is said in the log: the message passes.</returns>
    public Judgement? Judge(ChatMessage message)
    {
        try
        {
            return _judge(message, Vocabulary);
        }
        catch (Exception bug)
        {
            LogBug(bug, message.Platform);
            return null;
        }
    }

    /// <summary>Hands on what waits, as long as the writer takes it and at most 5 s.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _queue.Writer.TryComplete();
        using var handedOn = new CancellationTokenSource();
        await Task.WhenAny(_pump, Task.Delay(DrainsFor, _time, handedOn.Token));
        await handedOn.CancelAsync();
        await _stop.CancelAsync();
        await Quiet(_pump);
        while (_queue.Reader.TryRead(out var left)) left.Passed?.TrySetCanceled();
        _stop.Dispose();
    }

    private async ValueTask QueueAsync(Waiter waiter, CancellationToken ct)
    {
        try
        {
            await _queue.Writer.WriteAsync(waiter, ct);
        }
        catch (ChannelClosedException closed)
        {
            throw new OperationCanceledException("The show was closed.", closed);
        }
    }

    private async Task PumpAsync()
    {
        await Task.Yield();
        var taken = new List<Waiter>(AtOnce);
        var arrivals = new Arrival?[AtOnce];
        while (await _queue.Reader.WaitToReadAsync(_stop.Token))
        {
            taken.Clear();
            while (taken.Count < AtOnce && _queue.Reader.TryRead(out var next)) taken.Add(next);
            Each(taken.Count, i => arrivals[i] = JudgedInTime(taken[i]));
            // In the order they came: what the crowd does is not seen in one message.
            for (var i = 0; i < taken.Count; i++) arrivals[i] = Crowded(arrivals[i]);
            _metrics.Unjudged(arrivals.Take(taken.Count).Count(a => a is MessageCame { Judgement: null }));
            for (var i = 0; i < taken.Count; i++)
            {
                if (arrivals[i] is { } arrival) await HandOnAsync(arrival);
                taken[i].Passed?.TrySetResult();
            }
        }
    }

    private async ValueTask HandOnAsync(Arrival arrival)
    {
        _clock.Pause(_time.GetTimestamp());
        try
        {
            await _inner.PutAsync(arrival, _stop.Token);
        }
        finally
        {
            _clock.GoOn();
        }
    }

    private Arrival? JudgedInTime(Waiter waiter) => waiter.Arrival is not null && _clock.Now - waiter.Since <= BehindAfter ? JudgedOne(waiter.Arrival) : waiter.Arrival;

    private Arrival? Crowded(Arrival? arrival)
    {
        if (arrival is not MessageCame { Judgement: { } judged } came) return arrival;
        try
        {
            return came with { Judgement = _crowd.See(came.Message, judged, Vocabulary) };
        }
        catch (Exception bug) // As in Judge: a mark less, never a message less.
        {
            LogBug(bug, came.Message.Platform);
            return came;
        }
    }

    private Arrival JudgedOne(Arrival arrival) => arrival is MessageCame { Judgement: null } came ? came with { Judgement = Judge(came.Message) } : arrival;

    private static void Each(int count, Action<int> one)
    {
        if (count >= WorthSharing)
        {
            Parallel.For(0, count, Cores, one);
            return;
        }

        for (var i = 0; i < count; i++) one(i);
    }

    private static async Task Quiet(Task ended) => await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(1301, LogLevel.Critical, "A message of {Platform} could not be judged: it passed without a judgement.")]
    private partial void LogBug(Exception bug, string platform);

    /// <summary>Machine time that stands still while the writer makes us wait: a disk that hangs does not make Listening late.</summary>
    private sealed class WorkClock(TimeProvider time)
    {
        // A lock, not a channel: whoever puts reads it, the pump alone pauses it.
        private readonly Lock _gate = new();
        private readonly long _from = time.GetTimestamp();
        private TimeSpan _lost;
        private long? _pausedAt;

        public TimeSpan Now
        {
            get
            {
                lock (_gate) return time.GetElapsedTime(_from, _pausedAt ?? time.GetTimestamp()) - _lost;
            }
        }

        public void Pause(long since)
        {
            lock (_gate) _pausedAt = since;
        }

        public void GoOn()
        {
            lock (_gate)
            {
                if (_pausedAt is { } at) _lost += time.GetElapsedTime(at);
                _pausedAt = null;
            }
        }
    }
}
