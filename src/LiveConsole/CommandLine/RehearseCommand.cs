using System.CommandLine;
using LiveConsole.Hosting;
using LiveConsole.Rehearsal.Night;
using LiveConsole.Rehearsals;

namespace LiveConsole.CommandLine;

/// <summary>rehearse, and the bare start: the server with emulated platforms.</summary>
public static class RehearseCommand
{
    public static void AddTo(RootCommand root, CommandSession session)
    {
        var recording = new Option<string[]>("--recording") { Description = "Recordings to play (.jsonl, .jsonl.gz) instead of the built-in night.", AllowMultipleArgumentsPerToken = true };
        var programme = new Option<string>("--programme") { Description = "tour (12 minutes, then on) or night (seven hours).", DefaultValueFactory = _ => "tour" };
        var seed = Numbers.WholeOrNone("--seed", "Same seed, same night.", int.MinValue, int.MaxValue);
        var speed = Numbers.Real("--speed", "How fast the time line runs, 0.1 to 100. The protocols' own timers stay real.", 1, 0.1, 100);
        var from = new Option<string?>("--from") { Description = "waiting, opening, approach, t-12, t-1, picture, questions or farewell." };
        var ending = new Option<string>("--ending") { Description = "nominal, late or lost.", DefaultValueFactory = _ => "nominal" };
        var crew = new Option<string>("--crew") { Description = "played (colleagues work beside you) or none.", DefaultValueFactory = _ => "played" };
        var drill = new Option<string[]>("--drill") { Description = DrillPlan.Help, AllowMultipleArgumentsPerToken = true };
        var viewers = Numbers.Whole("--viewers", "Peak of viewers, 100 to 10000000.", 81_000, 100, 10_000_000);
        var segments = new Option<string>("--segments") { Description = "keep or close a recording's long silences.", DefaultValueFactory = _ => "close" };
        var fresh = new Option<bool>("--fresh") { Description = "Begin a new rehearsal instead of going on with the last." };
        var (urls, data) = (ServeCommand.Urls(), ServeCommand.Data());
        programme.AcceptOnlyFromAmong("tour", "night");
        ending.AcceptOnlyFromAmong("nominal", "late", "lost");
        crew.AcceptOnlyFromAmong("played", "none");
        segments.AcceptOnlyFromAmong("keep", "close");
        from.AcceptOnlyFromAmong("waiting", "opening", "approach", "t-12", "t-1", "picture", "questions", "farewell");
        Option[] options = [recording, programme, seed, speed, from, ending, crew, drill, viewers, segments, fresh, urls, data];
        var rehearse = new Command("rehearse", "Serves a rehearsal over emulated platforms. One that was cut goes on; --fresh begins a new one.");
        foreach (var option in options) rehearse.Options.Add(option);
        rehearse.SetAction((parsed, ct) =>
        {
            var wanted = new RehearsalOptions(
                [.. (parsed.GetValue(recording) ?? []).Select(Path.GetFullPath)],
                // A jump point is a place in the night; the tour has its own times.
                parsed.GetValue(programme) == "night" || parsed.GetValue(from) is not null ? Programme.Night : Programme.Tour,
                parsed.GetValue(seed), parsed.GetValue(speed), parsed.GetValue(from),
                Enum.Parse<Ending>(parsed.GetValue(ending)!, ignoreCase: true), parsed.GetValue(crew) == "played", [.. parsed.GetValue(drill) ?? []],
                parsed.GetValue(viewers), parsed.GetValue(segments) == "close");
            return Server.RunAsync(new HostSettings(parsed.GetValue(urls), parsed.GetValue(data), session.Overrides), new RehearsedShow(wanted, parsed.GetValue(fresh)), session, ct);
        });
        root.Subcommands.Add(rehearse);

        // The bare start: the tour.
        var (bareUrls, bareData, bareFresh) = (ServeCommand.Urls(), ServeCommand.Data(), new Option<bool>("--fresh") { Description = fresh.Description });
        root.Options.Add(bareUrls);
        root.Options.Add(bareData);
        root.Options.Add(bareFresh);
        root.SetAction((parsed, ct) => Server.RunAsync(new HostSettings(parsed.GetValue(bareUrls), parsed.GetValue(bareData), session.Overrides),
            new RehearsedShow(new RehearsalOptions([], Drills: []), parsed.GetValue(bareFresh)), session, ct));
    }
}
