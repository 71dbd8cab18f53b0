using System.Text;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Listening;

/// <summary>
/// What one message alone does not show: a viewer who writes the same again and again, and many newcomers who write the same within seconds (a raid). Sees
/// messages in the order they arrive, one thread at a time; keeps hashes only, of the last minute, and no more than stated.
/// </summary>
public sealed class CrowdWatch
{
    /// <summary>So many newcomers with one text within <see cref="RaidWithin"/> are a raid; whoever says it from then on is marked.</summary>
    public const int RaidNewcomers = 10;

    /// <summary>The same viewer, the same text, within <see cref="RepeatsWithin"/>: noted from the fourth on, flagged from the eighth.</summary>
    public const int RepeatsNoted = 4, RepeatsFlagged = 8;

    /// <summary>"Bonsoir à tous" is said by every newcomer: what a raid says is longer.</summary>
    public const int RaidLetters = 15;

    private const int MostTexts = 8_192;

    public static readonly TimeSpan RaidWithin = TimeSpan.FromSeconds(20), RepeatsWithin = TimeSpan.FromSeconds(60);

    /// <summary>After a platform told of a raid, who writes for the first time came with it.</summary>
    public static readonly TimeSpan RaidersComeIn = TimeSpan.FromSeconds(90);

    private readonly Lately<Said> _said = new(RaidWithin);
    private readonly Lately<int> _repeats = new(RepeatsWithin);

    // By channel: a show has a few.
    private readonly Dictionary<string, DateTimeOffset> _announced = new(StringComparer.Ordinal);

    /// <returns>The judgement with what the crowd adds; the same one when that is nothing.</returns>
    /// <param name="show">Which kinds the show wants marked.</param>
    public Judgement See(ChatMessage message, Judgement judgement, ShowVocabulary show)
    {
        if (message.Kind == MessageKind.Raid && !message.Backlog) _announced[message.Channel] = message.ReceivedAt;
        if (message.Backlog || message.Author.Roles.Contains("broadcaster") || message.Author.Roles.Contains("moderator")) return judgement;
        var (text, letters) = Skeleton(message.Text);
        if (letters < 2) return judgement;
        var at = message.ReceivedAt;
        var repeats = _repeats.With(Hash(text, message.Platform, message.Author.Id), at, 0, static c => c + 1);
        var said = letters < RaidLetters ? default : _said.With(text, at, default, message.First ? static s => s with { Newcomers = s.Newcomers + 1, All = s.All + 1 } : static s => s with { All = s.All + 1 });
        if (said.Newcomers >= RaidNewcomers && said.Newcomers * 3 >= said.All) judgement = With(judgement, show, new MessageMark(MarkKind.Raid, MarkSeverity.Flagged, Reasons.Raid));
        else if (message.First && _announced.TryGetValue(message.Channel, out var announced) && at >= announced && at - announced <= RaidersComeIn) judgement = With(judgement, show, new MessageMark(MarkKind.Raid, MarkSeverity.Note, Reasons.WithRaid));
        if (repeats >= RepeatsNoted) judgement = With(judgement, show, new MessageMark(MarkKind.Repetition, repeats >= RepeatsFlagged ? MarkSeverity.Flagged : MarkSeverity.Note, Reasons.ViewerRepeats));
        return judgement;
    }

    private static Judgement With(Judgement judgement, ShowVocabulary show, MessageMark mark)
    {
        if (!show.Safety.Marks(mark.Kind) || judgement.Marks.Any(m => m.Kind == mark.Kind && m.Severity >= mark.Severity)) return judgement;
        return judgement with { Marks = [.. judgement.Marks.Where(m => m.Kind != mark.Kind).Append(mark).OrderByDescending(m => m.Severity).ThenBy(m => m.Kind)] };
    }

    /// <summary>Letters alone, without what hides them: spaced, accented, drawn out or of look-alikes it is the same text.</summary>
    private static (ulong Hash, int Letters) Skeleton(string text)
    {
        const ulong Prime = 1_099_511_628_211;
        var (hash, letters, last) = (14_695_981_039_346_656_037UL, 0, '\0');
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, ChatText.MostLetters)).EnumerateRunes())
        {
            var lower = Rune.ToLowerInvariant(rune);
            var letter = lower.Value < 0x250 ? SafetyAlikes.Plain(lower) : SafetyAlikes.Alike(lower.Value) is var alike and not '\0' ? alike : SafetyAlikes.Plain(lower);
            if (letter == '\0' || letter == last) continue;
            (hash, last) = ((hash ^ letter) * Prime, letter);
            letters++;
        }

        return (hash, letters);
    }

    private static ulong Hash(ulong text, string platform, string viewer) =>
        text * 31 + Hashing.Of(platform) + ((ulong)Hashing.Of(viewer) << 32 | Hashing.With(Hashing.Of(viewer), (uint)platform.Length));

    private readonly record struct Said(int Newcomers, int All);

    /// <summary>What was counted since a key was first seen, for that long; at most two times <see cref="MostTexts"/> keys, the oldest half goes first.</summary>
    private sealed class Lately<T>(TimeSpan within)
    {
        private Dictionary<ulong, (DateTimeOffset Since, T Count)> _now = [], _before = [];
        private DateTimeOffset _began;

        public T With(ulong key, DateTimeOffset at, T nothing, Func<T, T> more)
        {
            if (_now.Count >= MostTexts || (at - _began).Duration() > within)
            {
                (_before, _now) = (_now, _before);
                _now.Clear();
                _began = at;
            }

            if (!_now.TryGetValue(key, out var seen) && !_before.TryGetValue(key, out seen)) seen = (at, nothing);
            if ((at - seen.Since).Duration() > within) seen = (at, nothing);
            var count = more(seen.Count);
            _now[key] = (seen.Since, count);
            return count;
        }
    }
}
