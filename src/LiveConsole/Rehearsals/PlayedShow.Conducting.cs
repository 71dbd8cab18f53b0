using System.Globalization;
using LiveConsole.Accounts;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Night;
using LiveConsole.Shows;

namespace LiveConsole.Rehearsals;

/// <summary>The conductor's deeds. Each is kept with the rehearsal, so that one that was cut goes on the same and its debrief knows what was fired.</summary>
public sealed partial class PlayedShow
{
    public static double Slowest => 0.1;

    public static double Fastest => 100;

    /// <summary>Where the journal is also a real show's: its work goes first.</summary>
    public static double FastestBesideShows => 20;

    private const int SeamTries = 5;

    // One deed at a time: each is several steps.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private LandingNight? _night;
    private Conducted? _scene;
    private int _occurrence;

    /// <summary>Something of what is shown about it has changed. On any thread.</summary>
    public event Action? Changed;

    public bool IsPaused => _emulated.IsPaused;

    public double Speed => _emulated.Speed;

    public Ending Ending => Options.AsConducted().Ending;

    public bool CrewPlayed => Options.AsConducted().Crew;

    /// <summary>The last line has been played.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Names of the night's points, and whether they lie behind: then a jump begins a new rehearsal there. Empty for recordings.</summary>
    public IReadOnlyList<(string Name, bool Behind)> Points => _programme.Night is not { } night ? []
        // The tour has its own times; its points are the night's, begun anew.
        : night.JumpPoints is { Count: > 0 } names ? [.. names.Select(n => (n, night.PointAt(n) <= _emulated.ShowTime))] : [.. AllPoints.Select(n => (n, true))];

    public static IReadOnlyList<string> AllPoints { get; } = ["waiting", "opening", "approach", "t-12", "t-1", "picture", "questions", "farewell"];

    /// <summary>It is not decided yet how the night ends.</summary>
    public bool MayChangeEnding => _night is { } night && !IsOver && night.NextSeam(_emulated.ShowTime) < night.EndingFrom;

    /// <summary>A scene of the night, a fault of the wire, or of a disk that is only this rehearsal's.</summary>
    public bool CanFire(string drill) => drill switch
    {
        DelayedJournal.Drill => _disk is not null,
        // The end of everything is the conductor's own button; a removal in the studio needs victims that only the script has.
        "end" or "studio-removal" => false,
        _ => EmulatedPlatforms.Drills.Contains(drill) || (_programme.Night is not null && LandingNight.SceneNames.Contains(drill)),
    };

    public Task<Words?> PauseAsync(Actor by, bool stands, CancellationToken ct) => ConductAsync(by, _ =>
    {
        if (_emulated.IsPaused == stands) return Task.FromResult<(Conducted?, Words?)>((null, null));
        Show.Clock.Stand();
        _emulated.Pause(stands);
        FollowClock();
        return Done(ConductedDeed.Pause, by, stands ? "stands" : "goes-on");
    }, ct);

    public Task<Words?> SetSpeedAsync(Actor by, double speed, CancellationToken ct) => ConductAsync(by, _ =>
    {
        if (speed < Slowest || speed > Fastest) return Task.FromResult<(Conducted?, Words?)>((null, new("A speed lies between 0.1 and 100.", "Une vitesse est comprise entre 0,1 et 100.")));
        if (_disk is null && speed > FastestBesideShows) return Task.FromResult<(Conducted?, Words?)>((null,
            new("At most 20 times the speed where real shows are served.", "Au plus 20 fois la vitesse là où de vraies émissions sont servies.")));
        if (_emulated.Speed.Equals(speed)) return Task.FromResult<(Conducted?, Words?)>((null, null));
        Show.Clock.Stand();
        _emulated.SetSpeed(speed);
        FollowClock();
        return Done(ConductedDeed.Speed, by, speed.ToString(CultureInfo.InvariantCulture));
    }, ct);

    /// <summary>Forward to a point: what lies between is not played, what was said in the half hour before comes in as backlog.</summary>
    public Task<Words?> JumpAsync(Actor by, string point, CancellationToken ct) => ConductAsync(by, async deed =>
    {
        var night = PlayedProgramme.NightOf(Options, Ending);
        if (!night.JumpPoints.Contains(point)) return (null, new("This rehearsal has no such point.", "Cette répétition n'a pas ce repère."));
        var (from, to) = (_emulated.ShowTime, night.PointAt(point));
        Show.Clock.Stand();
        var forward = _emulated.Jump(to, night.Timeline(to));
        FollowClock();
        if (!forward) return (null, new("That point lies behind: begin a new rehearsal there.", "Ce repère est passé : commencez-y une nouvelle répétition."));
        _night = night;
        Changed?.Invoke();
        // Another night of the same: that one is the player's now.
        var same = PlayedProgramme.NightOf(Options, Ending);
        await ImportAsync(same.Backlog(to), deed);
        await _crew.JumpAsync(same, to, deed);
        return (new Conducted(ConductedDeed.Jump, from, by.Name, point, To: to), null);
    }, ct);

    public Task<Words?> FireAsync(Actor by, string drill, CancellationToken ct) => ConductAsync(by, _ =>
    {
        if (!CanFire(drill)) return Task.FromResult<(Conducted?, Words?)>((null, new($"There is no incident \"{drill}\" here.", $"Il n'y a pas ici d'incident « {drill} ».")));
        if (drill != DelayedJournal.Drill && !_emulated.MeetsSomebody(drill)) return Task.FromResult<(Conducted?, Words?)>((null,
            new("Nobody reads that platform yet: try again in a moment.", "Personne ne lit encore cette plateforme : réessayez dans un instant.")));
        _scene = null;
        _emulated.Fire(drill);
        var (fired, at) = (_scene, _emulated.ShowTime);
        return Task.FromResult<(Conducted?, Words?)>(((fired ?? new Conducted(ConductedDeed.Drill, at, "", drill)) with { By = by.Name }, null));
    }, ct);

    /// <summary>The night goes on with another ending; it is too late once the silence has begun.</summary>
    public Task<Words?> ChangeEndingAsync(Actor by, Ending ending, CancellationToken ct) => ConductAsync(by, async deed =>
    {
        if (ending == Ending) return (null, null);
        var night = PlayedProgramme.NightOf(Options, ending);
        for (var tries = 0; tries < SeamTries && MayChangeEnding; tries++)
        {
            var seam = night.NextSeam(_emulated.ShowTime);
            // At a high speed the seam may have come meanwhile: the next one.
            if (!_emulated.Change(seam, night.Timeline(seam))) continue;
            _night = night;
            await _crew.ChangeAsync(night, ending.ToString(), seam, deed);
            return (new Conducted(ConductedDeed.Ending, seam, by.Name, ending.ToString()), null);
        }

        return (null, new("It is too late: the silence has begun, or is about to. Begin a new rehearsal at an earlier point.",
            "C'est trop tard : le silence a commencé, ou va commencer. Commencez une nouvelle répétition à un repère plus tôt."));
    }, ct);

    public Task<Words?> PlayCrewAsync(Actor by, bool played, CancellationToken ct) => ConductAsync(by, async deed =>
    {
        if (played == CrewPlayed) return (null, null);
        await _crew.PlayAsync(played, deed);
        return (new Conducted(ConductedDeed.Crew, _emulated.ShowTime, by.Name, played ? "played" : "none"), null);
    }, ct);

    /// <summary>Who may: owner and producer (Configure), as they stand in the rehearsal now.</summary>
    public Words? WhyNot(Actor by) => _services.GetRequiredService<Crew>().Current(by, Show.Id) is { } now
        && Rights.Has(now.Role, Permission.Configure, Show.Snapshot.State.Settings?.Rules ?? ShowRules.Default)
            ? null : Refusals.Forbidden(by.Role).Words;

    private Task<(Conducted?, Words?)> Done(ConductedDeed did, Actor by, string what) => Task.FromResult<(Conducted?, Words?)>((new Conducted(did, _emulated.ShowTime, by.Name, what), null));

    /// <param name="deed">Its token ends with the rehearsal.</param>
    private async Task<Words?> ConductAsync(Actor by, Func<CancellationToken, Task<(Conducted? Did, Words? WhyNot)>> deed, CancellationToken ct)
    {
        if (WhyNot(by) is { } forbidden) return forbidden;
        if (_stop.IsCancellationRequested) return Ended;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct, _stop.Token);
        try
        {
            await _turn.WaitAsync(ends.Token);
            try
            {
                var (did, whyNot) = await deed(ends.Token);
                if (did is null) return whyNot;
                Options = Options with { Conducted = Options.Conducted.Add(did) };
                await _services.GetRequiredService<ShowDirectory>().KeepRehearsalAsync(Show.Id, Options.ToJson(), ends.Token);
                LogConducted(_log, Show.Slug, did.Did, did.What);
                Changed?.Invoke();
                return null;
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException && _stop.IsCancellationRequested)
        {
            return Ended;
        }
    }

    private static Words Ended { get; } = new("This rehearsal has ended.", "Cette répétition est terminée.");

    /// <summary>On the player's thread, while nothing else asks the night.</summary>
    private IEnumerable<RecordingLine>? ContentOf(string drill)
    {
        if (drill == DelayedJournal.Drill)
        {
            // Where there is none, it is a name that is not known.
            _disk?.Slow(DelayedJournal.DrillEach, DelayedJournal.DrillFor);
            return _disk is null ? null : [];
        }

        var (at, occurrence) = (_emulated.ShowTime, _occurrence);
        if (_night?.Drill(drill, at, occurrence) is not { } lines) return null;
        _occurrence++;
        _scene = new Conducted(ConductedDeed.Drill, at, "", drill, occurrence);
        return lines;
    }

    [LoggerMessage(7105, LogLevel.Information, "The rehearsal {Show} is conducted: {Did} {What}")]
    private static partial void LogConducted(ILogger log, string show, ConductedDeed did, string? what);
}
