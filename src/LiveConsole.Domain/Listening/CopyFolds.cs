using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Listening;

/// <summary>
/// Which of the newest messages are copies of each other: a function of the state alone, so the same on every node and after every start. Messages are
/// looked at in stretches of <see cref="Stretch"/> by their number in the show; the last two stretches are folded, each by itself. What was removed is not in
/// it. Made when somebody reads, never in the writer's turn; bounded by two stretches. Immutable.
/// </summary>
public sealed class CopyFolds
{
    /// <summary>Two of them are always among the rows that a state holds (<see cref="FeedLog.Kept"/>), whatever it was loaded from.</summary>
    public const int Stretch = 2_048;

    /// <summary>What is said again after a minute is said anew.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    public static readonly TimeSpan EmotesWithin = TimeSpan.FromSeconds(15);

    /// <summary>Pairs of words that nearly the same texts share: one word added to eight, or one changed in fifteen.</summary>
    public const double Near = 0.75;

    // Of how many of its smallest pairs a text is looked for: at 0.75 likeness one of four is shared but for one text in 250.
    private const int Looked = 4;

    private readonly Dictionary<long, Group> _ofRow;

    private CopyFolds(Dictionary<long, Group> ofRow) => _ofRow = ofRow;

    public static CopyFolds None { get; } = new([]);

    /// <returns>What the message of this row is a copy in; null: it stands alone, or is older than what is folded.</returns>
    public CopyFold? Of(long sequence) => _ofRow.GetValueOrDefault(sequence)?.Fold;

    /// <returns>The rows that say the same as this one, itself among them, oldest first; empty: it stands alone. Walked through: for a press, not for a render.</returns>
    public IReadOnlyList<long> MembersOf(long sequence) => _ofRow.GetValueOrDefault(sequence) is { Fold: not null } group ? [.. _ofRow.Where(r => r.Value == group).Select(r => r.Key).Order()] : [];

    public static CopyFolds Of(ShowState state) => Of(state.Recent, state.Messages, state.Struck);

    /// <param name="messages">How many there have been in the show: the newest of <paramref name="recent"/> is the last of them.</param>
    public static CopyFolds Of(FeedLog recent, long messages, ImmutableDictionary<long, Removal> struck)
    {
        if (recent.Count == 0) return None;
        var stretch = (messages - 1) / Stretch;
        var first = Math.Max(0, recent.Count - (int)(messages - Math.Max(0, (stretch - 1) * Stretch)));
        var folding = new Folding(recent.Count - first);
        for (var i = first; i < recent.Count; i++)
        {
            if ((messages - recent.Count + i) % Stretch == 0) folding.BeginStretch();
            var row = recent[i];
            if (!struck.ContainsKey(row.Sequence) && row.Copied is { } key) folding.Add(row, key);
        }

        return new CopyFolds(folding.OfRow);
    }

    private sealed class Folding(int rows)
    {
        private readonly Dictionary<ulong, Group> _byWords = [];
        private readonly Dictionary<uint, Group> _byPair = [];

        public Dictionary<long, Group> OfRow { get; } = new(rows);

        public void BeginStretch()
        {
            _byWords.Clear();
            _byPair.Clear();
        }

        public void Add(FeedRow row, CopyKey key)
        {
            var at = row.Message.ReceivedAt;
            var group = Open(_byWords.GetValueOrDefault(key.Words), at) ?? Nearly(key, at);
            if (group is null)
            {
                group = new Group(row, key);
                foreach (var pair in Smallest(key)) _byPair[pair] = group;
            }

            _byWords[key.Words] = group;
            group.Add(row);
            OfRow.Add(row.Sequence, group);
        }

        /// <summary>Against a group's first message only: it does not drift.</summary>
        private Group? Nearly(CopyKey key, DateTimeOffset at)
        {
            foreach (var pair in Smallest(key))
            {
                if (_byPair.TryGetValue(pair, out var group) && Open(group, at) is not null && group.Key.LikenessTo(key) >= Near) return group;
            }

            return null;
        }

        private static ReadOnlySpan<uint> Smallest(CopyKey key) => key.Pairs.AsSpan(0, Math.Min(Looked, key.Pairs.Length));

        private static Group? Open(Group? group, DateTimeOffset at) => group is not null && (at - group.Since).Duration() <= (group.Key.Emotes ? EmotesWithin : Within) ? group : null;
    }

    private sealed class Group(FeedRow first, CopyKey key)
    {
        // Most messages are nobody's copy: these are made for the second member.
        private HashSet<ViewerRef>? _people;
        private List<(string Platform, int Count)>? _platforms;
        private long _last;
        private int _count;

        public CopyKey Key => key;

        public DateTimeOffset Since => first.Message.ReceivedAt;

        /// <summary>Of all members: asked for when there are no more to come.</summary>
        public CopyFold? Fold => field ??= _count < 2 ? null : new CopyFold(first.Sequence, _last, _count, _people!.Count,
            [.. _platforms!.OrderBy(p => p.Platform, StringComparer.Ordinal)], key.Emotes);

        public void Add(FeedRow row)
        {
            (_last, _count) = (row.Sequence, _count + 1);
            if (_count == 1) return;
            _people ??= [first.Message.Viewer];
            _platforms ??= [(first.Message.Platform, 1)];
            _people.Add(row.Message.Viewer);
            var at = _platforms.FindIndex(p => p.Platform == row.Message.Platform);
            if (at < 0) _platforms.Add((row.Message.Platform, 1));
            else _platforms[at] = (row.Message.Platform, _platforms[at].Count + 1);
        }
    }
}
