using System.Net;
using System.Net.Sockets;

namespace LiveConsole.Outputs;

/// <summary>
/// Which addresses an output may be at. Asked of the very address that is then connected to: a name that answers differently the second time
/// (DNS rebinding) gains nothing.
/// </summary>
public static class AddressGuard
{
    /// <summary>Where clouds hand out the machine's own keys, outside of what is link-local anyway.</summary>
    private static readonly IPAddress[] Metadata = [IPAddress.Parse("fd00:ec2::254"), IPAddress.Parse("100.100.100.200"), IPAddress.Parse("168.63.129.16"), IPAddress.Parse("192.0.0.192")];

    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("fc00::/7"),
    ];

    // Nobody's, reserved, for documentation, many receivers: nothing that could answer, or more than one that would.
    private static readonly IPNetwork[] Never =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"), IPNetwork.Parse("::/128"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("fec0::/10"), IPNetwork.Parse("ff00::/8"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("100::/64"),
    ];

    // An IPv4 address in other clothes (6to4, NAT64, Teredo): not looked through but refused.
    private static readonly IPNetwork[] Carriers = [IPNetwork.Parse("2002::/16"), IPNetwork.Parse("64:ff9b::/96"), IPNetwork.Parse("64:ff9b:1::/48"), IPNetwork.Parse("2001::/32"), IPNetwork.Parse("::/96")];

    public static bool Allows(IPAddress address, OutputKind kind, OutputReach reach)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (Metadata.Contains(address)) return false;
        var near = reach == OutputReach.Everywhere || (reach == OutputReach.Studio && kind != OutputKind.Webhook);
        if (IPAddress.IsLoopback(address) || Private.Any(n => n.Contains(address))) return near;
        return address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !Never.Any(n => n.Contains(address)) && !Carriers.Any(n => n.Contains(address));
    }

    /// <returns>The addresses of a host that may be connected to, in the order they were told.</returns>
    /// <exception cref="AddressRefusedException">It has addresses, and none is allowed.</exception>
    /// <exception cref="SocketException">The name is not known.</exception>
    public static async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, OutputKind kind, OutputReach reach, CancellationToken ct)
    {
        var all = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, ct);
        // One that may not be is enough: such a name was made to lead somewhere else.
        if (all.Length == 0 || !all.All(a => Allows(a, kind, reach))) throw new AddressRefusedException(all.Length == 0 ? null : all.First(a => !Allows(a, kind, reach)));
        return all;
    }

    /// <summary>Connects to the first allowed address that answers.</summary>
    public static async Task<Stream> ConnectAsync(string host, int port, OutputKind kind, OutputReach reach, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync([.. await ResolveAsync(host, kind, reach, ct)], port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>An address that no output may be at.</summary>
public sealed class AddressRefusedException(IPAddress? address) : IOException("The address is not allowed for outputs.")
{
    public IPAddress? Address => address;
}
