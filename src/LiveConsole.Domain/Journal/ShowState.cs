using System.Collections.Immutable;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Contingency;
using LiveConsole.Domain.CrewLine;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>
/// What rules read: a pure fold of the journal, immutable and bounded (the whole night's messages are in the journal's tables, the
/// last ones here). <see cref="Apply(StoredEntry)"/> is deterministic: same entries, same state, on every node.
/// </summary>
public sealed partial record ShowState
{
    private const int GapsKept = 500;
    private const int MomentsKept = 500;
    private const int SignalsKept = 50;
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
    public ImmutableList<Moment> Moments { get; init; } = [];
    public ImmutableList<Signal> Signals { get; init; } = [];
    public SourceBook Sources { get; init; } = SourceBook.Empty;
    public ImmutableList<Gap> Gaps { get; init; } = [];
    public ShowAudience Audience { get; init; } = ShowAudience.Empty;
    public long Messages { get; init; }
    public FeedLog Recent { get; init; } = FeedLog.Empty;
    /// <summary>The crew line's last messages, oldest first.</summary>
    public ImmutableList<CrewMessage> CrewLine { get; init; } = [];
    /// <summary>Hand-over notes, by desk.</summary>
    public ImmutableSortedDictionary<string, HandoverNote> Handovers { get; init; } = ImmutableSortedDictionary.Create<string, HandoverNote>(StringComparer.Ordinal);

    public ShowRules Rules => Settings?.Rules ?? ShowRules.Default;

    public bool May(Actor by, Permission permission) => Rights.Has(by.Role, permission, Rules);

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
            MessageHeld e => this with { Holds = Holds.With(stored.Sequence, e.Message, stored.At) },
            HoldSettled e => this with { Holds = Holds.Settle(new MessageRef(e.Platform, e.Id), e.Outcome, e.At, e.By) },
            ModesChanged e => WithModes(e),
            ModeratorTold e => WithAct(stored, e.Act),
            ChatShared e => this with { Shared = e.Chat is { } chat ? Shared.SetItem((e.Platform, e.Channel), chat) : Shared.Remove((e.Platform, e.Channel)) },
            EffectsRequested e => WithEffects(stored, e),
            EffectsCancelled e => this with { Effects = e.Effects.Aggregate(Effects, (book, id) => book.Cancelled(id, stored.At)) },
            EffectStarted e => this with { Effects = Effects.Started(e, stored.At) },
            EffectTold e => this with { Effects = Effects.Told(e.Effect, e.At) },
            EffectDelayed e => this with { Effects = Effects.Delayed(e.Effect, e.Until, e.Trouble, e.Said, e.Unsent) },
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
            ContingencyCalled e => this with { Contingency = new ContingencyCall(stored.At, stored.By ?? Actor.Program, e.Line) },
            ContingencyEnded => this with { Contingency = null },
            MomentMarked e => this with { Moments = Bounded(Moments.Add(e.Moment), MomentsKept) },
            ActionUndone e => WithUndone(stored, e.Action),
            ChatClearAsked e => this with { Clears = Bounded(Clears.Add(new ChatClear(stored.Sequence, e.Platform, e.Channel, e.Removal.At, e.Removal.By, e.Items)), ClearsKept) },
            ChatClearAnswered e => WithAnswer(e, new ClearAnswer(e.Pulled, stored.By ?? Actor.Program, stored.At, stored.Command ?? Guid.Empty, e.Count)),
            MessagesPassed e => this with { Lanes = e.Messages.Aggregate(Lanes, (lanes, m) => lanes.Decide(m, stored.Command ?? Guid.Empty, stored.Verb ?? "", stored.By ?? Actor.Program, stored.At, HiddenAt(m))) },
            LaneShared e => this with { SharedLanes = e.Shared ? SharedLanes.SetItem(e.Lane, new SharedLane(e.Lane, stored.At, stored.Sequence, stored.By ?? Actor.Program)) : SharedLanes.Remove(e.Lane) },
            LeadCalled e => this with { Lanes = Lanes.Call(new LeadCall(e.Sequence, e.Message, e.Reason, stored.By ?? Actor.Program, stored.At) { Hidden = Removals.ByRule(Struck.GetValueOrDefault(e.Sequence)) }, stored.Command ?? Guid.Empty) },
            // Who is in the show stands in the accounts' store; these are for the trail.
            // Nobody has to ask for the hand of who is gone.
            PersonLeft e => Hand?.Id == e.Person.Id ? this with { Hand = null } : this,
            PersonInvited or InvitationRevoked or PersonJoined or RoleChanged or OutputSet or TokenSet or AccountSet => this,
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
            Lanes = arrived.Hidden ? Lanes : Lanes.With(row, LaneRules.Of(message, row.Judgement)),
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
        if (e.Older is { } older) return WithHiddenOlder(new FeedRow(e.Sequence, older, e.Judgement));
        if (Recent.FindKept(e.Sequence) is not { } found) return this;
        var row = found with { Judgement = e.Judgement };
        var open = !e.Hidden && !Struck.ContainsKey(e.Sequence) && IsUndecided(row);
        return this with { Recent = Recent.Replace(row), Lanes = open ? Lanes.With(row, LaneRules.Of(row.Message, row.Judgement)) : Lanes };
    }

    /// <summary>Nobody has asked it in an item, passed it, or called the lead for it.</summary>
    internal bool IsUndecided(FeedRow row) => !IsAsked(row.Message.Ref) && Lanes.LastDecision(row.Sequence) is null && !Lanes.Calls.ContainsKey(row.Sequence);

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

    private ShowState WithSeen(CrewSeen e, StoredEntry stored)
    {
        if (stored.By is not { } by) return this;
        var sight = new CrewSight(by.Id, by.Name, stored.At);
        return this with { CrewLine = CrewLine.ConvertAll(m => e.Messages.Contains(m.Id) && !m.SeenBy(by.Id) ? m with { Seen = m.Seen.Add(sight) } : m) };
    }

    private static ImmutableList<T> Bounded<T>(ImmutableList<T> list, int kept) => list.Count > kept ? list.RemoveAt(0) : list;
}
