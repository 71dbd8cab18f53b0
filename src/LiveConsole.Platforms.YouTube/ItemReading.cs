using System.Globalization;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.YouTube;

/// <summary>
/// What each type of item becomes (liveChatMessages resource, snippet.type). The text of a message is what the viewer typed and
/// nothing else; the localised sentence in displayMessage is taken only where nobody types: notices, polls and gifts.
/// </summary>
internal sealed class ItemReading(string channel)
{
    private readonly AuthorTable _authors = new();

    /// <returns>What was odd about the item, or null.</returns>
    public string? Read(scoped in ItemFields item, PageDraft draft)
    {
        if (!item.Id.IsPresent || item.Id.IsEmpty) return "no id";
        var id = item.Id.Decode();
        var oddity = item.PublishedAt is null ? "bad time" : null;
        return Typed(item, id, draft) ?? oddity;
    }

    private string? Typed(scoped in ItemFields item, string id, PageDraft draft)
    {
        var type = item.Type;
        if (type.Is("textMessageEvent"u8))
            return item.MessageText.IsPresent ? Put(item, id, draft, MessageKind.Text, item.MessageText.Decode()) : Unread(item, id, draft);
        if (type.Is("superChatEvent"u8) || type.Is("fanFundingEvent"u8)) return PutPaid(item, id, draft, MessageKind.Paid, item.UserComment);
        if (type.Is("superStickerEvent"u8)) return PutPaid(item, id, draft, MessageKind.Sticker, item.AltText);
        if (type.Is("newSponsorEvent"u8)) return Put(item, id, draft, MessageKind.Member, "");
        if (type.Is("memberMilestoneChatEvent"u8)) return Put(item, id, draft, MessageKind.Member, item.UserComment.OrNull() ?? "");
        if (type.Is("membershipGiftingEvent"u8) || type.Is("giftMembershipReceivedEvent"u8))
            return Put(item, id, draft, MessageKind.Gift, item.DisplayMessage.OrNull() ?? "");
        if (type.Is("giftEvent"u8)) return PutGift(item, id, draft);
        if (type.Is("pollEvent"u8)) return Put(item, id, draft, MessageKind.Notice, PollWords(item));
        if (type.Is("sponsorOnlyModeStartedEvent"u8)) return Put(item, id, draft, MessageKind.Notice, Words(item, "Members-only chat is on."));
        if (type.Is("sponsorOnlyModeEndedEvent"u8)) return Put(item, id, draft, MessageKind.Notice, Words(item, "Members-only chat is off."));
        return Ending(item, id, draft);
    }

    private string? Ending(scoped in ItemFields item, string id, PageDraft draft)
    {
        var type = item.Type;
        if (type.Is("userBannedEvent"u8)) return PutBan(item, id, draft);

        // A tombstone's time is its message's, not the removal's: the removal is as old as our knowing of it.
        if (type.Is("tombstone"u8)) return PutRemoval("tombstone:" + id, id, by: null, draft.ReceivedAt, draft);
        if (type.Is("messageDeletedEvent"u8))
            return item.DeletedId is { IsPresent: true, IsEmpty: false } ? PutRemoval(id, item.DeletedId.Decode(), item.AuthorName.OrNull(), SentAt(item, draft), draft) : "no details";
        if (type.Is("messageRetractedEvent"u8))
            return item.RetractedId is { IsPresent: true, IsEmpty: false } ? PutRemoval(id, item.RetractedId.Decode(), item.AuthorName.OrNull(), SentAt(item, draft), draft) : "no details";
        if (type.Is("chatEndedEvent"u8))
        {
            draft.Ended = true;
            return null;
        }

        if (ShowsWords(item)) Put(item, id, draft, MessageKind.Notice, item.DisplayMessage.Decode());
        return "unknown type";
    }

    /// <summary>A text message without its text: its display line is shown as what it is, the platform's words.</summary>
    private string Unread(scoped in ItemFields item, string id, PageDraft draft)
    {
        if (ShowsWords(item)) Put(item, id, draft, MessageKind.Notice, item.DisplayMessage.Decode());
        return "no details";
    }

    private string? PutPaid(scoped in ItemFields item, string id, PageDraft draft, MessageKind kind, JsonText text)
    {
        var known = item.AmountMicros is not null || item.AmountDisplay is { IsPresent: true, IsEmpty: false };
        var paid = known ? new Paid(item.AmountMicros, item.Currency.OrNull(), item.AmountDisplay.OrNull() ?? "") : null;
        Put(item, id, draft, kind, text.OrNull() ?? "", paid);
        return known ? null : "no details";
    }

    private string? PutGift(scoped in ItemFields item, string id, PageDraft draft)
    {
        var words = item.DisplayMessage.OrNull() ?? item.AltText.OrNull() ?? item.GiftName.OrNull() ?? "";

        // The same gift again under the same id: the count is what it has to say. Where the platform's own sentence tells it, nothing is added.
        if (item.ComboCount is > 1 and var combo && !words.Contains(combo.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
            words = string.Create(CultureInfo.InvariantCulture, $"{words} ×{combo}").TrimStart();
        draft.Add(id, new MessageCame(Message(item, id, draft, MessageKind.Gift, words, null) with { Count = item.ComboCount is { } given ? (int)Math.Clamp(given, 0, int.MaxValue) : null }), amends: true);
        return null;
    }

    private string? Put(scoped in ItemFields item, string id, PageDraft draft, MessageKind kind, string text, Paid? paid = null)
    {
        draft.Add(id, new MessageCame(Message(item, id, draft, kind, text, paid)));
        return null;
    }

    private ChatMessage Message(scoped in ItemFields item, string id, PageDraft draft, MessageKind kind, string text, Paid? paid)
    {
        var authorId = item.AuthorId.IsPresent ? item.AuthorId : item.AuthorChannelId;
        var sentAt = SentAt(item, draft);
        return new(YouTubeParser.Platform, channel, id, sentAt, draft.ReceivedAt, _authors.Find(authorId, item.AuthorName, item.Roles),
            text, kind, Paid: paid, Backlog: draft.IsHistory(sentAt));
    }

    /// <summary>The item's author is the moderator; the viewer stands in the details.</summary>
    private string? PutBan(scoped in ItemFields item, string id, PageDraft draft)
    {
        if (!item.BannedId.IsPresent || item.BannedId.IsEmpty) return "no details";
        var seconds = item.BanSeconds is { } length and > 0 ? (int?)Math.Min(length, int.MaxValue) : null;
        var removal = new Removal(SentAt(item, draft), RemovalScope.Viewer, item.AuthorName.OrNull(),
            seconds is not null || item.BanType.Is("temporary"u8) ? "timeout" : "ban");
        draft.Add(id, new RemovalCame(YouTubeParser.Platform, channel, removal, ViewerId: item.BannedId.Decode(), Seconds: seconds));
        return null;
    }

    private string? PutRemoval(string key, string messageId, string? by, DateTimeOffset at, PageDraft draft)
    {
        draft.Add(key, new RemovalCame(YouTubeParser.Platform, channel, new Removal(at, RemovalScope.Message, by), messageId));
        return null;
    }

    private static DateTimeOffset SentAt(scoped in ItemFields item, PageDraft draft) => item.PublishedAt ?? draft.ReceivedAt;

    private static bool ShowsWords(scoped in ItemFields item) => item.DisplayMessage.IsPresent && !item.DisplayMessage.IsEmpty && !item.HidesDisplay;

    private static string Words(scoped in ItemFields item, string otherwise) => ShowsWords(item) ? item.DisplayMessage.Decode() : otherwise;

    private static string PollWords(scoped in ItemFields item)
    {
        if (!item.Question.IsPresent) return item.DisplayMessage.OrNull() ?? "";
        var question = item.Question.Decode();
        return item.PollOptions is { Count: > 0 } options ? $"{question} ({string.Join(" / ", options)})" : question;
    }
}
