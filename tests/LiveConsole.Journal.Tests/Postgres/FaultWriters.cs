using System.Collections.Concurrent;
using LiveConsole.Domain.Journal;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests.Postgres;

/// <summary>Writers that do as the program's: what failed is tried again under a new id, what is unknown is asked for until there is an answer.</summary>
internal sealed class FaultWriters : IAsyncDisposable
{
    private readonly IJournal _journal;
    private readonly ShowId _show;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<string> _acknowledged = [];
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _unknown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _wrote = new(0);
    private readonly Task _all;

    public FaultWriters(IJournal journal, ShowId show, int count)
    {
        (_journal, _show) = (journal, show);
        _all = Task.WhenAll(Enumerable.Range(0, count).Select(WriteAsync));
    }

    /// <summary>Completes when an append is refused or not known.</summary>
    public Task Failed => _failed.Task;

    public Task Unknown => _unknown.Task;

    /// <summary>So many more batches are acknowledged from now on.</summary>
    public async Task WroteAsync(int batches)
    {
        while (_wrote.CurrentCount > 0) await _wrote.WaitAsync();
        for (var i = 0; i < batches; i++)
        {
            var wrote = _wrote.WaitAsync();
            await Task.WhenAny(wrote, _all).WaitAsync(TimeSpan.FromSeconds(30));
            if (_all.IsFaulted) await _all;
        }
    }

    public async Task<IReadOnlyCollection<string>> StopAsync()
    {
        await _stop.CancelAsync();
        await _all.WaitAsync(TimeSpan.FromSeconds(30));
        return _acknowledged;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _wrote.Dispose();
    }

    private async Task WriteAsync(int writer)
    {
        await Task.Yield();
        for (var n = 0; !_stop.IsCancellationRequested; n++)
        {
            string[] ids = [$"{writer}-{n}-a", $"{writer}-{n}-b"];
            while (await AppendAsync(Batch([.. ids.Select(id => Arrived(id))])) is not Appended.Done) { /* nothing was written: again */ }
            foreach (var id in ids) _acknowledged.Add(id);
            _wrote.Release();
        }
    }

    private async Task<Appended?> AppendAsync(Batch batch)
    {
        try
        {
            var appended = await _journal.AppendAsync(_show, batch, null, null, default);
            if (appended is not Appended.Failed) return appended;
            _failed.TrySetResult();
            return appended;
        }
        catch (OperationCanceledException)
        {
            _failed.TrySetResult();
            _unknown.TrySetResult();
        }

        while (true)
        {
            try
            {
                return await _journal.FindBatchAsync(_show, batch.Id, default);
            }
            catch (JournalStorageException)
            {
                // Not answered yet.
            }
        }
    }
}
