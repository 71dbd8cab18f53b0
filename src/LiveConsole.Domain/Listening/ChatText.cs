using System.Collections.Immutable;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Listening;

internal enum TokenKind : byte { Word, Number, Emote, Mention, Name, Link, Mark, Stop, Comma }

/// <summary>A piece of a message. Letters stand in <see cref="ChatText.Letters"/> (as typed, lower case) and, without accents, in <see cref="ChatText.Folded"/>.</summary>
internal struct Token
{
    public TokenKind Kind;
    public ushort Start;
    public ushort Length;

    /// <summary>Of the folded letters; of marks: how many there are.</summary>
    public uint Hash;

    public WordClasses Classes;

    /// <summary>All its letters were capitals, and there is more than one.</summary>
    public bool Capitals;

    /// <summary>A hyphen joins it to the word before ("peut-on").</summary>
    public bool Joined;
}

/// <summary>
/// A message cut into what the judges look at. Works on memory that the caller lends, looks at the first <see cref="MostLetters"/> characters
/// and <see cref="MostTokens"/> pieces, allocates nothing, and takes any string.
/// </summary>
internal ref struct ChatText
{
    public const int MostLetters = 1_000;
    public const int MostTokens = 220;

    private static readonly char[] s_folded = Fold();

    private int _letters;

    public ChatText(string text, ImmutableArray<MessagePart> parts, Span<char> letters, Span<char> folded, Span<Token> tokens)
    {
        Letters = letters;
        Folded = folded;
        Tokens = tokens;
        if (parts.IsDefaultOrEmpty)
        {
            Read(text);
            return;
        }

        var left = MostLetters;
        foreach (var part in parts)
        {
            if (left <= 0 || Count >= MostTokens) break;
            if (part.Type is PartType.Emote or PartType.Cheermote) Add(TokenKind.Emote);
            else if (part.Type == PartType.Mention) Mention(part.Text.AsSpan(0, Math.Min(part.Text.Length, left)).TrimStart('@'));
            else if (part.Type == PartType.Link) Add(TokenKind.Link);
            else Read(part.Text.AsSpan(0, Math.Min(part.Text.Length, left)));
            left -= part.Text.Length;
        }
    }

    public Span<char> Letters { get; }

    public Span<char> Folded { get; }

    public Span<Token> Tokens { get; }

    public int Count { get; private set; }

    /// <summary>How many letters of which scripts there are.</summary>
    public ScriptCounts Scripts;

    public readonly ReadOnlySpan<char> Word(in Token token) => Letters.Slice(token.Start, token.Length);

    public readonly ReadOnlySpan<char> Plain(in Token token) => Folded.Slice(token.Start, token.Length);

    public static char Folding(char letter) => letter < s_folded.Length ? s_folded[letter] : char.ToLowerInvariant(letter);

    private void Read(ReadOnlySpan<char> text)
    {
        if (text.Length > MostLetters) text = text[..MostLetters];
        var joined = false;
        for (var i = 0; i < text.Length && Count < MostTokens;)
        {
            var sign = text[i];
            var from = i;
            if ((char.IsAsciiLetterOrDigit(sign) || sign == '_') && EndOfName(text, i) is > 0 and var nameEnd)
            {
                (i, joined) = (nameEnd, false);
                Add(TokenKind.Name);
                continue;
            }

            if (IsWordLetter(text, i, out var width))
            {
                while (i < text.Length && IsWordLetter(text, i, out width)) i += width;
                // "http://", "www.", "bit.ly/x": to the next blank.
                if (LooksLikeLink(text, from, i)) { i = EndOfRun(text, from); Add(TokenKind.Link); }
                else Word(text[from..i], joined);
                joined = i < text.Length && text[i] == '-';
                if (joined) i++;
                continue;
            }

            joined = false;
            if (char.IsAsciiDigit(sign)) { while (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '.' or ',' or ':' or '%')) i++; Add(TokenKind.Number); }
            else if (sign == '@' && i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1])) { i = EndOfRun(text, i); Mention(text[(from + 1)..i]); }
            else if (IsMark(sign) || sign is '!' or '！' or '¿' || (sign == ';' && EndsGreek())) i = Marks(text, i);
            else if (sign == ':' && EndOfShortcut(text, i) is > 0 and var end) { i = end; Add(TokenKind.Emote); }
            else if (char.IsHighSurrogate(sign) || sign is >= '\u2600' and <= '\u27BF') { i += char.IsHighSurrogate(sign) && i + 1 < text.Length ? 2 : 1; Emoji(); }
            else
            {
                i++;
                if (sign is '.' or '…' or ';' or '\n' or '。' or '|' or '।') { if (!(sign == '.' && i < text.Length && char.IsLetterOrDigit(text[i]))) Add(TokenKind.Stop); }
                else if (sign is ',' or ':' or '、' or '，' or '(' or ')') Add(TokenKind.Comma);
            }
        }
    }

    private static bool IsMark(char sign) => sign is '?' or '？' or '؟' or '‽' or '\u037E' or '՞' or '፧' or '⁇' or '⁈' or '⁉';

    private readonly bool EndsGreek() => Count > 0 && Tokens[Count - 1].Kind == TokenKind.Word && _letters > 0 && Letters[_letters - 1] is >= '\u0370' and <= '\u03FF';

    /// <summary>"?", "???", "?!", "!!": one piece; only question marks make it a mark.</summary>
    private int Marks(ReadOnlySpan<char> text, int i)
    {
        var (questions, others) = (0, 0);
        var (from, opening) = (i, text[i] == '¿');
        for (; i < text.Length; i++)
        {
            // A Greek question ends with what others know as a semicolon.
            if (IsMark(text[i]) || (text[i] == ';' && i == from)) questions++;
            else if (text[i] is '!' or '！') others++;
            // "? ?" is typed for "??".
            else if (!(text[i] == '¿' || (text[i] is ' ' or '\u00A0' && i + 1 < text.Length && text[i + 1] is '?' or '!'))) break;
        }

        if (questions > 0) Add(TokenKind.Mark, (uint)(others > 0 ? 3 : Math.Min(questions, 2)));
        else if (!opening) Add(TokenKind.Stop);
        return i;
    }

    private void Word(ReadOnlySpan<char> word, bool joined)
    {
        var start = _letters;
        var (capitals, small, inner, run) = (0, 0, false, 0);
        for (var i = 0; i < word.Length && _letters < MostLetters; i++)
        {
            var letter = Plainly(word[i]);
            // Accents typed as signs of their own, and heaps of them.
            if (letter is >= '\u0300' and <= '\u036F') continue;
            if (char.IsUpper(letter)) { capitals++; inner |= small > 0; }
            else if (char.IsLower(letter)) small++;
            var lower = char.ToLowerInvariant(letter);
            run = i > 0 && char.ToLowerInvariant(Plainly(word[i - 1])) == lower ? run + 1 : 1;
            // "allezzzz", "whaaat": a letter said three times and more is one letter.
            if (run == 3 && _letters - start >= 2) _letters--;
            if (run >= 3) continue;
            Scripts.Count(lower);
            Letters[_letters] = lower;
            Folded[_letters++] = Folding(lower);
        }

        if (_letters == start && word.Length > 0) return;
        ref var token = ref Add(TokenKind.Word);
        (token.Start, token.Length) = ((ushort)start, (ushort)(_letters - start));
        var plain = Folded[start.._letters];
        token.Hash = Hashing.Of(plain);
        token.Capitals = capitals > 1 && small == 0;
        token.Joined = joined;
        token.Classes = WordLists.ClassesOf(token.Hash, Letters[start.._letters]);
        if ((inner || WordLists.IsEmote(token.Hash)) && !WordLists.IsCamelWord(token.Hash)) token.Kind = TokenKind.Emote;
    }

    /// <summary>Letters of full width are letters.</summary>
    private static char Plainly(char letter) => letter is >= 'Ａ' and <= 'ｚ' ? (char)(letter - 'Ａ' + 'A') : letter;

    private void Mention(ReadOnlySpan<char> name)
    {
        name = name.TrimEnd(",:;.!?");
        var start = _letters;
        foreach (var letter in name[..Math.Min(name.Length, MostLetters - _letters)])
        {
            Letters[_letters] = char.ToLowerInvariant(letter);
            Folded[_letters++] = Folding(char.ToLowerInvariant(letter));
        }

        ref var token = ref Add(TokenKind.Mention);
        (token.Start, token.Length) = ((ushort)start, (ushort)(_letters - start));
        token.Hash = Hashing.Of(Folded[start.._letters]);
    }

    private void Emoji()
    {
        if (Count > 0 && Tokens[Count - 1].Kind == TokenKind.Emote) return;
        Add(TokenKind.Emote);
    }

    private ref Token Add(TokenKind kind, uint hash = 0)
    {
        if (Count >= MostTokens) Count = MostTokens - 1;
        ref var token = ref Tokens[Count++];
        token = new Token { Kind = kind, Hash = hash, Start = (ushort)_letters };
        return ref token;
    }

    private static bool IsWordLetter(ReadOnlySpan<char> text, int i, out int width)
    {
        width = 1;
        var letter = text[i];
        if (char.IsAscii(letter)) return char.IsAsciiLetter(letter);
        // Fancy letters, emoji and the rest beyond the first plane are signs to us, not words.
        return char.IsLetter(letter) || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
    }

    private static bool LooksLikeLink(ReadOnlySpan<char> text, int from, int end)
    {
        if (end + 2 >= text.Length) return false;
        if (text[end] == ':' && text[end + 1] == '/' && text[end + 2] == '/') return true;
        if (text[end] != '.' || !char.IsAsciiLetter(text[end + 1])) return false;
        var run = text[from..EndOfRun(text, from)];
        return run.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || run.IndexOf('/') > 0 || run.EndsWith(".com") || run.EndsWith(".fr") || run.EndsWith(".example") || run.EndsWith(".gg") || run.EndsWith(".tv");
    }

    private static int EndOfRun(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && !char.IsWhiteSpace(text[from])) from++;
        return from;
    }

    /// <summary>"kairn_1987", "user-7f3k21": a name without "@"; not "19h30", "1080p", "l-1".</summary>
    private static int EndOfName(ReadOnlySpan<char> text, int from)
    {
        var (letters, digits, lines, i) = (0, 0, 0, from);
        for (; i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '_' or '-'); i++)
        {
            if (char.IsAsciiLetter(text[i])) letters++;
            else if (char.IsAsciiDigit(text[i])) digits++;
            else if (text[i] == '_') lines++;
        }

        return (letters >= 3 && digits > 0 && i - from >= 6) || (lines > 0 && letters > 1) ? i : 0;
    }

    /// <summary>":red_heart:", as YouTube tells its emoji.</summary>
    private static int EndOfShortcut(ReadOnlySpan<char> text, int from)
    {
        for (var i = from + 1; i < text.Length && i < from + 50; i++)
        {
            if (text[i] == ':') return i > from + 2 ? i + 1 : 0;
            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] is not ('_' or '-')) return 0;
        }

        return 0;
    }

    private static char[] Fold()
    {
        var folded = new char[0x250];
        for (var i = 0; i < folded.Length; i++)
        {
            var lower = char.ToLowerInvariant((char)i);
            folded[i] = char.IsLetter(lower) ? lower.ToString().Normalize(System.Text.NormalizationForm.FormD)[0] : lower;
        }

        (folded['œ'], folded['Œ'], folded['ß'], folded['ı'], folded['ø'], folded['Ø'], folded['ł'], folded['Ł']) = ('o', 'o', 's', 'i', 'o', 'o', 'l', 'l');
        return folded;
    }
}
