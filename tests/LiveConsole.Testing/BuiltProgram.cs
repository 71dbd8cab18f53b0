using System.Diagnostics;

namespace LiveConsole.Testing;

/// <summary>The program as the build left it, started as a person would: its own process.</summary>
public static class BuiltProgram
{
    private static readonly Lock Gate = new();
    private static readonly List<Process> Started = [];

    static BuiltProgram() => AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAll();

    /// <summary>Of the same configuration (debug, release) as these tests.</summary>
    public static string Library { get; } = Find();

    public static Process Start(IEnumerable<string> words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Library);
        foreach (var word in words) start.ArgumentList.Add(word);
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        lock (Gate) Started.Add(process);
        return process;
    }

    /// <summary>kill -9, and what the system then lets go of: the port, the folder's lock.</summary>
    public static async Task KillAsync(Process process)
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync().WaitAsync(Cap.Signal);
        lock (Gate) Started.Remove(process);
    }

    // A run that is itself cut leaves no server behind.
    private static void EndAll()
    {
        lock (Gate)
        {
            foreach (var process in Started)
            {
                if (!process.HasExited) process.Kill();
            }
        }
    }

    private static string Find()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "LiveConsole.sln"))) continue;
            var library = Path.Combine(folder.FullName, "artifacts", "bin", "LiveConsole", configuration, "liveconsole.dll");
            return File.Exists(library) ? library : throw new FileNotFoundException("The program is not built: build the solution first.", library);
        }

        throw new DirectoryNotFoundException("These tests run from inside the repository.");
    }
}
