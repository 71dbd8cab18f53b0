using System.Net;

namespace LiveConsole.Hosting;

/// <summary>The name the server is known by: printed links, passkeys and cookies hang on it.</summary>
public sealed class PublicName
{
    private readonly bool _named;

    private PublicName(Uri uri, bool named) => (Uri, _named) = (uri, named);

    public Uri Uri { get; private set; }

    /// <summary>Server:PublicUri where it is configured, else the first of --urls, else the default.</summary>
    public static PublicName Of(IConfiguration configuration, HostSettings settings)
    {
        if (configuration["Server:PublicUri"] is { } named) return Parse(named) is { } uri ? new(uri, named: true)
            : throw new StartRefusedException($"[Server:PublicUri] '{named}' is no address. Give one like http://localhost:5080.");
        return settings.Urls is null ? new(new ServerOptions().PublicUri, named: true) : new(First(settings.Urls), named: false);
    }

    /// <summary>The port that was really taken, where no other name was configured.</summary>
    public void Listens(Uri address)
    {
        if (!_named) Uri = address;
    }

    /// <exception cref="StartRefusedException">It is no address.</exception>
    public static Uri First(string urls)
    {
        var first = urls.Split(';')[0];
        foreach (var any in new[] { "*", "+", "0.0.0.0", "[::]" }) first = first.Replace($"://{any}", "://localhost", StringComparison.Ordinal);
        return Parse(first) ?? throw new StartRefusedException($"--urls: '{urls}' is no address. Give one like http://localhost:5080.");
    }

    private static Uri? Parse(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    /// <returns>Where a sign-in page or a desk that was asked for by another loopback name is; null: it is answered where it is.</returns>
    public Uri? Elsewhere(HttpRequest request, IPAddress? from)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return null;
        if (from is not null && !IPAddress.IsLoopback(from)) return null;
        var host = request.Host.Host;
        if (!IsLoopbackName(host) || host.Equals(Uri.Host, StringComparison.OrdinalIgnoreCase)) return null;
        return IsPage(request.Path) ? new Uri(Uri, request.Path.ToUriComponent() + request.QueryString.ToUriComponent()) : null;
    }

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Cookies matter there only; the API, hubs, screens, health and files are answered under any name.</summary>
    private static bool IsPage(PathString path) => path == "/" || path.StartsWithSegments("/come-in", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/sign-in", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/welcome", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/me", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/shows", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/settings", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/design", StringComparison.OrdinalIgnoreCase);
}
