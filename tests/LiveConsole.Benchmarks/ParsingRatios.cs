using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace LiveConsole.Benchmarks;

/// <summary>
/// Our two parsers of Twitch's wire and a peer of each in one run, in turns: tmi.js (Node, <c>npm ci</c> in tests/clients first) on the very lines, System.Text.Json's generated
/// reader on the very frames. By processor time; the machine's speed swings, ratios of one run hardly do.
/// </summary>
internal static class ParsingRatios
{
    private const int Rounds = 6;

    public static async Task RunAsync(TextWriter output, TimeSpan each)
    {
        var irc = new IrcParsing { Source = "composed" };
        irc.Read();
        var eventSub = new EventSubParsing();
        eventSub.Compose();
        List<double> ours = [], byHand = [], generated = [];
        var (oursBytes, byHandBytes, generatedBytes) = (Bytes(irc.Parse, irc.Count), Bytes(eventSub.ByHand, EventSubParsing.Count), Bytes(eventSub.SystemTextJsonGenerated, EventSubParsing.Count));
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(Rate(irc.Parse, irc.Count, each / Rounds));
            byHand.Add(Rate(eventSub.ByHand, EventSubParsing.Count, each / Rounds));
            generated.Add(Rate(eventSub.SystemTextJsonGenerated, EventSubParsing.Count, each / Rounds));
        }

        await output.WriteLineAsync(Line("IRC, ours", Median(ours), oursBytes));
        if (await TmiAsync(irc.AsText(), each) is { } tmi) await output.WriteLineAsync(Line("IRC, tmi.js", tmi, null) + Ratio(Median(ours) / tmi, 20));
        else await output.WriteLineAsync("IRC, tmi.js: not here (node, and npm ci in tests/clients)");
        await output.WriteLineAsync(Line("EventSub, ours", Median(byHand), byHandBytes));
        await output.WriteLineAsync(Line("EventSub, System.Text.Json generated", Median(generated), generatedBytes) + Ratio(Median(byHand) / Median(generated), 1.7));
    }

    private static string Line(string what, double rate, long? bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}: {rate / 1_000_000:0.000} M messages/s{(bytes is { } b ? $", {b} bytes allocated a message" : "")}");

    private static string Ratio(double ratio, double aim) => string.Create(CultureInfo.InvariantCulture, $"; ours is {ratio:0.0} times as fast (aim: {aim:0.0})");

    private static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);

    private static long Bytes(Func<int> all, int count)
    {
        // Twice before: authors and emotes of the tables are known then, as they are after the first minute of a chat.
        all();
        all();
        var before = GC.GetAllocatedBytesForCurrentThread();
        all();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / count;
    }

    private static double Rate(Func<int> all, int count, TimeSpan atLeast)
    {
        // By the processor's time, not the clock's: others use the same machine.
        var (begin, done) = (Environment.CpuUsage.TotalTime, 0L);
        while (Environment.CpuUsage.TotalTime - begin < atLeast)
        {
            for (var i = 0; i < 10; i++) all();
            done += 10 * count;
        }

        return done / (Environment.CpuUsage.TotalTime - begin).TotalSeconds;
    }

    private static async Task<double?> TmiAsync(string lines, TimeSpan each)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LiveConsole.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("LiveConsole.sln is not above this program.");
        var script = Path.Combine(folder, "tests", "clients", "tmi-parse.mjs");
        if (!Directory.Exists(Path.Combine(folder, "tests", "clients", "node_modules", "tmi.js"))) return null;
        using var node = Process.Start(new ProcessStartInfo("node", [script, each.TotalSeconds.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        await node.StandardInput.WriteAsync(lines);
        node.StandardInput.Close();
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return node.ExitCode == 0 ? JsonDocument.Parse(said).RootElement.GetProperty("perSecond").GetDouble() : null;
    }
}
