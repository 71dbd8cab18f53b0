using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Rehearsal.YouTube;
using LiveConsole.Testing;

namespace LiveConsole.Soak.Storm;

/// <summary>Where emulated platforms are, in this process or another.</summary>
internal sealed record PlatformsAt(Uri Irc, Uri EventSub, Uri TwitchApi, Uri YouTubeApi, Uri YouTubeToken)
{
    public static PlatformsAt Of(EmulatedPlatforms platforms) =>
        new(platforms.Twitch.IrcUri, platforms.Twitch.EventSubUri, platforms.Twitch.ApiBaseUri, platforms.YouTube.ApiBaseUri, platforms.YouTube.TokenUri);
}

/// <summary>"liveconsole serve" on a folder, reading emulated platforms that live outside it: it can be killed while they go on.</summary>
/// <param name="more">Configuration beside that, such as where the journal is.</param>
internal sealed class ServingProgram(string folder, PlatformsAt platforms, params string[] more) : IAsyncDisposable
{
    private readonly int _port = FreePort();
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private Process? _process;
    private Task _reading = Task.CompletedTask;

    /// <summary>The last words it said on standard error, for a failed soak.</summary>
    public string LastTrouble { get; private set; } = "";

    /// <summary>Running since <see cref="StartAsync"/>.</summary>
    public Process Process => _process ?? throw new InvalidOperationException("The program does not run.");

    /// <summary>A link of the table that the first start printed, by its name.</summary>
    public string Link(string name) => _links[name];

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
            "--Twitch:IrcUri", platforms.Irc.ToString(), "--Twitch:EventSubUri", platforms.EventSub.ToString(),
            "--Twitch:ApiBaseUri", platforms.TwitchApi.ToString(), "--Twitch:IdBaseUri", platforms.TwitchApi.ToString(),
            "--Twitch:ClientId", EmulatedTwitch.ClientId, "--Twitch:ClientSecret", EmulatedTwitch.ClientSecret, "--Twitch:UserAccessToken", EmulatedTwitch.UserToken,
            "--Twitch:UserRefreshToken", EmulatedTwitch.UserRefreshToken,
            "--YouTube:ApiBaseUri", platforms.YouTubeApi.ToString(), "--YouTube:TokenUri", platforms.YouTubeToken.ToString(), "--YouTube:ApiKey", EmulatedYouTube.ApiKey,
            "--YouTube:DailyQuota", StormSoak.DailyQuota.ToString(CultureInfo.InvariantCulture),
            .. more,
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

    private async Task ReadAsync(StreamReader from, TaskCompletionSource ready)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("    ", StringComparison.Ordinal) && line.IndexOf("  http", StringComparison.Ordinal) is > 0 and var at) _links.TryAdd(line[..at].Trim(), line[at..].Trim());
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
