using System.Diagnostics;
using LiveConsole.Journal;
using LiveConsole.Journal.Postgres;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Testing;
using LiveConsole.Testing.Postgres;

namespace LiveConsole.Soak;

/// <summary>Where the journal under the kill soak is, and what may happen to it there.</summary>
internal interface ISoakStore : IAsyncDisposable
{
    string Name { get; }

    /// <summary>What the writing program is told to find it.</summary>
    string[] Arguments { get; }

    Task<IJournal> OpenAsync();

    /// <summary>Whatever happens in one run, until the program is dead. On another thread than the one that listens to the program.</summary>
    Task<string> HappenAsync(Random dice, Process program, Heard heard);
}

/// <summary>The journal in a folder: the program is killed.</summary>
internal sealed class FolderStore(string folder) : ISoakStore
{
    public string Name => "sqlite";

    public string[] Arguments => [];

    public async Task<IJournal> OpenAsync() => await SqliteJournal.OpenAsync(folder, TimeProvider.System);

    public async Task<string> HappenAsync(Random dice, Process program, Heard heard)
    {
        await Task.Delay(dice.Next(20, 1_500));
        program.Kill();
        return "program killed";
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>
/// The journal in a private PostgreSQL: the program is killed, or the server is, or either stands still; after what happens to the server
/// the program must go on by itself before it is killed.
/// </summary>
internal sealed class DatabaseStore(PrivatePostgres server, string database) : ISoakStore
{
    private static readonly TimeSpan GoesOnWithin = TimeSpan.FromSeconds(30);

    public string Name => "postgres";

    public string[] Arguments => ["--database", database];

    public static async Task<DatabaseStore> StartAsync()
    {
        var server = await PrivatePostgres.StartAsync();
        return new DatabaseStore(server, await server.NewDatabaseAsync());
    }

    public async Task<IJournal> OpenAsync() => await PostgresJournal.OpenAsync(database, TimeProvider.System, waits: GoesOnWithin);

    public async Task<string> HappenAsync(Random dice, Process program, Heard heard)
    {
        await Task.Delay(dice.Next(20, 1_000));
        var what = dice.Next(10);
        var happened = what switch
        {
            < 3 => "program killed",
            < 6 => await KillServerAsync(dice),
            < 7 => await StopServerAsync(),
            < 9 => await FreezeServerAsync(dice),
            _ => await FreezeProgramAsync(dice, program),
        };
        if (what >= 3 && !await heard.MoreAsync(20, GoesOnWithin)) happened += $"; IT DID NOT GO ON WITHIN {GoesOnWithin.TotalSeconds:F0} s";
        program.Kill();
        return happened;
    }

    private async Task<string> KillServerAsync(Random dice)
    {
        await server.KillAsync();
        await Task.Delay(dice.Next(0, 1_500));
        await server.StartAgainAsync();
        return "server killed";
    }

    private async Task<string> StopServerAsync()
    {
        await server.StopAsync();
        await server.StartAgainAsync();
        return "server stopped";
    }

    private async Task<string> FreezeServerAsync(Random dice)
    {
        // Below and above what anybody waits for.
        var frozen = TimeSpan.FromMilliseconds(dice.Next(2) == 0 ? dice.Next(100, 2_000) : dice.Next(4_500, 8_000));
        await server.FreezeAsync();
        await Task.Delay(frozen);
        await server.ThawAsync();
        return $"server frozen for {frozen.TotalSeconds:F1} s";
    }

    private static async Task<string> FreezeProgramAsync(Random dice, Process program)
    {
        await ProcessSignals.FreezeAsync(program.Id);
        await Task.Delay(dice.Next(100, 4_000));
        await ProcessSignals.ThawAsync(program.Id);
        return "program frozen";
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}

/// <summary>Counts what was heard from the program: that it goes on.</summary>
internal sealed class Heard : IDisposable
{
    private readonly SemaphoreSlim _more = new(0);

    public void One() => _more.Release();

    public void Dispose() => _more.Dispose();

    /// <returns>False: not so many more in that time.</returns>
    public async Task<bool> MoreAsync(int count, TimeSpan within)
    {
        while (_more.CurrentCount > 0) await _more.WaitAsync();
        var since = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            var left = within - Stopwatch.GetElapsedTime(since);
            if (left <= TimeSpan.Zero || !await _more.WaitAsync(left)) return false;
        }

        return true;
    }
}
