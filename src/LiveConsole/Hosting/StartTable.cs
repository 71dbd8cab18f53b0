using LiveConsole.Accounts;
using LiveConsole.Accounts.Invitations;
using LiveConsole.Domain.Journal;
using LiveConsole.Screens;
using LiveConsole.Shows;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LiveConsole.Hosting;

/// <summary>The short table of links that a start prints.</summary>
public static class StartTable
{
    public static async Task WriteAsync(IServiceProvider services, ShowRow show, Uri publicUri, TextWriter output, CancellationToken ct)
    {
        var links = await services.GetRequiredService<InvitationBook>().PrintAsync(new ShowId(show.Id), ct);
        var screens = services.GetRequiredService<ScreenDirectory>();
        var shows = services.GetRequiredService<LiveShows>();
        // A rehearsal's start takes them; a served show leaves them where somebody put them.
        var pointed = await screens.EnsureAsync(new ShowId(show.Id), "fr", show.Rehearsal ? null : there => shows.Live(there)?.Snapshot.State.Settings is { Rehearsal: false }, ct);
        await output.WriteLineAsync();
        await output.WriteLineAsync($"  {show.Title}{(show.Rehearsal ? " (rehearsal)" : "")}");
        await output.WriteLineAsync("  Come in (one person a link; a button on the page spends it):");
        foreach (var link in links) await output.WriteLineAsync($"    {Name(link.Role),-16} {new Uri(publicUri, link.Path)}");
        if (pointed.Count > 0) await output.WriteLineAsync("  Screens (permanent addresses, read-only):");
        foreach (var screen in pointed) await output.WriteLineAsync($"    {screen.Name,-16} {new Uri(publicUri, screens.Address(screen))}");
        await WriteTabletAsync(services, publicUri, output);
        await output.WriteLineAsync("  Ctrl+C stops.");
        await output.FlushAsync(ct);
    }

    /// <summary>While nobody owns the installation.</summary>
    public static async Task WriteOwnerAsync(Uri link, TextWriter output, CancellationToken ct)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync("  Nobody owns this installation yet. Open this and become its owner (a button on the page spends it; each start prints a new one until then):");
        await output.WriteLineAsync($"    {"first owner",-16} {link}");
        await output.FlushAsync(ct);
    }

    /// <summary>How to let a tablet in: what it opens, as a code to scan where it can be reached.</summary>
    private static async Task WriteTabletAsync(IServiceProvider services, Uri publicUri, TextWriter output)
    {
        var listens = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var reach = Reach.Of(listens, publicUri, Reach.Machine());
        if (reach.Count == 0)
        {
            var own = string.Join(", ", Reach.Machine().Select(a => $"{a}:{publicUri.Port}"));
            await output.WriteLineAsync($"  A tablet: start with --urls http://*:{publicUri.Port}, then open /screen on it under this machine's name instead of localhost{(own.Length == 0 ? "" : $" ({own})")}: it shows a code to type under Installation, Screens.");
            return;
        }

        await output.WriteLineAsync($"  A tablet: open {reach[0]}screen on it{string.Concat(reach.Skip(1).Select(o => $" (or {o}screen)"))}. It shows a code to type under Installation, Screens ({publicUri}settings/screens).");
        foreach (var line in QrCode.Lines(reach[0] + "screen")) await output.WriteLineAsync($"    {line}");
    }

    private static string Name(Role role) => role switch { Role.Lead => "lead moderator", _ => role.ToString().ToLowerInvariant() };
}
