using LiveConsole.Platforms;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.Twitch.EventSub;
using LiveConsole.Platforms.Twitch.Irc;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Shows;

namespace LiveConsole.Sources;

/// <summary>Where a show's platforms are and with what they are read: the real ones by configuration, or a rehearsal's emulators.</summary>
public sealed record PlatformAddresses(TwitchOptions Twitch, YouTubeOptions YouTube, bool LoopbackOnly);

/// <summary>Reads the channels of one show: a supervisor a source and a sampler of viewers a channel, from start to stop.</summary>
public sealed partial class ShowSources : IAsyncDisposable
{
    private readonly LiveShow _show;
    private readonly PlatformAddresses _addresses;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logs;
    private readonly ILogger<ShowSources> _log;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(15) });
    private readonly List<ChatSupervisor> _supervisors = [];
    private readonly List<Task> _running = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<TwinPairing> _pairings = [];
    private YouTubeProject? _project;
    private TwitchSignIn? _signIn;

    public ShowSources(LiveShow show, PlatformAddresses addresses, TimeProvider time, ILoggerFactory logs)
    {
        (_show, _addresses, _time, _logs, _log) = (show, addresses, time, logs, logs.CreateLogger<ShowSources>());
    }

    /// <summary>Starts reading each channel of the show, each from where its journal stands.</summary>
    public void Start()
    {
        var state = _show.Snapshot.State;
        foreach (var channel in state.Settings?.Channels ?? [])
        {
            switch (channel.Platform)
            {
                case "twitch":
                    var twitch = _addresses.Twitch with { LoopbackOnly = _addresses.LoopbackOnly };
                    ReadTwitch(channel.Name, twitch);
                    Run(ct => new TwitchViewers(channel.Name, twitch, _http, ShowTime, _time, _logs.CreateLogger<TwitchViewers>(), _signIn).RunAsync(_show.Listening, ct));
                    break;
                case "youtube":
                    _project ??= new YouTubeProject(_addresses.YouTube, _time, _addresses.LoopbackOnly);
                    var video = YouTubeVideo.TryParseId(channel.Name, out var id) ? id : channel.Name;
                    Read(new YouTubeChatConnection(_project, video, ShowTime, _time, _logs.CreateLogger<YouTubeChatConnection>()), _show.Listening);
                    Run(ct => new YouTubeViewers(_project, video, ShowTime, _time).RunAsync(_show.Listening, ct));
                    break;
                default:
                    LogUnknownPlatform(_show.Slug, channel.Platform);
                    break;
            }
        }

        Run(_show.JudgeLateAsync);
        _show.RetryWanted += RetryNow;
    }

    /// <summary>A person has no patience or changed something: all sources try now.</summary>
    public void RetryNow()
    {
        _project?.Budget.AskAgain();
        _supervisors.ForEach(s => s.RetryNow());
    }

    public async ValueTask DisposeAsync()
    {
        _show.RetryWanted -= RetryNow;
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        _pairings.ForEach(p => p.Dispose());
        _signIn?.Dispose();
        _project?.Dispose();
        _http.Dispose();
        _stop.Dispose();
    }

    private DateTimeOffset ShowTime() => _show.Clock.Now;

    /// <summary>By IRC alone, or, with a connected account, by EventSub too: then both are one reading.</summary>
    private void ReadTwitch(string channel, TwitchOptions twitch)
    {
        var irc = new TwitchIrcConnection(channel, twitch, SocketOpener.OpenAsync, ShowTime, _time, Random.Shared, _logs.CreateLogger<TwitchIrcConnection>());
        if (!TwitchSignIn.IsConfigured(twitch))
        {
            Read(irc, _show.Listening);
            return;
        }

        _signIn ??= new TwitchSignIn(twitch, _http, _time);
        var eventSub = new TwitchEventSubConnection(channel, twitch, _signIn, _http, SocketOpener.OpenSilentAsync, ShowTime, _time, _logs.CreateLogger<TwitchEventSubConnection>());
        var pairing = new TwinPairing(new TwinSide(irc.Source, CoveredUntil(irc)), new TwinSide(eventSub.Source, CoveredUntil(eventSub)), _show.Listening, _time)
        {
            RemovalSeen = ((IWritten)_show).RemovalSeen,
            FoundDeaf = (source, because) => _supervisors.Find(s => s.Source == source)?.GiveUp(because),
        };
        _pairings.Add(pairing);
        Run(pairing.RunAsync);
        Read(irc, pairing.Timed);
        Read(eventSub, pairing.Cut);
    }

    private DateTimeOffset? CoveredUntil(IChatConnection connection) =>
        CoverageBefore.Until(_show.Snapshot.State.Sources.GetValueOrDefault(connection.Source), _show.Snapshot.State.LastAt, connection.NoticesWithin * _show.Clock.Rate);

    private void Read(IChatConnection connection, IArrivalSink sink)
    {
        var known = _show.Snapshot.State.Sources.GetValueOrDefault(connection.Source);
        var covered = CoveredUntil(connection);
        var supervisor = new ChatSupervisor(connection, sink, ShowTime, _time, Random.Shared, _logs.CreateLogger<ChatSupervisor>());
        _supervisors.Add(supervisor);
        Run(ct => supervisor.RunAsync(known?.ResumeToken, covered, ct));
    }

    private void Run(Func<CancellationToken, Task> work) => _running.Add(OwnAsync(work));

    private async Task OwnAsync(Func<CancellationToken, Task> work)
    {
        await Task.Yield();
        try
        {
            await work(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            LogStopped(_show.Slug);
        }
        catch (Exception bug)
        {
            // A bug ends its source, not the show: the other sources read on, and the log has the whole of it.
            LogBug(bug, _show.Slug);
        }
    }

    [LoggerMessage(1201, LogLevel.Debug, "A source of {Show} stopped.")]
    private partial void LogStopped(string show);

    [LoggerMessage(1202, LogLevel.Critical, "A source of {Show} ended on a bug.")]
    private partial void LogBug(Exception bug, string show);

    [LoggerMessage(1203, LogLevel.Warning, "Show {Show} has a channel of platform {Platform}, which has no reader.")]
    private partial void LogUnknownPlatform(string show, string platform);
}
