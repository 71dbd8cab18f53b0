using System.Globalization;
using LiveConsole.Soak;

// tests/soak: faults that need minutes. "kill" kills a writing program at random moments, "full-disk" fills its disk.
var seed = Option("--seed") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.TickCount & 0xFFFFFF;
return args switch
{
    ["kill", ..] => await new KillSoak(seed, int.Parse(Option("--runs") ?? "200", CultureInfo.InvariantCulture), Console.Out).RunAsync(),
    ["full-disk", ..] => await new FullDiskSoak(seed, Option("--folder") ?? "", Console.Out).RunAsync(),
    [WritingProgram.Word, var folder, var show, var run, ..] => await WritingProgram.RunAsync(folder, Guid.Parse(show), int.Parse(run, CultureInfo.InvariantCulture), seed),
    _ => Usage(),
};

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;

static int Usage()
{
    Console.Error.WriteLine("LiveConsole.Soak kill [--runs N] [--seed S] | full-disk --folder MOUNT [--seed S]");
    return 2;
}
