using System.Net;
using System.Net.Sockets;

namespace LiveConsole.Platforms.YouTube;

/// <summary>A rehearsal can never reach a real platform: its sockets are opened here, and only to this machine itself, whatever a name, a redirect or a proxy says.</summary>
public static class LoopbackOnly
{
    /// <exception cref="InvalidOperationException">The address names another machine.</exception>
    public static void Demand(Uri address)
    {
        if (!address.IsLoopback) throw new InvalidOperationException($"A rehearsal speaks to this machine only, and {address.Host} is another one.");
    }

    /// <summary>No redirects (the key's header would follow them), no decompression (an element must not wait in a decoder); with <paramref name="loopbackOnly"/> nothing but loopback sockets.</summary>
    internal static SocketsHttpHandler Handler(bool loopbackOnly)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // a moved address is found again
        };
        if (!loopbackOnly) return handler;
        handler.UseProxy = false;
        handler.ConnectCallback = ConnectAsync;
        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, ct);
        if (addresses.Length == 0 || !addresses.All(IPAddress.IsLoopback)) throw new HttpRequestException($"A rehearsal speaks to this machine only, and {host} is another one.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
