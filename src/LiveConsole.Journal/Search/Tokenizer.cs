using System.Globalization;
using System.Text;

namespace LiveConsole.Journal.Search;

/// <summary>
/// Cuts text into words for search, the same for what is indexed and what is asked, on every store: compatibility forms unified, lower
/// case, accents dropped; scripts written without spaces are cut into overlapping pairs of letters (and the last letter alone, so that a
/// search for it finds it). Words hold letters, digits and marks that are letters' own, nothing else.
/// </summary>
public static class Tokenizer
{
    /// <summary>Longer words are cut here: nobody types them, spammers do.</summary>
    public const int Longest = 64;

    /// <returns>The words in their order, repeats included.</returns>
    public static List<string> Words(string text) => [.. Runs(text).SelectMany(run => run.Spaceless ? Pairs(run.Letters) : [Joined(run.Letters)])];

    /// <summary>A run of letters of one way of writing.</summary>
    internal readonly record struct Run(bool Spaceless, List<Rune> Letters);

    internal static List<Run> Runs(string text)
    {
        List<Run> runs = [];
        List<Rune>? letters = null;
        var spaceless = false;
        foreach (var rune in Folded(text).EnumerateRunes())
        {
            var isSpaceless = IsSpaceless(rune);
            if (!IsLetter(rune))
            {
                letters = null;
                continue;
            }

            if (letters is null || isSpaceless != spaceless || (!isSpaceless && letters.Count == Longest)) runs.Add(new Run(spaceless = isSpaceless, letters = []));
            letters.Add(rune);
        }

        return runs;
    }

    internal static IEnumerable<string> Pairs(List<Rune> letters)
    {
        for (var i = 0; i + 1 < letters.Count; i++) yield return letters[i].ToString() + letters[i + 1];
        yield return letters[^1].ToString();
    }

    internal static string Joined(List<Rune> letters)
    {
        var word = new StringBuilder(letters.Count);
        foreach (var letter in letters) word.Append(letter.ToString());
        return word.ToString();
    }

    private static string Folded(string text)
    {
        if (Ascii.IsValid(text)) return text.ToLowerInvariant();
        var folded = new StringBuilder(text.Length);
        // Lower case once more at the end: some compatibility forms open into capitals.
        foreach (var rune in Decomposed(text).EnumerateRunes())
        {
            // Accents fall. Marks of scripts whose vowels are marks (Thai, Devanagari) stay: they are what tells words apart.
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark && IsAccent(rune.Value)) continue;
            folded.Append(rune.Value switch
            {
                'ß' or 'ẞ' => "ss",
                'æ' or 'Æ' => "ae",
                'œ' or 'Œ' => "oe",
                'ø' or 'Ø' => "o",
                'ł' or 'Ł' => "l",
                'đ' or 'Đ' => "d",
                'ı' => "i",
                'ς' => "σ",
                _ => Rune.ToLowerInvariant(rune).ToString(),
            });
        }

        return folded.ToString();
    }

    /// <summary>Compatibility decomposition. A lone surrogate, which normalizing refuses, becomes the replacement sign first.</summary>
    private static string Decomposed(string text)
    {
        if (text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            var clean = new StringBuilder(text.Length);
            foreach (var rune in text.EnumerateRunes()) clean.Append(rune.ToString());
            text = clean.ToString();
        }

        return text.Normalize(NormalizationForm.FormKD);
    }

    /// <summary>Combining marks of Latin, Greek, Cyrillic, and the vowel points of Hebrew and Arabic, which people leave out.</summary>
    private static bool IsAccent(int mark) => mark is (>= 0x0300 and <= 0x036F) or (>= 0x0483 and <= 0x0487) or (>= 0x0591 and <= 0x05C7)
        or (>= 0x064B and <= 0x065F) or 0x0670 or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF)
        or (>= 0x3099 and <= 0x309A) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFE20 and <= 0xFE2F);

    private static bool IsLetter(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber;

    /// <summary>Han, Kana, Thai, Lao, Khmer, Burmese, Tibetan: written without spaces between words.</summary>
    private static bool IsSpaceless(Rune rune) => rune.Value is (>= 0x0E00 and <= 0x0EFF) or (>= 0x0F00 and <= 0x0FFF) or (>= 0x1000 and <= 0x109F)
        or (>= 0x1780 and <= 0x17FF) or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF);
}
