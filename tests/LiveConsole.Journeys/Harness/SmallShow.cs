using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace LiveConsole.Journeys.Harness;

/// <summary>
/// One server for the journeys that share it: a small show of our own, written as a recording and played by the emulated platforms.
/// Two clear questions a second for fifteen minutes; every message of a viewer whose name begins with "Brief" is removed 25 s later.
/// </summary>
public sealed class SmallShow(Chromium chromium) : IAsyncLifetime
{
    public static readonly TimeSpan RemovedAfter = TimeSpan.FromSeconds(25);

    private static readonly DateTimeOffset Start = new(2026, 3, 14, 20, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private static readonly string[] Asks =
    [
        "Pourquoi le sol est-il rouge en bas du cratère numéro {0} ?", "How cold is it at night near rock number {0}?",
        "Qui a dessiné la roue numéro {0} ?", "What does camera number {0} see right now?",
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _seats = [];

    public LiveConsoleProcess Console { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var recording = _folder.File("small-show.jsonl");
        await File.WriteAllLinesAsync(recording, Lines());
        Console = await LiveConsoleProcess.StartAsync(_folder.File("data"), "rehearse", "--recording", recording, "--crew", "none");
    }

    /// <summary>One link lets one person in: who has come in by it keeps the seat for later journeys, as a browser keeps its cookies.</summary>
    public async Task<string> SeatAsync(string role, string name)
    {
        if (_seats.TryGetValue(role, out var seat)) return seat;
        var context = await chromium.ContextAsync(new BrowserNewContextOptions());
        var page = await context.NewPageAsync();
        await page.GotoAsync(Console.Links[role].AbsoluteUri);
        await Desk.EnterAsync(page, name);
        await Desk.OnAsync(page);
        _seats[role] = await context.StorageStateAsync();
        await context.CloseAsync();
        return _seats[role];
    }

    public async ValueTask DisposeAsync()
    {
        if (Console is not null) await Console.DisposeAsync();
        _folder.Dispose();
    }

    private static IEnumerable<string> Lines()
    {
        List<(DateTimeOffset At, object Line)> lines = [];
        for (var n = 1; n <= 1800; n++)
        {
            var (at, twitch) = (Start + (n * Pace), n % 2 == 0);
            var brief = n % 8 == 0;
            var (platform, channel) = twitch ? ("twitch", "agence_orbite") : ("youtube", "Agence Orbite");
            var id = twitch ? new Guid(n, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1).ToString() : string.Create(CultureInfo.InvariantCulture, $"LCC.small{n:D6}");
            var (author, name) = (string.Create(CultureInfo.InvariantCulture, $"u{n}"), string.Create(CultureInfo.InvariantCulture, $"{(brief ? "Brief" : "Lasting")}{n}"));
            lines.Add((at, new
            {
                platform, channel, id, sentAt = at, kind = "text", author = new { id = author, login = name.ToLowerInvariant(), name },
                text = string.Format(CultureInfo.InvariantCulture, Asks[n / 2 % Asks.Length], n),
            }));
            if (brief) lines.Add((at + RemovedAfter, new { at = at + RemovedAfter, platform, channel, kind = "removed", id }));
        }

        return lines.OrderBy(l => l.At).Select(l => JsonSerializer.Serialize(l.Line));
    }
}

/// <summary>Journeys on the one small show: one after the other.</summary>
[CollectionDefinition]
public sealed class OnTheSmallShow : ICollectionFixture<SmallShow>;
