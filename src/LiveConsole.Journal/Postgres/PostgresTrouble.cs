using System.Net.Sockets;
using Npgsql;

namespace LiveConsole.Journal.Postgres;

/// <summary>PostgreSQL said no, or nothing: what it means to people, and whether a commit may have happened all the same.</summary>
internal static class PostgresTrouble
{
    /// <returns>Null: no trouble outside but a bug of ours, to be thrown on.</returns>
    public static StorageTrouble? Of(Exception e) => e switch
    {
        PostgresException { SqlState: var state } => Of(state),
        // The link, or an answer that did not come in time.
        NpgsqlException or SocketException or IOException or TimeoutException => StorageTrouble.Unreachable,
        // A link that breaks between two steps of one command is met in pieces, as an object that is gone or a link that is not open.
        ObjectDisposedException or InvalidOperationException { Source: "Npgsql" } => StorageTrouble.Unreachable,
        _ => null,
    };

    /// <summary>True: the link was lost or the server went down while it worked, perhaps after the commit. An ordinary error has rolled back.</summary>
    public static bool LeavesOutcomeUnknown(Exception e) =>
        e is not PostgresException answered || answered.InvariantSeverity is "FATAL" or "PANIC" || answered.SqlState.StartsWith("57P", StringComparison.Ordinal);

    /// <summary>Worth another try at once: the server is there again a moment later (restarted, failed over), or the pool's link was an old one.</summary>
    public static bool MayPass(Exception e) => e switch
    {
        // 25P03: this machine stood still for two seconds between the two statements of one read, and the server cut that link.
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections or "25P03" } => true,
        PostgresException answered => answered.SqlState.StartsWith("57P", StringComparison.Ordinal) || answered.SqlState.StartsWith("08", StringComparison.Ordinal),
        // A server that is frozen has used the caller's time up already.
        NpgsqlException { InnerException: TimeoutException } => false,
        _ => Of(e) is StorageTrouble.Unreachable,
    };

    /// <summary>A server that is not there may come; one that answers "you may not" or "no such database" has said its word.</summary>
    public static bool MayCome(Exception e) => MayPass(e) || e is NpgsqlException { InnerException: TimeoutException };

    public static string Words(StorageTrouble trouble, Exception e) => trouble switch
    {
        StorageTrouble.DiskFull => "The database's disk is full: nothing was saved. Free some space there; LiveConsole goes on by itself.",
        StorageTrouble.ReadOnly => "The database does not let LiveConsole write: nothing was saved. Connect to the primary, with a user that owns the schema.",
        StorageTrouble.Locked => "Another session holds the journal in the database: nothing was saved. End it; LiveConsole tries again by itself.",
        StorageTrouble.Damaged => "The journal in the database is damaged or its tables are gone: nothing was saved. Stop LiveConsole and restore the last backup.",
        StorageTrouble.Unreachable => $"The database does not answer: nothing was saved. Check that PostgreSQL runs and can be reached; LiveConsole tries again by itself.{Reason(e)}",
        _ => $"The database could not save ({(e as PostgresException)?.SqlState}): nothing was saved.",
    };

    public static JournalStorageException ToStorageException(Exception e, StorageTrouble trouble) => new(trouble, Words(trouble, e), e);

    /// <summary>What a server that does answer gives as its reason: no sign-in, no such database, starting up. It names no secret.</summary>
    private static string Reason(Exception e) => e is PostgresException answered ? $" (It says: {answered.MessageText}.)" : "";

    private static StorageTrouble? Of(string state) => state switch
    {
        PostgresErrorCodes.DiskFull => StorageTrouble.DiskFull,
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege => StorageTrouble.ReadOnly,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.QueryCanceled
            or PostgresErrorCodes.SerializationFailure or "25P03" => StorageTrouble.Locked,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted
            or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.InvalidSchemaName => StorageTrouble.Damaged,
        // Sign-in, no such database, too many connections, starting up or going down, an I/O error of its disk.
        _ when state[..2] is "08" or "28" or "3D" or "53" or "57" or "58" => StorageTrouble.Unreachable,
        // Ours: a constraint, a cast, a statement that is wrong.
        _ when state[..2] is "22" or "23" or "42" or "0A" or "2F" or "P0" => null,
        _ => StorageTrouble.Other,
    };
}
