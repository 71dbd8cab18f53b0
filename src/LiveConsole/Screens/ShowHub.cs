using LiveConsole.Accounts;
using LiveConsole.Api;
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
/// Screens' line to their show, and programs' (<see cref="ApiLines"/>): whole state on every connection, then numbered changes, never a delta over a lost link.
/// </summary>
public sealed class ShowHub(ScreenDirectory screens, LiveShows shows, ScreenLines lines, ScreenLag lag, ApiLines programs, Connections connections, ICommands commands, TimeProvider time) : Hub<IScreenClient>
{
    private const string LineKey = "line", WatchKey = "watch", PaceKey = "pace", DrawnKey = "drawn";

    public override async Task OnConnectedAsync()
    {
        if (await programs.OpenAsync(Context)) return;
        if (ScreenLine(Context.GetHttpContext()!.Request.Query["screen"].ToString()) is not { } line)
        {
            Context.Abort();
            return;
        }

        Context.Items[LineKey] = line;
        if (line is { Report: { } report, Show: { } show }) Context.Items[PaceKey] = new Pace<ScreenPresence>(said => show.Present(report, said), time);
        screens.Seen(line.ScreenId, time.GetUtcNow());
        await lines.OpenAsync(Context.ConnectionId, line, Context.ConnectionAborted);
        if (screens.Find(line.ScreenId) is not { } was) return;
        var context = Context;
        // Pointed elsewhere, or set otherwise: it comes again by itself at once, and is what it is by then.
        Context.Items[WatchKey] = connections.Watch(() =>
        {
            if (!screens.IsStill(was)) context.Abort();
        });
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (await programs.CloseAsync(Context.ConnectionId)) return;
        if (Context.Items.TryGetValue(WatchKey, out var watch)) (watch as IDisposable)?.Dispose();
        if (Context.Items.TryGetValue(PaceKey, out var pace)) (pace as IDisposable)?.Dispose();
        if (Line is { } line) screens.Seen(line.ScreenId, time.GetUtcNow());
        await lines.CloseAsync(Context.ConnectionId);
    }

    /// <summary>The screen has painted the air of that number.</summary>
    public void Drawn(long number)
    {
        if (Line is not { Report: { } report, Show: { } show }) return;
        // Numbers only rise, up to what is on air: everything else wakes nobody.
        if (number > show.Snapshot.State.Air.Number || (Context.Items.TryGetValue(DrawnKey, out var before) && before is long drawn && number <= drawn)) return;
        Context.Items[DrawnKey] = number;
        lag.Drawn(Context.ConnectionId, number);
        show.Drawn(report, number);
    }

    /// <summary>How the screen's page and device are now; said on every connection and at each change; taken once a second at most, the newest.</summary>
    public void Presence(ScreenPresence presence)
    {
        ArgumentNullException.ThrowIfNull(presence);
        if (Context.Items.TryGetValue(PaceKey, out var pace)) (pace as Pace<ScreenPresence>)?.Say(presence with { Battery = presence.Battery is { } charge ? Math.Clamp(charge, 0, 100) : null });
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
        var outcome = await commands.DoAsync(show.Id, new PresenterSignal(signal, item, at, line.Device.Name, undo), ScreenDirectory.ActorOf(line.ScreenId, line.Device.Name));
        return outcome is Outcome.Refused refused ? refused.Refusal.Words.In(line.Device.Language) : null;
    }

    private Line? Line => Context.Items.TryGetValue(LineKey, out var line) ? line as Line : null;

    private Line? ScreenLine(string token)
    {
        if (screens.Find(token) is not { } row) return null;
        var device = ScreenStates.DeviceOf(row);
        var opens = ScreenDirectory.Opens(row, token);
        var show = opens && row.ShowId is { } id ? shows.Live(new ShowId(id)) : null;
        var now = show?.Clock.Now ?? time.GetUtcNow();
        return new Line(show, device, row.Id, show is null ? null : new ScreenReport(row.Name, row.Kind, null, null, time.GetUtcNow(), now)) { Revoked = !opens, Address = row.TokenHash };
    }
}

/// <summary>One connected screen: which show (none: revoked or pointed nowhere), which device.</summary>
public sealed record Line(LiveShow? Show, ScreenDevice Device, Guid ScreenId, ScreenReport? Report)
{
    /// <summary>Its address opens nothing any more; else it is only pointed at no show.</summary>
    public bool Revoked { get; init; }

    /// <summary>Hash of the address that it came by; null: whichever.</summary>
    public byte[]? Address { get; init; }
}
