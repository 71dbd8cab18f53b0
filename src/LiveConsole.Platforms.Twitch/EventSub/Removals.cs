using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch.Irc;

namespace LiveConsole.Platforms.Twitch.EventSub;

internal enum RemovalKind
{
    /// <summary>A type we do not know.</summary>
    Unknown,
    /// <summary>A moderator's act that takes nothing away.</summary>
    None,
    Message,
    Viewer,
    Chat,
    ByModeratorMessage,
    ByModeratorViewer,
    ByModeratorChat,
}

/// <summary>The four ways in which EventSub says that something was taken away; only channel.moderate says by whom.</summary>
internal static class Removals
{
    public static RemovalKind KindOf(JsonText type, in EventFields fields) =>
        type.Is("channel.chat.message_delete"u8) ? RemovalKind.Message
        : type.Is("channel.chat.clear_user_messages"u8) ? RemovalKind.Viewer
        : type.Is("channel.chat.clear"u8) ? RemovalKind.Chat
        : !type.Is("channel.moderate"u8) ? RemovalKind.Unknown
        : fields.Action.OrNull() switch
        {
            "ban" or "timeout" or "shared_chat_ban" or "shared_chat_timeout" => RemovalKind.ByModeratorViewer,
            "delete" or "shared_chat_delete" => RemovalKind.ByModeratorMessage,
            "clear" => RemovalKind.ByModeratorChat,
            _ => RemovalKind.None,
        };

    /// <summary>Null when it does not say of what.</summary>
    public static RemovalCame? Read(RemovalKind kind, in EventFields fields, string channel, DateTimeOffset at)
    {
        switch (kind)
        {
            case RemovalKind.Message:
                return fields.MessageId.IsEmpty ? null : OfMessage(channel, new Removal(at, RemovalScope.Message), fields.MessageId);
            case RemovalKind.Viewer:
                return fields.TargetId.IsEmpty ? null : OfViewer(channel, new Removal(at, RemovalScope.Viewer), fields.TargetId, null);
            case RemovalKind.ByModeratorMessage:
                return fields.ActedOnMessage.IsEmpty ? null : OfMessage(channel, By(fields, RemovalScope.Message, at), fields.ActedOnMessage);
            case RemovalKind.ByModeratorViewer:
                return fields.ActedOnUser.IsEmpty ? null : OfViewer(channel, By(fields, RemovalScope.Viewer, at), fields.ActedOnUser, Seconds(fields, at));
            case RemovalKind.ByModeratorChat:
                return new RemovalCame(IrcParser.Platform, channel, By(fields, RemovalScope.Channel, at));
            default:
                return new RemovalCame(IrcParser.Platform, channel, new Removal(at, RemovalScope.Channel, Reason: "clear"));
        }
    }

    private static RemovalCame OfMessage(string channel, Removal removal, JsonText message) => new(IrcParser.Platform, channel, removal, MessageId: message.Decode());

    private static RemovalCame OfViewer(string channel, Removal removal, JsonText viewer, int? seconds) =>
        new(IrcParser.Platform, channel, removal, ViewerId: viewer.Decode(), Seconds: seconds);

    // The moderator's own reason, else what was done, as IRC has it.
    private static Removal By(in EventFields fields, RemovalScope scope, DateTimeOffset at)
    {
        var who = fields.ModeratorName.IsEmpty ? fields.ModeratorLogin : fields.ModeratorName;
        var what = scope == RemovalScope.Message ? null : fields.Action.OrNull()?.Replace("shared_chat_", "", StringComparison.Ordinal);
        return new Removal(at, scope, who.IsEmpty ? null : who.Decode(), fields.ActedReason.IsEmpty ? what : fields.ActedReason.Decode());
    }

    // It says when a time-out ends, not how long it is: at most two weeks.
    private static int? Seconds(in EventFields fields, DateTimeOffset at) =>
        fields.ActedUntil is { } until && until > at && until - at < TimeSpan.FromDays(15) ? (int)Math.Round((until - at).TotalSeconds) : null;
}
