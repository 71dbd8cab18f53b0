namespace LiveConsole.CommandLine;

/// <summary>Where one command writes; a terminal of its own or a line to the process that asked.</summary>
/// <param name="Progress">Long work says how far it is; null in a pipe.</param>
public sealed record CommandOutput(TextWriter Out, TextWriter Error, Action<string>? Progress)
{
    /// <returns>The exit code of what is refused or failed.</returns>
    public async Task<int> RefuseAsync(string words)
    {
        await Error.WriteLineAsync(words);
        return ConsoleCommands.Failed;
    }
}
