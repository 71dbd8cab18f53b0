using System.Diagnostics;
using System.Globalization;

namespace LiveConsole.Testing;

/// <summary>Signals to processes that the caller started: kill -9, and standing still.</summary>
public static class ProcessSignals
{
    public static Task KillAsync(params int[] processes) => SendAsync("-KILL", processes);

    /// <summary>They stand still: their links stay open, they answer nobody.</summary>
    public static Task FreezeAsync(params int[] processes) => SendAsync("-STOP", processes);

    public static Task ThawAsync(params int[] processes) => SendAsync("-CONT", processes);

    public static Task InterruptAsync(params int[] processes) => SendAsync("-INT", processes);

    private static async Task SendAsync(string signal, int[] processes)
    {
        if (processes.Length == 0) return;
        var start = new ProcessStartInfo("kill", [signal, .. processes.Select(p => p.ToString(CultureInfo.InvariantCulture))]) { UseShellExecute = false, RedirectStandardError = true };
        using var kill = Process.Start(start)!;
        // One of them may have ended by itself: the others got theirs.
        await kill.StandardError.ReadToEndAsync();
        await kill.WaitForExitAsync();
    }
}
