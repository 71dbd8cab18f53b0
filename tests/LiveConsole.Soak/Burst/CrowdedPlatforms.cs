using System.Globalization;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Playing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Soak.Burst;

/// <summary>
/// The emulated platforms with a crowd, in a process of their own: what they cost is not the program's. Says its addresses, waits for a line, plays, writes
/// when each message went on the wire, and stays until its input ends.
/// </summary>
internal static class CrowdedPlatforms
{
    public const string Word = "burst-platforms";

    private static readonly TimeSpan ReadersWithin = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(Crowd crowd, int seed, string folder)
    {
        var options = new EmulatorOptions { TwitchChannel = Crowd.TwitchChannel, Video = Crowd.YouTubeVideo, Seed = seed, RememberIds = true, YouTubeReach = 500_000, YouTubeDailyQuota = 1_000_000 };
        await using var platforms = await EmulatedPlatforms.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, default);
        await SayAsync(string.Join(' ', platforms.Twitch.IrcUri, platforms.Twitch.EventSubUri, platforms.Twitch.ApiBaseUri, platforms.YouTube.ApiBaseUri, platforms.YouTube.TokenUri));
        if (await Console.In.ReadLineAsync() is null) return 0;
        var play = new PlayOptions { LongestWait = ReadersWithin, WaitsFor = [new WaitedFor("twitch", Crowd.TwitchChannel), new WaitedFor("youtube", Crowd.YouTubeVideo)] };
        await platforms.PlayAsync(crowd.Type(TimeProvider.System.GetUtcNow()), play, default);
        await SayAsync("over");
        await Console.In.ReadLineAsync();
        await WriteAsync(Path.Combine(folder, "twitch.said"), platforms.Twitch.SaidAt, platforms.Twitch.DeliveredIds);
        await WriteAsync(Path.Combine(folder, "youtube.said"), platforms.YouTube.SaidAt, platforms.YouTube.DeliveredIds);
        await SayAsync(string.Create(CultureInfo.InvariantCulture, $"{platforms.Twitch.SlowClientsClosed} {platforms.NotSendable.Count}"));
        await Console.In.ReadLineAsync();
        return 0;
    }

    /// <summary>What <see cref="WriteAsync"/> wrote.</summary>
    public static async Task<(Dictionary<string, Said> Said, HashSet<string> Delivered)> ReadAsync(string file)
    {
        var (said, delivered) = (new Dictionary<string, Said>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        await foreach (var line in File.ReadLinesAsync(file))
        {
            var parts = line.Split(' ');
            said[parts[0]] = new Said(Time(parts[1]), Time(parts[2]));
            if (parts[3] == "1") delivered.Add(parts[0]);
        }

        return (said, delivered);
    }

    private static DateTimeOffset Time(string ticks) => new(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);

    private static async Task WriteAsync(string file, IReadOnlyDictionary<string, Said> said, IReadOnlySet<string> delivered)
    {
        await using var to = new StreamWriter(file);
        foreach (var (id, at) in said) await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{id} {at.First.UtcTicks} {at.Last.UtcTicks} {(delivered.Contains(id) ? 1 : 0)}"));
    }

    private static async Task SayAsync(string line)
    {
        await Console.Out.WriteLineAsync(line);
        await Console.Out.FlushAsync();
    }
}
