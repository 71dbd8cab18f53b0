using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using LiveConsole.Testing;

namespace LiveConsole.Journeys.Harness;

/// <summary>A running server on a folder: its table of links, its kill, its next start on the same folder and port.</summary>
public sealed partial class LiveConsoleProcess : IAsyncDisposable
{
    private readonly string[] _words;
    private readonly StringBuilder _said = new();
    private readonly List<(string Part, TaskCompletionSource<string> Heard)> _awaited = [];
    private readonly Lock _gate = new();
    private Process _process;
    private Task _reading;

    private LiveConsoleProcess(string folder, int port, string[] words)
    {
        (Folder, Port, _words) = (folder, port, words);
        (_process, _reading) = Begin();
    }

    public string Folder { get; }

    public int Port { get; }

    public Uri Address => new($"http://localhost:{Port}/");

    /// <summary>What stands in the table, by its name: "editor", "lead moderator", "Presenter", "Overlay".</summary>
    public IReadOnlyDictionary<string, Uri> Links { get; private set; } = new Dictionary<string, Uri>();

    public Uri Presenter => Links["Presenter"];

    public Uri Overlay => Links["Overlay"];

    /// <param name="words">The command and its options, without --data and --urls.</param>
    public static async Task<LiveConsoleProcess> StartAsync(string folder, params string[] words)
    {
        var process = new LiveConsoleProcess(folder, FreePort(), words);
        try
        {
            await process.ReadyAsync();
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>A line with this part, said from now on or already, capped.</summary>
    public async Task<string> SaidAsync(string part, TimeSpan? cap = null)
    {
        var heard = Awaited(part);
        try
        {
            return await heard.WaitAsync(cap ?? Cap.Signal);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"'{part}' was not said. The program said:\n{Said}", late);
        }
    }

    public string Said
    {
        get { lock (_gate) return _said.ToString(); }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        await BuiltProgram.KillAsync(_process);
        await _reading.WaitAsync(Cap.Signal);
        _process.Dispose();
    }

    /// <summary>The same words on the same folder and port, after a kill.</summary>
    public async Task StartAgainAsync()
    {
        lock (_gate) _said.Clear();
        (_process, _reading) = Begin();
        await ReadyAsync();
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private (Process, Task) Begin()
    {
        var process = BuiltProgram.Start([.. _words, "--data", Folder, "--urls", $"http://localhost:{Port}"]);
        return (process, ReadAllAsync(process));
    }

    private async Task ReadyAsync()
    {
        await SaidAsync("Ctrl+C stops", Cap.Start);
        Links = TableLine().Matches(Said).ToDictionary(m => m.Groups["name"].Value.Trim(), m => new Uri(m.Groups["link"].Value));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Address, Timeout = Cap.Signal };
        Assert.Equal("ready", await http.GetStringAsync("health/ready"));
    }

    private Task<string> Awaited(string part)
    {
        lock (_gate)
        {
            if (_said.ToString().Split('\n').FirstOrDefault(l => l.Contains(part, StringComparison.Ordinal)) is { } line) return Task.FromResult(line);
            var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((part, heard));
            return heard.Task;
        }
    }

    private async Task ReadAllAsync(Process process)
    {
        await Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
        lock (_gate)
        {
            foreach (var (part, heard) in _awaited) heard.TrySetException(new InvalidOperationException($"The program ended before '{part}'. It said:\n{_said}"));
            _awaited.Clear();
        }
    }

    private async Task ReadAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (_gate)
            {
                _said.Append(line).Append('\n');
                foreach (var (part, heard) in _awaited)
                {
                    if (line.Contains(part, StringComparison.Ordinal)) heard.TrySetResult(line);
                }
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"^    (?<name>\S.{0,15}?)\s+(?<link>http://\S+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TableLine();
}
