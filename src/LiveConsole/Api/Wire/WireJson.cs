using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Posts;
using LiveConsole.Domain.Questions;
using LiveConsole.Shows;

namespace LiveConsole.Api.Wire;

/// <summary>Enumerations as the contract writes them: "onAir".</summary>
public sealed class CamelCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) where T : struct, Enum;

/// <summary>As the contract writes a post's kind: "shoutout".</summary>
public sealed class LowerCase<T>() : JsonStringEnumConverter<T>(LowerCaseNaming.Instance, allowIntegerValues: false) where T : struct, Enum;

internal sealed class LowerCaseNaming : JsonNamingPolicy
{
    public static LowerCaseNaming Instance { get; } = new();

    public override string ConvertName(string name) => name.ToLowerInvariant();
}

/// <summary>Times as the contract writes them, in UTC with a Z; read with any offset.</summary>
public sealed class UtcTimes : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset().ToUniversalTime();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
}

/// <summary>The contract's JSON: camelCase, RFC 3339 in UTC, text as it is and not in escapes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    // A member that is not known is a mistake in its name: better said than passed over.
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(CamelCase<ItemKind>), typeof(CamelCase<Stage>), typeof(CamelCase<Mark>), typeof(CamelCase<DismissReason>), typeof(CamelCase<SignalKind>), typeof(CamelCase<SourceState>),
        typeof(CamelCase<AlertSeverity>), typeof(CamelCase<Role>), typeof(CamelCase<LeadReason>), typeof(CamelCase<DeedKind>), typeof(CamelCase<EffectState>), typeof(CamelCase<EffectTrouble>), typeof(LowerCase<PostKind>), typeof(CamelCase<PostLanguage>), typeof(CamelCase<PostEnding>), typeof(CamelCase<PostPause>), typeof(UtcTimes)])]
[JsonSerializable(typeof(WireEffect))]
[JsonSerializable(typeof(WireActed))]
[JsonSerializable(typeof(WireOnMessage))]
[JsonSerializable(typeof(WireOnViewer))]
[JsonSerializable(typeof(WireTimeOut))]
[JsonSerializable(typeof(WireWarn))]
[JsonSerializable(typeof(WireHeld))]
[JsonSerializable(typeof(WireChat))]
[JsonSerializable(typeof(WireSetModes))]
[JsonSerializable(typeof(WireShield))]
[JsonSerializable(typeof(WireClearChat))]
[JsonSerializable(typeof(WireActAs))]
[JsonSerializable(typeof(IReadOnlyList<WireActing>))]
[JsonSerializable(typeof(WireNewPost))]
[JsonSerializable(typeof(WireReply))]
[JsonSerializable(typeof(WireWrittenPost))]
[JsonSerializable(typeof(WireChangedPost))]
[JsonSerializable(typeof(WireSeenPost))]
[JsonSerializable(typeof(WireSentPost))]
[JsonSerializable(typeof(WireKeptPost))]
[JsonSerializable(typeof(IReadOnlyList<WirePost>))]
[JsonSerializable(typeof(WireState))]
[JsonSerializable(typeof(IReadOnlyList<WireItem>))]
[JsonSerializable(typeof(WireProblem))]
[JsonSerializable(typeof(WireDone))]
[JsonSerializable(typeof(WireAired))]
[JsonSerializable(typeof(WireSeen))]
[JsonSerializable(typeof(WireMaybeSeen))]
[JsonSerializable(typeof(WireNewItem))]
[JsonSerializable(typeof(WireEdit))]
[JsonSerializable(typeof(WireNote))]
[JsonSerializable(typeof(WireTags))]
[JsonSerializable(typeof(WireRoute))]
[JsonSerializable(typeof(WireQueue))]
[JsonSerializable(typeof(WireMove))]
[JsonSerializable(typeof(WireTake))]
[JsonSerializable(typeof(WireDismiss))]
[JsonSerializable(typeof(WireTakeNext))]
[JsonSerializable(typeof(WireUndo))]
[JsonSerializable(typeof(WireNewMoment))]
[JsonSerializable(typeof(WireMarked))]
[JsonSerializable(typeof(WireNewShow))]
[JsonSerializable(typeof(WireShow))]
[JsonSerializable(typeof(WireItemWithHistory))]
[JsonSerializable(typeof(WireAudience))]
[JsonSerializable(typeof(WireMessage))]
[JsonSerializable(typeof(IReadOnlyList<WireIntakeMessage>))]
[JsonSerializable(typeof(WireIntake))]
[JsonSerializable(typeof(WirePressed))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, object>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, bool>))]
[JsonSerializable(typeof(IReadOnlyList<WireMoment>))]
[JsonSerializable(typeof(WireBeginPhase))]
[JsonSerializable(typeof(WireResume))]
[JsonSerializable(typeof(WireStandDown))]
[JsonSerializable(typeof(WireCourse))]
[JsonSerializable(typeof(WireMatch))]
[JsonSerializable(typeof(WireOvertaken))]
[JsonSerializable(typeof(WireCallLead))]
[JsonSerializable(typeof(WireLeadCall))]
[JsonSerializable(typeof(WireDealt))]
[JsonSerializable(typeof(IReadOnlyList<WireLane>))]
[JsonSerializable(typeof(IReadOnlyList<WireWaitingMessage>))]
[JsonSerializable(typeof(IReadOnlyList<WireShow>))]
[JsonSerializable(typeof(IReadOnlyList<WireMessage>))]
public sealed partial class WireJson : JsonSerializerContext
{
    private static WireJson? _plain;

    /// <summary>What is sent and read. Not set at the start: the generated half has its own.</summary>
    public static WireJson Plain => _plain ??= new WireJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)(Plain.GetTypeInfo(typeof(T)) ?? throw new NotSupportedException($"{typeof(T).Name} is not on the wire."));

    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Of<T>());
}
