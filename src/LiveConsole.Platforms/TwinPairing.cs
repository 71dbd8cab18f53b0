using System.Threading.Channels;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms;

/// <summary>One transport of a channel that two read.</summary>
/// <param name="CoveredUntil">Show time until which it is known to have been read before this start; null: never.</param>
public sealed record TwinSide(SourceKey Source, DateTimeOffset? CoveredUntil);

/// <summary>
/// Makes one reading of two transports of a channel. While both are live a message waits for its twin at most <see cref="Window"/> and both are handed on
/// as one: time and first flag of the one that tells time, parts of the one that cuts. Late or alone, what came is handed on; a late twin
/// is dropped and counted. Removals likewise, by the words of whoever says who. The order is that of arrival. A gap is said only for what neither read.
/// For transports that replay nothing. Safe on any thread; <see cref="RunAsync"/> must run for what waits to go on in time.
/// </summary>
public sealed class TwinPairing : IDisposable
{
    public static readonly TimeSpan Window = TimeSpan.FromMilliseconds(250);

    private const string Deaf = "It seemed to read and brought none of the messages that came the other way.";

    private static readonly TimeSpan LastWordsWithin = TimeSpan.FromSeconds(2);

    // A semaphore, not a channel: whoever puts must feel the intake's waiting, so that a full intake slows the sockets down.
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Channel<bool> _somethingWaits = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TwinQueue _queue;
    private readonly IArrivalSink _inner;
    private readonly TimeProvider _time;

    /// <param name="timed">Tells when a message was sent and whether it is the viewer's first (Twitch: IRC).</param>
    /// <param name="cut">Tells the message's parts and who removed what (Twitch: EventSub).</param>
    public TwinPairing(TwinSide timed, TwinSide cut, IArrivalSink inner, TimeProvider time)
    {
        (_inner, _time) = (inner, time);
        _queue = new TwinQueue(timed, cut, time);
        Timed = new Side(this, TwinQueue.Timed);
        Cut = new Side(this, TwinQueue.Cut);
    }

    /// <summary>Where the supervisor of the transport that tells time puts.</summary>
    public IArrivalSink Timed { get; }

    /// <summary>Where the supervisor of the transport that cuts messages puts.</summary>
    public IArrivalSink Cut { get; }

    /// <summary>Called when a removal arrives, before it waits for its twin: what is on air must go dark at once. Called again by the intake later.</summary>
    public Action<RemovalCame>? RemovalSeen { get; init; }

    /// <summary>Called with a transport that says it reads and has brought nothing of what the other has for a while; covered until the last moment it did.</summary>
    public Action<SourceKey, ConnectionEnd.Lost>? FoundDeaf { get; init; }

    /// <summary>Messages and removals handed on as one of two.</summary>
    public long Paired => _queue.Paired;

    /// <summary>Twins that came after the other had been handed on, and were dropped.</summary>
    public long LateTwins => _queue.LateTwins;

    /// <summary>Hands on what has waited long enough, until cancelled; then hands on what still waits and ends with <see cref="OperationCanceledException"/>.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await _somethingWaits.Reader.ReadAsync(ct);
                while (await DueInAsync(ct) is { } due)
                {
                    // Whole milliseconds upwards: a timer of none would make this a circle.
                    if (due > TimeSpan.Zero) await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds)), _time, ct);
                }
            }
        }
        finally
        {
            using var soon = new CancellationTokenSource(LastWordsWithin, _time);
            await LastWordsAsync(soon.Token);
        }
    }

    public void Dispose() => _gate.Dispose();

    private async ValueTask PutAsync(int side, Arrival arrival, CancellationToken ct)
    {
        if (arrival is RemovalCame removal) RemovalSeen?.Invoke(removal);
        await _gate.WaitAsync(ct);
        try
        {
            _queue.Arrive(side, arrival);
            if (_queue.TakeDeaf() is { } deaf) FoundDeaf?.Invoke(deaf.Source, new ConnectionEnd.Lost(Deaf) { CoveredUntil = deaf.HeardUntil });
            await HandOn_NeedsGate(ct);
            if (_queue.DueIn is not null) _somethingWaits.Writer.TryWrite(true);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<TimeSpan?> DueInAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            await HandOn_NeedsGate(ct);
            return _queue.DueIn;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task LastWordsAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            _queue.WaitNoMore();
            await HandOn_NeedsGate(ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask HandOn_NeedsGate(CancellationToken ct)
    {
        while (_queue.TryPeek(out var next))
        {
            await _inner.PutAsync(next, ct);
            // Only now: what was cancelled on its way in is handed on by the next who comes.
            _queue.Take();
        }
    }

    private sealed class Side(TwinPairing owner, int side) : IArrivalSink
    {
        public ValueTask PutAsync(Arrival arrival, CancellationToken ct) => owner.PutAsync(side, arrival, ct);
    }
}
