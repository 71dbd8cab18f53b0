using LiveConsole.Domain.Journal;

namespace LiveConsole.Soak;

/// <summary>The program that is killed: writes for ever and says on standard output what it acknowledged.</summary>
internal static class WritingProgram
{
    public const string Word = "write";

    public static async Task<int> RunAsync(string folder, Guid show, int run, int seed, string? database)
    {
        await using var open = await OpenShow.OpenAsync(folder, new ShowId(show), database);
        // Whole lines, each in the pipe before the next thing happens: what is read was acknowledged.
        await using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        // A lock, not a channel: a line counts when it has left this process.
        var gate = new Lock();
        var load = new Load(open.Live, seed, run, line =>
        {
            lock (gate) output.WriteLine(line);
        });
        List<(Guid, string)> moments = [];
        List<string> messages = [];
        while (await Console.In.ReadLineAsync() is { Length: > 0 } line)
        {
            if (line.Split(' ', 3) is ["moment", var id, var text]) moments.Add((Guid.Parse(id), text));
            else messages.Add(line["message ".Length..]);
        }

        await load.RepeatAsync(moments, messages);
        lock (gate) output.WriteLine("ready");
        await load.RunAsync(default);
        return 0;
    }
}
