using LiveConsole.Domain.Chat;
using LiveConsole.Journal.Sqlite;

namespace LiveConsole.Journal.Search;

/// <summary>A show as the follower sees it.</summary>
internal readonly record struct FollowedShow(long Number, Guid Id, long Last);

/// <summary>What the follower reads the journal with.</summary>
internal interface IFollowed
{
    IReadOnlyList<FollowedShow> Shows();

    /// <returns>The next messages after a sequence, oldest first.</returns>
    List<(long Sequence, ChatMessage Message)> Next(long show, long after, int count);
}

/// <summary>Keeps the search index behind the journal: one loop of its own, woken by appends, at most five transactions a second while it is up to date.</summary>
internal sealed class SearchFollower(SearchIndex index, IFollowed journal, TimeProvider time) : IAsyncDisposable
{
    private const int MessagesPerTurn = 2_000;

    /// <summary>Gathers what comes in between; with the turn itself well under the second that search may be behind.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Finds what another process appended; and after trouble, the next try.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly Appends _appended = new();
    private Task _loop = Task.CompletedTask;
    private bool _open;

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

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var appended = _appended.Next;
                if (Turn()) continue;
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

    /// <returns>True: there is more to follow at once.</returns>
    private bool Turn()
    {
        var more = false;
        try
        {
            var shows = journal.Shows();
            if (!_open) index.Open((number, id, upTo) => shows.Any(s => s.Number == number && s.Id == id && s.Last >= upTo));
            _open = true;
            foreach (var show in shows)
            {
                _stop.Token.ThrowIfCancellationRequested();
                var from = index.FollowedTo(show.Number);
                if (from >= show.Last) continue;
                var messages = journal.Next(show.Number, from, MessagesPerTurn);
                var full = messages.Count == MessagesPerTurn;
                index.Add(show.Number, show.Id, messages, full ? messages[^1].Sequence : show.Last);
                more |= full;
            }
        }
        catch (Exception e) when (e is JournalStorageException or JournalFormatException or IOException or UnauthorizedAccessException || e is SqliteFailure { IsBug: false })
        {
            // Search is behind while the disk is in trouble or the journal is a newer version's; appends and reads say so themselves.
            _open = false;
            return false;
        }

        return more;
    }
}
