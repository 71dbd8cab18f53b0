using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Hosting;

/// <summary>The whole program: coming in, commands beside it, Ctrl+C. Each changes what it finds, and has a server of its own.</summary>
public sealed partial class ServedShowTests : IAsyncLifetime
{
    private readonly AServedShow _served = new();

    private AServer Server => _served.Server;

    private string Data => _served.Data;

    private string Folder => _served.Folder;

    public ValueTask InitializeAsync() => _served.InitializeAsync();

    public ValueTask DisposeAsync() => _served.DisposeAsync();

    [Fact]
    public async Task Coming_in_by_a_link_is_spent_by_its_button_once_and_lasts_over_a_restart()
    {
        var cookies = new CookieContainer();
        using var ana = Server.Browser(cookies);
        var link = Server.Link("editor");

        // Opening does not spend: previews and scanners open links too.
        using (var robot = Server.Browser())
        {
            Assert.Equal(HttpStatusCode.OK, (await robot.SendAsync(new HttpRequestMessage(HttpMethod.Head, link))).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await robot.GetAsync(link)).StatusCode);
        }

        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await ana.GetAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ana.GetAsync("/come-in/unknown")).StatusCode);

        // Without the page's own proof nothing is spent.
        using (var stranger = Server.Browser())
        {
            var forged = await stranger.PostAsync(link, new FormUrlEncodedContent([new("name", "Mallory")]));
            Assert.Equal((HttpStatusCode.Redirect, link), (forged.StatusCode, forged.Headers.Location?.ToString()));
        }

        var entered = await PressAsync(ana, link, "Ana");
        Assert.Equal((HttpStatusCode.Redirect, "/shows/landing/questions"), (entered.StatusCode, entered.Headers.Location?.ToString()));
        Assert.Equal("/shows/landing/questions", (await ana.GetAsync("/")).Headers.Location?.ToString());
        Assert.Equal("/shows/landing/questions", (await ana.GetAsync(link)).Headers.Location?.ToString());
        using (var late = Server.Browser()) Assert.Equal(HttpStatusCode.Gone, (await late.GetAsync(link)).StatusCode);

        // Two at once: one comes in.
        var moderator = Server.Link("moderator");
        using var first = Server.Browser();
        using var second = Server.Browser();
        var both = await Task.WhenAll(await ReadyAsync(first, moderator, "Bo"), await ReadyAsync(second, moderator, "Cy"));
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Gone], both.Select(r => r.StatusCode).Order());
        Assert.Equal("/shows/landing/moderate", both.Single(r => r.StatusCode == HttpStatusCode.Redirect).Headers.Location?.ToString());

        // Another loopback name is shown the way; everything but pages is answered as it was asked.
        using var other = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = new Uri($"http://localhost:{Server.Uri.Port}") };
        Assert.Equal(new Uri(Server.Uri, link + "?lang=fr"), (await other.GetAsync(link + "?lang=fr")).Headers.Location);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(Server.Link("Overlay"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ElsewhereAsync("console.example.org", "/come-in")).StatusCode);

        // Ctrl+C, and a new start.
        var unspent = Server.Link("producer");
        Assert.Equal(0, await Server.StopAsync());
        Assert.DoesNotContain(Server.Said, l => l.Contains("   at ", StringComparison.Ordinal));
        await _served.StartAgainAsync();
        using var again = Server.Browser(cookies);
        again.BaseAddress = Server.Uri;
        Assert.Equal("/shows/landing/questions", (await again.GetAsync("/")).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Gone, (await again.Browse(Server, unspent)).StatusCode);
    }

    [Fact]
    public async Task Commands_beside_the_server_go_through_it()
    {
        var recording = Path.Combine(Folder, "chat.jsonl");
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
        using var browser = Server.Browser();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/local/command", JsonContent("show", "list"))).StatusCode);
    }

    private static StringContent JsonContent(params string[] words) => new(JsonSerializer.Serialize(words), Encoding.UTF8, "application/json");

    private async Task<HttpResponseMessage> ElsewhereAsync(string host, string path)
    {
        using var browser = Server.Browser();
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
