using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Domain.Journal;

/// <summary>What the platforms tell of their own moderation: holds, modes, acts, shared chats, waves of gifts.</summary>
public sealed partial record ShowState
{
    /// <summary>Acts of moderators that platforms told, kept for the desks.</summary>
    public const int ActsKept = 300;

    private const int WavesKept = 100;
    private const int SamePeopleKept = 1_000;

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
            Effects = e.Effects.Aggregate(Effects, (book, r) => book.With(new Effect(r.Id, r.Platform, r.Channel, r.Deed, action, verb, by, stored.At, r.NotBefore))),
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

    private ShowState WithRemoval(StoredEntry stored, MessagesRemoved e)
    {
        var struck = Struck.ToBuilder();
        var found = false;
        for (var i = 0; i < Recent.Count; i++)
        {
            var row = Recent[i];
            if (!Removals.Reaches(e, row.Message)) continue;
            found = true;
            struck[row.Sequence] = struck.TryGetValue(row.Sequence, out var known) ? Removals.Next(known, e.Removal) : e.Removal;
        }

        var state = this with { Struck = struck.ToImmutable(), Removed = Removed.With(e, found), Lanes = CallAnswered(stored, e, Lanes.Without(e)) };
        return stored is { Command: { } command, By: { } by } ? state.WithRecord(command, stored.Verb ?? "", by, stored.At, r => e.MessageId is { } id ? state.Striking(r, new MessageRef(e.Platform, id)) : r) : state;
    }

    /// <summary>Who has the lead's say removed what the lead was called for: that answers the call. Distress is no less for a volunteer's removal, or a platform's.</summary>
    private LaneBook CallAnswered(StoredEntry stored, MessagesRemoved e, LaneBook lanes) =>
        stored is { Command: { } action, Verb: "remove" and var verb, By: { } by } && e.MessageId is { } id && May(by, Permission.Modes)
            && Lanes.Calls.Values.FirstOrDefault(c => c.Message == new MessageRef(e.Platform, id)) is { } call ? lanes.Decide(call.Sequence, action, verb, by, stored.At) : lanes;

    private ActionRecord Striking(ActionRecord record, MessageRef message) =>
        Actions.Values.Sum(a => a.Struck.Length) < StruckKept ? record with { Struck = record.Struck.Add(message) } : record with { Struck = [] };

    /// <summary>Shown again: it waits in the lanes it belongs to, unless somebody has decided about it.</summary>
    private ShowState WithLifted(RemovalLifted e)
    {
        var message = new MessageRef(e.Platform, e.MessageId);
        var state = this with { Removed = Removed.Without(message, e.Of) };
        if (Recent.Find(message) is not { } row || Recent.FindKept(row.Sequence) is null || Struck.GetValueOrDefault(row.Sequence)?.At != e.Of) return state;
        var open = !Asked.ContainsKey(row.Message.Ref) && Lanes.LastDecision(row.Sequence) is null;
        return state with { Struck = Struck.Remove(row.Sequence), Lanes = open ? Lanes.With(row, LaneRules.Of(row.Message, row.Judgement)) : Lanes };
    }

    private ShowState WithAnswer(ChatClearAnswered e, ClearAnswer answer)
    {
        var at = Clears.FindIndex(c => c.Id == e.Clear);
        return at < 0 ? this : this with { Clears = Clears.SetItem(at, Clears[at] with { Answer = answer }) };
    }
}
