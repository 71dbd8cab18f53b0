using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Contingency;
using LiveConsole.Domain.CrewLine;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Posts;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Shows;

/// <summary>What one reader may see of a snapshot. Cheap: a window on the snapshot, nothing is copied.</summary>
public sealed class ShowView(ShowSnapshot snapshot, Reader reader)
{
    private ImmutableArray<Alert>? _alerts;
    private ImmutableArray<PersonPresent>? _people;
    private ImmutableArray<OnDuty>? _onDuty;

    private const int MostDealt = 300;

    private ShowState State => snapshot.State;

    public ShowId Show => snapshot.Show;
    public long Version => snapshot.Version;
    public long Sequence => State.Sequence;

    /// <summary>Grows with people's decisions, not with messages: a part of a page that shows no messages renders when this does.</summary>
    public long DeskVersion => State.DeskVersion;

    /// <summary>Whole for who may read them; for the others what their pages need: title, times, topics' names and rules.</summary>
    public ShowSettings? Settings => reader.MaySeeSettings || State.Settings is null ? State.Settings : Plain.GetValue(State.Settings, WithoutLists);

    /// <summary>Who last changed a section of the settings; null: nobody since the show was made, or not for this reader.</summary>
    public Stamp? SettingsBy(SettingsSection section) => reader.MaySeeSettings ? State.SettingsStamps.GetValueOrDefault(section) : null;

    /// <summary>What this reader may do in this show as it is set now: the very function that a verb is held to.</summary>
    public bool May(Permission permission) => Rights.Has(reader.Role, permission, State.Rules);

    public StorageHealth Storage => snapshot.Storage;

    /// <summary>All that is wrong now, in sentences, newest on top. Screens get none: what they show is for the presenter and the public.</summary>
    public ImmutableArray<Alert> Alerts => _alerts ??= reader.MaySeeBoard ? Shows.Alerts.Of(snapshot) : [];

    /// <summary>Show time of what this view shows.</summary>
    public DateTimeOffset At => snapshot.At;

    public ImmutableArray<ScreenReport> Screens => reader.MaySeeSources ? snapshot.Screens : [];
    public ImmutableArray<PersonPresent> People => _people ??= reader.MaySeeCrew ? [.. snapshot.People.Select(Seen)] : [];

    /// <summary>The crew line's last messages, oldest first, as this person may read them: what is said to one is read by two.</summary>
    public ImmutableArray<CrewMessage> CrewLine(Actor me) => reader.MaySeeCrew ? [.. State.CrewLine.Where(m => m.IsFor(me.Id))] : [];

    /// <summary>What of it speaks to this person at this desk and they have not seen.</summary>
    public ImmutableArray<CrewMessage> Calling(Actor me, string desk) => reader.MaySeeCrew && reader.May(Permission.Crew) ? [.. State.CrewLine.Where(m => m.Calls(me.Id, desk) && !m.SeenBy(me.Id))] : [];

    /// <summary>Another object when something was said or seen.</summary>
    public object CrewLineMark => State.CrewLine;

    public HandoverNote? Handover(string desk) => reader.MaySeeCrew && State.Handovers.GetValueOrDefault(desk) is { Text.Length: > 0 } note ? note : null;

    /// <summary>The version a writer of that note must have seen; grows with a note that is empty, too.</summary>
    public int HandoverVersion(string desk) => reader.MaySeeCrew ? State.Handovers.GetValueOrDefault(desk)?.Version ?? 0 : 0;

    /// <summary>The show's critical minutes.</summary>
    public bool IsCritical => CrewQuiet.IsCritical(State.Phase, State.Settings);

    /// <inheritdoc cref="ShowSnapshot.Glances"/>
    public long Glances => snapshot.Glances;

    /// <summary>Who else has it selected, each person once, the one who does something last first.</summary>
    public IEnumerable<PersonPresent> LookingAt(ItemId item, Actor me) => Looking(me, l => l.Item == item);

    public IEnumerable<PersonPresent> LookingAt(long row, Actor me) => Looking(me, l => l.Row == row);

    private IEnumerable<PersonPresent> Looking(Actor me, Func<Looking, bool> at) => People
        .Where(p => p.AccountId != me.Id && p.LooksAt is { } looks && at(looks)).OrderByDescending(p => p.LastActive).DistinctBy(p => p.AccountId);

    /// <summary>True while the latch keeps the screens dark although the journal still has an item on air.</summary>
    public bool Latched => snapshot.Latch is { } latch && latch.AirNumber >= State.Air.Number && State.Air.Item is not null;

    /// <summary>The air as the screens show it.</summary>
    public Air Air => Latched ? Airs.Dark(State.Air, snapshot.Latch!.Withdrawn ? AirCause.Withdrawn : AirCause.Cleared, Actor.Program, snapshot.Latch.At) with { Number = State.Air.Number } : State.Air;

    public Item? OnAir => Latched ? null : Seen(State.OnAir);
    public Item? Next => Seen(State.Next);

    /// <summary>What was last withdrawn while it was on air: its number, and since when the screens are dark for it.</summary>
    public (int Number, DateTimeOffset At)? Withdrawn =>
        Latched && snapshot.Latch!.Withdrawn ? (State.OnAir!.Number, snapshot.Latch.At)
        : State.Withdrawn is { } gone && State.Item(gone.Item) is { } item ? (item.Number, gone.At)
        : null;

    /// <summary>Whole-chat clears that the desk is still asked about, oldest first, with what a pull would withdraw now: with nothing left to withdraw nothing is asked.</summary>
    public IEnumerable<(ChatClear Clear, IReadOnlyList<Item> Open)> Clears => !reader.MaySeeBoard ? [] : State.Clears
        .Where(c => c.Answer is null).Select(c => (reader.MaySeeRemoved ? c : c with { By = null }, Open: (IReadOnlyList<Item>)[.. c.Open(State).Select(i => Seen(i)!)])).Where(c => c.Open.Count > 0);

    public Actor? Hand => State.Hand;
    public Phase? Phase => State.Phase;

    /// <summary>The show is held: its clock stands. Null: it runs.</summary>
    public ShowHold? Hold => State.Hold;

    /// <summary>Since when and by whom; null: the show is in none.</summary>
    public ContingencyCall? Contingency => State.Contingency;

    /// <summary>What this reader does in a contingency, in the show's words.</summary>
    public Words Instruction => (State.Settings?.Contingency ?? new()).InstructionOf(reader.Role);

    /// <summary>A contingency lasts, and nobody but a producer puts this on air as it stands; what is no line, nobody at all.</summary>
    public bool IsHeldBack(Item item) => State.Contingency is not null && (item.Kind != ItemKind.Line || State.WaitsForProducer(item));

    public bool MayStandDown(Actor by) => State.Contingency is { } call && StandDown.MayEnd(State, call, by);

    public IReadOnlyList<Moment> Moments => State.Moments;
    public IReadOnlyList<Signal> Signals => State.Signals;
    /// <summary>How each channel's chat is read, and how fast it is.</summary>
    public ImmutableArray<ChannelReading> Channels => reader.MaySeeSources ? ChannelReading.All(State) : [];

    public IEnumerable<Gap> Gaps => reader.MaySeeSources ? State.Gaps : [];
    public IEnumerable<SourceStatus> Sources => reader.MaySeeSources ? State.Sources.Values.OrderBy(s => s.Key.ToString(), StringComparer.Ordinal) : [];

    /// <summary>Who watches, broadcasts, polls, the budget of calls; empty for who may not see sources.</summary>
    public ShowAudience Audience => reader.MaySeeSources ? State.Audience : ShowAudience.Empty;

    public IEnumerable<Viewers> Viewers => Audience.Channels.Values.OrderBy(v => v.Platform, StringComparer.Ordinal).ThenBy(v => v.Channel, StringComparer.Ordinal);
    public long Messages => State.Messages;
    public int ApprovalsWanted => State.ApprovalsWanted;

    /// <summary>It is the critical phase, and who is no producer may not TAKE it as it stands.</summary>
    public bool LacksProducer(Item item) => State.LacksProducer(item);

    public TimeSpan ClaimFor => State.ClaimFor;

    /// <summary>The rundown in order; the first is NEXT.</summary>
    public IEnumerable<Item> Rundown => State.Rundown.Select(id => Seen(State.Items[id])!);

    /// <returns>1 for NEXT; null when it is not queued.</returns>
    public int? PlaceOf(ItemId item) => State.PlaceOf(item);

    /// <summary>All items; the board's tabs sort them. Empty for screens, which get the air and the rundown only.</summary>
    public IEnumerable<Item> Items => reader.MaySeeBoard ? State.Items.Values.Select(i => Seen(i)!) : [];

    public Item? Item(ItemId id) => reader.MaySeeBoard || State.Rundown.Contains(id) || State.Air.Item == id ? Seen(State.Item(id)) : null;

    public Item? Item(int number) => reader.MaySeeBoard ? Seen(State.Item(number)) : null;

    /// <summary>Which item a message asks, if any.</summary>
    public Item? AskedIn(MessageRef message) => reader.MaySeeFeed && State.Asked.TryGetValue(message, out var id) ? Seen(State.Item(id)) : null;

    /// <summary>The newest rows, oldest first. What was removed comes without its text unless this reader moderates.</summary>
    public IEnumerable<SeenMessage> Newest(int count) => reader.MaySeeFeed ? State.Recent.Newest(count).Select(Seen) : [];

    public IEnumerable<SeenMessage> After(long sequence) => reader.MaySeeFeed ? State.Recent.After(sequence).Select(Seen) : [];

    /// <summary>What waits in a lane; null: for the lead. Nothing for who may not read it.</summary>
    public LaneView Waiting(Lanes? lane) => new(reader.MaySeeFeed && (lane is not null || reader.MaySeeCalls) ? State.Lanes : LaneBook.Empty, lane, this, reader.MaySeeCalls);

    /// <summary>Who takes the messages of shared lanes: at the moderators' desk now, and not on a break. Each person once, on a phone when every page of theirs is.</summary>
    public ImmutableArray<OnDuty> OnDuty => _onDuty ??= !reader.MaySeeCrew ? [] :
    [
        .. snapshot.People.Where(p => p is { Desk: "moderate", OnBreak: false } && Rights.Has(p.Role, Permission.Moderate, State.Rules)).GroupBy(p => p.AccountId, StringComparer.Ordinal)
            .Select(g => new OnDuty(g.Key, g.First().Name, g.All(p => p.Phone))),
    ];

    /// <summary>Since when and by whom the lane's new messages are dealt; null: they are not.</summary>
    public SharedLane? SharedLane(Lanes lane) => reader.MaySeeFeed ? State.SharedLanes.GetValueOrDefault(lane) : null;

    /// <summary>Whom a row of a lane is dealt to now; null: it is anybody's.</summary>
    public Dealt? DealtOf(Lanes lane, long sequence, DateTimeOffset now) => reader.MaySeeFeed && State.Lanes.Waiting.TryGetValue(sequence, out var waiting)
        ? Dealing.Of(SharedLane(lane), sequence, waiting.Row.Message.ReceivedAt, OnDuty, now) : null;

    /// <summary>Whom a held message is dealt to now; null: it is anybody's.</summary>
    public Dealt? DealtOf(Hold hold, DateTimeOffset now) => Dealing.Of(SharedLane(Lanes.Held), hold.Sequence, hold.Since, OnDuty, now);

    /// <summary>Rows of a lane that are this person's before anybody else's. Of the newest only: older ones are everybody's by then.</summary>
    public int DealtTo(Lanes lane, Actor me, DateTimeOffset now) => SharedLane(lane) is null ? 0
        : lane == Lanes.Held ? Held.Waiting.Count(h => DealtOf(h, now)?.To.Id == me.Id)
        : State.Lanes.In(lane).Reverse().Take(MostDealt).TakeWhile(s => now - State.Lanes.Waiting[s].Row.Message.ReceivedAt < Dealing.FreeAfter).Count(s => DealtOf(lane, s, now)?.To.Id == me.Id);

    /// <summary>What the platforms hold back until somebody decides. Nothing for who may not read what was removed: it is no message of the chat.</summary>
    public HeldView Held => new(reader.MaySeeFeed && reader.MaySeeRemoved ? State.Holds : HoldBook.Empty, At, reader.MaySeeViewers);

    /// <summary>The rules of each chat as far as they are known, in a fixed order.</summary>
    public IEnumerable<ChannelModes> Modes => reader.MaySeeFeed || reader.MaySeeSources
        ? State.Modes.Values.OrderBy(m => m.Platform, StringComparer.Ordinal).ThenBy(m => m.Channel, StringComparer.Ordinal) : [];

    /// <summary>Another object when a platform told of a mode.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public object ModesMark => State.Modes;

    /// <summary>How a chat stands, with what is asked for and not told yet.</summary>
    public ChatModes ChatRules(string platform, string channel) => reader.May(Permission.Modes) ? Domain.Moderation.ChatRules.Now(State, platform, channel) : new ChatModes();

    /// <summary>The last change of a chat's modes that can be put back; null: none, or not for this reader.</summary>
    public Effect? ModesBefore(string platform, string channel) => reader.May(Permission.Modes) ? Domain.Moderation.ChatRules.LastChange(State, platform, channel) : null;

    /// <summary>What moderators did on the platforms, newest first. For who moderates here, too.</summary>
    public IEnumerable<ToldAct> Acts => reader.MaySeeFeed && reader.MaySeeRemoved ? State.Acts.Reverse() : [];

    /// <summary>What was asked of the platforms, what became of it, and as whom the show acts there.</summary>
    public ActingView Acting => new(State, reader);
    /// <summary>The library of posts, by number; empty for who may not post.</summary>
    public IEnumerable<Post> Posts => reader.May(Permission.Post) ? State.Posts.All.Values : [];

    public Post? Post(int number) => reader.May(Permission.Post) ? State.Posts.Find(number) : null;

    /// <summary>The post that an action wrote, armed or sent last.</summary>
    public Post? PostOf(Guid action) => Posts.FirstOrDefault(p => p.Last.Action == action || p.Sent?.Action == action);

    /// <summary>Posts are frozen now: for a new one, or for this one, too.</summary>
    public bool IsFrozen(Post? post = null) => Posting.IsFrozen(State, post);

    /// <summary>It goes out, or just went out: it is not sent again yet.</summary>
    public bool IsJustSent(Post post, DateTimeOffset now) => FirePost.IsJustSent(State, post, now);

    /// <summary>Why a chat gets no post now, in a word; null: it gets one.</summary>
    public EffectTrouble? WhyNoPost(Actor by, PostPart part) => part.Deed is null ? EffectTrouble.CannotThere : WhyNoPost(by, part.Platform, part.Channel, part.Deed.Kind);

    public EffectTrouble? WhyNoPost(Actor by, string platform, string channel, DeedKind kind) => !reader.May(Permission.Post) ? EffectTrouble.NotAllowed
        : Asking.WhyNot(State, by, platform, channel, kind) is null ? null : Posting.TroubleOf(State, platform, channel, kind);

    /// <summary>Who this viewer is on another platform, as somebody said; null: nobody did, or it is not for this reader.</summary>
    public SamePerson? MatchOf(ViewerRef viewer) => reader.MaySeeViewers ? State.SamePeople.Find(p => p.Is(viewer)) : null;

    /// <summary>The wave whose row tells of this gift, too; null: it stands for itself.</summary>
    public GiftWave? WaveOf(ChatMessage message) => State.WaveOf(message);

    /// <summary>The wave of gifts that this row tells of; null: it is no wave's row.</summary>
    public GiftWave? WaveAt(SeenMessage row) => row.Message.Event is { Kind: EventKinds.GiftWave } ? State.Waves.FindLast(w => w.Sequence == row.Sequence) : null;

    /// <summary>Where a message of a shared chat was written, by its name where that is known.</summary>
    public string? OriginOf(ChatMessage message) => message.SharedFrom is not { } from ? null
        : from.Channel ?? State.Shared.GetValueOrDefault((message.Platform, message.Channel))?.NameOf(from.ChannelId) ?? from.ChannelId;

    /// <summary>A message waits in some lane, or for the lead as far as this reader is one.</summary>
    public bool Waits(long sequence) => reader.MaySeeFeed && (State.Lanes.Waiting.ContainsKey(sequence) || (reader.MaySeeCalls && State.Lanes.Calls.ContainsKey(sequence)));

    /// <summary>"Fine" about a row of any age.</summary>
    internal IShowCommand Fine(SeenMessage row) => PassMessage.About(State, row.Sequence, row.Message.Ref, Again(row).Removed);

    /// <summary>What the message of a row is a copy in; null: it stands alone, was removed, or is no longer among the newest.</summary>
    public CopyFold? FoldOf(long sequence) => reader.MaySeeFeed ? snapshot.Copies.Of(sequence) : null;

    /// <summary>Sequences of the messages that a row's copies are, itself among them; empty: it stands alone, or is older than what is folded.</summary>
    public IReadOnlyList<long> CopiesOf(long sequence) => reader.MaySeeFeed ? snapshot.Copies.MembersOf(sequence) : [];

    /// <summary>How the undo of an action stands now: null when it can be undone by this actor.</summary>
    public Refusal? WhyNotUndo(Guid action, Actor by, DateTimeOffset now) =>
        State.Actions.TryGetValue(action, out var record) ? UndoAction.WhyNot(State, record, by, now) : Refusals.NothingToUndo;

    /// <summary>Items that an action changed or made; none where this reader may not see what was done.</summary>
    public IReadOnlyList<ItemId> ItemsOf(Guid action) =>
        reader.MaySeeBoard && State.Actions.TryGetValue(action, out var record) ? [.. record.Added.Concat(record.Before.Select(b => b.Item)).Distinct()] : [];

    /// <summary>The last actions, newest first, for the status line and the activity list.</summary>
    public IEnumerable<ActionRecord> LastActions(int count) =>
        reader.MaySeeCrew ? State.ActionOrder.Reverse().Take(count).Select(id => Seen(State.Actions[id])) : [];

    /// <summary>Another object when somebody did something, or undid it: not everything that people do is of the desks' version.</summary>
    public object ActionsMark => new SameObject(reader.MaySeeCrew ? State.Actions : ImmutableDictionary<Guid, ActionRecord>.Empty);

    /// <summary>This actor's own last action that still stands; null: none is remembered.</summary>
    public Guid? LastOwn(Actor me) => State.ActionOrder.Reverse().Select(id => State.Actions[id]).FirstOrDefault(a => a.By.Id == me.Id && !a.Undone && a.Verb is not ("undo" or "signal" or "renew"))?.Id;

    /// <summary>The same gate for rows read from the journal's tables.</summary>
    public SeenMessage Seen(long sequence, ChatMessage message, Removal? removed, Judgement? judgement = null) => SeenMessage.Of(reader, sequence, message, removed, judgement);

    /// <summary>A row that was read earlier, as it stands now: it may have been removed or amended meanwhile. The same row when nothing of it has changed.</summary>
    public SeenMessage Again(SeenMessage row) => row.Again(reader, State);

    /// <summary>And for items: who may not read what was removed, or who a viewer is on their platform, gets them without it.</summary>
    private Item? Seen(Item? item)
    {
        if (item is null) return null;
        if (!reader.MaySeeViewers && !item.Asks.IsEmpty) item = Nameless.GetValue(item, i => i.WithoutViewers());
        return reader.MaySeeRemoved ? item : item.WithoutRemoved();
    }

    /// <summary>And for what a colleague has selected: a message's author is named only to who may read that message. What is not among the newest rows may have been removed since.</summary>
    private PersonPresent Seen(PersonPresent person) => person.LooksAt?.Row is not { } row || reader.MaySeeRemoved
        || (reader.MaySeeFeed && !State.Struck.ContainsKey(row) && State.Recent.Find(row) is not null) ? person : person with { LooksAt = null };

    /// <summary>What waits may be older than what a state says of the newest: it knows itself that a rule of the show hides it.</summary>
    internal SeenMessage Seen(WaitingMessage waiting) => Seen(waiting.Row.Sequence, waiting.Row.Message, State.Struck.GetValueOrDefault(waiting.Row.Sequence) ?? waiting.Hidden, waiting.Row.Judgement);

    internal SeenMessage Seen(FeedRow row) => Seen(row.Sequence, row.Message, State.Struck.GetValueOrDefault(row.Sequence), row.Judgement);

    // Made once of each, not at every render of everybody who reads so.
    private static readonly ConditionalWeakTable<ShowSettings, ShowSettings> Plain = [];
    private static readonly ConditionalWeakTable<Item, Item> Nameless = [];

    /// <summary>What the settings were before somebody changed them is as much the settings'.</summary>
    private ActionRecord Seen(ActionRecord action) => reader.MaySeeSettings || action.Settings is not { } settings ? action : action with { Settings = settings with { Before = WithoutLists(settings.Before) } };

    /// <summary>Equal while it is of the same object, of which it shows nothing.</summary>
    private sealed class SameObject(object of)
    {
        private object Of { get; } = of;

        public override bool Equals(object? obj) => obj is SameObject other && ReferenceEquals(Of, other.Of);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Of);
    }

    private static ShowSettings WithoutLists(ShowSettings settings) => settings with
    {
        Channels = [],
        ActsAs = [],
        Mentions = [],
        Contingency = new(),
        Listening = new ListeningSettings { Topics = [.. settings.Listening.Topics.Select(t => new Topic(t.Key, t.NameFr, t.NameEn))] },
    };
}
