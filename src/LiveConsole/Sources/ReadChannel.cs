using LiveConsole.Domain.Chat;
using LiveConsole.Platforms;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.Twitch.EventSub;
using LiveConsole.Platforms.Twitch.Irc;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Shows;

namespace LiveConsole.Sources;

/// <summary>One channel of a show while it is read: a supervisor a source and a sampler of viewers, from start to stop, whatever becomes of the others.</summary>
internal sealed partial class ReadChannel(LiveShow show, IArrivalSink sink, TimeProvider time, ILoggerFactory logs) : IAsyncDisposable
{
    /// <summary>As the journal has it: a person took the channel out of the settings.</summary>
    public const string TakenOut = "The channel was taken out of the show's settings.";

    private readonly ILogger<ReadChannel> _log = logs.CreateLogger<ReadChannel>();
    private readonly List<ChatSupervisor> _supervisors = [];
    private readonly List<Task> _running = [];
    private readonly CancellationTokenSource _stop = new();
    private TwinPairing? _pairing;

    /// <summary>By IRC alone, or, with a connected account, by EventSub too: then both are one reading.</summary>
    public void Twitch(string channel, TwitchOptions twitch, HttpClient http, TwitchSignIn? signIn)
    {
        var irc = new TwitchIrcConnection(channel, twitch, SocketOpener.OpenAsync, ShowTime, time, Random.Shared, logs.CreateLogger<TwitchIrcConnection>());
        if (signIn is null) Read(irc, sink);
        else ReadTwice(irc, new TwitchEventSubConnection(channel, twitch, signIn, http, SocketOpener.OpenSilentAsync, ShowTime, time, logs.CreateLogger<TwitchEventSubConnection>()));
        Run(ct => new TwitchViewers(channel, twitch, http, ShowTime, time, logs.CreateLogger<TwitchViewers>(), signIn).RunAsync(sink, ct));
    }

    /// <param name="name">A video, or a channel whose broadcast of the moment is read.</param>
    public void YouTube(string name, YouTubeProject project)
    {
        var followed = new FollowedBroadcast(project, name, time);
        Read(new YouTubeChatConnection(project, followed, ShowTime, time, logs.CreateLogger<YouTubeChatConnection>(), ShowLasts), sink);
        Run(ct => new YouTubeViewers(project, followed, ShowTime, time, ShowLasts).RunAsync(sink, ct));
    }

    /// <summary>Machine time to the show's planned end; null: not planned.</summary>
    private TimeSpan? ShowLasts() => show.Snapshot.State.Settings?.Plan.EndsAt is { } ends && show.Clock.Rate is > 0 and var rate ? (ends - ShowTime()) / rate : null;

    public void RetryNow() => _supervisors.ForEach(s => s.RetryNow());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        _pairing?.Dispose();
        _stop.Dispose();
    }

    /// <summary>Stopped for good: its sources say so, and nobody takes their quiet for a silence.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        var until = ShowTime();
        await DisposeAsync();
        foreach (var supervisor in _supervisors) await sink.PutAsync(new SourceChanged(supervisor.Source, SourceState.Ended, until, TakenOut), ct);
    }

    private DateTimeOffset ShowTime() => show.Clock.Now;

    private void ReadTwice(TwitchIrcConnection irc, TwitchEventSubConnection eventSub)
    {
        _pairing = new TwinPairing(new TwinSide(irc.Source, CoveredUntil(irc)), new TwinSide(eventSub.Source, CoveredUntil(eventSub)), sink, time)
        {
            RemovalSeen = ((IWritten)show).RemovalSeen,
            FoundDeaf = (source, because) => _supervisors.Find(s => s.Source == source)?.GiveUp(because),
        };
        Run(_pairing.RunAsync);
        Read(irc, _pairing.Timed);
        Read(eventSub, _pairing.Cut);
    }

    private DateTimeOffset? CoveredUntil(IChatConnection connection) =>
        CoverageBefore.Until(show.Snapshot.State.Sources.GetValueOrDefault(connection.Source), show.Snapshot.State.LastAt, connection.NoticesWithin * show.Clock.Rate);

    private void Read(IChatConnection connection, IArrivalSink into)
    {
        var known = show.Snapshot.State.Sources.GetValueOrDefault(connection.Source);
        var covered = CoveredUntil(connection);
        var supervisor = new ChatSupervisor(connection, into, ShowTime, time, Random.Shared, logs.CreateLogger<ChatSupervisor>());
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
            LogStopped(show.Slug);
        }
        catch (Exception bug)
        {
            // A bug ends its source, not the show: the other sources read on, and the log has the whole of it.
            LogBug(bug, show.Slug);
        }
    }

    [LoggerMessage(1201, LogLevel.Debug, "A source of {Show} stopped.")]
    private partial void LogStopped(string show);

    [LoggerMessage(1202, LogLevel.Critical, "A source of {Show} ended on a bug.")]
    private partial void LogBug(Exception bug, string show);
}
