using System.Collections.Immutable;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Shows;

/// <summary>Who reads: the one thing that decides what they get.</summary>
public sealed record Reader(Role Role)
{
    /// <summary>May see what a removed message said, and who removed it.</summary>
    public bool MaySeeRemoved => Role is Role.Owner or Role.Producer or Role.Editor or Role.Lead or Role.Moderator;

    /// <summary>What moderators ask the lead to look at: distress, threats, a child's data.</summary>
    public bool MaySeeCalls => Rights.Has(Role, Permission.Withdraw);

    public bool MaySeeFeed => Role is not (Role.Presenter or Role.Overlay);
}

/// <summary>The screens of this node are dark for the air of this number, before the journal says so. A later TAKE lifts it.</summary>
/// <param name="AirNumber">The <see cref="Air.Number"/> it hides; a higher one is shown.</param>
public sealed record ScreenLatch(int AirNumber, DateTimeOffset At, bool Withdrawn);

/// <summary>A connected screen as it reported itself.</summary>
/// <param name="Drawn">The last on-air number it has painted.</param>
public sealed record ScreenReport(string Name, Screens.ScreenKind Kind, long? Drawn, DateTimeOffset? DrawnAt, DateTimeOffset ConnectedAt, DateTimeOffset LastSeen);


/// <summary>Everything a show is at one version: immutable, shared by all who read. Pages see it only through <see cref="For"/>.</summary>
/// <param name="Version">Grows with every publication, also when only presence or a latch changed.</param>
public sealed record ShowSnapshot(
    ShowId Show,
    long Version,
    ShowState State,
    ScreenLatch? Latch,
    StorageHealth Storage,
    ImmutableArray<ScreenReport> Screens,
    ImmutableArray<PersonPresent> People)
{
    /// <summary>Show time of this publication. What is computed from a snapshot (a silence) is as of then.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Show seconds a second then: what a rehearsal at 20x takes for a pause must last longer.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Grows when somebody looks at something else, begins or stops typing, comes or goes: what shows it renders when this does.</summary>
    public long Glances { get; init; }

    /// <summary>What <see cref="NodeHealth"/> said, as this show says it.</summary>
    public ImmutableArray<Alert> Node { get; init; } = [];

    /// <summary>The one gate for reading.</summary>
    public ShowView For(Reader reader) => new(this, reader);
}

/// <summary>What one reader may see of a snapshot. Cheap: a window on the snapshot, nothing is copied.</summary>
public sealed class ShowView(ShowSnapshot snapshot, Reader reader)
{
    private ImmutableArray<Alert>? _alerts;

    private ShowState State => snapshot.State;

    public ShowId Show => snapshot.Show;
    public long Version => snapshot.Version;
    public long Sequence => State.Sequence;

    /// <summary>Grows with people's decisions, not with messages: a part of a page that shows no messages renders when this does.</summary>
    public long DeskVersion => State.DeskVersion;

    public ShowSettings? Settings => State.Settings;
    public StorageHealth Storage => snapshot.Storage;

    /// <summary>All that is wrong now, in sentences, newest on top. Screens get none: what they show is for the presenter and the public.</summary>
    public ImmutableArray<Alert> Alerts => _alerts ??= reader.MaySeeFeed ? Shows.Alerts.Of(snapshot) : [];

    /// <summary>Show time of what this view shows.</summary>
    public DateTimeOffset At => snapshot.At;

    public ImmutableArray<ScreenReport> Screens => snapshot.Screens;
    public ImmutableArray<PersonPresent> People => reader.MaySeeFeed ? snapshot.People : [];

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
    public IEnumerable<(ChatClear Clear, IReadOnlyList<Item> Open)> Clears => !reader.MaySeeFeed ? [] : State.Clears
        .Where(c => c.Answer is null).Select(c => (c, Open: (IReadOnlyList<Item>)[.. c.Open(State).Select(i => Seen(i)!)])).Where(c => c.Open.Count > 0);

    public Actor? Hand => State.Hand;
    public Phase? Phase => State.Phase;
    public IReadOnlyList<Moment> Moments => State.Moments;
    public IReadOnlyList<Signal> Signals => State.Signals;
    /// <summary>How each channel's chat is read, and how fast it is.</summary>
    public ImmutableArray<ChannelReading> Channels => ChannelReading.All(State);

    public IEnumerable<Gap> Gaps => State.Gaps;
    public IEnumerable<SourceStatus> Sources => State.Sources.Values.OrderBy(s => s.Key.ToString(), StringComparer.Ordinal);
    public IEnumerable<Viewers> Viewers => State.Viewers.Values.OrderBy(v => v.Platform, StringComparer.Ordinal);
    public long Messages => State.Messages;
    public int ApprovalsWanted => State.ApprovalsWanted;
    public TimeSpan ClaimFor => State.ClaimFor;

    /// <summary>The rundown in order; the first is NEXT.</summary>
    public IEnumerable<Item> Rundown => State.Rundown.Select(id => Seen(State.Items[id])!);

    /// <summary>All items; the board's tabs sort them. Empty for screens, which get the air and the rundown only.</summary>
    public IEnumerable<Item> Items => reader.MaySeeFeed ? State.Items.Values.Select(i => Seen(i)!) : [];

    public Item? Item(ItemId id) => reader.MaySeeFeed || State.Rundown.Contains(id) || State.Air.Item == id ? Seen(State.Item(id)) : null;

    public Item? Item(int number) => reader.MaySeeFeed ? Seen(State.Item(number)) : null;

    /// <summary>Which item a message asks, if any.</summary>
    public Item? AskedIn(MessageRef message) => reader.MaySeeFeed && State.Asked.TryGetValue(message, out var id) ? Seen(State.Item(id)) : null;

    /// <summary>The newest rows, oldest first. What was removed comes without its text unless this reader moderates.</summary>
    public IEnumerable<SeenMessage> Newest(int count) => reader.MaySeeFeed ? State.Recent.Newest(count).Select(Seen) : [];

    public IEnumerable<SeenMessage> After(long sequence) => reader.MaySeeFeed ? State.Recent.After(sequence).Select(Seen) : [];

    /// <summary>What waits in a lane; null: for the lead. Nothing for who may not read it.</summary>
    public LaneView Waiting(Lanes? lane) => new(reader.MaySeeFeed && (lane is not null || reader.MaySeeCalls) ? State.Lanes : LaneBook.Empty, lane, this);

    /// <summary>A message waits in some lane, or for the lead as far as this reader is one.</summary>
    public bool Waits(long sequence) => reader.MaySeeFeed && (State.Lanes.Waiting.ContainsKey(sequence) || (reader.MaySeeCalls && State.Lanes.Calls.ContainsKey(sequence)));

    /// <summary>How the undo of an action stands now: null when it can be undone by this actor.</summary>
    public Refusal? WhyNotUndo(Guid action, Actor by, DateTimeOffset now) =>
        State.Actions.TryGetValue(action, out var record) ? UndoAction.WhyNot(State, record, by, now) : Refusals.NothingToUndo;

    /// <summary>The last actions, newest first, for the status line and the activity list.</summary>
    public IEnumerable<ActionRecord> LastActions(int count) =>
        reader.MaySeeFeed ? State.ActionOrder.Reverse().Take(count).Select(id => State.Actions[id]) : [];

    /// <summary>The same gate for rows read from the journal's tables.</summary>
    public SeenMessage Seen(long sequence, ChatMessage message, Removal? removed, Judgement? judgement = null) =>
        removed is null || reader.MaySeeRemoved ? new(sequence, message, removed, judgement) : new(sequence, message with { Text = "", Parts = [] }, removed);

    /// <summary>A row that was read earlier, as it stands now: it may have been removed or amended meanwhile. The same row when nothing of it has changed.</summary>
    public SeenMessage Again(SeenMessage row)
    {
        var now = State.Recent.Find(row.Sequence);
        var (message, judgement) = (now?.Message ?? row.Message, now?.Judgement ?? row.Judgement);
        var removed = row.Removed ?? State.Struck.GetValueOrDefault(row.Sequence) ?? State.Removed.Of(message);
        if (removed is null && ReferenceEquals(message, row.Message) && ReferenceEquals(judgement, row.Judgement)) return row;
        var seen = Seen(row.Sequence, message, removed, judgement);
        return seen == row ? row : seen;
    }

    /// <summary>And for items: who may not read what was removed gets them without it.</summary>
    private Item? Seen(Item? item) => reader.MaySeeRemoved ? item : item?.WithoutRemoved();

    internal SeenMessage Seen(FeedRow row) => Seen(row.Sequence, row.Message, State.Struck.GetValueOrDefault(row.Sequence), row.Judgement);
}

/// <summary>A message as a reader may see it.</summary>
/// <param name="Judgement">What Listening says of it; null: not judged (yet), or removed and this reader may not read it.</param>
public sealed record SeenMessage(long Sequence, ChatMessage Message, Removal? Removed, Judgement? Judgement = null);
