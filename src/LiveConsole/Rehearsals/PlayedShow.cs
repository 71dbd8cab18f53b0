using LiveConsole.Accounts;
using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Rehearsal.YouTube;
using LiveConsole.Shows;
using LiveConsole.Sources;

namespace LiveConsole.Rehearsals;

/// <summary>
/// One rehearsal while it is played: the emulated platforms, what reads them, the played colleagues, the show's clock. Nothing real is ever
/// opened: emulators' credentials, loopback only.
/// </summary>
public sealed partial class PlayedShow : IAsyncDisposable
{
    private static readonly TimeSpan StartLookedForEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ClockDrift = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];
    private readonly PlayedProgramme _programme;
    private readonly EmulatedPlatforms _emulated;
    private readonly DelayedJournal? _disk;
    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;
    private readonly ILogger<PlayedShow> _log;
    private readonly CrewPlayer _crew;
    private ShowListener? _listener;

    /// <param name="disk">What can be slow; null: the journal is also a real show's, and never is.</param>
    public PlayedShow(LiveShow show, RehearsalOptions options, PlayedProgramme programme, EmulatedPlatforms emulated, DelayedJournal? disk, IServiceProvider services)
    {
        (Show, Options, _programme, _emulated, _disk, _services) = (show, options, programme, emulated, disk, services);
        (_time, _night) = (services.GetRequiredService<TimeProvider>(), programme.Night);
        var logs = services.GetRequiredService<ILoggerFactory>();
        _log = logs.CreateLogger<PlayedShow>();
        _crew = new CrewPlayer(show, services.GetRequiredService<ICommands>(), services.GetRequiredService<Crew>(), _time, programme, options.AsConducted().Crew, logs.CreateLogger<CrewPlayer>());
        emulated.Content = ContentOf;
    }

    public LiveShow Show { get; }

    /// <summary>How it was begun and what was done with it since.</summary>
    public RehearsalOptions Options { get; private set; }

    public static Task<EmulatedPlatforms> EmulateAsync(RehearsalOptions wanted, PlayedProgramme programme, IServiceProvider services, CancellationToken ct) =>
        EmulatedPlatforms.StartAsync(programme.Emulator with { Seed = wanted.Seed ?? 1 }, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILoggerFactory>(), ct);

    /// <summary>Begins, or goes on at the show time of the journal's last entry.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        var state = Show.Snapshot.State;
        var resumed = state.Messages > 0 || state.Sources.Count > 0;
        var startAt = resumed ? state.LastAt : _programme.Start;
        // It stands until the time line does not: one that ran ahead would have to jump back, under sources that have just said when they began.
        Show.Clock.Set(startAt, rate: 0);
        if (!resumed && _programme.Backlog is { } backlog) await ImportAsync(backlog, ct);
        await _crew.CatchUpAsync(startAt, resumed, ct);
        _running.Add(OwnAsync(_crew.RunAsync(_stop.Token)));
        _running.Add(OwnAsync(PlayAsync(startAt)));
        _listener = ShowListener.Of(Show, Addresses(_emulated), _services);
        _listener.Start();
    }

    /// <summary>Where a rehearsal's platforms are, and with what they are read: this and nothing of the configuration or the accounts.</summary>
    public static PlatformAddresses Addresses(EmulatedPlatforms emulated) => new(
        new TwitchOptions
        {
            IrcUri = emulated.Twitch.IrcUri, EventSubUri = emulated.Twitch.EventSubUri, ApiBaseUri = emulated.Twitch.ApiBaseUri, IdBaseUri = emulated.Twitch.IdBaseUri,
            PicturesUri = new Uri(emulated.Twitch.ApiBaseUri, "/"),
            ClientId = EmulatedTwitch.ClientId, ClientSecret = EmulatedTwitch.ClientSecret, UserAccessToken = EmulatedTwitch.UserToken, UserRefreshToken = EmulatedTwitch.UserRefreshToken,
        },
        new YouTubeOptions
        {
            ApiBaseUri = emulated.YouTube.ApiBaseUri, TokenUri = emulated.YouTube.TokenUri,
            // Signed in, as a show that is also moderated: then an expired sign-in (youtube-401) can be seen, too.
            AccessToken = EmulatedYouTube.AccessToken, RefreshToken = EmulatedYouTube.RefreshToken, ClientId = EmulatedYouTube.ClientId, ClientSecret = EmulatedYouTube.ClientSecret,
        },
        LoopbackOnly: true);

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        if (_listener is not null) await _listener.DisposeAsync();
        await _emulated.DisposeAsync();
        // What stops stands: its desks show the time at which it did.
        Show.Clock.Stand();
        _crew.Dispose();
        _turn.Dispose();
        _stop.Dispose();
    }

    private async Task ImportAsync(IEnumerable<RecordingLine> backlog, CancellationToken ct)
    {
        foreach (var chunk in backlog.OfType<RecordedMessage>().Select(m => (Arrival)new MessageCame(m.Message with { Backlog = true })).Chunk(1_000))
            await Show.TakeAsync(chunk, ct);
    }

    private async Task PlayAsync(DateTimeOffset startAt)
    {
        await Task.Yield();
        // Twitch has no replay: nothing is said before our readers are in their rooms.
        var waitsFor = (Show.Snapshot.State.Settings?.Channels ?? []).Select(c => new WaitedFor(c.Platform, c.Name)).ToList();
        var options = Options.AsConducted();
        var playing = _emulated.PlayAsync(_programme.Timeline(startAt), _programme.Play with { Speed = options.Speed, StartAt = startAt, WaitsFor = waitsFor }, _stop.Token);
        _running.Add(OwnAsync(DrillPlan.FireAsync(Options.Drills, _emulated, _time, _stop.Token)));
        using var everySecond = new PeriodicTimer(TimeSpan.FromSeconds(1), _time);
        try
        {
            while (!playing.IsCompleted && _emulated.ShowTime <= startAt) await Task.Delay(StartLookedForEvery, _time, _stop.Token);
            FollowClock();
            while (!playing.IsCompleted && await everySecond.WaitForNextTickAsync(_stop.Token))
            {
                // A recording's long silences are jumped over: the show's clock goes along.
                if (!Show.Clock.Rate.Equals(Rate) || _emulated.ShowTime - Show.Clock.Now > ClockDrift * Math.Max(1, _emulated.Speed)) FollowClock();
            }

            await playing;
            IsOver = true;
            Changed?.Invoke();
            LogPlayed(_log, Show.Slug, _emulated.NotSendable.Count);
            foreach (var reason in _emulated.NotSendable.CountBy(m => m.Reason)) LogNotSendable(_log, reason.Value, reason.Key);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            await playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            LogStopped(_log, Show.Slug);
        }
    }

    private void FollowClock() => Show.Clock.GoOn(_emulated.ShowTime, Rate);

    private double Rate => _emulated.IsPaused || _emulated.IsWaiting ? 0 : _emulated.Speed;

    /// <summary>A bug ends its part of the rehearsal, said when it happens; the console goes on.</summary>
    private async Task OwnAsync(Task part)
    {
        try
        {
            await part;
        }
        catch (Exception bug)
        {
            LogBug(_log, bug, Show.Slug);
        }
    }

    [LoggerMessage(7101, LogLevel.Information, "The rehearsal {Show} has played its last line; {NotSendable} messages could not be sent on their platform's wire.")]
    private static partial void LogPlayed(ILogger log, string show, int notSendable);

    [LoggerMessage(7102, LogLevel.Information, "{Count} not sent: {Reason}")]
    private static partial void LogNotSendable(ILogger log, int count, string reason);

    [LoggerMessage(7104, LogLevel.Critical, "A part of the rehearsal {Show} ended on a bug.")]
    private static partial void LogBug(ILogger log, Exception bug, string show);

    [LoggerMessage(7103, LogLevel.Debug, "The rehearsal {Show} stopped.")]
    private static partial void LogStopped(ILogger log, string show);
}
