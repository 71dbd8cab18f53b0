using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LiveConsole.Journeys.Harness;
using LiveConsole.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LiveConsole.Journeys;

/// <summary>Five hundred messages a second of both platforms, and a moderator who reads along. Leaves its picture beside the tests: pictures/calm-*.png.</summary>
public sealed class CalmJourney(Chromium chromium) : Journey(chromium)
{
    private const int ASecond = 500;
    private const int Seconds = 400;
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 20, 0, 0, TimeSpan.Zero);

    private static readonly string[] Crowd = ["LETS GOOOO", "lets gooo !!", "Let's gooooooo", "GG", "gg gg gg", "on y est !!!", "ON Y EST", "🎉🎉🎉", "🚀🚀", ":red_heart:", "hahaha", "c'est beau"];

    private static readonly string[] Talk =
    [
        "my grandfather drew the first plans of row {0} forty years ago and he is crying", "je regarde ça depuis le lycée {0} avec toute la classe", "greetings from the night shift of ward {0}",
        "le son est en retard chez moi depuis la minute {0}", "never thought I would see sol {0} of this", "bonsoir de la salle {0}, on est debout sur les tables",
    ];

    private static readonly string[] Asks =
    [
        "why is rock number {0} darker than the others ?", "pourquoi le cratère numéro {0} est-il si plat ?", "how deep does drill {0} go?", "il est posé, étage {0} ?", "qui a dessiné la roue {0} ?", "how long left until relay {0} ?",
    ];

    [Fact]
    public async Task Of_five_hundred_a_second_a_moderator_reads_the_few_that_matter_and_nothing_moves_under_the_pointer()
    {
        var recording = InFolder("landing.jsonl");
        await File.WriteAllLinesAsync(recording, Lines());
        var console = await StartAsync("rehearse", "--recording", recording, "--crew", "none");
        var moderator = await ComeInAsync(console, "moderator", "Nora");
        var feed = moderator.Feed;
        var pace = moderator.Page.Locator(".feed .pace");

        await Expect(pace).ToHaveClassAsync(new Regex("\\bcalm\\b", RegexOptions.None, TimeSpan.FromSeconds(1)), Patient);
        await Expect(pace).ToHaveTextAsync(new Regex("^[0-4](?:\\.\\d)? of [1-9]\\d\\d/s$", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = (float)Cap.Signal.TotalMilliseconds });
        await moderator.Page.EvaluateAsync(Watch);
        await moderator.Page.WaitForFunctionAsync("() => window.calm.rows >= 60", null, new() { Timeout = 120_000 });
        var (rows, ms) = ((await moderator.Page.EvaluateAsync<double[]>("() => [window.calm.rows, performance.now() - window.calm.since]")) is [var r, var t] ? (r, t) : default);
        Assert.True(rows <= 4 * ((ms / 1_000) + 5), FormattableString.Invariant($"{rows} rows in {ms} ms"));

        // The crowd is one row that counts; what is read is what was asked.
        await Expect(feed.Locator(".chip.copies").First).ToBeVisibleAsync();
        Assert.True(await feed.Locator(".row:has(.chip.asks)").CountAsync() >= await feed.Locator(".row").CountAsync() / 2);
        await moderator.Page.ScreenshotAsync(new() { Path = Picture("calm-500-en.png") });
        await moderator.Page.KeepsToWcagAsync("en");

        // Under the pointer every row stays where it is, while hundreds come.
        await feed.Locator(".row").Last.HoverAsync(new() { Position = new() { X = 24, Y = 8 } });
        await Expect(feed).ToHaveAttributeAsync("data-live", "false");
        var stood = await feed.EvaluateAsync<string>(Places);
        await Expect(moderator.Page.Locator(".pill")).ToHaveTextAsync(new Regex("\\d{3,} new", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = (float)Cap.Signal.TotalMilliseconds });
        Assert.Equal(stood, await feed.EvaluateAsync<string>(Places));

        // Chosen, a row's card says why it is there.
        await feed.Locator(".row:has(.chip.asks)").Last.ClickAsync(new() { Position = new() { X = 24, Y = 8 } });
        await Expect(moderator.Page.Locator(".card .whys")).ToContainTextAsync("Taken for a question to the show");
        await moderator.Page.ScreenshotAsync(new() { Path = Picture("calm-500-card-en.png") });

        // All of it, for who wants it.
        await moderator.Page.Locator("[data-act=calm]").ClickAsync();
        await Expect(moderator.Page.Locator("[data-act=calm]")).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(feed.Locator(".row")).ToHaveCountAsync(300);
    }

    [Fact]
    public async Task In_french_too()
    {
        var recording = InFolder("landing.jsonl");
        await File.WriteAllLinesAsync(recording, Lines());
        var console = await StartAsync("rehearse", "--recording", recording, "--crew", "none");
        var moderator = await ComeInAsync(console, "moderator", "Nora", "fr-FR");

        await Expect(moderator.Page.Locator(".feed .pace")).ToHaveTextAsync(new Regex("^[0-4](?:,\\d)? sur [1-9]\\d\\d/s$", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = (float)Cap.Signal.TotalMilliseconds });
        await Expect(moderator.Feed.Locator(".chip.copies").First).ToBeVisibleAsync();
        await moderator.Page.ScreenshotAsync(new() { Path = Picture("calm-500-fr.png") });
        await moderator.Page.KeepsToWcagAsync("fr");
    }

    private static LocatorAssertionsToHaveClassOptions Patient => new() { Timeout = (float)Cap.Signal.TotalMilliseconds };

    private const string Watch = """
        () => {
          window.calm = { rows: 0, since: performance.now() };
          new MutationObserver((changes) => { for (const c of changes) for (const n of c.addedNodes) if (n instanceof Element && n.matches(".row")) window.calm.rows++; })
            .observe(document.querySelector("[data-list=feed]"), { childList: true });
        }
        """;

    private const string Places = "list => [...list.querySelectorAll('.row')].map(r => r.dataset.id + '@' + Math.round(r.getBoundingClientRect().top)).join()";

    private static string Picture(string name) => Path.Combine(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "pictures")).FullName, name);

    private static IEnumerable<string> Lines()
    {
        var dice = new Random(500);
        for (var n = 0; n < ASecond * Seconds; n++)
        {
            var twitch = n % 5 < 2;
            var text = dice.Next(100) switch
            {
                < 3 => string.Format(CultureInfo.InvariantCulture, Asks[dice.Next(Asks.Length)], n),
                < 20 => string.Format(CultureInfo.InvariantCulture, Talk[dice.Next(Talk.Length)], n),
                _ => Crowd[dice.Next(Crowd.Length)],
            };
            var viewer = dice.Next(4_000);
            yield return JsonSerializer.Serialize(new
            {
                platform = twitch ? "twitch" : "youtube", channel = twitch ? "agence_orbite" : "Agence Orbite",
                id = twitch ? new Guid(n, 5, 5, 0, 0, 0, 0, 0, 0, 0, 5).ToString() : string.Create(CultureInfo.InvariantCulture, $"LCC.calm{n:D6}"),
                sentAt = Start.AddSeconds((double)n / ASecond), kind = "text",
                author = new { id = string.Create(CultureInfo.InvariantCulture, $"u{viewer}"), login = $"viewer{viewer}", name = $"Viewer{viewer}" }, text,
            });
        }
    }
}
