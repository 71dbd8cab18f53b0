using LiveConsole.Hosting;

namespace LiveConsole.Accounts.SigningIn;

/// <summary>The name that passkeys and cookies hang on (Server:PublicUri), asked for when it is needed: the port is known only once the server listens.</summary>
public sealed class PublicOrigin(IServiceProvider services)
{
    private Uri Uri => (services.GetService<PublicName>() ?? (services.GetService<IConfiguration>() is { } configuration ? PublicName.Of(configuration, new HostSettings(null, null, [])) : null))?.Uri ?? new ServerOptions().PublicUri;

    /// <summary>As a browser says it: scheme, name and port.</summary>
    public string Origin => Uri.GetLeftPart(UriPartial.Authority);

    /// <summary>What passkeys belong to.</summary>
    public string Domain => Uri.Host;

    public Uri At(string path) => new(Uri, path);

    /// <returns>Where passkeys work, when this request came by another name; null: they work here.</returns>
    public string? PasskeysElsewhere(HttpRequest request) =>
        request.Host.Host.Equals(Uri.Host, StringComparison.OrdinalIgnoreCase) && (request.Host.Port ?? Uri.Port) == Uri.Port ? null : Origin;

    /// <summary>A proxy in front speaks TLS for us: then the public name is https although this request is not.</summary>
    public bool IsSecure(HttpRequest request) => request.IsHttps || (Uri.Scheme == Uri.UriSchemeHttps && request.Host.Host.Equals(Uri.Host, StringComparison.OrdinalIgnoreCase));
}
