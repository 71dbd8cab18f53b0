using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace LiveConsole.Tests.Hosting;

/// <summary>The program itself, in a process of its own, on a folder of its own and a free port.</summary>
internal sealed partial class AServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Who began in the background of a shell has Ctrl+C ignored, and so have all that they begin (POSIX, 2.11): the other signal to stop, then.</summary>
    private static readonly Lazy<string> Interrupt = new(() => File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } ignored
        && (Convert.ToUInt64(ignored[7..].Trim(), 16) & 0b10) != 0 ? "-TERM" : "-INT");

    private readonly Process _process;
    private readonly List<string> _said = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    // A lock, not a channel: tests look at all that was said, from their own thread.
    private readonly Lock _gate = new();
    private readonly List<(Func<IReadOnlyList<string>, bool> Condition, TaskCompletionSource Met)> _waiting = [];

    private AServer(Process process) => _process = process;

    public Uri Uri { get; private set; } = new("http://localhost");

    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_gate) return [.. _said];
        }
    }

    /// <summary>serve, once it listens.</summary>
    public static Task<AServer> ServeAsync(string folder) => ListeningAsync("serve", folder);

    /// <summary>The built-in rehearsal, once it listens.</summary>
    public static Task<AServer> RehearseAsync(string folder) => ListeningAsync("rehearse", folder);

    private static async Task<AServer> ListeningAsync(string command, string folder)
    {
        var server = Start([command, "--urls", "http://127.0.0.1:0", "--data", folder]);
        await server.Until(said => said.Any(l => l.Contains(" on http://", StringComparison.Ordinal) || l.Contains("Ctrl+C stops", StringComparison.Ordinal)));
        server.Uri = new Uri(Address().Match(string.Join('\n', server.Said)).Value);
        return server;
    }

    /// <summary>One command, to its end.</summary>
    public static async Task<(int Code, string Out, string Error)> RunAsync(params string[] args)
    {
        using var process = Process.Start(Program(args))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output, await error);
    }

    public Task Until(Func<IReadOnlyList<string>, bool> condition)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (condition(_said)) return Task.CompletedTask;
            _waiting.Add((condition, met));
        }

        return met.Task.WaitAsync(Patience);
    }

    /// <returns>The path of the newest link that was printed for a role or screen.</returns>
    public string Link(string name) => Said.Last(l => l.TrimStart().StartsWith(name + " ", StringComparison.Ordinal)).Split("http", 2)[1] is var rest ? new Uri("http" + rest).AbsolutePath : "";

    /// <summary>A browser of its own: cookies, no redirect followed.</summary>
    public HttpClient Browser(CookieContainer? cookies = null) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new(), UseProxy = false }) { BaseAddress = Uri };

    /// <summary>Ctrl+C; how it ended. One that hangs fails the test.</summary>
    public async Task<int> StopAsync()
    {
        if (!_process.HasExited)
        {
            using var signal = Process.Start("kill", [Interrupt.Value, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await signal.WaitForExitAsync();
        }

        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _ended.Task.WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static AServer Start(string[] args)
    {
        var server = new AServer(Process.Start(Program(args))!);
        server._process.OutputDataReceived += (_, e) => server.Heard(e.Data);
        server._process.ErrorDataReceived += (_, e) => server.Heard(e.Data);
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    private void Heard(string? line)
    {
        List<TaskCompletionSource> met = [];
        lock (_gate)
        {
            if (line is null) _ended.TrySetResult();
            else _said.Add(line);
            met.AddRange(_waiting.Where(w => w.Condition(_said)).Select(w => w.Met));
        }

        met.ForEach(m => m.TrySetResult());
    }

    private static ProcessStartInfo Program(string[] args) => new("dotnet", [Path.Combine(AppContext.BaseDirectory, "liveconsole.dll"), .. args])
    {
        UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
    };

    [GeneratedRegex("http://[0-9a-z.]+:[0-9]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();
}
