using System.Collections.Immutable;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Shows;

/// <summary>A trouble of this process or its machine: see <see cref="Alert"/> for the fields.</summary>
/// <param name="Show">Only this show's desks say it; null: all shows of this node, and anybody who asks after its health: no name stands in it.</param>
/// <param name="Platform">Which it is about, for who may not read the words; null: none.</param>
public sealed record NodeTrouble(string Kind, AlertSeverity Severity, Words Words, Words? ToDo = null, string About = "", ShowId? Show = null, string? Platform = null);

/// <summary>
/// The one place where parts of the program say what is wrong with this node: a jumping clock, little memory, a slow disk, entries of a newer
/// version, browsers that cannot follow. Whoever finds a trouble calls <see cref="Say"/>, again with new words when they change, and
/// <see cref="Over"/> when it has passed; every open show's desks then show it as an <see cref="Alert"/>, since the moment it was first said.
/// One of these a process, by injection. Safe on any thread.
/// </summary>
public sealed class NodeHealth
{
    private readonly Lock _lock = new();
    private ImmutableArray<NodeTrouble> _troubles = [];

    /// <summary>Something changed. Heard on the thread that said it.</summary>
    public event Action? Changed;

    public ImmutableArray<NodeTrouble> Troubles
    {
        get { lock (_lock) return _troubles; }
    }

    /// <summary>Says a trouble, or its new words: the same kind, about the same, for the same show is one trouble.</summary>
    public void Say(NodeTrouble trouble)
    {
        lock (_lock)
        {
            if (_troubles.Contains(trouble)) return;
            var at = IndexOf(trouble.Kind, trouble.About, trouble.Show);
            _troubles = at < 0 ? _troubles.Add(trouble) : _troubles.SetItem(at, trouble);
        }

        Changed?.Invoke();
    }

    /// <summary>It has passed. Harmless when it was never said.</summary>
    public void Over(string kind, string about = "", ShowId? show = null)
    {
        lock (_lock)
        {
            var at = IndexOf(kind, about, show);
            if (at < 0) return;
            _troubles = _troubles.RemoveAt(at);
        }

        Changed?.Invoke();
    }

    private int IndexOf(string kind, string about, ShowId? show)
    {
        for (var i = 0; i < _troubles.Length; i++)
        {
            if (_troubles[i].Kind == kind && _troubles[i].About == about && _troubles[i].Show == show) return i;
        }

        return -1;
    }
}
