using System.Collections.Concurrent;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Shows;
using Microsoft.AspNetCore.SignalR;

namespace LiveConsole.Screens;

/// <summary>What the server calls on a screen.</summary>
public interface IScreenClient
{
    Task State(ScreenState state);

    Task Change(IReadOnlyDictionary<string, object?> change);
}

/// <summary>
/// Screens' line to their show: whole state on every connection, then numbered changes, never a delta over a lost link.
/// </summary>
public sealed class ShowHub(ScreenDirectory screens, LiveShows shows, ScreenLines lines, ICommands commands, TimeProvider time) : Hub<IScreenClient>
{
    private const string LineKey = "line";

    public override async Task OnConnectedAsync()
    {
        if (ScreenLine(Context.GetHttpContext()!.Request.Query["screen"].ToString()) is not { } line)
        {
            Context.Abort();
            return;
        }

        Context.Items[LineKey] = line;
        await lines.OpenAsync(Context.ConnectionId, line, Context.ConnectionAborted);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        lines.Close(Context.ConnectionId);
        return Task.CompletedTask;
    }

    /// <summary>The screen has painted the air of that number.</summary>
    public void Drawn(long number)
    {
        if (Line is { Report: { } report, Show: { } show }) show.Drawn(report, number);
    }

    /// <summary>A presenter's tap.</summary>
    /// <param name="kind">reading, skip, later, another or seen.</param>
    /// <param name="id">The item that was on the screen; null for "another".</param>
    /// <param name="at">Show time of the tap.</param>
    /// <returns>Null when it counted; else why not, in words of the screen's language.</returns>
    public async Task<string?> Signal(string kind, string? id, DateTimeOffset at, bool undo)
    {
        if (Line is not { Show: { } show, Device.Kind: ScreenKind.Presenter } line) return null;
        if (!Enum.TryParse<SignalKind>(kind, ignoreCase: true, out var signal) || !Enum.IsDefined(signal)) throw new HubException("kind: reading, skip, later, another or seen");
        ItemId? item = Guid.TryParse(id, out var guid) ? new ItemId(guid) : null;
        var outcome = await commands.DoAsync(show.Id, new PresenterSignal(signal, item, at, line.Device.Name, undo), ScreenActor(line.ScreenId, line.Device.Name));
        return outcome is Outcome.Refused refused ? refused.Refusal.Words.In(line.Device.Language) : null;
    }

    /// <summary>How a presenter's screen stands in the journal.</summary>
    public static Actor ScreenActor(Guid screen, string name) => new($"screen:{screen:N}", name, Role.Presenter);

    private Line? Line => Context.Items.TryGetValue(LineKey, out var line) ? line as Line : null;

    private Line? ScreenLine(string token)
    {
        if (screens.Find(token) is not { } row) return null;
        var device = ScreenStates.DeviceOf(row);
        var show = row.RevokedAt is null && row.ShowId is { } id ? shows.Live(new ShowId(id)) : null;
        var now = show?.Clock.Now ?? time.GetUtcNow();
        return new Line(show, device, row.Id, show is null ? null : new ScreenReport(row.Name, row.Kind, null, null, time.GetUtcNow(), now));
    }

}

/// <summary>One connected screen: which show (none: revoked or pointed nowhere), which device.</summary>
public sealed record Line(LiveShow? Show, ScreenDevice Device, Guid ScreenId, ScreenReport? Report);

/// <summary>
/// Pumps states to the connected screens: one loop a show computes what screens of one kind see, once a snapshot, and sends only
/// what changed. A slow screen gets the present, never a backlog.
/// </summary>
public sealed partial class ScreenLines(IHubContext<ShowHub, IScreenClient> hub, TimeProvider time, ILogger<ScreenLines> log) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, OpenLine> _open = new();

    private sealed class OpenLine(Line line) : IDisposable
    {
        public Line Line { get; } = line;
        public IDisposable? Presence { get; init; }
        public CancellationTokenSource Stop { get; } = new();
        public Task Pump { get; set; } = Task.CompletedTask;

        public void Dispose()
        {
            Stop.Cancel();
            Presence?.Dispose();
        }
    }

    public async Task OpenAsync(string connection, Line line, CancellationToken aborted)
    {
        if (line.Show is not { } show)
        {
            await hub.Clients.Client(connection).State(ScreenStates.Closed(line.Device, time.GetUtcNow()));
            return;
        }

        var open = new OpenLine(line) { Presence = line.Report is { } report ? show.Connect(report) : null };
        if (!_open.TryAdd(connection, open)) throw new InvalidOperationException("A connection opens one line.");
        open.Pump = PumpAsync(connection, line, show, open.Stop.Token);
        if (aborted.IsCancellationRequested) Close(connection);
    }

    public void Close(string connection)
    {
        if (_open.TryRemove(connection, out var line)) line.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        var all = _open.Values.ToList();
        foreach (var connection in _open.Keys) Close(connection);
        await Task.WhenAll(all.Select(l => l.Pump));
    }

    private async Task PumpAsync(string connection, Line line, LiveShow show, CancellationToken ct)
    {
        var client = hub.Clients.Client(connection);
        ScreenState? sent = null;
        try
        {
            await foreach (var snapshot in show.WatchAsync(ct))
            {
                var state = StateOf(snapshot, line, show);
                if (sent is null) await client.State(state);
                else if (!state.LooksLike(sent)) await client.Change(state.Since(sent));
                else continue;
                sent = state;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            LogClosed(line.Device.Name, line.Device.Kind);
        }
    }

    private static ScreenState StateOf(ShowSnapshot snapshot, Line line, LiveShow show)
    {
        var reader = new Reader(line.Device.Kind == ScreenKind.Presenter ? Role.Presenter : Role.Overlay);
        return ScreenStates.Of(snapshot.For(reader), line.Device, show.Clock, snapshot.State.StartedAt);
    }

    [LoggerMessage(2101, LogLevel.Debug, "Screen {Name} ({Kind}) went.")]
    private partial void LogClosed(string name, ScreenKind kind);
}
