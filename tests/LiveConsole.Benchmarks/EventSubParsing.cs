using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using BenchmarkDotNet.Attributes;
using LiveConsole.Platforms;
using LiveConsole.Platforms.Twitch.EventSub;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Benchmarks;

/// <summary>
/// EventSub chat frames to messages: ours by hand, against System.Text.Json's generated reader into plain objects of the same fields. One operation is one
/// frame. Compare ratios of one run (design aim: at least 1.7 times the generated reader).
/// </summary>
[MemoryDiagnoser]
public class EventSubParsing
{
    private const int Frames = 2000;

    internal const int Count = Frames;

    private static readonly DateTimeOffset Now = new(2026, 3, 14, 21, 55, 0, TimeSpan.Zero);

    private readonly EventSubParser _parser = new(new OddFrames(NullLogger.Instance, TimeProvider.System));
    private byte[][] _frames = [];

    [GlobalSetup]
    public void Compose() => _frames = [.. Enumerable.Range(0, Frames).Select(i => Encoding.UTF8.GetBytes(Composed(i)))];

    [Benchmark(Baseline = true, OperationsPerInvoke = Frames)]
    public int SystemTextJsonGenerated()
    {
        var characters = 0;
        foreach (var frame in _frames) characters += JsonSerializer.Deserialize(frame, FrameContext.Default.FrameDto)!.Payload!.Event!.Message!.Text!.Length;
        return characters;
    }

    [Benchmark(OperationsPerInvoke = Frames)]
    public int ByHand()
    {
        var messages = 0;
        foreach (var frame in _frames) messages += _parser.Parse(frame, Now) is EventSubEvent.Message ? 1 : 0;
        return messages;
    }

    private static string Composed(int i)
    {
        var author = i % 200;
        var (text, fragments) = (i % 4) switch
        {
            0 => ("Kappa Keepo", """{"type":"emote","text":"Kappa","cheermote":null,"emote":{"id":"25","emote_set_id":"0","owner_id":"0","format":["static"]},"mention":null},{"type":"text","text":" ","cheermote":null,"emote":null,"mention":null},{"type":"emote","text":"Keepo","cheermote":null,"emote":{"id":"1902","emote_set_id":"0","owner_id":"0","format":["static"]},"mention":null}"""),
            1 => Plain("is the parachute of the rover made in Toulouse? my son asks"),
            2 => ("@bo_12 how cold is it there", """{"type":"mention","text":"@bo_12","cheermote":null,"emote":null,"mention":{"user_id":"902","user_login":"bo_12","user_name":"bo_12"}},{"type":"text","text":" how cold is it there","cheermote":null,"emote":null,"mention":null}"""),
            _ => Plain("à quelle heure est prévu l'atterrissage, heure de Paris ?"),
        };
        return $$$$"""{"metadata":{"message_id":"{{{{i:x8}}}}-4f5a-0000-8000-000000000001","message_type":"notification","message_timestamp":"2026-03-14T21:55:00.123456789Z","subscription_type":"channel.chat.message","subscription_version":"1"},"payload":{"subscription":{"id":"0b7f3361-672b-4d39-b307-dd5b576c9b27","status":"enabled","type":"channel.chat.message","version":"1","condition":{"broadcaster_user_id":"777","user_id":"4242"},"transport":{"method":"websocket","session_id":"AgoQHR3s6Mb4T8GFB1l3DlPfiRIGY2VsbC1h"},"created_at":"2026-03-14T18:11:47.492253549Z","cost":0},"event":{"broadcaster_user_id":"777","broadcaster_user_login":"alpha","broadcaster_user_name":"Alpha","source_broadcaster_user_id":null,"source_broadcaster_user_login":null,"source_broadcaster_user_name":null,"chatter_user_id":"{{{{90000 + author}}}}","chatter_user_login":"viewer_{{{{author}}}}","chatter_user_name":"Viewer_{{{{author}}}}","message_id":"0f3c2a52-0000-4000-8000-{{{{i:x12}}}}","source_message_id":null,"is_source_only":null,"message":{"text":"{{{{text}}}}","fragments":[{{{{fragments}}}}]},"color":"#FF7F50","badges":[{"set_id":"subscriber","id":"12","info":"14"},{"set_id":"premium","id":"1","info":""}],"source_badges":null,"message_type":"text","cheer":null,"reply":null,"channel_points_custom_reward_id":null,"channel_points_animation_id":null}}}""";

        static (string, string) Plain(string text) => (text, $$"""{"type":"text","text":"{{text}}","cheermote":null,"emote":null,"mention":null}""");
    }

    internal sealed record FrameDto([property: JsonPropertyName("metadata")] MetadataDto? Metadata, [property: JsonPropertyName("payload")] PayloadDto? Payload);

    internal sealed record MetadataDto(string? MessageId, string? MessageType, DateTimeOffset MessageTimestamp, string? SubscriptionType);

    internal sealed record PayloadDto(EventDto? Event);

    internal sealed record EventDto(string? BroadcasterUserLogin, string? SourceBroadcasterUserId, string? SourceBroadcasterUserLogin, string? ChatterUserId, string? ChatterUserLogin,
        string? ChatterUserName, string? MessageId, string? SourceMessageId, MessageDto? Message, string? Color, BadgeDto[]? Badges, CheerDto? Cheer, ReplyDto? Reply);

    internal sealed record MessageDto(string? Text, FragmentDto[]? Fragments);

    internal sealed record FragmentDto(string? Type, string? Text, EmoteDto? Emote, MentionDto? Mention);

    internal sealed record EmoteDto(string? Id);

    internal sealed record MentionDto(string? UserId);

    internal sealed record BadgeDto(string? SetId, string? Id);

    internal sealed record CheerDto(int Bits);

    internal sealed record ReplyDto(string? ParentMessageId);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EventSubParsing.FrameDto))]
internal sealed partial class FrameContext : JsonSerializerContext;
