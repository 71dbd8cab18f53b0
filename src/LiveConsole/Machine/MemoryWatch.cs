using System.Globalization;
using LiveConsole.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Machine;

/// <param name="Used">Bytes in use of what this process may have: its container's, else this machine's.</param>
public readonly record struct MemoryReading(long Used, long Limit)
{
    public double Share => Limit > 0 ? (double)Used / Limit : 0;

    /// <summary>As the runtime sees it: a container's limit counts before the machine's.</summary>
    public static MemoryReading Now()
    {
        var seen = GC.GetGCMemoryInfo(GCKind.Any);
        return new MemoryReading(Math.Max(seen.MemoryLoadBytes, Environment.WorkingSet), seen.TotalAvailableMemoryBytes);
    }
}

/// <summary>
/// Watches memory every five seconds. When it runs short, what is only kept to be quick is let go (the journal's idle reading connections with
/// their page caches, idle batch buffers), and every desk says so until there is room again. Queues and states are bounded by themselves.
/// </summary>
public sealed partial class MemoryWatch(Func<MemoryReading> read, IJournal journal, NodeHealth node, TimeProvider time, ILogger<MemoryWatch> log) : BackgroundService
{
    public const string Kind = "memory";

    private const double Short = 0.90, Enough = 0.85;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5), TrimmedAtMostEvery = TimeSpan.FromMinutes(1);

    private long? _trimmedAt;
    private bool _short;

    /// <summary>One look. On the watch's own loop.</summary>
    internal void Look()
    {
        var memory = read();
        // Two marks: at one alone the sentence would come and go.
        if (memory.Share < (_short ? Enough : Short))
        {
            if (_short) node.Over(Kind);
            _short = false;
            return;
        }

        if (!_short) LogShort(memory.Used, memory.Limit);
        _short = true;
        node.Say(Trouble(memory));
        if (_trimmedAt is { } at && time.GetElapsedTime(at) < TrimmedAtMostEvery) return;
        _trimmedAt = time.GetTimestamp();
        (journal as ITrimmed)?.Trim();
        // Not blocking: a show goes on while the runtime gives back what was let go.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Optimized, blocking: false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) Look();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    private static NodeTrouble Trouble(MemoryReading memory)
    {
        // In tenths: a sentence that changed with each reading would be read out each time.
        var (percent, of) = (Math.Floor(memory.Share * 20) * 5, memory.Limit / 1e9);
        return new NodeTrouble(Kind, AlertSeverity.ActNow, new(
            string.Create(CultureInfo.InvariantCulture, $"Memory has been short for {{0}}: {percent:0} % of {of:0.0} GB is in use. Caches were let go; nothing is lost."),
            string.Create(CultureInfo.GetCultureInfo("fr"), $"La mémoire manque depuis {{0}} : {percent:0} % de {of:0.0} Go sont pris. Les caches ont été vidés ; rien n'est perdu.")),
            new("Close other programs on this machine, or give LiveConsole more memory.", "Fermez d'autres programmes de cette machine, ou donnez plus de mémoire à LiveConsole."));
    }

    [LoggerMessage(1203, LogLevel.Warning, "Memory runs short: {Used} of {Limit} bytes.")]
    private partial void LogShort(long used, long limit);
}
