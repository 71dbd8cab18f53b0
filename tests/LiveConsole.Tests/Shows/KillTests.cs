using System.Diagnostics;

namespace LiveConsole.Tests.Shows;

/// <summary>A slice of tests/soak kill, each time the tests run.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Five_kills_under_load_lose_nothing_that_was_acknowledged_and_double_nothing()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "LiveConsole.Soak.dll"), "kill", "--runs", "5"]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var soak = Process.Start(start)!;
        var said = await soak.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(2));
        await soak.WaitForExitAsync();

        Assert.True(soak.ExitCode == 0, said);
        Assert.Contains("5 kills", said, StringComparison.Ordinal);
    }
}
