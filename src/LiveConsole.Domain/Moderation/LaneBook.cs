using System.Collections.Concurrent;
using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Domain.Moderation;

/// <summary>
/// What waits for a decision, lane by lane, and what was decided last: a fold of the journal, immutable and bounded. A message enters when it arrives (or is
/// judged), leaves all its lanes when somebody decides about it, when it is asked in an item, or when it is removed. What a rule of the show hides waits among the flagged.
/// </summary>
public sealed record LaneBook
{
    /// <summary>A lane holds this many: of more, the oldest leaves it undecided and is counted.</summary>
    public const int Most = 1_000;

    /// <summary>The flagged lane holds more: a raid is hidden there by a rule, thousands in a minute, and each waits for a person. Fewer than a state holds of the newest, so that what has to leave is still decided and undone as if it waited.</summary>
    public const int MostFlagged = 4_000;

    /// <summary>Decisions kept: for the second who decides, and for undo.</summary>
    public const int DecisionsKept = 1_500;

    /// <summary>What says the same as a message that was passed as fine is passed with it for so long.</summary>
    public static readonly TimeSpan AlikeFor = TimeSpan.FromMinutes(10);

    private static readonly ImmutableSortedSet<long> Nobody = [];

    private FoldedLanes? _folded;
    private LastDecisions? _last;

    public static LaneBook Empty { get; } = new();

    /// <summary>By sequence: the oldest first.</summary>
    public ImmutableSortedDictionary<long, WaitingMessage> Waiting { get; private init; } = ImmutableSortedDictionary<long, WaitingMessage>.Empty;

    /// <summary>Open calls to the lead, by the message's sequence.</summary>
    public ImmutableSortedDictionary<long, LeadCall> Calls { get; private init; } = ImmutableSortedDictionary<long, LeadCall>.Empty;

    /// <summary>How many calls left unanswered because there were too many.</summary>
    public long CallsLeft { get; private init; }

    /// <summary>Oldest first.</summary>
    public ImmutableList<DecidedMessage> Decided { get; private init; } = [];

    /// <summary>How many left each lane because it was full.</summary>
    public ImmutableDictionary<Lanes, long> LeftUndecided { get; private init; } = ImmutableDictionary<Lanes, long>.Empty;

    /// <summary>Since when what left a full lane has waited, its oldest: until the lane has been empty, nobody can say that it was looked at.</summary>
    public ImmutableDictionary<Lanes, DateTimeOffset> LeftSince { get; private init; } = ImmutableDictionary<Lanes, DateTimeOffset>.Empty;

    /// <summary>How many a rule of the show has hidden since it began.</summary>
    public long HiddenByRule { get; private init; }

    private ImmutableDictionary<Lanes, ImmutableSortedSet<long>> ByLane { get; init; } = ImmutableDictionary<Lanes, ImmutableSortedSet<long>>.Empty;

    private ImmutableDictionary<MessageRef, long> ByMessage { get; init; } = ImmutableDictionary<MessageRef, long>.Empty;

    /// <summary>By their words: what was passed as fine last, of <see cref="Decided"/>.</summary>
    private ImmutableDictionary<(ulong, string?), DecidedMessage> Fine { get; init; } = ImmutableDictionary<(ulong, string?), DecidedMessage>.Empty;

    public static int MostIn(Lanes lane) => lane == Lanes.Flagged ? MostFlagged : Most;

    /// <returns>Since when the oldest of a lane waits, what left it because it was full included; null: the lane is empty.</returns>
    public DateTimeOffset? OldestIn(Lanes lane) => In(lane) is not { IsEmpty: false } there ? null
        : Waiting[there.Min].Row.Message.ReceivedAt is var at && LeftSince.TryGetValue(lane, out var left) && left < at ? left : at;

    /// <returns>Sequences that wait in that lane, the oldest first.</returns>
    public ImmutableSortedSet<long> In(Lanes lane) => ByLane.GetValueOrDefault(lane, Nobody);

    /// <returns>The lane's rows as they are shown: what says the same is one, at its oldest. Worked out by the first who asks.</returns>
    public ImmutableSortedDictionary<long, LaneFold> Folded(Lanes lane)
    {
        var folded = Volatile.Read(ref _folded);
        // "with" takes the field along to another book.
        if (folded is null || !ReferenceEquals(folded.Of, Waiting)) Volatile.Write(ref _folded, folded = new FoldedLanes(Waiting, new ConcurrentDictionary<Lanes, ImmutableSortedDictionary<long, LaneFold>>()));
        return folded.Lanes.GetOrAdd(lane, static (l, book) => Fold(book.In(l).Select(s => book.Waiting[s])), this);
    }

    /// <returns>What else waits and says the same: a decision about one is about all of them. Never out of a lane that this one does not wait in.</returns>
    public ImmutableArray<long> CopiesOf(long sequence) => Waiting.TryGetValue(sequence, out var waiting) && waiting.Row.Copied is { } key
        ? [.. Waiting.Values.Where(w => w.Row.Sequence != sequence && (w.Lanes & ~waiting.Lanes) == Lanes.None && w.Row.Copied is { } other && other.Words == key.Words
            && AsDecided(w.Row, other) == AsDecided(waiting.Row, key)).Select(w => w.Row.Sequence)]
        : [];

    public ImmutableArray<long> CopiesOf(MessageRef message) => Find(message) is { } sequence ? CopiesOf(sequence) : [];

    /// <returns>The place of a message that waits; null: it does not.</returns>
    public long? Find(MessageRef message) => ByMessage.TryGetValue(message, out var sequence) ? sequence : null;

    /// <returns>What a rule of the show hides, with its removal, of what waits in a lane or for the lead; null: nothing does.</returns>
    public (MessageRef Message, Removal Removal)? HiddenAt(long sequence) =>
        Waiting.TryGetValue(sequence, out var waiting) ? waiting.Hidden is { } hidden ? (waiting.Row.Message.Ref, hidden) : null
        : Calls.GetValueOrDefault(sequence) is { Hidden: { } kept } call ? (call.Message, kept) : null;

    public DecidedMessage? LastDecision(long sequence)
    {
        // Asked for each message that is judged late, and for each row of a page: looked up, not walked through.
        var last = Volatile.Read(ref _last);
        if (last is null || !ReferenceEquals(last.Of, Decided)) Volatile.Write(ref _last, last = new LastDecisions(Decided));
        return last.BySequence.GetValueOrDefault(sequence);
    }

    /// <summary>It can be put back by undoing the action.</summary>
    public bool Holds(Guid action) => Decided.Exists(d => d.Action == action);

    /// <returns>How many were passed with what was passed as fine in that lane, of the decisions kept.</returns>
    public int AlikePassed(Lanes lane) => Decided.Sum(d => d.Was?.Lanes.HasFlag(lane) == true ? d.Alike : 0);

    /// <summary>A message came, or is judged now: it waits where it belongs, unless somebody has just passed the same as fine.</summary>
    public LaneBook With(FeedRow row, Lanes lanes)
    {
        if (lanes == Lanes.None || Waiting.ContainsKey(row.Sequence) || Fine.IsEmpty) return Waits(row, lanes);
        if (row.Copied is not { } key) return Waits(row, lanes);
        var same = AsDecided(row, key);
        if (!Fine.TryGetValue(same, out var fine) || !PassesWith(fine, row, lanes)) return Waits(row, lanes);
        var counted = fine with { Alike = fine.Alike + 1 };
        return this with { Decided = Decided.SetItem(Decided.FindLastIndex(d => d.Sequence == fine.Sequence && d.Action == fine.Action), counted), Fine = Fine.SetItem(same, counted) };
    }

    /// <summary>A rule of the show hides it: whatever it waited in, it waits among the flagged, for it stands on its platform.</summary>
    public LaneBook Hide(FeedRow row, Removal removal) => Waits(row, Lanes.Flagged, removal) with { HiddenByRule = HiddenByRule + 1 };

    /// <summary>What hid it besides was taken back: the rule's hiding stands.</summary>
    public LaneBook HiddenStill(FeedRow row, Removal removal) => Waits(row, Lanes.Flagged, removal);

    /// <summary>It is shown again while it waits for the lead.</summary>
    public LaneBook Shown(RemovalLifted lifted) => lifted.MessageId is { } id && Calls.Values.FirstOrDefault(c => c.Hidden?.At == lifted.Of && c.Message == new MessageRef(lifted.Platform, id)) is { } call
        ? this with { Calls = Calls.SetItem(call.Sequence, call with { Hidden = null }) } : this;

    /// <summary>Somebody has just let stand what says the same, with marks as grave as these: no rule hides it, a person does.</summary>
    public bool LetsStand(FeedRow row, Func<MessageMark, bool> ruled) => !Fine.IsEmpty && row.Copied is { } key && Fine.TryGetValue(AsDecided(row, key), out var fine)
        && row.Message.ReceivedAt - fine.At <= AlikeFor && (row.Judgement?.Marks ?? []).All(m => !ruled(m) || HadAsGrave(fine, m));

    /// <summary>Nothing more speaks against it than against what somebody saw: no other lane, no graver mark.</summary>
    private static bool PassesWith(DecidedMessage fine, FeedRow row, Lanes lanes)
    {
        var seen = fine.Was!;
        // A rule had taken it out of those it belonged to.
        var stood = seen.Hidden is null ? seen.Lanes : seen.Lanes | LaneRules.Of(seen.Row.Message, seen.Row.Judgement);
        return row.Message.ReceivedAt - fine.At <= AlikeFor && (lanes & ~stood) == Lanes.None
            && (row.Judgement?.Marks ?? []).All(m => m.Severity == MarkSeverity.Note || (m.Severity == MarkSeverity.Flagged && HadAsGrave(fine, m)));
    }

    private static bool HadAsGrave(DecidedMessage fine, MessageMark mark) => fine.Was!.Row.Judgement?.Marks.Any(s => s.Kind == mark.Kind && s.Severity >= mark.Severity) == true;

    private LaneBook Waits(FeedRow row, Lanes lanes, Removal? hidden = null)
    {
        if (lanes == Lanes.None) return Without(row.Sequence);
        var was = Waiting.TryGetValue(row.Sequence, out var waiting) ? waiting.Lanes : Lanes.None;
        var book = this with { Waiting = Waiting.SetItem(row.Sequence, new WaitingMessage(row, lanes) { Hidden = hidden }), ByMessage = ByMessage.SetItem(row.Message.Ref, row.Sequence) };
        return was == lanes ? book : book.Counted(row.Sequence, was, lanes).Bounded(lanes & ~was);
    }

    /// <summary>The row in another version of its message; it stays where it waits.</summary>
    public LaneBook Replaced(FeedRow row) =>
        Waiting.TryGetValue(row.Sequence, out var waiting) ? this with { Waiting = Waiting.SetItem(row.Sequence, waiting with { Row = row.Judgement is null ? row with { Judgement = waiting.Row.Judgement } : row }) } : this;

    /// <summary>Removed on its platform: nobody need decide any more. A call to the lead stays: distress is no less for that.</summary>
    public LaneBook Without(MessagesRemoved removed)
    {
        var book = Waiting.Values.Where(w => Removals.Reaches(removed, w.Row.Message)).Aggregate(this, (b, w) => b.Without(w.Row.Sequence));
        // What was decided about it before stays known; undoing that brings it back nowhere.
        return book.Decided.Exists(Gone) ? book.Knowing(book.Decided.ConvertAll(d => Gone(d) ? d with { Was = null } : d)) : book;

        bool Gone(DecidedMessage d) => d.Was is { } was && Removals.Reaches(removed, was.Row.Message);
    }

    /// <summary>Somebody decided about it: it leaves its lanes, and a call to the lead is answered.</summary>
    /// <param name="out">It is hidden by a rule, and waited until a full lane pushed it out: undone, it is so again.</param>
    public LaneBook Decide(long sequence, Guid action, string verb, Actor by, DateTimeOffset at, WaitingMessage? @out = null) => Remember(new DecidedMessage(sequence, action, verb, by, at,
        Waiting.GetValueOrDefault(sequence) ?? (Calls.ContainsKey(sequence) ? null : @out), Calls.GetValueOrDefault(sequence))).Without(sequence) with { Calls = Calls.Remove(sequence) };

    /// <summary>The messages are asked in an item now: that is a decision about each that waited.</summary>
    public LaneBook Asked(IEnumerable<MessageRef> messages, Guid action, string verb, Actor by, DateTimeOffset at) =>
        messages.Aggregate(this, (book, m) => book.ByMessage.TryGetValue(m, out var sequence) ? book.Decide(sequence, action, verb, by, at) : book);

    /// <summary>The moderator's part is done; the lead's begins.</summary>
    public LaneBook Call(LeadCall call, Guid action) =>
        Remember(new DecidedMessage(call.Sequence, action, "lead", call.By, call.At, Waiting.GetValueOrDefault(call.Sequence), Calls.GetValueOrDefault(call.Sequence)))
            .Without(call.Sequence).WithCall(call with { Hidden = HiddenAt(call.Sequence)?.Removal ?? call.Hidden });

    /// <summary>The action was undone: what it took out waits again, unless it was removed meanwhile.</summary>
    /// <param name="asked">A message is asked in an item by now: it waits no longer.</param>
    /// <param name="hidden">What a rule of the show hides of it now, given what it hid then.</param>
    public LaneBook PutBack(Guid action, Func<MessageRef, bool> asked, Func<long, Removal?, Removal?> hidden)
    {
        var book = this;
        foreach (var decided in Decided.Where(d => d.Action == action))
        {
            book = decided.Call is { } call ? book.WithCall(call with { Hidden = hidden(call.Sequence, call.Hidden) }) : book with { Calls = book.Calls.Remove(decided.Sequence) };
            if (decided.Was is not { } was || asked(was.Row.Message.Ref)) continue;
            var now = hidden(decided.Sequence, was.Hidden);
            book = book.Waits(was.Row, now is not null ? Lanes.Flagged : was.Hidden is null ? was.Lanes : LaneRules.Of(was.Row.Message, was.Row.Judgement), now);
        }

        return book.Knowing(book.Decided.RemoveAll(d => d.Action == action));
    }

    /// <summary>As it was stored.</summary>
    public static LaneBook Of(IEnumerable<WaitingMessage> waiting, IEnumerable<LeadCall> calls, IEnumerable<DecidedMessage> decided, IEnumerable<KeyValuePair<Lanes, long>> left, long callsLeft, long hiddenByRule,
        IEnumerable<KeyValuePair<Lanes, DateTimeOffset>> leftSince) =>
        waiting.Aggregate(Empty, (book, w) => book.Waits(w.Row, w.Lanes, w.Hidden)).Knowing([.. decided]) with
        {
            HiddenByRule = hiddenByRule,
            Calls = calls.ToImmutableSortedDictionary(c => c.Sequence, c => c),
            LeftUndecided = left.ToImmutableDictionary(),
            LeftSince = leftSince.ToImmutableDictionary(),
            CallsLeft = callsLeft,
        };

    private static ImmutableSortedDictionary<long, LaneFold> Fold(IEnumerable<WaitingMessage> waiting)
    {
        var first = new Dictionary<(ulong, string?), FeedRow>();
        var more = new Dictionary<long, List<WaitingMessage>>();
        foreach (var (one, row) in waiting.Select(w => (w, w.Row)))
        {
            // What stands for itself is nobody's copy.
            if (row.Copied is { } key && AsDecided(row, key) is var same && !first.TryAdd(same, row)) more[first[same].Sequence].Add(one);
            else more.Add(row.Sequence, [one]);
        }

        return more.ToImmutableSortedDictionary(m => m.Key, m => new LaneFold([.. m.Value]));
    }

    /// <summary>Who says "fine" to one link, or to one offer, has not seen where another leads: these are one decision only when they are the same to the letter.</summary>
    private static (ulong Words, string? Text) AsDecided(FeedRow row, CopyKey key) =>
        (key.Words, key.Links || row.Judgement?.Marks.Any(m => m.Kind is MarkKind.Link or MarkKind.Scam) == true ? row.Message.Text : null);

    private LaneBook Without(long sequence)
    {
        if (!Waiting.TryGetValue(sequence, out var waiting)) return this;
        return (this with { Waiting = Waiting.Remove(sequence), ByMessage = ByMessage.Remove(waiting.Row.Message.Ref) }).Counted(sequence, waiting.Lanes, Lanes.None);
    }

    private LaneBook WithCall(LeadCall call)
    {
        var calls = Calls.SetItem(call.Sequence, call);
        return calls.Count <= Most ? this with { Calls = calls } : this with { Calls = calls.Remove(calls.MinBy(c => c.Value.At).Key), CallsLeft = CallsLeft + 1 };
    }

    private LaneBook Counted(long sequence, Lanes was, Lanes now)
    {
        var (lanes, left) = (ByLane, LeftSince);
        foreach (var lane in LaneRules.All)
        {
            if (was.HasFlag(lane) == now.HasFlag(lane)) continue;
            var there = lanes.GetValueOrDefault(lane, Nobody);
            there = now.HasFlag(lane) ? there.Add(sequence) : there.Remove(sequence);
            lanes = lanes.SetItem(lane, there);
            if (there.IsEmpty) left = left.Remove(lane);
        }

        return this with { ByLane = lanes, LeftSince = left };
    }

    private LaneBook Bounded(Lanes grown)
    {
        var book = this;
        foreach (var lane in LaneRules.All.Where(l => grown.HasFlag(l)))
        {
            var full = book.In(lane);
            if (full.Count <= MostIn(lane)) continue;
            var oldest = book.Waiting[full.Min];
            var since = oldest.Row.Message.ReceivedAt;
            book = (oldest.Lanes == lane ? book.Without(full.Min) : book.Waits(oldest.Row, oldest.Lanes & ~lane, oldest.Hidden)) with
            {
                LeftUndecided = book.LeftUndecided.SetItem(lane, book.LeftUndecided.GetValueOrDefault(lane) + 1),
                LeftSince = book.LeftSince.SetItem(lane, book.LeftSince.TryGetValue(lane, out var left) && left < since ? left : since),
            };
        }

        return book;
    }

    private sealed class LastDecisions
    {
        public LastDecisions(ImmutableList<DecidedMessage> of)
        {
            Of = of;
            foreach (var decided in of) BySequence[decided.Sequence] = decided;
        }

        public ImmutableList<DecidedMessage> Of { get; }

        public Dictionary<long, DecidedMessage> BySequence { get; } = [];
    }

    private sealed record FoldedLanes(ImmutableSortedDictionary<long, WaitingMessage> Of, ConcurrentDictionary<Lanes, ImmutableSortedDictionary<long, LaneFold>> Lanes);

    /// <summary>By whole actions: one is remembered with all it decided, or not at all.</summary>
    private LaneBook Remember(DecidedMessage decided)
    {
        var (kept, fine) = (Decided.Add(decided), Fine);
        while (kept.Count > DecisionsKept && kept[0].Action is var oldest && oldest != decided.Action)
        {
            var known = fine;
            fine = fine.RemoveRange(kept.Where(d => d.Action == oldest && IsFine(d) && known.GetValueOrDefault(SameAs(d))?.Action == oldest).Select(SameAs));
            kept = kept.RemoveAll(d => d.Action == oldest);
        }

        return this with { Decided = kept, Fine = IsFine(decided) ? fine.SetItem(SameAs(decided), decided) : fine };
    }

    /// <param name="decided">All that is known to be decided now.</param>
    private LaneBook Knowing(ImmutableList<DecidedMessage> decided) =>
        decided.Where(IsFine).Aggregate(this with { Decided = decided, Fine = Fine.Clear() }, (book, d) => book with { Fine = book.Fine.SetItem(SameAs(d), d) });

    private static bool IsFine(DecidedMessage decided) => decided is { IsFine: true, Was.Row.Copied: not null };

    private static (ulong, string?) SameAs(DecidedMessage decided) => AsDecided(decided.Was!.Row, decided.Was.Row.Copied!);
}
