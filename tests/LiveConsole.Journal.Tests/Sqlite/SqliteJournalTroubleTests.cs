using System.Diagnostics;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Sqlite;
using Microsoft.Data.Sqlite;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests.Sqlite;

/// <summary>What becomes of the journal when storage, another program or a crash gets in its way.</summary>
public sealed class SqliteJournalTroubleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trouble").FullName;
    private readonly ShowId _show = NewShow();

    private string Database => Path.Combine(_folder, SqliteJournal.FileName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_newer_format_is_refused_in_words_that_say_what_to_do()
    {
        await (await OpenAsync()).DisposeAsync();
        Execute("PRAGMA user_version=99");

        var refused = await Assert.ThrowsAsync<JournalFormatException>(async () => await OpenAsync());

        Assert.Contains("newer LiveConsole (format 99", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_not_ours_is_refused_and_left_as_it_is(bool isDatabase)
    {
        if (isDatabase) Execute("CREATE TABLE recipes (name TEXT)");
        else File.WriteAllText(Database, "my diary, " + new string('x', 9_000));
        var before = isDatabase ? [] : File.ReadAllBytes(Database);

        var refused = await Assert.ThrowsAsync<JournalFormatException>(async () => await OpenAsync());

        Assert.Contains("not a LiveConsole journal", refused.Message, StringComparison.Ordinal);
        if (!isDatabase) Assert.Equal(before, File.ReadAllBytes(Database));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_is_trouble_in_words()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        var trouble = await Assert.ThrowsAsync<JournalStorageException>(async () => await SqliteJournal.OpenAsync(Path.Combine(file, "below"), TimeProvider.System));

        Assert.Equal(StorageTrouble.Unreachable, trouble.Trouble);
    }

    [Fact]
    public async Task An_unknown_entry_that_may_be_skipped_keeps_its_place_and_another_is_named()
    {
        await using (var journal = await OpenAsync()) await journal.AppendedAsync(_show, Arrived("a"), ItemNew(1), Arrived("b"));
        Execute("UPDATE entries SET type = 'hologram', flags = 3 WHERE type = 'item-added'");

        await using (var journal = await OpenAsync())
        {
            var state = await journal.LoadAsync(_show, null, default);
            Assert.Equal((3, 1, 2), (state.Sequence, state.DeskVersion, state.Messages));
            Assert.Equal(new UnknownEntry("hologram", 1, Desk: true), (await journal.AllAsync(_show))[1].Entry);
        }

        Execute("UPDATE entries SET flags = 2 WHERE type = 'hologram'");
        await using var again = await OpenAsync();
        var refused = await Assert.ThrowsAsync<JournalFormatException>(async () => await again.LoadAsync(_show, null, default));
        Assert.Contains("\"hologram\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_said_loses_nothing_and_is_over_when_there_is_room()
    {
        Assert.SkipUnless(TryMount(out var disk), "A small file system cannot be mounted here (root on Linux is needed): the full disk was not tried.");
        try
        {
            await using var journal = await SqliteJournal.OpenAsync(disk, TimeProvider.System);
            var acknowledged = 0;
            Appended.Failed? failed = null;
            for (var b = 0; failed is null && b < 1_000; b++)
            {
                var batch = Batch([.. Enumerable.Range(0, 20).Select(n => Arrived($"{b}-{n}", new string('x', 300)))]);
                var answer = await journal.AppendAsync(_show, batch, null, null, default);
                if (answer is Appended.Done) acknowledged += 20;
                failed = answer as Appended.Failed;
                if (failed is not null) Assert.Null(await journal.FindBatchAsync(_show, batch.Id, default));
            }

            Assert.Equal(StorageTrouble.DiskFull, failed!.Trouble);
            Assert.Equal(acknowledged, (await journal.AllAsync(_show)).Count);

            Run("mount", "-o", "remount,size=64m", disk);
            Assert.Equal(acknowledged + 1, (await journal.AppendedAsync(_show, Arrived("at last"))).First);
        }
        finally
        {
            Run("umount", "-l", disk);
        }
    }

    [Fact]
    public async Task While_another_program_holds_the_file_appends_say_so_and_go_on_after()
    {
        await using var journal = await OpenAsync();
        await journal.AppendedAsync(_show, Arrived("a"));
        using (var other = Connect())
        {
            using var transaction = other.BeginTransaction(deferred: false);
            var failed = Assert.IsType<Appended.Failed>(await journal.AppendAsync(_show, Batch(Arrived("b")), null, null, default));
            Assert.Equal(StorageTrouble.Locked, failed.Trouble);
        }

        Assert.Equal(2, (await journal.AppendedAsync(_show, Arrived("b"))).First);
    }

    [Fact]
    public async Task Two_openings_of_one_file_take_turns_and_see_each_others_messages()
    {
        await using var one = await OpenAsync();
        await using var two = await OpenAsync();

        for (var i = 0; i < 20; i += 2)
        {
            Assert.Equal(i + 1, (await one.AppendedAsync(_show, Arrived($"m{i}"))).First);
            Assert.Equal(i + 2, (await two.AppendedAsync(_show, Arrived($"m{i + 1}"))).First);
        }

        Assert.Equal(20, (await one.KnownAsync(_show, [.. Enumerable.Range(0, 20).Select(i => Twitch($"m{i}"))], default)).Count);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await one.AppendAsync(_show, Batch(Arrived("m19")), null, null, default));
    }

    [Fact]
    public async Task A_crash_at_any_moment_keeps_every_acknowledged_entry_and_no_half_batch()
    {
        await using var journal = await OpenAsync();
        for (var b = 0; b < 30; b++)
        {
            await journal.AppendedAsync(_show, [.. Enumerable.Range(0, 10).Select(n => Arrived($"{b}-{n}"))]);
            // What a machine that stops now would find: the files as they are, nothing closed.
            var crashed = Directory.CreateDirectory(Path.Combine(_folder, $"crash{b}")).FullName;
            foreach (var part in new[] { "", "-wal" }) File.Copy(Database + part, Path.Combine(crashed, SqliteJournal.FileName + part));
            await using var found = await SqliteJournal.OpenAsync(crashed, TimeProvider.System);
            Assert.Equal((b + 1) * 10, (await found.AllAsync(_show)).Count);
            Assert.Equal((b + 1) * 10 + 1, (await found.AppendedAsync(_show, Arrived("after"))).First);
        }
    }

    [Fact]
    public async Task A_log_whose_tail_was_cut_or_spoilt_gives_whole_batches_up_to_there()
    {
        await using var journal = await OpenAsync();
        for (var b = 0; b < 20; b++) await journal.AppendedAsync(_show, [.. Enumerable.Range(0, 10).Select(n => Arrived($"{b}-{n}"))]);
        var random = new Random(11);
        var log = File.ReadAllBytes(Database + "-wal");
        for (var i = 0; i < 20; i++)
        {
            var crashed = Directory.CreateDirectory(Path.Combine(_folder, $"tail{i}")).FullName;
            File.Copy(Database, Path.Combine(crashed, SqliteJournal.FileName));
            var at = random.Next(32, log.Length);
            var spoilt = i % 2 == 0 ? log[..at] : [.. log];
            if (i % 2 == 1) spoilt.AsSpan(at, Math.Min(100, log.Length - at)).Fill(0xEE);
            File.WriteAllBytes(Path.Combine(crashed, SqliteJournal.FileName + "-wal"), spoilt);

            var found = await SqliteJournal.OpenAsync(crashed, TimeProvider.System);
            await using (found)
            {
                var entries = await found.AllAsync(_show);
                Assert.Equal(0, entries.Count % 10);
                Assert.Equal(Enumerable.Range(1, entries.Count).Select(n => (long)n), entries.Select(e => e.Sequence));
            }
        }
    }

    private async Task<SqliteJournal> OpenAsync() => await SqliteJournal.OpenAsync(_folder, TimeProvider.System);

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private bool TryMount(out string disk)
    {
        disk = Directory.CreateDirectory(Path.Combine(_folder, "disk")).FullName;
        return OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
