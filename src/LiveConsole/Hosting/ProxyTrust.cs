using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Network = System.Net.IPNetwork;

namespace LiveConsole.Hosting;

/// <summary>
/// Whose word is taken for where a request came from and whether it came over TLS (X-Forwarded-For, X-Forwarded-Proto): nobody's, until the configuration names the proxies in front.
/// Anybody can write such a header: taken from a stranger it would choose their address for the limits of sign-in tries, and call plain HTTP secure. The name (Host) is the proxy's to
/// pass on as it is; X-Forwarded-Host is never read.
/// </summary>
public static class ProxyTrust
{
    public const string Proxies = "Server:TrustedProxies", Loopback = "Server:TrustLoopbackProxy";

    /// <returns>Null: nobody is trusted, which is how it begins.</returns>
    /// <exception cref="StartRefusedException">An address that is none.</exception>
    public static ForwardedHeadersOptions? Of(IConfiguration configuration)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        // The framework begins with loopback trusted: here that is somebody's decision.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var named in Named(configuration)) Add(options, named);
        if (configuration[Loopback] is { } loopback)
        {
            if (!bool.TryParse(loopback, out var trusted)) throw new StartRefusedException($"[{Loopback}] '{loopback}' is neither true nor false.");
            if (trusted)
            {
                options.KnownIPNetworks.Add(Network.Parse("127.0.0.0/8"));
                options.KnownProxies.Add(IPAddress.IPv6Loopback);
            }
        }

        return options.KnownProxies.Count + options.KnownIPNetworks.Count == 0 ? null : options;
    }

    /// <summary>One line with commas, or a list of appsettings.json.</summary>
    private static IEnumerable<string> Named(IConfiguration configuration) =>
        (configuration[Proxies]?.Split(',', ';', ' ') ?? []).Concat(configuration.GetSection(Proxies).GetChildren().Select(c => c.Value ?? "")).Select(n => n.Trim()).Where(n => n.Length > 0);

    private static void Add(ForwardedHeadersOptions options, string named)
    {
        if (IPAddress.TryParse(named, out var address)) options.KnownProxies.Add(address);
        else if (Network.TryParse(named, out var network)) options.KnownIPNetworks.Add(network);
        else throw new StartRefusedException($"[{Proxies}] '{named}' is no address. Give addresses or networks like 10.0.0.5, 10.1.0.0/16.");
    }
}
