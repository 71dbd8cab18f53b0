using System.Buffers;

namespace LiveConsole.Domain.Listening;

/// <summary>Runs of one to four letters of each word, with its ends, and the word itself: places in the language model's table.</summary>
internal static class LanguageFeatures
{
    public const int Most = 1_500;

    /// <returns>How many places were written. Nothing of emotes, names, links and words all chats share ("lol", "gg").</returns>
    public static int Of(in ChatText text, Span<ushort> places, out int letters)
    {
        letters = 0;
        var count = 0;
        Span<char> framed = stackalloc char[34];
        Span<uint> before = stackalloc uint[8];
        before.Clear();
        var words = 0;
        foreach (ref readonly var token in text.Tokens[..text.Count])
        {
            if (token.Kind != TokenKind.Word || (token.Classes & WordClasses.Laugh) != WordClasses.None || IsEverywhere(token.Hash)) continue;
            var word = text.Word(token);
            // "ahahaha", "yyyy" and a word said again are of no language, and no more of one.
            if (before.Contains(token.Hash) || IsNoise(word)) continue;
            before[words++ % before.Length] = token.Hash;
            if (word.Length > 32) word = word[..32];
            letters += word.Length;
            framed[0] = token.Joined ? '-' : ' ';
            word.CopyTo(framed[1..]);
            framed[word.Length + 1] = ' ';
            var run = framed[..(word.Length + 2)];
            if (count + run.Length * 4 + 1 > Most) return count;
            places[count++] = Place(Hashing.Of(run, 99));
            for (var i = 0; i < run.Length; i++)
            {
                var hash = Hashing.Seed;
                for (var n = 0; n < 4 && i + n < run.Length; n++)
                {
                    hash = Hashing.Of(run.Slice(i + n, 1), hash);
                    if (n > 0 || run[i] != ' ') places[count++] = Place(hash);
                }
            }
        }

        return count;
    }

    private static readonly SearchValues<char> s_consonants = SearchValues.Create("bcdfghjklmnpqrstvwxz");

    private static readonly uint[] s_everywhere = [.. "gg lol omg wow ok gl hf wp pog go yes no top super bravo live stream chat twitch youtube orbite".Split(' ').Select(w => Hashing.Of(w))];

    /// <summary>Four letters and more, and only two different ones, or none that sounds ("xqzw", "hmpf").</summary>
    private static bool IsNoise(ReadOnlySpan<char> word) =>
        word.Length >= 4 && (!word.ContainsAnyExcept(s_consonants) || (word.IndexOfAnyExcept(word[0]) is var other && (other < 0 || word.IndexOfAnyExcept(word[0], word[other]) < 0)));

    private static bool IsEverywhere(uint hash) => s_everywhere.AsSpan().Contains(hash);

    private static ushort Place(uint hash) => (ushort)((Hashing.With(hash, 7) * 2654435769u) >> (32 - Weights.LanguageBits));
}
