using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LiveConsole.Journeys.Harness;
using LiveConsole.Testing;

namespace LiveConsole.Journeys;

/// <summary>
/// A client that nobody of this house wrote reads the emulated Twitch beside us, with nothing but the address of the ready line: what it saw is what our
/// export has, id by id. tests/clients holds it.
/// </summary>
public sealed class PublicClients
{
    private const int Lines = 400;
    private const int RemovedEvery = 40;
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 20, 0, 0, TimeSpan.Zero);

    // The first line starts the clock for whoever comes first; the others come when both are there.
    private static readonly TimeSpan BothAreThere = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25);

    /// <summary>How tmi.js calls what we call by another name.</summary>
    private static readonly Dictionary<string, string> Events = new(StringComparer.Ordinal)
    {
        ["text"] = "chat", ["action"] = "action", ["cheer"] = "cheer", ["member"] = "subscription", ["resub"] = "resub", ["gift"] = "submysterygift", ["raid"] = "raided",
        ["announcement"] = "usernotice announcement", ["notice"] = "usernotice viewermilestone",
    };

    [Fact]
    public async Task Tmi_js_sees_the_same_messages_and_removals_as_our_export()
    {
        var clients = await ClientsAsync();
        using var folder = new TemporaryFolder();
        var recording = folder.File("public-client.jsonl");
        await File.WriteAllLinesAsync(recording, Recording());
        var data = folder.File("data");
        await LiveConsoleCommand.DoneAsync("show", "create", "landing", "--title", "Landing", "--twitch", "agence_orbite", "--data", data);

        var emulate = BuiltProgram.Start(["emulate", "--recording", recording]);
        Process? tmi = null;
        try
        {
            using var ready = JsonDocument.Parse(await emulate.StandardOutput.ReadLineAsync().WaitAsync(Cap.Start) ?? throw new InvalidOperationException("emulate said nothing."));
            var twitch = ready.RootElement.GetProperty("twitch");
            string Of(string name) => twitch.GetProperty(name).GetString()!;
            // First who needs longest to be there: the clock starts with it.
            await using var console = await LiveConsoleProcess.StartAsync(data, "serve",
                $"--Twitch:IrcUri={Of("irc")}", $"--Twitch:EventSubUri={Of("eventSub")}", $"--Twitch:ApiBaseUri={Of("api")}", $"--Twitch:IdBaseUri={Of("id")}",
                $"--Twitch:ClientId={Of("clientId")}", $"--Twitch:UserAccessToken={Of("userToken")}");
            tmi = Process.Start(new ProcessStartInfo("node", ["tmi.mjs", Of("irc"), Of("channel")]) { WorkingDirectory = clients, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            var seeing = SeenAsync(tmi);
            var seen = await seeing.WaitAsync(TimeSpan.FromSeconds(90));
            var exported = await ExportAsync(data);

            // The same stretch: from the first line that both can have heard.
            var from = Math.Max(seen.Where(e => e.Name != "messagedeleted").Min(e => Number(e.Id)), exported.Min(m => Number(m.Key)));
            Assert.True(from < Lines / 2, $"Both read only from line {from} of {Lines} on.");
            var theirs = seen.Where(e => e.Name != "messagedeleted" && Number(e.Id) >= from).ToList();
            Assert.Equal(exported.Keys.Where(id => Number(id) >= from).Order(StringComparer.Ordinal), theirs.Select(e => e.Id).Order(StringComparer.Ordinal));
            Assert.All(theirs, e => Assert.Equal(Events[KindOf(Number(e.Id))], e.Name));
            Assert.Equal(exported.Where(m => m.Value && Number(m.Key) >= from).Select(m => m.Key).Order(StringComparer.Ordinal),
                seen.Where(e => e.Name == "messagedeleted" && Number(e.Id) >= from).Select(e => e.Id).Order(StringComparer.Ordinal));
        }
        finally
        {
            if (tmi is { HasExited: false }) tmi.Kill();
            tmi?.Dispose();
            await BuiltProgram.KillAsync(emulate);
        }
    }

    /// <summary>tests/clients with its packages; skips, and says why, where they cannot be had.</summary>
    private static async Task<string> ClientsAsync()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LiveConsole.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("These tests run from inside the repository.");
        var clients = Path.Combine(folder.FullName, "tests", "clients");
        if (File.Exists(Path.Combine(clients, "node_modules", "tmi.js", "package.json"))) return clients;
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--silent"]) { WorkingDirectory = clients, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            var said = npm.StandardError.ReadToEndAsync();
            await npm.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
            Assert.SkipWhen(npm.ExitCode != 0, $"npm could not install tests/clients: {(await said).Split('\n')[0]}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("npm is not on the PATH: tmi.js, the public client of tests/clients, cannot be installed.");
        }

        return clients;
    }

    private static async Task<IReadOnlyList<(string Name, string Id)>> SeenAsync(Process tmi)
    {
        List<(string, string)> seen = [];
        while (await tmi.StandardOutput.ReadLineAsync() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var name = json.RootElement.GetProperty("event").GetString()!;
            if (json.RootElement.TryGetProperty("kind", out var kind)) name += " " + kind.GetString();
            if (json.RootElement.TryGetProperty("id", out var id)) seen.Add((name, id.GetString()!));
        }

        Assert.True(seen.Count > 0, await tmi.StandardError.ReadToEndAsync());
        return seen;
    }

    /// <returns>Whether it was removed, by id; complete when its last line is there.</returns>
    private static async Task<Dictionary<string, bool>> ExportAsync(string data)
    {
        Dictionary<string, bool> messages = [];
        for (var tries = 0; tries < 20 && !messages.ContainsKey(Id(Lines)); tries++)
        {
            messages.Clear();
            foreach (var line in (await LiveConsoleCommand.DoneAsync("export", "--show", "landing", "--data", data)).Lines)
            {
                using var json = JsonDocument.Parse(line);
                messages.Add(json.RootElement.GetProperty("id").GetString()!, json.RootElement.TryGetProperty("removed", out var removed) && removed.ValueKind != JsonValueKind.Null);
            }
        }

        return messages;
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:D12}");

    private static int Number(string id) => int.Parse(id.AsSpan(24), CultureInfo.InvariantCulture);

    private static string KindOf(int number) => number == Lines ? "text" : (number % 20) switch
    {
        1 => "action", 3 => "cheer", 5 => "member", 7 => "resub", 9 => "gift", 11 => "raid", 13 => "announcement", 17 => "notice", _ => "text",
    };

    private static IEnumerable<string> Recording()
    {
        for (var n = 0; n <= Lines; n++)
        {
            var at = Start + (n == 0 ? TimeSpan.Zero : BothAreThere + (n * Pace));
            var kind = KindOf(n);
            var text = n == Lines ? "the end" : kind switch
            {
                "cheer" => "Cheer100 for the crew", "member" => "", "gift" => "viewer7 is gifting 50 Tier 1 Subs!", "raid" => "640 raiders from viewer7 have joined!",
                "notice" => "viewer7 watched 12 consecutive streams", _ => string.Create(CultureInfo.InvariantCulture, $"how cold is rock number {n}? 😀 é"),
            };
            yield return JsonSerializer.Serialize(new
            {
                platform = "twitch", channel = "agence_orbite", id = Id(n), sentAt = at, kind = kind switch { "cheer" => "text", "resub" => "member", _ => kind },
                author = new { id = "907", login = "viewer7", name = "Viewer7" }, text, bits = kind == "cheer" ? 100 : (int?)null,
            });
            if (n % RemovedEvery == 20) yield return JsonSerializer.Serialize(new { at, platform = "twitch", channel = "agence_orbite", kind = "removed", id = Id(n) });
        }
    }
}
