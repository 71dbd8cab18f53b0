using System.Text;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Listening;

/// <summary>
/// What makes two messages copies of each other: the same words, whatever their case, accents, drawn-out letters ("allezzz"), emotes, marks, names,
/// and however often they are said in one message ("gg gg gg"). Longer texts have the pairs of their words beside, for copies that are nearly the same.
/// </summary>
internal sealed class CopyKey
{
    /// <summary>Texts of fewer words are copies only when their words are the same: in a short question one word is all the difference.</summary>
    public const int WordsOfNear = 8;

    private const int PairsKept = 32;
    private const int WordsRead = 96;

    private CopyKey(ulong words, bool emotes, uint[] pairs, bool links = false) => (Words, Emotes, Pairs, Links) = (words, emotes, pairs, links);

    public ulong Words { get; }

    /// <summary>Nothing but emotes: whichever they are, they are one run.</summary>
    public bool Emotes { get; }

    /// <summary>The smallest hashes of two words after each other, ascending; empty for shorter texts.</summary>
    public uint[] Pairs { get; }

    /// <summary>There are links in it. Where they lead is no part of this key: for reading, the same words around another link are a copy; for a decision they are not.</summary>
    public bool Links { get; }

    /// <returns>Null: it stands for itself, whatever it says (money, gifts, the crew's own words; nothing to compare).</returns>
    public static CopyKey? Of(ChatMessage message) =>
        message is { Kind: MessageKind.Text or MessageKind.Action, Paid: null, Bits: null, Text.Length: > 0 } && !message.Author.RunsTheChat
            ? OfText(message) : null;

    private static CopyKey? OfText(ChatMessage message)
    {
        Span<char> letters = stackalloc char[ChatText.MostLetters];
        Span<char> folded = stackalloc char[ChatText.MostLetters];
        Span<Token> tokens = stackalloc Token[ChatText.MostTokens];
        var text = new ChatText(message.Text, message.Parts, letters, folded, tokens);
        Span<uint> words = stackalloc uint[WordsRead];
        var (count, emotes, links, signs, numbers) = (0, 0, 0, 0, 0);
        foreach (ref readonly var token in text.Tokens[..text.Count])
        {
            switch (token.Kind)
            {
                case TokenKind.Word when count < WordsRead: words[count++] = Said(text.Plain(token), token.Hash); break;
                case TokenKind.Emote: emotes++; break;
                case TokenKind.Link: links++; break;
                case TokenKind.Number: numbers++; break;
                case TokenKind.Mark or TokenKind.Stop: signs++; break;
                default: break;
            }
        }

        var spoken = words[..Once(words[..count])];
        // Fancy letters look like emotes to the cutter; a link, a number or a name alone is what was said.
        if (spoken.IsEmpty && (links + numbers > 0 || emotes + signs == 0 || HasFancyLetters(message.Text))) return new CopyKey(Plain(message.Text, Hashing.Seed), false, [], links > 0);
        if (spoken.IsEmpty) return new CopyKey(emotes > 0 ? 1UL : Plain(message.Text[..1], 7), emotes > 0, []);
        // In a short text a number is all the difference ("10/10"), in a long one, and beside a link, it is what copies differ in.
        var seed = spoken.Length < WordsOfNear && links == 0 && numbers > 0 ? Digits(message.Text) : Hashing.Seed;
        return new CopyKey(Whole(spoken, seed + (links > 0 ? 1U : 0)), false, PairsOf(spoken), links > 0);
    }

    /// <summary>0 to 1: how many of their pairs of words both have; 0 unless both are long enough.</summary>
    public double LikenessTo(CopyKey other)
    {
        if (Pairs.Length == 0 || other.Pairs.Length == 0) return 0;
        var (i, j, both, all) = (0, 0, 0, 0);
        // Of the smallest of both together: beyond, one's list may be cut.
        while (i < Pairs.Length && j < other.Pairs.Length && all < PairsKept)
        {
            all++;
            if (Pairs[i] == other.Pairs[j]) { both++; i++; j++; }
            else if (Pairs[i] < other.Pairs[j]) i++;
            else j++;
        }

        if (Pairs.Length < PairsKept && other.Pairs.Length < PairsKept) all += Pairs.Length - i + other.Pairs.Length - j;
        return (double)both / all;
    }

    /// <summary>"hahahaha" and "haha" are one laugh.</summary>
    private static uint Said(ReadOnlySpan<char> word, uint hash)
    {
        if (word.Length < 4) return hash;
        for (var i = 2; i < word.Length; i++)
        {
            if (word[i] != word[i - 2]) return hash;
        }

        return word[0] == word[1] ? hash : Hashing.Of(word[..2]);
    }

    /// <summary>Said once, however often it is repeated: "gg gg gg", "go rover go rover".</summary>
    private static int Once(ReadOnlySpan<uint> words)
    {
        for (var period = 1; period <= words.Length / 2; period++)
        {
            // The last time it may be cut short.
            if (words[period..].SequenceEqual(words[..^period])) return period;
        }

        return words.Length;
    }

    private static ulong Whole(ReadOnlySpan<uint> words, uint seed)
    {
        var (low, high) = (Hashing.With(seed, (uint)words.Length), Hashing.With(seed, 0x9E3779B9));
        foreach (var word in words) (low, high) = (Hashing.With(low, word), Hashing.With(high, word ^ 0x85EBCA6B));
        return ((ulong)high << 32) | low;
    }

    private static uint[] PairsOf(ReadOnlySpan<uint> words)
    {
        if (words.Length < WordsOfNear) return [];
        Span<uint> pairs = stackalloc uint[WordsRead];
        for (var i = 1; i < words.Length; i++) pairs[i - 1] = Hashing.With(Hashing.With(Hashing.Seed, words[i - 1]), words[i]);
        pairs = pairs[..(words.Length - 1)];
        pairs.Sort();
        var kept = 1;
        for (var i = 1; i < pairs.Length; i++)
        {
            if (pairs[i] != pairs[kept - 1]) pairs[kept++] = pairs[i];
        }

        return pairs[..Math.Min(kept, PairsKept)].ToArray();
    }

    private static ulong Plain(string text, uint seed)
    {
        var (low, high) = (seed, seed ^ 0x9E3779B9);
        foreach (var sign in text.AsSpan(0, Math.Min(text.Length, ChatText.MostLetters)))
        {
            if (char.IsWhiteSpace(sign)) continue;
            var plain = ChatText.Folding(char.ToLowerInvariant(sign));
            (low, high) = (Hashing.With(low, plain), Hashing.With(high, (uint)plain << 8));
        }

        return ((ulong)high << 32) | low;
    }

    private static uint Digits(string text)
    {
        var hash = Hashing.Seed;
        foreach (var sign in text.AsSpan(0, Math.Min(text.Length, ChatText.MostLetters)))
        {
            if (char.IsDigit(sign)) hash = Hashing.With(hash, sign);
        }

        return hash;
    }

    private static bool HasFancyLetters(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value > char.MaxValue && Rune.IsLetterOrDigit(rune)) return true;
        }

        return false;
    }
}
