using System.Net.NetworkInformation;
using System.Net.Sockets;
using LiveConsole.Accounts;
using LiveConsole.Accounts.Invitations;
using LiveConsole.Domain.Journal;
using LiveConsole.Screens;
using LiveConsole.Shows;

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
        await output.WriteLineAsync($"  A tablet: start with --urls http://*:{publicUri.Port} and open the presenter's address with this machine's name instead of localhost{Addresses(publicUri.Port)}.");
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

    private static string Name(Role role) => role switch { Role.Lead => "lead moderator", _ => role.ToString().ToLowerInvariant() };

    private static string Addresses(int port)
    {
        var all = NetworkInterface.GetAllNetworkInterfaces().Where(n => n.OperationalStatus == OperationalStatus.Up && n.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(n => n.GetIPProperties().UnicastAddresses).Where(a => a.Address.AddressFamily == AddressFamily.InterNetwork)
            .Select(a => $"{a.Address}:{port}").Take(3).ToList();
        return all.Count == 0 ? "" : $" ({string.Join(", ", all)})";
    }
}
