using System.Runtime.InteropServices;

namespace LiveConsole.Domain.Listening;

/// <param name="From">Number of the first sign; <paramref name="To"/> is past the last.</param>
/// <param name="Hidden">How many ways of hiding it there were: signs for letters, gaps inside the word, stars.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SafetyHit(SafetyTerm? Term, int From, int To, int Hidden, int Stars);

/// <summary>
/// Looks for the longest term that begins at a word, through what is typed to hide it. Total: each message has so many steps, and no more.
/// </summary>
internal ref struct SafetyWalk(SafetyTrie trie, ReadOnlySpan<Sign> signs, string? language, bool alikes)
{
    // A plain word takes a dozen; only stars and drawn-out letters take many.
    private const int MostSteps = 6_000;

    // Shorter ones are parts of too many words to be looked for without their blanks.
    private const int JoinedLetters = 8;

    private readonly ReadOnlySpan<Sign> _signs = signs;
    private int _steps = MostSteps;
    private int _start;
    private SafetyHit _best;
    private int _aimTo;
    private bool _bait;
    private bool _aimed;

    /// <summary>A phrase that says whom the next words are meant for ended before this sign; 0: none at this start.</summary>
    public readonly int AimTo => _aimTo;

    public readonly bool Bait => _bait;

    public readonly bool Exhausted => _steps <= 0;

    /// <param name="aimed">Somebody was addressed just before.</param>
    public SafetyHit From(int start, bool aimed)
    {
        (_start, _best, _aimTo, _aimed) = (start, default, 0, aimed);
        Step(0, start, default);
        return _best;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Way(byte Odd, byte Digits, byte Stars, byte Lone, byte Softs, byte Pairs, byte Letters, byte Joins);

    private void Step(int node, int i, in Way way)
    {
        if (_steps-- <= 0) return;
        var ends = i == _signs.Length || _signs[i].Kind == SignKind.Gap;
        if (ends && node != 0) Accept(node, i, way);
        if (i == _signs.Length) return;
        ref readonly var sign = ref _signs[i];
        if (sign.Kind == SignKind.Gap) Across(node, i, sign, way);
        else if (sign.Kind == SignKind.Wild) Star(node, i, way);
        else
        {
            Letter(node, i, sign, sign.Letter, way);
            if (sign.Second != '\0' && (alikes || sign.Letter <= 0x24F)) Alike(node, i, sign, way);
        }

        // Spelled out ("f u c k y o u") words run into each other, and so they do when their blank is left out ("fermetagueule").
        if (sign.Kind != SignKind.Letter || trie.Child(node, ' ') is not (> 0 and var space)) return;
        if (way.Lone > 0 && Lone(i)) Step(space, i, way);
        else if (_signs[i - 1].Kind != SignKind.Gap) Step(space, i, way with { Joins = Up(way.Joins) });
    }

    private void Alike(int node, int i, in Sign sign, in Way way)
    {
        var odd = way with { Odd = Up(way.Odd), Digits = char.IsAsciiDigit(sign.Letter) ? (byte)Math.Min(250, way.Digits + sign.Width) : way.Digits };
        Letter(node, i, sign, sign.Second, odd);
        if (sign.Third != '\0') Letter(node, i, sign, sign.Third, odd);
    }

    private static byte Up(byte count) => (byte)Math.Min(250, count + 1);

    private void Letter(int node, int i, in Sign sign, char letter, in Way way)
    {
        var child = trie.Child(node, letter);
        if (child == 0) return;
        var on = way with { Letters = Up(way.Letters) };
        if (sign.Width != 2) Step(child, i + 1, on);
        if (sign.Width >= 2 && trie.Child(child, letter) is > 0 and var twice) Step(twice, i + 1, on);
    }

    private void Star(int node, int i, in Way way)
    {
        // Which word "*" begins is anybody's guess.
        if (node == 0) return;
        var on = way with { Stars = Up(way.Stars) };
        for (var child = trie.FirstChild(node); child != 0; child = trie.NextChild(child))
        {
            if (trie.LetterOf(child) != ' ') Step(child, i + 1, on);
        }
    }

    private void Across(int node, int i, in Sign gap, in Way way)
    {
        if (gap.Width >= SafetySigns.Wall || node == 0 || i + 1 >= _signs.Length) return;
        if (!gap.Stop && trie.Child(node, ' ') is > 0 and var space) Step(space, i + 1, way);
        if (gap.Elision) return;
        if (Lone(i - 1) && Lone(i + 1)) Step(node, i + 1, way with { Lone = Up(way.Lone) });
        else if (gap.Width == SafetySigns.Soft) Step(node, i + 1, way with { Softs = Up(way.Softs) });
        else if (gap.Width == SafetySigns.Blank && way is { Pairs: 0, Lone: 0 }) Step(node, i + 1, way with { Pairs = 1 });
    }

    /// <summary>A letter with nothing beside it.</summary>
    private readonly bool Lone(int i) => i >= 0 && i < _signs.Length && _signs[i].Kind != SignKind.Gap
        && (i == 0 || _signs[i - 1].Kind == SignKind.Gap) && (i + 1 == _signs.Length || _signs[i + 1].Kind == SignKind.Gap);

    private void Accept(int node, int i, in Way way)
    {
        for (var term = trie.TermAt(node); term >= 0; term = trie.SameAs(term))
        {
            var found = trie.Terms[term];
            if (!found.CountsIn(language) || (found.Aimed && !_aimed) || !Fits(found, i, way)) continue;
            if (found.Role == TermRole.Aim) { _aimTo = Math.Max(_aimTo, i); continue; }
            if (found.Role == TermRole.Bait) { _bait = true; continue; }
            var hit = new SafetyHit(found, _start, i, way.Odd + way.Stars + way.Lone + way.Softs + way.Pairs + way.Joins, way.Stars);
            if (Better(hit)) _best = hit;
        }
    }

    /// <summary>What is hidden must be worth hiding, and long enough that it is no accident.</summary>
    private readonly bool Fits(SafetyTerm term, int end, in Way way)
    {
        if (way.Digits > 0 && TooManyDigits(term, way.Digits)) return false;
        if (way.Joins > 0 && (term.Role != TermRole.Mark || term.Severity < MarkSeverity.Flagged || term.Letters < JoinedLetters)) return false;
        if (way.Stars > 0 && (term.Letters < 4 || way.Letters < 2)) return false;
        if (way is { Lone: 0, Softs: 0, Pairs: 0 }) return true;
        if (term.Role != TermRole.Mark) return false;
        if (way.Lone > 0) return term.Letters >= 6 || (term.Letters >= 4 && StretchBegins(_start, end) && StretchEnds(end));
        if (way.Pairs > 0) return term.Severity == MarkSeverity.Severe && term.Letters >= 6;
        return term.Letters >= 4 && (_start == 0 || _signs[_start - 1].Width > SafetySigns.Soft) && (end == _signs.Length || _signs[end].Width > SafetySigns.Soft);
    }

    /// <summary>"1337" is a number; what has four letters left of a long turn of phrase is none.</summary>
    private static bool TooManyDigits(SafetyTerm term, int digits) =>
        digits >= term.Letters || (digits * 2 > term.Letters + 1 && (term.Letters - digits < 4 || term.Letters < JoinedLetters));

    /// <summary>What is spelled out begins and ends at a gap wider than those inside it ("d.u.m.b c.u.n.t"), or where no single letter stands beside it.</summary>
    private readonly bool StretchBegins(int start, int end) => start == 0 || Borders(start - 1, start, end) || !Lone(start - 2);

    private readonly bool StretchEnds(int end) => end >= _signs.Length - 1 || Borders(end, _start, end) || !Lone(end + 1);

    private readonly bool Borders(int gap, int start, int end)
    {
        if (_signs[gap].Width >= SafetySigns.Wide) return true;
        for (var i = start; i < end; i++)
        {
            if (_signs[i].Kind == SignKind.Gap && _signs[i].Width >= _signs[gap].Width) return false;
        }

        return true;
    }

    private readonly bool Better(in SafetyHit hit)
    {
        if (_best.Term is not { } best) return true;
        if (hit.To != _best.To) return hit.To > _best.To;
        if (hit.Hidden != _best.Hidden) return hit.Hidden < _best.Hidden;
        // Of what stars may stand for, the mildest.
        return hit.Stars > 0 ? hit.Term!.Severity < best.Severity : hit.Term!.Severity > best.Severity;
    }
}
