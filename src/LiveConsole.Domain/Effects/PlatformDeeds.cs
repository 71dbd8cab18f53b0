using LiveConsole.Domain.Audience;

namespace LiveConsole.Domain.Effects;

/// <summary>What each platform lets a program do at all, and at what price. What an account may do in a channel stands in <see cref="ChannelActing"/>.</summary>
public static class PlatformDeeds
{
    /// <summary>Characters of one message in the chat: Twitch says it (chat documentation), YouTube's is known from practice.</summary>
    public static int LongestPost(string platform) => platform == "youtube" ? 200 : 500;

    // YouTube has no call for slow mode, members-only, held messages, clearing, warnings or replies (platforms' notes, section 4).
    public static bool Can(string platform, DeedKind kind) => platform switch
    {
        "twitch" => true,
        "youtube" => kind is DeedKind.Remove or DeedKind.TimeOut or DeedKind.Ban or DeedKind.Untimeout or DeedKind.Unban or DeedKind.Post or DeedKind.Poll or DeedKind.EndPoll,
        _ => false,
    };

    /// <summary>Units of the Google project's day for each write (YouTube Data API, quota costs); 0 where writes cost nothing.</summary>
    public static int Units(string platform) => platform == "youtube" ? QuotaReading.ActionCost : 0;
}
