using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LiveConsole.Domain.Chat;

/// <summary>What one line of a recording file turned out to be.</summary>
public abstract record ParsedLine
{
    public sealed record Read(RecordingLine Line) : ParsedLine;

    /// <summary>A kind this version does not know: skipped and counted.</summary>
    public sealed record Skipped(string Kind) : ParsedLine;

    /// <summary>Not a recording line: counted and named by its number.</summary>
    public sealed record Malformed(string Problem) : ParsedLine;
}

/// <summary>
/// The recording format of the contract: UTF-8, one JSON object a line. Total: every input is an answer, nothing throws. The same
/// writer makes exports and the API's messages, so that what is exported can be imported.
/// </summary>
public static partial class RecordingFormat
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="utf8Line">One line without its end. A byte-order mark is passed over.</param>
    public static ParsedLine Parse(ReadOnlyMemory<byte> utf8Line)
    {
        if (utf8Line.Span.StartsWith("\uFEFF"u8)) utf8Line = utf8Line[3..];
        try
        {
            using var document = JsonDocument.Parse(utf8Line);
            var line = document.RootElement;
            if (line.ValueKind != JsonValueKind.Object) return new ParsedLine.Malformed("not a JSON object");
            if (line.TryGetProperty("sentAt", out _)) return Message(line);
            return Text(line, "kind") switch
            {
                "viewers" => Viewers(line),
                "moment" => Moment(line),
                "removed" => Removed(line),
                "held" => Held(line),
                "held-settled" => HoldEnd(line),
                "modes" => Modes(line),
                "act" => Act(line),
                null => new ParsedLine.Malformed("neither sentAt nor kind"),
                var kind => new ParsedLine.Skipped(kind),
            };
        }
        catch (JsonException)
        {
            return new ParsedLine.Malformed("not JSON");
        }
        catch (InvalidOperationException)
        {
            // JsonElement.GetString on text with lone surrogates or invalid UTF-8.
            return new ParsedLine.Malformed("text that is not valid Unicode");
        }
    }

    /// <summary>A message as the contract's JSON, all members present.</summary>
    /// <param name="withRemovedText">False: a removed message loses its text and parts.</param>
    public static void Write(Utf8JsonWriter json, ChatMessage message, long sequence, Removal? removed, bool withRemovedText)
    {
        var hide = removed is not null && !withRemovedText;
        json.WriteStartObject();
        json.WriteNumber("sequence", sequence);
        json.WriteString("platform", message.Platform);
        json.WriteString("channel", message.Channel);
        json.WriteString("id", message.Id);
        WriteTime(json, "sentAt", message.SentAt);
        WriteTime(json, "receivedAt", message.ReceivedAt);
        json.WriteString("kind", KindName(message.Kind));
        WriteAuthor(json, message.Author);
        json.WriteString("text", hide ? "" : message.Text);
        WriteParts(json, message, hide);
        if (message.ReplyTo is { } reply) json.WriteString("replyTo", reply.Id);
        else json.WriteNull("replyTo");
        WritePaid(json, message.Paid);
        if (message.Bits is { } bits) json.WriteNumber("bits", bits);
        else json.WriteNull("bits");
        json.WriteBoolean("first", message.First);
        if (message.SharedFrom is { } shared) json.WriteString("sharedFrom", shared.Channel ?? shared.ChannelId);
        else json.WriteNull("sharedFrom");
        json.WriteStartArray("copies");
        foreach (var copy in message.Copies) json.WriteStringValue(copy);
        json.WriteEndArray();
        json.WriteBoolean("backlog", message.Backlog);
        if (message.Count is { } count) json.WriteNumber("count", count);
        if (message.Event is { } told) WriteEvent(json, told, hide);
        WriteRemoval(json, removed);
        json.WriteEndObject();
    }

    /// <returns>One line of an export, without its end.</returns>
    public static ReadOnlyMemory<byte> Write(ChatMessage message, long sequence, Removal? removed, bool withRemovedText)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Compact)) Write(json, message, sequence, removed, withRemovedText);
        return buffer.WrittenMemory;
    }

    public static string KindName(MessageKind kind) => kind switch
    {
        MessageKind.Text => "text",
        MessageKind.Action => "action",
        MessageKind.Paid => "paid",
        MessageKind.Sticker => "sticker",
        MessageKind.Member => "member",
        MessageKind.Gift => "gift",
        MessageKind.Raid => "raid",
        MessageKind.Announcement => "announcement",
        MessageKind.Notice => "notice",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    internal const string NoRemoval = "removed has no valid at: {\"at\":\"2026-02-18T21:48:00Z\"}";

    private static ParsedLine NoTime { get; } = new ParsedLine.Malformed("no valid time");

    private static ParsedLine.Read Line(RecordingLine line) => new(line);

    private static ParsedLine Message(JsonElement line) => Time(line, "sentAt") is { } sentAt ? MessageOf(line, sentAt) : NoTime;

    /// <param name="line">An object; text in it that is not valid Unicode throws <see cref="InvalidOperationException"/>.</param>
    /// <param name="sentAt">When it was sent, as far as is known.</param>
    internal static ParsedLine MessageOf(JsonElement line, DateTimeOffset sentAt)
    {
        if (Text(line, "platform") is not { Length: > 0 } platform) return new ParsedLine.Malformed("no platform");
        if (Text(line, "id") is not { Length: > 0 } id) return new ParsedLine.Malformed("no id");
        if (Text(line, "text") is not { } text) return new ParsedLine.Malformed("no text");
        if (ReadAuthor(line) is not { } author) return new ParsedLine.Malformed("neither author.id nor author.name");
        if (TooLong(id, text, author) is { } tooLong) return new ParsedLine.Malformed(tooLong);
        // Passed over it would bring back what was taken off.
        if (line.TryGetProperty("removed", out var removed) && removed.ValueKind != JsonValueKind.Null && ReadRemoval(line) is null) return new ParsedLine.Malformed(NoRemoval);
        if (ReadKind(line) is not { } kind) return new ParsedLine.Skipped(Text(line, "kind") ?? "");
        var message = new ChatMessage(platform, Text(line, "channel") ?? "", id, sentAt, Time(line, "receivedAt") ?? sentAt, author, text, kind)
        {
            Parts = ReadParts(line, text),
            ReplyTo = Text(line, "replyTo") is { Length: > 0 } parent ? new ReplyTo(parent) : null,
            Paid = ReadPaid(line),
            Bits = Number(line, "bits") is { } bits ? (int)Math.Clamp(bits, 0, int.MaxValue) : null,
            First = Flag(line, "first"),
            SharedFrom = Text(line, "sharedFrom") is { Length: > 0 } origin ? new SharedFrom(origin) : null,
            Copies = ReadTexts(line, "copies"),
            Backlog = Flag(line, "backlog"),
            Count = Whole(line, "count"),
            Event = ReadEvent(line),
        };
        return Line(new RecordedMessage(message, Text(line, "emotes"), Time(line, "segment"), IsByRule(line) ? null : ReadRemoval(line)));
    }

    private static string? TooLong(string id, string text, Author author)
    {
        if (text.Length > MessageBounds.LongestText) return string.Create(CultureInfo.InvariantCulture, $"a text of {text.Length} characters (at most {MessageBounds.LongestText})");
        if (author.Name.Length > MessageBounds.LongestText) return string.Create(CultureInfo.InvariantCulture, $"a name of {author.Name.Length} characters");
        return id.Length > MessageBounds.LongestId || author.Id.Length > MessageBounds.LongestText + 5 ? "an id that is too long" : null;
    }

    private static ParsedLine Viewers(JsonElement line)
    {
        if (Time(line, "at") is not { } at) return NoTime;
        if (Text(line, "platform") is not { Length: > 0 } platform) return new ParsedLine.Malformed("no platform");
        // None given, or null: the platform told none.
        var given = line.TryGetProperty("count", out var count) && count.ValueKind != JsonValueKind.Null;
        if (given && Number(line, "count") is not >= 0) return new ParsedLine.Malformed("a count that is no number of viewers");
        return Line(new RecordedViewers(at, platform, Text(line, "channel") ?? "", Number(line, "count")));
    }

    private static ParsedLine Moment(JsonElement line) => Time(line, "at") is not { } at ? NoTime
        : Text(line, "text") is { } text && !string.IsNullOrWhiteSpace(text) ? Line(new RecordedMoment(at, text)) : new ParsedLine.Malformed("a moment without a word");

    private static ParsedLine Removed(JsonElement line)
    {
        if (Time(line, "at") is not { } at) return NoTime;
        if (Text(line, "platform") is not { Length: > 0 } platform) return new ParsedLine.Malformed("no platform");
        var (id, viewer) = (Text(line, "id"), Text(line, "viewer"));
        var scope = Text(line, "scope") switch
        {
            "viewer" => RemovalScope.Viewer,
            "channel" => RemovalScope.Channel,
            _ => id is null && viewer is not null ? RemovalScope.Viewer : RemovalScope.Message,
        };
        if (scope == RemovalScope.Message && id is null) return new ParsedLine.Malformed("a removal without id");
        if (scope == RemovalScope.Viewer && viewer is null) return new ParsedLine.Malformed("a removal of a viewer without viewer");
        var seconds = Whole(line, "seconds");
        return Line(new RecordedRemoval(at, platform, Text(line, "channel") ?? "", scope, scope == RemovalScope.Message ? id : null,
            scope == RemovalScope.Viewer ? viewer : null, Text(line, "reason"), seconds, Text(line, "by")));
    }

    private static Author? ReadAuthor(JsonElement line)
    {
        if (!line.TryGetProperty("author", out var author) || author.ValueKind != JsonValueKind.Object) return null;
        var (id, name) = (Text(author, "id"), Text(author, "name"));
        // Empty is what a platform sends of a writer it does not name (YouTube without authorDetails): what is exported can be imported.
        if (id is null && name is null) return null;
        // A recording may know the name alone: it is the key then, marked so that it never meets a platform's own id.
        return new Author(id is { Length: > 0 } ? id : name is { Length: > 0 } ? "name:" + name : "", name ?? "", Text(author, "login"), ReadTexts(author, "roles"), Text(author, "color"), ReadTexts(author, "badges") is { IsEmpty: false } badges ? string.Join(',', badges) : null);
    }

    private static MessageKind? ReadKind(JsonElement line) => Text(line, "kind") switch
    {
        null or "text" => MessageKind.Text,
        "action" => MessageKind.Action,
        "paid" => MessageKind.Paid,
        "sticker" => MessageKind.Sticker,
        "member" => MessageKind.Member,
        "gift" => MessageKind.Gift,
        "raid" => MessageKind.Raid,
        "announcement" => MessageKind.Announcement,
        "notice" => MessageKind.Notice,
        _ => null,
    };

    /// <summary>Parts that do not join to the text are not believed.</summary>
    private static ImmutableArray<MessagePart> ReadParts(JsonElement line, string text)
    {
        if (!line.TryGetProperty("parts", out var parts) || parts.ValueKind != JsonValueKind.Array) return [];
        var read = ImmutableArray.CreateBuilder<MessagePart>(parts.GetArrayLength());
        foreach (var part in parts.EnumerateArray())
        {
            if (part.ValueKind != JsonValueKind.Object || Text(part, "text") is not { } words) return [];
            read.Add(new MessagePart(ReadType(Text(part, "type")), words, Text(part, "id")));
        }

        return string.Concat(read.Select(p => p.Text)) == text ? read.ToImmutable() : [];
    }

    private static PartType ReadType(string? type) => type switch
    {
        "mention" => PartType.Mention,
        "emote" => PartType.Emote,
        "cheermote" => PartType.Cheermote,
        "link" => PartType.Link,
        _ => PartType.Text,
    };

    private static Paid? ReadPaid(JsonElement line, string name = "paid")
    {
        if (!line.TryGetProperty(name, out var paid) || paid.ValueKind != JsonValueKind.Object) return null;
        return new Paid(Number(paid, "micros"), Text(paid, "currency"), Text(paid, "display") ?? "");
    }

    /// <summary>What a show's own rule hid there, its platform showed: where it comes, that show's rules say. Told without its words it is nothing to show.</summary>
    private static bool IsByRule(JsonElement line) => Text(line, "text") is not "" && line.TryGetProperty("removed", out var removed) && removed.ValueKind == JsonValueKind.Object && Text(removed, "rule") is not null;

    private static Removal? ReadRemoval(JsonElement line)
    {
        if (!line.TryGetProperty("removed", out var removed) || removed.ValueKind != JsonValueKind.Object || Time(removed, "at") is not { } at) return null;
        var scope = Text(removed, "scope") switch { "viewer" => RemovalScope.Viewer, "channel" => RemovalScope.Channel, _ => RemovalScope.Message };
        return new Removal(at, scope, Text(removed, "by"), Text(removed, "reason"));
    }

    private static ImmutableArray<string> ReadTexts(JsonElement line, string name) =>
        line.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array
            ? [.. array.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)]
            : [];

    private static string? Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement line, string name) => line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static long? Number(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    private static int? Whole(JsonElement line, string name, int least = 0) => Number(line, name) is { } number ? (int)Math.Clamp(number, least, int.MaxValue) : null;

    private static bool? YesNo(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.ValueKind == JsonValueKind.True : null;

    internal static DateTimeOffset? Time(JsonElement line, string name) =>
        Text(line, name) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime() : null;

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset time) =>
        json.WriteString(name, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));

    private static void WriteAuthor(Utf8JsonWriter json, Author author)
    {
        json.WriteStartObject("author");
        json.WriteString("id", author.Id);
        json.WriteString("login", author.Login);
        json.WriteString("name", author.Name);
        json.WriteStartArray("roles");
        foreach (var role in author.Roles) json.WriteStringValue(role);
        json.WriteEndArray();
        json.WriteString("color", author.Color);
        if (author.Badges is { } badges)
        {
            json.WriteStartArray("badges");
            foreach (var badge in badges.Split(',')) json.WriteStringValue(badge);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, ChatMessage message, bool hide)
    {
        json.WriteStartArray("parts");
        if (!hide)
        {
            foreach (var part in message.Parts.IsEmpty && message.Text.Length > 0 ? [new MessagePart(PartType.Text, message.Text)] : message.Parts)
            {
                json.WriteStartObject();
                json.WriteString("type", part.Type.ToString().ToLowerInvariant());
                json.WriteString("text", part.Text);
                if (part.Id is not null) json.WriteString("id", part.Id);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WritePaid(Utf8JsonWriter json, Paid? paid, string name = "paid")
    {
        if (paid is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        if (paid.Micros is { } micros) json.WriteNumber("micros", micros);
        else json.WriteNull("micros");
        json.WriteString("currency", paid.Currency);
        json.WriteString("display", paid.Display);
        json.WriteEndObject();
    }

    private static void WriteRemoval(Utf8JsonWriter json, Removal? removed)
    {
        if (removed is null)
        {
            json.WriteNull("removed");
            return;
        }

        json.WriteStartObject("removed");
        WriteTime(json, "at", removed.At);
        json.WriteString("by", removed.By);
        json.WriteString("reason", removed.Reason);
        json.WriteString("scope", removed.Scope.ToString().ToLowerInvariant());
        if (removed.Rule is { } rule) json.WriteString("rule", JsonNamingPolicy.CamelCase.ConvertName(rule.ToString()));
        json.WriteEndObject();
    }
}
