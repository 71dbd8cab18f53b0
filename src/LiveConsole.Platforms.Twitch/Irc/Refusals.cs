namespace LiveConsole.Platforms.Twitch.Irc;

/// <summary>
/// The notices that end a connection (Twitch, IRC guide: msg-ids and login failures). About the channel: trying again is of no use until a person
/// changes something. About the login: we have none that a person could change, so it is Twitch's own trouble and passes.
/// </summary>
internal static class Refusals
{
    private static readonly TimeSpan LoginAgain = TimeSpan.FromSeconds(15);

    public static ConnectionEnd? Of(IrcEvent.Notice notice) => notice switch
    {
        { Id: "msg_channel_suspended" } => new ConnectionEnd.Denied($"Twitch has suspended #{notice.Channel}."),
        { Id: "msg_room_not_found" } => new ConnectionEnd.Denied($"Twitch knows no channel #{notice.Channel}."),
        { Id: "msg_banned" } => new ConnectionEnd.Denied($"This account is banned from #{notice.Channel}."),
        { Id: "tos_ban" } => new ConnectionEnd.Denied($"Twitch has closed #{notice.Channel}."),
        { Channel: "", Text: "Login authentication failed" or "Login unsuccessful" or "Improperly formatted auth" or "Invalid NICK" } =>
            new ConnectionEnd.Lost("Twitch refuses the login without an account.", RetryAfter: LoginAgain),
        _ => null,
    };
}
