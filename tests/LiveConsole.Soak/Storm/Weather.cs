using LiveConsole.Rehearsal;

namespace LiveConsole.Soak.Storm;

/// <summary>Faults that come by themselves while a night plays: every drill of the wire in random order, again and again, and kills of the program in between.</summary>
internal sealed class Weather(EmulatedPlatforms platforms, ServingProgram program, Random dice, TextWriter output)
{
    // What ends the broadcast ends the soak; what empties the day's budget leaves nothing to read with until midnight in Los Angeles.
    // A room left deaf while EventSub is away too is told by no wire.
    private static readonly HashSet<string> Left = new(StringComparer.Ordinal) { "end", "irc-deaf", "quota-end", "youtube-quota" };

    // Minutes in which YouTube has no chat, or lets nobody read it: again and again they would leave little to read.
    private static readonly HashSet<string> Once = new(StringComparer.Ordinal) { "youtube-chat-disabled", "youtube-forbidden" };

    private readonly Queue<string> _bag = new();

    public Dictionary<string, int> Fired { get; } = new(StringComparer.Ordinal);

    public int Kills { get; private set; }

    /// <param name="between">From one fault to the next, at most; at least a fifth of it.</param>
    /// <param name="killEvery">Every so many faults the program is killed, too; 0: never.</param>
    public async Task RageAsync(TimeSpan between, int killEvery, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            for (var n = 1; ; n++)
            {
                await Task.Delay(between * (0.2 + 0.8 * dice.NextDouble()), ct);
                var drill = Next();
                platforms.Fire(drill);
                Fired[drill] = Fired.GetValueOrDefault(drill) + 1;
                if (killEvery > 0 && n % killEvery == 0) await KillAsync(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await output.WriteLineAsync($"  the storm is over: {Fired.Values.Sum()} drills, {Kills} kills");
        }
    }

    private async Task KillAsync(CancellationToken ct)
    {
        await program.KillAsync();
        Kills++;
        // Away for some seconds; it is there again whatever becomes of the storm.
        await Task.Delay(TimeSpan.FromSeconds(5 * dice.NextDouble()), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await program.StartAsync();
    }

    /// <summary>Every drill once before any comes again.</summary>
    private string Next()
    {
        if (_bag.Count == 0)
        {
            var drills = EmulatedPlatforms.Drills.Where(d => !Left.Contains(d) && !(Once.Contains(d) && Fired.ContainsKey(d))).ToArray();
            dice.Shuffle(drills);
            foreach (var drill in drills) _bag.Enqueue(drill);
        }

        return _bag.Dequeue();
    }
}
