using LiveConsole.Domain.Chat;
using LiveConsole.Platforms;

namespace LiveConsole.Testing;

/// <summary>An intake that keeps what arrives, lets a test await it, and can be full until told otherwise.</summary>
public sealed class ArrivalList : IArrivalSink
{
    // A lock, not a channel: tests look at the whole list at any time, from their own thread.
    private readonly Lock _gate = new();
    private readonly List<Arrival> _all = [];
    private readonly List<(Func<IReadOnlyList<Arrival>, bool> Condition, TaskCompletionSource Met)> _waiters = [];
    private TaskCompletionSource _room = Open();
    private TaskCompletionSource _blocked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<Arrival> All
    {
        get
        {
            lock (_gate) return [.. _all];
        }
    }

    public IReadOnlyList<ChatMessage> Messages => [.. All.OfType<MessageCame>().Select(m => m.Message)];

    public IReadOnlyList<SourceState> States => [.. All.OfType<SourceChanged>().Select(s => s.State)];

    public IReadOnlyList<GapFound> Gaps => [.. All.OfType<GapFound>()];

    /// <summary>Completes when somebody waits to put while the list is full.</summary>
    public Task Blocked => _blocked.Task;

    /// <summary>From now on whoever puts has to wait.</summary>
    public void Fill()
    {
        _room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Empty() => _room.TrySetResult();

    /// <summary>Completes once the condition holds; fails after 5 s of real time.</summary>
    public Task Until(Func<IReadOnlyList<Arrival>, bool> condition)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (condition(_all)) return Task.CompletedTask;
            _waiters.Add((condition, met));
        }

        return met.Task.WaitAsync(Cap.Signal);
    }

    public Task UntilState(SourceState state, int times = 1) => Until(all => all.OfType<SourceChanged>().Count(s => s.State == state) >= times);

    public Task UntilMessages(int count) => Until(all => all.OfType<MessageCame>().Count() >= count);

    public async ValueTask PutAsync(Arrival arrival, CancellationToken ct)
    {
        if (!_room.Task.IsCompleted) _blocked.TrySetResult();
        await _room.Task.WaitAsync(ct);
        List<TaskCompletionSource> met;
        lock (_gate)
        {
            _all.Add(arrival);
            met = [.. _waiters.Where(w => w.Condition(_all)).Select(w => w.Met)];
            _waiters.RemoveAll(w => met.Contains(w.Met));
        }

        met.ForEach(m => m.TrySetResult());
    }

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}
