using System.Buffers;
using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace LiveConsole.Domain.Journal;

/// <summary>How an entry is written: its name and version never change meaning; a new shape is a new version.</summary>
/// <param name="Skippable">A reader that does not know the type may keep and skip it; otherwise it must serve the show read-only.</param>
public sealed record EntryType(string Name, int Version, bool Skippable, Type Type);

/// <summary>Entries as JSON (UTF-8), with their names. The one list of all entry types.</summary>
public static class EntryJson
{
    private static readonly EntryType[] Types =
    [
        new("message", 1, false, typeof(MessageArrived)),
        // A reader that skipped it would not know a removal by a copy's id.
        new("amended", 1, false, typeof(MessageAmended)),
        // A reader that skips it takes the message for one that nobody judged.
        // 2: with the message that a rule hides, where it is older than what a state holds.
        new("judged", 2, true, typeof(Judged)),
        // 2: a rule of the show may hide, and what it hides goes on waiting.
        new("removed", 2, false, typeof(MessagesRemoved)),
        // A reader that skipped it would hide what everybody else sees.
        new("removal-lifted", 2, false, typeof(RemovalLifted)),
        new("viewers", 1, true, typeof(ViewersSampled)),
        new("chatters", 1, true, typeof(ChattersSampled)),
        new("poll", 1, true, typeof(PollKnown)),
        new("broadcast", 1, true, typeof(BroadcastChanged)),
        new("quota", 1, true, typeof(QuotaKnown)),
        new("source", 1, true, typeof(SourceMoved)),
        new("resume", 1, true, typeof(ResumePointKept)),
        new("gap", 1, true, typeof(GapRecorded)),
        new("configured", 1, false, typeof(ShowConfigured)),
        new("item-added", 1, false, typeof(ItemAdded)),
        // 2: a claim is a field of an item, too.
        new("item-changed", 2, false, typeof(ItemChanged)),
        new("claim-renewed", 1, false, typeof(ClaimRenewed)),
        // 2: without a removal, it counts again.
        new("ask-struck", 2, false, typeof(AskStruck)),
        // Who skips it does not say how fresh an item is.
        new("item-checked", 1, true, typeof(ItemChecked)),
        new("air", 1, false, typeof(AirChanged)),
        new("hand", 1, false, typeof(HandTaken)),
        new("signal", 1, false, typeof(PresenterSignalled)),
        new("phase", 1, false, typeof(PhaseBegan)),
        // Who skipped these would count on while everybody else stands.
        new("show-held", 1, false, typeof(ShowHeld)),
        new("show-resumed", 1, false, typeof(ShowResumed)),
        // Who skipped these would air and post what nobody wants to hear now.
        new("contingency", 1, false, typeof(ContingencyCalled)),
        new("contingency-ended", 1, false, typeof(ContingencyEnded)),
        new("moment", 1, true, typeof(MomentMarked)),
        new("undone", 1, false, typeof(ActionUndone)),
        // A reader that skips them misses a question to the desk; what an answer pulls stands in other entries.
        new("clear-asked", 1, true, typeof(ChatClearAsked)),
        new("clear-answered", 1, true, typeof(ChatClearAnswered)),
        new("crew-said", 1, true, typeof(CrewSaid)),
        new("crew-seen", 1, true, typeof(CrewSeen)),
        // A reader that skipped it would let somebody overwrite the note.
        new("handover", 1, false, typeof(HandoverWritten)),
        // Who skips them shows a message as waiting that somebody has decided about.
        new("passed", 1, true, typeof(MessagesPassed)),
        new("lead-called", 1, true, typeof(LeadCalled)),
        // Who skips it deals nothing: every message is anybody's.
        // 2: what the platforms hold back may be shared.
        new("lane-shared", 2, true, typeof(LaneShared)),
        new("viewers-matched", 1, true, typeof(ViewersMatched)),
        // Who skips these five shows no held messages, modes and acts; what was removed stands in entries of its own.
        new("held", 1, true, typeof(MessageHeld)),
        new("hold-settled", 1, true, typeof(HoldSettled)),
        new("modes", 1, true, typeof(ModesChanged)),
        new("act", 1, true, typeof(ModeratorTold)),
        new("shared-chat", 1, true, typeof(ChatShared)),
        // Who skipped these would ask a platform twice, or never.
        new("effects", 1, false, typeof(EffectsRequested)),
        new("effects-cancelled", 1, false, typeof(EffectsCancelled)),
        // 2: with the account's id on its platform.
        new("effect-started", 2, false, typeof(EffectStarted)),
        // Who skips it asks again for what it could know to be done, as when nothing was told.
        new("effect-told", 1, true, typeof(EffectTold)),
        // 2: nothing was sent, so that it was no try.
        new("effect-delayed", 2, false, typeof(EffectDelayed)),
        new("effect-settled", 1, false, typeof(EffectSettled)),
        new("acting", 1, true, typeof(ActingKnown)),
        // Who skipped these would post twice, or what was disarmed.
        new("post-kept", 1, false, typeof(PostKept)),
        new("post-dropped", 1, false, typeof(PostDropped)),
        new("post-armed", 1, false, typeof(PostArmed)),
        new("post-scheduled", 1, false, typeof(PostScheduled)),
        new("posts-stopped", 1, false, typeof(PostsStopped)),
        new("post-fired", 1, false, typeof(PostFired)),
        new("post-slot-passed", 1, false, typeof(PostSlotPassed)),
        new("person-invited", 1, true, typeof(PersonInvited)),
        new("invitation-revoked", 1, true, typeof(InvitationRevoked)),
        new("person-joined", 1, true, typeof(PersonJoined)),
        new("role-changed", 1, true, typeof(RoleChanged)),
        new("person-left", 1, true, typeof(PersonLeft)),
        new("output-set", 1, true, typeof(OutputSet)),
        new("token-set", 1, true, typeof(TokenSet)),
        new("account-set", 1, true, typeof(AccountSet)),
    ];

    private static readonly FrozenDictionary<Type, EntryType> ByType = Types.ToFrozenDictionary(t => t.Type);
    private static readonly FrozenDictionary<string, EntryType> ByName = Types.ToFrozenDictionary(t => t.Name);

    public static IReadOnlyList<EntryType> All => Types;

    public static EntryType TypeOf(Entry entry) => ByType[entry.GetType()];

    // Letters stay letters: escaped, a Cyrillic or Arabic chat would be three times as long. Entries never go into HTML.
    private static readonly JsonWriterOptions AsUtf8 = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Write(Entry entry)
    {
        var to = new ArrayBufferWriter<byte>(512);
        using var writer = NewWriter(to);
        Write(entry, writer);
        return to.WrittenSpan.ToArray();
    }

    /// <summary>A writer for <see cref="Write(Entry, Utf8JsonWriter)"/>: reused for many entries after its Reset.</summary>
    public static Utf8JsonWriter NewWriter(IBufferWriter<byte> to) => new(to, AsUtf8);

    public static void Write(Entry entry, Utf8JsonWriter to)
    {
        JsonSerializer.Serialize(to, entry, InfoOf(entry.GetType()));
        to.Flush();
    }

    /// <returns>The entry, or null when the name or its version is not known to this program.</returns>
    /// <exception cref="JsonException">The bytes are not what that type's writer wrote: the journal is damaged.</exception>
    public static Entry? Read(string name, int version, ReadOnlySpan<byte> utf8) =>
        ByName.TryGetValue(name, out var type) && type.Version >= version ? (Entry?)JsonSerializer.Deserialize(utf8, InfoOf(type.Type)) : null;

    public static byte[] Write(Actor actor) => JsonSerializer.SerializeToUtf8Bytes(actor, EntryJsonContext.Default.Actor);

    public static Actor ReadActor(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, EntryJsonContext.Default.Actor) ?? throw new JsonException("An actor is null.");

    private static JsonTypeInfo InfoOf(Type type) => EntryJsonContext.Default.GetTypeInfo(type)
        ?? throw new InvalidOperationException($"{type.Name} is not in {nameof(EntryJsonContext)}.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, IgnoreReadOnlyProperties = true,
    // A store may keep JSON by value and give its members back in another order.
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(MessageArrived))]
[JsonSerializable(typeof(MessageAmended))]
[JsonSerializable(typeof(Judged))]
[JsonSerializable(typeof(MessagesRemoved))]
[JsonSerializable(typeof(RemovalLifted))]
[JsonSerializable(typeof(ViewersSampled))]
[JsonSerializable(typeof(ChattersSampled))]
[JsonSerializable(typeof(PollKnown))]
[JsonSerializable(typeof(BroadcastChanged))]
[JsonSerializable(typeof(QuotaKnown))]
[JsonSerializable(typeof(SourceMoved))]
[JsonSerializable(typeof(ResumePointKept))]
[JsonSerializable(typeof(GapRecorded))]
[JsonSerializable(typeof(ShowConfigured))]
[JsonSerializable(typeof(ItemAdded))]
[JsonSerializable(typeof(ItemChanged))]
[JsonSerializable(typeof(ClaimRenewed))]
[JsonSerializable(typeof(AskStruck))]
[JsonSerializable(typeof(ItemChecked))]
[JsonSerializable(typeof(AirChanged))]
[JsonSerializable(typeof(HandTaken))]
[JsonSerializable(typeof(PresenterSignalled))]
[JsonSerializable(typeof(PhaseBegan))]
[JsonSerializable(typeof(ShowHeld))]
[JsonSerializable(typeof(ShowResumed))]
[JsonSerializable(typeof(ContingencyCalled))]
[JsonSerializable(typeof(ContingencyEnded))]
[JsonSerializable(typeof(MomentMarked))]
[JsonSerializable(typeof(ActionUndone))]
[JsonSerializable(typeof(ChatClearAsked))]
[JsonSerializable(typeof(ChatClearAnswered))]
[JsonSerializable(typeof(MessagesPassed))]
[JsonSerializable(typeof(LeadCalled))]
[JsonSerializable(typeof(LaneShared))]
[JsonSerializable(typeof(ViewersMatched))]
[JsonSerializable(typeof(MessageHeld))]
[JsonSerializable(typeof(HoldSettled))]
[JsonSerializable(typeof(ModesChanged))]
[JsonSerializable(typeof(ModeratorTold))]
[JsonSerializable(typeof(ChatShared))]
[JsonSerializable(typeof(EffectsRequested))]
[JsonSerializable(typeof(EffectsCancelled))]
[JsonSerializable(typeof(EffectStarted))]
[JsonSerializable(typeof(EffectTold))]
[JsonSerializable(typeof(EffectDelayed))]
[JsonSerializable(typeof(EffectSettled))]
[JsonSerializable(typeof(ActingKnown))]
[JsonSerializable(typeof(OutputSet))]
[JsonSerializable(typeof(TokenSet))]
[JsonSerializable(typeof(AccountSet))]
[JsonSerializable(typeof(PostKept))]
[JsonSerializable(typeof(PostDropped))]
[JsonSerializable(typeof(PostArmed))]
[JsonSerializable(typeof(PostScheduled))]
[JsonSerializable(typeof(PostsStopped))]
[JsonSerializable(typeof(PostFired))]
[JsonSerializable(typeof(PostSlotPassed))]
[JsonSerializable(typeof(PersonInvited))]
[JsonSerializable(typeof(InvitationRevoked))]
[JsonSerializable(typeof(PersonJoined))]
[JsonSerializable(typeof(RoleChanged))]
[JsonSerializable(typeof(PersonLeft))]
[JsonSerializable(typeof(CrewSaid))]
[JsonSerializable(typeof(CrewSeen))]
[JsonSerializable(typeof(HandoverWritten))]
[JsonSerializable(typeof(Actor))]
[JsonSerializable(typeof(StoredShowState))]
internal sealed partial class EntryJsonContext : JsonSerializerContext;
