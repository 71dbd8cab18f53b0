using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;

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
        if (type.Is("superStickerEvent"u8)) return PutPaid(item, id, draft, MessageKind.Sticker, item.AltText, ItemEvents.Sticker(item));
        if (type.Is("newSponsorEvent"u8)) return Put(item, id, draft, MessageKind.Member, "", ItemEvents.Member(item));
        if (type.Is("memberMilestoneChatEvent"u8)) return Put(item, id, draft, MessageKind.Member, item.UserComment.OrNull() ?? "", ItemEvents.Milestone(item));
        if (type.Is("membershipGiftingEvent"u8)) return Put(item, id, draft, MessageKind.Gift, item.DisplayMessage.OrNull() ?? "", ItemEvents.GiftWave(item, id));
        if (type.Is("giftMembershipReceivedEvent"u8)) return Put(item, id, draft, MessageKind.Gift, item.DisplayMessage.OrNull() ?? "", ItemEvents.Received(item));
        if (type.Is("giftEvent"u8)) return PutGift(item, id, draft);
        if (type.Is("pollEvent"u8)) return PutPoll(item, id, draft);
        if (type.Is("sponsorOnlyModeStartedEvent"u8)) return PutMembersOnly(item, id, draft, on: true);
        if (type.Is("sponsorOnlyModeEndedEvent"u8)) return PutMembersOnly(item, id, draft, on: false);
        return Ending(item, id, draft);
    }

    private string? Ending(scoped in ItemFields item, string id, PageDraft draft)
    {
        var type = item.Type;
        if (type.Is("userBannedEvent"u8)) return PutBan(item, id, draft);

        // A tombstone's time is its message's, not the removal's: the removal is as old as our knowing of it.
        if (type.Is("tombstone"u8)) return PutRemoval("tombstone:" + id, id, by: null, draft.ReceivedAt, draft);
        if (type.Is("messageDeletedEvent"u8))
            return Is(item.DeletedId) ? PutRemoval(id, item.DeletedId.Decode(), item.AuthorName.OrNull(), SentAt(item, draft), draft) : "no details";
        if (type.Is("messageRetractedEvent"u8))
            return Is(item.RetractedId) ? PutRemoval(id, item.RetractedId.Decode(), item.AuthorName.OrNull(), SentAt(item, draft), draft, "retracted") : "no details";
        if (type.Is("chatEndedEvent"u8))
        {
            draft.Ended = true;
            return null;
        }

        if (ShowsWords(item)) Put(item, id, draft, MessageKind.Notice, item.DisplayMessage.Decode(), ItemEvents.Other(item));
        return "unknown type";
    }

    /// <summary>A text message without its text: its display line is shown as what it is, the platform's words.</summary>
    private string Unread(scoped in ItemFields item, string id, PageDraft draft)
    {
        if (ShowsWords(item)) Put(item, id, draft, MessageKind.Notice, item.DisplayMessage.Decode());
        return "no details";
    }

    private string? PutPaid(scoped in ItemFields item, string id, PageDraft draft, MessageKind kind, JsonText text, ChatEvent? told = null)
    {
        var known = item.AmountMicros is not null || item.AmountDisplay is { IsPresent: true, IsEmpty: false };
        var paid = known ? new Paid(item.AmountMicros, item.Currency.OrNull(), item.AmountDisplay.OrNull() ?? "") : null;
        Put(item, id, draft, kind, text.OrNull() ?? "", told, paid);
        return known ? null : "no details";
    }

    private string? PutGift(scoped in ItemFields item, string id, PageDraft draft)
    {
        var words = item.DisplayMessage.OrNull() ?? item.AltText.OrNull() ?? item.GiftName.OrNull() ?? "";

        // The same gift again under the same id: the count is what it has to say. Where the platform's own sentence tells it, nothing is added.
        if (item.ComboCount is > 1 and var combo && !words.Contains(combo.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
            words = string.Create(CultureInfo.InvariantCulture, $"{words} ×{combo}").TrimStart();
        draft.Add(id, new MessageCame(Message(item, id, draft, MessageKind.Gift, words, null) with
        {
            Count = item.ComboCount is { } given ? (int)Math.Clamp(given, 0, int.MaxValue) : null,
            Event = ItemEvents.Jewels(item),
        }), amends: true);
        return null;
    }

    /// <summary>The poll as it stands, and a line in the chat where it began. The same poll stands beside every answer while it runs: said again only when it changed.</summary>
    private string? PutPoll(scoped in ItemFields item, string id, PageDraft draft)
    {
        var begunAt = SentAt(item, draft);
        if (ItemEvents.PollOf(item, channel, id, draft.IsHistory(begunAt) ? begunAt : draft.ReceivedAt, begunAt) is { } poll)
            draft.Add($"poll:{id}:{poll.Status}:{string.Join(',', poll.Options.Select(o => o.Votes))}", new PollCame(poll));
        return Put(item, id, draft, MessageKind.Notice, PollWords(item), ItemEvents.Poll(item));
    }

    private string? PutMembersOnly(scoped in ItemFields item, string id, PageDraft draft, bool on)
    {
        draft.Add("mode:" + id, new ModesCame(YouTubeParser.Platform, channel, new ChatModes(Members: on), SentAt(item, draft)));
        return Put(item, id, draft, MessageKind.Notice, Words(item, on ? "Members-only chat is on." : "Members-only chat is off."), ItemEvents.MembersOnly(item, on));
    }

    private string? Put(scoped in ItemFields item, string id, PageDraft draft, MessageKind kind, string text, ChatEvent? told = null, Paid? paid = null)
    {
        draft.Add(id, new MessageCame(told is null ? Message(item, id, draft, kind, text, paid) : Message(item, id, draft, kind, text, paid) with { Event = told }));
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
        var viewer = item.BannedId.Decode();
        draft.Add(id, new RemovalCame(YouTubeParser.Platform, channel, removal, ViewerId: viewer, Seconds: seconds));
        draft.Add("act:" + id, new ModeratorActed(new ModeratorAct(YouTubeParser.Platform, channel, removal.Reason!, removal.At, (item.AuthorId.IsPresent ? item.AuthorId : item.AuthorChannelId).OrNull(),
            removal.By, viewer, item.BannedName.OrNull(), Seconds: seconds)));
        return null;
    }

    private string? PutRemoval(string key, string messageId, string? by, DateTimeOffset at, PageDraft draft, string? reason = null)
    {
        draft.Add(key, new RemovalCame(YouTubeParser.Platform, channel, new Removal(at, RemovalScope.Message, by, reason), messageId));
        return null;
    }

    private static bool Is(JsonText text) => text is { IsPresent: true, IsEmpty: false };

    private static DateTimeOffset SentAt(scoped in ItemFields item, PageDraft draft) => item.PublishedAt ?? draft.ReceivedAt;

    private static bool ShowsWords(scoped in ItemFields item) => item.DisplayMessage.IsPresent && !item.DisplayMessage.IsEmpty && !item.HidesDisplay;

    private static string Words(scoped in ItemFields item, string otherwise) => ShowsWords(item) ? item.DisplayMessage.Decode() : otherwise;

    private static string PollWords(scoped in ItemFields item)
    {
        if (!item.Question.IsPresent) return item.DisplayMessage.OrNull() ?? "";
        var question = item.Question.Decode();
        return item.PollOptions is { Count: > 0 } options ? $"{question} ({string.Join(" / ", options.Select(o => o.Text))})" : question;
    }
}
