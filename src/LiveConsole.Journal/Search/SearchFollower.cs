namespace LiveConsole.Journal.Search;

/// <summary>A store whose search is kept behind its journal.</summary>
internal interface ISearched
{
    /// <summary>Adds what was appended since, at most some thousand messages. Trouble outside ends the turn; the next one begins anew.</summary>
    /// <returns>True: there is more to follow at once.</returns>
    ValueTask<bool> FollowAsync(CancellationToken ct);
}

/// <summary>Keeps search behind the journal: one loop of its own, woken by appends, at most five transactions a second while it is up to date.</summary>
internal sealed class SearchFollower(ISearched journal, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Gathers what comes in between; with the turn itself well under the second that search may be behind.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Finds what another process appended; and after trouble, the next try.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly Appends _appended = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Signalled after every turn.</summary>
    public Appends Followed { get; } = new();

    public void Start() => _loop = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap();

    public void Appended() => _appended.Signal();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private static TimeSpan Rest(TimeSpan worked) => worked < Pause ? worked : Pause;

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var appended = _appended.Next;
                var since = time.GetTimestamp();
                if (await journal.FollowAsync(_stop.Token))
                {
                    // Appends come first: in a flood that is more than it follows easily it rests as long as it worked, and leaves them half of the machine.
                    if (appended.IsCompleted) await Task.Delay(Rest(time.GetElapsedTime(since)), time, _stop.Token);
                    continue;
                }

                Followed.Signal();
                await Appends.NextOrAsync(appended, Poll, time, _stop.Token);
                await Task.Delay(Pause, time, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The index goes on from its mark the next time.
        }
    }
}
