using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LiveConsole.Rehearsal.Twitch.EventSub;

/// <summary>Envelopes (platforms/twitch.md 2.2).</summary>
internal static class EventSubFrames
{
    public static readonly JsonWriterOptions Raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Nine digits, as Twitch writes them; the last two say nothing.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture);

    public static byte[] Welcome(EventSubSession session, DateTimeOffset now) => Frame(NewId(), "session_welcome", now, null, json =>
    {
        json.WriteStartObject("session");
        json.WriteString("id", session.Id);
        json.WriteString("status", "connected");
        json.WriteString("connected_at", Time(session.ConnectedAt));
        json.WriteNumber("keepalive_timeout_seconds", session.KeepaliveSeconds);
        json.WriteNull("reconnect_url");
        json.WriteNull("recovery_url");
        json.WriteEndObject();
    });

    public static byte[] Keepalive(DateTimeOffset now) => Frame(NewId(), "session_keepalive", now, null, static _ => { });

    public static byte[] Reconnect(EventSubSession session, Uri address, DateTimeOffset now) => Frame(NewId(), "session_reconnect", now, null, json =>
    {
        json.WriteStartObject("session");
        json.WriteString("id", session.Id);
        json.WriteString("status", "reconnecting");
        json.WriteNull("keepalive_timeout_seconds");
        json.WriteString("reconnect_url", address.AbsoluteUri);
        json.WriteString("connected_at", Time(session.ConnectedAt));
        json.WriteEndObject();
    });

    public static byte[] Revocation(Subscription subscription, DateTimeOffset now) => Frame(NewId(), "revocation", now, subscription.Type, json =>
    {
        json.WritePropertyName("subscription");
        json.WriteRawValue(subscription.AsNotified(), skipInputValidation: true);
    });

    /// <param name="messageId">The same again when it is sent again.</param>
    public static byte[] Notification(Subscription subscription, string messageId, DateTimeOffset at, byte[] body) => Frame(messageId, "notification", at, subscription.Type, json =>
    {
        json.WritePropertyName("subscription");
        json.WriteRawValue(subscription.AsNotified(), skipInputValidation: true);
        json.WritePropertyName("event");
        json.WriteRawValue(body, skipInputValidation: true);
    });

    /// <summary>What a client must live with: types of the future, and bytes that are no frame.</summary>
    public static IEnumerable<byte[]> Strange(EventSubSession session, DateTimeOffset now)
    {
        yield return Frame(NewId(), "session_future", now, null, json =>
        {
            json.WriteStartObject("session");
            json.WriteString("id", session.Id);
            json.WriteEndObject();
        });
        yield return Frame(NewId(), "notification", now, new SubscriptionType("channel.future.event", "7", [], []), json =>
        {
            json.WriteStartObject("event");
            json.WriteNumber("answer", 42);
            json.WriteEndObject();
        });
        yield return "{\"metadata\":{\"message_type\":\"notif"u8.ToArray();
        yield return "[]"u8.ToArray();
    }

    private static byte[] Frame(string messageId, string type, DateTimeOffset at, SubscriptionType? of, Action<Utf8JsonWriter> payload)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using var json = new Utf8JsonWriter(buffer, Raw);
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        json.WriteString("message_id", messageId);
        json.WriteString("message_type", type);
        json.WriteString("message_timestamp", Time(at));
        if (of is not null)
        {
            json.WriteString("subscription_type", of.Name);
            json.WriteString("subscription_version", of.Version);
        }

        json.WriteEndObject();
        json.WriteStartObject("payload");
        payload(json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static string NewId() => Guid.NewGuid().ToString();
}
