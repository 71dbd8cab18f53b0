namespace LiveConsole.Journal.Sqlite;

/// <summary>
/// Copies the write-ahead log into the database file beside the writer, on a connection and a loop of its own. SQLite starts the log
/// anew only when all of it was copied and nobody writes meanwhile, so when it has grown, the last little bit is copied while appends
/// wait; that bounds the log.
/// </summary>
internal sealed class Checkpointer(string file, SemaphoreSlim writing, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Entries after which copying begins; a quiet journal is copied after <see cref="Quiet"/>.</summary>
    private const long EntriesDue = 20_000;

    /// <summary>64 MiB of log: then appends wait for the rest of the copying, some milliseconds.</summary>
    private const int PagesBound = 16_384;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Appends _due = new();
    private Task _loop = Task.CompletedTask;
    private long _entries;

    public void Start() => _loop = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap();

    /// <summary>Called with every append.</summary>
    public void Wrote(int entries)
    {
        var before = Interlocked.Add(ref _entries, entries) - entries;
        if (before < EntriesDue && before + entries >= EntriesDue) _due.Signal();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var due = _due.Next;
                if (Interlocked.Read(ref _entries) < EntriesDue) await Appends.NextOrAsync(due, Quiet, time, _stop.Token);
                if (Interlocked.Exchange(ref _entries, 0) == 0) continue;
                try
                {
                    await CopyAsync();
                }
                catch (SqliteFailure failure) when (!failure.IsBug)
                {
                    // A full or broken disk: the log keeps what was committed, and the appends themselves say what is wrong.
                    await Task.Delay(Quiet, time, _stop.Token);
                    Interlocked.Increment(ref _entries);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Closing the last connection copies what is left.
        }
    }

    private async Task CopyAsync()
    {
        using var connection = Connection.Open(file, create: false);
        connection.Run("PRAGMA synchronous=FULL");
        if (connection.Checkpoint().Log < PagesBound) return;
        await writing.WaitAsync(_stop.Token);
        try
        {
            connection.Checkpoint();
        }
        finally
        {
            writing.Release();
        }
    }
}
