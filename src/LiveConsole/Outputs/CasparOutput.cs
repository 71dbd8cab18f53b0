using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LiveConsole.Outputs;

/// <summary>
/// CasparCG Server by AMCP over TCP: lines ending in CR LF, texts in quotes with \" \\ \n escaped; "202 CG OK" is the answer (its protocol page). CG ADD plays the template with its
/// data as JSON, CG UPDATE changes the words, CG STOP lets it leave; what was withdrawn is cut with CG CLEAR. A connection each time: a line that has died is never found out
/// by a CLEAR.
/// </summary>
public sealed class CasparOutput(OutputSettings settings, OutputReach reach, TimeProvider time) : AirOutput
{
    private const int LongestAnswer = 4 * 1024;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override Task<OutputSaid> TellAsync(AirPicture now, AirPicture? told, CancellationToken ct) => AskAsync(CommandOf(now, told), ct);

    /// <summary>Asks for its version: nothing plays.</summary>
    public override Task<OutputSaid> TestAsync(CancellationToken ct) => AskAsync("VERSION", ct);

    internal string CommandOf(AirPicture now, AirPicture? told)
    {
        var layer = string.Create(CultureInfo.InvariantCulture, $"{settings.Channel}-{settings.Layer}");
        if (now.Shown is not { } line) return now.Withdrawn || told is null ? $"CG {layer} CLEAR" : $"CG {layer} STOP 0";
        Dictionary<string, string> fields = [];
        foreach (var (field, value) in new[] { (settings.TextField, line.Text), (settings.NameField, line.Name), (settings.SourceField, line.Source) })
        {
            if (field.Length > 0) fields[Harmless(field)] = Harmless(value);
        }

        var data = Quoted(JsonSerializer.Serialize(fields, Plain));
        return told?.Shown is null ? $"CG {layer} ADD 0 {Quoted(settings.Template)} 1 {data}" : $"CG {layer} UPDATE 0 {data}";
    }

    /// <summary>
    /// CasparCG hands the data to a template as <c>update("DATA")</c>, and its older versions escape " alone there: what JSON writes with a backslash would end that text,
    /// and what follows would run in the template. So nothing is left that JSON escapes; line separators ended a text before ECMAScript 2019.
    /// </summary>
    internal static string Harmless(string text) => string.Concat(text.Select(c => c switch
    {
        '"' => '\u201D',
        '\\' => '\u29F5',
        '\u2028' or '\u2029' => ' ',
        _ => char.IsControl(c) ? ' ' : c,
    }));

    /// <summary>What a viewer typed ends no text and no line.</summary>
    internal static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 16);
        foreach (var c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c == '\n') quoted.Append("\\n");
            else if (!char.IsControl(c)) quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    private async Task<OutputSaid> AskAsync(string command, CancellationToken ct)
    {
        if (OutputSettings.HostOf(settings.Address, 5250) is not { } host) return new OutputSaid(false, settings.WhyNot(OutputKind.Caspar) ?? OutputSaid.Well.Words);
        using var late = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            await using var stream = await AddressGuard.ConnectAsync(host.Host, host.Port, OutputKind.Caspar, reach, both.Token);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), both.Token);
            return Answered(await LineAsync(stream, both.Token));
        }
        catch (Exception wrong) when (!ct.IsCancellationRequested && OutputTrouble.IsTrouble(wrong))
        {
            return OutputTrouble.Of(wrong);
        }
    }

    private static async Task<string> LineAsync(Stream stream, CancellationToken ct)
    {
        var (answer, one) = (new StringBuilder(), new byte[1]);
        while (answer.Length < LongestAnswer && await stream.ReadAsync(one, ct) == 1 && one[0] != '\n') answer.Append((char)one[0]);
        return answer.ToString().TrimEnd('\r');
    }

    private static OutputSaid Answered(string line) => line.Length >= 3 && line[0] == '2' ? OutputSaid.Well : new OutputSaid(false, line switch
    {
        ['4', '0', '4', ..] => new("CasparCG does not find the template (404). Check its name.", "CasparCG ne trouve pas le modèle (404). Vérifiez son nom."),
        ['4' or '5', _, _, ..] => new($"CasparCG answered {line[..3]}. Check channel, layer and template.", $"CasparCG a répondu {line[..3]}. Vérifiez canal, couche et modèle."),
        _ => new("What answers there is not CasparCG.", "Ce qui répond là n'est pas CasparCG."),
    });
}
