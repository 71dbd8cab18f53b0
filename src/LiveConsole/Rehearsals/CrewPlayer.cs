using System.Security.Cryptography;
using System.Text;
using LiveConsole.Accounts;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
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
    private const int MessageTries = 8;

    private readonly LiveShow _show;
    private readonly ICommands _commands;
    private readonly TimeProvider _time;
    private readonly PlayedProgramme _programme;
    private readonly ILogger<CrewPlayer> _log;
    private readonly Dictionary<string, ItemId> _items = new(StringComparer.Ordinal);
    private readonly List<IDisposable> _present = [];
    private readonly List<CrewAct> _acts;
    private int _next;

    public CrewPlayer(LiveShow show, ICommands commands, Crew crew, TimeProvider time, PlayedProgramme programme, bool played, ILogger<CrewPlayer> log)
    {
        (_show, _commands, _time, _programme, _log) = (show, commands, time, programme, log);
        // Without a played crew the phases still come: they are the show's, not a colleague's.
        _acts = [.. (programme.Night?.Crew() ?? []).Where(a => played || a.Verb is PlayedPhase)];
        if (!played || programme.Night is null) return;
        foreach (var member in CrewMember.All)
        {
            var actor = ActorOf(member);
            crew.Play(actor, show.Id);
            if (actor.Role != Role.Presenter) _present.Add(show.Join(new PersonPresent(actor.Id, actor.Name, actor.Role, DeskOf(actor.Role), null, Played: true, show.Clock.Now)));
        }
    }

    /// <summary>Before the show runs: acts before its start are done at once, or, when it goes on, known again.</summary>
    public async Task CatchUpAsync(DateTimeOffset startAt, bool resumed, CancellationToken ct)
    {
        for (; _next < _acts.Count && _acts[_next].At <= startAt; _next++)
        {
            if (resumed) Remember(_acts[_next]);
            else await ActAsync(_acts[_next], atOnce: true, ct);
        }

        // After a jump the phase of that time is the one that began last before it.
        if (!resumed && _programme.Night is { } night && night.Phases.LastOrDefault(p => p.At <= startAt) is { } phase)
            await BeginAsync(phase.Phase, night.TZero, Guid.CreateVersion7());
    }

    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            for (; _next < _acts.Count; _next++)
            {
                await WaitUntilAsync(_acts[_next].At, ct);
                await ActAsync(_acts[_next], atOnce: false, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            LogStopped(_show.Slug, _next);
        }
    }

    public void Dispose() => _present.ForEach(p => p.Dispose());

    private async Task WaitUntilAsync(DateTimeOffset at, CancellationToken ct)
    {
        while (_show.Clock.Now is var now && now < at)
        {
            var wait = _show.Clock.Rate > 0 ? (at - now) / _show.Clock.Rate : TimeSpan.FromSeconds(1);
            // The clock may be set meanwhile: look again at least every second.
            await Task.Delay(wait > TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait + TimeSpan.FromMilliseconds(1), _time, ct);
        }
    }

    private async Task ActAsync(CrewAct act, bool atOnce, CancellationToken ct)
    {
        if (act.Verb is PlayedPhase phase)
        {
            await BeginAsync(phase.Phase, _programme.Night!.TZero, IdOf(act.Id));
            return;
        }

        var actor = ActorOf(act.Who);
        if (StepsAside(actor)) return;
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

    private Task BeginAsync(string key, DateTimeOffset zero, Guid id)
    {
        var phase = PlayedProgramme.PhaseOf(key, _show.Clock.Now, zero);
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
