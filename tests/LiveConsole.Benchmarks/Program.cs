using System.Globalization;
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
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(System.Reflection.Assembly.GetExecutingAssembly()).Run(args);
        break;
}
