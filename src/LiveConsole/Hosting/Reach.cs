using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace LiveConsole.Hosting;

/// <summary>Under which addresses a device in the studio's network reaches this server.</summary>
public static class Reach
{
    private static readonly string[] Anywhere = ["*", "+", "0.0.0.0", "[::]"];

    /// <param name="listens">What the server listens on, as it says it: http://[::]:5080.</param>
    /// <param name="machine">This machine's own addresses.</param>
    /// <returns>The public name first; empty: this machine alone reaches it.</returns>
    public static IReadOnlyList<Uri> Of(IEnumerable<string> listens, Uri publicUri, IEnumerable<IPAddress> machine)
    {
        List<Uri> all = publicUri.IsLoopback ? [] : [publicUri];
        var own = machine.ToList();
        foreach (var address in listens)
        {
            if (Array.Find(Anywhere, a => address.Contains($"://{a}", StringComparison.Ordinal)) is { } any)
                all.AddRange(own.Select(ip => new Uri(address.Replace($"://{any}", $"://{ip}", StringComparison.Ordinal))));
            else if (Uri.TryCreate(address, UriKind.Absolute, out var named) && !named.IsLoopback) all.Add(named);
        }

        return [.. all.Select(u => new Uri(u.GetLeftPart(UriPartial.Authority))).Distinct()];
    }

    /// <summary>This machine's addresses in its networks, the first few.</summary>
    public static IReadOnlyList<IPAddress> Machine() =>
        [.. NetworkInterface.GetAllNetworkInterfaces().Where(n => n.OperationalStatus == OperationalStatus.Up && n.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(n => n.GetIPProperties().UnicastAddresses).Select(a => a.Address).Where(a => a.AddressFamily == AddressFamily.InterNetwork).Take(3)];
}
