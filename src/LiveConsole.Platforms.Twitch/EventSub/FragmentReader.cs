using System.Collections.Immutable;
using System.Text.Json;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>A message's text and the pieces Twitch cut it into. Holds scratch space and the emotes seen lately; one parser owns it.</summary>
internal sealed class FragmentReader
{
    private const int Places = 1024;

    private readonly MessagePart?[] _emotes = new MessagePart?[Places];
    private readonly List<MessagePart> _parts = [];
    private bool _plain;

    public void Clear()
    {
        _parts.Clear();
        _plain = true;
    }

    // {"text":"@Bo Kappa hi","fragments":[{"type":"mention","text":"@Bo","cheermote":null,"emote":null,"mention":{"user_id":"902",…}},…]}
    public void ReadMessage(scoped ref Utf8JsonReader reader, ref EventFields fields)
    {
        Clear();
        if (!EventFields.Enters(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("text"u8)) fields.Text = JsonText.Read(ref reader);
            else if (name.SequenceEqual("fragments"u8)) ReadFragments(ref reader, fields.Text);
            else reader.Skip();
        }
    }

    /// <summary>The words without the /me mark, which Twitch leaves in the text but not in the fragments.</summary>
    public string TextOf(JsonText raw, ref MessageKind kind)
    {
        // Nothing but fragments: they are the text.
        if (!raw.IsPresent) return string.Concat(_parts.Select(p => p.Text));
        var text = raw.Decode();
        const string mark = "\u0001ACTION";
        if (!text.StartsWith(mark, StringComparison.Ordinal) || (text.Length > mark.Length && text[mark.Length] is not (' ' or '\u0001'))) return text;
        if (kind == MessageKind.Text) kind = MessageKind.Action;
        var start = text.Length > mark.Length && text[mark.Length] == ' ' ? mark.Length + 1 : mark.Length;
        var end = text.Length > start && text[^1] == '\u0001' ? text.Length - 1 : text.Length;
        return text[start..end];
    }

    /// <summary>False when the pieces do not join to the text; there are none then.</summary>
    public bool TryParts(string text, JsonText raw, out ImmutableArray<MessagePart> parts)
    {
        parts = [];
        if (_parts.Count == 0 || (_plain && !raw.IsPresent)) return true;
        var at = 0;
        foreach (var part in _parts)
        {
            if (!text.AsSpan(at).StartsWith(part.Text)) return false;
            at += part.Text.Length;
        }

        if (at != text.Length) return false;
        // One piece of text says nothing that the text does not say.
        if (!_plain) parts = [.. _parts];
        return true;
    }

    private void ReadFragments(scoped ref Utf8JsonReader reader, JsonText whole)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (EventFields.Enters(ref reader)) ReadFragment(ref reader, whole);
        }
    }

    private void ReadFragment(scoped ref Utf8JsonReader reader, JsonText whole)
    {
        JsonText type = default, text = default, emote = default, mentioned = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null) continue;
            if (name.SequenceEqual("type"u8)) type = JsonText.Read(ref reader);
            else if (name.SequenceEqual("text"u8)) text = JsonText.Read(ref reader);
            else if (name.SequenceEqual("emote"u8)) emote = Id(ref reader, "id"u8);
            else if (name.SequenceEqual("mention"u8)) mentioned = Id(ref reader, "user_id"u8);
            else reader.Skip();
        }

        // The commonest message by far: one piece, which is the text.
        if (text.IsEmpty || (type.Is("text"u8) && text.Same(whole))) return;
        _parts.Add(Part(type, text, emote, mentioned));
        if (_parts[^1].Type != PartType.Text) _plain = false;
    }

    // Kinds that Twitch adds are shown by their text.
    private MessagePart Part(JsonText type, JsonText text, JsonText emote, JsonText mentioned) =>
        type.Is("emote"u8) && !emote.IsEmpty ? Emote(emote, text)
        : type.Is("mention"u8) ? new MessagePart(PartType.Mention, text.Decode(), mentioned.IsEmpty ? null : mentioned.Decode())
        : type.Is("cheermote"u8) ? new MessagePart(PartType.Cheermote, text.Decode())
        : new MessagePart(PartType.Text, text.Decode());

    private MessagePart Emote(JsonText id, JsonText text)
    {
        ref var place = ref _emotes[id.Spread() & (Places - 1)];
        if (place is { } known && id.IsSurely(known.Id!) && text.IsSurely(known.Text)) return known;
        return place = new MessagePart(PartType.Emote, text.Decode(), id.Decode());
    }

    private static JsonText Id(scoped ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> wanted)
    {
        JsonText id = default;
        if (!EventFields.Enters(ref reader)) return id;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueSpan.SequenceEqual(wanted);
            reader.Read();
            if (found) id = JsonText.Read(ref reader);
            else reader.Skip();
        }

        return id;
    }
}
