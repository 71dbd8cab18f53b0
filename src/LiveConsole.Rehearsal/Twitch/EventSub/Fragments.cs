using System.Globalization;
using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Playing;

namespace LiveConsole.Rehearsal.Twitch.EventSub;

/// <summary>A text cut into its fragments: joined they give the text exactly (platforms/twitch.md 3.2).</summary>
internal static class Fragments
{
    private static readonly int[] Tiers = [10_000, 5_000, 1_000, 100, 1];

    /// <param name="full">The text as it stands in <c>message.text</c>; a /me keeps its control marks there, its fragments do not.</param>
    public static void Write(Utf8JsonWriter json, RecordedMessage line, string full)
    {
        json.WriteStartObject("message");
        json.WriteString("text", full);
        json.WriteStartArray("fragments");
        var body = Sendable.Body(full).ToString();
        var text = "";
        foreach (var part in PartsOf(line, body))
        {
            if (part.Type is PartType.Text or PartType.Link || !IsTold(part))
            {
                text += part.Text;
                continue;
            }

            WriteText(json, text);
            text = "";
            WriteSpecial(json, part);
        }

        WriteText(json, text);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IReadOnlyList<MessagePart> PartsOf(RecordedMessage line, string body)
    {
        var parts = line.Message.Parts;
        if (!parts.IsEmpty && string.Concat(parts.Select(p => p.Text)) == body) return parts;
        return line.Emotes is { Length: > 0 } raw ? Cut(body, raw) : [new MessagePart(PartType.Text, body)];
    }

    /// <summary>By Twitch's own tag: zero-based, end inclusive, in code points. What points beside the text or overlaps is left out.</summary>
    private static List<MessagePart> Cut(string body, string raw)
    {
        List<(int From, int To, string Id)> ranges = [];
        foreach (var emote in raw.Split('/'))
        {
            if (emote.Split(':') is not [var id, var places]) continue;
            foreach (var place in places.Split(','))
            {
                if (place.Split('-') is [var from, var to] && int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                    && int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var last)) ranges.Add((first, last, id));
            }
        }

        List<MessagePart> parts = [];
        List<int> starts = [];
        for (var at = 0; at < body.Length; at += char.IsSurrogatePair(body, at) ? 2 : 1) starts.Add(at);
        var count = starts.Count;
        starts.Add(body.Length);
        var done = 0;
        foreach (var (from, to, id) in ranges.OrderBy(r => r.From))
        {
            if (from < done || to < from || to >= count) continue;
            parts.Add(new MessagePart(PartType.Text, body[starts[done]..starts[from]]));
            parts.Add(new MessagePart(PartType.Emote, body[starts[from]..starts[to + 1]], id));
            done = to + 1;
        }

        parts.Add(new MessagePart(PartType.Text, body[starts[done]..]));
        return parts;
    }

    private static bool IsTold(MessagePart part) => part.Type switch
    {
        PartType.Emote => part is { Id: not null, Text.Length: > 0 },
        PartType.Cheermote => Bits(part.Text) > 0,
        PartType.Mention => part.Text.Length > 1,
        _ => false,
    };

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        if (text.Length == 0) return;
        Begin(json, "text", text);
        json.WriteNull("cheermote");
        json.WriteNull("emote");
        json.WriteNull("mention");
        json.WriteEndObject();
    }

    private static void WriteSpecial(Utf8JsonWriter json, MessagePart part)
    {
        Begin(json, part.Type switch { PartType.Emote => "emote", PartType.Mention => "mention", _ => "cheermote" }, part.Text);
        if (part.Type == PartType.Cheermote) WriteCheermote(json, part.Text);
        else json.WriteNull("cheermote");
        if (part.Type == PartType.Emote) WriteEmote(json, part.Id!);
        else json.WriteNull("emote");
        if (part.Type == PartType.Mention) WriteMention(json, part);
        else json.WriteNull("mention");
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, string type, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("text", text);
    }

    private static void WriteCheermote(Utf8JsonWriter json, string text)
    {
        var bits = Bits(text);
        json.WriteStartObject("cheermote");
        json.WriteString("prefix", text.AsSpan(0, DigitsAt(text)).ToString().ToLowerInvariant());
        json.WriteNumber("bits", bits);
        json.WriteNumber("tier", Tiers.First(t => bits >= t));
        json.WriteEndObject();
    }

    private static void WriteEmote(Utf8JsonWriter json, string id)
    {
        json.WriteStartObject("emote");
        json.WriteString("id", id);
        json.WriteString("emote_set_id", "0");
        json.WriteString("owner_id", "0");
        json.WriteStartArray("format");
        json.WriteStringValue("static");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMention(Utf8JsonWriter json, MessagePart part)
    {
        var name = part.Text.TrimStart('@');
        var login = TwitchNames.Login(name, part.Id ?? name);
        json.WriteStartObject("mention");
        json.WriteString("user_id", part.Id ?? TwitchNames.RoomId(login));
        json.WriteString("user_login", login);
        json.WriteString("user_name", name);
        json.WriteEndObject();
    }

    private static int Bits(string text) => int.TryParse(text.AsSpan(DigitsAt(text)), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? bits : 0;

    private static int DigitsAt(string text) => text.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1;
}
