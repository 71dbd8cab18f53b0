using System.Globalization;
using System.Text;

namespace LiveConsole.Rehearsal.Night;

/// <summary>How people type: without accents, in capitals, in short spelling, with slips, and with as many question marks as they feel like.</summary>
internal static class Typing
{
    private static readonly (string Long, string Short)[] s_frenchShort =
    [
        ("pourquoi", "pk"), ("c'est quoi", "c koi"), ("c'est", "c"), ("quoi", "koi"), ("combien", "cb"), ("quand", "qd"), ("quelqu'un", "qqn"), ("temps", "tps"), ("vous", "vs"), ("est-ce que", "esk"), ("y a", "ya"), ("bonsoir", "bsr"), ("beaucoup", "bcp"), ("il y a", "ya"), ("qu'on", "kon"), ("aussi", "ossi"),
    ];

    private static readonly (string Long, string Short)[] s_englishShort =
    [
        ("you", "u"), ("are", "r"), ("right now", "rn"), ("why", "y"), ("people", "ppl"), ("please", "plz"), ("tonight", "2nite"), ("to be", "2b"), ("what's", "whats"), ("pictures", "pics"), ("because", "cuz"), ("really", "rly"), ("going to", "gonna"), ("tomorrow", "tmrw"), ("how long", "hw long"), ("when", "wen"),
    ];

    /// <summary>An ask as typed. Wordings carry no mark at their end; most askers put one.</summary>
    public static string Question(string text, string language, Dice dice)
    {
        var typed = Words(text, language, dice);
        if (typed[^1] is '?' or '؟') return typed;
        if (language == "ja" || dice.Chance(0.05)) return typed;
        return typed + Mark(language, dice);
    }

    /// <summary>What asks nothing but may end like a question.</summary>
    public static string Mark(string language, Dice dice)
    {
        var marks = dice.Below(10) switch { < 7 => "?", < 9 => "??", _ => dice.Chance(0.5) ? "???" : "?!" };
        if (language == "ar") return "؟";
        return language == "fr" && dice.Chance(0.6) ? " " + marks : marks;
    }

    public static string Words(string text, string language, Dice dice)
    {
        if (language is "fr" or "en")
        {
            if (dice.Chance(0.12)) text = Shorten(text, language == "fr" ? s_frenchShort : s_englishShort);
            if (dice.Chance(0.07)) text = Slip(text, dice);
            if (dice.Chance(0.06)) text = Draw(text, dice);
        }

        if (language == "fr" && dice.Chance(0.35)) text = Plain(text);
        return dice.Chance(0.08) ? text.ToUpperInvariant() : text;
    }

    /// <summary>Without accents.</summary>
    public static string Plain(string text)
    {
        var marked = false;
        foreach (var letter in text) marked |= letter is >= 'À' and <= 'ÿ' or 'œ' or 'Œ';
        if (!marked) return text;
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter is 'œ') plain.Append("oe");
            else if (letter is >= 'À' and <= 'ÿ') plain.Append(letter.ToString().Normalize(NormalizationForm.FormD)[0]);
            else plain.Append(letter);
        }

        return plain.ToString();
    }

    private static string Shorten(string text, (string Long, string Short)[] words)
    {
        foreach (var (full, brief) in words)
        {
            var at = text.IndexOf(full, StringComparison.OrdinalIgnoreCase);
            if (at < 0 || (at > 0 && char.IsLetter(text[at - 1])) || (at + full.Length < text.Length && char.IsLetter(text[at + full.Length]))) continue;
            text = string.Concat(text.AsSpan(0, at), brief, text.AsSpan(at + full.Length));
        }

        return text;
    }

    // Two letters swapped, one lost, or one struck twice, inside a word.
    private static string Slip(string text, Dice dice)
    {
        if (text.Length < 6) return text;
        var at = 1 + dice.Below(text.Length - 3);
        if (!char.IsLetter(text[at]) || !char.IsLetter(text[at + 1])) return text;
        return dice.Below(3) switch
        {
            0 => string.Concat(text.AsSpan(0, at), text[at + 1].ToString(), text[at].ToString(), text.AsSpan(at + 2)),
            1 => text.Remove(at, 1),
            _ => text.Insert(at, text[at].ToString()),
        };
    }

    private static string Draw(string text, Dice dice)
    {
        var last = text.Length - 1;
        while (last > 0 && !char.IsAsciiLetter(text[last])) last--;
        return last == 0 ? text : text.Insert(last, new string(text[last], dice.Between(1, 5)));
    }

    /// <summary>At most this many code points, cut at a grapheme.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit) return text;
        var cut = new StringBuilder();
        var left = limit;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            left -= element.EnumerateRunes().Count();
            if (left < 0) break;
            cut.Append(element);
        }

        return cut.ToString();
    }
}
