using LiveConsole.Shows;

namespace LiveConsole.Features.Moderate;

/// <summary>
/// The rows of the feed that a page holds: at most 300, newest last. Stands still while somebody points at it or has a row selected,
/// and counts what it does not show. Used on one renderer's dispatcher.
/// </summary>
public sealed class FeedWindow(TimeProvider time)
{
    public const int Most = 300;

    /// <summary>Rows a second that a person can follow at all: above it the newest are shown and the rest are counted.</summary>
    public const int ASecond = 20;

    private static readonly TimeSpan RateOver = TimeSpan.FromSeconds(5);

    private readonly List<SeenMessage> _rows = [];
    private readonly Queue<(long At, int Came, int Shown)> _paces = new();
    private long _seen;
    private double _tokens = ASecond;
    private long _filled = time.GetTimestamp();
    private long _stoppedAt;

    public IReadOnlyList<SeenMessage> Rows => _rows;

    /// <summary>New ones that are not in <see cref="Rows"/>: they came while it stood still, or faster than it shows.</summary>
    public int Waiting { get; private set; }

    /// <summary>Only this platform's; null: all.</summary>
    public string? Platform { get; private set; }

    public SeenMessage? Selected { get; private set; }

    public bool Held { get; private set; }

    /// <summary>The rows are older than the live edge: paged back, or found by a search.</summary>
    public bool Away { get; private set; }

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
            if (!Fits(row)) continue;
            came++;
            fresh.Add(row);
        }

        var shown = Stopped ? 0 : Math.Min(fresh.Count, Tokens());
        _tokens -= shown;
        _rows.AddRange(fresh.Skip(fresh.Count - shown));
        if (_rows.Count > Most) _rows.RemoveRange(0, _rows.Count - Most);
        Waiting += fresh.Count - shown;
        if (came > 0) _paces.Enqueue((time.GetTimestamp(), came, shown));
    }

    /// <summary>Back to the live edge with the newest rows.</summary>
    public void ToEdge(ShowView view)
    {
        (Selected, Held, Away, Waiting) = (null, false, false, 0);
        _rows.Clear();
        _rows.AddRange(view.Newest(FeedReach).Where(Fits).TakeLast(Most));
        _seen = view.Sequence;
        Version++;
    }

    public void Only(string? platform, ShowView view)
    {
        Platform = platform;
        ToEdge(view);
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

    // With a filter on, the newest 300 of one platform may lie further back.
    private int FeedReach => Platform is null ? Most : Most * 5;

    private bool Fits(SeenMessage row) => Platform is null || row.Message.Platform == Platform;

    private void Standing(Action change)
    {
        var was = Stopped;
        change();
        if (Stopped && !was) _stoppedAt = time.GetTimestamp();
        Version++;
    }

    private int Tokens()
    {
        _tokens = Math.Min(ASecond, _tokens + (time.GetElapsedTime(_filled).TotalSeconds * ASecond));
        _filled = time.GetTimestamp();
        return (int)_tokens;
    }

    private void Forget()
    {
        while (_paces.Count > 0 && time.GetElapsedTime(_paces.Peek().At) > RateOver) _paces.Dequeue();
    }
}
