using System.Globalization;
using LiveConsole.Rehearsal.Night;
using LiveConsole.Rehearsals;
using LiveConsole.Soak;
using LiveConsole.Soak.Acting;
using LiveConsole.Soak.Burst;
using LiveConsole.Soak.Fuzz;
using LiveConsole.Soak.Night;
using LiveConsole.Soak.Quota;
using LiveConsole.Soak.Storm;

// tests/soak: faults that need minutes. "kill" kills a writing program at random moments, "full-disk" fills its disk, "burst" floods the platforms of one show, "storm" plays a night under every fault of the wire,
// "journal" kills and freezes a writing program and its database, "race" lets two processes append to one show, "fuzz" feeds parsers what no platform sends, "migrate" moves a great night between the stores, "quota" holds the quota's ledger against the emulated Google's count, "night" plays the night with its incidents and holds what was done on the platforms and the debrief against what those saw and the truth, "acting" kills a program that removes, bans and posts, or holds a raid against the platforms' limits, "fixture" makes an archive to keep.
var seed = Option("--seed") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.TickCount & 0xFFFFFF;
return args switch
{
    ["kill", ..] => await KillSoak.RunAsync("kill", "sqlite", seed, (int)(Number("--runs") ?? 200), Console.Out),
    ["journal", ..] when (Option("--store") ?? "postgres") is "sqlite" or "postgres" => await KillSoak.RunAsync("journal", Option("--store") ?? "postgres", seed, (int)(Number("--runs") ?? 200), Console.Out),
    ["race", ..] => await RaceSoak.RunAsync(TimeSpan.FromMinutes(Number("--minutes") ?? 10), args.Contains("--without-lock"), seed, Console.Out),
    [RacingProgram.Word, var writer, var show, var seconds, ..] => await RacingProgram.RunAsync(Option("--database")!, writer, Guid.Parse(show), TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)), seed),
    ["burst", ..] when (Option("--store") ?? "sqlite") is "sqlite" or "postgres" => await new BurstSoak(seed, (int)(Number("--rate") ?? 10_000), (int)(Number("--seconds") ?? 60), (int)(Number("--desks") ?? 5), Option("--store") ?? "sqlite", Console.Out).RunAsync(),
    [CrowdedPlatforms.Word, var folder, ..] => await CrowdedPlatforms.RunAsync(new Crowd(seed, (int)Number("--rate")!, (int)Number("--seconds")!), seed, folder),
    ["full-disk", ..] => await new FullDiskSoak(seed, Option("--folder") ?? "", Console.Out).RunAsync(),
    ["storm", ..] => await new StormSoak(seed, Number("--speed") ?? 20, Options("--recording"), TimeSpan.FromSeconds(Number("--between") ?? 10), Number("--minutes") ?? 0, Console.Out).RunAsync(),
    ["night", ..] => await new NightSoak(new RehearsalOptions([], Programme.Night, seed, Number("--speed") ?? 20, Option("--from"), Enum.Parse<Ending>(Option("--ending") ?? "nominal", ignoreCase: true), Viewers: (int)(Number("--viewers") ?? 81_000)), !args.Contains("--without-faults"), Console.Out).RunAsync(),
    ["quota", ..] => await QuotaSoak.RunAsync(seed, (int)(Number("--kills") ?? 20), Console.Out),
    [QuotaSoak.Word, var folder, var api, var chat, ..] => await QuotaSoak.CallForEverAsync(folder, new Uri(api), chat),
    ["acting", ..] when Number("--nodes") is { } times => await new ActingSoak(seed, Console.Out).NodesAsync((int)times),
    ["acting", ..] => Number("--raid") is { } raid ? await new ActingSoak(seed, Console.Out).RaidAsync((int)raid) : await new ActingSoak(seed, Console.Out).KillAsync((int)(Number("--runs") ?? 200)),
    [ActingProgram.Word, var folder, var show, var mode, var irc, var events, var twitch, var youtube, var tokens, ..] =>
        await ActingProgram.RunAsync(folder, Guid.Parse(show), mode, new PlatformsAt(new Uri(irc), new Uri(events), new Uri(twitch), new Uri(youtube), new Uri(tokens)), (int)Number("--units")!, seed, Option("--database")),
    ["migrate", ..] => await MigrateSoak.RunAsync(seed, (int)(Number("--messages") ?? 1_000_000), Console.Out),
    ["fixture", var file, ..] => await MigrateSoak.FixtureAsync(file, Console.Out),
    ["fuzz", ..] when Option("--input") is { } hex => await new FuzzSoak(seed, 1, Console.Out).RepeatAsync(Option("--target") ?? "", hex),
    ["fuzz", ..] => await new FuzzSoak(seed, (long)(Number("--inputs") ?? 10_000_000), Console.Out).RunAsync(),
    [WritingProgram.Word, var folder, var show, var run, ..] => await WritingProgram.RunAsync(folder, Guid.Parse(show), int.Parse(run, CultureInfo.InvariantCulture), seed, Option("--database")),
    _ => Usage(),
};

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;

double? Number(string name) => Option(name) is { } number ? double.Parse(number, CultureInfo.InvariantCulture) : null;

string[] Options(string name) => [.. args.Select((word, i) => (word, i)).Where(a => a.word == name && a.i + 1 < args.Length).Select(a => Path.GetFullPath(args[a.i + 1]))];

static int Usage()
{
    Console.Error.WriteLine("LiveConsole.Soak kill [--runs N] [--seed S] | journal [--store postgres|sqlite] [--runs N] [--seed S] | race [--minutes M] [--without-lock] | full-disk --folder MOUNT [--seed S] | burst [--store sqlite|postgres] [--rate N] [--seconds S] [--desks N] [--seed S] | storm [--speed N] [--recording FILE]… [--between S] [--minutes M] [--seed S] | fuzz [--inputs N] [--seed S] | migrate [--messages N] [--seed S] | quota [--kills N] [--seed S] | night [--speed N] [--viewers N] [--from POINT] [--ending nominal|late|lost] [--without-faults] [--seed S] | acting [--runs N | --raid N | --nodes N] [--seed S] | fixture FILE");
    return 2;
}
