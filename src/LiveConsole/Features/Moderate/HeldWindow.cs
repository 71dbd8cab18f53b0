using LiveConsole.Domain.Moderation;
using LiveConsole.Shows;

namespace LiveConsole.Features.Moderate;

/// <summary>
/// What the platforms hold, as a page paints it: oldest on top, new ones at the end. What was decided stays greyed while somebody points at the list or has
/// chosen the row, so nothing moves under a hand. Used on one renderer's dispatcher.
/// </summary>
public sealed class HeldWindow
{
    private readonly List<Hold> _rows = [];

    public IReadOnlyList<Hold> Rows => _rows;

    public long? Selected { get; private set; }

    public bool Held { get; private set; }

    /// <summary>Grows with everything that looks different.</summary>
    public int Version { get; private set; }

    // What this person has decided and seen greyed: it comes back only if its platform could not do it.
    private readonly HashSet<long> _left = [];

    /// <summary>This person decided it: the next that waits is chosen.</summary>
    public void Decided(long sequence)
    {
        var at = _rows.FindIndex(r => r.Sequence == sequence);
        if (at < 0) return;
        _left.Add(sequence);
        if (Selected == sequence) Selected = (_rows.Skip(at + 1).FirstOrDefault(Waits) ?? _rows.Take(at).LastOrDefault(Waits))?.Sequence;
        Version++;
    }

    /// <summary>It has been seen greyed long enough.</summary>
    public void Leave(long sequence)
    {
        if (_left.Contains(sequence) && _rows.RemoveAll(r => r.Sequence == sequence) > 0) Version++;
    }

    /// <summary>It still asks for a decision, as far as this page knows.</summary>
    public bool Waits(Hold hold) => hold.Outcome is null && !_left.Contains(hold.Sequence);

    /// <param name="open">It is on its way, or done: nobody need decide it again.</param>
    public void Follow(HeldView view, Func<Hold, bool> open)
    {
        // What failed waits once more, where it stands or at the end.
        if (_left.Count > 0 && _left.RemoveWhere(s => view.Waiting.FirstOrDefault(h => h.Sequence == s) is { } back && !open(back)) > 0) Version++;
        var waiting = view.Waiting.Where(h => !_left.Contains(h.Sequence) || _rows.Exists(r => r.Sequence == h.Sequence)).ToList();
        var there = waiting.ToDictionary(h => h.Sequence);
        var settled = view.Settled.DistinctBy(h => h.Sequence).ToDictionary(h => h.Sequence);
        for (var i = 0; i < _rows.Count; i++)
        {
            var now = there.GetValueOrDefault(_rows[i].Sequence) ?? settled.GetValueOrDefault(_rows[i].Sequence) ?? Over(_rows[i]);
            if (now == _rows[i]) continue;
            _rows[i] = now;
            Version++;
        }

        Drop();
        var shown = _rows.Select(r => r.Sequence).ToHashSet();
        foreach (var hold in waiting.Where(h => !shown.Contains(h.Sequence)))
        {
            _rows.Add(hold);
            Version++;
        }
    }

    public void Hold(bool held)
    {
        if (Held == held) return;
        Held = held;
        Drop();
    }

    public void Select(long? sequence)
    {
        Selected = sequence is { } s && _rows.Exists(r => r.Sequence == s) ? s : null;
        Drop();
        Version++;
    }

    /// <returns>The row one up (-1) or down (+1) from the selected one that still waits; the oldest when none is.</returns>
    public Hold? Beside(int step)
    {
        var at = Selected is { } selected ? _rows.FindIndex(r => r.Sequence == selected) : -1;
        if (at < 0) return _rows.Find(Waits);
        for (var i = at + step; i >= 0 && i < _rows.Count; i += step)
        {
            if (Waits(_rows[i])) return _rows[i];
        }

        return _rows[at];
    }

    // Nobody told its end, and what became of it is no longer kept: its time is over.
    private static Hold Over(Hold hold) => hold.Outcome is not null ? hold : hold with { Outcome = HoldOutcome.Expired, SettledAt = hold.EndsAbout };

    private void Drop()
    {
        if (!Held && _rows.RemoveAll(r => r.Outcome is not null && r.Sequence != Selected && !_left.Contains(r.Sequence)) > 0) Version++;
    }
}
