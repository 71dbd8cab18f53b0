using LiveConsole.Accounts;
using LiveConsole.Hosting;
using Npgsql;

namespace LiveConsole.Archives;

/// <summary>Nobody else works on a database while it is filled or left: no server is connected to it, and no other command like this one runs.</summary>
public sealed class DatabaseAlone : IAsyncDisposable
{
    private static readonly TimeSpan NodesLeaveWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMilliseconds(100);

    private readonly NpgsqlConnection _held;

    private DatabaseAlone(NpgsqlConnection held) => _held = held;

    /// <exception cref="StartRefusedException">Somebody works on it, or it cannot be reached: words say what to do.</exception>
    public static async Task<DatabaseAlone> TakeAsync(string database, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(database) { Pooling = false, Timeout = 3, KeepAlive = 10 };
        var nodes = settings.ApplicationName ?? AccountsStore.ApplicationName;
        settings.ApplicationName = "LiveConsole archive";
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            // The session's own lock: it ends with this process, however it ends.
            if (!await AskAsync(connection, "SELECT pg_try_advisory_lock(hashtextextended('liveconsole.archive', 0))", null, ct))
                throw new StartRefusedException("Another 'liveconsole restore' or 'migrate' works on this database. Wait for its end.");
            if (!await LeavesAsync(connection, nodes, ct))
                throw new StartRefusedException("A LiveConsole server is connected to this database. Stop it (every machine's), then do this again.");
            return new DatabaseAlone(connection);
        }
        catch (NpgsqlException unreachable)
        {
            await connection.DisposeAsync();
            throw new StartRefusedException($"The database cannot be used: {unreachable.Message.TrimEnd('.')}. Start it, or correct ConnectionStrings:LiveConsole.");
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes out the journal of a restore that was cut: the database held none before it.</summary>
    public async Task DropJournalAsync(CancellationToken ct)
    {
        await using var drop = new NpgsqlCommand($"DROP SCHEMA IF EXISTS {Journal.Postgres.PostgresJournal.DefaultSchema} CASCADE", _held) { CommandTimeout = 0 };
        await drop.ExecuteNonQueryAsync(ct);
    }

    public ValueTask DisposeAsync() => _held.DisposeAsync();

    /// <summary>The database sees a process that has just ended for a moment longer.</summary>
    private static async Task<bool> LeavesAsync(NpgsqlConnection connection, string nodes, CancellationToken ct)
    {
        for (var since = TimeProvider.System.GetTimestamp(); ; await Task.Delay(AgainAfter, TimeProvider.System, ct))
        {
            if (await AskAsync(connection, "SELECT count(*) = 0 FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1", nodes, ct)) return true;
            if (TimeProvider.System.GetElapsedTime(since) > NodesLeaveWithin) return false;
        }
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string sql, string? value, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand(sql, connection);
        if (value is not null) ask.Parameters.Add(new NpgsqlParameter { Value = value });
        return await ask.ExecuteScalarAsync(ct) is true;
    }
}
