using System.Diagnostics;

namespace LiveConsole.Tests.Shows;

/// <summary>A slice of tests/soak kill and journal, each time the tests run.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Five_kills_under_load_lose_nothing_that_was_acknowledged_and_double_nothing() => Assert.Contains("5 kills", await SoakAsync("kill", "--runs", "5"), StringComparison.Ordinal);

    [Fact]
    public async Task Nor_do_kills_of_the_program_and_its_database()
    {
        var said = await SoakAsync("journal", "--store", "postgres", "--runs", "3", "--seed", "9");

        Assert.SkipWhen(said.Contains("SKIPPED", StringComparison.Ordinal), said.Trim());
        Assert.Contains("3 runs", said, StringComparison.Ordinal);
        Assert.Contains("server", said, StringComparison.Ordinal);
    }

    private static async Task<string> SoakAsync(params string[] words)
    {
        using var soak = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "LiveConsole.Soak.dll"), .. words]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = await soak.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(2));
        await soak.WaitForExitAsync();
        Assert.True(soak.ExitCode == 0, said);
        return said;
    }
}
