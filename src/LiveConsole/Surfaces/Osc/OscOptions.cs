using System.ComponentModel.DataAnnotations;
using System.Net;

namespace LiveConsole.Surfaces.Osc;

/// <summary>OSC in, section <c>Osc</c>. Off unless an address to listen at is given.</summary>
public sealed record OscOptions : IValidatableObject
{
    public const string Section = "Osc";

    /// <summary>"127.0.0.1:9000"; null: OSC is not listened to.</summary>
    public string? Listen { get; init; }

    /// <summary>An API token: what comes in acts as it, in its show. A secret.</summary>
    public string? Token { get; init; }

    /// <summary>The show, for a token of every show.</summary>
    public string? Show { get; init; }

    /// <summary>Who may send, separated by commas: addresses, or networks as 192.168.1.0/24. This machine always may.</summary>
    public string Allowed { get; init; } = "";

    public IPEndPoint? Endpoint => Listen is { Length: > 0 } listen && IPEndPoint.TryParse(listen, out var at) ? at : null;

    public IReadOnlyList<IPNetwork> Networks => [.. Allowed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Network).OfType<IPNetwork>()];

    public bool Allows(IPAddress from)
    {
        if (from.IsIPv4MappedToIPv6) from = from.MapToIPv4();
        return IPAddress.IsLoopback(from) || Networks.Any(n => n.Contains(from));
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Listen is not { Length: > 0 }) yield break;
        if (Endpoint is not { Port: > 0 } at)
        {
            yield return new ValidationResult("is no address with a port: give one like 127.0.0.1:9000.", [nameof(Listen)]);
            yield break;
        }

        if (string.IsNullOrEmpty(Token)) yield return new ValidationResult("is missing: OSC acts as an API token ('liveconsole token create').", [nameof(Token)]);
        if (Allowed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Any(a => Network(a) is null)) yield return new ValidationResult("is no list of addresses: 192.168.1.20, 192.168.1.0/24.", [nameof(Allowed)]);
        else if (!IPAddress.IsLoopback(at.Address) && Networks.Count == 0) yield return new ValidationResult("is empty, and Osc:Listen is open to other machines: name who may send, as 192.168.1.20.", [nameof(Allowed)]);
    }

    /// <summary>Without the token.</summary>
    public override string ToString() => $"OSC {Listen}";

    private static IPNetwork? Network(string text) => IPAddress.TryParse(text, out var one)
        ? new IPNetwork(one, one.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(text, out var network) ? network : null;
}
