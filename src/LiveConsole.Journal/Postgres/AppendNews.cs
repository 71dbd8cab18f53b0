using System.Collections.Concurrent;
using LiveConsole.Domain.Journal;
using Npgsql;

namespace LiveConsole.Journal.Postgres;

/// <summary>
/// Tells other nodes of appends and hears theirs: NOTIFY after the commit, outside of the show's lock, at most 20 a second a show.
/// Whatever is lost here (a notification, the listening link) is found by the poll of <see cref="PostgresJournal.WatchAsync"/>.
/// </summary>
internal sealed class AppendNews(NpgsqlDataSource source, string schema, TimeProvider time, Action<ShowId> heard) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ShowId, bool> _appended = new();
    private readonly Appends _due = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _loops = Task.CompletedTask;

    public void Start() => _loops = Task.WhenAll(RunAsync(ListenAsync), RunAsync(TellAsync));

    public void Appended(ShowId show)
    {
        if (_appended.TryAdd(show, true)) _due.Signal();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loops;
        _stop.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, Task> loop)
    {
        await Task.Yield();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await loop(_stop.Token);
            }
            catch (Exception e) when (PostgresTrouble.Of(e) is not null)
            {
                await Task.Delay(AgainAfter, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        connection.Notification += (_, news) =>
        {
            if (Guid.TryParse(news.Payload, out var show)) heard(new ShowId(show));
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {schema}", connection)) await listen.ExecuteNonQueryAsync(ct);
        while (true) await connection.WaitAsync(ct);
    }

    private async Task TellAsync(CancellationToken ct)
    {
        while (true)
        {
            var due = _due.Next;
            var shows = _appended.Keys.ToList();
            if (shows.Count == 0)
            {
                await due.WaitAsync(ct);
                continue;
            }

            foreach (var show in shows) _appended.TryRemove(show, out _);
            await using (var connection = await source.OpenConnectionAsync(ct))
            {
                await using var tell = new NpgsqlCommand("SELECT pg_notify($1, show::text) FROM unnest($2) AS show", connection)
                {
                    Parameters = { new() { Value = schema }, new() { Value = shows.ConvertAll(s => s.Value) } },
                };
                await tell.ExecuteNonQueryAsync(ct);
            }

            await Task.Delay(Pause, time, ct);
        }
    }
}
