using LiveConsole.Domain.Journal;
using Npgsql;

namespace LiveConsole.Journal.Postgres;

public sealed partial class PostgresJournal
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    /// <remarks>
    /// A batch whose id is in the journal already is answered with its outcome then. So an append whose answer was lost is simply sent
    /// again, as long as there is patience; only then its outcome is unknown.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A message is in the journal already (a bug of the caller): nothing was written.</exception>
    public async ValueTask<Appended> AppendAsync(ShowId show, Batch batch, long? expectedDeskVersion, long? leaseEpoch, CancellationToken ct)
    {
        if (batch.Entries.Count == 0) throw new ArgumentException("A batch has at least one entry.", nameof(batch));
        if (expectedDeskVersion is null && batch.Entries.Any(e => e.Entry.IsDesk))
            throw new ArgumentException("A batch with a desk entry needs the desk version it was decided on.", nameof(expectedDeskVersion));
        ObjectDisposedException.ThrowIf(_closed, this);
        using var call = new AppendCall(batch.Entries);
        var outcome = await SendAsync(show, connection =>
        {
            var append = Sql(connection, _append, show.Value);
            call.Bind(append.Parameters, batch.Id, expectedDeskVersion, leaseEpoch);
            return append;
        }, OutcomeAsync, ct);
        if (outcome is not Appended.Done) return outcome;
        AppendsOf(show).Signal();
        _news.Appended(show);
        _follower.Appended();
        return outcome;
    }

    /// <summary>Proves that the show can be written now: a small durable write that is no entry. It waits and fails as an append would.</summary>
    /// <returns>Null: it can be written, or has no entry yet.</returns>
    public async ValueTask<Appended.Failed?> ProbeAsync(ShowId show, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return await SendAsync(show, connection => Sql(connection, $"UPDATE {_schema}.shows SET probed = clock_timestamp() WHERE id = $1", show.Value),
            static async (probe, token) =>
            {
                await probe.ExecuteNonQueryAsync(token);
                return new Appended.Done(0, 0, 0);
            }, ct) as Appended.Failed;
    }

    /// <remarks>Settles it: a batch that is not there is barred, so that it cannot come late from a server that was frozen.</remarks>
    public ValueTask<Appended.Done?> FindBatchAsync(ShowId show, Guid batch, CancellationToken ct) => ReadAsync(async (connection, token) =>
    {
        await using var settle = Sql(connection, $"SELECT first, last, desk FROM {_schema}.settle($1, $2)", show.Value, batch);
        settle.CommandTimeout = (int)Patience.TotalSeconds;
        await using var row = await settle.ExecuteReaderAsync(token);
        return await row.ReadAsync(token) ? new Appended.Done(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)) : null;
    }, ct);

    private string _append => field ??= $"SELECT outcome, first, last, desk FROM {_schema}.append({string.Join(", ", Enumerable.Range(1, AppendCall.Parameters + 1).Select(n => $"${n}"))})";

    /// <exception cref="OperationCanceledException">It was sent and its outcome is unknown.</exception>
    private async Task<Appended> SendAsync(ShowId show, Func<NpgsqlConnection, NpgsqlCommand> command, Func<NpgsqlCommand, CancellationToken, Task<Appended?>> outcomeOf, CancellationToken ct)
    {
        var began = _time.GetTimestamp();
        var unknown = false;
        while (true)
        {
            var sent = false;
            try
            {
                await using var connection = await _source.OpenConnectionAsync(ct);
                await using var append = command(connection);
                append.CommandTimeout = Math.Max(1, (int)Math.Ceiling((Patience - _time.GetElapsedTime(began)).TotalSeconds));
                sent = true;
                if (await outcomeOf(append, ct) is { } outcome) return outcome;
                await MakeShowAsync(connection, show, ct);
            }
            catch (PostgresException twice) when (twice.SqlState == PostgresErrorCodes.UniqueViolation && twice.TableName?.StartsWith("refs", StringComparison.Ordinal) == true)
            {
                throw MessageTwice("of this batch", twice);
            }
            catch (Exception e) when (PostgresTrouble.Of(e) is { } trouble)
            {
                unknown |= sent && PostgresTrouble.LeavesOutcomeUnknown(e);
                // Rolled back, or never sent: that is the truth, and it is told at once.
                if (!unknown) return new Appended.Failed(trouble, PostgresTrouble.Words(trouble, e));
                if (_time.GetElapsedTime(began) + TryAgainAfter >= Patience)
                    throw new OperationCanceledException("The database took an append and did not say what became of it.", e);
                await Task.Delay(TryAgainAfter, _time, ct);
            }
        }
    }

    internal static InvalidOperationException MessageTwice(string which, Exception? inner = null) =>
        new($"Message {which} is in the journal already: drop what is known before appending.", inner);

    /// <returns>Null: the show has no row yet.</returns>
    private static async Task<Appended?> OutcomeAsync(NpgsqlCommand append, CancellationToken ct)
    {
        await using var row = await append.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return row.GetInt32(0) switch
        {
            0 => new Appended.Done(row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)),
            1 => new Appended.VersionMismatch(row.GetInt64(3)),
            2 => new Appended.LeaseLost(row.GetInt64(1)),
            3 => null,
            4 => new Appended.Failed(StorageTrouble.Unreachable, "The database did not answer in time: nothing was saved. LiveConsole tries again by itself."),
            var other => throw new InvalidOperationException($"The database's append answered {other}."),
        };
    }

    private async Task MakeShowAsync(NpgsqlConnection connection, ShowId show, CancellationToken ct)
    {
        await using var make = Sql(connection, $"SELECT {_schema}.make_show($1)", show.Value);
        make.CommandTimeout = (int)Patience.TotalSeconds;
        await make.ExecuteScalarAsync(ct);
    }
}
