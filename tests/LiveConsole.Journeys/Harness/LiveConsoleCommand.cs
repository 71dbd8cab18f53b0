using LiveConsole.Testing;

namespace LiveConsole.Journeys.Harness;

/// <summary>What a command line printed.</summary>
public sealed record Printed(int Code, string Out, string Error)
{
    public IReadOnlyList<string> Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>show, import, export and the rest, as a person types them.</summary>
public static class LiveConsoleCommand
{
    public static async Task<Printed> RunAsync(params string[] words)
    {
        var process = BuiltProgram.Start(words);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Cap.Start);
            return new Printed(process.ExitCode, await output, await error);
        }
        finally
        {
            await BuiltProgram.KillAsync(process);
            process.Dispose();
        }
    }

    /// <summary>One that has to be done: else its own words are the failure.</summary>
    public static async Task<Printed> DoneAsync(params string[] words)
    {
        var printed = await RunAsync(words);
        Assert.True(printed.Code == 0, $"liveconsole {string.Join(' ', words)}: exit {printed.Code}. {printed.Error}");
        return printed;
    }
}
