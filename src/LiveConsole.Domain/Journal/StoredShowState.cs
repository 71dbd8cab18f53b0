using System.Collections.Immutable;
using System.Text.Json;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Contingency;
using LiveConsole.Domain.CrewLine;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Posts;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>An action as a stored state keeps it.</summary>
public sealed record StoredAction(Guid Id, string Verb, Actor By, DateTimeOffset At, ImmutableArray<StoredBefore> Before, Air? AirBefore,
    ImmutableArray<ItemId> Added, bool Undone, Stamp? AirStampBefore = null, SettingsChange? Settings = null, CourseChange? Course = null,
    ImmutableArray<MessageRef>? Struck = null, int StruckCount = 0);

public sealed record StoredBefore(ItemId Item, ItemChange Before, Stamp? Stamp = null);

public sealed record StoredSharedChat(string Platform, string Channel, SharedChat Chat);

public sealed record RemovedMessage(string Platform, string Id, Removal Removal);

/// <summary>
/// A show's state at a sequence, as it is stored so that start-up and time travel need at most 10,000 entries more. The newest
/// messages are not in it: they are read from the journal's messages (<see cref="Restore"/>).
/// </summary>
public sealed record StoredShowState
{
    public long Sequence { get; init; }
    public long DeskVersion { get; init; }
    public DateTimeOffset LastAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public ShowSettings? Settings { get; init; }
    public ImmutableArray<SectionStamp> SettingsStamps { get; init; } = [];
    public int LastNumber { get; init; }
    public ImmutableArray<Item> Items { get; init; } = [];
    public ImmutableArray<ItemId> Rundown { get; init; } = [];
    public Air? Air { get; init; }
    public Stamp? AirStamp { get; init; }
    public Actor? Hand { get; init; }
    public DateTimeOffset? LastTakeAt { get; init; }
    public Phase? Phase { get; init; }
    public ShowHold? Hold { get; init; }
    public Stamp? CourseStamp { get; init; }
    public ContingencyCall? Contingency { get; init; }
    public ImmutableArray<Moment> Moments { get; init; } = [];
    public ImmutableArray<Signal> Signals { get; init; } = [];
    public ImmutableArray<SourceStatus> Sources { get; init; } = [];
    public ImmutableArray<ChannelPace> Paces { get; init; } = [];
    public ImmutableArray<Gap> Gaps { get; init; } = [];
    public ImmutableArray<Viewers> Viewers { get; init; } = [];
    public AudienceSum? PeakOfSum { get; init; }
    public ImmutableArray<Broadcast> Broadcasts { get; init; } = [];
    public ImmutableArray<Poll> Polls { get; init; } = [];
    public ImmutableArray<QuotaReading> Quotas { get; init; } = [];
    public long Messages { get; init; }
    public ImmutableArray<RemovedMessage> RemovedBefore { get; init; } = [];
    public ImmutableArray<RemovedMessage> RemovedViewers { get; init; } = [];
    /// <summary>Their <see cref="RemovedMessage.Id"/> is a channel.</summary>
    public ImmutableArray<RemovedMessage> RemovedChannels { get; init; } = [];
    public ImmutableArray<ChatClear> Clears { get; init; } = [];
    public ImmutableArray<WaitingMessage> Waiting { get; init; } = [];
    public ImmutableArray<LeadCall> LeadCalls { get; init; } = [];
    public ImmutableArray<SharedLane>? SharedLanes { get; init; }
    public ImmutableArray<DecidedMessage> Decided { get; init; } = [];
    public ImmutableDictionary<Lanes, long> LeftUndecided { get; init; } = ImmutableDictionary<Lanes, long>.Empty;
    // Null in a state that was stored before it was known: then the oldest that still waits says it.
    public ImmutableDictionary<Lanes, DateTimeOffset>? LeftSince { get; init; }
    public long CallsLeft { get; init; }
    public long HiddenByRule { get; init; }
    public Withdrawal? Withdrawn { get; init; }
    public ImmutableArray<CrewMessage> CrewLine { get; init; } = [];
    public ImmutableArray<HandoverNote> Handovers { get; init; } = [];
    public ImmutableArray<StoredAction> Actions { get; init; } = [];
    // Null in a state that was stored before these were known: there was nothing of them.
    public ImmutableArray<Hold>? Holds { get; init; }
    public ImmutableArray<Hold>? HoldsSettled { get; init; }
    public long HoldsLeft { get; init; }
    public ImmutableArray<ChannelModes>? Modes { get; init; }
    public ImmutableArray<ToldAct>? Acts { get; init; }
    public ImmutableArray<StoredSharedChat>? Shared { get; init; }
    public ImmutableArray<GiftWave>? Waves { get; init; }
    public ImmutableArray<SamePerson>? SamePeople { get; init; }

    public long LastEffect { get; init; }
    public ImmutableArray<Effect>? EffectsOpen { get; init; }
    public ImmutableArray<Effect>? EffectsSettled { get; init; }
    public ImmutableArray<StandingBan>? Bans { get; init; }
    public long BansLeft { get; init; }
    public ImmutableArray<ChannelActing>? Acting { get; init; }

    public int LastPost { get; init; }
    public ImmutableArray<Post>? Posts { get; init; }

    public static StoredShowState Of(ShowState s) => new()
    {
        Sequence = s.Sequence,
        DeskVersion = s.DeskVersion,
        LastAt = s.LastAt,
        StartedAt = s.StartedAt,
        Settings = s.Settings,
        SettingsStamps = [.. s.SettingsStamps.OrderBy(p => p.Key).Select(p => new SectionStamp(p.Key, p.Value))],
        LastNumber = s.LastNumber,
        Items = [.. s.Items.Values.OrderBy(i => i.Number)],
        Rundown = [.. s.Rundown],
        Air = s.Air,
        AirStamp = s.AirStamp,
        Hand = s.Hand,
        LastTakeAt = s.LastTakeAt,
        Phase = s.Phase,
        Hold = s.Hold,
        CourseStamp = s.CourseStamp,
        Contingency = s.Contingency,
        Moments = [.. s.Moments],
        Signals = [.. s.Signals],
        Sources = [.. s.Sources.Values.OrderBy(v => v.Key.ToString(), StringComparer.Ordinal)],
        Paces = [.. s.Sources.Paces.OrderBy(p => p.Platform + "/" + p.Channel, StringComparer.Ordinal)],
        Gaps = [.. s.Gaps],
        Viewers = [.. s.Audience.Channels.Values.OrderBy(v => v.Platform + "/" + v.Channel, StringComparer.Ordinal)],
        PeakOfSum = s.Audience.PeakOfSum,
        Broadcasts = s.Audience.Broadcasts,
        Polls = s.Audience.Polls,
        Quotas = s.Audience.Quotas,
        Messages = s.Messages,
        RemovedBefore = [.. InOrder(s.Removed.Messages.Select(r => new RemovedMessage(r.Key.Platform, r.Key.Id, r.Value)))],
        RemovedViewers = [.. InOrder(s.Removed.Viewers.Select(r => new RemovedMessage(r.Key.Platform, r.Key.Id, r.Value)))],
        RemovedChannels = [.. InOrder(s.Removed.Channels.Select(r => new RemovedMessage(r.Key.Platform, r.Key.Channel, r.Value)))],
        Clears = [.. s.Clears],
        Waiting = [.. s.Lanes.Waiting.Values],
        LeadCalls = [.. s.Lanes.Calls.Values],
        SharedLanes = s.SharedLanes.IsEmpty ? null : [.. s.SharedLanes.Values.OrderBy(l => l.Lane)],
        Decided = [.. s.Lanes.Decided],
        LeftUndecided = s.Lanes.LeftUndecided,
        LeftSince = s.Lanes.LeftSince.IsEmpty ? null : s.Lanes.LeftSince,
        CallsLeft = s.Lanes.CallsLeft,
        HiddenByRule = s.Lanes.HiddenByRule,
        Withdrawn = s.Withdrawn,
        CrewLine = [.. s.CrewLine],
        Handovers = [.. s.Handovers.Values],
        Actions = [.. s.ActionOrder.Select(id => s.Actions[id]).Select(a => new StoredAction(a.Id, a.Verb, a.By, a.At,
            [.. a.Before.Select(b => new StoredBefore(b.Item, b.Before, b.Stamp))], a.AirBefore, a.Added, a.Undone, a.AirStampBefore, a.Settings, a.Course, a.Struck.IsEmpty ? null : a.Struck, a.StruckCount))],
        Holds = [.. s.Holds.Waiting],
        HoldsSettled = [.. s.Holds.Settled],
        HoldsLeft = s.Holds.LeftUndecided,
        Modes = [.. s.Modes.Values.OrderBy(m => m.Platform + "/" + m.Channel, StringComparer.Ordinal)],
        Acts = [.. s.Acts],
        Shared = [.. s.Shared.Select(c => new StoredSharedChat(c.Key.Platform, c.Key.Channel, c.Value)).OrderBy(c => c.Platform + "/" + c.Channel, StringComparer.Ordinal)],
        Waves = [.. s.Waves],
        SamePeople = [.. s.SamePeople],
        LastEffect = s.Effects.LastId,
        EffectsOpen = [.. s.Effects.Open.Values],
        EffectsSettled = [.. s.Effects.Settled.Values],
        Bans = [.. s.Effects.Bans.Values.OrderBy(b => b.Effect)],
        BansLeft = s.Effects.BansLeft,
        Acting = [.. s.Effects.Acting.Values.OrderBy(a => a.Platform + "/" + a.Channel, StringComparer.Ordinal)],
        LastPost = s.Posts.LastNumber,
        Posts = [.. s.Posts.All.Values],
    };

    private static IEnumerable<RemovedMessage> InOrder(IEnumerable<RemovedMessage> removed) =>
        removed.OrderBy(r => r.Platform, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, EntryJsonContext.Default.StoredShowState);

    /// <exception cref="JsonException">Not a stored state.</exception>
    public static StoredShowState FromJson(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, EntryJsonContext.Default.StoredShowState) ?? throw new JsonException("A stored state is null.");

    /// <param name="newest">The last <see cref="FeedLog.Kept"/> messages at or before <see cref="Sequence"/>, oldest first, with their removals.</param>
    public ShowState Restore(IEnumerable<(FeedRow Row, Removal? Removed)> newest)
    {
        var recent = FeedLog.Empty;
        var struck = ImmutableDictionary.CreateBuilder<long, Removal>();
        foreach (var (row, removed) in newest)
        {
            recent = recent.Append(row);
            if (removed is not null) struck[row.Sequence] = removed;
        }

        return ShowState.Empty with
        {
            Sequence = Sequence,
            DeskVersion = DeskVersion,
            LastAt = LastAt,
            StartedAt = StartedAt,
            Settings = Settings,
            SettingsStamps = SettingsStamps.ToImmutableDictionary(p => p.Section, p => p.Stamp!),
            LastNumber = LastNumber,
            Items = Items.ToImmutableDictionary(i => i.Id),
            ByNumber = Items.ToImmutableDictionary(i => i.Number, i => i.Id),
            Asked = Items.SelectMany(i => i.Asks.Select(a => KeyValuePair.Create(a.Message, i.Id))).DistinctBy(p => p.Key).ToImmutableDictionary(),
            Rundown = [.. Rundown],
            Air = Air ?? Domain.OnAir.Air.Empty,
            AirStamp = AirStamp,
            Hand = Hand,
            LastTakeAt = LastTakeAt,
            Phase = Phase,
            Hold = Hold,
            CourseStamp = CourseStamp,
            Contingency = Contingency,
            Moments = [.. Moments],
            Signals = [.. Signals],
            Sources = Paces.Aggregate(Sources.Aggregate(SourceBook.Empty, (book, status) => book.With(status)), (book, pace) => book.With(pace)),
            Gaps = [.. Gaps],
            Audience = new ShowAudience
            {
                Channels = Viewers.ToImmutableDictionary(v => (v.Platform, v.Channel)),
                PeakOfSum = PeakOfSum,
                Broadcasts = Broadcasts.IsDefault ? [] : Broadcasts,
                Polls = Polls.IsDefault ? [] : Polls,
                Quotas = Quotas.IsDefault ? [] : Quotas,
            },
            Messages = Messages,
            Removed = new RemovalMemory
            {
                Messages = RemovedBefore.ToImmutableDictionary(r => new MessageRef(r.Platform, r.Id), r => r.Removal),
                Viewers = RemovedViewers.ToImmutableDictionary(r => new ViewerRef(r.Platform, r.Id), r => r.Removal),
                Channels = RemovedChannels.ToImmutableDictionary(r => (r.Platform, r.Id), r => r.Removal),
            },
            Clears = [.. Clears],
            SharedLanes = (SharedLanes ?? []).ToImmutableDictionary(l => l.Lane),
            Lanes = LaneBook.Of(Waiting, LeadCalls, Decided, LeftUndecided, CallsLeft, HiddenByRule, LeftSince ?? ImmutableDictionary<Lanes, DateTimeOffset>.Empty),
            Withdrawn = Withdrawn,
            CrewLine = CrewLine.IsDefault ? [] : [.. CrewLine],
            Handovers = Handovers.IsDefault ? ImmutableSortedDictionary.Create<string, HandoverNote>(StringComparer.Ordinal) : Handovers.ToImmutableSortedDictionary(n => n.Desk, n => n, StringComparer.Ordinal),
            Actions = Actions.ToImmutableDictionary(a => a.Id, a => new ActionRecord(a.Id, a.Verb, a.By, a.At,
                [.. a.Before.Select(b => (b.Item, b.Before, b.Stamp))], a.AirBefore, a.Added, a.Undone, a.AirStampBefore, a.Settings, a.Course, a.Struck ?? [], a.StruckCount)),
            ActionOrder = Actions.Aggregate(ImmutableQueue<Guid>.Empty, (q, a) => q.Enqueue(a.Id)),
            Holds = new HoldBook { Waiting = [.. Holds ?? []], Settled = [.. HoldsSettled ?? []], LeftUndecided = HoldsLeft },
            Modes = (Modes ?? []).ToImmutableDictionary(m => (m.Platform, m.Channel)),
            Acts = [.. Acts ?? []],
            Shared = (Shared ?? []).ToImmutableDictionary(c => (c.Platform, c.Channel), c => c.Chat),
            Waves = [.. Waves ?? []],
            SamePeople = [.. SamePeople ?? []],
            Effects = EffectBook.Of(LastEffect, EffectsOpen ?? [], EffectsSettled ?? [], Bans ?? [], BansLeft, Acting ?? []),
            Posts = PostBook.Of(LastPost, Posts ?? []),
            Recent = recent,
            Struck = struck.ToImmutable(),
        };
    }
}
