using System.Text;

namespace LiveConsole.Rehearsal.Night;

/// <summary>
/// A list of ways to say one thing. A wording may hold choices, "{vers |}quelle heure": one is taken, nested ones too;
/// "~" draws the letter before it out, "^" says the word before it again a few times. Every fourth wording is held out.
/// </summary>
internal sealed class Wordings
{
    private readonly string[] _played;
    private readonly string[] _all;

    public Wordings(params string[] all)
    {
        _all = all;
        _played = all.Length < 4 ? all : [.. all.Where((_, place) => place % 4 != 3)];
    }

    public IReadOnlyList<string> All => _all;

    public IReadOnlyList<string> HeldOut => _all.Length < 4 ? [] : [.. _all.Where((_, place) => place % 4 == 3)];

    public string Say(Dice dice, bool heldOutToo) => Expand(dice.Of(heldOutToo ? _all : _played), dice);

    public static string Expand(string wording, Dice dice)
    {
        if (wording.AsSpan().IndexOfAny('{', '~', '^') < 0) return wording;
        var text = new StringBuilder(wording.Length + 8);
        var at = 0;
        Sequence(wording, ref at, dice, text, muted: false);
        return text.ToString();
    }

    // "a {b|c} d": plain runs are written, a brace chooses one of its parts; the parts not chosen are read but stay muted.
    private static void Sequence(string wording, ref int at, Dice dice, StringBuilder text, bool muted)
    {
        while (at < wording.Length && wording[at] is not ('|' or '}'))
        {
            var sign = wording[at++];
            if (sign == '{') Choice(wording, ref at, dice, text, muted);
            else if (muted) continue;
            else if (sign == '~') text.Append(text[^1], dice.Between(1, 6));
            else if (sign == '^') Again(text, dice.Between(0, 4));
            else text.Append(sign);
        }
    }

    private static void Choice(string wording, ref int at, Dice dice, StringBuilder text, bool muted)
    {
        var parts = 1;
        for (int look = at, depth = 0; depth >= 0; look++)
        {
            if (wording[look] == '{') depth++;
            else if (wording[look] == '}') depth--;
            else if (wording[look] == '|' && depth == 0) parts++;
        }

        var chosen = muted ? -1 : dice.Below(parts);
        for (var part = 0; part < parts; part++, at++) Sequence(wording, ref at, dice, text, muted || part != chosen);
    }

    private static void Again(StringBuilder text, int times)
    {
        var from = text.Length;
        while (from > 0 && text[from - 1] != ' ') from--;
        var word = text.ToString(from, text.Length - from);
        // Letters are said again with a space between them, pictures without.
        var between = word.Any(char.IsAsciiLetterOrDigit) ? " " : "";
        for (var i = 0; i < times; i++) text.Append(between).Append(word);
    }
}
