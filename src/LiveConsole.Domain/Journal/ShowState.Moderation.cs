using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Domain.Journal;

/// <summary>What the platforms tell of their own moderation: holds, modes, acts, shared chats, waves of gifts.</summary>
public sealed partial record ShowState
{
    /// <summary>Lanes whose new messages are dealt to who is there.</summary>
    public ImmutableDictionary<Lanes, SharedLane> SharedLanes { get; init; } = ImmutableDictionary<Lanes, SharedLane>.Empty;

    /// <summary>Acts of moderators that platforms told, kept for the desks.</summary>
    public const int ActsKept = 300;

    private const int WavesKept = 100;
    private const int SamePeopleKept = 1_000;
    private const int ClearsKept = 50;

    /// <summary>Whole-chat clears that items came from, oldest first, answered or not.</summary>
    public ImmutableList<ChatClear> Clears { get; init; } = [];

    /// <summary>What waits for a moderator's decision.</summary>
    public LaneBook Lanes { get; init; } = LaneBook.Empty;

    /// <summary>What the platforms hold back until somebody decides.</summary>
    public HoldBook Holds { get; init; } = HoldBook.Empty;

    /// <summary>The rules of each chat, as far as they are known.</summary>
    public ImmutableDictionary<(string Platform, string Channel), ChannelModes> Modes { get; init; } = ImmutableDictionary<(string, string), ChannelModes>.Empty;

    /// <summary>What moderators did on the platforms, oldest first.</summary>
    public ImmutableList<ToldAct> Acts { get; init; } = [];

    /// <summary>Chats that are shared with others' now.</summary>
    public ImmutableDictionary<(string Platform, string Channel), SharedChat> Shared { get; init; } = ImmutableDictionary<(string, string), SharedChat>.Empty;

    /// <summary>The last waves of gifts, oldest first.</summary>
    public ImmutableList<GiftWave> Waves { get; init; } = [];

    /// <summary>Viewers of two platforms who are one person, as somebody said; the last ones.</summary>
    public ImmutableList<SamePerson> SamePeople { get; init; } = [];

    /// <summary>What was asked of the platforms, and what became of it.</summary>
    public EffectBook Effects { get; init; } = EffectBook.Empty;

    /// <returns>The wave whose row tells of this gift, too; null: it stands for itself.</returns>
    public GiftWave? WaveOf(ChatMessage message) => message is { IsOfWave: true, Event.Wave: { } id } ? Waves.FindLast(w => w.Id == id && w.Platform == message.Platform) : null;

    private ShowState WithEffects(StoredEntry stored, EffectsRequested e)
    {
        var (action, verb, by) = (stored.Command ?? Guid.Empty, stored.Verb ?? "", stored.By ?? Actor.Program);
        return this with
        {
            Effects = e.Effects.Aggregate(Effects, (book, r) => book.With(new Effect(r.Id, r.Platform, r.Channel, r.Deed, action, verb, by, stored.At, r.NotBefore) { Item = r.Item })),
        };
    }

    private ShowState WithAct(StoredEntry stored, ModeratorAct act) => this with
    {
        Acts = Bounded(Acts.Add(new ToldAct(stored.Sequence, act)), ActsKept),
        Effects = act is { Verb: "unban" or "untimeout", TargetId: { } viewer, From: null } ? Effects.Lifted(new ViewerRef(act.Platform, viewer)) : Effects,
    };

    private ShowState WithMatch(StoredEntry stored, ViewersMatched e)
    {
        var others = SamePeople.RemoveAll(p => p.Is(e.One) && p.Is(e.Other));
        return this with
        {
            SamePeople = e.Same ? Bounded(others.Add(new SamePerson(e.One, e.Other, stored.By ?? Actor.Program, stored.At, stored.Command ?? Guid.Empty)), SamePeopleKept) : others,
        };
    }

    private ShowState WithModes(ModesChanged e)
    {
        var known = Modes.GetValueOrDefault((e.Platform, e.Channel)) ?? new ChannelModes(e.Platform, e.Channel, new ChatModes(), []);
        return this with { Modes = Modes.SetItem((e.Platform, e.Channel), known.With(e.Modes, e.At, e.By, e.First)) };
    }

    private ImmutableList<GiftWave> WithWave(FeedRow row)
    {
        var (message, told) = (row.Message, row.Message.Event!);
        if (told is { Kind: EventKinds.GiftWave, Wave: { } id }) return Bounded(Waves.Add(new GiftWave(message.Platform, id, row.Sequence, told.Count, 0)), WavesKept);
        return WaveOf(message) is { } wave ? Waves.Replace(wave, wave with { Given = wave.Given + 1 }) : Waves;
    }

    private ShowState WithAnswer(ChatClearAnswered e, ClearAnswer answer)
    {
        var at = Clears.FindIndex(c => c.Id == e.Clear);
        return at < 0 ? this : this with { Clears = Clears.SetItem(at, Clears[at] with { Answer = answer }) };
    }
}
