using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Testing;

/// <summary>
/// A show as the writer would fold it, without a writer: commands are decided, their entries numbered and applied. Immutable: each
/// step gives a new one. Time stands still between steps unless it is given.
/// </summary>
public sealed record AShow
{
    public ShowState State { get; private init; } = ShowState.Empty;

    /// <summary>All entries so far, as the journal would hold them.</summary>
    public IReadOnlyList<StoredEntry> Entries { get; private init; } = [];

    public DateTimeOffset Now { get; private init; } = A.Time;

    /// <summary>The id of the last accepted command: what undo names.</summary>
    public Guid LastAction { get; private init; }

    /// <summary>What became of the last command.</summary>
    public Decision? Last { get; private init; }

    public AShow Later(double seconds) => this with { Now = Now.AddSeconds(seconds) };

    /// <summary>Items, numbered from where the show is: the first of an empty show is Q1.</summary>
    public AShow With(params AnItem[] items) => items.Aggregate(this, (show, item) => show.WithItem(item));

    public Item Item(int number) => State.Item(number) ?? throw new InvalidOperationException($"No Q{number}.");

    public ItemId Id(int number) => Item(number).Id;

    public int Version(int number) => Item(number).Version;

    public Decision Decide(IShowCommand command, Actor by) =>
        State.May(by, command.Needs) ? command.Decide(State, by, Now) : Refusals.Forbidden(by.Role);

    /// <summary>The command was accepted (or changed nothing); fails when it is refused.</summary>
    public AShow After(IShowCommand command, Actor by)
    {
        var show = Try(command, by);
        return show.Last!.Refusal is { } refusal ? throw new InvalidOperationException($"{command.Verb} was refused: {refusal.Message}") : show;
    }

    /// <summary>As the writer: a refused command leaves everything as it was.</summary>
    public AShow Try(IShowCommand command, Actor by, Guid? id = null)
    {
        var decision = Decide(command, by);
        var action = id ?? new Guid(Entries.Count + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
        var entries = decision.Entries.Select((e, i) => new StoredEntry(State.Sequence + 1 + i, Now, e, action, command.Verb, by)).ToList();
        return this with
        {
            State = State.Apply(entries),
            Entries = [.. Entries, .. entries],
            Last = decision,
            LastAction = entries.Count > 0 ? action : LastAction,
        };
    }

    /// <summary>An account acts there and may do whatever the platform lets a program do.</summary>
    public AShow Acting(string platform = "twitch", string channel = "agence") => After(new ActingCame(new ChannelActing(platform, channel, "Agence Orbite", "77",
        [.. Enum.GetValues<DeedKind>().Where(kind => PlatformDeeds.Can(platform, kind))])));

    /// <summary>The platform did what the effect asked for (or what became of it).</summary>
    public AShow Settled(long effect, EffectState outcome = EffectState.Done, EffectTrouble trouble = EffectTrouble.None, string? said = null, string? handle = null) =>
        After(new EffectStarting(effect, new Guid((int)effect, 0, 0, [0, 0, 0, 0, 0, 0, 0, 3]), "Agence Orbite")).After(new EffectEnded(effect, outcome, trouble, said, handle));

    /// <summary>What a platform's reading brought.</summary>
    public AShow After(Arrival arrival) => After([.. ArrivalEntries.Of(State, arrival, Now)]);

    public AShow After(params Entry[] entries)
    {
        var stored = entries.Select((e, i) => new StoredEntry(State.Sequence + 1 + i, Now, e)).ToList();
        return this with { State = State.Apply(stored), Entries = [.. Entries, .. stored] };
    }

    public AShow Undo(Actor by) => After(new UndoAction(LastAction), by);

    /// <summary>As if so much had been asked of the platforms.</summary>
    public AShow With(EffectBook effects) => this with { State = State with { Effects = effects } };

    /// <summary>The messages a stored state is restored with.</summary>
    public IEnumerable<(FeedRow Row, Removal? Removed)> Newest() =>
        State.Recent.Newest(FeedLog.Kept).Select(row => (row, State.Struck.GetValueOrDefault(row.Sequence)));

    private AShow WithItem(AnItem item)
    {
        var number = State.LastNumber + 1;
        var message = item.Message(number);
        var id = new ItemId(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 2]));
        var show = After(new MessageCame(message)).After(new PromoteMessage(message.Ref, item.Kind, id, message), item.By);
        if (item.Stage != Stage.New && show.Item(number).Stage == Stage.New) show = show.Approve(number);
        if (item.Stage is Stage.Queued) show = show.After(new QueueItem(id, show.Version(number)), item.By);
        if (item.Stage is Stage.OnAir) show = show.After(new PutOnAir(id, show.Version(number), show.State.Air.Item), item.By);
        return show;
    }

    private AShow Approve(int number) => Enumerable.Range(1, State.ApprovalsWanted).Aggregate(this, (show, n) =>
        show.After(new ApproveItem(show.Id(number), show.Version(number)), A.Editor($"Approver {n}")));
}
