using System.Collections.Immutable;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.YouTube;

/// <summary>What an item tells besides its words (liveChatMessages resource, the details objects): who became a member of what, how many were given, what is voted on.</summary>
internal static class ItemEvents
{
    public static ChatEvent Member(scoped in ItemFields item) =>
        new(EventKinds.Member, Level: Some(item.Level), About: item.IsUpgrade ? "upgrade" : null, Words: Some(item.DisplayMessage));

    public static ChatEvent Milestone(scoped in ItemFields item) =>
        new(EventKinds.Milestone, Months: Number(item.MemberMonth), Level: Some(item.Level), Words: Some(item.DisplayMessage));

    /// <summary>The wave goes by the id of its own message, which each membership received from it names.</summary>
    public static ChatEvent GiftWave(scoped in ItemFields item, string id) =>
        new(EventKinds.GiftWave, Count: Number(item.GiftsCount), Level: Some(item.Level), Wave: id, Words: Some(item.DisplayMessage));

    /// <summary>The item's author is who received it; the other one is who gave.</summary>
    public static ChatEvent Received(scoped in ItemFields item) =>
        new(EventKinds.Gift, Level: Some(item.Level), Wave: Some(item.GiftWave), OtherId: Some(item.GifterId), Words: Some(item.DisplayMessage));

    /// <summary>Its price in jewels; how often it was given by now is the message's own count, for that changes.</summary>
    public static ChatEvent Jewels(scoped in ItemFields item) =>
        new(EventKinds.Jewels, Count: Number(item.Jewels), About: Some(item.GiftName), Words: Some(item.DisplayMessage));

    public static ChatEvent Sticker(scoped in ItemFields item) => new(EventKinds.Sticker, About: Some(item.StickerId) ?? Some(item.AltText), Words: Some(item.DisplayMessage));

    public static ChatEvent MembersOnly(scoped in ItemFields item, bool on) => new(EventKinds.MembersOnly, Count: on ? 1 : 0, Words: Some(item.DisplayMessage));

    public static ChatEvent Other(scoped in ItemFields item) => new(EventKinds.Other, About: Some(item.Type), Words: Some(item.DisplayMessage));

    public static ChatEvent Poll(scoped in ItemFields item) => new(EventKinds.Poll, Count: item.PollOptions?.Count, Words: Some(item.DisplayMessage));

    /// <returns>Null: an item without its question.</returns>
    public static Poll? PollOf(scoped in ItemFields item, string channel, string id, DateTimeOffset at, DateTimeOffset begunAt)
    {
        if (!item.Question.IsPresent) return null;
        ImmutableArray<PollOption> options = [.. item.PollOptions ?? []];
        return new Poll(YouTubeParser.Platform, channel, id, item.Question.Decode(), options, item.PollStatus.Is("closed"u8) ? PollStatus.Closed : PollStatus.Active, at) { BeganAt = begunAt };
    }

    private static string? Some(JsonText text) => text is { IsPresent: true, IsEmpty: false } ? text.Decode() : null;

    private static int? Number(long? number) => number is { } n ? (int)Math.Clamp(n, 0, int.MaxValue) : null;
}
