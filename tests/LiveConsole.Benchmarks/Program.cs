using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using LiveConsole.Benchmarks;

switch (args)
{
    case ["journal", .. var rest]:
        await JournalAppend.RunAsync(Console.Out, TimeSpan.FromSeconds(rest is [var seconds] ? double.Parse(seconds, CultureInfo.InvariantCulture) : 10));
        break;
    case ["journal-postgres", .. var rest]:
        await JournalAppendPostgres.RunAsync(Console.Out, TimeSpan.FromSeconds(rest is [var each] ? double.Parse(each, CultureInfo.InvariantCulture) : 10));
        break;
    case ["parsing", .. var rest]:
        await ParsingRatios.RunAsync(Console.Out, TimeSpan.FromSeconds(rest is [var length] ? double.Parse(length, CultureInfo.InvariantCulture) : 6));
        break;
    default:
        // In this process: what BenchmarkDotNet would build on its own restores packages that the frameworks bring already, and that may not be had.
        var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)).WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(System.Reflection.Assembly.GetExecutingAssembly()).Run(args, config);
        break;
}
