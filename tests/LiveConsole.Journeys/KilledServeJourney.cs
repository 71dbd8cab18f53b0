using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LiveConsole.Journeys.Harness;
using LiveConsole.Testing;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys;

/// <summary>kill -9 of the server while the platforms write on: Twitch has a gap of exactly those seconds, YouTube none, nothing is there twice.</summary>
public sealed class KilledServeJourney(Chromium chromium) : Journey(chromium)
{
    private const int Each = 900;

    // While it is down Twitch writes so many lines: some ten seconds.
    private const int Unread = 100;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    /// <summary>The witness and the program read the same line at their own time, on a machine with other work; nobody read for ten seconds.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(5);
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Killed_while_the_platforms_write_on_it_says_what_Twitch_cannot_replay_with_its_times_and_has_the_rest_once()
    {
        using var folder = new TemporaryFolder();
        var (recording, data) = (folder.File("two-platforms.jsonl"), folder.File("data"));
        await File.WriteAllLinesAsync(recording, Recording());
        var emulate = BuiltProgram.Start(["emulate", "--recording", recording]);
        try
        {
            using var ready = JsonDocument.Parse(await emulate.StandardOutput.ReadLineAsync().WaitAsync(Cap.Start) ?? throw new InvalidOperationException("emulate said nothing."));
            string Of(string platform, string name) => ready.RootElement.GetProperty(platform).GetProperty(name).GetString()!;
            await LiveConsoleCommand.DoneAsync("show", "create", "landing", "--title", "Landing", "--twitch", Of("twitch", "channel"), "--youtube", Of("youtube", "video"), "--data", data);
            await using var console = await LiveConsoleProcess.StartAsync(data, "serve",
                $"--Twitch:IrcUri={Of("twitch", "irc")}", $"--Twitch:EventSubUri={Of("twitch", "eventSub")}", $"--Twitch:ApiBaseUri={Of("twitch", "api")}", $"--Twitch:IdBaseUri={Of("twitch", "id")}",
                $"--Twitch:ClientId={Of("twitch", "clientId")}", $"--Twitch:UserAccessToken={Of("twitch", "userToken")}",
                $"--YouTube:ApiBaseUri={Of("youtube", "api")}", $"--YouTube:TokenUri={Of("youtube", "token")}", $"--YouTube:ApiKey={Of("youtube", "apiKey")}");
            await using var witness = await Witness.JoinAsync(new Uri(Of("twitch", "irc")), Of("twitch", "channel"));
            var desk = await ComeInAsync(console, "lead moderator", "Nora");
            await Expect(desk.Feed.Locator("[data-id]").First).ToBeVisibleAsync();
            await witness.HearAsync(50);

            foreach (var words in new[] { "ERR_CONNECTION", "WebSocket", "Failed to fetch", "Connection disconnected", "/_blazor" }) Expected(words);
            await console.KillAsync();
            await witness.HearAsync(Unread);
            await console.StartAgainAsync();
            await Expect(desk.Page.Locator("html[data-returned=true] .desk[data-ready=true]")).ToBeVisibleAsync();
            var row = desk.Feed.Locator(".gap");
            await Expect(row).ToContainTextAsync("Twitch was not read for");
            await Expect(row).ToContainTextAsync("LiveConsole was not running. What was written then is missing.");
            await Expect(row).ToHaveCountAsync(1);
            var heard = await witness.HearAsync(50);
            await desk.PressAsync("F9");
            var channels = desk.Page.Locator("[data-panel] .channel");
            await Expect(channels.Filter(new() { HasText = "Twitch" }).Locator(".missing")).ToHaveCountAsync(1);
            await Expect(channels.Filter(new() { HasText = "YouTube" })).ToBeVisibleAsync();
            await Expect(channels.Filter(new() { HasText = "YouTube" }).Locator(".missing")).ToHaveCountAsync(0);

            await SameAsHeardAsync(data, heard);
        }
        finally
        {
            await BuiltProgram.KillAsync(emulate);
        }
    }

    private static async Task SameAsHeardAsync(string data, IReadOnlyList<(string Id, DateTimeOffset At)> heard)
    {
        var messages = await LinesAsync(data, "messages");
        var ids = messages.Select(m => (Platform: Text(m, "platform"), Id: Text(m, "id"))).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());

        var gap = Assert.Single(await LinesAsync(data, "journal"), e => Text(e, "type") == "gap").GetProperty("entry").GetProperty("gap");
        Assert.Equal("twitch", gap.GetProperty("source").GetProperty("platform").GetString());
        var (from, to) = (gap.GetProperty("from").GetDateTimeOffset(), gap.GetProperty("to").GetDateTimeOffset());
        var there = ids.Where(m => m.Platform == "twitch").Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        var missing = heard.Where(h => !there.Contains(h.Id)).ToList();
        // What came after the last line that is there may be on its way still.
        var last = heard.Last(h => there.Contains(h.Id)).At;
        missing.RemoveAll(m => m.At > last);
        Assert.True(missing.Count >= Unread / 2, $"{missing.Count} lines are missing, though nobody read for {Unread}.");
        Assert.InRange(from, missing[0].At - Late, missing[0].At);
        Assert.InRange(to, missing[^1].At - Late, missing[^1].At + Late);

        var numbers = ids.Where(m => m.Platform == "youtube").Select(m => int.Parse(m.Id[^6..], CultureInfo.InvariantCulture)).Order().ToList();
        Assert.Equal(Enumerable.Range(numbers[0], numbers.Count), numbers);
    }

    private static async Task<IReadOnlyList<JsonElement>> LinesAsync(string data, string what) =>
        [.. (await LiveConsoleCommand.DoneAsync("export", "--show", "landing", "--what", what, "--data", data)).Lines.Select(l => JsonDocument.Parse(l).RootElement.Clone())];

    private static string Text(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private static IEnumerable<string> Recording()
    {
        for (var n = 0; n < Each; n++)
        {
            foreach (var (platform, channel, id) in new[] { ("twitch", "agence_orbite", $"00000000-0000-4000-8000-{n:D12}"), ("youtube", "AlcyonNuit1", $"LCC.line-{n:D6}") })
                yield return JsonSerializer.Serialize(new { platform, channel, id, sentAt = Start + (n * Pace), kind = "text", author = new { id = $"9{n % 40:D2}", login = $"viewer{n % 40}", name = $"Viewer{n % 40}" }, text = $"how cold is rock number {n}?" });
        }
    }

    /// <summary>Reads the same chat beside us, as anybody can, without a pause: what Twitch sent, and when it came.</summary>
    private sealed class Witness : IAsyncDisposable
    {
        private readonly ClientWebSocket _socket = new();
        private readonly List<(string Id, DateTimeOffset At)> _heard = [];
        // A lock, not a channel: the test looks back at all that was heard.
        private readonly Lock _gate = new();
        private readonly CancellationTokenSource _stop = new();
        private (int Count, TaskCompletionSource Heard) _wanted = (int.MaxValue, new());
        private Task _reading = Task.CompletedTask;

        public static async Task<Witness> JoinAsync(Uri irc, string channel)
        {
            var witness = new Witness();
            await witness._socket.ConnectAsync(irc, default).WaitAsync(Cap.Signal);
            foreach (var line in new[] { "CAP REQ :twitch.tv/tags twitch.tv/commands", "PASS SCHMOOPIIE", "NICK justinfan4711", $"JOIN #{channel}" }) await witness.SayAsync(line);
            witness._reading = witness.ReadAsync();
            return witness;
        }

        /// <summary>Once so many more have come: all that were heard so far.</summary>
        public async Task<IReadOnlyList<(string Id, DateTimeOffset At)>> HearAsync(int more)
        {
            Task heard;
            lock (_gate)
            {
                _wanted = (_heard.Count + more, new(TaskCreationOptions.RunContinuationsAsynchronously));
                heard = _wanted.Heard.Task;
            }

            await heard.WaitAsync(Cap.Signal);
            lock (_gate) return [.. _heard];
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _socket.Dispose();
            _stop.Dispose();
        }

        private Task SayAsync(string line) => _socket.SendAsync(Encoding.UTF8.GetBytes(line + "\r\n"), WebSocketMessageType.Text, true, _stop.Token);

        private async Task ReadAsync()
        {
            var frame = new byte[64 * 1024];
            while (true)
            {
                var length = (await _socket.ReceiveAsync(frame, _stop.Token)).Count;
                var now = TimeProvider.System.GetUtcNow();
                foreach (var line in Encoding.UTF8.GetString(frame, 0, length).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
                {
                    if (line.StartsWith("PING", StringComparison.Ordinal)) await SayAsync("PONG :tmi.twitch.tv");
                    if (line.Contains(" PRIVMSG ", StringComparison.Ordinal)) Heard(line.Split(";id=", 2)[1].Split(';', 2)[0], now);
                }
            }
        }

        private void Heard(string id, DateTimeOffset at)
        {
            lock (_gate)
            {
                _heard.Add((id, at));
                if (_heard.Count >= _wanted.Count) _wanted.Heard.TrySetResult();
            }
        }
    }
}
