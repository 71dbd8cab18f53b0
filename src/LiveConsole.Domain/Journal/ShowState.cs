using System.Collections.Immutable;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.CrewLine;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>What an accepted command changed, so that it can be put back exactly.</summary>
/// <param name="Before">In order: the fields of items it changed, with what stood before and who had put it there.</param>
/// <param name="AirBefore">What was on air before, when it changed the air.</param>
/// <param name="Added">Items it created.</param>
/// <param name="AirStampBefore">Who had changed the air before.</param>
/// <param name="Settings">What it changed of the settings.</param>
/// <param name="Course">What stood before it of hold and clock, when it held or resumed the show.</param>
/// <param name="Struck">The messages it removed or hid; of very many (<see cref="ShowState.StruckKept"/>) none: then they are shown again one by one.</param>
public sealed record ActionRecord(
    Guid Id, string Verb, Actor By, DateTimeOffset At,
    ImmutableArray<(ItemId Item, ItemChange Before, Stamp? Stamp)> Before,
    Air? AirBefore, ImmutableArray<ItemId> Added, bool Undone = false, Stamp? AirStampBefore = null, SettingsChange? Settings = null, CourseChange? Course = null,
    ImmutableArray<MessageRef> Struck = default)
{
    public ImmutableArray<MessageRef> Struck { get; init; } = Struck.IsDefault ? [] : Struck;
}

/// <summary>
/// What rules read: a pure fold of the journal, immutable and bounded (the whole night's messages are in the journal's tables, the
/// last ones here). <see cref="Apply(StoredEntry)"/> is deterministic: same entries, same state, on every node.
/// </summary>
public sealed partial record ShowState
{
    /// <summary>Actions remembered for undo and for answering a repeated command again.</summary>
    public const int ActionsKept = 1_000;

    /// <summary>Messages remembered for undo, of all actions together.</summary>
    public const int StruckKept = 20_000;

    private const int HistoryKept = 30;
    private const int GapsKept = 500;
    private const int MomentsKept = 500;
    private const int SignalsKept = 50;
    private const int ClearsKept = 50;
    private const int CrewMessagesKept = 200;

    public static ShowState Empty { get; } = new();

    public long Sequence { get; init; }
    public long DeskVersion { get; init; }
    public DateTimeOffset LastAt { get; init; }
    /// <summary>Show time of the first entry: the show's first day; null before it.</summary>
    public DateTimeOffset? StartedAt { get; init; }
    public ShowSettings? Settings { get; init; }
    /// <summary>Who last changed which section of them.</summary>
    public ImmutableDictionary<SettingsSection, Stamp> SettingsStamps { get; init; } = ImmutableDictionary<SettingsSection, Stamp>.Empty;
    public int LastNumber { get; init; }
    public ImmutableDictionary<ItemId, Item> Items { get; init; } = ImmutableDictionary<ItemId, Item>.Empty;
    public ImmutableDictionary<int, ItemId> ByNumber { get; init; } = ImmutableDictionary<int, ItemId>.Empty;
    /// <summary>Which item a message asks.</summary>
    public ImmutableDictionary<MessageRef, ItemId> Asked { get; init; } = ImmutableDictionary<MessageRef, ItemId>.Empty;
    /// <summary>Queued items in order; the first is NEXT.</summary>
    public ImmutableList<ItemId> Rundown { get; init; } = [];
    public Air Air { get; init; } = Air.Empty;
    /// <summary>The action that last changed the air: undo of an earlier one is refused.</summary>
    public Stamp? AirStamp { get; init; }
    public Actor? Hand { get; init; }
    public DateTimeOffset? LastTakeAt { get; init; }
    public Phase? Phase { get; init; }
    /// <summary>Null: the clock runs.</summary>
    public ShowHold? Hold { get; init; }
    /// <summary>The action that last held or resumed it.</summary>
    public Stamp? CourseStamp { get; init; }
    public ImmutableList<Moment> Moments { get; init; } = [];
    public ImmutableList<Signal> Signals { get; init; } = [];
    public SourceBook Sources { get; init; } = SourceBook.Empty;
    public ImmutableList<Gap> Gaps { get; init; } = [];
    public ShowAudience Audience { get; init; } = ShowAudience.Empty;
    public long Messages { get; init; }
    public FeedLog Recent { get; init; } = FeedLog.Empty;
    /// <summary>Removals of the messages in <see cref="Recent"/>, by sequence.</summary>
    public ImmutableDictionary<long, Removal> Struck { get; init; } = ImmutableDictionary<long, Removal>.Empty;
    public RemovalMemory Removed { get; init; } = RemovalMemory.Empty;
    /// <summary>Whole-chat clears that items came from, oldest first, answered or not.</summary>
    public ImmutableList<ChatClear> Clears { get; init; } = [];
    /// <summary>What waits for a moderator's decision.</summary>
    public LaneBook Lanes { get; init; } = LaneBook.Empty;
    /// <summary>The crew line's last messages, oldest first.</summary>
    public ImmutableList<CrewMessage> CrewLine { get; init; } = [];
    /// <summary>Hand-over notes, by desk.</summary>
    public ImmutableSortedDictionary<string, HandoverNote> Handovers { get; init; } = ImmutableSortedDictionary.Create<string, HandoverNote>(StringComparer.Ordinal);
    /// <summary>What was last withdrawn while on air; it stays after the next TAKE.</summary>
    public Withdrawal? Withdrawn { get; init; }
    public ImmutableDictionary<Guid, ActionRecord> Actions { get; init; } = ImmutableDictionary<Guid, ActionRecord>.Empty;
    public ImmutableQueue<Guid> ActionOrder { get; init; } = [];

    public Item? Item(ItemId id) => Items.GetValueOrDefault(id);

    public Item? Item(int number) => ByNumber.TryGetValue(number, out var id) ? Items.GetValueOrDefault(id) : null;

    public Item? OnAir => Air.Item is { } id ? Items.GetValueOrDefault(id) : null;

    public Item? Next => Rundown.IsEmpty ? null : Items.GetValueOrDefault(Rundown[0]);

    /// <returns>1 for NEXT; null when it is not queued.</returns>
    public int? PlaceOf(ItemId id) => Rundown.IndexOf(id) is >= 0 and var i ? i + 1 : null;

    public int ApprovalsWanted => Settings?.Approvals ?? 0;

    public TimeSpan ClaimFor => Rules.ClaimFor;

    public ShowRules Rules => Settings?.Rules ?? ShowRules.Default;

    public bool May(Actor by, Permission permission) => Rights.Has(by.Role, permission, Rules);

    /// <summary>The show wants approvals and this wording has not enough: TAKE refuses it, wherever the item stands.</summary>
    public bool LacksApproval(Item item) => ApprovalsWanted > 0 && item.ApprovedWording != item.Wording;

    /// <summary>The phase in which the desks' defaults are others (desks.md, section 4): as the plan says, else the one that is called so.</summary>
    public bool IsCritical => Phase is { Key: var key } && (Settings?.Plan.Phases.FirstOrDefault(p => p.Key == key)?.Critical ?? key == "critical");

    /// <summary>It is the critical phase, and no producer has approved this wording: who is none may not TAKE it. What a producer wrote, a producer approved.</summary>
    public bool LacksProducer(Item item) => IsCritical && Rules.CriticalByProducer
        && !item.Approvals.Any(a => a.Of == item.Wording && a.As is { } role && Rights.Has(role, Permission.Critical, Rules))
        && !(item.Kind == ItemKind.Line && May(item.CreatedBy, Permission.Critical) && !item.Stamps.Keys.Any(f => f.StartsWith("wording", StringComparison.Ordinal)));

    /// <summary>This removal is in the journal already, by the other transport or from a history read twice. Struck by a whole-chat clear is not removed by itself: that still withdraws.</summary>
    public bool WasTold(MessagesRemoved removed) => Removed.Holds(removed)
        || (KnownRemoval(removed) is { Scope: not RemovalScope.Channel } known && !Removals.Supersedes(known, removed.Removal));

    /// <summary>It was told (<see cref="WasTold"/>) by who did not know who did it: this one does.</summary>
    public bool LearnsWho(MessagesRemoved removed) => Removed.LearnsWho(removed)
        || (removed.Removal.By is not null && KnownRemoval(removed) is { } known && Removals.Named(known, removed.Removal) != known);

    private Removal? KnownRemoval(MessagesRemoved removed) =>
        removed.MessageId is { } id && Recent.Find(new MessageRef(removed.Platform, id)) is { } row ? Struck.GetValueOrDefault(row.Sequence) : null;

    public ShowState Apply(StoredEntry stored)
    {
        // Nearly all entries of a busy show: one copy of the state, no look at anything else.
        if (stored.Entry is MessageArrived arrived) return WithMessage(stored, arrived);
        var state = stored.Entry switch
        {
            MessageAmended e => WithAmended(e),
            Judged e => WithJudged(e),
            MessagesRemoved e => WithRemoval(stored, e),
            RemovalLifted e => WithLifted(e),
            ViewersSampled e => this with { Audience = Audience.With(e) },
            ChattersSampled e => this with { Audience = Audience.With(e) },
            PollKnown e => this with { Audience = Audience.With(e) },
            BroadcastChanged e => this with { Audience = Audience.With(e) },
            QuotaKnown e => this with { Audience = Audience.With(e) },
            ViewersMatched e => WithMatch(stored, e),
            MessageHeld e => this with { Holds = Holds.With(stored.Sequence, e.Message) },
            HoldSettled e => this with { Holds = Holds.Settle(new MessageRef(e.Platform, e.Id), e.Outcome, e.At, e.By) },
            ModesChanged e => WithModes(e),
            ModeratorTold e => WithAct(stored, e.Act),
            ChatShared e => this with { Shared = e.Chat is { } chat ? Shared.SetItem((e.Platform, e.Channel), chat) : Shared.Remove((e.Platform, e.Channel)) },
            EffectsRequested e => WithEffects(stored, e),
            EffectsCancelled e => this with { Effects = e.Effects.Aggregate(Effects, (book, id) => book.Cancelled(id, stored.At)) },
            EffectStarted e => this with { Effects = Effects.Started(e.Effect, e.Try, e.As, stored.At) },
            EffectTold e => this with { Effects = Effects.Told(e.Effect, e.At) },
            EffectDelayed e => this with { Effects = Effects.Delayed(e.Effect, e.Until, e.Trouble, e.Said) },
            EffectSettled e => this with { Effects = Effects.Settle(e.Effect, e.Outcome, stored.At, e.Trouble, e.Said, e.Handle) },
            ActingKnown e => this with { Effects = Effects.With(e.Acting) },
            SourceMoved e => WithSource(e.Source, s => s.Moved(e, stored.At), stored.At),
            ResumePointKept e => WithSource(e.Source, s => s with { ResumeToken = e.Token }, stored.At),
            GapRecorded e => this with { Gaps = Bounded(Gaps.Add(e.Gap), GapsKept) },
            ShowConfigured e => WithSettings(stored, e.Settings),
            ItemAdded e => WithAdded(stored, e.Item),
            ItemChanged e => WithChanges(stored, e),
            ClaimRenewed e => WithRenewed(e),
            ItemChecked e => Items.GetValueOrDefault(e.Item) is { } looked ? this with { Items = Items.SetItem(e.Item, looked with { Checked = e.Check }) } : this,
            AskStruck e => WithStruckAsk(stored, e),
            AirChanged e => WithAir(stored, e.Air),
            HandTaken e => this with { Hand = e.By },
            PresenterSignalled e => this with { Signals = Bounded(Signals.Add(e.Signal), SignalsKept) },
            PostKept or PostDropped or PostArmed or PostScheduled or PostsStopped or PostFired or PostSlotPassed => WithPosts(stored),
            PhaseBegan e => WithPhase(e),
            ShowHeld e => WithCourse(stored, e.Hold, e.Phase) with { Posts = Posts.Paused(Domain.Posts.PostPause.Held) },
            ShowResumed e => WithCourse(stored, null, e.Phase),
            MomentMarked e => this with { Moments = Bounded(Moments.Add(e.Moment), MomentsKept) },
            ActionUndone e => WithUndone(stored, e.Action),
            ChatClearAsked e => this with { Clears = Bounded(Clears.Add(new ChatClear(stored.Sequence, e.Platform, e.Channel, e.Removal.At, e.Removal.By, e.Items)), ClearsKept) },
            ChatClearAnswered e => WithAnswer(e, new ClearAnswer(e.Pulled, stored.By ?? Actor.Program, stored.At, stored.Command ?? Guid.Empty, e.Count)),
            MessagesPassed e => this with { Lanes = e.Messages.Aggregate(Lanes, (lanes, m) => lanes.Decide(m, stored.Command ?? Guid.Empty, stored.Verb ?? "", stored.By ?? Actor.Program, stored.At)) },
            LeadCalled e => this with { Lanes = Lanes.Call(new LeadCall(e.Sequence, e.Message, e.Reason, stored.By ?? Actor.Program, stored.At), stored.Command ?? Guid.Empty) },
            // Who is in the show stands in the accounts' store; these are for the trail.
            // Nobody has to ask for the hand of who is gone.
            PersonLeft e => Hand?.Id == e.Person.Id ? this with { Hand = null } : this,
            PersonInvited or InvitationRevoked or PersonJoined or RoleChanged or OutputSet or TokenSet => this,
            CrewSaid e => this with { CrewLine = Bounded(CrewLine.Add(new CrewMessage(stored.Sequence, stored.At, stored.By ?? Actor.Program, e.Text, e.To, e.Number, e.Urgent, e.Ring, e.Addressed, [])), CrewMessagesKept) },
            CrewSeen e => WithSeen(e, stored),
            HandoverWritten e => this with { Handovers = Handovers.SetItem(e.Desk, new HandoverNote(e.Desk, e.Text, stored.By ?? Actor.Program, stored.At, (Handovers.GetValueOrDefault(e.Desk)?.Version ?? 0) + 1)) },
            UnknownEntry => this,
            var unknown => throw new InvalidOperationException($"No fold for {unknown.GetType().Name}."),
        };
        // What no rule reads (the crew line), and a claim that goes on, is no action: nobody undoes it, and it must not push out what can be undone.
        return (stored.Command is { } command && stored.By is { } by && stored.Entry is { IsDesk: true } and not ClaimRenewed ? state.WithAction(command, stored.Verb ?? "", by, stored.At) : state) with
        {
            Sequence = stored.Sequence,
            LastAt = stored.At > LastAt ? stored.At : LastAt,
            StartedAt = StartedAt ?? stored.At,
            DeskVersion = stored.Entry.IsDesk ? DeskVersion + 1 : DeskVersion,
        };
    }

    public ShowState Apply(IEnumerable<StoredEntry> entries) => entries.Aggregate(this, (state, entry) => state.Apply(entry));

    private ShowState WithMessage(StoredEntry stored, MessageArrived arrived)
    {
        var message = arrived.Message;
        var row = new FeedRow(stored.Sequence, message, arrived.Judgement);
        var recent = Recent.Append(row);
        var struck = Struck;
        if (!struck.IsEmpty && recent.Count < Recent.Count) struck = struck.RemoveRange(struck.Keys.Where(s => s < recent[0].Sequence));
        return this with
        {
            Recent = recent,
            Struck = struck,
            Lanes = Lanes.With(row, LaneRules.Of(message, row.Judgement)),
            Holds = Holds.Waiting.IsEmpty ? Holds : Holds.Settle(message.Ref, HoldOutcome.Allowed, stored.At, null),
            Waves = message.Event is null ? Waves : WithWave(row),
            Messages = Messages + 1,
            Sources = Sources.WithMessage(message.Platform, message.Channel, message.ReceivedAt, message.Backlog),
            Sequence = stored.Sequence,
            LastAt = stored.At > LastAt ? stored.At : LastAt,
            StartedAt = StartedAt ?? stored.At,
        };
    }

    /// <summary>It waits in the lanes from now on, unless somebody has decided or removed it since.</summary>
    private ShowState WithJudged(Judged e)
    {
        if (Recent.FindKept(e.Sequence) is not { } found) return this;
        var row = found with { Judgement = e.Judgement };
        var open = !Struck.ContainsKey(e.Sequence) && !Asked.ContainsKey(row.Message.Ref) && Lanes.LastDecision(e.Sequence) is null;
        return this with { Recent = Recent.Replace(row), Lanes = open ? Lanes.With(row, LaneRules.Of(row.Message, row.Judgement)) : Lanes };
    }

    /// <summary>What it was asked in keeps the words it was asked with; the copies' ids are its, too, so that any room's removal strikes it.</summary>
    private ShowState WithAmended(MessageAmended e)
    {
        // Judged in this very turn, the amendment may not know it yet. A lane's row asks its own: it may be older than what is recent.
        var row = new FeedRow(e.Sequence, e.Message, e.Judgement);
        var state = this with { Recent = Recent.Replace(row with { Judgement = row.Judgement ?? Recent.Find(e.Sequence)?.Judgement }), Lanes = Lanes.Replaced(row) };
        if (!Asked.TryGetValue(e.Message.Ref, out var id) || Items.GetValueOrDefault(id) is not { } item) return state;
        return state with { Items = Items.SetItem(id, item with { Asks = [.. item.Asks.Select(a => a.Message == e.Message.Ref ? a with { Copies = e.Message.Copies } : a)] }) };
    }

    private ShowState WithSource(SourceKey key, Func<SourceStatus, SourceStatus> change, DateTimeOffset at)
    {
        var status = Sources.GetValueOrDefault(key) ?? new SourceStatus(key, SourceState.Connecting, at, null, null, 0, null);
        return this with { Sources = Sources.With(change(status)) };
    }

    private ShowState WithSettings(StoredEntry stored, ShowSettings settings)
    {
        var by = stored.By ?? Actor.Program;
        var stamp = new Stamp(stored.Command ?? Guid.Empty, stored.Verb ?? "", by, stored.At);
        ImmutableArray<SettingsSection> changed = Settings is null ? SettingsSections.All : [.. settings.ChangedFrom(Settings)];
        var state = this with { Settings = settings, Effects = Effects.With(Settings?.Channels ?? [], settings.Channels), SettingsStamps = SettingsStamps.SetItems(changed.Select(s => KeyValuePair.Create(s, stamp))) };
        // What a show begins with is not put back to nothing.
        return stored.Command is { } c && Settings is { } was
            ? state.WithRecord(c, stored.Verb ?? "", by, stored.At, r => r with { Settings = new SettingsChange(was, [.. changed.Select(s => new SectionStamp(s, SettingsStamps.GetValueOrDefault(s)))]) })
            : state;
    }

    private ShowState WithAdded(StoredEntry stored, Item added)
    {
        var item = added with { ApprovedWording = ApprovalsWanted == 0 ? added.Wording : added.ApprovedWording, History = [new HistoryLine(stored.At, stored.Verb ?? "", stored.By ?? added.CreatedBy)] };
        var state = this with
        {
            Items = Items.SetItem(item.Id, item),
            ByNumber = ByNumber.SetItem(item.Number, item.Id),
            LastNumber = Math.Max(LastNumber, item.Number),
            Asked = Asked.SetItems(item.Asks.Select(a => KeyValuePair.Create(a.Message, item.Id))),
            Lanes = Lanes.Asked(item.Asks.Select(a => a.Message), stored.Command ?? Guid.Empty, stored.Verb ?? "", stored.By ?? added.CreatedBy, stored.At),
        };
        return stored.Command is { } c && stored.By is { } by ? state.WithRecord(c, stored.Verb ?? "", by, stored.At, r => r with { Added = r.Added.Add(item.Id) }) : state;
    }

    private ShowState WithChanges(StoredEntry stored, ItemChanged e)
    {
        if (Items.GetValueOrDefault(e.Item) is not { } item) throw new InvalidOperationException($"Entry {stored.Sequence} changes an item that was never added.");
        var by = stored.By ?? Actor.Program;
        var stamp = new Stamp(stored.Command ?? Guid.Empty, stored.Verb ?? "", by, stored.At);
        var place = PlaceOf(e.Item);
        var before = e.Changes.DistinctBy(c => c.Field).Select(c => (e.Item, c.BeforeIn(item, place), item.Stamps.GetValueOrDefault(c.Field))).ToList();
        var rundown = Rundown;
        foreach (var change in e.Changes)
        {
            item = change.ApplyTo(item) with { Stamps = item.Stamps.SetItem(change.Field, stamp) };
            if (change is StandingIs standing) rundown = Placed(rundown, e.Item, standing);
        }

        // Words written while the show wants no approvals need none later either.
        if (ApprovalsWanted == 0 && item.ApprovedWording != item.Wording) item = item with { ApprovedWording = item.Wording };
        item = WithHistory(item with { Version = item.Version + 1 }, stored, e.Changes.Any(c => c is StandingIs { Stage: Stage.OnAir }) ? Fewer(item) : null);
        var state = this with { Items = Items.SetItem(e.Item, item), Rundown = rundown };
        // A promotion that was taken back is given life again under its number: decided as at first.
        if (stored.Verb == "promote") state = state with { Lanes = Lanes.Asked(item.Asks.Select(a => a.Message), stored.Command ?? Guid.Empty, stored.Verb, by, stored.At) };
        return stored.Command is { } c
            ? state.WithRecord(c, stored.Verb ?? "", by, stored.At, r => r with { Before = r.Before.AddRange(before.Where(b => !r.Before.Any(x => x.Item == b.Item && x.Before.Field == b.Item2.Field))) })
            : state;
    }

    private static ImmutableList<ItemId> Placed(ImmutableList<ItemId> rundown, ItemId id, StandingIs standing)
    {
        var at = rundown.IndexOf(id);
        if (standing.Stage == Stage.Queued && standing.Place is null && at >= 0) return rundown;
        if (at >= 0) rundown = rundown.RemoveAt(at);
        return standing.Stage == Stage.Queued ? rundown.Insert(Math.Clamp((standing.Place ?? int.MaxValue) - 1, 0, rundown.Count), id) : rundown;
    }

    /// <summary>The fields that were put back count as changed by whoever had changed them before: undoing goes on step by step.</summary>
    private ShowState WithUndone(StoredEntry stored, Guid undone)
    {
        if (!Actions.TryGetValue(undone, out var action)) return this;
        var items = Items;
        foreach (var (id, before, stamp) in action.Before)
        {
            var item = items[id];
            if (item.Stamps.GetValueOrDefault(before.Field)?.Action != stored.Command) continue;
            items = items.SetItem(id, item with { Stamps = stamp is null ? item.Stamps.Remove(before.Field) : item.Stamps.SetItem(before.Field, stamp) });
        }

        var sections = SettingsStamps;
        foreach (var (section, stamp) in action.Settings?.Sections ?? [])
        {
            if (sections.GetValueOrDefault(section)?.Action == stored.Command) sections = stamp is null ? sections.Remove(section) : sections.SetItem(section, stamp);
        }

        return this with
        {
            Items = items,
            SettingsStamps = sections,
            // What empties the air by a removal is undone without the air.
            AirStamp = AirStamp?.Action == stored.Command ? action.AirStampBefore : AirStamp,
            CourseStamp = CourseStamp?.Action == stored.Command && action.Course is { } course ? course.Stamp : CourseStamp,
            Clears = [.. Clears.Select(c => c.Answer?.Action == undone ? c with { Answer = null } : c)],
            SamePeople = SamePeople.RemoveAll(p => p.Action == undone),
            Lanes = Lanes.PutBack(undone, m => Asked.TryGetValue(m, out var id) && items.GetValueOrDefault(id) is { } holder && holder is not { Stage: Stage.Dismissed, Dismissed: DismissReason.Undone }),
            Actions = Actions.SetItem(undone, action with { Undone = true }),
        };
    }

    private ShowState WithSeen(CrewSeen e, StoredEntry stored)
    {
        if (stored.By is not { } by) return this;
        var sight = new CrewSight(by.Id, by.Name, stored.At);
        return this with { CrewLine = CrewLine.ConvertAll(m => e.Messages.Contains(m.Id) && !m.SeenBy(by.Id) ? m with { Seen = m.Seen.Add(sight) } : m) };
    }

    private ShowState WithRenewed(ClaimRenewed e) => Items.GetValueOrDefault(e.Item) is { Claim: { } claim } item
        ? this with { Items = Items.SetItem(e.Item, item with { Claim = claim with { Until = e.Until } }) }
        : this;

    private ShowState WithStruckAsk(StoredEntry stored, AskStruck e)
    {
        if (Items.GetValueOrDefault(e.Item) is not { } item) return this;
        var asks = item.Asks.Select(a => a.Message == e.Message ? a with { Removed = e.Removal } : a).ToImmutableArray();
        return this with { Items = Items.SetItem(e.Item, WithHistory(item with { Asks = asks, Version = item.Version + 1 }, stored)) };
    }

    private ShowState WithAir(StoredEntry stored, Air air)
    {
        var by = stored.By ?? Actor.Program;
        var (was, wasStamp) = (Air, AirStamp);
        var state = this with
        {
            Air = air,
            AirStamp = new Stamp(stored.Command ?? Guid.Empty, stored.Verb ?? "", by, stored.At),
            LastTakeAt = air.Cause is AirCause.Taken or AirCause.NewWording ? stored.At : LastTakeAt,
            Withdrawn = air is { Cause: AirCause.Withdrawn, Previous: { } withdrawn } ? new Withdrawal(withdrawn, air.Since) : Withdrawn,
        };
        return stored.Command is { } c ? state.WithRecord(c, stored.Verb ?? "", by, stored.At, r => r.AirBefore is null ? r with { AirBefore = was, AirStampBefore = wasStamp } : r) : state;
    }

    private ShowState WithCourse(StoredEntry stored, ShowHold? hold, Phase? phase)
    {
        var by = stored.By ?? Actor.Program;
        var before = new CourseChange(Hold, Phase, CourseStamp);
        var state = this with { Hold = hold, Phase = phase ?? Phase, CourseStamp = new Stamp(stored.Command ?? Guid.Empty, stored.Verb ?? "", by, stored.At) };
        return stored.Command is { } c ? state.WithRecord(c, stored.Verb ?? "", by, stored.At, r => r with { Course = r.Course ?? before }) : state;
    }

    private ShowState WithAction(Guid id, string verb, Actor by, DateTimeOffset at) => Actions.ContainsKey(id) ? this : WithRecord(id, verb, by, at, r => r);

    private ShowState WithRecord(Guid id, string verb, Actor by, DateTimeOffset at, Func<ActionRecord, ActionRecord> change)
    {
        if (Actions.TryGetValue(id, out var record)) return this with { Actions = Actions.SetItem(id, change(record)) };
        var (actions, order) = (Actions, ActionOrder.Enqueue(id));
        if (actions.Count >= ActionsKept)
        {
            order = order.Dequeue(out var oldest);
            actions = actions.Remove(oldest);
        }

        return this with { Actions = actions.SetItem(id, change(new ActionRecord(id, verb, by, at, [], null, []))), ActionOrder = order };
    }

    /// <summary>The number may be changed during the show: what was ready under fewer airs, and says so.</summary>
    private FewerApprovals? Fewer(Item item) =>
        item.Approvals.Count(a => a.Of is null || a.Of == item.Wording) is var given && given < ApprovalsWanted ? new(given, ApprovalsWanted) : null;

    private static Item WithHistory(Item item, StoredEntry stored, FewerApprovals? fewer = null)
    {
        var line = new HistoryLine(stored.At, stored.Verb ?? "", stored.By ?? Actor.Program) { Fewer = fewer };
        // One action that changes an item by two entries is one line.
        if (!item.History.IsEmpty && item.History[^1] == line) return item;
        var history = item.History.Add(line);
        return item with { History = history.Length > HistoryKept ? history.RemoveAt(1) : history };
    }

    private static ImmutableList<T> Bounded<T>(ImmutableList<T> list, int kept) => list.Count > kept ? list.RemoveAt(0) : list;
}
