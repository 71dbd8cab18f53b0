using System.Diagnostics;
using System.Globalization;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Postgres;
using LiveConsole.Testing.Postgres;
using Npgsql;

namespace LiveConsole.Soak;

/// <summary>
/// Two processes append to one show with the versions they decided on: no hole, no double, every version honoured. Without the show's lock
/// (taken out of the function of the race's own schema) the same race must fail.
/// </summary>
internal static class RaceSoak
{
    public const string Schema = "race";

    public static async Task<int> RunAsync(TimeSpan @for, bool withoutLock, int seed, TextWriter output)
    {
        if (PrivatePostgres.WhyNot is { } whyNot)
        {
            await output.WriteLineAsync($"race: SKIPPED. {whyNot}");
            return 0;
        }

        var show = new ShowId(Guid.CreateVersion7());
        await using var server = await PrivatePostgres.StartAsync();
        var database = await server.NewDatabaseAsync();
        await (await PostgresJournal.OpenAsync(database, TimeProvider.System, Schema)).DisposeAsync();
        if (withoutLock) await TakeTheLockOutAsync(database);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"race: two processes for {@for.TotalMinutes:0.##} minutes{(withoutLock ? " WITHOUT the show's lock" : "")}, seed {seed}"));
        var racers = await Task.WhenAll(RaceAsync("left", database, show, @for, seed), RaceAsync("right", database, show, @for, seed));

        List<string> wrong = [.. racers.Where(r => r.Wrong is not null).Select(r => r.Wrong!)];
        await using var journal = await PostgresJournal.OpenAsync(database, TimeProvider.System, Schema);
        var (sequence, numbers) = (0L, 0);
        HashSet<string> messages = [];
        await foreach (var page in journal.ReadAsync(show, 0, null, default))
        {
            foreach (var entry in page)
            {
                if (entry.Sequence != ++sequence) wrong.Add($"After {sequence - 1} comes {entry.Sequence}.");
                sequence = entry.Sequence;
                if (entry.Entry is MessageArrived { Message.Id: var id } && !messages.Add(id)) wrong.Add($"Message {id} is there twice.");
                if (entry.Entry is ItemAdded { Item.Number: var number } && number != ++numbers) wrong.Add($"Item number {number} was given where {numbers} was next: a version was not honoured.");
            }
        }

        if (await CountAsync(database) is var count && count != sequence) wrong.Add($"The table holds {count} entries, the journal {sequence}.");
        if (racers.Sum(r => r.Entries) != sequence) wrong.Add($"{racers.Sum(r => r.Entries)} entries were acknowledged, {sequence} are there.");
        foreach (var problem in wrong.Take(10)) await output.WriteLineAsync($"  {problem}");
        var figures = string.Create(CultureInfo.InvariantCulture, $"{racers.Sum(r => r.Batches)} batches, {sequence} entries, {numbers} decisions, {racers.Sum(r => r.Mismatches)} versions refused; seed {seed}");
        await output.WriteLineAsync(wrong.Count == 0 ? $"race: PASSED. {figures}; no hole, no double, versions honoured" : $"race: FAILED with {wrong.Count} problems. {figures}");
        return wrong.Count == 0 ? 0 : 1;
    }

    private sealed record Racer(int Batches, long Entries, int Mismatches, string? Wrong);

    private static async Task<Racer> RaceAsync(string writer, string database, ShowId show, TimeSpan @for, int seed)
    {
        string[] own = [RacingProgram.Word, writer, show.ToString(), @for.TotalSeconds.ToString(CultureInfo.InvariantCulture), "--database", database, "--seed", seed.ToString(CultureInfo.InvariantCulture)];
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet") own = [typeof(RaceSoak).Assembly.Location, .. own];
        using var program = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, own) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, error) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        await program.WaitForExitAsync();
        return (await said).Trim().Split(' ') is ["done", var batches, var entries, var mismatches]
            ? new Racer(int.Parse(batches, CultureInfo.InvariantCulture), long.Parse(entries, CultureInfo.InvariantCulture), int.Parse(mismatches, CultureInfo.InvariantCulture), null)
            : new Racer(0, 0, 0, $"{writer} ended by itself: {(await error).Split('\n').FirstOrDefault(l => l.Length > 0)}");
    }

    /// <summary>In the race's schema only; the keys that would still tell two entries of one sequence apart go too.</summary>
    private static async Task TakeTheLockOutAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        // A schema keeps the append of every version that a node may still call: the lock goes out of all of them.
        await using var look = new NpgsqlCommand($"SELECT string_agg(pg_get_functiondef(p.oid), ';') FROM pg_proc p WHERE p.pronamespace = '{Schema}'::regnamespace AND p.proname = 'append'", connection);
        var locked = (string)(await look.ExecuteScalarAsync())!;
        var open = locked.Replace(" FOR NO KEY UPDATE", "", StringComparison.Ordinal);
        if (open == locked) throw new InvalidOperationException("There is no lock to take out.");
        await using var change = new NpgsqlCommand($"{open}; ALTER TABLE {Schema}.entries DROP CONSTRAINT entries_pkey; ALTER TABLE {Schema}.words DROP CONSTRAINT words_pkey", connection);
        await change.ExecuteNonQueryAsync();
    }

    private static async Task<long> CountAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand($"SELECT count(*) FROM {Schema}.entries", connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
