using System.Collections.Concurrent;
using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;
using Microsoft.AspNetCore.SignalR;

namespace LiveConsole.Screens;

/// <summary>
/// Pumps states to the connected screens and sends only what changed. A slow screen gets the present, never a backlog.
/// </summary>
public sealed partial class ScreenLines(IHubContext<ShowHub, IScreenClient> hub, ScreenLag lag, Connections connections, TimeProvider time, ILogger<ScreenLines> log) : IAsyncDisposable
{
    /// <summary>A show's clock that was set (a rehearsal jumps over a silence) is told when a screen's would be off by more.</summary>
    private static readonly TimeSpan ClockOff = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, OpenLine> _open = new();

    private sealed record OpenLine(CancellationTokenSource Stop, Task Pump);

    public async Task OpenAsync(string connection, Line line, CancellationToken aborted)
    {
        if (line.Show is not { } show)
        {
            await hub.Clients.Client(connection).State(ScreenStates.Closed(line.Device, time.GetUtcNow(), line.Revoked));
            return;
        }

        var stop = new CancellationTokenSource();
        if (!_open.TryAdd(connection, new OpenLine(stop, PumpAsync(connection, line, show, stop.Token)))) throw new InvalidOperationException("A connection opens one line.");
        if (aborted.IsCancellationRequested) await CloseAsync(connection);
    }

    public async Task CloseAsync(string connection)
    {
        lag.Gone(connection);
        if (!_open.TryRemove(connection, out var line)) return;
        await line.Stop.CancelAsync();
        await line.Pump;
        // Also what the pump's last turn may have put down.
        lag.Gone(connection);
        line.Stop.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _open.Keys) await CloseAsync(connection);
    }

    private async Task PumpAsync(string connection, Line line, LiveShow show, CancellationToken ct)
    {
        await Task.Yield();
        using var turned = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var turning = Task.CompletedTask;
        using var held = connections.WhileShown(line.ScreenId, show.Id, () =>
        {
            try
            {
                turning = turned.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It has gone by itself meanwhile.
            }
        }, line.Address);
        using var presence = line.Report is { } report ? show.Connect(report) : null;
        var client = hub.Clients.Client(connection);
        try
        {
            await SendAsync(client, connection, line, show, turned.Token);
            // The show was archived under it.
            await client.State(ScreenStates.Closed(line.Device, time.GetUtcNow(), revoked: false));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            LogClosed(line.Device.Name, line.Device.Kind);
        }
        catch (OperationCanceledException) when (turned.IsCancellationRequested)
        {
            // Its address was revoked, or points at another show: nothing of this one stays on it. It connects anew at once.
            lag.Gone(connection);
            await client.State(ScreenStates.Closed(line.Device, time.GetUtcNow(), revoked: !connections.Opens(line.ScreenId, line.Address)));
            LogTurned(line.Device.Name, line.Device.Kind);
        }
        catch (Exception bug)
        {
            // The line ends, said; the screen's own watchdog connects anew and gets the whole state.
            LogBug(bug, line.Device.Name, line.Device.Kind);
            await client.State(ScreenStates.Closed(line.Device, time.GetUtcNow(), revoked: false));
        }
        finally
        {
            await turning;
        }
    }

    /// <summary>A connection that takes nothing holds this loop at its one message: what comes meanwhile is passed over, and the newest sent then.</summary>
    private async Task SendAsync(IScreenClient client, string connection, Line line, LiveShow show, CancellationToken ct)
    {
        ScreenState? sent = null;
        ShowSnapshot? seen = null;
        var sentAt = time.GetTimestamp();
        await foreach (var snapshot in show.WatchAsync(ct))
        {
            var jumped = sent is not null && (show.Clock.Now - sent.Clock.ShowNow - (time.GetElapsedTime(sentAt) * sent.Clock.Rate)).Duration() > ClockOff;
            // Messages change no screen: nearly all publications of a busy show end here.
            if (seen is not null && !jumped && seen.State.DeskVersion == snapshot.State.DeskVersion && seen.Latch == snapshot.Latch && Tests(seen, line) == Tests(snapshot, line) && show.Clock.Rate.Equals(sent!.Clock.Rate)) continue;
            seen = snapshot;
            var state = StateOf(snapshot, line, show);
            if (line.Report is not null && (sent is null || sent.OnAir.Number != state.OnAir.Number)) lag.Sent(connection, show.Id, line.Device.Name, state.OnAir.Number);
            if (sent is null) await client.State(state);
            else if (jumped || !state.LooksLike(sent)) await client.Change(state.Since(sent));
            else continue;
            (sent, sentAt) = (state, time.GetTimestamp());
        }
    }

    private static ScreenState StateOf(ShowSnapshot snapshot, Line line, LiveShow show)
    {
        var reader = new Reader(line.Device.Kind == ScreenKind.Presenter ? Role.Presenter : Role.Overlay);
        var state = ScreenStates.Of(snapshot.For(reader), line.Device, show.Clock, snapshot.State.StartedAt);
        return Tests(snapshot, line) && state.OnAir.Item is null ? state with { State = ScreenMode.TestCard } : state;
    }

    private static bool Tests(ShowSnapshot snapshot, Line line) => snapshot.Screens.Any(s => s.Testing && s.Name == line.Device.Name && s.Kind == line.Device.Kind);

    [LoggerMessage(2101, LogLevel.Debug, "Screen {Name} ({Kind}) went.")]
    private partial void LogClosed(string name, ScreenKind kind);

    [LoggerMessage(2103, LogLevel.Information, "Screen {Name} ({Kind}) was revoked or points elsewhere: it shows nothing more.")]
    private partial void LogTurned(string name, ScreenKind kind);

    [LoggerMessage(2102, LogLevel.Critical, "The line to screen {Name} ({Kind}) ended on a bug.")]
    private partial void LogBug(Exception bug, string name, ScreenKind kind);
}
