using LiveConsole.Domain.Listening;
using LiveConsole.Shows;

namespace LiveConsole.Features.Moderate;

/// <summary>
/// The rows of the feed that a page holds: at most 300, newest last. Stands still while somebody points at it or has a row selected,
/// and counts what it does not show. When more come than a person can read, it shows the most useful few, copies once. Used on one renderer's dispatcher.
/// </summary>
public sealed class FeedWindow(TimeProvider time)
{
    public const int Most = 300;

    /// <summary>Rows a second that a person can follow at all: above it the newest are shown and the rest are counted.</summary>
    public const int ASecond = 20;

    private static readonly TimeSpan RateOver = TimeSpan.FromSeconds(5);

    /// <summary>How far back the few are chosen from when a page begins, and how many wait to be chosen from.</summary>
    private const int CalmReach = 4_000;

    // Rows come one by one, not four at once after a pause.
    private const int CalmAtOnce = 2;

    private readonly List<SeenMessage> _rows = [];
    private readonly Queue<(long At, int Came, int Shown)> _paces = new();
    private readonly Dictionary<long, CopyFold> _folds = [];
    // Of a fold's first message: the newest row here that is one of its copies.
    private readonly Dictionary<long, long> _stands = [];
    private readonly List<SeenMessage> _candidates = [];
    private long _seen;
    private double _tokens = ASecond;
    private long _filled = time.GetTimestamp();
    private long _stoppedAt;

    public IReadOnlyList<SeenMessage> Rows => _rows;

    /// <summary>New ones that are not in <see cref="Rows"/>: they came while it stood still, or faster than it shows.</summary>
    public int Waiting { get; private set; }

    public FeedFilter Filter { get; private set; } = FeedFilter.None;

    public SeenMessage? Selected { get; private set; }

    public bool Held { get; private set; }

    /// <summary>The rows are older than the live edge: paged back, or found by a search.</summary>
    public bool Away { get; private set; }

    /// <summary>The person wants it calm when it is fast.</summary>
    public bool CalmWanted { get; private set; } = true;

    /// <summary>It is: only the most useful few are shown.</summary>
    public bool Calm { get; private set; }

    public bool Stopped => Held || Away || Selected is not null;

    /// <summary>Grows with everything that looks different beside the journal's own sequence.</summary>
    public int Version { get; private set; }

    /// <summary>How long it has stood still; null while it follows.</summary>
    public TimeSpan? StoppedFor => Stopped ? time.GetElapsedTime(_stoppedAt) : null;

    /// <summary>Shown and came, a second, over the last five.</summary>
    public (double Shown, double Came) Pace
    {
        get
        {
            Forget();
            if (_paces.Count == 0) return (0, 0);
            var seconds = Math.Max(1, time.GetElapsedTime(_paces.Peek().At).TotalSeconds);
            return (_paces.Sum(p => p.Shown) / seconds, _paces.Sum(p => p.Came) / seconds);
        }
    }

    /// <summary>Takes in what came since the last view.</summary>
    public void Follow(ShowView view)
    {
        for (var i = 0; i < _rows.Count; i++) _rows[i] = view.Again(_rows[i]);
        if (Selected is { } selected) Selected = view.Again(selected);
        var came = 0;
        List<SeenMessage> fresh = [];
        foreach (var row in view.After(_seen))
        {
            _seen = row.Sequence;
            if (!Fits(row, view)) continue;
            came++;
            fresh.Add(row);
        }

        KeepFolds(view);
        if (came > 0) _paces.Enqueue((time.GetTimestamp(), came, 0));
        var calm = CalmWanted && Came >= (Calm ? CalmFeed.Until : CalmFeed.From);
        // Calm no more: what was not chosen yet is shown, or counted, as the rest.
        if (!calm)
        {
            fresh.InsertRange(0, _candidates.Select(view.Again));
            _candidates.Clear();
        }

        var shown = calm ? FollowCalm(fresh, view) : FollowAll(fresh);
        Calm = calm;
        if (shown > 0) _paces.Enqueue((time.GetTimestamp(), 0, shown));
    }

    /// <summary>A second, over five: one burst of a few is not fast.</summary>
    private double Came
    {
        get
        {
            Forget();
            return _paces.Sum(p => p.Came) / RateOver.TotalSeconds;
        }
    }

    /// <summary>What a row that is shown stands for: all its copies where only one of them is shown, else on the first of them.</summary>
    public CopyFold? FoldOf(SeenMessage row) =>
        _folds.GetValueOrDefault(row.Sequence) is { } fold && row.Removed is null && row.Sequence == (Calm ? _stands.GetValueOrDefault(fold.First) : fold.First) ? fold : null;

    public void WantCalm(bool wanted, ShowView view)
    {
        (CalmWanted, Calm) = (wanted, wanted && Came >= CalmFeed.From);
        if (!Away) ToEdge(view);
        Version++;
    }

    private int FollowAll(List<SeenMessage> fresh)
    {
        var shown = Stopped ? 0 : Math.Min(fresh.Count, Tokens(ASecond, ASecond));
        _tokens -= shown;
        Add(fresh.Skip(fresh.Count - shown));
        Waiting += fresh.Count - shown;
        return shown;
    }

    /// <summary>One is chosen among all that came since the last one was: what is not chosen is not waited for.</summary>
    private int FollowCalm(List<SeenMessage> fresh, ShowView view)
    {
        if (Stopped)
        {
            Waiting += fresh.Count;
            _candidates.Clear();
            return 0;
        }

        Waiting = 0;
        _candidates.AddRange(fresh);
        if (_candidates.Count > CalmReach) _candidates.RemoveRange(0, _candidates.Count - CalmReach);
        var room = Tokens(CalmFeed.ASecond(view.IsCritical), CalmAtOnce);
        if (room == 0 || _candidates.Count == 0) return 0;
        var chosen = CalmFeed.Choose([.. Choosable(_candidates, view).Where(r => r.Fold is null || !_stands.ContainsKey(r.Fold.First))], room);
        Add(Chosen(_candidates, chosen));
        _candidates.Clear();
        _tokens -= chosen.Count;
        KeepFolds(view);
        return chosen.Count;
    }

    private static IEnumerable<CalmRow> Choosable(IEnumerable<SeenMessage> rows, ShowView view) =>
        rows.Select(view.Again).Where(r => r.Removed is null).Select(r => new CalmRow(r.Sequence, r.Message, r.Judgement, view.FoldOf(r.Sequence)));

    private static IEnumerable<SeenMessage> Chosen(IEnumerable<SeenMessage> rows, IReadOnlyList<CalmRow> chosen)
    {
        var sequences = chosen.Select(c => c.Sequence).ToHashSet();
        return rows.Where(r => sequences.Contains(r.Sequence));
    }

    /// <summary>A fold is forgotten by the show long before its row leaves the window: the row keeps what it last said.</summary>
    private void KeepFolds(ShowView view)
    {
        _stands.Clear();
        foreach (var row in _rows)
        {
            if (row.Removed is not null) _folds.Remove(row.Sequence);
            else if (view.FoldOf(row.Sequence) is { } fold) _folds[row.Sequence] = fold;
            if (_folds.TryGetValue(row.Sequence, out var kept)) _stands[kept.First] = row.Sequence;
        }

        // Paging and searching put other rows in.
        if (_folds.Count <= Most) return;
        foreach (var gone in _folds.Keys.Except(_rows.Select(r => r.Sequence)).ToList()) _folds.Remove(gone);
    }

    private void Add(IEnumerable<SeenMessage> rows)
    {
        _rows.AddRange(rows);
        if (_rows.Count > Most) _rows.RemoveRange(0, _rows.Count - Most);
    }

    /// <summary>Back to the live edge with the newest rows.</summary>
    public void ToEdge(ShowView view)
    {
        (Selected, Held, Away, Waiting) = (null, false, false, 0);
        _rows.Clear();
        _folds.Clear();
        _candidates.Clear();
        var newest = view.Newest(FeedReach).Where(r => Fits(r, view)).TakeLast(Most).ToList();
        Calm = CalmWanted && (Calm || IsFast(newest));
        if (Calm)
        {
            var reach = view.Newest(CalmReach).Where(r => Fits(r, view)).ToList();
            newest = [.. Chosen(reach, CalmFeed.Thin([.. Choosable(reach, view)], CalmFeed.ASecond(view.IsCritical))).TakeLast(Most)];
        }

        _rows.AddRange(newest);
        _seen = view.Sequence;
        KeepFolds(view);
        Version++;
    }

    public void Only(FeedFilter filter, ShowView view)
    {
        Filter = filter;
        ToEdge(view);
    }

    /// <summary>Older rows that fit, where too few of those at hand do: it follows all the same.</summary>
    public void Fill(IReadOnlyList<SeenMessage> older)
    {
        _rows.InsertRange(0, older.Take(Math.Max(0, Most - _rows.Count)));
        Version++;
    }

    public void Hold(bool held)
    {
        if (Held != held) Standing(() => Held = held);
    }

    public void Select(SeenMessage? row) => Standing(() => Selected = row);

    /// <returns>The row one up (-1) or down (+1) from the selected one; the newest when none is.</returns>
    public SeenMessage? Beside(int step)
    {
        if (_rows.Count == 0) return null;
        var at = Selected is { } selected ? _rows.FindIndex(r => r.Sequence == selected.Sequence) : -1;
        return at < 0 ? _rows[^1] : _rows[Math.Clamp(at + step, 0, _rows.Count - 1)];
    }

    /// <summary>Puts older rows before the window's; what no longer fits falls off its new end.</summary>
    public void Before(IReadOnlyList<SeenMessage> older)
    {
        if (older.Count == 0) return;
        Standing(() => Away = true);
        _rows.InsertRange(0, older);
        if (_rows.Count > Most) _rows.RemoveRange(Most, _rows.Count - Most);
    }

    /// <param name="edge">There are none newer: the window has reached the live edge again.</param>
    public void Behind(IReadOnlyList<SeenMessage> newer, bool edge, ShowView view)
    {
        _rows.AddRange(newer);
        if (_rows.Count > Most) _rows.RemoveRange(0, _rows.Count - Most);
        Version++;
        if (!edge) return;
        Away = false;
        Waiting = 0;
        _seen = Math.Max(_seen, _rows.Count > 0 ? _rows[^1].Sequence : view.Sequence);
    }

    /// <summary>Shows these and nothing else: a search's finds, or the rows from a marker on.</summary>
    public void Only(IReadOnlyList<SeenMessage> rows)
    {
        Standing(() => (Away, Selected) = (true, null));
        _rows.Clear();
        _rows.AddRange(rows.TakeLast(Most));
    }

    // With a filter on, the newest 300 that fit may lie further back.
    private int FeedReach => Filter.Sifts ? CalmReach : Filter.IsOn ? Most * 5 : Most;

    // A gift whose wave has a row is told there.
    private bool Fits(SeenMessage row, ShowView view) => Filter.Fits(row) && view.WaveOf(row.Message) is null;

    private void Standing(Action change)
    {
        var was = Stopped;
        change();
        if (Stopped && !was) _stoppedAt = time.GetTimestamp();
        Version++;
    }

    /// <summary>By the rows themselves: a page that begins has counted none yet.</summary>
    private static bool IsFast(List<SeenMessage> rows) =>
        rows.Count >= CalmFeed.From * RateOver.TotalSeconds && rows.Count / Math.Max(1, (rows[^1].Message.ReceivedAt - rows[0].Message.ReceivedAt).TotalSeconds) >= CalmFeed.From;

    private int Tokens(int aSecond, int atOnce)
    {
        _tokens = Math.Min(atOnce, _tokens + (time.GetElapsedTime(_filled).TotalSeconds * aSecond));
        _filled = time.GetTimestamp();
        return (int)_tokens;
    }

    private void Forget()
    {
        while (_paces.Count > 0 && time.GetElapsedTime(_paces.Peek().At) > RateOver) _paces.Dequeue();
    }
}
