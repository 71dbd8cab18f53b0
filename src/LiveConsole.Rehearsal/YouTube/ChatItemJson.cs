using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.YouTube;

/// <summary>Writes message resources and the list response around them (platforms/youtube.md 2.1, 2.2, 3).</summary>
internal static class ChatItemJson
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="polling">Milliseconds to wait before the next poll; null in a stream.</param>
    public static void WriteResponse(Utf8JsonWriter json, LiveChat chat, in ChatPage page, Parts parts, DateTimeOffset now, int? polling, DateTimeOffset? offlineAt)
    {
        json.WriteStartObject();
        json.WriteString("kind", "youtube#liveChatMessageListResponse");
        json.WriteString("etag", Etag(page.Next));
        if (polling is { } wait) json.WriteNumber("pollingIntervalMillis", wait);
        if (offlineAt is { } offline) json.WriteString("offlineAt", offline.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteStartObject("pageInfo");
        json.WriteNumber("totalResults", page.Entries.Count);
        json.WriteNumber("resultsPerPage", page.Entries.Count);
        json.WriteEndObject();
        json.WriteString("nextPageToken", page.Next.ToToken(chat.Id));
        json.WriteStartArray("items");
        foreach (var entry in page.Entries) WriteItem(json, chat, entry, parts, entry.IsRemovedAt(now));
        json.WriteEndArray();
        if (chat.Poll is { } poll)
        {
            json.WritePropertyName("activePollItem");
            WriteItem(json, chat, poll.Now(now), parts, isRemoved: false);
        }

        json.WriteEndObject();
    }

    public static void WriteItem(Utf8JsonWriter json, LiveChat chat, ChatEntry entry, Parts parts, bool isRemoved)
    {
        json.WriteStartObject();
        json.WriteString("kind", "youtube#liveChatMessage");
        json.WriteString("etag", Etag(entry.Place));
        if (parts.HasFlag(Parts.Id)) json.WriteString("id", entry.Id);
        if (parts.HasFlag(Parts.Snippet))
        {
            json.WriteStartObject("snippet");
            WriteSnippet(json, chat, entry, isRemoved);
            json.WriteEndObject();
        }

        if (parts.HasFlag(Parts.AuthorDetails) && !isRemoved && entry.Odd is not { HasAuthor: false }) WriteAuthor(json, entry.Message?.Author ?? entry.By ?? (entry.Odd is null ? Moderator : Writer));
        json.WriteEndObject();
    }

    public static Author Moderator { get; } = new("UC" + Video.Opaque("moderator", 22), "@orbite-moderation", Roles: ["moderator"]);

    private static Author Writer { get; } = new("UC" + Video.Opaque("writer", 22), "@ayse");

    private static void WriteSnippet(Utf8JsonWriter json, LiveChat chat, ChatEntry entry, bool isRemoved)
    {
        // Both forms have been seen from YouTube; a reader must not lean on one.
        var published = entry.PublishedAt.UtcDateTime.ToString(entry.Place.Order % 2 == 0 ? "yyyy-MM-ddTHH:mm:ss.ffffffZ" : "yyyy-MM-ddTHH:mm:ss.ffffff+00:00", CultureInfo.InvariantCulture);
        if (isRemoved)
        {
            Head(json, "tombstone", chat, null, published);
            return;
        }

        if (entry.Odd is { } odd)
        {
            Head(json, odd.Type, chat, odd.HasAuthor ? (entry.By ?? Writer).Id : null, odd.Published ?? published, odd.Display);
            using var details = JsonDocument.Parse("{" + odd.Details + "}");
            foreach (var member in details.RootElement.EnumerateObject()) member.WriteTo(json);
            return;
        }

        if (entry.Ban is { } ban)
        {
            Head(json, "userBannedEvent", chat, (entry.By ?? Moderator).Id, published);
            WriteBan(json, ban);
            return;
        }

        var message = entry.Message!;
        switch (message.Kind)
        {
            case MessageKind.Paid: WritePaid(json, chat, message, published); break;
            case MessageKind.Sticker: WriteSticker(json, chat, message, published); break;
            case MessageKind.Member: WriteMember(json, chat, message, published); break;
            case MessageKind.Gift: WriteGift(json, chat, entry, message, published); break;
            default:
                Head(json, "textMessageEvent", chat, message.Author.Id, published, message.Text);
                json.WriteStartObject("textMessageDetails");
                json.WriteString("messageText", message.Text);
                json.WriteEndObject();
                break;
        }
    }

    private static void Head(Utf8JsonWriter json, string type, LiveChat chat, string? authorId, string published, string? display = null)
    {
        json.WriteString("type", type);
        json.WriteString("liveChatId", chat.Id);
        if (authorId is not null) json.WriteString("authorChannelId", authorId);
        json.WriteString("publishedAt", published);
        if (type == "tombstone") return;
        json.WriteBoolean("hasDisplayContent", display is not null);
        if (display is not null) json.WriteString("displayMessage", display);
    }

    private static void WritePaid(Utf8JsonWriter json, LiveChat chat, ChatMessage message, string published)
    {
        var display = message.Paid?.Display ?? "";
        Head(json, "superChatEvent", chat, message.Author.Id, published, message.Text.Length == 0 ? $"{display} from {message.Author.Name}" : $"{display} from {message.Author.Name}: \"{message.Text}\"");
        json.WriteStartObject("superChatDetails");
        WriteAmount(json, message.Paid);
        if (message.Text.Length > 0) json.WriteString("userComment", message.Text);
        json.WriteNumber("tier", Tier(message.Paid));
        json.WriteEndObject();
    }

    private static void WriteSticker(Utf8JsonWriter json, LiveChat chat, ChatMessage message, string published)
    {
        Head(json, "superStickerEvent", chat, message.Author.Id, published, $"{message.Paid?.Display} from {message.Author.Name}: \"{message.Text}\"");
        json.WriteStartObject("superStickerDetails");
        WriteAmount(json, message.Paid);
        json.WriteNumber("tier", Tier(message.Paid));
        json.WriteStartObject("superStickerMetadata");
        json.WriteString("stickerId", "sticker_" + Video.Opaque(message.Text, 8));
        json.WriteString("altText", message.Text);
        json.WriteString("altTextLanguage", "en");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>With words of their own it is a milestone, the only membership message that carries any; else somebody became a member. What the time line tells of it stands as it tells.</summary>
    private static void WriteMember(Utf8JsonWriter json, LiveChat chat, ChatMessage message, string published)
    {
        var level = message.Event?.Level ?? "Équipage";
        if (message.Event?.Kind != EventKinds.Milestone && message.Text.Length == 0)
        {
            Head(json, "newSponsorEvent", chat, message.Author.Id, published, message.Event?.Words ?? $"{message.Author.Name} just became a member");
            json.WriteStartObject("newSponsorDetails");
            json.WriteString("memberLevelName", level);
            json.WriteBoolean("isUpgrade", value: message.Event?.About == "upgrade");
            json.WriteEndObject();
            return;
        }

        var months = message.Event?.Months ?? 3;
        Head(json, "memberMilestoneChatEvent", chat, message.Author.Id, published, message.Event?.Words ?? $"{message.Author.Name} has been a member for {months} months: \"{message.Text}\"");
        json.WriteStartObject("memberMilestoneChatDetails");
        json.WriteString("memberLevelName", level);
        json.WriteNumber("memberMonth", months);
        if (message.Text.Length > 0) json.WriteString("userComment", message.Text);
        json.WriteEndObject();
    }

    /// <summary>A gift with bits (jewels), or one whose id comes again with a higher combo, is a giftEvent; one of a wave was received; any other is a gift of memberships.</summary>
    private static void WriteGift(Utf8JsonWriter json, LiveChat chat, ChatEntry entry, ChatMessage message, string published)
    {
        if (message.Event is { Kind: EventKinds.Gift } received)
        {
            Head(json, "giftMembershipReceivedEvent", chat, message.Author.Id, published, message.Text);
            json.WriteStartObject("giftMembershipReceivedDetails");
            json.WriteString("memberLevelName", received.Level ?? "Équipage");
            if (received.OtherId is { } gifter) json.WriteString("gifterChannelId", gifter);
            if (received.Wave is { } wave) json.WriteString("associatedMembershipGiftingMessageId", wave);
            json.WriteEndObject();
            return;
        }

        if (message.Event?.Kind != EventKinds.Jewels && message.Bits is null && entry.Combo == 0)
        {
            Head(json, "membershipGiftingEvent", chat, message.Author.Id, published, message.Text);
            json.WriteStartObject("membershipGiftingDetails");
            json.WriteNumber("giftMembershipsCount", message.Event?.Count ?? FirstNumber(message.Text));
            json.WriteString("giftMembershipsLevelName", message.Event?.Level ?? "Équipage");
            json.WriteEndObject();
            return;
        }

        Head(json, "giftEvent", chat, message.Author.Id, published, message.Text);
        json.WriteStartObject("giftDetails");
        json.WriteString("giftName", message.Event?.About ?? "Rocket");
        json.WriteString("giftDuration", "5s");
        json.WriteNumber("jewelsAmount", message.Event?.Count ?? message.Bits ?? 10);
        json.WriteString("giftUrl", "https://www.gstatic.com/gift/rocket.webp");
        json.WriteString("altText", message.Text);
        json.WriteString("language", "en");
        json.WriteBoolean("hasVisualEffect", value: true);
        json.WriteNumber("comboCount", entry.Combo + 1);
        json.WriteEndObject();
    }

    private static void WriteBan(Utf8JsonWriter json, RecordedRemoval ban)
    {
        var temporary = ban.Seconds is not null || ban.Reason == "timeout";
        json.WriteStartObject("userBannedDetails");
        json.WriteStartObject("bannedUserDetails");
        WriteChannel(json, new Author(ban.ViewerId ?? "", ban.ViewerId ?? ""));
        json.WriteEndObject();
        json.WriteString("banType", temporary ? "temporary" : "permanent");
        if (temporary) json.WriteString("banDurationSeconds", (ban.Seconds ?? 300).ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void WriteAmount(Utf8JsonWriter json, Paid? paid)
    {
        // A recording of what people saw knows the words alone.
        if (paid?.Micros is { } micros) json.WriteString("amountMicros", micros.ToString(CultureInfo.InvariantCulture));
        if (paid?.Currency is { } currency) json.WriteString("currency", currency);
        json.WriteString("amountDisplayString", paid?.Display ?? "");
    }

    private static void WriteAuthor(Utf8JsonWriter json, Author author)
    {
        json.WriteStartObject("authorDetails");
        WriteChannel(json, author);
        json.WriteBoolean("isVerified", author.Roles.Contains("verified"));
        json.WriteBoolean("isChatOwner", author.Roles.Contains("broadcaster"));
        json.WriteBoolean("isChatSponsor", author.Roles.Contains("member") || author.Roles.Contains("subscriber"));
        json.WriteBoolean("isChatModerator", author.Roles.Contains("moderator"));
        json.WriteEndObject();
    }

    /// <summary>The members that name a channel.</summary>
    public static void WriteChannel(Utf8JsonWriter json, Author author)
    {
        json.WriteString("channelId", author.Id);
        json.WriteString("channelUrl", "http://www.youtube.com/channel/" + author.Id);
        json.WriteString("displayName", author.Name);
        json.WriteString("profileImageUrl", "https://yt3.ggpht.com/default=s88-c-k-c0x00ffffff-no-rj");
    }

    private static int Tier(Paid? paid) => (int)Math.Clamp((paid?.Micros ?? 0) / 5_000_000 + 1, 1, 11);

    private static string Etag(ChatPlace place) => string.Create(CultureInfo.InvariantCulture, $"{place.Ticks:x}-{place.Order:x}");

    private static int FirstNumber(string text)
    {
        var digits = new string([.. text.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)]);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1;
    }
}

/// <summary>Which parts of a resource were asked for.</summary>
[Flags]
internal enum Parts
{
    None = 0,
    Id = 1,
    Snippet = 2,
    AuthorDetails = 4,
}
