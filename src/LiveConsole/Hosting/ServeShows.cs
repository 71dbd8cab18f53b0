using System.Collections.Concurrent;
using LiveConsole.Accounts;
using LiveConsole.CommandLine;
using LiveConsole.Domain.Journal;
using LiveConsole.Rehearsals;
using LiveConsole.Shows;
using LiveConsole.Sources;

namespace LiveConsole.Hosting;

/// <summary>serve: reads the channels of every show that is not archived.</summary>
public sealed class ServeShows : IServed
{
    private readonly ConcurrentDictionary<string, ShowListener> _listeners = new();
    private CommandSession? _session;
    private Uri? _publicUri;
    private RunningRehearsals? _rehearsals;

    public async Task StartAsync(IServiceProvider services, CancellationToken ct)
    {
        var directory = services.GetRequiredService<ShowDirectory>();
        await directory.OpenAllAsync(ct);
        _rehearsals = services.GetRequiredService<RunningRehearsals>();
        // Of a process that was killed, or stopped, while it rehearsed: before any screen comes back.
        await _rehearsals.PutBackAsync(ct);
        foreach (var row in await directory.ListAsync(archived: false, ct)) Read(services, row);
    }

    public async Task SayAsync(IServiceProvider services, Uri publicUri, CommandSession session, CancellationToken ct)
    {
        (_session, _publicUri) = (session, publicUri);
        var all = await services.GetRequiredService<ShowDirectory>().ListAsync(archived: false, ct);
        var rows = all.Where(r => !r.Rehearsal).ToList();
        if (rows.Count == 0)
        {
            var there = all.Count == 0 ? "There is no show yet" : $"There {(all.Count == 1 ? "is a rehearsal" : $"are {all.Count} rehearsals")} here and no show yet";
            await session.Out.WriteLineAsync($"LiveConsole {ConsoleCommands.Version} on {publicUri}. {there}: make one at {new Uri(publicUri, "/shows")}, or liveconsole show create my-show --title \"My show\" --twitch LOGIN --youtube VIDEO");
        }

        foreach (var (slug, whyNot) in services.GetRequiredService<LiveShows>().NotOpen.OrderBy(n => n.Key, StringComparer.Ordinal))
            await session.Out.WriteLineAsync($"  '{slug}' is not open: {whyNot} Run 'liveconsole doctor'.");
        // A show that is read only as far as it goes, and whatever else is wrong with this node.
        foreach (var trouble in services.GetRequiredService<NodeHealth>().Troubles) await session.Out.WriteLineAsync($"  {Health.Said(trouble)}");

        if (await services.GetRequiredService<Owners>().PrintAsync(ct) is { } path) await StartTable.WriteOwnerAsync(new Uri(publicUri, path), session.Out, ct);
        foreach (var row in rows) await StartTable.WriteAsync(services, row, publicUri, session.Out, ct);
    }

    /// <summary>A show was created while serving: read it and say how to get in.</summary>
    public async Task OpenedAsync(IServiceProvider services, ShowRow row, CancellationToken ct)
    {
        Read(services, row);
        if (_session is { } session && _publicUri is { } uri) await StartTable.WriteAsync(services, row, uri, session.Out, ct);
    }

    public async Task ClosedAsync(string slug)
    {
        if (_listeners.TryRemove(slug, out var listener)) await listener.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_rehearsals is not null) await _rehearsals.StopAsync();
        // Each may have to wait for its database: together, not one after the other.
        await Task.WhenAll(_listeners.Values.Select(l => l.DisposeAsync().AsTask()));
    }

    /// <summary>A rehearsal's show is open for reading here, but its emulated platforms are not: nothing real is ever read or posted for it.</summary>
    public void Read(IServiceProvider services, ShowRow row)
    {
        if (row.Rehearsal || services.GetRequiredService<LiveShows>().Live(new ShowId(row.Id)) is not { } show) return;
        // Written by a newer version: what is read could not be journaled.
        if (show.ReadOnly is not null) return;
        var listener = ShowListener.Of(show, services.GetRequiredService<PlatformAddresses>(), services);
        if (_listeners.TryAdd(row.Slug, listener)) listener.Start();
    }
}
