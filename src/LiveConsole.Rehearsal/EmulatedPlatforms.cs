using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Rehearsal.YouTube;
using Microsoft.Extensions.Logging;

namespace LiveConsole.Rehearsal;

/// <summary>
/// Twitch and YouTube on loopback, played from a time line. Nothing is kept between processes: a restart plays the same time line again from
/// a later <see cref="PlayOptions.StartAt"/>, and YouTube's page tokens from before lead on.
/// </summary>
public sealed partial class EmulatedPlatforms : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Player _player;
    private readonly ILogger _logger;
    private readonly Task _running;

    private EmulatedPlatforms(EmulatedTwitch twitch, EmulatedYouTube youtube, TimeProvider time, ILogger logger)
    {
        Twitch = twitch;
        YouTube = youtube;
        _logger = logger;
        _player = new Player(twitch, youtube, time) { OnDrill = name => TryFire(name) };
        youtube.ShowTime = () => _player.ShowTime;
        _running = _player.RunAsync(_stopping.Token);
    }

    public EmulatedTwitch Twitch { get; }

    public EmulatedYouTube YouTube { get; }

    /// <summary>Asked first for every drill: who knows lines for it plays them instead of a fault of the wire.</summary>
    public DrillContent? Content { get; set; }

    /// <summary>The time that a message sent now carries on the wire. Machine time until something is played.</summary>
    public DateTimeOffset ShowTime => _player.ShowTime;

    public DeliveredCount Delivered => new(Twitch.Delivered, YouTube.Delivered);

    /// <summary>Messages played so far that their platform's wire cannot carry, with the reason.</summary>
    public IReadOnlyList<UnsendableMessage> NotSendable => _player.NotSendable;

    /// <summary>Drills that are faults of the wire; <see cref="Content"/> may know more.</summary>
    public static IReadOnlyList<string> Drills { get; } = [.. TwitchDrills.Names.Union(YouTubeDrills.Names, StringComparer.Ordinal).Append("end").Order(StringComparer.Ordinal)];

    /// <summary>Of these, YouTube's.</summary>
    public static IReadOnlyList<string> DrillsOfYouTube { get; } = YouTubeDrills.Names;

    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<EmulatedPlatforms> StartAsync(EmulatorOptions options, TimeProvider time, ILoggerFactory logs, CancellationToken ct)
    {
        var twitch = await EmulatedTwitch.StartAsync(options, time, logs, ct);
        try
        {
            var youtube = await EmulatedYouTube.StartAsync(options, time, logs, ct);
            return new EmulatedPlatforms(twitch, youtube, time, logs.CreateLogger<EmulatedPlatforms>());
        }
        catch
        {
            await twitch.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Plays lines in the order given, each at its time. What lies before <see cref="PlayOptions.StartAt"/> is loaded before this returns its task
    /// (200,000 lines take about a second); the task completes when the last line is on the wire.
    /// </summary>
    /// <exception cref="InvalidOperationException">Something is being played already.</exception>
    public async Task PlayAsync(IEnumerable<RecordingLine> timeline, PlayOptions options, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Speed, nameof(options));
        var over = _player.Begin(timeline, options);
        await using (ct.Register(_player.Stop))
        {
            await over;
        }
    }

    /// <summary>Seconds of the time line per second of machine time, also while it stands.</summary>
    public double Speed => _player.Speed;

    public bool IsPaused => _player.IsPaused;

    /// <inheritdoc cref="Player.IsWaiting"/>
    public bool IsWaiting => _player.IsWaiting;

    /// <inheritdoc cref="Player.SetSpeed"/>
    public DateTimeOffset SetSpeed(double speed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        return _player.SetSpeed(speed);
    }

    /// <inheritdoc cref="Player.Pause"/>
    public DateTimeOffset Pause(bool stands) => _player.Pause(stands);

    /// <inheritdoc cref="Player.Jump"/>
    public bool Jump(DateTimeOffset to, IEnumerable<RecordingLine> timeline) => _player.Jump(to, timeline);

    /// <inheritdoc cref="Player.Change"/>
    public bool Change(DateTimeOffset at, IEnumerable<RecordingLine> timeline) => _player.Change(at, timeline);

    /// <summary>Puts one line on the wire now, whatever its time.</summary>
    public void Put(RecordingLine line) => _player.Put(line);

    /// <summary>Whether a fault of that name would meet somebody now: one of Twitch's somebody who reads Twitch, a scene anybody.</summary>
    public bool MeetsSomebody(string drill)
    {
        var (twitch, youtube) = (Twitch.HasReaders, YouTube.HasReaders);
        return (TwitchDrills.Names.Contains(drill, StringComparer.Ordinal), YouTubeDrills.Names.Contains(drill, StringComparer.Ordinal)) switch
        {
            (true, false) => twitch,
            (false, true) => youtube,
            _ => twitch || youtube,
        };
    }

    /// <exception cref="ArgumentException">No such drill; the message lists those there are.</exception>
    public void Fire(string drill)
    {
        if (!TryFire(drill)) throw new ArgumentException($"There is no drill \"{drill}\". Drills of the wire: {string.Join(", ", Drills)}.", nameof(drill));
    }

    /// <summary>The contract's one line of JSON that says the emulated platforms are ready.</summary>
    public string ReadyLine() => JsonSerializer.Serialize(new
    {
        twitch = new
        {
            irc = Twitch.IrcUri,
            eventSub = Twitch.EventSubUri,
            api = Twitch.ApiBaseUri,
            id = Twitch.IdBaseUri,
            clientId = EmulatedTwitch.ClientId,
            clientSecret = EmulatedTwitch.ClientSecret,
            channel = Twitch.Channel,
            channelId = Twitch.ChannelId,
            userId = EmulatedTwitch.UserId,
            userLogin = EmulatedTwitch.UserLogin,
            userToken = EmulatedTwitch.UserToken,
        },
        youtube = new
        {
            api = YouTube.ApiBaseUri,
            token = YouTube.TokenUri,
            authorize = YouTube.AuthorizeUri,
            revoke = YouTube.RevokeUri,
            clientId = EmulatedYouTube.ClientId,
            clientSecret = EmulatedYouTube.ClientSecret,
            apiKey = EmulatedYouTube.ApiKey,
            accessToken = EmulatedYouTube.AccessToken,
            video = YouTube.Video,
            liveChatId = YouTube.LiveChatId,
        },
    });

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        await Twitch.DisposeAsync();
        await YouTube.DisposeAsync();
        _stopping.Dispose();
    }

    private bool TryFire(string drill)
    {
        // What makes a scene's lines may be what makes the time line's.
        if (Content is { } content && _player.Alone(() => content(drill)?.ToList()) is { } lines)
        {
            _player.PutIn(lines);
            LogFired(_logger, drill);
            return true;
        }

        // Some are faults of both wires.
        var known = Twitch.Fire(drill) | YouTube.Drills.Fire(drill);
        if (drill == "end")
        {
            Twitch.EndBroadcast();
            YouTube.EndBroadcast();
            known = true;
        }

        if (known) LogFired(_logger, drill);
        else LogUnknown(_logger, drill);
        return known;
    }

    [LoggerMessage(7000, LogLevel.Information, "Drill {Drill} fired")]
    private static partial void LogFired(ILogger logger, string drill);

    [LoggerMessage(7002, LogLevel.Debug, "Drill {Drill} is not known here")]
    private static partial void LogUnknown(ILogger logger, string drill);
}
