using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace LiveConsole.Domain.Listening;

/// <summary>Letters that stand for others: other scripts' look-alikes, fancy letters, digits and signs. Written here from what the eye takes for what.</summary>
internal static class SafetyAlikes
{
    // Each pair of strings: what is typed, what it is taken for. One letter of the first is one letter of the second.
    private static readonly FrozenDictionary<int, char> s_alike = Table(
        ("абвгеёзийкмнопрстухьіїјѕһԁԛԝӏүҡқңҳөәғҽԍѵ", "abbreeзunkmhonpctyxbiijshdqwlykkhxoefegv"),
        ("αβγδεζηικλμνοπρστυχωϲϳϱάέήίόύώϊϋ", "abyoeznikluvonpotuxwcjpaeniouwiu"),
        ("ıɑɡƒøđłħŧɛəɔʀʙʜɪʟɴʏᴀᴄᴅᴇꜰɢᴊᴋᴍᴏᴘꜱᴛᴜᴠᴡᴢþɩʋɯʌɐǝɹʇʎɥʞ", "iagfodlhteecrbhilnyacdefgjkmopstuvwzpivwaaertyhk"),
        ("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "abcdefghijklmnoprstuvwxyzaehijklmnoprstuvx"),
        ("ℂℊℋℌℍℎℐℑℒℓℕℙℚℛℜℝℤℨℬℭℯℰℱℳℴℹⅅⅆⅇⅈⅉℵ", "cghhhhiillnpqrrrzzbceefmoiddeijn"),
        ("ոօսհոԁցեջ", "nouhndgtg"),
        ("ᗩᗷᑕᗪᖴᕼᒍᛕᒪᗰᑎᑭᖇᑌᐯᗯ", "abcdfhjklmnpruvw"));

    /// <summary>Digits and signs that are typed for a letter; a second letter where two are usual.</summary>
    public static (char First, char Second) Typed(char sign) => sign switch
    {
        '0' => ('o', '\0'), '1' => ('i', 'l'), '3' => ('e', '\0'), '4' => ('a', '\0'), '5' => ('s', '\0'), '6' => ('g', 'b'), '7' => ('t', '\0'), '8' => ('b', '\0'), '9' => ('g', '\0'),
        '@' => ('a', '\0'), '$' => ('s', '\0'), '!' => ('i', 'l'), '|' => ('l', 'i'), '€' => ('e', '\0'), '£' => ('l', '\0'), '¢' => ('c', '\0'), '+' => ('t', '\0'),
        _ => ('\0', '\0'),
    };

    /// <summary>The Latin letter that this one is taken for; '\0' when it is none's look-alike.</summary>
    public static char Alike(int point)
    {
        if (point is >= 0xFF21 and <= 0xFF3A) return (char)('a' + point - 0xFF21);
        if (point is >= 0xFF41 and <= 0xFF5A) return (char)('a' + point - 0xFF41);
        if (point is >= 0xFF10 and <= 0xFF19) return (char)('0' + point - 0xFF10);
        // Mathematical letters: 13 alphabets of 26 capitals and 26 small ones; then digits.
        if (point is >= 0x1D400 and <= 0x1D6A3) return (char)('a' + (point - 0x1D400) % 26);
        if (point is >= 0x1D7CE and <= 0x1D7FF) return (char)('0' + (point - 0x1D7CE) % 10);
        if (point is >= 0x24B6 and <= 0x24E9) return (char)('a' + (point - 0x24B6) % 26);
        if (point is >= 0x249C and <= 0x24B5) return (char)('a' + point - 0x249C);
        if (point is >= 0x1F130 and <= 0x1F149) return (char)('a' + point - 0x1F130);
        if (point is >= 0x1F150 and <= 0x1F169) return (char)('a' + point - 0x1F150);
        if (point is >= 0x1F170 and <= 0x1F189) return (char)('a' + point - 0x1F170);
        return s_alike.GetValueOrDefault(point);
    }

    /// <summary>Takes no room on a screen: zero width, direction marks, tags, variation selectors, and marks set over letters.</summary>
    public static bool Unseen(Rune rune)
    {
        var point = rune.Value;
        if (point < 0xAD) return false;
        return point is 0xAD or 0x34F or 0x61C or 0x115F or 0x1160 or 0x180E or 0x3164 or 0xFEFF or 0xFFA0 or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF)
            || Combines(rune);
    }

    /// <summary>Marks over and under letters that no script of ours needs in heaps.</summary>
    public static bool Combines(Rune rune) => rune.Value is (>= 0x300 and <= 0x36F) or (>= 0x483 and <= 0x489) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE20 and <= 0xFE2F);

    /// <summary>The letter or digit as terms are written; '\0' when it is neither.</summary>
    public static char Plain(Rune rune)
    {
        var point = rune.Value;
        if (point < 0x250) return char.IsLetterOrDigit((char)point) ? ChatText.Folding(char.ToLowerInvariant((char)point)) : '\0';
        var alike = Alike(Rune.ToLowerInvariant(rune).Value);
        // A script's own words keep its own letters: what mixes them with Latin ones is seen when it is matched.
        if (alike != '\0' && !Native(point)) return alike;
        return rune.IsBmp && (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpacingCombiningMark or UnicodeCategory.NonSpacingMark) && !Combines(rune) ? char.ToLowerInvariant((char)point) : '\0';
    }

    /// <summary>Letters in which whole languages are written.</summary>
    public static bool Native(int point) => point is (>= 0x370 and <= 0x58F);

    private static FrozenDictionary<int, char> Table(params (string Typed, string Taken)[] rows)
    {
        Dictionary<int, char> table = [];
        foreach (var (typed, taken) in rows)
        {
            if (typed.Length != taken.Length) throw new InvalidOperationException($"Look-alikes: {typed} and {taken} are not of one length.");
            for (var i = 0; i < typed.Length; i++)
            {
                if (char.IsAsciiLetter(taken[i])) table.TryAdd(typed[i], taken[i]);
            }
        }

        return table.ToFrozenDictionary();
    }
}
