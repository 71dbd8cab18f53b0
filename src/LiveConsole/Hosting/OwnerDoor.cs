using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LiveConsole.CommandLine;
using LiveConsole.Journal.Folder;

namespace LiveConsole.Hosting;

/// <summary>One line of a command's answer through the owner.</summary>
/// <param name="To">"out", "error" or "exit".</param>
internal sealed record DoorLine(string To, string Text);

/// <summary>
/// Other liveconsole commands on an owned folder go through its owner: they send their words with the folder's secret, from this
/// machine, and the owner does the same command and streams back what it writes.
/// </summary>
public static class OwnerDoor
{
    private const string SecretHeader = "X-LiveConsole-Secret";

    public static void Map(WebApplication app, string secret) => app.MapPost("/local/command", async (HttpContext context, CancellationToken ct) =>
    {
        var given = Encoding.UTF8.GetBytes(context.Request.Headers[SecretHeader].ToString());
        var local = context.Connection.RemoteIpAddress is { } from && System.Net.IPAddress.IsLoopback(from);
        if (!local || !CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(secret))) return Results.NotFound();
        var words = await context.Request.ReadFromJsonAsync<string[]>(ct) ?? [];
        context.Response.ContentType = "application/x-ndjson";
        await using var writer = new StreamWriter(context.Response.Body);
        var output = new CommandOutput(new LineWriter(writer, "out"), new LineWriter(writer, "error"), Progress: null);
        var code = await FolderCommand.RunHereAsync(words, app.Services, output, ct);
        await writer.WriteLineAsync(JsonSerializer.Serialize(new DoorLine("exit", code.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        return Results.Empty;
    }).DisableAntiforgery();

    /// <summary>Has the owner do a command and writes what it answers.</summary>
    public static async Task<int> AskAsync(DataFolder.OwnedByOther owner, string[] words, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (owner.Address is null || owner.Secret is null)
        {
            await error.WriteLineAsync(owner.Words);
            return ConsoleCommands.Failed;
        }

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(owner.Address, "/local/command")) { Content = JsonContent.Create(words) };
        request.Headers.Add(SecretHeader, owner.Secret);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (!response.IsSuccessStatusCode)
        {
            await error.WriteLineAsync($"LiveConsole at {owner.Address} did not take the command ({(int)response.StatusCode}). Is it starting or stopping? Try again in a moment.");
            return ConsoleCommands.Failed;
        }

        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
        while (await lines.ReadLineAsync(ct) is { } text)
        {
            if (JsonSerializer.Deserialize<DoorLine>(text) is not { } line) continue;
            if (line.To == "exit") return int.Parse(line.Text, System.Globalization.CultureInfo.InvariantCulture);
            await (line.To == "out" ? output : error).WriteLineAsync(line.Text);
        }

        await error.WriteLineAsync($"LiveConsole at {owner.Address} stopped in the middle of the command. Start it again and repeat: nothing comes twice.");
        return ConsoleCommands.Failed;
    }

    /// <summary>Whole lines, each as one JSON line of the answer.</summary>
    private sealed class LineWriter(TextWriter to, string name) : TextWriter
    {
        private readonly StringBuilder _line = new();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            if (value != '\n')
            {
                _line.Append(value);
                return;
            }

            if (_line.Length > 0 && _line[^1] == '\r') _line.Length--;
            to.WriteLine(JsonSerializer.Serialize(new DoorLine(name, _line.ToString())));
            _line.Clear();
        }

        public override void WriteLine(string? value) => to.WriteLine(JsonSerializer.Serialize(new DoorLine(name, value ?? "")));

        public override Task WriteLineAsync(string? value) => to.WriteLineAsync(JsonSerializer.Serialize(new DoorLine(name, value ?? "")));

        public override Task FlushAsync(CancellationToken cancellationToken) => to.FlushAsync(cancellationToken);
    }
}
