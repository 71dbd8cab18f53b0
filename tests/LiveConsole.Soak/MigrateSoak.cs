using System.Diagnostics;
using System.Globalization;
using LiveConsole.Journal;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Testing;
using LiveConsole.Testing.Postgres;

namespace LiveConsole.Soak;

/// <summary>
/// A great night, by the program's own commands: backed up and restored, moved to a private PostgreSQL and back. What can be exported is
/// the same to the byte at every place.
/// </summary>
internal sealed class MigrateSoak(int seed, int entries, TextWriter output)
{
    private const int EntriesPerBatch = 500;

    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-migrate-soak-").FullName;
    private readonly List<string> _exports = [];
    private int _differences;

    public static async Task<int> RunAsync(int seed, int entries, TextWriter output)
    {
        if (PrivatePostgres.WhyNot is { } whyNot)
        {
            await output.WriteLineAsync($"migrate: SKIPPED. {whyNot}");
            return 0;
        }

        return await new MigrateSoak(seed, entries, output).RunAsync();
    }

    /// <summary>An archive of this program's format with an entry of every type, to be kept as a fixture for later ones.</summary>
    public static async Task<int> FixtureAsync(string file, TextWriter output)
    {
        var soak = new MigrateSoak(1, 120, output);
        try
        {
            await soak.MakeAsync();
            await soak.DoAsync("backup", Path.GetFullPath(file), "--data", soak.At("data"));
            return 0;
        }
        finally
        {
            Directory.Delete(soak._folder, recursive: true);
        }
    }

    private async Task<int> RunAsync()
    {
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"migrate: {entries:N0} entries, seed {seed}"));
        try
        {
            await using var server = await PrivatePostgres.StartAsync(durable: true);
            var database = await server.NewDatabaseAsync();
            await TimedAsync("made", MakeAsync());
            await ExportAsync("as it was", "--data", At("data"));
            await TimedAsync("backup", DoAsync("backup", At("night.liveconsole"), "--data", At("data")));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {new FileInfo(At("night.liveconsole")).Length:N0} bytes of {Size(At("data")):N0} in the folder"));
            await TimedAsync("restore", DoAsync("restore", At("night.liveconsole"), "--data", At("restored")));
            await ExportAsync("restored", "--data", At("restored"));
            await TimedAsync("migrate --to postgres", DoAsync("migrate", "--to", "postgres", "--data", At("data"), "--ConnectionStrings:LiveConsole", database));
            await ExportAsync("on PostgreSQL", "--data", At("node"), "--Storage:Provider", "Postgres", "--ConnectionStrings:LiveConsole", database);
            await TimedAsync("migrate --to sqlite", DoAsync("migrate", "--to", "sqlite", "--data", At("back"), "--ConnectionStrings:LiveConsole", database));
            await ExportAsync("back again", "--data", At("back"));
            await output.WriteLineAsync(_differences == 0 ? $"migrate: PASSED. {_exports.Count} places, each export equal to the byte; seed {seed}" : $"migrate: FAILED. {_differences} exports differ; seed {seed}");
            return _differences == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task MakeAsync()
    {
        await DoAsync("show", "create", "landing", "--title", "Landing night 🚀", "--data", At("data"));
        await using var journal = await SqliteJournal.OpenAsync(At("data"), TimeProvider.System);
        var mark = (await journal.MarksAsync(default)).Single();
        var desk = mark.DeskVersion;
        foreach (var batch in MixedNight.Entries(entries, seed).Chunk(EntriesPerBatch))
        {
            if (await journal.AppendAsync(mark.Show, new Batch(Guid.CreateVersion7(), batch), desk, null, default) is not Appended.Done done) throw new InvalidOperationException("The night could not be written.");
            desk = done.DeskVersion;
        }
    }

    /// <summary>Both exports of a place, compared with those of the first.</summary>
    private async Task ExportAsync(string place, params string[] where)
    {
        var folder = At($"exports-{_exports.Count}");
        Directory.CreateDirectory(folder);
        foreach (var what in new[] { "journal", "messages" })
        {
            var file = Path.Combine(folder, what);
            await DoAsync(["export", "--show", "landing", "--what", what, "--with-removed", "--out", file, .. where]);
            if (_exports.Count == 0) continue;
            var first = Path.Combine(_exports[0], what);
            if (await SameAsync(first, file)) continue;
            _differences++;
            await output.WriteLineAsync($"  {place}: the export of {what} is NOT what it was");
        }

        _exports.Add(folder);
    }

    private static async Task<bool> SameAsync(string one, string other)
    {
        await using var first = File.OpenRead(one);
        await using var second = File.OpenRead(other);
        if (first.Length != second.Length) return false;
        byte[] a = new byte[1 << 16], b = new byte[1 << 16];
        while (await first.ReadAtLeastAsync(a, a.Length, throwOnEndOfStream: false) is > 0 and var read)
        {
            await second.ReadExactlyAsync(b.AsMemory(0, read));
            if (!a.AsSpan(0, read).SequenceEqual(b.AsSpan(0, read))) return false;
        }

        return true;
    }

    private async Task TimedAsync(string what, Task doing)
    {
        var since = Stopwatch.GetTimestamp();
        await doing;
        var took = Stopwatch.GetElapsedTime(since);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {what}: {took.TotalSeconds:F1} s ({entries / took.TotalSeconds:N0} entries a second)"));
    }

    private async Task DoAsync(params string[] words)
    {
        using var process = BuiltProgram.Start(words);
        var (said, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await BuiltProgram.KillAsync(process);
        if (process.ExitCode != 0) throw new InvalidOperationException($"liveconsole {words[0]}: exit {process.ExitCode}. {await error}");
        if ((await said).Split('\n')[0] is { Length: > 0 } line) await output.WriteLineAsync($"  {line}");
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static long Size(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
}
