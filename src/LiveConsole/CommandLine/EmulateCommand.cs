using System.CommandLine;
using LiveConsole.Hosting;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Rehearsals;
using Microsoft.Extensions.Logging.Console;

namespace LiveConsole.CommandLine;

/// <summary>emulate: the emulated platforms alone, for any client; one JSON line when ready.</summary>
public static class EmulateCommand
{
    public static void AddTo(RootCommand root, CommandSession session)
    {
        var twitch = Numbers.Whole("--twitch-port", "0 takes a free one.", 0, 0, 65_535, "port");
        var youtube = Numbers.Whole("--youtube-port", "0 takes a free one.", 0, 0, 65_535, "port");
        var recording = new Option<string[]>("--recording") { Description = "Recordings to play instead of the built-in tour.", AllowMultipleArgumentsPerToken = true };
        var speed = Numbers.Real("--speed", "0.1 to 100.", 1, 0.1, 100);
        var drill = new Option<string[]>("--drill") { Description = DrillPlan.Help, AllowMultipleArgumentsPerToken = true };
        var command = new Command("emulate", "Emulated Twitch and YouTube alone, on loopback.") { twitch, youtube, recording, speed, drill };
        command.SetAction(async (parsed, ct) =>
        {
            // Standard output is the ready line's; a port that is taken is said in one line of ours.
            using var logs = LoggerFactory.Create(b => b.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
                .AddSimpleConsole().Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace));
            var programme = PlayedProgramme.Of(new RehearsalOptions([.. (parsed.GetValue(recording) ?? []).Select(Path.GetFullPath)]));
            var drills = parsed.GetValue(drill) ?? [];
            if (drills.Contains(DelayedJournal.Drill, StringComparer.Ordinal))
                throw new StartRefusedException($"The drill \"{DelayedJournal.Drill}\" slows a console's own disk, and there is none here: fire it with 'liveconsole rehearse'.");
            DrillPlan.RefuseUnknown(drills, programme);
            try
            {
                await using var emulated = await EmulatedPlatforms.StartAsync(
                    programme.Emulator with { TwitchPort = parsed.GetValue(twitch), YouTubePort = parsed.GetValue(youtube) }, TimeProvider.System, logs, ct);
                var channels = programme.Channels(emulated);
                var play = programme.Play with
                {
                    Speed = parsed.GetValue(speed), StartAt = programme.Start,
                    // Twitch has no replay: the time line stands until a client is there, 15 s at most.
                    WaitsFor = [.. channels.Select(c => new WaitedFor(c.Platform, c.Name))],
                };
                if (programme.Night is { } night)
                {
                    var occurrence = 0;
                    emulated.Content = name => night.Drill(name, emulated.ShowTime, occurrence++);
                }

                await session.Out.WriteLineAsync(emulated.ReadyLine());
                await session.Out.FlushAsync(ct);
                // The clients may come and go long after the last line: what was asked for is fired when somebody is there.
                await Task.WhenAll(
                    emulated.PlayAsync(programme.Timeline(programme.Start), play, ct), DrillPlan.FireAsync(drills, emulated, TimeProvider.System, ct),
                    Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct));
            }
            catch (IOException taken) when (!ct.IsCancellationRequested)
            {
                throw new StartRefusedException($"A port cannot be taken: {taken.Message} Choose others with --twitch-port and --youtube-port.");
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return ConsoleCommands.Done;
            }

            return ConsoleCommands.Done;
        });
        root.Subcommands.Add(command);
    }
}
