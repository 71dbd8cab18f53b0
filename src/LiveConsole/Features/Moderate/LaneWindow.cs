using LiveConsole.Domain.Moderation;
using LiveConsole.Shows;

namespace LiveConsole.Features.Moderate;

/// <summary>A row of a lane as it is painted.</summary>
/// <param name="Gone">It waits no longer; it still stands there so that nothing moves under a pointer.</param>
/// <param name="Mine">This person decided it a moment ago.</param>
/// <param name="Call">Why it waits for the lead.</param>
/// <param name="Count">How many say the same and wait.</param>
/// <param name="People">By how many viewers.</param>
/// <param name="Hidden">How many of them a rule of the show hides.</param>
/// <param name="By">Who decided it; null: nobody, or a platform removed it.</param>
public sealed record LaneRow(SeenMessage Message, bool Gone = false, bool Mine = false, LeadCall? Call = null, string? By = null, int Count = 1, int People = 1, int Hidden = 0)
{
    public long Sequence => Message.Sequence;
}

/// <summary>
/// The rows of one lane that a page holds, oldest on top: new ones come at the end, so nothing moves. What others decide is greyed and leaves when nobody points
/// at the list; what this person decides leaves by <see cref="Leave"/>. Used on one renderer's dispatcher.
/// </summary>
public sealed class LaneWindow
{
    /// <summary>More wait their turn: they come as rows leave.</summary>
    public const int Most = 100;

    private readonly List<LaneRow> _rows = [];
    private long? _deciding;

    public IReadOnlyList<LaneRow> Rows => _rows;

    /// <summary>Null: the lead's.</summary>
    public Lanes? Lane { get; private set; }

    public long? Selected { get; private set; }

    public bool Held { get; private set; }

    /// <summary>Grows with everything that looks different.</summary>
    public int Version { get; private set; }

    public void Show(Lanes? lane)
    {
        (Lane, Selected, Held) = (lane, null, false);
        _rows.Clear();
        Version++;
    }

    /// <summary>Takes in what came and what was decided.</summary>
    /// <param name="read">Messages that were read from the journal for calls to the lead, by sequence.</param>
    /// <returns>What still has to be read so that it can be shown.</returns>
    public IReadOnlyList<long> Follow(ShowView view, IReadOnlyDictionary<long, SeenMessage> read)
    {
        var waiting = view.Waiting(Lane);
        for (var i = 0; i < _rows.Count; i++)
        {
            var row = _rows[i];
            var there = waiting.Holds(row.Sequence);
            var now = row with
            {
                Message = view.Again(row.Message),
                Gone = !there,
                // Undone: it waits again where it stands.
                Mine = row.Mine && !there,
                Count = waiting.Fold(row.Sequence)?.Count ?? row.Count,
                People = waiting.Fold(row.Sequence)?.People ?? row.People,
                Hidden = waiting.Fold(row.Sequence)?.Hidden ?? row.Hidden,
                By = there ? null : waiting.LastDecision(row.Sequence)?.By.Name,
            };
            if (now == row) continue;
            _rows[i] = now;
            Version++;
        }

        Drop();
        return Fill(view, waiting, read);
    }

    private List<long> Fill(ShowView view, LaneView waiting, IReadOnlyDictionary<long, SeenMessage> read)
    {
        List<long> missing = [];
        var room = Most - _rows.Count(r => !r.Gone);
        var shown = _rows.Select(r => r.Sequence).ToHashSet();
        foreach (var sequence in waiting.Sequences)
        {
            if (room <= 0) break;
            if (shown.Contains(sequence)) continue;
            room--;
            if ((waiting.Message(sequence) ?? read.GetValueOrDefault(sequence)) is not { } message) missing.Add(sequence);
            else
            {
                // At the end, also what was put back by an undo: nothing that stands there moves.
                var fold = waiting.Fold(sequence);
                _rows.Add(new LaneRow(view.Again(message), Call: waiting.Call(sequence), Count: fold?.Count ?? 1, People: fold?.People ?? 1, Hidden: fold?.Hidden ?? 0));
                Version++;
            }
        }

        return missing;
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
        Version++;
    }

    /// <returns>The row one up (-1) or down (+1) from the selected one that still waits; the oldest when none is.</returns>
    public LaneRow? Beside(int step)
    {
        var at = Selected is { } selected ? _rows.FindIndex(r => r.Sequence == selected) : -1;
        if (at < 0) return _rows.Find(r => !r.Gone);
        for (var i = at + step; i >= 0 && i < _rows.Count; i += step)
        {
            if (!_rows[i].Gone) return _rows[i];
        }

        return _rows[at];
    }

    /// <summary>This person is deciding it: it stays until the answer is here.</summary>
    public void Deciding(long? sequence) => _deciding = sequence;

    /// <summary>This person decided it: greyed until it leaves, and the next one is selected.</summary>
    public void Decided(long sequence)
    {
        _deciding = null;
        var at = _rows.FindIndex(r => r.Sequence == sequence);
        if (at < 0) return;
        var next = Selected == sequence ? _rows.Find(r => !r.Gone && After(r)) ?? _rows.FindLast(r => !r.Gone && r.Sequence != sequence) : null;
        _rows[at] = _rows[at] with { Gone = true, Mine = true };
        if (Selected == sequence) Selected = next?.Sequence;
        Version++;

        bool After(LaneRow row) => _rows.IndexOf(row) > at;
    }

    /// <summary>It has been seen greyed long enough.</summary>
    public void Leave(long sequence)
    {
        // Undone meanwhile, it stays.
        var at = _rows.FindIndex(r => r.Sequence == sequence && r.Mine);
        if (at < 0) return;
        _rows.RemoveAt(at);
        Version++;
    }

    private void Drop()
    {
        if (!Held && _rows.RemoveAll(r => r.Gone && !r.Mine && r.Sequence != Selected && r.Sequence != _deciding) > 0) Version++;
    }
}
