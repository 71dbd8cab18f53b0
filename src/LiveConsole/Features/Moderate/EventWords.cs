using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Shows;
using Microsoft.Extensions.Localization;

namespace LiveConsole.Features.Moderate;

/// <summary>What a message tells besides its words, as a desk says it: what it is, then its figures.</summary>
public static class EventWords
{
    private const string Between = " · ";

    /// <returns>Null: it is only words, or what it tells stands on a chip (a highlighted message, an announcement).</returns>
    /// <param name="wave">Of a wave of gifts: how many of it have come.</param>
    public static string? Of(ChatMessage message, GiftWave? wave, IStringLocalizer words)
    {
        var membership = message.Platform == ChannelNames.YouTube;
        // A new member who says nothing is not an empty row.
        if (message is { Event: null, Kind: MessageKind.Member, Text: "" }) return words[membership ? "Event.member" : "Event.sub"];
        if (message.Event is not { } told || IsMark(told.Kind)) return null;
        string? head = told.Kind switch
        {
            EventKinds.GiftWave => Say(membership ? "Event.gift-wave.members" : "Event.gift-wave", Figure(told.Count ?? wave?.Given ?? 1)),
            EventKinds.Gift when told.OtherName is null => Say(membership ? "Event.gift.member" : "Event.gift"),
            EventKinds.Gift => Say(membership ? "Event.gift.member.to" : "Event.gift.to", told.OtherName),
            EventKinds.PayForward when told.OtherName is not null => Say("Event.pay-forward.to", told.OtherName),
            EventKinds.GiftUpgrade when told.OtherName is not null => Say("Event.gift-upgrade.from", told.OtherName),
            EventKinds.Raid => Say("Event.raid", told.Count is { } viewers ? Say("Event.viewers", Figure(viewers)) : "?"),
            EventKinds.BitsBadge or EventKinds.WatchStreak when told.Count is { } count => Say("Event." + told.Kind, Figure(count)),
            EventKinds.Charity => Say("Event.charity", told.Amount?.Display ?? "?", told.About ?? "?"),
            EventKinds.Sticker or EventKinds.Jewels when told.About is not null => Say($"Event.{told.Kind}.of", told.About),
            EventKinds.MembersOnly => Say(told.Count == 0 ? "Event.members-only.off" : "Event.members-only.on"),
            EventKinds.Other or EventKinds.BitsBadge or EventKinds.WatchStreak => told.Words ?? told.About,
            _ => words["Event." + told.Kind] is { ResourceNotFound: false } known ? known.Value : told.Words ?? told.About,
        };
        string Say(string key, params object[] with) => words[key, with];
        return head is null ? null : string.Join(Between, new[] { head }.Concat(Figures(message, told, wave, words)));
    }

    /// <summary>What the viewer typed: nothing, where the text is the platform's own sentence.</summary>
    public static bool HasWords(ChatMessage message) => message.Text.Length > 0 && (message.Event?.Words is not { } words || words != message.Text);

    /// <returns>Of a message that stays what its viewer wrote: the chip it carries.</returns>
    public static string? Chip(ChatMessage message, IStringLocalizer words) => message.Event is { } told && IsMark(told.Kind) ? words["Event." + told.Kind].Value : null;

    private static bool IsMark(string kind) => kind is EventKinds.Highlight or EventKinds.Reward or EventKinds.PowerUp or EventKinds.Introduction or EventKinds.Announcement;

    private static IEnumerable<string> Figures(ChatMessage message, ChatEvent told, GiftWave? wave, IStringLocalizer words)
    {
        if (told.Months is > 0 and var months) yield return words[months == 1 ? "Event.month" : "Event.months", Figure(months)];
        if (Level(told.Level, words) is { } level) yield return level;
        if (told.Streak is > 1 and var streak) yield return words["Event.streak", Figure(streak)];
        if (told.Kind == EventKinds.GiftWave && wave is { Given: > 0 } && wave.Given < told.Count) yield return words["Event.given", Figure(wave.Given)];
        if (told.Kind == EventKinds.Jewels && message.Count is > 1 and var times) yield return "×" + Figure(times);
    }

    private static string? Level(string? level, IStringLocalizer words) => level switch
    {
        null or "" => null,
        "prime" => "Prime",
        "1000" or "2000" or "3000" => words["Event.tier", level[..1]],
        _ => level,
    };

    private static string Figure(int count) => count.ToString("N0", CultureInfo.CurrentCulture);
}
