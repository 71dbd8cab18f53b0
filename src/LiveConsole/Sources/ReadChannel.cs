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

    /// <summary>As the journal has it: what an account was needed for.</summary>
    public const string NoAccount = "The account it was read with was disconnected.";

    private readonly ILogger<ReadChannel> _log = logs.CreateLogger<ReadChannel>();
    private readonly List<ChatSupervisor> _supervisors = [];
    private readonly List<Task> _running = [];
    private readonly CancellationTokenSource _stop = new();
    private TwinPairing? _pairing;
    private IDisposable? _counted;
    private SourceKey? _viewers;

    /// <summary>With what it is read (<see cref="NodeSources.ReadsAs"/>).</summary>
    public string ReadsAs { get; private set; } = "";

    // Part of a shared reading's key: what is read with another account is another reading.
    private string With => ReadsAs.Length == 0 ? "" : $"/{ReadsAs}";

    /// <summary>All that says how it is.</summary>
    public IEnumerable<SourceKey> Sources => _supervisors.Select(s => s.Source).Concat(_viewers is { } viewers ? [viewers] : []);

    /// <summary>Of a YouTube channel.</summary>
    public YouTubeHistory? History { get; private set; }

    /// <summary>By IRC alone, or, with a connected account, by EventSub too: then both are one reading.</summary>
    /// <param name="alone">The show's clock is its own: nothing can be shared with others.</param>
    public void Twitch(string channel, NodeSources node, bool alone)
    {
        ReadsAs = node.ReadsAs(ChannelNames.Twitch, channel);
        var (twitch, http, signIn, clock) = (node.Twitch, node.Http, node.SignIn(channel), ClockOf(alone));
        var irc = Of(node, alone, $"twitch/{channel}/irc", () => new TwitchIrcConnection(channel, twitch, SocketOpener.OpenAsync, clock, time, Random.Shared, logs.CreateLogger<TwitchIrcConnection>()));
        if (signIn is null) Read(irc.Connection, sink);
        else ReadTwice(irc, Of(node, alone, $"twitch/{channel}/eventsub{With}", () => new TwitchEventSubConnection(channel, twitch, signIn, http, SocketOpener.OpenSilentAsync, clock, time, logs.CreateLogger<TwitchEventSubConnection>())));
        var viewers = new SourceKey(ChannelNames.Twitch, channel, "helix");
        _viewers = viewers;
        Count(Of(node, alone, $"twitch/{channel}/helix{With}", () => new Sampling(viewers, new TwitchViewers(channel, twitch, http, clock, time, logs.CreateLogger<TwitchViewers>(), signIn).RunAsync)));
        if (signIn is not null)
            Count(Of(node, alone, $"twitch/{channel}/chatters{With}", () => new Sampling(viewers with { Transport = "chatters" }, new TwitchChatters(channel, twitch, http, clock, time, signIn).RunAsync)));
    }

    /// <param name="name">A video, or a channel whose broadcast of the moment is read.</param>
    public void YouTube(string name, NodeSources node, bool alone)
    {
        ReadsAs = node.ReadsAs(ChannelNames.YouTube, name);
        var (project, clock) = (node.Project(name), ClockOf(alone));
        var followed = alone ? node.Follow(new FollowedBroadcast(project, name, ShowTime)) : node.Followed(name);
        Func<TimeSpan?> lasts = alone ? ShowLasts : node.Lasts;
        _counted = node.Reads(this, ShowLasts);
        History = new YouTubeHistory(project, followed, clock);
        Read(Of(node, alone, $"youtube/{name}/stream{With}", () => new YouTubeChatConnection(project, followed, clock, time, logs.CreateLogger<YouTubeChatConnection>(), lasts)).Connection, sink);
        var viewers = new SourceKey(ChannelNames.YouTube, name, "viewers");
        _viewers = viewers;
        Count(Of(node, alone, $"youtube/{name}/viewers{With}", () => new Sampling(viewers, new YouTubeViewers(project, followed, clock, time, lasts).RunAsync)));
    }

    private Func<DateTimeOffset> ClockOf(bool alone) => alone ? ShowTime : time.GetUtcNow;

    private static (IChatConnection Connection, SharedConnection? Shared) Of(NodeSources node, bool alone, string key, Func<IChatConnection> make)
    {
        if (alone) return (make(), null);
        var shared = node.Read(key, make);
        return (shared.ForOne(), shared);
    }

    private void Count((IChatConnection Connection, SharedConnection? Shared) viewers) => Run(ct => viewers.Connection.RunAsync(sink, null, ct));

    /// <summary>Machine time to the show's planned end; null: not planned.</summary>
    private TimeSpan? ShowLasts() => show.Snapshot.State.Settings?.Plan.EndsAt is { } ends && show.Clock.Rate is > 0 and var rate ? (ends - ShowTime()) / rate : null;

    public void RetryNow() => _supervisors.ForEach(s => s.RetryNow());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        _pairing?.Dispose();
        _counted?.Dispose();
        _stop.Dispose();
    }

    /// <summary>Stopped for good: its sources say so, and nobody takes their quiet for a silence.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        var until = ShowTime();
        await DisposeAsync();
        foreach (var supervisor in _supervisors) await sink.PutAsync(new SourceChanged(supervisor.Source, SourceState.Ended, until, TakenOut), ct);
    }

    /// <summary>What was read until now and is not any more, since it is read with another account.</summary>
    public async Task EndMissingAsync(IEnumerable<SourceKey> still, CancellationToken ct)
    {
        foreach (var source in Sources.Except(still)) await sink.PutAsync(new SourceChanged(source, SourceState.Ended, ShowTime(), NoAccount), ct);
    }

    private DateTimeOffset ShowTime() => show.Clock.Now;

    private void ReadTwice((IChatConnection Connection, SharedConnection? Shared) ofIrc, (IChatConnection Connection, SharedConnection? Shared) ofEventSub)
    {
        var (irc, eventSub) = (ofIrc.Connection, ofEventSub.Connection);
        _pairing = new TwinPairing(new TwinSide(irc.Source, CoveredUntil(irc)), new TwinSide(eventSub.Source, CoveredUntil(eventSub)), sink, time)
        {
            RemovalSeen = ((IWritten)show).RemovalSeen,
            FoundDeaf = (source, because) =>
            {
                // What several read is opened anew for all of them.
                if ((source == irc.Source ? ofIrc : ofEventSub).Shared is { } shared) shared.End(because);
                else _supervisors.Find(s => s.Source == source)?.GiveUp(because);
            },
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
