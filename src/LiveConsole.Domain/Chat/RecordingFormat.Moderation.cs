using System.Collections.Immutable;
using System.Text.Json;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Domain.Chat;

/// <summary>What a message tells besides its words; holds, modes and acts of moderators.</summary>
public static partial class RecordingFormat
{
    // {"kind":"resub","months":14,"streak":3,"level":"1000","words":"Ayşe subscribed at Tier 1. …"}
    private static ChatEvent? ReadEvent(JsonElement line)
    {
        if (!line.TryGetProperty("event", out var told) || told.ValueKind != JsonValueKind.Object || Text(told, "kind") is not { Length: > 0 } kind) return null;
        return new ChatEvent(kind, Whole(told, "count"), Whole(told, "months"), Whole(told, "streak"), Text(told, "level"), Text(told, "wave"),
            Text(told, "otherId"), Text(told, "otherName"), Text(told, "about"), ReadPaid(told, "amount"), Text(told, "words"));
    }

    private static void WriteEvent(Utf8JsonWriter json, ChatEvent told, bool hide)
    {
        json.WriteStartObject("event");
        json.WriteString("kind", told.Kind);
        WriteNumber(json, "count", told.Count);
        WriteNumber(json, "months", told.Months);
        WriteNumber(json, "streak", told.Streak);
        WriteText(json, "level", told.Level);
        WriteText(json, "wave", told.Wave);
        if (!hide)
        {
            WriteText(json, "otherId", told.OtherId);
            WriteText(json, "otherName", told.OtherName);
            WriteText(json, "about", told.About);
            WriteText(json, "words", told.Words);
        }

        if (told.Amount is { } amount) WritePaid(json, amount, "amount");
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } n) json.WriteNumber(name, n);
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null) json.WriteString(name, text);
    }

    // {"at":"…","platform":"twitch","channel":"agency","kind":"held","id":"…","author":{…},"text":"…","reason":"automod","category":"swearing","level":2,"flagged":[[0,6]]}
    private static ParsedLine Held(JsonElement line)
    {
        if (Time(line, "at") is not { } at) return NoTime;
        if (Text(line, "platform") is not { Length: > 0 } platform) return new ParsedLine.Malformed("no platform");
        if (Text(line, "id") is not { Length: > 0 } id) return new ParsedLine.Malformed("no id");
        if (Text(line, "text") is not { } text) return new ParsedLine.Malformed("no text");
        if (ReadAuthor(line) is not { } author) return new ParsedLine.Malformed("neither author.id nor author.name");
        if (TooLong(id, text, author) is { } tooLong) return new ParsedLine.Malformed(tooLong);
        return Line(new RecordedHold(new HeldMessage(platform, Text(line, "channel") ?? "", id, at, author, text, Text(line, "reason") ?? "automod",
            Text(line, "category"), Whole(line, "level"), ReadStretches(line, text.Length), ReadParts(line, text))));
    }

    /// <summary>What lies outside the text is not believed.</summary>
    private static ImmutableArray<Stretch> ReadStretches(JsonElement line, int length)
    {
        if (!line.TryGetProperty("flagged", out var flagged) || flagged.ValueKind != JsonValueKind.Array) return [];
        return [.. flagged.EnumerateArray().Where(f => f.ValueKind == JsonValueKind.Array && f.GetArrayLength() == 2 && f.EnumerateArray().All(n => n.ValueKind == JsonValueKind.Number && n.TryGetInt32(out _)))
            .Select(f => new Stretch(f[0].GetInt32(), f[1].GetInt32())).Where(s => s.Start >= 0 && s.Length > 0 && s.Start <= length - s.Length)];
    }

    // {"at":"…","platform":"twitch","channel":"agency","kind":"held-settled","id":"…","outcome":"denied","by":"nora_modo"}
    private static ParsedLine HoldEnd(JsonElement line)
    {
        if (Time(line, "at") is not { } at) return NoTime;
        if (Text(line, "platform") is not { Length: > 0 } platform) return new ParsedLine.Malformed("no platform");
        if (Text(line, "id") is not { Length: > 0 } id) return new ParsedLine.Malformed("no id");
        HoldOutcome? outcome = Text(line, "outcome") switch { "allowed" => HoldOutcome.Allowed, "denied" => HoldOutcome.Denied, "expired" => HoldOutcome.Expired, _ => null };
        return outcome is { } how ? Line(new RecordedHoldEnd(at, platform, Text(line, "channel") ?? "", id, how, Text(line, "by"))) : new ParsedLine.Malformed("an outcome that is none");
    }

    // {"at":"…","platform":"twitch","channel":"agency","kind":"modes","slow":30,"emoteOnly":false,"followers":-1,"by":"nora_modo"}
    private static ParsedLine Modes(JsonElement line)
    {
        if (Time(line, "at") is not { } at) return NoTime;
        if (Text(line, "platform") is not { Length: > 0 } platform) return new ParsedLine.Malformed("no platform");
        var modes = new ChatModes(YesNo(line, "emoteOnly"), Whole(line, "slow"), Whole(line, "followers", ChatModes.FollowersOff), YesNo(line, "subscribers"),
            YesNo(line, "unique"), YesNo(line, "shield"), YesNo(line, "members"));
        return Line(new RecordedModes(at, platform, Text(line, "channel") ?? "", modes, Text(line, "by")));
    }

    // {"at":"…","platform":"twitch","channel":"agency","kind":"act","verb":"warn","by":"nora_modo","byId":"77","viewer":"901","name":"Ombre","reason":"…"}
    private static ParsedLine Act(JsonElement line)
    {
        if (Time(line, "at") is not { } at) return NoTime;
        if (Text(line, "platform") is not { Length: > 0 } platform) return new ParsedLine.Malformed("no platform");
        if (Text(line, "verb") is not { Length: > 0 } verb) return new ParsedLine.Malformed("an act without verb");
        return Line(new RecordedAct(new ModeratorAct(platform, Text(line, "channel") ?? "", verb, at, Text(line, "byId"), Text(line, "by"), Text(line, "viewer"), Text(line, "name"),
            Text(line, "id"), Text(line, "reason"), Whole(line, "seconds"), Whole(line, "value"), Text(line, "about"), Text(line, "from"))));
    }
}
