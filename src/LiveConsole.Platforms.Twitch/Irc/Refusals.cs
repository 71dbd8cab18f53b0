namespace LiveConsole.Platforms.Twitch.Irc;

/// <summary>The notices after which trying again is of no use until a person changes something (Twitch, IRC guide: msg-ids and login failures).</summary>
internal static class Refusals
{
    public static ConnectionEnd.Denied? Of(IrcEvent.Notice notice) => notice switch
    {
        { Id: "msg_channel_suspended" } => new ConnectionEnd.Denied($"Twitch has suspended #{notice.Channel}."),
        { Id: "msg_room_not_found" } => new ConnectionEnd.Denied($"Twitch knows no channel #{notice.Channel}."),
        { Id: "msg_banned" } => new ConnectionEnd.Denied($"This account is banned from #{notice.Channel}."),
        { Id: "tos_ban" } => new ConnectionEnd.Denied($"Twitch has closed #{notice.Channel}."),
        { Channel: "", Text: "Login authentication failed" or "Login unsuccessful" or "Improperly formatted auth" or "Invalid NICK" } => new ConnectionEnd.Denied("Twitch refuses the login."),
        _ => null,
    };
}
