using System.Buffers.Text;
using System.Text.Json;
using LiveConsole.Domain.Audience;

namespace LiveConsole.Platforms.YouTube;

/// <summary>
/// One item's fields as they stand in the page's bytes. The details object of every type is read into the same flat set: their
/// field names do not clash where the meaning differs, and a details object that Google renames (giftEventDetails became
/// giftDetails in 2026) is still read. A field of the wrong JSON type is as good as absent.
/// </summary>
internal ref struct ItemFields
{
    public JsonText Id, Type, AuthorChannelId, DisplayMessage;
    public JsonText AuthorId, AuthorName;
    public JsonText MessageText, UserComment, Currency, AmountDisplay, AltText, GiftName;
    public JsonText BannedId, BannedName, BanType, DeletedId, RetractedId, Question, PollStatus;
    public JsonText Level, GifterId, GiftWave, StickerId;
    public List<PollOption>? PollOptions;
    public long? AmountMicros, BanSeconds, ComboCount, MemberMonth, GiftsCount, Jewels;
    public DateTimeOffset? PublishedAt;
    public bool HidesDisplay, IsUpgrade;
    public Roles Roles;

    /// <summary>Reads the object the reader stands on, up to its end.</summary>
    public void Read(scoped ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("id"u8)) Id = JsonText.Read(ref reader);
            else if (name.SequenceEqual("snippet"u8) && reader.TokenType == JsonTokenType.StartObject) ReadSnippet(ref reader);
            else if (name.SequenceEqual("authorDetails"u8) && reader.TokenType == JsonTokenType.StartObject) ReadAuthor(ref reader);
            else reader.Skip();
        }
    }

    private void ReadSnippet(scoped ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("type"u8)) Type = JsonText.Read(ref reader);
            else if (name.SequenceEqual("publishedAt"u8)) PublishedAt = Time(ref reader);
            else if (name.SequenceEqual("displayMessage"u8)) DisplayMessage = JsonText.Read(ref reader);
            else if (name.SequenceEqual("authorChannelId"u8)) AuthorChannelId = JsonText.Read(ref reader);
            else if (name.SequenceEqual("hasDisplayContent"u8)) { HidesDisplay = reader.TokenType == JsonTokenType.False; reader.Skip(); }
            else if (reader.TokenType == JsonTokenType.StartObject) ReadDetails(ref reader);
            else reader.Skip();
        }
    }

    private void ReadDetails(scoped ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject && name.SequenceEqual("bannedUserDetails"u8)) ReadBanned(ref reader);
            else if (reader.TokenType == JsonTokenType.StartObject) ReadDetails(ref reader); // superStickerMetadata, a poll's metadata
            else if (name.SequenceEqual("messageText"u8)) MessageText = JsonText.Read(ref reader);
            else if (name.SequenceEqual("userComment"u8)) UserComment = JsonText.Read(ref reader);
            else if (name.SequenceEqual("amountMicros"u8)) AmountMicros = Long(ref reader);
            else if (name.SequenceEqual("currency"u8)) Currency = JsonText.Read(ref reader);
            else if (name.SequenceEqual("amountDisplayString"u8)) AmountDisplay = JsonText.Read(ref reader);
            else if (name.SequenceEqual("altText"u8)) AltText = JsonText.Read(ref reader);
            else if (name.SequenceEqual("giftName"u8)) GiftName = JsonText.Read(ref reader);
            else if (name.SequenceEqual("comboCount"u8)) ComboCount = Long(ref reader);
            else if (name.SequenceEqual("banType"u8)) BanType = JsonText.Read(ref reader);
            else if (name.SequenceEqual("banDurationSeconds"u8)) BanSeconds = Long(ref reader);
            else if (name.SequenceEqual("deletedMessageId"u8)) DeletedId = JsonText.Read(ref reader);
            else if (name.SequenceEqual("retractedMessageId"u8)) RetractedId = JsonText.Read(ref reader);
            else if (name.SequenceEqual("memberLevelName"u8) || name.SequenceEqual("giftMembershipsLevelName"u8)) Level = JsonText.Read(ref reader);
            else if (name.SequenceEqual("memberMonth"u8)) MemberMonth = Long(ref reader);
            else if (name.SequenceEqual("giftMembershipsCount"u8)) GiftsCount = Long(ref reader);
            else if (name.SequenceEqual("gifterChannelId"u8)) GifterId = JsonText.Read(ref reader);
            else if (name.SequenceEqual("associatedMembershipGiftingMessageId"u8)) GiftWave = JsonText.Read(ref reader);
            else if (name.SequenceEqual("jewelsAmount"u8)) Jewels = Long(ref reader);
            else if (name.SequenceEqual("stickerId"u8)) StickerId = JsonText.Read(ref reader);
            else if (name.SequenceEqual("isUpgrade"u8)) { IsUpgrade = reader.TokenType == JsonTokenType.True; reader.Skip(); }
            else if (name.SequenceEqual("status"u8)) PollStatus = JsonText.Read(ref reader);
            else if (name.SequenceEqual("questionText"u8)) Question = JsonText.Read(ref reader);
            else if (name.SequenceEqual("options"u8) && reader.TokenType == JsonTokenType.StartArray) ReadOptions(ref reader);
            else reader.Skip();
        }
    }

    private void ReadBanned(scoped ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("channelId"u8)) BannedId = JsonText.Read(ref reader);
            else if (name.SequenceEqual("displayName"u8)) BannedName = JsonText.Read(ref reader);
            else reader.Skip();
        }
    }

    private void ReadOptions(scoped ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            ReadOption(ref reader);
        }
    }

    private void ReadOption(scoped ref Utf8JsonReader reader)
    {
        string? text = null;
        long? tally = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("optionText"u8) && reader.TokenType == JsonTokenType.String) text = JsonText.Read(ref reader).Decode();
            else if (name.SequenceEqual("tally"u8)) tally = Long(ref reader);
            else reader.Skip();
        }

        // More than any platform lets through would be kept for nothing.
        if (text is not null && (PollOptions ??= []).Count < Poll.MostOptions) PollOptions.Add(new(text, tally));
    }

    private void ReadAuthor(scoped ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("channelId"u8)) AuthorId = JsonText.Read(ref reader);
            else if (name.SequenceEqual("displayName"u8)) AuthorName = JsonText.Read(ref reader);
            else if (reader.TokenType != JsonTokenType.True) reader.Skip();
            else if (name.SequenceEqual("isChatOwner"u8)) Roles |= Roles.Broadcaster;
            else if (name.SequenceEqual("isChatModerator"u8)) Roles |= Roles.Moderator;
            else if (name.SequenceEqual("isChatSponsor"u8)) Roles |= Roles.Member;
            else if (name.SequenceEqual("isVerified"u8)) Roles |= Roles.Verified;
        }
    }

    /// <summary>Seen as "…06.524000Z" and "…50.330172+00:00". An escaped time is not read: unescaping may throw.</summary>
    internal static DateTimeOffset? Time(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && reader.TryGetDateTimeOffset(out var at)) return at;
        reader.Skip();
        return null;
    }

    /// <summary>Google writes 64-bit numbers as JSON strings; a plain number is read too.</summary>
    internal static long? Long(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && Utf8Parser.TryParse(reader.ValueSpan, out long text, out var used) && used == reader.ValueSpan.Length) return text;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number)) return number;
        reader.Skip();
        return null;
    }
}
