using System.Globalization;
using LiveConsole.Journal.Postgres;
using Npgsql;

namespace LiveConsole.Journal.Checkup;

/// <summary>What a look at the journal in a database found. Nothing is made, changed or held.</summary>
/// <param name="Server">"16.4".</param>
/// <param name="Format">0: no journal yet.</param>
/// <param name="Torn">Shows whose entries are not all there, by their id, with how many are missing.</param>
public sealed record DatabaseReport(string Server, int Format, int Shows, long Entries, long Bytes, IReadOnlyDictionary<Guid, long> Torn);

/// <summary>The journal of a database, as far as one can look without writing: it answers, its format is this program's, no show lacks an entry.</summary>
public static class DatabaseCheckup
{
    /// <exception cref="JournalStorageException">It cannot be reached or used.</exception>
    /// <exception cref="JournalFormatException">Too old a server, or tables of a newer version.</exception>
    public static async Task<DatabaseReport> LookAsync(string connectionString, CancellationToken ct)
    {
        var settings = PostgresJournal.Settings(connectionString);
        var where = string.Create(CultureInfo.InvariantCulture, $"The database {settings.Database} at {settings.Host}:{settings.Port}");
        settings.Pooling = false;
        try
        {
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(ct);
            var (schema, format) = (PostgresJournal.DefaultSchema, await PostgresSchema.LookAsync(connection, PostgresJournal.DefaultSchema, ct));
            var server = connection.PostgreSqlVersion.ToString(2);
            return format == 0 ? new DatabaseReport(server, 0, 0, 0, 0, new Dictionary<Guid, long>()) : await CountAsync(connection, schema, server, format, ct);
        }
        catch (Exception e) when (PostgresTrouble.Of(e) is { } trouble)
        {
            throw new JournalStorageException(trouble, $"{where} cannot be used: {PostgresJournal.Why(e)}", e);
        }
    }

    /// <summary>Sequences are without holes: as many entries as the last one's number says, or some are missing.</summary>
    private static async Task<DatabaseReport> CountAsync(NpgsqlConnection connection, string schema, string server, int format, CancellationToken ct)
    {
        await using var look = new NpgsqlCommand($"""
            SELECT s.id, s.last, (SELECT count(*) FROM {schema}.entries e WHERE e.show = s.no AND e.sequence <= s.last),
                (SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind = 'r')
            FROM {schema}.shows s
            """, connection) { Parameters = { new() { Value = schema } }, CommandTimeout = 120 };
        var (shows, entries, bytes, torn) = (0, 0L, 0L, new Dictionary<Guid, long>());
        await using var rows = await look.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            (shows, entries, bytes) = (shows + 1, entries + rows.GetInt64(2), rows.GetInt64(3));
            if (rows.GetInt64(1) != rows.GetInt64(2)) torn[rows.GetGuid(0)] = rows.GetInt64(1) - rows.GetInt64(2);
        }

        return new DatabaseReport(server, format, shows, entries, bytes, torn);
    }
}
