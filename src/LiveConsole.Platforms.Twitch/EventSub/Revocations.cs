namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>What losing a subscription means (EventSub guide, revocation). Only the messages' own is vital: the rest is told by IRC too.</summary>
internal static class Revocations
{
    /// <summary>A time-out of ours passes, and nobody subscribes us again: look now and then.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(2);

    public static ConnectionEnd? EndOf(EventSubEvent.Revoked revoked) => revoked switch
    {
        { Type: not SubscriptionTypes.Messages } => null,
        { Status: "authorization_revoked" } => new ConnectionEnd.Denied("The account has withdrawn its permission from this program: connect it again."),
        { Status: "user_removed" } => new ConnectionEnd.Denied("Twitch has removed the account or the channel."),
        { Status: "version_removed" } => new ConnectionEnd.Denied("Twitch has withdrawn the messages' EventSub version this program knows."),
        { Status: "chat_user_banned" } => new ConnectionEnd.Lost("The account was banned or timed out in this channel.", RetryAfter: LookAgain),
        _ => new ConnectionEnd.Lost($"Twitch took the messages' subscription away ({Word(revoked.Status)}).", RetryAfter: LookAgain),
    };

    // A word of Twitch's, not a text of any length.
    private static string Word(string status) => status.Length is > 0 and <= 40 ? status : "no reason";
}
