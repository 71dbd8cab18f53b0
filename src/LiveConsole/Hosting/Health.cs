using System.Globalization;
using LiveConsole.Acting;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Hosting;

/// <summary>
/// For whoever watches the machine, in plain lines. /health/live: no writer has stopped for good; else restart the program. /health/ready:
/// it listens, and every show it has open could be written a moment ago; else 503 with what the desks say. Anybody may ask: no show is named.
/// </summary>
public static class Health
{
    /// <summary>A turn takes milliseconds; longer than this its disk or a rule does not come back.</summary>
    public static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(10);

    /// <summary>Proven every 10 s: three in a row did not happen.</summary>
    public static readonly TimeSpan ProvenWithin = TimeSpan.FromSeconds(30);

    /// <summary>What watches often asks with HEAD.</summary>
    private static readonly string[] Asked = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(WebApplication app)
    {
        var life = app.Lifetime;
        app.MapMethods("/health/live", Asked, (LiveShows shows) => Answer("live", Dead(Open(shows)), []));
        app.MapMethods("/health/ready", Asked, (LiveShows shows, NodeHealth node) => Answer("ready",
            life.ApplicationStopping.IsCancellationRequested ? ["LiveConsole is stopping."] : NotReady(Open(shows)),
            [.. Notes(Open(shows)), .. NotOpen(shows.NotOpen.Count),
                .. node.Troubles.Select(Ready).Distinct(), .. shows.All.OfType<LiveShow>().SelectMany(s => Acting(s.Snapshot.State, s.Clock.Now, s.Clock.Rate)).Distinct()]));
    }

    /// <summary>What waits to be done on a platform, and for how long: late is not dead.</summary>
    internal static IEnumerable<string> Acting(ShowState show, DateTimeOffset now, double rate) =>
        EffectAlerts.Of(show, now, rate).Select(a => $"{a.Words.En.Replace("{0}", $"{Seconds(now - a.Since)} s", StringComparison.Ordinal)} {a.ToDo?.En}");

    /// <returns>Why the process should be restarted; empty: it need not.</returns>
    internal static IReadOnlyList<string> Dead(IEnumerable<ServedShow> shows) =>
        Counted(shows.Where(s => s.Writer is { Stopped: true }).Select(s => s.Writer!.Storage.Words?.En ?? "Its writer stopped on a fault. Restart LiveConsole."));

    /// <returns>Why nothing new can be saved, a line a show; empty: it can.</returns>
    internal static IReadOnlyList<string> NotReady(IEnumerable<ServedShow> shows) => Counted(shows.Select(WhyNot).OfType<string>());

    /// <summary>What is worth knowing although it is ready: a slow disk. What the node has besides, such as a show that is only read, it says itself.</summary>
    internal static IReadOnlyList<string> Notes(IEnumerable<ServedShow> shows) =>
        Counted(shows.Select(s => s.Writer?.Storage is { Slow: true, Words: { } words } ? words.En : null).OfType<string>());

    internal static IReadOnlyList<string> NotOpen(int shows) =>
        shows == 0 ? [] : [$"{Shows(shows)} not open: the program's own output and /settings, Storage, say which and why."];

    private static string? WhyNot(ServedShow show) => show.Writer switch
    {
        null => null,
        { Storage: { Slow: false, Words: { } words } } => words.En,
        { Stopped: true } => "Its writer stopped on a fault. Restart LiveConsole.",
        { Busy: { } busy } when busy > StuckAfter => $"Its writer has not come back for {Seconds(busy)} s. Check the disk; if it is well, restart LiveConsole.",
        { Proven: var proven } when proven > ProvenWithin => $"Nothing was written for {Seconds(proven)} s, although it is tried every 10 s. Check the disk; if it is well, restart LiveConsole.",
        _ => null,
    };

    /// <summary>A line a sentence, with how many shows it is so of.</summary>
    private static IReadOnlyList<string> Counted(IEnumerable<string> sentences) => [.. sentences.GroupBy(s => s, StringComparer.Ordinal).Select(g => $"{Shows(g.Count())}: {g.Key}")];

    private static string Shows(int count) => count == 1 ? "1 show" : string.Create(CultureInfo.InvariantCulture, $"{count} shows");

    private static IEnumerable<ServedShow> Open(LiveShows shows) =>
        shows.All.OfType<LiveShow>().Select(s => new ServedShow(s.Slug, s.ReadOnly is null ? s.Writer.Health : null));

    private static IResult Answer(string well, IReadOnlyList<string> troubles, IReadOnlyList<string> notes) => troubles.Count == 0
        ? Results.Text(string.Join('\n', [well, .. notes]))
        : Results.Text(string.Join('\n', [$"not {well}", .. troubles, .. notes]), statusCode: StatusCodes.Status503ServiceUnavailable);

    /// <summary>In one line, as the desks say it; they count since when.</summary>
    internal static string Said(NodeTrouble trouble) => $"{trouble.Words.En.Replace("{0}", "a while", StringComparison.Ordinal)} {trouble.ToDo?.En}".TrimEnd();

    /// <summary>For everybody: a show's own trouble names what is its desks' to read, so only its kind is said.</summary>
    internal static string Ready(NodeTrouble trouble) => trouble.Show is null ? Said(trouble)
        : $"{trouble.Kind}{(trouble.Platform is { } platform ? $" ({PlatformNames.Of(platform)})" : "")}: the desks of the show say more.";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
}

/// <param name="Writer">Null: it is only read here.</param>
internal sealed record ServedShow(string Slug, WriterHealth? Writer);
