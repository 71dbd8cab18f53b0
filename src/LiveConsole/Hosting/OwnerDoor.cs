using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LiveConsole.CommandLine;
using LiveConsole.Journal.Folder;
using Microsoft.AspNetCore.Http.Features;

namespace LiveConsole.Hosting;

/// <summary>A piece of a command's answer through the owner.</summary>
/// <param name="To">"out", "error" or "exit".</param>
/// <param name="Text">As it was written, ends of lines included; for "exit" the code.</param>
internal sealed record DoorPiece(string To, string Text);

/// <summary>
/// Other liveconsole commands on an owned folder go through its owner: they send their words with the folder's secret, from this
/// machine, and the owner does the same command and streams back what it writes.
/// </summary>
public static class OwnerDoor
{
    private const string SecretHeader = "X-LiveConsole-Secret";

    public static void Map(WebApplication app, string secret) => app.MapPost("/local/command", async (HttpContext context, IHostApplicationLifetime life, CancellationToken ct) =>
    {
        var given = Encoding.UTF8.GetBytes(context.Request.Headers[SecretHeader].ToString());
        var local = context.Connection.RemoteIpAddress is { } from && System.Net.IPAddress.IsLoopback(from);
        if (!local || !CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(secret))) return Results.NotFound();
        var words = await context.Request.ReadFromJsonAsync<string[]>(ct) ?? [];
        context.Response.ContentType = "application/x-ndjson";
        // Exports are written by libraries that know only synchronous writers; one local reader waits for them.
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct, life.ApplicationStopping);
        await using var body = new StreamWriter(context.Response.Body);
        await using var output = new PieceWriter(body, "out");
        await using var error = new PieceWriter(body, "error");
        var code = await FolderCommand.RunHereAsync(words, app.Services, new CommandOutput(output, error, Progress: null), ends.Token);
        await output.FlushAsync(ct);
        await error.FlushAsync(ct);
        await body.WriteLineAsync(JsonSerializer.Serialize(new DoorPiece("exit", code.ToString(CultureInfo.InvariantCulture))));
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
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (response.IsSuccessStatusCode) return await PassOnAsync(response, owner, output, error, ct);
            await error.WriteLineAsync($"LiveConsole at {owner.Address} did not take the command ({(int)response.StatusCode}). Is it starting or stopping? Try again in a moment.");
        }
        catch (HttpRequestException)
        {
            await error.WriteLineAsync($"LiveConsole at {owner.Address} does not answer. Is it starting or stopping? Try again in a moment.");
        }

        return ConsoleCommands.Failed;
    }

    private static async Task<int> PassOnAsync(HttpResponseMessage response, DataFolder.OwnedByOther owner, TextWriter output, TextWriter error, CancellationToken ct)
    {
        using var pieces = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
        while (await NextAsync(pieces, ct) is { } text && JsonSerializer.Deserialize<DoorPiece>(text) is { } piece)
        {
            if (piece.To == "exit") return int.Parse(piece.Text, CultureInfo.InvariantCulture);
            await (piece.To == "out" ? output : error).WriteAsync(piece.Text);
        }

        await output.FlushAsync(ct);
        await error.WriteLineAsync($"LiveConsole at {owner.Address} stopped in the middle of the command. Start it again and repeat: nothing comes twice.");
        return ConsoleCommands.Failed;
    }

    /// <returns>Null: the owner ended, cleanly or not.</returns>
    private static async Task<string?> NextAsync(StreamReader pieces, CancellationToken ct)
    {
        try
        {
            return await pieces.ReadLineAsync(ct);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Text as it is written, in pieces of the answer.</summary>
    private sealed class PieceWriter(TextWriter to, string name) : TextWriter
    {
        private const int PieceLength = 16 * 1024;

        private readonly StringBuilder _piece = new();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            _piece.Append(value);
            // Never between the halves of one character.
            if (_piece.Length >= PieceLength && !char.IsHighSurrogate(value)) Flush();
        }

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void Write(ReadOnlySpan<char> buffer)
        {
            _piece.Append(buffer);
            if (_piece.Length >= PieceLength && !char.IsHighSurrogate(_piece[^1])) Flush();
        }

        public override void Flush()
        {
            if (_piece.Length == 0) return;
            to.WriteLine(JsonSerializer.Serialize(new DoorPiece(name, _piece.ToString())));
            _piece.Clear();
        }

        protected override void Dispose(bool disposing)
        {
            Flush();
            base.Dispose(disposing);
        }
    }
}
