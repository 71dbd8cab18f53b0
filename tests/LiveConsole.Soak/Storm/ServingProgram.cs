using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Rehearsal.YouTube;
using LiveConsole.Testing;

namespace LiveConsole.Soak.Storm;

/// <summary>"liveconsole serve" on a folder, reading emulated platforms that live outside it: it can be killed while they go on.</summary>
internal sealed class ServingProgram(string folder, EmulatedPlatforms platforms) : IAsyncDisposable
{
    private readonly int _port = FreePort();
    private Process? _process;
    private Task _reading = Task.CompletedTask;

    /// <summary>The last words it said on standard error, for a failed soak.</summary>
    public string LastTrouble { get; private set; } = "";

    /// <summary>Runs a command of the program to its end.</summary>
    /// <exception cref="InvalidOperationException">It did not do it; the message has its words.</exception>
    public static async Task DoAsync(params string[] words)
    {
        using var process = BuiltProgram.Start(words);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await output;
        await BuiltProgram.KillAsync(process);
        if (process.ExitCode != 0) throw new InvalidOperationException($"liveconsole {string.Join(' ', words)}: exit {process.ExitCode}. {await error}");
    }

    public async Task StartAsync()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = BuiltProgram.Start(
        [
            "serve", "--data", folder, "--urls", string.Create(CultureInfo.InvariantCulture, $"http://localhost:{_port}"),
            "--Twitch:IrcUri", platforms.Twitch.IrcUri.ToString(), "--Twitch:EventSubUri", platforms.Twitch.EventSubUri.ToString(),
            "--Twitch:ApiBaseUri", platforms.Twitch.ApiBaseUri.ToString(), "--Twitch:IdBaseUri", platforms.Twitch.IdBaseUri.ToString(),
            "--Twitch:ClientId", EmulatedTwitch.ClientId, "--Twitch:ClientSecret", EmulatedTwitch.ClientSecret, "--Twitch:UserAccessToken", EmulatedTwitch.UserToken,
            "--Twitch:UserRefreshToken", EmulatedTwitch.UserRefreshToken,
            "--YouTube:ApiBaseUri", platforms.YouTube.ApiBaseUri.ToString(), "--YouTube:TokenUri", platforms.YouTube.TokenUri.ToString(), "--YouTube:ApiKey", EmulatedYouTube.ApiKey,
            "--YouTube:DailyQuota", StormSoak.DailyQuota.ToString(CultureInfo.InvariantCulture),
        ]);
        _reading = Task.WhenAll(ReadAsync(_process.StandardOutput, ready), ReadTroubleAsync(_process.StandardError));
        await Task.WhenAny(ready.Task, _process.WaitForExitAsync()).WaitAsync(Cap.Start);
        if (!ready.Task.IsCompleted) throw new InvalidOperationException($"The program ended at its start: {LastTrouble}");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        await BuiltProgram.KillAsync(_process);
        await _reading;
        _process.Dispose();
        _process = null;
    }

    /// <summary>As Ctrl+C would end it.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Cap.Start);
        await KillAsync();
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private static async Task ReadAsync(StreamReader from, TaskCompletionSource ready)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            if (line.Contains("Ctrl+C stops", StringComparison.Ordinal)) ready.TrySetResult();
        }
    }

    private async Task ReadTroubleAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line) LastTrouble = line;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
