using System.Diagnostics;
using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Night;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Rehearsals;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Soak.Storm;

/// <summary>
/// A night (or recordings) at a multiple of its speed under every drill of the wire and kills of the program. Everything that was said is exported
/// once, or was said within a recorded gap. Drills last their own seconds.
/// </summary>
/// <param name="recordings">Empty: the built-in night.</param>
/// <param name="between">The most time from one fault to the next.</param>
/// <param name="minutes">Stops after so long; 0: plays to the end.</param>
internal sealed class StormSoak(int seed, double speed, IReadOnlyList<string> recordings, TimeSpan between, double minutes, TextWriter output)
{
    /// <summary>Far above what a storm costs: what a spent budget does is a drill of its own.</summary>
    public const int DailyQuota = 1_000_000;

    private const string Slug = "storm";
    private const int KillEvery = 12;
    private static readonly TimeSpan AllReadAtMost = TimeSpan.FromMinutes(7);

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    public async Task<int> RunAsync()
    {
        var since = Stopwatch.GetTimestamp();
        var folder = Directory.CreateTempSubdirectory("liveconsole-storm-").FullName;
        var programme = PlayedProgramme.Of(new RehearsalOptions([.. recordings], Programme.Night, seed, speed));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"storm: {(recordings.Count == 0 ? "the night" : string.Join(", ", recordings.Select(Path.GetFileName)))} at {speed:0.#}x, a fault every {between.TotalSeconds:0.#} s at most, seed {seed}"));
        await using var platforms = await EmulatedPlatforms.StartAsync(
            programme.Emulator with { Seed = seed, RememberIds = true, YouTubeDailyQuota = DailyQuota }, TimeProvider.System, NullLoggerFactory.Instance, default);
        if (programme.Night is { } night)
        {
            var occurrence = 0;
            platforms.Content = name => night.Drill(name, programme.Start, occurrence++);
        }

        try
        {
            var reckoning = await WeatherAsync(folder, programme, platforms);
            foreach (var figure in reckoning.Figures) await output.WriteLineAsync($"  {figure}");
            foreach (var unsendable in platforms.NotSendable.CountBy(m => m.Reason)) await output.WriteLineAsync($"  {unsendable.Value} not sent: {unsendable.Key}");
            foreach (var wrong in reckoning.Wrong.Take(40)) await output.WriteLineAsync($"  WRONG: {wrong}");
            var passed = reckoning.Wrong.Count == 0;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"storm: {(passed ? "PASSED" : $"FAILED with {reckoning.Wrong.Count} problems")} after {Stopwatch.GetElapsedTime(since).TotalMinutes:F1} min; seed {seed}"));
            if (passed) Directory.Delete(folder, recursive: true);
            else await output.WriteLineAsync($"storm: the data folder is kept: {folder}");
            return passed ? 0 : 1;
        }
        catch (Exception) when (Kept(folder))
        {
            throw;
        }
    }

    private async Task<Reckoning> WeatherAsync(string folder, PlayedProgramme programme, EmulatedPlatforms platforms)
    {
        var channels = programme.Channels(platforms);
        await ServingProgram.DoAsync(["show", "create", Slug, "--title", "Storm", "--data", folder, .. channels.SelectMany(c => new[] { $"--{c.Platform}", c.Name })]);
        await using var program = new ServingProgram(folder, PlatformsAt.Of(platforms));
        await program.StartAsync();
        using var over = new CancellationTokenSource();
        using var played = new CancellationTokenSource();
        if (minutes > 0) played.CancelAfter(TimeSpan.FromMinutes(minutes));
        var weather = new Weather(platforms, program, new Random(seed), output);
        var play = programme.Play with
        {
            Speed = speed, StartAt = programme.Start, EndsBroadcast = false, MachineTimes = true, LongestWait = TimeSpan.FromMinutes(1),
            WaitsFor = [.. channels.Select(c => new WaitedFor(c.Platform, c.Name))],
        };
        var playing = platforms.PlayAsync(Heard(programme.Timeline(programme.Start)), play, played.Token);
        var raging = weather.RageAsync(between, KillEvery, over.Token);
        await Task.WhenAny(playing, raging);
        await over.CancelAsync();
        await raging;
        await playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (playing.IsFaulted) await playing;
        await AllReadAsync(platforms, channels);
        await program.StopAsync();

        foreach (var drill in weather.Fired.OrderBy(f => f.Key, StringComparer.Ordinal).Chunk(8)) await output.WriteLineAsync($"  {string.Join(", ", drill.Select(d => $"{d.Value} x {d.Key}"))}");
        var reckoning = new Reckoning(_texts);
        var export = Path.Combine(folder, "export.jsonl");
        await ServingProgram.DoAsync("export", "--show", Slug, "--with-removed", "--out", export, "--data", folder);
        await reckoning.ReadExportAsync(export);
        await using (var journal = await SqliteJournal.OpenAsync(folder, TimeProvider.System)) await reckoning.ReadGapsAsync(journal);
        reckoning.Compare("twitch", platforms.Twitch.SaidAt, platforms.Twitch.DeliveredIds, new HashSet<string>());
        reckoning.Compare("youtube", platforms.YouTube.SaidAt, platforms.YouTube.DeliveredIds, platforms.YouTube.RemovedIds);
        return reckoning;
    }

    /// <summary>A last message on each channel, said when the wires have been mended, must be there: whatever was before it has been read or never will be.</summary>
    private async Task AllReadAsync(EmulatedPlatforms platforms, IEnumerable<ChannelSetting> channels)
    {
        var since = Stopwatch.GetTimestamp();
        foreach (var channel in channels)
        {
            for (var n = 0; ; n++)
            {
                if (Stopwatch.GetElapsedTime(since) > AllReadAtMost) throw new InvalidOperationException($"Nobody reads {channel.Platform} {AllReadAtMost.TotalMinutes:0} minutes after the storm.");
                var id = $"soak-last-{channel.Platform}-{n}";
                var message = new ChatMessage(channel.Platform, channel.Name, id, platforms.ShowTime, platforms.ShowTime, new Author("soak", "soak", "soak"), "Is everybody there?");
                platforms.Put(new RecordedMessage(message));
                await Task.Delay(TimeSpan.FromSeconds(5));
                if ((channel.Platform == "twitch" ? platforms.Twitch.DeliveredIds : platforms.YouTube.DeliveredIds).Contains(id) && n >= 2) break;
            }
        }
    }

    private IEnumerable<RecordingLine> Heard(IEnumerable<RecordingLine> timeline)
    {
        foreach (var line in timeline)
        {
            // The night's own end would leave no chat for the last message.
            if (line is RecordedDrill { Name: "end" }) continue;
            if (line is RecordedMessage { Message: var message }) _texts[message.Id] = message.Text;
            yield return line;
        }
    }

    // The folder of a soak that broke is what one looks at.
    private bool Kept(string folder)
    {
        output.WriteLine($"storm: broke off; the data folder is kept: {folder}");
        return false;
    }
}
