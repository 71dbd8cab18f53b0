namespace LiveConsole.Domain.Chat;

/// <summary>
/// What a message tells besides its words: a subscription, a raid, a gift. Beside <see cref="ChatMessage.Kind"/>, which says in one word what it is; members that a platform does not tell are null.
/// </summary>
/// <param name="Kind">One of <see cref="EventKinds"/>; what this program does not know is <see cref="EventKinds.Other"/> with the platform's own name in <paramref name="About"/>.</param>
/// <param name="Count">Of a wave: how many gifts. Of a raid: viewers. Of a watch streak: broadcasts in a row. Of a badge of bits: its threshold. Of a gift: how many its giver has given in all, where told. Of jewels: the price of one.</param>
/// <param name="Months">Of a subscription or membership: in all, as of now. Of a gift: for how many.</param>
/// <param name="Streak">Months without a break, where the viewer shares them.</param>
/// <param name="Level">Twitch: "prime", "1000", "2000", "3000". YouTube: the level's name.</param>
/// <param name="Wave">Id that a wave and its gifts have in common: a gift with one stands for itself only where its wave is not known (<see cref="ChatMessage.IsOfWave"/>).</param>
/// <param name="OtherId">The other viewer: who is given to; of an upgrade, and of a membership received (YouTube tells of who received it), who had given. Null where that one is anonymous or not told.</param>
/// <param name="OtherName">Hostile text, as every name.</param>
/// <param name="About">What of: a reward's id, the charity's name, a sticker's or a gift's name, an announcement's colour in lower case, an unknown notice's name.</param>
/// <param name="Amount">Money that is not the channel's: a donation to a charity. What a viewer pays the channel is <see cref="ChatMessage.Paid"/>.</param>
/// <param name="Words">The platform's own sentence. The same as the message's text: the viewer typed nothing.</param>
public sealed record ChatEvent(
    string Kind,
    int? Count = null,
    int? Months = null,
    int? Streak = null,
    string? Level = null,
    string? Wave = null,
    string? OtherId = null,
    string? OtherName = null,
    string? About = null,
    Paid? Amount = null,
    string? Words = null);

/// <summary>The kinds of <see cref="ChatEvent"/>. Words, not an enum: a journal or a recording may hold one that this program does not know.</summary>
public static class EventKinds
{
    /// <summary>A new subscription (Twitch).</summary>
    public const string Subscription = "sub";

    public const string Resubscription = "resub";

    /// <summary>Several subscriptions or memberships given at once: one row, with their number.</summary>
    public const string GiftWave = "gift-wave";

    /// <summary>One subscription or membership given to one viewer.</summary>
    public const string Gift = "gift";

    /// <summary>Who was given a subscription goes on with it.</summary>
    public const string GiftUpgrade = "gift-upgrade";

    public const string PrimeUpgrade = "prime-upgrade";

    /// <summary>Who was given a subscription gives one on.</summary>
    public const string PayForward = "pay-forward";

    public const string Raid = "raid";

    /// <summary>A raid of this channel was called off.</summary>
    public const string Unraid = "unraid";

    public const string Announcement = "announcement";

    public const string BitsBadge = "bits-badge";

    /// <summary>A moderator's anniversary (Twitch).</summary>
    public const string ModeratorMilestone = "modiversary";

    public const string WatchStreak = "watch-streak";

    public const string Charity = "charity";

    /// <summary>A message that its viewer paid channel points to have highlighted.</summary>
    public const string Highlight = "highlight";

    /// <summary>A message with a reward that the channel has made.</summary>
    public const string Reward = "reward";

    /// <summary>A message with an effect that was bought: About says which.</summary>
    public const string PowerUp = "power-up";

    /// <summary>A viewer introduces themselves.</summary>
    public const string Introduction = "intro";

    /// <summary>A new member (YouTube).</summary>
    public const string Member = "member";

    /// <summary>A member's milestone, with months and level (YouTube).</summary>
    public const string Milestone = "milestone";

    public const string Sticker = "sticker";

    /// <summary>A bought picture gift with a count (YouTube's jewels).</summary>
    public const string Jewels = "jewels";

    public const string Poll = "poll";

    /// <summary>Members-only mode begins or ends (YouTube): Count 1 or 0.</summary>
    public const string MembersOnly = "members-only";

    /// <summary>Something this program does not know, in the platform's words.</summary>
    public const string Other = "other";
}
