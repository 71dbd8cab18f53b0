using System.Text.Json;
using LiveConsole.Platforms.Twitch.Irc;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>The fields we read of any event, as they stand in the frame's bytes.</summary>
internal ref struct EventFields
{
    public JsonText Channel, BroadcasterId, MessageId, ChatterId, ChatterLogin, ChatterName, Color, SourceMessageId, SourceRoom, SourceLogin, Text,
        NoticeType, SystemText, ReplyParent, TargetId, ModeratorName, ModeratorLogin, Action, SessionId, ReconnectUrl, SubscriptionType, Status;

    /// <summary>Of the action's own object (channel.moderate).</summary>
    public JsonText ActedOnUser, ActedOnMessage, ActedReason;

    /// <summary>What kind of message it is besides words, and the reward it was paid with (channel.chat.message).</summary>
    public JsonText MessageType, Reward;

    /// <summary>Of a notification's own object.</summary>
    public NoticeDetails Notice;

    public DateTimeOffset? ActedUntil;
    public Roles Roles;
    public int? Bits, KeepaliveSeconds;
    public bool Anonymous;

    // {"session":{"id":"AgoQ…","status":"connected","keepalive_timeout_seconds":10,"reconnect_url":null}}
    public void ReadSession(scoped ref Utf8JsonReader reader)
    {
        if (!Enters(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("id"u8)) SessionId = JsonText.Read(ref reader);
            else if (name.SequenceEqual("keepalive_timeout_seconds"u8)) KeepaliveSeconds = JsonValues.Number(ref reader);
            else if (name.SequenceEqual("reconnect_url"u8)) ReconnectUrl = JsonText.Read(ref reader);
            else reader.Skip();
        }
    }

    // {"subscription":{"id":"f1c2…","status":"authorization_revoked","type":"channel.chat.message","version":"1",…}}
    public void ReadSubscription(scoped ref Utf8JsonReader reader)
    {
        if (!Enters(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("type"u8)) SubscriptionType = JsonText.Read(ref reader);
            else if (name.SequenceEqual("status"u8)) Status = JsonText.Read(ref reader);
            else reader.Skip();
        }
    }

    // "timeout":{"user_id":"141981764","user_login":"twitchdev","user_name":"TwitchDev","reason":"test Kappa","expires_at":"2024-11-27T18:12:43.640505703Z"}
    // "delete":{"user_id":"901","user_login":"ayse","user_name":"Ayşe","message_id":"0f3c2a52-…","message_body":"bad words here"}
    public void ReadAction(scoped ref Utf8JsonReader reader)
    {
        if (!Enters(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("user_id"u8)) ActedOnUser = JsonText.Read(ref reader);
            else if (name.SequenceEqual("message_id"u8)) ActedOnMessage = JsonText.Read(ref reader);
            else if (name.SequenceEqual("reason"u8)) ActedReason = JsonText.Read(ref reader);
            else if (name.SequenceEqual("expires_at"u8)) ActedUntil = JsonValues.Time(ref reader);
            else reader.Skip();
        }
    }

    /// <summary>False when the value is no object; it is passed over then.</summary>
    public static bool Enters(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject) return true;
        reader.Skip();
        return false;
    }
}
