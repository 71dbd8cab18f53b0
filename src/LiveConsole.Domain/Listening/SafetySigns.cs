using System.Collections.Immutable;
using System.Text;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Listening;

internal enum SignKind : byte { Letter, Wild, Gap }

/// <summary>One letter of a message (with what else it may stand for), a censor's star, or what is between words.</summary>
internal struct Sign
{
    public SignKind Kind;

    /// <summary>Folded; a digit stays one, and a look-alike of another script too.</summary>
    public char Letter;

    /// <summary>What it may stand for besides; '\0': nothing.</summary>
    public char Second, Third;

    /// <summary>Of letters: how many alike in a row, 3 for three and more. Of gaps: see <see cref="SafetySigns"/>.</summary>
    public byte Width;

    /// <summary>A look-alike or a sign typed for a letter.</summary>
    public bool Odd;

    /// <summary>A gap that is an apostrophe: words are cut there and never joined.</summary>
    public bool Elision;

    /// <summary>A gap that ends a sentence, or a part of one: no phrase goes on.</summary>
    public bool Stop;

    public ushort From, To;
}

/// <summary>
/// A message as the word lists look at it: letters and gaps, nothing that cannot be seen, names, links and emotes as walls; counted along the way, what the signals
/// need. Works on memory that the caller lends, allocates nothing, takes any string, looks at the first <see cref="ChatText.MostLetters"/> characters.
/// </summary>
internal ref struct SafetySigns
{
    /// <summary>Widths of gaps: signs without a blank, one blank, more, and what no phrase goes across.</summary>
    public const byte Soft = 1, Blank = 2, Wide = 3, Wall = 4;

    public const int MostLinks = 8;

    private readonly ReadOnlySpan<char> _text;
    private readonly Span<Sign> _signs;
    private readonly Span<(ushort From, ushort To)> _links;
    private int _count;
    private uint _word;
    private int _wordLetters;
    private (uint Last, uint Before) _words;

    public SafetySigns(string text, ImmutableArray<MessagePart> parts, Span<Sign> signs, Span<(ushort, ushort)> links)
    {
        _text = text.AsSpan(0, Math.Min(text.Length, Math.Min(signs.Length, ChatText.MostLetters)));
        _signs = signs;
        _links = links;
        if (parts.IsDefaultOrEmpty) Read(0, _text.Length);
        else
        {
            var at = 0;
            foreach (var part in parts)
            {
                var to = Math.Min(at + part.Text.Length, _text.Length);
                switch (part.Type)
                {
                    case PartType.Emote or PartType.Cheermote: Emotes++; Gap(Wall, at); break;
                    case PartType.Mention: Mentions++; Gap(Wall, at); break;
                    default: Read(at, to); break;
                }

                at = to;
            }
        }

        EndOfWord();
    }

    public int Emotes, Mentions, Words, Capitals, Small, Combining, RepeatedWords, Links, Latin, MixedWords, LongestRun;

    private bool _latinHere, _alikeHere;

    public readonly ReadOnlySpan<Sign> All => _signs[.._count];

    public readonly ReadOnlySpan<char> Link(int number) => _text[_links[number].From.._links[number].To];

    public readonly (int From, int To) LinkAt(int number) => _links[number];

    private void Read(int from, int end)
    {
        for (var i = from; i < end;)
        {
            var sign = _text[i];
            if (StartsWord && i + 2 < end && Special(i, end) is > 0 and var past) { i = past; continue; }
            if (char.IsWhiteSpace(sign)) { Gap(sign == '\n' ? Wide : Blank, i++); continue; }
            if (char.IsAscii(sign))
            {
                if (char.IsAsciiLetterOrDigit(sign)) Letter(sign, char.ToLowerInvariant(sign), i, i + 1);
                else if (!Typed(sign, i, end)) Gap(Soft, i, elision: sign is '\'' or '`', stop: sign is '.' or '!' or '?' or ';' or ',' && i + 1 < end && char.IsWhiteSpace(_text[i + 1]));
                i++;
                continue;
            }

            var width = Rune.DecodeFromUtf16(_text[i..end], out var rune, out var taken) == System.Buffers.OperationStatus.Done ? taken : 1;
            if (taken != width || rune.Value == 0xFFFD) Gap(Soft, i);
            else Beyond(rune, i, width);
            i += width;
        }
    }

    /// <summary>Letters, marks and pictures that are not ASCII.</summary>
    private void Beyond(Rune rune, int at, int width)
    {
        if (SafetyAlikes.Combines(rune)) { Combining++; return; }
        if (SafetyAlikes.Unseen(rune)) return;
        var letter = SafetyAlikes.Plain(Rune.ToLowerInvariant(rune));
        if (letter != '\0') Letter(rune.IsBmp ? (char)rune.Value : 'a', letter, at, at + width, SafetyAlikes.Alike(Rune.ToLowerInvariant(rune).Value));
        else if (rune.Value is '’' or 'ʼ' or '´') Gap(Soft, at, elision: true);
        else
        {
            if (rune.Value is (>= 0x2600 and <= 0x27BF) or (>= 0x1F1E6 and <= 0x1FAFF)) Emotes++;
            Gap(rune.Value < 0x3000 && !Rune.IsSymbol(rune) ? Soft : Blank, at);
        }
    }

    private readonly bool StartsWord => _count == 0 || _signs[_count - 1].Kind == SignKind.Gap;

    /// <returns>Where a link, a name or an emote's shortcut that begins here ends; 0 when none does.</returns>
    private int Special(int i, int end)
    {
        if (_text[i] == '@' && (char.IsLetterOrDigit(_text[i + 1]) || _text[i + 1] == '_'))
        {
            var past = i + 1;
            while (past < end && !char.IsWhiteSpace(_text[past]) && _text[past] is not (',' or ':' or '!' or '?' or ';')) past++;
            Mentions++;
            Gap(Wall, i);
            return past;
        }

        if (_text[i] == ':')
        {
            for (var past = i + 1; past < end && past < i + 50; past++)
            {
                if (_text[past] == ':' && past > i + 2) { Emotes++; Gap(Wall, i); return past + 1; }
                if (!char.IsAsciiLetterOrDigit(_text[past]) && _text[past] is not ('_' or '-')) return 0;
            }

            return 0;
        }

        if (!char.IsAsciiLetterOrDigit(_text[i])) return 0;
        var run = i;
        var dots = false;
        while (run < end && !char.IsWhiteSpace(_text[run])) dots |= _text[run++] is '.';
        if (!dots || !SafetyLinks.IsLink(_text[i..run])) return 0;
        if (Links < Math.Min(MostLinks, _links.Length)) _links[Links++] = ((ushort)i, (ushort)run);
        Gap(Wall, i);
        return run;
    }

    /// <summary>"f*ck", "b!te", "a$$": signs inside a word that stand for a letter.</summary>
    private bool Typed(char sign, int i, int end)
    {
        var before = i > 0 && char.IsLetterOrDigit(_text[i - 1]) || (i > 0 && !StartsWord);
        // "$@le", "$4le": one sign after the other.
        var after = i + 1 < end && (char.IsLetter(_text[i + 1]) || (_text[i + 1] is '@' or '$' or '€' or '4' or '3' or '0' && i + 2 < end && char.IsLetter(_text[i + 2])));
        if (sign is '*' or '#' && before)
        {
            // One star at a word's end is a footnote or an emphasis; two are a censor's.
            if (after || (i + 1 < end && _text[i + 1] == sign) || (_signs[_count - 1].Kind == SignKind.Wild))
            {
                Add(new Sign { Kind = SignKind.Wild, Letter = sign, Width = 1, From = (ushort)i, To = (ushort)(i + 1), Odd = true });
                return true;
            }

            return false;
        }

        var (first, second) = SafetyAlikes.Typed(sign);
        if (first == '\0') return false;
        var twice = i + 1 < end && _text[i + 1] == sign;
        var fits = sign switch
        {
            '@' or '$' or '€' or '£' => before || after || (twice && sign == '$'),
            '!' or '|' or '+' => before && after,
            _ => false,
        };
        if (!fits) return false;
        Run(new Sign { Kind = SignKind.Letter, Letter = sign, Second = first, Third = second, Width = 1, From = (ushort)i, To = (ushort)(i + 1), Odd = true });
        return true;
    }

    /// <param name="typed">The letter as typed, to tell capitals.</param>
    /// <param name="letter">Folded.</param>
    /// <param name="alike">What it looks like in Latin, when it is of another script; '\0' otherwise.</param>
    private void Letter(char typed, char letter, int from, int to, char alike = '\0')
    {
        var digit = char.IsAsciiDigit(letter);
        if (char.IsUpper(typed)) Capitals++;
        else if (char.IsLower(typed)) Small++;
        var sign = new Sign { Kind = SignKind.Letter, Letter = letter, Width = 1, From = (ushort)from, To = (ushort)to };
        // "600k", "wooo9": at a word's edge these are digits.
        if (digit) (sign.Second, sign.Third) = letter is not ('6' or '9') || InWord(from) ? SafetyAlikes.Typed(letter) : default;
        else if (alike != '\0' && alike != letter) sign.Second = alike;
        sign.Odd = sign.Second != '\0' || (alike != '\0' && typed > 0x24F);
        if (char.IsAsciiLetter(letter) && !sign.Odd) { Latin++; _latinHere = true; }
        // Fancy letters are a fashion, and many Latin alphabets have letters of their own: only whole other alphabets disguise.
        else if (alike != '\0' && SafetyAlikes.Native(typed)) _alikeHere = true;
        _word = Hashing.Of(new ReadOnlySpan<char>(in letter), _wordLetters == 0 ? Hashing.Seed : _word);
        _wordLetters++;
        Run(sign);
    }

    private readonly bool InWord(int at) => at > 0 && at + 1 < _text.Length && char.IsLetterOrDigit(_text[at - 1]) && char.IsLetterOrDigit(_text[at + 1]);

    /// <summary>A letter that is said again is one, with how often.</summary>
    private void Run(in Sign sign)
    {
        if (_count > 0 && _signs[_count - 1] is { Kind: SignKind.Letter } last && last.Letter == sign.Letter)
        {
            ref var same = ref _signs[_count - 1];
            same.Width = (byte)Math.Min(3, same.Width + 1);
            same.To = sign.To;
            return;
        }

        Add(sign);
    }

    private void Gap(byte width, int at, bool elision = false, bool stop = false)
    {
        EndOfWord();
        if (_count > 0 && _signs[_count - 1].Kind == SignKind.Gap)
        {
            ref var gap = ref _signs[_count - 1];
            gap.Elision &= elision;
            gap.Stop |= stop;
            // Two blanks are wide; signs between words make no gap wider.
            gap.Width = width == Wall || gap.Width == Wall ? Wall : width == Blank && gap.Width >= Blank ? Wide : Math.Max(gap.Width, width);
            gap.To = (ushort)(at + 1);
            return;
        }

        Add(new Sign { Kind = SignKind.Gap, Width = width, Elision = elision, Stop = stop, From = (ushort)at, To = (ushort)(at + 1) });
    }

    private void EndOfWord()
    {
        if (_wordLetters == 0) return;
        Words++;
        if (_wordLetters > 1 && (_word == _words.Last || _word == _words.Before)) RepeatedWords++;
        if (_latinHere && _alikeHere) MixedWords++;
        LongestRun = Math.Max(LongestRun, _wordLetters);
        (_words.Before, _words.Last) = (_words.Last, _word);
        (_wordLetters, _latinHere, _alikeHere) = (0, false, false);
    }

    private void Add(in Sign sign)
    {
        if (_count < _signs.Length) _signs[_count++] = sign;
    }
}
