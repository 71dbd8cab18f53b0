using System.Collections.Immutable;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.CrewLine;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>
/// What happened in a show, once, never changed. A desk entry is one that a rule may read (people's decisions, and what changes a
/// question without them): only those grow <see cref="ShowState.DeskVersion"/>.
/// </summary>
public abstract record Entry
{
    public virtual bool IsDesk => true;
}

/// <summary>Beside the journal's desk: arrivals, samples, states of sources.</summary>
public abstract record ArrivalEntry : Entry
{
    public sealed override bool IsDesk => false;
}

/// <param name="Judgement">Null: it passed unjudged, or was written before messages were judged; <see cref="Judged"/> may follow.</param>
/// <param name="Hidden">A rule of the show hides it: its removal is the next entry, and it waits in no lane before that, so that it pushes nothing out of one.</param>
public sealed record MessageArrived(ChatMessage Message, Judgement? Judgement = null, bool Hidden = false) : ArrivalEntry;

/// <summary>A message that was appended unjudged is judged now. What was said of it before is replaced.</summary>
/// <param name="Sequence">Of the message's own entry.</param>
/// <param name="Hidden">As of <see cref="MessageArrived"/>; with <paramref name="Older"/> its removal is the entry before.</param>
/// <param name="Older">The message, where a rule hides it that a state no longer holds: so much had come since. Null otherwise.</param>
public sealed record Judged(long Sequence, Judgement Judgement, bool Hidden = false, ChatMessage? Older = null) : ArrivalEntry;

/// <summary>
/// A message that the show has already stands otherwise now: its platform changed it, or another room of a shared chat has it under an id of its own. It
/// keeps its place, its time, its removal and its asks.
/// </summary>
/// <param name="Sequence">Of the message's own entry.</param>
/// <param name="Message">Whole, as it stands now.</param>
/// <param name="Judgement">As it was judged by then: a message is judged once.</param>
public sealed record MessageAmended(long Sequence, ChatMessage Message, Judgement? Judgement = null) : ArrivalEntry;

/// <summary>
/// Messages were removed on their platform, or hidden here by somebody or by a rule of the show: one, all of a viewer, or (neither id) a channel's. What it does to items stands in entries
/// of their own beside it.
/// </summary>
/// <param name="Seconds">Length of a time-out; null otherwise.</param>
public sealed record MessagesRemoved(string Platform, string Channel, Removal Removal, string? MessageId = null, string? ViewerId = null, int? Seconds = null) : ArrivalEntry;

public sealed record ViewersSampled(string Platform, string Channel, long? Count, DateTimeOffset SampledAt) : ArrivalEntry;

public sealed record ChattersSampled(string Platform, string Channel, long? Count, DateTimeOffset SampledAt) : ArrivalEntry;

/// <summary>A poll on a platform stands so now, whole.</summary>
public sealed record PollKnown(Poll Poll) : ArrivalEntry;

/// <summary>A channel's broadcast stands so now, whole.</summary>
public sealed record BroadcastChanged(Broadcast Broadcast) : ArrivalEntry;

/// <summary>How the budget of calls stood; at most once a minute.</summary>
public sealed record QuotaKnown(QuotaReading Quota) : ArrivalEntry;

/// <param name="At">When the state really began: a broken line is noticed more than a minute after its last sign of life. Null in older journals: when it was said.</param>
public sealed record SourceMoved(SourceKey Source, SourceState State, string? Reason, DateTimeOffset? At = null) : ArrivalEntry;

public sealed record ResumePointKept(SourceKey Source, string Token) : ArrivalEntry;

public sealed record GapRecorded(Gap Gap) : ArrivalEntry;

public sealed record ShowConfigured(ShowSettings Settings) : Entry;

/// <summary>A new item, whole as it begins. Its number is the show's next, never reused.</summary>
public sealed record ItemAdded(Item Item) : Entry;

public sealed record ItemChanged(ItemId Item, ImmutableArray<ItemChange> Changes) : Entry
{
    public bool Equals(ItemChanged? other) => other is not null && Item == other.Item && Changes.AsSpan().SequenceEqual(other.Changes.AsSpan());

    public override int GetHashCode() => Item.GetHashCode();
}

/// <summary>The holder of a claim was at work: it holds until then. A desk entry, for a rule reads it; the item's version stays.</summary>
public sealed record ClaimRenewed(ItemId Item, DateTimeOffset Until) : Entry;

/// <summary>An ask's message was removed: struck, the count falls.</summary>
/// <param name="Removal">Null: it is shown again, and counts.</param>
public sealed record AskStruck(ItemId Item, MessageRef Message, Removal? Removal) : Entry;

/// <summary>
/// A removal of ours is taken back: of one message, of all that a viewer or a whole chat had written. What another removal reaches as well stays struck. What it does to
/// items stands in entries of their own beside it.
/// </summary>
/// <param name="MessageId">Null: the viewer's, or without one the chat's.</param>
/// <param name="Of">The time of the removal that is lifted.</param>
/// <param name="By">Whose it was; null: it was written before that was told.</param>
public sealed record RemovalLifted(string Platform, string Channel, string? MessageId, DateTimeOffset Of, string? ViewerId = null, string? By = null) : Entry
{
    public RemovalScope Scope => MessageId is not null ? RemovalScope.Message : ViewerId is not null ? RemovalScope.Viewer : RemovalScope.Channel;
}

/// <summary>A whole chat was cleared, and these items came from there: the desk is asked to keep or to pull them.</summary>
public sealed record ChatClearAsked(string Platform, string Channel, Removal Removal, ImmutableArray<ItemId> Items) : Entry
{
    public bool Equals(ChatClearAsked? other) => other is not null && Platform == other.Platform && Channel == other.Channel
        && Removal == other.Removal && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Platform, Channel, Removal);
}

/// <summary>What a person answered; what was pulled stands in entries of its own beside it.</summary>
/// <param name="Clear">Sequence of the <see cref="ChatClearAsked"/>.</param>
/// <param name="Count">How many items were pulled.</param>
public sealed record ChatClearAnswered(long Clear, bool Pulled, int Count) : Entry;

/// <summary>Somebody decided about messages that waited in a lane: nothing more to do about them. Copies of one another are decided together, and named.</summary>
/// <param name="Messages">Sequences of the messages' own entries.</param>
public sealed record MessagesPassed(ImmutableArray<long> Messages) : Entry
{
    public bool Equals(MessagesPassed? other) => other is not null && Messages.AsSpan().SequenceEqual(other.Messages.AsSpan());

    public override int GetHashCode() => Messages.Length;
}

/// <summary>Somebody asked the lead to look at a message.</summary>
/// <param name="Sequence">Of the message's own entry.</param>
public sealed record LeadCalled(long Sequence, MessageRef Message, LeadReason Reason) : Entry;

/// <summary>The air is now this; <see cref="OnAir.Air.Number"/> is one more than before.</summary>
public sealed record AirChanged(Air Air) : Entry;

/// <summary>Who did the last TAKE has the hand.</summary>
public sealed record HandTaken(Actor By) : Entry;

public sealed record PresenterSignalled(Signal Signal) : Entry;

public sealed record PhaseBegan(Phase Phase) : Entry;

/// <summary>The show is held: its clock stands.</summary>
/// <param name="Phase">As it is from now on, when a resume was undone; null: as it was.</param>
public sealed record ShowHeld(ShowHold Hold, Phase? Phase = null) : Entry;

/// <summary>The show goes on.</summary>
/// <param name="Phase">With the clock it has now; null: as it was.</param>
public sealed record ShowResumed(Phase? Phase = null) : Entry;

public sealed record MomentMarked(Moment Moment) : Entry;

/// <summary>An action was undone: what it changed was put back by the entries beside this one.</summary>
public sealed record ActionUndone(Guid Action) : Entry;

/// <summary>Said on the crew line. No rule reads it.</summary>
public sealed record CrewSaid(string Text, CrewRecipient To, int? Number, bool Urgent, bool Ring, ImmutableArray<string> Addressed) : ArrivalEntry
{
    public ImmutableArray<string> Addressed { get; init; } = Addressed.IsDefault ? [] : Addressed;

    public bool Equals(CrewSaid? other) => other is not null && (Text, To, Number, Urgent, Ring) == (other.Text, other.To, other.Number, other.Urgent, other.Ring)
        && Addressed.AsSpan().SequenceEqual(other.Addressed.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Text, To, Number);
}

/// <summary>Its sender has seen these messages of the crew line.</summary>
/// <param name="Messages">Sequences of <see cref="CrewSaid"/>.</param>
public sealed record CrewSeen(ImmutableArray<long> Messages) : ArrivalEntry
{
    public bool Equals(CrewSeen? other) => other is not null && Messages.AsSpan().SequenceEqual(other.Messages.AsSpan());

    public override int GetHashCode() => Messages.Length;
}

/// <summary>A desk's hand-over note is now this; empty: it was taken away.</summary>
public sealed record HandoverWritten(string Desk, string Text) : Entry;

/// <summary>An entry of a type this program does not know and may skip: it keeps its place and its count, nothing else is read from it. Never appended.</summary>
/// <param name="Payload">As it was written, for an export; null where nobody needs it.</param>
public sealed record UnknownEntry(string Type, int Version, bool Desk, string? Payload = null) : Entry
{
    public override bool IsDesk => Desk;
}

/// <summary>An entry on its way to the journal.</summary>
/// <param name="At">Show time.</param>
/// <param name="Command">Id of the command it came from: the action's id, also the idempotency key; null for arrivals.</param>
/// <param name="Verb">The command's name in words of the house ("take", "promote"); null for arrivals.</param>
public sealed record NewEntry(DateTimeOffset At, Entry Entry, Guid? Command = null, string? Verb = null, Actor? By = null);

/// <summary>An entry as the journal holds it.</summary>
/// <param name="Sequence">1, 2, 3... per show without holes, in commit order.</param>
public sealed record StoredEntry(long Sequence, DateTimeOffset At, Entry Entry, Guid? Command = null, string? Verb = null, Actor? By = null);
