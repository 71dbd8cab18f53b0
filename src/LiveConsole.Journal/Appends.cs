namespace LiveConsole.Journal;

/// <summary>Wakes who waits for appends. A signal wakes all who hold the task; the next task is a new one.</summary>
internal sealed class Appends
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Take it before looking at what there is: then no append is missed.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Signal() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <returns>After the signal or the time, whichever is first.</returns>
    /// <exception cref="OperationCanceledException"/>
    public static async Task NextOrAsync(Task next, TimeSpan atLatest, TimeProvider time, CancellationToken ct)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(next, Task.Delay(atLatest, time, waiting.Token));
        await waiting.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }
}
