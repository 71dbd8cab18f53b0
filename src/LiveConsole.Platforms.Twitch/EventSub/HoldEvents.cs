using System.Collections.Immutable;
using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;
using LiveConsole.Platforms.Twitch.Irc;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>AutoMod's queue (automod.message.hold and .update, version 2; version 1 has category and level beside the message).</summary>
internal static class HoldEvents
{
    // {"broadcaster_user_id":"777",…,"user_id":"901","user_login":"ombre","user_name":"Ombre","message_id":"…","message":{"text":"…","fragments":[…]},"held_at":"…",
    // "reason":"automod","automod":{"category":"swearing","level":2,"boundaries":[{"start_pos":0,"end_pos":5}]},"blocked_term":null}
    public static HoldCame? Hold(JsonElement e, string channel, DateTimeOffset at) => Held(e, channel, at) is { } held ? new HoldCame(held) : null;

    /// <summary>The same with "moderator_user_…" and "status", whose letters' case the documents and the wire do not agree on.</summary>
    public static HoldEnded? Update(JsonElement e, string channel, DateTimeOffset at)
    {
        if (EventJson.Filled(e, "message_id") is not { } id) return null;
        HoldOutcome? outcome = EventJson.Text(e, "status")?.ToUpperInvariant() switch { "APPROVED" => HoldOutcome.Allowed, "DENIED" => HoldOutcome.Denied, "EXPIRED" => HoldOutcome.Expired, _ => null };
        if (outcome is not { } how) return null;
        var by = how == HoldOutcome.Expired ? null : EventJson.Filled(e, "moderator_user_name") ?? EventJson.Filled(e, "moderator_user_login");
        return new HoldEnded(IrcParser.Platform, channel, id, how, at, by, Held(e, channel, at));
    }

    private static HeldMessage? Held(JsonElement e, string channel, DateTimeOffset at)
    {
        if (EventJson.Filled(e, "message_id") is not { } id || EventJson.Filled(e, "user_id") is not { } user) return null;
        var login = EventJson.Filled(e, "user_login");
        var message = EventJson.Child(e, "message");
        var parts = EventJson.Items(message, "fragments").Select(Part).ToImmutableArray();
        var text = EventJson.Text(message, "text") ?? string.Concat(parts.Select(p => p.Text));
        var automod = EventJson.Child(e, "automod");
        var judged = automod.ValueKind == JsonValueKind.Object ? automod : e;
        var flagged = EventJson.Items(automod, "boundaries").Concat(EventJson.Items(EventJson.Child(e, "blocked_term"), "terms_found").Select(t => EventJson.Child(t, "boundary")));
        return new HeldMessage(IrcParser.Platform, channel, id, EventJson.Time(e, "held_at") ?? at, new Author(user, EventJson.Filled(e, "user_name") ?? login ?? user, login), text,
            EventJson.Filled(e, "reason") ?? "automod", EventJson.Filled(judged, "category"), EventJson.Number(judged, "level"),
            [.. flagged.Select(b => StretchOf(text, b)).OfType<Stretch>()], parts.All(p => p.Type == PartType.Text) || string.Concat(parts.Select(p => p.Text)) != text ? [] : parts);
    }

    private static MessagePart Part(JsonElement fragment)
    {
        var text = EventJson.Text(fragment, "text") ?? "";
        return EventJson.Text(fragment, "type") switch
        {
            "emote" when EventJson.Filled(EventJson.Child(fragment, "emote"), "id") is { } emote => new MessagePart(PartType.Emote, text, emote),
            "cheermote" => new MessagePart(PartType.Cheermote, text),
            _ => new MessagePart(PartType.Text, text),
        };
    }

    /// <summary>Zero-based, end inclusive; in code points as Twitch's emotes are (the documents do not say). What does not fit the text is not believed.</summary>
    private static Stretch? StretchOf(string text, JsonElement boundary)
    {
        if (EventJson.Number(boundary, "start_pos") is not { } first || EventJson.Number(boundary, "end_pos") is not { } last || last < first) return null;
        int? start = null;
        var (at, point) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (point == first) start = at;
            at += rune.Utf16SequenceLength;
            if (point == last) return start is { } begin ? new Stretch(begin, at - begin) : null;
            point++;
        }

        return null;
    }
}
