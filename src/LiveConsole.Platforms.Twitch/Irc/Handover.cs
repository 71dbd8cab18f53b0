using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.Twitch.Irc;

/// <summary>
/// Says when reading begins and, if the old socket died before the new one was in the room, that it had stopped: then nobody read, and what was said is
/// lost. Both loops may notice at once, so one gate decides the order.
/// </summary>
internal sealed class Handover(SourceKey source, IArrivalSink sink, IrcSession? old) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private bool _live;
    private bool _interrupted;

    public void Dispose() => _gate.Dispose();

    public async Task LiveAsync(DateTimeOffset at, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (old is { Reading.IsCompleted: true }) await Interrupt_NeedsGate(ct);
            _live = true;
            await sink.PutAsync(new SourceChanged(source, SourceState.Live, at), ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task InterruptedAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (!_live) await Interrupt_NeedsGate(ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task Interrupt_NeedsGate(CancellationToken ct)
    {
        if (_interrupted || old is null) return;
        _interrupted = true;
        await sink.PutAsync(new SourceChanged(source, SourceState.Connecting, old.CoveredUntil, "Twitch moved us and closed before the new connection was ready."), ct);
    }
}
