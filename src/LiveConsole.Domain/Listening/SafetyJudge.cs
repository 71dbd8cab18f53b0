using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Listening;

/// <summary>
/// The first pass of safety: what about one message the desk should look at, and why. Pure: the same message, lists and language give the same marks. Without
/// state, safe on any thread; about 20 KB of stack, nothing on the heap unless it marks. It removes nothing.
/// </summary>
public static class SafetyJudge
{
    private const int MostMarks = 6;

    // An insult is meant for somebody when that is said at most three words before.
    private const int AimReaches = 3;

    /// <param name="language">What the message was judged to be in; null: unsure.</param>
    public static ImmutableArray<MessageMark> Judge(ChatMessage message, SafetyLexicon lists, string? language) =>
        Judge(message.Text, message.Parts, lists, language, message.Author.RunsTheChat, message.First);

    /// <summary>A text as typed, of nobody known.</summary>
    public static ImmutableArray<MessageMark> Judge(string text, SafetyLexicon lists, string? language) => Judge(text, [], lists, language, trusted: false, newcomer: false);

    private static ImmutableArray<MessageMark> Judge(string text, ImmutableArray<MessagePart> parts, SafetyLexicon lists, string? language, bool trusted, bool newcomer)
    {
        if (text.Length == 0) return [];
        Span<Sign> memory = stackalloc Sign[ChatText.MostLetters];
        Span<(ushort, ushort)> links = stackalloc (ushort, ushort)[SafetySigns.MostLinks];
        var signs = new SafetySigns(text, parts, memory, links);
        var marks = new Marks(lists);
        var baited = Words(text, signs, lists, language, ref marks);
        // Who runs the chat may post links and shout.
        if (!trusted)
        {
            Links(signs, lists, baited, newcomer, ref marks);
            SafetySignals.Find(text, signs, ref marks);
        }

        return marks.List();
    }

    /// <returns>Some of its words are what scams promise.</returns>
    private static bool Words(string text, in SafetySigns signs, SafetyLexicon lists, string? language, ref Marks marks)
    {
        var all = signs.All;
        var walk = new SafetyWalk(lists.Trie, all, language, alikes: signs.Latin > 0 || signs.MixedWords > 0);
        var (words, aimedAt, next) = (0, int.MinValue, 0);
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i].Kind == SignKind.Gap) { if (all[i].Width >= SafetySigns.Wall) aimedAt = int.MinValue; else words++; continue; }
            if (i > 0 && all[i - 1].Kind != SignKind.Gap) continue;
            var aimed = Aimed(words, aimedAt);
            var hit = walk.From(i, aimed);
            if (i >= next && hit.Term is { Role: TermRole.Mark } term)
            {
                next = hit.To;
                marks.Add(MarkOf(term, hit, all, aimed: aimed && term.Kind == MarkKind.Insult));
            }
            else if (i >= next && hit.Term is { Role: TermRole.Innocent }) next = hit.To;

            if (walk.AimTo > 0) aimedAt = words + Gaps(all[i..walk.AimTo]);
        }

        if (walk.Exhausted) marks.Add(new MessageMark(MarkKind.OddSigns, MarkSeverity.Note, Reasons.OddSigns));
        return walk.Bait;
    }

    private static bool Aimed(int word, int aimedAt) => aimedAt != int.MinValue && word - aimedAt <= AimReaches;

    private static int Gaps(ReadOnlySpan<Sign> signs)
    {
        var gaps = 0;
        foreach (ref readonly var sign in signs) gaps += sign.Kind == SignKind.Gap ? 1 : 0;
        return gaps;
    }

    private static MessageMark MarkOf(SafetyTerm term, in SafetyHit hit, ReadOnlySpan<Sign> all, bool aimed)
    {
        var (from, to) = (all[hit.From].From, all[hit.To - 1].To);
        var severity = aimed && term.Severity < MarkSeverity.Flagged ? MarkSeverity.Flagged : term.Severity;
        return new MessageMark(term.Kind, severity, Reasons.OfWord(term.Kind, aimed, hit.Hidden > 0), term.List, from, to - from);
    }

    private static void Links(in SafetySigns signs, SafetyLexicon lists, bool baited, bool newcomer, ref Marks marks)
    {
        for (var i = 0; i < signs.Links; i++)
        {
            var link = signs.Link(i);
            var (at, to) = signs.LinkAt(i);
            if (lists.Allows(SafetyLinks.Host(link))) continue;
            var looks = SafetyLinks.Looks(link, lists.Names, out _);
            if (looks == LinkLooks.LooksLike) marks.Add(new MessageMark(MarkKind.Scam, MarkSeverity.Flagged, Reasons.LookAlikeLink, null, at, to - at));
            else if (baited) marks.Add(new MessageMark(MarkKind.Scam, MarkSeverity.Flagged, Reasons.BaitedLink, null, at, to - at));
            else if (looks == LinkLooks.Shortened) marks.Add(new MessageMark(MarkKind.Link, MarkSeverity.Flagged, Reasons.ShortenedLink, null, at, to - at));
            else marks.Add(new MessageMark(MarkKind.Link, newcomer ? MarkSeverity.Flagged : MarkSeverity.Note, newcomer ? Reasons.NewcomersLink : Reasons.Link, null, at, to - at));
        }
    }

    /// <summary>At most one mark of a kind, the gravest; without a list of its own.</summary>
    internal struct Marks(SafetyLexicon lists)
    {
        private Row _marks;
        private int _count;

        public void Add(MessageMark mark)
        {
            if (!lists.Marks(mark.Kind)) return;
            for (var i = 0; i < _count; i++)
            {
                if (_marks[i].Kind != mark.Kind) continue;
                if (mark.Severity > _marks[i].Severity) _marks[i] = mark;
                return;
            }

            if (_count < MostMarks) { _marks[_count++] = mark; return; }
            // Full: something graver takes the place of the mildest.
            var mildest = 0;
            for (var i = 1; i < _count; i++) mildest = _marks[i].Severity < _marks[mildest].Severity ? i : mildest;
            if (mark.Severity > _marks[mildest].Severity) _marks[mildest] = mark;
        }

        public readonly ImmutableArray<MessageMark> List()
        {
            if (_count == 0) return [];
            var list = ((ReadOnlySpan<MessageMark>)_marks)[.._count].ToArray();
            Array.Sort(list, static (a, b) => a.Severity != b.Severity ? b.Severity.CompareTo(a.Severity) : a.Kind.CompareTo(b.Kind));
            return ImmutableCollectionsMarshal.AsImmutableArray(list);
        }

        [InlineArray(MostMarks)]
        private struct Row
        {
            private MessageMark _first;
        }
    }
}
