namespace LiveConsole.Domain.Listening;

/// <summary>What shows in how a message is typed, whatever it says.</summary>
internal static class SafetySignals
{
    private const int CapitalLetters = 20, ManyMentions = 4, EmoteWall = 16, RepeatedWords = 6, HeapedMarks = 8, DrawnOut = 120;

    public static void Find(string text, in SafetySigns signs, ref SafetyJudge.Marks marks)
    {
        if (signs.Capitals >= CapitalLetters && signs.Capitals >= 9 * signs.Small && signs.Words >= 4) Note(MarkKind.Caps, Reasons.Caps, ref marks);
        if (signs.Mentions >= ManyMentions) marks.Add(new MessageMark(MarkKind.MassMention, MarkSeverity.Flagged, Reasons.MassMention));
        if (signs.Emotes >= EmoteWall) Note(MarkKind.Emotes, Reasons.Emotes, ref marks);
        if ((signs.RepeatedWords >= RepeatedWords && signs.RepeatedWords * 2 > signs.Words) || signs.LongestRun >= DrawnOut) Note(MarkKind.Repetition, Reasons.Repetition, ref marks);
        if (signs.Combining >= HeapedMarks && signs.Combining * 2 > signs.All.Length) marks.Add(new MessageMark(MarkKind.OddSigns, MarkSeverity.Flagged, Reasons.OddSigns));
        if (signs.MixedWords > 0) marks.Add(new MessageMark(MarkKind.Disguise, MarkSeverity.Flagged, Reasons.Disguise));
        Private(text, ref marks);
    }

    private static void Note(MarkKind kind, string reason, ref SafetyJudge.Marks marks) => marks.Add(new MessageMark(kind, MarkSeverity.Note, reason));

    /// <summary>Telephone numbers as they are written in Europe and North America, and mail addresses.</summary>
    private static void Private(string text, ref SafetyJudge.Marks marks)
    {
        var most = Math.Min(text.Length, ChatText.MostLetters);
        for (var i = 0; i < most; i++)
        {
            if (text[i] == '@' && Mail(text, i, most) is var (at, to) && to > 0) marks.Add(new MessageMark(MarkKind.PrivateData, MarkSeverity.Flagged, Reasons.Mail, null, at, to - at));
            if (text[i] != '+' && !char.IsAsciiDigit(text[i])) continue;
            var end = EndOfNumber(text, i, most, out var digits, out var groups);
            // Nearer to a score, a date or a price: those are shorter, or their groups are not a number's.
            var before = i > 0 && (char.IsLetterOrDigit(text[i - 1]) || text[i - 1] is '.' or ',' or '/' or '#' or '€' or '$' or '-');
            if (!before && Telephone(text.AsSpan(i, end - i), digits, groups)) marks.Add(new MessageMark(MarkKind.PrivateData, MarkSeverity.Flagged, Reasons.Phone, null, i, end - i));
            i = end - 1;
        }
    }

    private static int EndOfNumber(string text, int from, int most, out int digits, out int groups)
    {
        (digits, groups) = (0, 0);
        var end = from;
        for (var i = from; i < most && i < from + 30; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                // A group's length, as a digit of a number: 06 12 34 56 78 is 22222.
                groups = i == from || !char.IsAsciiDigit(text[i - 1]) ? Math.Min(groups, 9_999_999) * 10 + 1 : groups + (groups % 10 < 9 ? 1 : 0);
                digits++;
                end = i + 1;
            }
            else if (!(i == from && text[i] == '+') && !(text[i] is ' ' or '.' or '-' or '(' or ')' && i + 1 < most && (char.IsAsciiDigit(text[i + 1]) || text[i + 1] is '(' or ' ' or '-'))) break;
        }

        return Math.Max(end, from + 1);
    }

    private static bool Telephone(ReadOnlySpan<char> number, int digits, int groups)
    {
        if (number.IndexOfAnyExceptInRange('0', '9') < 0 && number.IndexOfAnyExcept(number[0]) < 0) return false;
        if (number[0] == '+') return digits is >= 10 and <= 14;
        if (number[0] == '0' && digits == 10 && number.Length > 1 && number[1] is >= '1' and <= '9') return groups is 22222 or 433 or 343 or 4222 or >= 9 and < 10;
        return number[0] is >= '2' and <= '9' && digits == 10 && groups == 334;
    }

    private static (int At, int To) Mail(string text, int sign, int most)
    {
        var (at, to, dots) = (sign, sign + 1, 0);
        while (at > 0 && (char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] is '.' or '_' or '-' or '+')) at--;
        while (to < most && (char.IsAsciiLetterOrDigit(text[to]) || text[to] is '-' || (text[to] == '.' && to + 1 < most && char.IsAsciiLetter(text[to + 1])))) dots += text[to++] == '.' ? 1 : 0;
        return sign - at >= 2 && dots > 0 && to - sign >= 5 ? (at, to) : (0, 0);
    }
}
