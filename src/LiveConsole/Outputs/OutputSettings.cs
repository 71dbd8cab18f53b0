using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Outputs;

/// <summary>Where an output is and how it is filled; what a kind does not need is left empty.</summary>
/// <param name="Address">A webhook's, H2R's listener's, SPX's: a web address. CasparCG's and OSC's: host and port.</param>
public sealed record OutputSettings(string Address)
{
    /// <summary>H2R: the graphic's own address, http://host:4001/api/PROJECT/graphic/ID. Empty: nothing is hidden there.</summary>
    public string Graphic { get; init; } = "";

    /// <summary>SPX: relative path. CasparCG: name.</summary>
    public string Template { get; init; } = "";

    /// <summary>CasparCG's video channel.</summary>
    public int Channel { get; init; } = 1;

    public int Layer { get; init; } = 20;

    /// <summary>The template's names for the words, the asker and where it was asked.</summary>
    public string TextField { get; init; } = "f0";

    public string NameField { get; init; } = "f1";

    public string SourceField { get; init; } = "f2";

    /// <summary>Added by somebody who does not run the installation: whatever its name leads to later, this machine and private networks stay out of its reach.</summary>
    public bool PublicOnly { get; init; }

    public const int LongestName = 60;

    private const int Longest = 500;

    public string ToJson() => JsonSerializer.Serialize(this, OutputJson.Default.OutputSettings);

    /// <returns>What was kept; an empty one where it cannot be read.</returns>
    public static OutputSettings Of(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, OutputJson.Default.OutputSettings) ?? new OutputSettings("");
        }
        catch (JsonException)
        {
            return new OutputSettings("");
        }
    }

    /// <returns>Why an output cannot be so, in words; null: it can.</returns>
    public Words? WhyNot(OutputKind kind)
    {
        if (new[] { Address, Graphic, Template, TextField, NameField, SourceField }.Any(t => t.Length > Longest || t.Any(char.IsControl)))
            return new($"A field is longer than {Longest} characters, or holds what cannot be typed.", $"Un champ dépasse {Longest} caractères, ou contient ce qui ne se tape pas.");
        return kind switch
        {
            OutputKind.Caspar when HostOf(Address, 5250) is null => NoHost("5250"),
            OutputKind.Osc when HostOf(Address, null) is null => NoHost("9000"),
            OutputKind.Caspar or OutputKind.Spx when string.IsNullOrWhiteSpace(Template) => new("Name the template that is filled.", "Nommez le modèle à remplir."),
            OutputKind.Caspar or OutputKind.Spx when Channel is < 1 or > 99 || Layer is < 0 or > 9_999 => new("A channel is 1 to 99, a layer 0 to 9,999.", "Un canal va de 1 à 99, une couche de 0 à 9 999."),
            OutputKind.Caspar or OutputKind.Spx when string.IsNullOrWhiteSpace(TextField) => new("Name the template's field for the words.", "Nommez le champ du modèle qui reçoit le texte."),
            OutputKind.Webhook or OutputKind.H2r or OutputKind.Spx when !IsWeb(Address) => NoWeb,
            OutputKind.H2r when Graphic.Length > 0 && !IsWeb(Graphic) => NoWeb,
            OutputKind.H2r or OutputKind.Spx when (Address + Graphic).AsSpan().ContainsAny('?', '#') => new(
                "Give the address without ? and #: what follows would be another call.", "Donnez l'adresse sans ? ni # : ce qui suit serait un autre appel."),
            _ => null,
        };
    }

    /// <returns>Host and port of "host:port" or "[::1]:port"; null: it is none.</returns>
    public static DnsEndPoint? HostOf(string address, int? port)
    {
        if (!Uri.TryCreate("tcp://" + address.Trim(), UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.UserInfo.Length > 0 || uri.PathAndQuery is not ("" or "/")) return null;
        return (uri.Port > 0 ? uri.Port : port) is { } at and > 0 and <= 65_535 ? new DnsEndPoint(uri.IdnHost.Trim('[', ']'), at) : null;
    }

    /// <returns>The hosts that an output of this kind connects to.</returns>
    public IEnumerable<string> Hosts(OutputKind kind) => kind is OutputKind.Caspar or OutputKind.Osc
        ? HostOf(Address, 1) is { } host ? [host.Host] : []
        : new[] { Address, Graphic }.Where(IsWeb).Select(a => new Uri(a).IdnHost.Trim('[', ']')).Distinct();

    private static bool IsWeb(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0;

    private static Words NoWeb => new("Give a whole web address, as http://localhost:4001/data/ABCD, without a name or a password in it.",
        "Donnez une adresse web entière, comme http://localhost:4001/data/ABCD, sans nom ni mot de passe dedans.");

    private static Words NoHost(string port) => new(string.Create(CultureInfo.InvariantCulture, $"Give host and port, as localhost:{port}."), string.Create(CultureInfo.InvariantCulture, $"Donnez hôte et port, comme localhost:{port}."));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OutputSettings))]
internal sealed partial class OutputJson : JsonSerializerContext;
