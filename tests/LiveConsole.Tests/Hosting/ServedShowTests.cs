using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Hosting;

/// <summary>The whole program: coming in, screens, commands beside it, Ctrl+C.</summary>
public sealed partial class ServedShowTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;
    private AServer _server = null!;

    private string Data => Path.Combine(_folder, "data");

    public async ValueTask InitializeAsync()
    {
        _server = await AServer.ServeAsync(Data);
        var (code, output, error) = await AServer.RunAsync("show", "create", "landing", "--title", "Landing night", "--data", Data);
        Assert.Equal((0, "landing created.\n", ""), (code, output, error));
        await _server.Until(said => said.Any(l => l.Contains("Ctrl+C stops", StringComparison.Ordinal)));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Coming_in_by_a_link_is_spent_by_its_button_once_and_lasts_over_a_restart()
    {
        var cookies = new CookieContainer();
        using var ana = _server.Browser(cookies);
        var link = _server.Link("editor");

        // Opening does not spend: previews and scanners open links too.
        using (var robot = _server.Browser())
        {
            Assert.Equal(HttpStatusCode.OK, (await robot.SendAsync(new HttpRequestMessage(HttpMethod.Head, link))).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await robot.GetAsync(link)).StatusCode);
        }

        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await ana.GetAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ana.GetAsync("/come-in/unknown")).StatusCode);

        // Without the page's own proof nothing is spent.
        using (var stranger = _server.Browser())
        {
            var forged = await stranger.PostAsync(link, new FormUrlEncodedContent([new("name", "Mallory")]));
            Assert.Equal((HttpStatusCode.Redirect, link), (forged.StatusCode, forged.Headers.Location?.ToString()));
        }

        var entered = await PressAsync(ana, link, "Ana");
        Assert.Equal((HttpStatusCode.Redirect, "/shows/landing/questions"), (entered.StatusCode, entered.Headers.Location?.ToString()));
        Assert.Equal("/shows/landing/questions", (await ana.GetAsync("/")).Headers.Location?.ToString());
        Assert.Equal("/shows/landing/questions", (await ana.GetAsync(link)).Headers.Location?.ToString());
        using (var late = _server.Browser()) Assert.Equal(HttpStatusCode.Gone, (await late.GetAsync(link)).StatusCode);

        // Two at once: one comes in.
        var moderator = _server.Link("moderator");
        using var first = _server.Browser();
        using var second = _server.Browser();
        var both = await Task.WhenAll(await ReadyAsync(first, moderator, "Bo"), await ReadyAsync(second, moderator, "Cy"));
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Gone], both.Select(r => r.StatusCode).Order());
        Assert.Equal("/shows/landing/moderate", both.Single(r => r.StatusCode == HttpStatusCode.Redirect).Headers.Location?.ToString());

        // Another loopback name is shown the way; everything but pages is answered as it was asked.
        using var other = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = new Uri($"http://localhost:{_server.Uri.Port}") };
        Assert.Equal(new Uri(_server.Uri, link + "?lang=fr"), (await other.GetAsync(link + "?lang=fr")).Headers.Location);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(_server.Link("Overlay"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ElsewhereAsync("console.example.org", "/come-in")).StatusCode);

        // Ctrl+C, and a new start.
        var unspent = _server.Link("producer");
        Assert.Equal(0, await _server.StopAsync());
        Assert.DoesNotContain(_server.Said, l => l.Contains("   at ", StringComparison.Ordinal));
        await _server.DisposeAsync();
        _server = await AServer.ServeAsync(Data);
        using var again = _server.Browser(cookies);
        again.BaseAddress = _server.Uri;
        Assert.Equal("/shows/landing/questions", (await again.GetAsync("/")).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Gone, (await again.Browse(_server, unspent)).StatusCode);
    }

    [Fact]
    public async Task A_screen_gets_its_state_then_numbered_changes_and_only_a_presenter_signals()
    {
        await using var presenter = await ARawScreen.ConnectAsync(_server, _server.Link("Presenter"));
        await using var overlay = await ARawScreen.ConnectAsync(_server, _server.Link("Overlay"));
        var state = await presenter.NextAsync("State");
        Assert.Equal("landing", state.GetProperty("show").GetProperty("slug").GetString());
        Assert.Equal("open", state.GetProperty("state").GetString());
        await overlay.NextAsync("State");

        await presenter.SendAsync("Signal", "another", null, DateTimeOffset.UnixEpoch, false);
        await overlay.SendAsync("Signal", "another", null, DateTimeOffset.UnixEpoch, false);
        Assert.Equal(JsonValueKind.Null, (await presenter.CompletionAsync()).ValueKind);
        Assert.Equal(JsonValueKind.Null, (await overlay.CompletionAsync()).ValueKind);

        var recording = Path.Combine(_folder, "moment.jsonl");
        await File.WriteAllTextAsync(recording, """{"at":"2026-03-14T21:50:00Z","kind":"moment","text":"touchdown"}""" + "\n");
        Assert.Equal(0, (await AServer.RunAsync("import", "--show", "landing", recording, "--data", Data)).Code);
        var (_, journal, _) = await AServer.RunAsync("export", "--show", "landing", "--what", "journal", "--data", Data);
        Assert.Equal(1, Regex.Count(journal, "\"type\":\"signal\"", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Cap.Signal));
    }

    [Fact]
    public async Task An_unknown_screen_gets_no_line()
    {
        await using var unknown = await ARawScreen.ConnectAsync(_server, "/screen/overlay/unknown");

        Assert.True(await unknown.ClosedAsync());
    }

    [Fact]
    public async Task A_frame_of_a_megabyte_costs_its_sender_the_line_and_nobody_else_anything()
    {
        var overlay = _server.Link("Overlay");
        await using var other = await ARawScreen.ConnectAsync(_server, overlay);
        await other.NextAsync("State");
        await using var loud = await ARawScreen.ConnectAsync(_server, overlay);
        await loud.NextAsync("State");

        await loud.SendAsync("Drawn", new string('9', 1_000_000));

        Assert.True(await loud.ClosedAsync());
        await other.SendAsync("Drawn", 0);
        Assert.Equal(JsonValueKind.Null, (await other.CompletionAsync()).ValueKind);
        await using var again = await ARawScreen.ConnectAsync(_server, overlay);
        await again.NextAsync("State");
        Assert.DoesNotContain(_server.Said, l => l.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commands_beside_the_server_go_through_it()
    {
        var recording = Path.Combine(_folder, "chat.jsonl");
        // More than any buffer, with what JSON, CSV and the line between the processes could stumble over.
        var lines = Enumerable.Range(0, 3_000).Select(i => $$$"""{"platform":"twitch","channel":"agence","id":"m{{{i}}}","sentAt":"2026-03-14T20:{{{i / 60:00}}}:{{{i % 60:00}}}Z","author":{"id":"v{{{i % 7}}}","name":"Ayşe"},"text":"😀 how cold, \"{{{i}}}\"?\r\n=1+1"}""");
        await File.WriteAllLinesAsync(recording, [.. lines, "not json", """{"kind":"future","at":"2026-03-14T21:00:00Z"}"""]);

        var (code, output, error) = await AServer.RunAsync("import", "--show", "landing", recording, "--data", Data);
        Assert.Equal(0, code);
        Assert.StartsWith("3000 new, 0 duplicate, 1 refused, 1 skipped", output, StringComparison.Ordinal);
        Assert.StartsWith("line 3001: ", error, StringComparison.Ordinal);
        Assert.StartsWith("0 new, 3000 duplicate", (await AServer.RunAsync("import", "--show", "landing", recording, "--data", Data)).Out, StringComparison.Ordinal);

        var (_, exported, _) = await AServer.RunAsync("export", "--show", "landing", "--data", Data);
        var messages = exported.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(Enumerable.Range(0, 3_000).Select(i => $"m{i}"), messages.Select(m => m.GetProperty("id").GetString()));
        Assert.Equal("😀 how cold, \"0\"?\r\n=1+1", messages[0].GetProperty("text").GetString());
        var (csvCode, csv, csvError) = await AServer.RunAsync("export", "--show", "landing", "--format", "csv", "--data", Data);
        Assert.Equal((0, ""), (csvCode, csvError));
        Assert.Equal(3_000, Regex.Count(csv, "how cold, \"\"[0-9]+\"\"\\?\r\n=1\\+1", RegexOptions.CultureInvariant, Cap.Signal));

        Assert.Contains("landing ", (await AServer.RunAsync("show", "list", "--data", Data)).Out, StringComparison.Ordinal);
        var refused = await AServer.RunAsync("export", "--show", "nowhere", "--data", Data);
        Assert.Equal((1, "", "There is no open show 'nowhere'. 'liveconsole show list' names them, 'liveconsole show create' makes one.\n"), refused);
        var second = await AServer.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--data", Data);
        Assert.Equal(1, second.Code);
        Assert.Matches("^The data folder .* is in use by LiveConsole at http://127\\.0\\.0\\.1:[0-9]+/ .*\n$", second.Error);
        Assert.Equal(0, (await AServer.RunAsync("show", "archive", "landing", "--data", Data)).Code);
        Assert.Equal(1, (await AServer.RunAsync("show", "archive", "landing", "--data", Data)).Code);
        using var browser = _server.Browser();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/local/command", JsonContent("show", "list"))).StatusCode);
    }

    [Fact]
    public async Task A_rehearsal_stops_at_Ctrl_C_and_goes_on_at_its_next_start()
    {
        var folder = Path.Combine(_folder, "rehearsal");
        for (var start = 0; start < 2; start++)
        {
            await using var rehearsal = await AServer.RehearseAsync(folder);
            using var browser = rehearsal.Browser();
            Assert.Equal("ready", await browser.GetStringAsync("/health/ready"));
            Assert.Equal(0, await rehearsal.StopAsync());
            Assert.DoesNotContain(rehearsal.Said, l => l.Contains("   at ", StringComparison.Ordinal));
        }

        var (_, shows, _) = await AServer.RunAsync("show", "list", "--data", folder);
        Assert.StartsWith("landing-night ", Assert.Single(shows.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_one_line_that_says_what_to_do()
    {
        var (code, output, error) = await AServer.RunAsync("serve", "--urls", $"http://127.0.0.1:{_server.Uri.Port}", "--data", Path.Combine(_folder, "other"));

        Assert.Equal((1, ""), (code, output));
        Assert.Matches("^Cannot listen: .*address already in use.* --urls http://localhost:5081\\.\n$", error);
    }

    private static StringContent JsonContent(params string[] words) => new(JsonSerializer.Serialize(words), Encoding.UTF8, "application/json");

    private async Task<HttpResponseMessage> ElsewhereAsync(string host, string path)
    {
        using var browser = _server.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
        return await browser.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> PressAsync(HttpClient browser, string link, string name) => await await ReadyAsync(browser, link, name);

    /// <summary>The page is open; the press is on its way.</summary>
    private static async Task<Task<HttpResponseMessage>> ReadyAsync(HttpClient browser, string link, string name)
    {
        var page = await browser.GetStringAsync(link);
        var proof = Proof().Match(page).Groups["value"].Value;
        return browser.PostAsync(link, new FormUrlEncodedContent([new("name", name), new("__RequestVerificationToken", proof)]));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Proof();
}

internal static class Browsing
{
    /// <summary>A visit without cookies.</summary>
    public static async Task<HttpResponseMessage> Browse(this HttpClient _, AServer server, string path)
    {
        using var browser = server.Browser();
        return await browser.GetAsync(path);
    }
}

/// <summary>A screen that speaks SignalR's JSON protocol by hand.</summary>
internal sealed class ARawScreen : IAsyncDisposable
{
    private const char EndOfRecord = '\u001e';
    private static readonly TimeSpan Patience = Cap.Signal;

    private readonly ClientWebSocket _socket = new();
    private readonly Queue<JsonElement> _records = new();
    private readonly List<JsonElement> _passed = [];
    private int _invocation;

    public static Task<ARawScreen> ConnectAsync(AServer server, string address) => ConnectAsync(server.Uri, address);

    public static Task<ARawScreen> ConnectAsync(Uri server, string address) => AskAsync(server, "screen=" + address.Split('/')[^1]);

    /// <param name="query">What tells the hub who comes.</param>
    public static async Task<ARawScreen> AskAsync(Uri server, string query)
    {
        var screen = new ARawScreen();
        var hub = new UriBuilder(server) { Scheme = "ws", Path = "/hubs/show", Query = query };
        await screen._socket.ConnectAsync(hub.Uri, default);
        await screen.WriteAsync("""{"protocol":"json","version":1}""");
        return screen;
    }

    public Task SendAsync(string method, params object?[] arguments) =>
        WriteAsync(JsonSerializer.Serialize(new { type = 1, invocationId = (++_invocation).ToString(System.Globalization.CultureInfo.InvariantCulture), target = method, arguments }));

    /// <summary>The argument of the next call of that method.</summary>
    public async Task<JsonElement> NextAsync(string method) =>
        (await NextAsync(r => r.TryGetProperty("target", out var target) && target.GetString() == method)).GetProperty("arguments")[0];

    /// <summary>The result of the invocation.</summary>
    public async Task<JsonElement> CompletionAsync()
    {
        var completion = await NextAsync(r => r.TryGetProperty("type", out var type) && type.GetInt32() == 3);
        return completion.TryGetProperty("result", out var result) ? result : completion.TryGetProperty("error", out var error) ? error : JsonDocument.Parse("null").RootElement;
    }

    /// <summary>Whatever comes before, it is closed in the end.</summary>
    public async Task<bool> EndsAsync()
    {
        while (!await ClosedAsync())
        {
            // What was told before.
        }

        return true;
    }

    public async Task<bool> ClosedAsync()
    {
        try
        {
            await NextAsync(r => r.TryGetProperty("target", out _));
            return false;
        }
        catch (Exception closed) when (closed is WebSocketException or EndOfStreamException)
        {
            return true;
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonElement> NextAsync(Func<JsonElement, bool> wanted)
    {
        if (_passed.FindIndex(r => wanted(r)) is >= 0 and var i)
        {
            var earlier = _passed[i];
            _passed.RemoveAt(i);
            return earlier;
        }

        while (true)
        {
            while (_records.TryDequeue(out var record))
            {
                if (wanted(record)) return record;
                _passed.Add(record);
            }

            await ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[64 * 1024];
        var text = new StringBuilder();
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, patience.Token);
            if (part.MessageType == WebSocketMessageType.Close) throw new EndOfStreamException();
            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }
        while (!part.EndOfMessage);
        foreach (var record in text.ToString().Split(EndOfRecord, StringSplitOptions.RemoveEmptyEntries)) _records.Enqueue(JsonDocument.Parse(record).RootElement);
    }

    private Task WriteAsync(string record) => _socket.SendAsync(Encoding.UTF8.GetBytes(record + EndOfRecord), WebSocketMessageType.Text, endOfMessage: true, default);
}
