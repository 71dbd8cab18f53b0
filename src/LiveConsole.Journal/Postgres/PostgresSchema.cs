using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace LiveConsole.Journal.Postgres;

/// <summary>
/// The journal's tables in a schema of their own, brought to this program's format by numbered scripts (Migrations/), one transaction
/// under a lock: of several nodes that start at once, one does it and the others find it done.
/// </summary>
internal static partial class PostgresSchema
{
    public const int Format = 4;

    /// <summary>A show's partition, trigger and function names are made from it: short, and nothing that would need quoting.</summary>
    [GeneratedRegex("^[a-z_][a-z0-9_]{0,39}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Name { get; }

    public static bool IsName(string schema) => Name.IsMatch(schema);

    /// <returns>The format that is there; 0: nothing yet. Changes nothing.</returns>
    /// <exception cref="JournalFormatException">As <see cref="EnsureAsync"/>.</exception>
    public static Task<int> LookAsync(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        CheckServer(connection);
        return FormatOfAsync(connection, schema, ct);
    }

    /// <exception cref="JournalFormatException">The server is too old, the schema not ours, or from a newer version: words say what to do.</exception>
    public static async Task EnsureAsync(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        CheckServer(connection);
        if (await FormatOfAsync(connection, schema, ct) == Format) return;
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await RunAsync(connection, "SET LOCAL lock_timeout = '60s'; SET LOCAL statement_timeout = '10min'", ct);
        await using (var wait = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", connection) { Parameters = { new() { Value = "liveconsole.migrate." + schema } }, CommandTimeout = 60 })
            await wait.ExecuteNonQueryAsync(ct);
        for (var format = await FormatOfAsync(connection, schema, ct) + 1; format <= Format; format++)
        {
            if (format == 1) await RunAsync(connection, $"CREATE SCHEMA IF NOT EXISTS {schema}; CREATE TABLE {schema}.formats (format integer PRIMARY KEY, since timestamptz NOT NULL DEFAULT now())", ct);
            await RunAsync(connection, Script(format).Replace("{schema}", schema, StringComparison.Ordinal), ct);
            await RunAsync(connection, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO {schema}.formats (format) VALUES ({format})"), ct);
        }

        await transaction.CommitAsync(ct);
    }

    private static void CheckServer(NpgsqlConnection connection)
    {
        if (connection.PostgreSqlVersion.Major < 15)
            throw new JournalFormatException($"The database is PostgreSQL {connection.PostgreSqlVersion.ToString(2)}; LiveConsole needs 15 or newer. Update the server, or keep the data in Sqlite.");
    }

    /// <returns>0: there is nothing yet.</returns>
    private static async Task<int> FormatOfAsync(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        await using var look = new NpgsqlCommand(
            "SELECT to_regclass($1 || '.formats') IS NOT NULL, (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1)::integer", connection) { Parameters = { new() { Value = schema } } };
        await using (var found = await look.ExecuteReaderAsync(ct))
        {
            await found.ReadAsync(ct);
            if (!found.GetBoolean(0))
            {
                return found.GetInt32(1) == 0 ? 0 : throw new JournalFormatException(
                    $"The schema \"{schema}\" of the database holds tables that are not LiveConsole's. Choose another database in ConnectionStrings:LiveConsole.");
            }
        }

        await using var newest = new NpgsqlCommand($"SELECT max(format) FROM {schema}.formats", connection);
        var format = (int)(await newest.ExecuteScalarAsync(ct))!;
        return format <= Format ? format : throw new JournalFormatException(
            $"The journal in the database was written by a newer LiveConsole (format {format}; this one reads up to {Format}). Start the newer version, or choose another database.");
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Script(int format)
    {
        var prefix = format.ToString("0000", CultureInfo.InvariantCulture) + "-";
        var assembly = typeof(PostgresSchema).Assembly;
        var name = assembly.GetManifestResourceNames().Single(n => n.StartsWith(prefix, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
