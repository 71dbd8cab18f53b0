using System.Collections.Frozen;
using System.Text.Json;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>
/// Reads the frames of Twitch's EventSub over WebSocket: total (any bytes give an event, nothing throws), what is odd goes to <see cref="OddFrames"/> by
/// kind. Field by field from the bytes, one pass. It remembers authors and emotes seen lately (bounded), so one session owns one; not thread-safe.
/// </summary>
public sealed class EventSubParser(OddFrames odd)
{
    private static readonly string[] ProblemNames = Enum.GetNames<EventSubProblem>();
    private static readonly EventSubEvent.Odd[] OddEvents = [.. Enum.GetValues<EventSubProblem>().Select(p => new EventSubEvent.Odd(p))];
    private static readonly EventSubEvent.Keepalive Keepalive = new();

    private static readonly FrozenSet<string> Known = new[]
    {
        "automod.message.hold", "automod.message.update", "channel.chat_settings.update", "channel.shield_mode.begin", "channel.shield_mode.end", "channel.poll.begin", "channel.poll.progress",
        "channel.poll.end", "channel.shared_chat.begin", "channel.shared_chat.update", "channel.shared_chat.end", "stream.online", "stream.offline",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly ChatEvents _chat = new();
    private JsonDocument? _event;

    /// <param name="frame">One whole frame.</param>
    /// <param name="receivedAt">Show time at which it came.</param>
    public EventSubEvent Parse(ReadOnlySpan<byte> frame, DateTimeOffset receivedAt)
    {
        EventSubEvent read;
        try
        {
            read = Read(frame, receivedAt);
        }
        catch (JsonException)
        {
            // The reader's only way to say that the bytes are no JSON.
            read = OddEvents[(int)EventSubProblem.BadJson];
        }
        finally
        {
            _event?.Dispose();
            _event = null;
        }

        if (read is EventSubEvent.Odd { Problem: var problem }) Note(problem, frame);
        return read;
    }

    // {"metadata":{"message_id":"b1a5…","message_type":"notification","message_timestamp":"2026-11-20T10:00:00.123456789Z","subscription_type":"channel.chat.message",
    // "subscription_version":"1"},"payload":{"subscription":{…},"event":{…}}}
    private EventSubEvent Read(ReadOnlySpan<byte> frame, DateTimeOffset receivedAt)
    {
        var reader = new Utf8JsonReader(frame);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return OddEvents[(int)EventSubProblem.NoType];
        var envelope = default(Envelope);
        var fields = default(EventFields);
        var hasMetadata = false;
        Utf8JsonReader payload = default;
        var hasPayload = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("metadata"u8))
            {
                envelope.Read(ref reader);
                hasMetadata = true;
            }
            else if (name.SequenceEqual("payload"u8) && hasMetadata)
            {
                ReadPayload(ref reader, ref fields, envelope);
            }
            else if (name.SequenceEqual("payload"u8))
            {
                // Before the metadata: what it holds is known later.
                payload = reader;
                hasPayload = true;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }

        // What follows the frame's object is no frame of Twitch's; the reader says so.
        while (reader.Read()) reader.Skip();
        if (hasPayload) ReadPayload(ref payload, ref fields, envelope);
        return Meaning(envelope, fields, frame, receivedAt);
    }

    private void ReadPayload(scoped ref Utf8JsonReader reader, ref EventFields fields, in Envelope envelope)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("event"u8))
            {
                if (!envelope.IsChat && reader.TokenType == JsonTokenType.StartObject)
                {
                    // The rarer ones are read once more, whole.
                    var whole = reader;
                    _event?.Dispose();
                    _event = JsonDocument.ParseValue(ref whole);
                }

                _chat.Read(ref reader, ref fields, envelope.IsChat);
            }
            else if (name.SequenceEqual("session"u8)) fields.ReadSession(ref reader);
            else if (name.SequenceEqual("subscription"u8)) fields.ReadSubscription(ref reader);
            else reader.Skip();
        }
    }

    private EventSubEvent Meaning(in Envelope envelope, in EventFields fields, ReadOnlySpan<byte> frame, DateTimeOffset receivedAt)
    {
        if (!envelope.MessageType.IsPresent) return OddEvents[(int)EventSubProblem.NoType];
        if (envelope.MessageType.Is("notification"u8)) return Notification(envelope, fields, frame, receivedAt);
        if (envelope.MessageType.Is("session_keepalive"u8)) return Keepalive;
        if (envelope.MessageType.Is("session_welcome"u8))
        {
            return fields.SessionId.IsEmpty
                ? OddEvents[(int)EventSubProblem.NoSession]
                : new EventSubEvent.Welcome(fields.SessionId.Decode(), fields.KeepaliveSeconds is > 0 and <= 3600 and var seconds ? TimeSpan.FromSeconds(seconds) : null);
        }

        if (envelope.MessageType.Is("session_reconnect"u8))
            return fields.ReconnectUrl.IsEmpty ? OddEvents[(int)EventSubProblem.NoSession] : new EventSubEvent.Reconnect(fields.ReconnectUrl.Decode());
        if (envelope.MessageType.Is("revocation"u8))
        {
            var type = envelope.SubscriptionType.IsPresent ? envelope.SubscriptionType : fields.SubscriptionType;
            return type.IsEmpty ? OddEvents[(int)EventSubProblem.NoType] : new EventSubEvent.Revoked(type.Decode(), fields.Status.OrNull() ?? "");
        }

        return OddEvents[(int)EventSubProblem.UnknownType];
    }

    private EventSubEvent Notification(in Envelope envelope, in EventFields fields, ReadOnlySpan<byte> frame, DateTimeOffset receivedAt)
    {
        if (envelope.MessageId.IsEmpty) return OddEvents[(int)EventSubProblem.NoDeliveryId];
        var at = envelope.At ?? receivedAt;
        if (envelope.At is null) Note(EventSubProblem.BadNumber, frame);
        var type = envelope.SubscriptionType;
        if (envelope.IsChat)
        {
            var problem = _chat.Build(fields, type.Is("channel.chat.notification"u8), at, receivedAt, out var message, out var detail);
            if (detail is { } lost) Note(lost, frame);
            return problem is { } p ? OddEvents[(int)p] : new EventSubEvent.Message(message!, new Delivery(envelope.MessageId.Decode(), at));
        }

        if (!type.IsPresent) return OddEvents[(int)EventSubProblem.NoType];
        var delivery = new Delivery(envelope.MessageId.Decode(), at);
        var kind = Removals.KindOf(type, fields);
        if (kind == RemovalKind.Unknown) return Other(type.Decode(), fields, delivery);
        if (fields.Channel.IsEmpty) return OddEvents[(int)EventSubProblem.NoChannel];
        var channel = _chat.Channel(fields.Channel);
        var removal = kind == RemovalKind.None ? null : Removals.Read(kind, fields, channel, at);
        if (removal is null && kind != RemovalKind.None) return OddEvents[(int)EventSubProblem.NoTarget];
        if (!type.Is("channel.moderate"u8)) return new EventSubEvent.Removed(removal!, delivery);
        if (ModeratorEvents.Act(_event?.RootElement ?? default, channel, at) is not { } act) return OddEvents[(int)EventSubProblem.NoTarget];
        return new EventSubEvent.Told(removal is null ? [act] : [removal, act], delivery);
    }

    private EventSubEvent Other(string type, in EventFields fields, Delivery delivery)
    {
        var e = _event?.RootElement ?? default;
        // It names two channels, and neither as the others do.
        if (type == "channel.raid") return Of(BroadcastEvents.RaidSent(e, delivery.At), delivery);
        if (!Known.Contains(type)) return OddEvents[(int)EventSubProblem.UnknownType];
        if (fields.Channel.IsEmpty) return OddEvents[(int)EventSubProblem.NoChannel];
        var (channel, at) = (_chat.Channel(fields.Channel), delivery.At);
        return Of(type switch
        {
            "automod.message.hold" => HoldEvents.Hold(e, channel, at),
            "automod.message.update" => HoldEvents.Update(e, channel, at),
            "channel.chat_settings.update" => ModeratorEvents.Settings(e, channel, at),
            "channel.shield_mode.begin" or "channel.shield_mode.end" => ModeratorEvents.Shield(e, channel, at, on: type.EndsWith("begin", StringComparison.Ordinal)),
            "channel.poll.begin" or "channel.poll.progress" => BroadcastEvents.Poll(e, channel, at, over: false),
            "channel.poll.end" => BroadcastEvents.Poll(e, channel, at, over: true),
            "channel.shared_chat.begin" or "channel.shared_chat.update" => BroadcastEvents.SharedChat(e, channel, at),
            "channel.shared_chat.end" => BroadcastEvents.SharedChatOver(channel, at),
            "stream.online" => BroadcastEvents.Online(e, channel, at),
            _ => BroadcastEvents.Offline(e, channel, at),
        }, delivery);
    }

    private static EventSubEvent Of(Arrival? told, Delivery delivery) => told is null ? OddEvents[(int)EventSubProblem.NoTarget] : new EventSubEvent.Told([told], delivery);

    private void Note(EventSubProblem problem, ReadOnlySpan<byte> frame) => odd.Note(ProblemNames[(int)problem], frame);

    /// <summary>A frame's metadata.</summary>
    private ref struct Envelope
    {
        public JsonText MessageId, MessageType, SubscriptionType;
        public DateTimeOffset? At;

        public bool IsChat;

        public void Read(scoped ref Utf8JsonReader reader)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                return;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.ValueSpan;
                reader.Read();
                if (name.SequenceEqual("message_id"u8)) MessageId = JsonText.Read(ref reader);
                else if (name.SequenceEqual("message_type"u8)) MessageType = JsonText.Read(ref reader);
                else if (name.SequenceEqual("message_timestamp"u8)) At = JsonValues.Time(ref reader);
                else if (name.SequenceEqual("subscription_type"u8)) SubscriptionType = JsonText.Read(ref reader);
                else reader.Skip();
            }

            IsChat = SubscriptionType.IsPresent && (SubscriptionType.Is("channel.chat.message"u8) || SubscriptionType.Is("channel.chat.notification"u8));
        }
    }
}
