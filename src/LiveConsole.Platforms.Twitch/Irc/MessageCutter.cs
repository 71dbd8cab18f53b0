using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.Twitch.Irc;

/// <summary>
/// Cuts a message's text into emotes, mentions and what is between. Twitch's emote ranges are zero-based, end inclusive and count Unicode code points
/// (IRC guide; an emoji is one step), and are known to be wrong at times: what does not fit the text is dropped and counted.
/// Holds scratch space and the emotes seen lately; one parser owns it.
/// </summary>
internal sealed class MessageCutter
{
    private const int Places = 1024;
    private const int LongestLogin = 25;

    private readonly MessagePart?[] _emotes = new MessagePart?[Places];
    private readonly List<Range> _ranges = [];
    private readonly List<MessagePart> _parts = [];

    /// <param name="badRanges">How many emote ranges were dropped.</param>
    /// <returns>Empty when there is nothing to cut: then the text is one part.</returns>
    public ImmutableArray<MessagePart> Cut(string text, in IrcTags tags, out int badRanges)
    {
        badRanges = 0;
        var ranges = tags.Emotes;
        if (ranges.IsEmpty && !text.Contains('@')) return [];
        _parts.Clear();
        var at = LeadingMention(text, tags);
        if (!ranges.IsEmpty) at = Emotes(text, at, ranges, ref badRanges);
        Plain(text, at, text.Length);
        return _parts is [] or [{ Type: PartType.Text }] ? [] : [.. _parts];
    }

    // A reply begins with "@parent ": the parent's name may hold any letters, so the tag says how far it goes.
    private int LeadingMention(string text, in IrcTags tags)
    {
        if (tags.ReplyUser.IsEmpty || !text.StartsWith('@')) return 0;
        var length = Math.Max(Names(text, IrcTags.Text(tags.ReplyName)), Names(text, IrcTags.Text(tags.ReplyLogin)));
        if (length == 0) return 0;
        _parts.Add(new MessagePart(PartType.Mention, text[..length], IrcTags.Opaque(tags.ReplyUser)));
        return length;

        static int Names(string text, string name) =>
            name.Length > 0 && text.AsSpan(1).StartsWith(name, StringComparison.OrdinalIgnoreCase)
            && (text.Length == name.Length + 1 || text[name.Length + 1] == ' ') ? name.Length + 1 : 0;
    }

    private int Emotes(string text, int from, ReadOnlySpan<byte> tag, ref int bad)
    {
        ReadRanges(tag, ref bad);
        // Twitch groups the ranges by emote.
        _ranges.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End.CompareTo(b.End));
        var ascii = Ascii.IsValid(text);
        var points = ascii ? text.Length : CodePoints(text);
        var done = from;
        var (index, point) = (0, 0);
        foreach (var range in _ranges)
        {
            if (range.Start < point || range.End >= points)
            {
                bad++;
                continue;
            }

            var start = Step(text, index, range.Start - point, ascii);
            var end = Step(text, start, range.End + 1 - range.Start, ascii);
            (index, point) = (end, range.End + 1);
            if (start < done)
            {
                bad++;
                continue;
            }

            Plain(text, done, start);
            _parts.Add(Emote(tag.Slice(range.IdAt, range.IdLength), text.AsSpan(start, end - start)));
            done = end;
        }

        return done;
    }

    private static int CodePoints(string text)
    {
        var count = 0;
        foreach (var c in text) count += char.IsLowSurrogate(c) ? 0 : 1;
        return count;
    }

    // Decoded text holds no half surrogates, so every high one is followed by its low one.
    private static int Step(string text, int index, int points, bool ascii)
    {
        if (ascii) return index + points;
        for (; points > 0; points--) index += char.IsHighSurrogate(text[index]) ? 2 : 1;
        return index;
    }

    // "25:0-4,12-16/1902:6-10"
    private void ReadRanges(ReadOnlySpan<byte> tag, ref int bad)
    {
        _ranges.Clear();
        var at = 0;
        while (at < tag.Length)
        {
            var length = tag[at..].IndexOf((byte)'/');
            var group = length < 0 ? tag[at..] : tag.Slice(at, length);
            var colon = group.LastIndexOf((byte)':');
            if (colon <= 0) bad++;
            else ReadGroup(group[(colon + 1)..], at, colon, ref bad);
            at += group.Length + 1;
        }
    }

    private void ReadGroup(ReadOnlySpan<byte> list, int idAt, int idLength, ref int bad)
    {
        while (!list.IsEmpty)
        {
            var end = list.IndexOf((byte)',');
            var range = end < 0 ? list : list[..end];
            list = end < 0 ? default : list[(end + 1)..];
            if (Utf8Parser.TryParse(range, out int first, out var used) && used < range.Length && range[used] == '-'
                && Utf8Parser.TryParse(range[(used + 1)..], out int last, out var usedLast) && used + 1 + usedLast == range.Length
                && first >= 0 && first <= last && last < int.MaxValue)
            {
                _ranges.Add(new Range(first, last, idAt, idLength));
            }
            else
            {
                bad++;
            }
        }
    }

    private MessagePart Emote(ReadOnlySpan<byte> id, ReadOnlySpan<char> name)
    {
        var hash = (uint)name.Length;
        foreach (var b in id) hash = (hash * 31) + b;
        ref var place = ref _emotes[(int)((hash * 2654435769u) >> 16) & (Places - 1)];
        if (place is { } known && name.SequenceEqual(known.Text) && Ascii.Equals(id, known.Id)) return known;
        return place = new MessagePart(PartType.Emote, name.ToString(), IrcTags.Opaque(id));
    }

    private void Plain(string text, int from, int to)
    {
        var done = from;
        for (var at = from; at < to; at++)
        {
            var sign = text.AsSpan(at, to - at).IndexOf('@');
            if (sign < 0) break;
            at += sign;
            if (at > 0 && IsLogin(text[at - 1])) continue;
            var end = at + 1;
            while (end < to && IsLogin(text[end])) end++;
            var length = end - at - 1;
            if (length is 0 or > LongestLogin) continue;
            if (at > done) _parts.Add(new MessagePart(PartType.Text, text[done..at]));
            _parts.Add(new MessagePart(PartType.Mention, text[at..end]));
            done = end;
            at = end - 1;
        }

        if (to > done) _parts.Add(new MessagePart(PartType.Text, done == 0 && to == text.Length ? text : text[done..to]));
    }

    private static bool IsLogin(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private readonly record struct Range(int Start, int End, int IdAt, int IdLength);
}
