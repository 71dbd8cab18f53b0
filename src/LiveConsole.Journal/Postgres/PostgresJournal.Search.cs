using LiveConsole.Journal.Search;
using Npgsql;

namespace LiveConsole.Journal.Postgres;

public sealed partial class PostgresJournal
{
    async ValueTask<bool> ISearched.FollowAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(ct);
            var more = false;
            foreach (var show in await PostgresWords.BehindAsync(connection, _schema, ct)) more |= await PostgresWords.FollowAsync(connection, _schema, show, ct);
            return more;
        }
        catch (Exception e) when (PostgresTrouble.Of(e) is not null || e is JournalStorageException or JournalFormatException)
        {
            // Search is behind while the database is away or the journal is a newer version's; appends and reads say so themselves.
            return false;
        }
    }

    private async ValueTask<long> FollowedToAsync(NpgsqlConnection c, int no, CancellationToken ct)
    {
        await using var read = Sql(c, $"SELECT upto FROM {_schema}.followed WHERE show = {no}");
        return await read.ExecuteScalarAsync(ct) is long upTo ? upTo : 0;
    }

    /// <summary>Completes when search has followed all that is appended now.</summary>
    public async Task SearchFollowedAsync(CancellationToken ct)
    {
        while (true)
        {
            var turn = _follower.Followed.Next;
            if ((await ReadAsync(async (c, token) => await PostgresWords.BehindAsync(c, _schema, token), ct)).Count == 0) return;
            _follower.Appended();
            await turn.WaitAsync(ct);
        }
    }
}
