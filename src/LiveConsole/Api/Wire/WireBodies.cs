using System.Text.Json;
using System.Text.Json.Serialization;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Api.Wire;

/// <summary>True, or why it cannot be undone.</summary>
[JsonConverter(typeof(UndoableJson))]
public readonly record struct WireUndoable(string? WhyNot);

public sealed class UndoableJson : JsonConverter<WireUndoable>
{
    public override WireUndoable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.TokenType == JsonTokenType.String ? reader.GetString() : null);

    public override void Write(Utf8JsonWriter writer, WireUndoable value, JsonSerializerOptions options)
    {
        if (value.WhyNot is { } whyNot) writer.WriteStringValue(whyNot);
        else writer.WriteBooleanValue(true);
    }
}

/// <summary>What became of a verb on an item.</summary>
/// <param name="Item">As it stands now; null where the action was not about one item.</param>
/// <param name="Action">Names it, for undo.</param>
/// <param name="Undoable">True, or why not, in a sentence.</param>
/// <param name="Changed">False: it was so already.</param>
public sealed record WireDone(WireItem? Item, Guid Action, WireUndoable Undoable, bool Changed);

/// <summary>What became of an action on the air.</summary>
/// <param name="OnAir">What is on air now.</param>
/// <param name="Journaled">False only for CLEAR while the disk or database is away: the screens are dark, the entry follows.</param>
public sealed record WireAired(WireAir OnAir, Guid Action, WireUndoable Undoable, bool Changed, bool Journaled);

/// <param name="SeenVersion">The item's version that the caller decided on; refused when it is another by now.</param>
public sealed record WireSeen(int SeenVersion);

/// <summary>Nothing need be said: what counts is that the item is on air.</summary>
/// <param name="SeenVersion">Not looked at.</param>
public sealed record WireMaybeSeen(int? SeenVersion = null);

/// <summary>A new item: a message that becomes one, or one that is typed in.</summary>
/// <param name="Message">The message to make an item of; without it, <paramref name="Text"/> is wanted.</param>
/// <param name="Text">The words of what is typed in.</param>
/// <param name="Name">Who asked it, as typed; not for lines.</param>
/// <param name="Source">Where it was heard: "hall", "e-mail"; not for lines.</param>
/// <param name="Language">"fr" or "en": which language the text is in; default: the show's.</param>
public sealed record WireNewItem(ItemKind Kind, WireMessageRef? Message = null, string? Text = null, string? Name = null, string? Source = null, string? Language = null);

/// <param name="Id">The platform's id of the message.</param>
public sealed record WireMessageRef(string Platform, string Id);

/// <summary>What is left out or null stays as it is; an empty text empties it.</summary>
public sealed record WireEdit(
    int SeenVersion, WireNewWords? Wording = null, string? Name = null, bool? NameHidden = null, string? Note = null, string? Topic = null, IReadOnlyList<string>? Tags = null, bool? OnlyNow = null);

/// <summary>A language that is left out or null stays as it is.</summary>
public sealed record WireNewWords(string? Fr = null, string? En = null);

/// <param name="Note">For the presenter; empty takes it away.</param>
public sealed record WireNote(int SeenVersion, string Note);

/// <param name="Tags">All of them: what is not named is taken away.</param>
public sealed record WireTags(int SeenVersion, IReadOnlyList<string> Tags);

/// <param name="Topic">A topic's key, as in the show; empty takes it away.</param>
public sealed record WireRoute(int SeenVersion, string Topic);

/// <param name="Place">1 is NEXT; left out: last.</param>
public sealed record WireQueue(int SeenVersion, int? Place = null);

/// <param name="Place">1 is NEXT.</param>
public sealed record WireMove(int SeenVersion, int Place);

/// <param name="SeenOnAir">Id of the item that the caller saw on air; null: nothing was.</param>
public sealed record WireTake(int SeenVersion, Guid? SeenOnAir);

public sealed record WireDismiss(int SeenVersion, DismissReason Reason);

/// <summary>Either may be left out. With neither: whatever is NEXT, but nothing within 2 s of any TAKE.</summary>
public sealed record WireTakeNext
{
    /// <summary>Id of the item that the caller saw as NEXT: TAKE is refused when it is another.</summary>
    public Guid? SeenNext { get; set; }

    /// <summary>Id of what it saw on air, null for nothing: TAKE is refused when it is another. Left out beside seenNext it is as null.</summary>
    public Guid? SeenOnAir
    {
        get;
        set => (field, SaysAir) = (value, true);
    }

    /// <summary>Null was said, too.</summary>
    [JsonIgnore]
    public bool SaysAir { get; private set; }
}

/// <param name="Key">Of the show's plan, or another.</param>
/// <param name="Word">What desks and screens say; of the plan's phases it may be left out. A language that is left out says what the other does.</param>
/// <param name="Zero">What its clock counts to or from. Left out: the plan's zero for a phase of the plan, else no clock.</param>
public sealed record WireBeginPhase(string Key, WireNewWords? Word = null, DateTimeOffset? Zero = null);

/// <param name="Held">Since when the show is held, as the phase says: somebody else's later hold is not ended.</param>
/// <param name="To">What the clock counts to or from now; left out: it goes on from where it stood.</param>
public sealed record WireResume(DateTimeOffset Held, DateTimeOffset? To = null);

/// <param name="Called">Since when the contingency lasts, as the phase says: another call since is not ended.</param>
public sealed record WireStandDown(DateTimeOffset Called);

/// <summary>What became of a phase, a hold, a resume or a contingency.</summary>
public sealed record WireCourse(WirePhase? Phase, Guid Action, WireUndoable Undoable, bool Changed);

/// <summary>Two viewers, each on a platform of theirs.</summary>
/// <param name="Same">False: they are not one person after all.</param>
public sealed record WireMatch(WireViewerRef One, WireViewerRef Other, bool Same = true);

/// <param name="Id">The platform's id of the viewer.</param>
public sealed record WireViewerRef(string Platform, string Id);

/// <param name="Items">Ids, as the caller saw them: none that joined since is put aside unseen.</param>
public sealed record WireOvertaken(IReadOnlyList<Guid> Items);

public sealed record WireCallLead(LeadReason Reason);

/// <summary>What waits in one of the moderators' lanes.</summary>
/// <param name="Lane">flagged, questions, first, paid or mentions; lead: what moderators asked the lead to look at.</param>
/// <param name="Count">Rows to decide about: what says the same is one.</param>
/// <param name="Oldest">Since when the oldest waits; null: nothing does.</param>
/// <param name="LeftUndecided">So many left it because it was full.</param>
/// <param name="AlikePassed">So many that say the same as something passed as fine were passed with it.</param>
/// <param name="Shared">Its new messages are dealt to those at the desk; null: they are not.</param>
public sealed record WireLane(string Lane, int Count, DateTimeOffset? Oldest, long LeftUndecided, int AlikePassed, WireSharing? Shared);

/// <summary>Since when and by whom a lane is shared.</summary>
public sealed record WireSharing(DateTimeOffset Since, string By);

/// <summary>Whom a message of a shared lane is dealt to, and until when, before it is anybody's.</summary>
public sealed record WireDealt(string To, DateTimeOffset Until);

/// <summary>One row of a lane.</summary>
/// <param name="Sequence">The cursor: give the last one as "after".</param>
/// <param name="Messages">So many that say the same: one decision is about all of them.</param>
/// <param name="People">By so many viewers.</param>
/// <param name="Call">Why it waits for the lead; null: it does not.</param>
public sealed record WireWaitingMessage(long Sequence, int Messages, int People, WireMessage Message, WireLeadCall? Call, WireDealt? Dealt);

/// <param name="By">Who called.</param>
public sealed record WireLeadCall(LeadReason Reason, string By, DateTimeOffset At);

/// <param name="Action">As an answer named it.</param>
public sealed record WireUndo(Guid Action);

/// <param name="At">Default: now.</param>
public sealed record WireNewMoment(string Text, DateTimeOffset? At = null);

/// <param name="By">Who marked it.</param>
public sealed record WireMoment(DateTimeOffset At, string Text, string By);

public sealed record WireMarked(WireMoment Moment, Guid Action);

/// <param name="Slug">The show's name in addresses: 1 to 60 lower-case letters, digits and hyphens.</param>
/// <param name="Twitch">A channel's login.</param>
/// <param name="Youtube">A video's id or address.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Language">"fr" or "en".</param>
public sealed record WireNewShow(string Slug, string Title, string? Twitch = null, string? Youtube = null, string? TimeZone = null, string? Language = null);

/// <summary>A show.</summary>
/// <param name="Show">Its name in addresses.</param>
/// <param name="Rehearsal">Played by emulated platforms: nothing of it is real.</param>
/// <param name="Approvals">How many different people must approve before an item may air.</param>
/// <param name="Topics">What questions are routed by.</param>
/// <param name="Phases">Of its plan, in order; what begins one is <c>POST phase</c>.</param>
/// <param name="ShowTime">Its clock now; a rehearsal's may run faster.</param>
/// <param name="Role">What the caller's token is in it.</param>
public sealed record WireShow(
    string Show,
    Guid Id,
    string Title,
    bool Rehearsal,
    string Language,
    string TimeZone,
    int Approvals,
    IReadOnlyList<WireTopic> Topics,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    DateTimeOffset? Zero,
    IReadOnlyList<WirePlannedPhase> Phases,
    DateTimeOffset ShowTime,
    long Sequence,
    Role Role);

public sealed record WireTopic(string Key, WireWords Name);

/// <param name="Critical">The desks' defaults are those of the critical minutes.</param>
public sealed record WirePlannedPhase(string Key, WireWords Word, bool Critical);

/// <summary>An item with what was done to it, oldest first: the last 30 lines.</summary>
public sealed record WireItemWithHistory(WireItem Item, IReadOnlyList<WireHistoryLine> History);

/// <param name="Verb">In the journal's words: "promote", "take".</param>
public sealed record WireHistoryLine(DateTimeOffset At, string Verb, string By, Role Role);

/// <summary>Viewers over the show.</summary>
/// <param name="Sum">Null while no channel has a count.</param>
public sealed record WireAudience(IReadOnlyList<WireChannelAudience> Channels, WireSum? Sum);

/// <param name="Samples">Oldest first.</param>
public sealed record WireChannelAudience(string Platform, string Channel, long? Current, DateTimeOffset At, long? Peak, DateTimeOffset? PeakAt, IReadOnlyList<WireSample> Samples);

/// <param name="Count">Null: the platform gave none then.</param>
public sealed record WireSample(DateTimeOffset At, long? Count);

/// <summary>The platforms' own counts, added up: people who watch on two are counted twice.</summary>
/// <param name="Label">Says that it is a sum, in the caller's language: show it beside the number.</param>
/// <param name="Current">Of the channels in <paramref name="Parts"/>; null: none has a fresh count.</param>
/// <param name="Peak">The highest sum of counts taken together, at <paramref name="PeakAt"/>; not the sum of the channels' own peaks.</param>
public sealed record WireSum(string Label, long? Current, IReadOnlyList<WireSumPart> Parts, long? Peak, DateTimeOffset? PeakAt);

public sealed record WireSumPart(string Platform, string Channel, long Count);
