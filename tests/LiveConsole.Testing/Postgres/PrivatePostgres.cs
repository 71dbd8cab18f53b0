using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace LiveConsole.Testing.Postgres;

/// <summary>
/// A PostgreSQL of our own for tests: made in a temporary folder from the programs on this machine, on a free port of loopback, gone at
/// the end. It can be stopped, killed, frozen and started again. Anyone on this machine may sign in to it: it holds nothing.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private const string User = "liveconsole";
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(30);

    private readonly PostgresPrograms _programs;
    private readonly bool _durable;
    private readonly string _folder;
    private Process? _server;
    private int _databases;

    private PrivatePostgres(PostgresPrograms programs, bool durable, string folder) => (_programs, _durable, _folder) = (programs, durable, folder);

    public int Port { get; private set; }

    public bool Runs => _server is { HasExited: false };

    /// <summary>What it and its processes have worked so far, those that have ended too: figures that another program's load does not swing.</summary>
    public TimeSpan Worked => _server is { HasExited: false } server ? Children(server.Id).Append(server.Id).Aggregate(TimeSpan.Zero, (sum, id) => sum + WorkedBy(id, ended: id == server.Id)) : TimeSpan.Zero;

    /// <returns>Why there can be none on this machine; null when there can.</returns>
    public static string? WhyNot => PostgresPrograms.Find(out var why) is null ? why : null;

    /// <param name="durable">True: each commit reaches the disk, as on a real server (benchmarks). Else a killed server loses nothing, a machine would.</param>
    public static async Task<PrivatePostgres> StartAsync(bool durable = false)
    {
        var programs = PostgresPrograms.Find(out var why) ?? throw new InvalidOperationException(why);
        var folder = Directory.CreateTempSubdirectory("liveconsole-postgres-").FullName;
        if (programs.User is { } user) await RunAsync(new ProcessStartInfo("chown", ["-R", user, folder]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true });
        var postgres = new PrivatePostgres(programs, durable, folder);
        AppDomain.CurrentDomain.ProcessExit += postgres.KillServer;
        await RunAsync(programs.Start(programs.Initdb, "-D", postgres.Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"));
        for (var left = 3; ; left--)
        {
            // Looked for last and, at need, again: what was free before initdb may have been taken since, by any other program.
            postgres.Port = FreePort();
            try
            {
                await postgres.StartAgainAsync();
                return postgres;
            }
            catch (InvalidOperationException) when (left > 0 && postgres.PortIsTaken)
            {
            }
        }
    }

    /// <summary>An empty database of its own.</summary>
    /// <returns>How it is reached.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"d{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name} STRATEGY file_copy", connection);
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public string ConnectionString(string database) => ConnectionString(database, Port);

    /// <param name="port">Of a way there, such as a <see cref="CuttableLink"/>.</param>
    public static string ConnectionString(string database, int port) => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username={User};Database={database}");

    /// <summary>As an operator would: clients are sent away, what is committed is written.</summary>
    public async Task StopAsync()
    {
        if (_server is not { HasExited: false } server) return;
        await ProcessSignals.InterruptAsync(server.Id);
        await server.WaitForExitAsync().WaitAsync(StartsWithin);
    }

    /// <summary>kill -9: the server and every process of it, at once.</summary>
    public async Task KillAsync()
    {
        if (_server is not { HasExited: false } server) return;
        await ProcessSignals.KillAsync([server.Id, .. Children(server.Id)]);
        await server.WaitForExitAsync().WaitAsync(StartsWithin);
    }

    /// <summary>Every process of it stands still: links stay open, nobody answers.</summary>
    public Task FreezeAsync() => ProcessSignals.FreezeAsync([_server!.Id, .. Children(_server.Id)]);

    public Task ThawAsync() => ProcessSignals.ThawAsync([_server!.Id, .. Children(_server.Id)]);

    /// <summary>The same data, the same port.</summary>
    public async Task StartAgainAsync()
    {
        if (Runs) return;
        _server?.Dispose();
        string fsync = _durable ? "on" : "off", memory = _durable ? "1GB" : "64MB";
        _server = Process.Start(_programs.Start(_programs.Server, "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-h", "127.0.0.1", "-k", "",
            "-c", $"fsync={fsync}", "-c", $"shared_buffers={memory}", "-c", $"max_wal_size={(_durable ? "8GB" : "1GB")}", "-c", "max_connections=200", "-c", "logging_collector=off"))!;
        // Read to the end: a server whose log nobody reads would stand still when the pipe is full.
        _server.OutputDataReceived += static (_, _) => { };
        _server.ErrorDataReceived += Said;
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(StartsWithin);
        while (true)
        {
            if (_server.HasExited) throw new InvalidOperationException($"The private PostgreSQL did not start: {string.Join(' ', _said)}");
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false;Timeout=5");
                await connection.OpenAsync(patience.Token);
                return;
            }
            catch (NpgsqlException) when (!patience.IsCancellationRequested)
            {
                // A real server in another process: there is no signal to await but its answer.
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillServer;
        await KillAsync();
        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private readonly Queue<string> _said = new();

    private bool PortIsTaken
    {
        get
        {
            lock (_said) return _said.Any(line => line.Contains("Address already in use", StringComparison.Ordinal));
        }
    }

    private string Data => Path.Combine(_folder, "data");

    private void Said(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { } text) return;
        lock (_said)
        {
            _said.Enqueue(text);
            if (_said.Count > 20) _said.Dequeue();
        }
    }

    /// <summary>A run that ends without disposing leaves no server behind.</summary>
    private void KillServer(object? sender, EventArgs e)
    {
        if (_server is { HasExited: false } server) server.Kill();
    }

    /// <summary>A server's processes are all its own children.</summary>
    private static IEnumerable<int> Children(int server)
    {
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && StatOf(id) is [_, var parent, ..] && int.Parse(parent, CultureInfo.InvariantCulture) == server) yield return id;
        }
    }

    private static TimeSpan WorkedBy(int process, bool ended)
    {
        // utime and stime, then those of children that ended; in hundredths of a second.
        var stat = StatOf(process);
        return TimeSpan.FromMilliseconds(10 * stat.Skip(11).Take(ended ? 4 : 2).Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)));
    }

    /// <returns>What the system says of a process, from its state on; nothing when it has ended.</returns>
    private static string[] StatOf(int process)
    {
        try
        {
            // "pid (name) state parent ...": a name may hold spaces and brackets.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var said = $"{await output} {await error}".Trim();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{start.FileName}: {said}");
    }
}
