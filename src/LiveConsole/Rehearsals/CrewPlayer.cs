using System.Security.Cryptography;
using System.Text;
using LiveConsole.Accounts;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Posts;
using LiveConsole.Domain.Questions;
using LiveConsole.Rehearsal.Night;
using LiveConsole.Shows;

namespace LiveConsole.Rehearsals;

/// <summary>
/// Plays the built-in night's colleagues: their verbs go through the same door as everybody's, labelled "played". A colleague steps
/// aside while a person holds that role at a desk. Commands' ids come from the act, so that a restart repeats nothing.
/// </summary>
public sealed partial class CrewPlayer : IDisposable
{
    private static readonly TimeSpan MessageLate = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(1), LooksAtMost = TimeSpan.FromMilliseconds(50);

    /// <summary>After a jump the board holds what the colleagues have chosen in the last half hour: that much of the chat comes in as its backlog.</summary>
    private static readonly TimeSpan CaughtUp = TimeSpan.FromMinutes(30);

    private const int MessageTries = 8;

    private readonly LiveShow _show;
    private readonly ICommands _commands;
    private readonly Crew _crew;
    private readonly TimeProvider _time;
    private readonly PlayedProgramme _programme;
    private readonly ILogger<CrewPlayer> _log;
    private readonly Dictionary<string, ItemId> _items = new(StringComparer.Ordinal);
    private readonly List<IDisposable> _present = [];
    private readonly PlayedModerators _moderators = new();
    // One act at a time, and whoever conducts between two: acts, items and who is present are theirs while they hold it.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private List<CrewAct> _acts;
    private CancellationTokenSource _act = new();
    private bool _played;
    private int _next;

    public CrewPlayer(LiveShow show, ICommands commands, Crew crew, TimeProvider time, PlayedProgramme programme, bool played, ILogger<CrewPlayer> log)
    {
        (_show, _commands, _crew, _time, _programme, _log) = (show, commands, crew, time, programme, log);
        _acts = [.. programme.Night?.Crew() ?? []];
        if (played && programme.Night is not null) Enter();
    }

    /// <summary>Before the show runs: as after a jump; or, when it goes on, what was done before is known again.</summary>
    public Task CatchUpAsync(DateTimeOffset startAt, bool resumed, CancellationToken ct)
    {
        if (!resumed) return _programme.Night is { } night ? BeginWithAsync(night, startAt, ct) : Task.CompletedTask;
        for (; _next < _acts.Count && _acts[_next].At <= startAt; _next++) Remember(_acts[_next]);
        return Task.CompletedTask;
    }

    private async Task BeginWithAsync(LandingNight night, DateTimeOffset startAt, CancellationToken ct)
    {
        // Before the phase: in the critical minutes nothing is armed.
        await InTurnAsync(() => PreparePostsAsync(startAt < night.TZero, ct), ct);
        await JumpAsync(night, startAt, ct);
    }

    /// <summary>The library is not empty when people come: the rehearsed show's own; else one by the played producer, or by the program where nobody is played.</summary>
    /// <param name="armed">Their moments are still to come.</param>
    private async Task PreparePostsAsync(bool armed, CancellationToken ct)
    {
        if (_show.Snapshot.State is not { Settings: { } settings, Posts.LastNumber: 0 }) return;
        if (!_programme.Library.IsEmpty)
        {
            // As they stand there: whoever armed them did so in the show.
            await _commands.DoAsync(_show.Id, new CopyPosts(_programme.Library, armed), Actor.Program, IdOf("posts"), ct);
            return;
        }

        var by = _played ? CrewMember.All.Select(ActorOf).First(a => a.Role == Role.Producer) : Actor.Program;
        foreach (var ((post, waits), number) in NightPosts.Of(settings).Select((p, i) => (p, i + 1)))
        {
            await _commands.DoAsync(_show.Id, new KeepPost(post), by, IdOf($"post:{number}"), ct);
            if (waits && armed) await _commands.DoAsync(_show.Id, new ArmPost(number, 1), by, IdOf($"post-armed:{number}"), ct);
            if (post.Every is not null) await _commands.DoAsync(_show.Id, new SchedulePost(number, 1), by, IdOf($"post-repeated:{number}"), ct);
        }
    }

    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await _turn.WaitAsync(ct);
                CrewAct? due = null;
                try
                {
                    if (_next < _acts.Count && _acts[_next].At <= _show.Clock.Now)
                    {
                        due = _acts[_next++];
                        using var act = CancellationTokenSource.CreateLinkedTokenSource(ct, _act.Token);
                        await ActAsync(due, atOnce: false, act.Token);
                    }
                    else
                    {
                        await ModerateAsync(ct);
                    }
                }
                catch (OperationCanceledException) when (!ct.IsCancellationRequested)
                {
                    // Whoever conducts has gone elsewhere: what was waited for is not waited for any more.
                }
                finally
                {
                    _turn.Release();
                }

                if (due is null) await WaitAsync(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            LogStopped(_show.Slug, _next);
        }
    }

    /// <summary>Colleagues come to their desks, or leave them; the phases go on without them.</summary>
    public Task PlayAsync(bool played, CancellationToken ct) => InTurnAsync(() =>
    {
        if (_programme.Night is not null && played != _played)
        {
            if (played) Enter();
            else Leave();
        }

        return Task.CompletedTask;
    }, ct);

    /// <summary>
    /// The show has gone forward: what the colleagues would have chosen meanwhile is put on the board, what they would have aired is not made up for,
    /// and its phase begins.
    /// </summary>
    public Task JumpAsync(LandingNight night, DateTimeOffset to, CancellationToken ct) => InTurnAsync(async () =>
    {
        var skipped = _acts.Skip(_next).TakeWhile(a => a.At <= to).ToList();
        _next += skipped.Count;
        var aired = skipped.Select(a => a.Verb).OfType<PlayedTake>().Select(t => t.Item).ToHashSet(StringComparer.Ordinal);
        foreach (var act in skipped.Where(a => a.At > to - CaughtUp && ItemOfBoard(a.Verb) is { } item && !aired.Contains(item))) await ActAsync(act, atOnce: true, ct);
        await BeginPhaseOfAsync(night, to);
    }, ct);

    /// <summary>From a time on the colleagues do what they do in a night of another ending.</summary>
    public Task ChangeAsync(LandingNight night, string ending, DateTimeOffset at, CancellationToken ct) => InTurnAsync(() =>
    {
        var others = night.Crew().ToList();
        _acts = [.. _acts.TakeWhile(a => a.At < at), .. others.Where(a => a.At >= at).Select(a => a with { Id = $"{ending}:{a.Id}", Verb = a.Verb is PlayedUndo undo ? new PlayedUndo($"{ending}:{undo.Act}") : a.Verb })];
        // The same items under the other night's keys.
        foreach (var act in others.TakeWhile(a => a.At < at)) Remember(act);
        return Task.CompletedTask;
    }, ct);

    public void Dispose()
    {
        Leave();
        _act.Dispose();
        _turn.Dispose();
    }

    /// <returns>The item that the board gets or whose words or place change by it; null: it does something else.</returns>
    private static string? ItemOfBoard(CrewVerb verb) => verb switch
    {
        PlayedPromote v => v.Item,
        PlayedAdd v => v.Item,
        PlayedEdit v => v.Item,
        PlayedApprove v => v.Item,
        PlayedQueue v => v.Item,
        _ => null,
    };

    private void Enter()
    {
        _played = true;
        foreach (var member in CrewMember.All)
        {
            var actor = ActorOf(member);
            _crew.Play(actor, _show.Id);
            if (actor.Role != Role.Presenter) _present.Add(_show.Join(new PersonPresent(actor.Id, actor.Name, actor.Role, DeskOf(actor.Role), null, Played: true, _show.Clock.Now)));
        }
    }

    private void Leave()
    {
        _played = false;
        _present.ForEach(p => p.Dispose());
        _present.Clear();
        foreach (var member in CrewMember.All) _crew.StopPlaying(ActorOf(member), _show.Id);
    }

    private async Task InTurnAsync(Func<Task> work, CancellationToken ct)
    {
        await _act.CancelAsync();
        await _turn.WaitAsync(ct);
        try
        {
            _act.Dispose();
            _act = new CancellationTokenSource();
            await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Every second of the show, at most every one of ours: colleagues are as quick as the time line is played.</summary>
    internal static TimeSpan LooksAgainIn(double rate) => rate <= 1 ? LooksEvery : LooksEvery / rate is var quick && quick > LooksAtMost ? quick : LooksAtMost;

    private async Task WaitAsync(CancellationToken ct)
    {
        // The clock may be set meanwhile, and other acts put in: look again also when nothing is due.
        var (rate, looks) = (_show.Clock.Rate, LooksAgainIn(_show.Clock.Rate));
        var next = _next < _acts.Count && rate > 0 ? (_acts[_next].At - _show.Clock.Now) / rate : looks;
        if (next > TimeSpan.Zero) await Task.Delay(next > looks ? looks : next + TimeSpan.FromMilliseconds(1), _time, ct);
    }

    private async Task ActAsync(CrewAct act, bool atOnce, CancellationToken ct)
    {
        if (act.Verb is PlayedPhase phase)
        {
            // The show's, not a colleague's.
            await BeginAsync(phase.Phase, _programme.Night!.TZero, IdOf(act.Id));
            return;
        }

        var actor = ActorOf(act.Who);
        if (!_played || StepsAside(actor)) return;
        for (var tries = 1; ; tries++)
        {
            if (CommandOf(act) is not { } command) return;
            var outcome = await _commands.DoAsync(_show.Id, command, actor, IdOf(act.Id), ct);
            if (outcome is Outcome.Accepted) Remember(act);
            // Its message may still be on its way over the wire.
            var late = outcome is Outcome.Refused { Refusal.Kind: RefusalKind.NotFound } && act.Verb is PlayedPromote;
            if (!late || atOnce || tries >= MessageTries) return;
            await Task.Delay(MessageLate, _time, ct);
        }
    }

    private async Task ModerateAsync(CancellationToken ct)
    {
        if (!_played || _programme.Night is null) return;
        foreach (var deed in _moderators.Due(_show.Snapshot.State, _show.Clock.Now))
        {
            var actor = ActorOf(deed.Who);
            if (!StepsAside(actor)) await _commands.DoAsync(_show.Id, deed.Command, actor, IdOf(deed.Id), ct);
        }
    }

    private Task BeginPhaseOfAsync(LandingNight night, DateTimeOffset at) =>
        night.Phases.LastOrDefault(p => p.At <= at) is { } phase ? BeginAsync(phase.Phase, night.TZero, Guid.CreateVersion7()) : Task.CompletedTask;

    private Task BeginAsync(string key, DateTimeOffset zero, Guid id)
    {
        var phase = PlayedProgramme.PhaseOf(key, _show.Clock.Now, zero, _show.Snapshot.State.Settings?.Plan);
        return _commands.DoAsync(_show.Id, new BeginPhase(phase.Key, phase.WordFr, phase.WordEn, phase.Zero), Actor.Program, id);
    }

    private bool StepsAside(Actor actor)
    {
        var snapshot = _show.Snapshot;
        if (actor.Role == Role.Presenter) return snapshot.State.Signals.Any(s => s.Screen != actor.Name);
        return snapshot.People.Any(p => !p.Played && p.Role == actor.Role);
    }

    /// <returns>The act as a command on the state as it is; null: what it names is not there.</returns>
    private IShowCommand? CommandOf(CrewAct act)
    {
        var state = _show.Snapshot.State;
        return act.Verb switch
        {
            PlayedPromote v => new PromoteMessage(v.Message, v.Kind == "comment" ? ItemKind.Comment : ItemKind.Question, ItemId.New(_time.GetUtcNow())),
            PlayedAdd v => new AddItem(ItemKind.Line, v.French, null, null, "fr", NewItem(v.Item)),
            PlayedEdit v => Named(v.Item) is { } i ? new EditItem(i.Id, i.Version) { Fr = v.French, En = v.English } : null,
            PlayedApprove v => Named(v.Item) is { } i ? new ApproveItem(i.Id, i.Version) : null,
            PlayedQueue v => Named(v.Item) is { } i ? new QueueItem(i.Id, i.Version, v.Place) : null,
            PlayedMove v => Named(v.Item) is { } i ? new MoveItem(i.Id, i.Version, v.Place) : null,
            PlayedDequeue v => Named(v.Item) is { } i ? new DequeueItem(i.Id, i.Version) : null,
            PlayedTake v => Named(v.Item) is { } i ? new PutOnAir(i.Id, i.Version, state.Air.Item) : null,
            PlayedClear v => v.Item is null || Named(v.Item)?.Id == state.Air.Item ? new TakeOffAir() : null,
            PlayedShowOverlay => new ShowOverlay(true),
            PlayedHideOverlay => new ShowOverlay(false),
            PlayedSkip v => Named(v.Item) is { } i ? new SkipItem(i.Id) : null,
            PlayedLater v => Named(v.Item) is { } i ? new LaterItem(i.Id) : null,
            PlayedDismiss v => Named(v.Item) is { } i ? new DismissItem(i.Id, i.Version, ReasonOf(v.Reason)) : null,
            PlayedReopen v => Named(v.Item) is { } i ? new ReopenItem(i.Id, i.Version) : null,
            PlayedUndo v => new UndoAction(IdOf(v.Act)),
            PlayedMark v => new MarkMoment(state.Settings?.Language == "en" ? v.English : v.French),
            PlayedSignal v => SignalOf(v, act.Who),
            _ => null,
        };

        Item? Named(string key) => _items.TryGetValue(key, out var id) ? state.Item(id) : null;
    }

    private PresenterSignal? SignalOf(PlayedSignal signal, CrewMember who)
    {
        if (!Enum.TryParse<SignalKind>(signal.Kind, ignoreCase: true, out var kind)) return null;
        ItemId? item = signal.Item is { } key && _items.TryGetValue(key, out var id) ? id : null;
        // What a person kept off the air cannot be tapped on its screen.
        return signal.Item is not null && (item is null || item != _show.Snapshot.State.Air.Item) ? null : new PresenterSignal(kind, item, _show.Clock.Now, who.Name);
    }

    /// <summary>Keeps which item an act's key means, also after a restart.</summary>
    private void Remember(CrewAct act)
    {
        var state = _show.Snapshot.State;
        if (act.Verb is PlayedPromote promote && state.Asked.TryGetValue(promote.Message, out var asked)) _items[promote.Item] = asked;
        if (act.Verb is PlayedAdd add && state.Items.ContainsKey(NewItem(add.Item))) _items[add.Item] = NewItem(add.Item);
    }

    private ItemId NewItem(string key) => new(IdOf("item:" + key));

    /// <summary>The same act has the same id in every run of this show.</summary>
    private Guid IdOf(string act) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{_show.Id}/{act}")).AsSpan(0, 16), bigEndian: true);

    private static Actor ActorOf(CrewMember member) => new($"played:{member.Key}", member.Name, Enum.Parse<Role>(member.Role, ignoreCase: true), Played: true);

    private static string DeskOf(Role role) => role is Role.Moderator or Role.Lead ? "moderate" : "questions";

    private static DismissReason ReasonOf(string reason) => Enum.TryParse<DismissReason>(reason.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), ignoreCase: true, out var known) ? known : DismissReason.NotSuitable;

    [LoggerMessage(7201, LogLevel.Debug, "The played crew of {Show} stopped at act {Act}.")]
    private partial void LogStopped(string show, int act);
}
