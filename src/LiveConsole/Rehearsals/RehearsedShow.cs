using LiveConsole.Accounts;
using LiveConsole.CommandLine;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Hosting;
using LiveConsole.Journal;
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
/// rehearse: the same console over emulated platforms that play the built-in night or recordings. One that was cut goes on at the
/// show time of its journal's last entry. Nothing real is ever opened: emulators' credentials, loopback only.
/// </summary>
public sealed partial class RehearsedShow(RehearsalOptions wanted, bool fresh) : IServed
{
    private const int Kept = 5;
    private static readonly TimeSpan StartLookedForEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ClockDrift = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];
    private EmulatedPlatforms? _emulated;
    private ShowListener? _listener;
    private CrewPlayer? _crew;
    private ShowRow? _row;
    private DelayedJournal? _disk;

    public IJournal Over(IJournal journal) => _disk = new DelayedJournal(journal, TimeProvider.System);

    public bool Plays(Guid show) => _row?.Id == show;

    public async Task StartAsync(IServiceProvider services, CancellationToken ct)
    {
        var (time, logs) = (services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILoggerFactory>());
        var programme = PlayedProgramme.Of(wanted);
        DrillPlan.RefuseUnknown(Drills, programme);
        var directory = services.GetRequiredService<ShowDirectory>();
        var show = fresh ? null : await ResumeAsync(services, directory, programme, ct);
        _emulated = await EmulatedPlatforms.StartAsync(programme.Emulator with { Seed = wanted.Seed ?? 1 }, time, logs, ct);
        show ??= await BeginAsync(services, directory, programme, ct);

        var state = show.Snapshot.State;
        var resumed = state.Messages > 0 || state.Sources.Count > 0;
        var startAt = resumed ? state.LastAt : programme.Start;
        // It stands until the time line does not: one that ran ahead would have to jump back, under sources that have just said when they began.
        show.Clock.Set(startAt, rate: 0);
        if (!resumed && programme.Backlog is { } backlog) await ImportAsync(show, backlog, ct);
        var occurrence = 0;
        _emulated.Content = name => OurOwn(name) ?? programme.Night?.Drill(name, _emulated.ShowTime, occurrence++);

        _crew = new CrewPlayer(show, services.GetRequiredService<ICommands>(), services.GetRequiredService<Crew>(), time, programme, wanted.Crew, logs.CreateLogger<CrewPlayer>());
        await _crew.CatchUpAsync(startAt, resumed, ct);
        var log = logs.CreateLogger<RehearsedShow>();
        _running.Add(OwnAsync(_crew.RunAsync(_stop.Token), show.Slug, log));
        _running.Add(OwnAsync(PlayAsync(show, programme, startAt, time, log), show.Slug, log));
        _listener = ShowListener.Of(show, Addresses(_emulated), services);
        _listener.Start();
    }

    public async Task SayAsync(IServiceProvider services, Uri publicUri, CommandSession session, CancellationToken ct)
    {
        if (_row is not null) await StartTable.WriteAsync(services, _row, publicUri, session.Out, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        if (_listener is not null) await _listener.DisposeAsync();
        if (_emulated is not null) await _emulated.DisposeAsync();
        _crew?.Dispose();
        _stop.Dispose();
    }

    /// <returns>The last rehearsal that was started the same way and is not over; null: begin a new one.</returns>
    private async Task<LiveShow?> ResumeAsync(IServiceProvider services, ShowDirectory directory, PlayedProgramme programme, CancellationToken ct)
    {
        var last = (await directory.ListAsync(archived: false, ct)).LastOrDefault(r => r.Rehearsal && wanted.IsSameAs(RehearsalOptions.FromJson(r.RehearsalOptions)));
        if (last is null) return null;
        // Another node on this database plays it: two plays would be mixed into one show.
        if (services.GetRequiredService<IJournal>().Leases is { } leases && await leases.TakeLeaseAsync(new ShowId(last.Id), ShowListener.NodeName(services), ct) is null) return null;
        // One that cannot be opened or written (a newer version wrote it) is said, and a new one begun.
        if (await services.GetRequiredService<LiveShows>().TryOpenAsync(new ShowId(last.Id), last.Slug, ct) is not { ReadOnly: null } show) return null;
        if (programme.End is { } end && show.Snapshot.State.LastAt >= end) return null;
        _row = last;
        return show;
    }

    private async Task<LiveShow> BeginAsync(IServiceProvider services, ShowDirectory directory, PlayedProgramme programme, CancellationToken ct)
    {
        var rows = (await directory.ListAsync(archived: true, ct)).Where(r => r.Rehearsal).ToList();
        var slug = programme.Slug;
        for (var n = 2; rows.Any(r => r.Slug == slug); n++) slug = $"{programme.Slug}-{n}";
        var settings = programme.Settings with { Slug = slug, Rehearsal = true, Channels = programme.Channels(_emulated!) };
        var (row, whyNot) = await directory.CreateAsync(settings, wanted.ToJson(), programme.Start, ct);
        _row = row ?? throw new StartRefusedException(whyNot!.En);
        foreach (var old in rows.Where(r => r.ArchivedAt is null).Reverse().Skip(Kept - 1)) await directory.ArchiveAsync(old.Slug, ct);
        return services.GetRequiredService<LiveShows>().Live(new ShowId(row.Id))!;
    }

    private static async Task ImportAsync(LiveShow show, IEnumerable<RecordingLine> backlog, CancellationToken ct)
    {
        foreach (var chunk in backlog.OfType<RecordedMessage>().Select(m => (Arrival)new MessageCame(m.Message with { Backlog = true })).Chunk(1_000))
            await show.TakeAsync(chunk, ct);
    }

    private async Task PlayAsync(LiveShow show, PlayedProgramme programme, DateTimeOffset startAt, TimeProvider time, ILogger<RehearsedShow> log)
    {
        await Task.Yield();
        // Twitch has no replay: nothing is said before our readers are in their rooms.
        var waitsFor = (show.Snapshot.State.Settings?.Channels ?? []).Select(c => new WaitedFor(c.Platform, c.Name)).ToList();
        var playing = _emulated!.PlayAsync(programme.Timeline(startAt), programme.Play with { Speed = wanted.Speed, StartAt = startAt, WaitsFor = waitsFor }, _stop.Token);
        _running.Add(OwnAsync(DrillPlan.FireAsync(Drills, _emulated, time, _stop.Token), show.Slug, log));
        using var everySecond = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            while (!playing.IsCompleted && _emulated.ShowTime <= startAt) await Task.Delay(StartLookedForEvery, time, _stop.Token);
            show.Clock.Set(_emulated.ShowTime, wanted.Speed);
            while (!playing.IsCompleted && await everySecond.WaitForNextTickAsync(_stop.Token))
            {
                // A recording's long silences are jumped over: the show's clock goes along.
                var played = _emulated.ShowTime;
                if ((played - show.Clock.Now).Duration() > ClockDrift * Math.Max(1, wanted.Speed)) show.Clock.Set(played, wanted.Speed);
            }

            await playing;
            LogPlayed(log, show.Slug, _emulated.NotSendable.Count);
            foreach (var reason in _emulated.NotSendable.CountBy(m => m.Reason)) LogNotSendable(log, reason.Value, reason.Key);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            await playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            LogStopped(log, show.Slug);
        }
    }

    /// <summary>A bug ends its part of the rehearsal, said when it happens; the console goes on.</summary>
    private static async Task OwnAsync(Task part, string show, ILogger log)
    {
        try
        {
            await part;
        }
        catch (Exception bug)
        {
            LogBug(log, bug, show);
        }
    }

    private IEnumerable<string> Drills => wanted.Drills.IsDefault ? [] : wanted.Drills;

    /// <summary>Drills that are faults of ours: nothing comes over the wire.</summary>
    private RecordingLine[]? OurOwn(string drill)
    {
        if (drill != DelayedJournal.Drill) return null;
        _disk?.Slow(DelayedJournal.DrillEach, DelayedJournal.DrillFor);
        return [];
    }

    private static PlatformAddresses Addresses(EmulatedPlatforms emulated) => new(
        new TwitchOptions
        {
            IrcUri = emulated.Twitch.IrcUri, EventSubUri = emulated.Twitch.EventSubUri, ApiBaseUri = emulated.Twitch.ApiBaseUri, IdBaseUri = emulated.Twitch.IdBaseUri,
            ClientId = EmulatedTwitch.ClientId, ClientSecret = EmulatedTwitch.ClientSecret, UserAccessToken = EmulatedTwitch.UserToken, UserRefreshToken = EmulatedTwitch.UserRefreshToken,
        },
        new YouTubeOptions
        {
            ApiBaseUri = emulated.YouTube.ApiBaseUri, TokenUri = emulated.YouTube.TokenUri,
            // Signed in, as a show that is also moderated: then an expired sign-in (youtube-401) can be seen, too.
            AccessToken = EmulatedYouTube.AccessToken, RefreshToken = EmulatedYouTube.RefreshToken, ClientId = EmulatedYouTube.ClientId, ClientSecret = EmulatedYouTube.ClientSecret,
        },
        LoopbackOnly: true);

    [LoggerMessage(7101, LogLevel.Information, "The rehearsal {Show} has played its last line; {NotSendable} messages could not be sent on their platform's wire.")]
    private static partial void LogPlayed(ILogger log, string show, int notSendable);

    [LoggerMessage(7102, LogLevel.Information, "{Count} not sent: {Reason}")]
    private static partial void LogNotSendable(ILogger log, int count, string reason);

    [LoggerMessage(7104, LogLevel.Critical, "A part of the rehearsal {Show} ended on a bug.")]
    private static partial void LogBug(ILogger log, Exception bug, string show);

    [LoggerMessage(7103, LogLevel.Debug, "The rehearsal {Show} stopped.")]
    private static partial void LogStopped(ILogger log, string show);
}
