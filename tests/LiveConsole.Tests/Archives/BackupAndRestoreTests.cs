using LiveConsole.Accounts;
using LiveConsole.Journal;
using LiveConsole.Journal.Archive;
using LiveConsole.Journal.Checkup;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Testing;
using LiveConsole.Tests.Hosting;

namespace LiveConsole.Tests.Archives;

public sealed class BackupAndRestoreTests : IDisposable
{
    private readonly AnInstallation _here = new();

    private string File0 => _here.At("night.liveconsole");

    public void Dispose() => _here.Dispose();

    [Fact]
    public async Task What_is_backed_up_is_restored_to_the_byte_with_its_tables_keys_and_screens()
    {
        await _here.WithAShowAsync();
        var before = await AnInstallation.ExportsAsync("landing", "--data", _here.Data);

        var said = await _here.DoneAsync("backup", File0);
        var (code, restored, error) = await AnInstallation.RunAsync("restore", File0, "--data", _here.At("there"));

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("1 show, 75 entries", said, StringComparison.Ordinal);
        Assert.Contains("1 show, 75 entries, every one compared", restored, StringComparison.Ordinal);
        Assert.Contains("hologram", before, StringComparison.Ordinal);
        Assert.Equal(before, await AnInstallation.ExportsAsync("landing", "--data", _here.At("there")));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(_here.Data, "tokens.key")), await File.ReadAllBytesAsync(Path.Combine(_here.At("there"), "tokens.key")));
        Assert.Empty(JournalCheckup.Examine(_here.At("there"), null, default).Findings);
        Assert.False(Directory.Exists(Path.Combine(_here.At("there"), "restoring")));
    }

    [Fact]
    public async Task A_running_server_is_backed_up_beside_it_and_its_screens_keep_their_addresses()
    {
        await _here.WithAShowAsync();
        string overlay;
        await using (var server = await AServer.ServeAsync(_here.Data))
        {
            overlay = server.Link("Overlay");
            await _here.DoneAsync("backup", File0);
        }

        Assert.Equal(0, (await AnInstallation.RunAsync("restore", File0, "--data", _here.At("there"))).Code);

        await using var again = await AServer.ServeAsync(_here.At("there"));
        Assert.Equal(overlay, again.Link("Overlay"));
        Assert.Equal(Directory.GetFiles(Path.Combine(_here.Data, "keys")).Select(Path.GetFileName).Order(), Directory.GetFiles(Path.Combine(_here.At("there"), "keys")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task What_is_written_meanwhile_cuts_no_batch_in_a_backup()
    {
        await _here.WithANightAsync(300);
        await using (var journal = await SqliteJournal.OpenAsync(_here.Data, TimeProvider.System))
        {
            var mark = Assert.Single(await journal.MarksAsync(default));
            using var enough = new CancellationTokenSource();
            var writing = WriteAsync(journal, mark, enough.Token);
            Assert.Equal(0, (await AnInstallation.RunAsync("backup", File0, "--data", _here.Data)).Code);
            await enough.CancelAsync();
            Assert.True(await writing > 0);
        }

        Assert.Equal((0, ""), (await AnInstallation.RunAsync("restore", File0, "--data", _here.At("there"))) is var (code, _, error) ? (code, error) : default);

        Assert.Empty(JournalCheckup.Examine(_here.At("there"), null, default).Findings);
        string[] all = [.. (await _here.DoneAsync("export", "--show", "landing", "--what", "journal", "--with-removed")).Split('\n')];
        string[] then = [.. (await AnInstallation.RunAsync("export", "--show", "landing", "--what", "journal", "--with-removed", "--data", _here.At("there"))).Out.TrimEnd('\n').Split('\n')];
        Assert.InRange(then.Length, 301, all.Length);
        Assert.Equal(all[..then.Length], then);
    }

    private static async Task<int> WriteAsync(SqliteJournal journal, ShowMark mark, CancellationToken enough)
    {
        var batches = 0;
        foreach (var batch in MixedNight.Entries(1_000_000, seed: 5, from: 10_000).Where(e => !e.Entry.IsDesk).Chunk(7))
        {
            if (enough.IsCancellationRequested) break;
            Assert.IsType<Appended.Done>(await journal.AppendAsync(mark.Show, new Batch(Guid.CreateVersion7(), batch), null, null, default));
            batches++;
            await Task.Yield();
        }

        return batches;
    }

    [Fact]
    public async Task Nothing_is_restored_over_what_is_there_and_nothing_is_overwritten()
    {
        await _here.WithAShowAsync();
        await _here.DoneAsync("backup", File0);
        var archive = await File.ReadAllBytesAsync(File0);
        var before = await AnInstallation.ExportsAsync("landing", "--data", _here.Data);

        Assert.Contains("is there already and is left as it is", await AnInstallation.RefusedAsync("backup", File0, "--data", _here.Data), StringComparison.Ordinal);
        Assert.Contains("is not empty (it holds accounts.db), and is left as it is", await AnInstallation.RefusedAsync("restore", File0, "--data", _here.Data), StringComparison.Ordinal);

        Assert.Equal(archive, await File.ReadAllBytesAsync(File0));
        Assert.Equal(before, await AnInstallation.ExportsAsync("landing", "--data", _here.Data));
    }

    [Theory]
    [InlineData(true, "is cut: it ends inside frame")]
    [InlineData(false, "is damaged in frame")]
    public async Task An_archive_that_is_cut_or_changed_is_refused_before_anything_is_made(bool cut, string words)
    {
        await _here.WithAShowAsync();
        await _here.DoneAsync("backup", File0);
        var bytes = await File.ReadAllBytesAsync(File0);
        if (!cut) bytes[^200] ^= 1;
        await File.WriteAllBytesAsync(File0, cut ? bytes[..^100] : bytes);

        Assert.Contains(words, await AnInstallation.RefusedAsync("restore", File0, "--data", _here.At("there")), StringComparison.Ordinal);

        Assert.False(Directory.Exists(_here.At("there")));
    }

    [Fact]
    public async Task A_restore_that_was_cut_keeps_the_folder_from_being_served_and_is_begun_again()
    {
        await _here.WithAShowAsync();
        await _here.DoneAsync("backup", File0);
        var there = _here.At("there");
        Directory.CreateDirectory(Path.Combine(there, "restoring", "keys"));
        await File.WriteAllTextAsync(Path.Combine(there, "owner.lock"), "");
        await File.WriteAllTextAsync(Path.Combine(there, "restoring", "journal.db"), "half");
        // Cut while moving: some is in place already.
        await File.WriteAllTextAsync(Path.Combine(there, "accounts.db"), "half");

        Assert.Contains("was cut before its end. Do it again ('liveconsole restore FILE", await AnInstallation.RefusedAsync("serve", "--data", there), StringComparison.Ordinal);
        Assert.Contains("is not finished", await AnInstallation.RefusedAsync("backup", _here.At("other"), "--data", there), StringComparison.Ordinal);
        var (code, _, error) = await AnInstallation.RunAsync("restore", File0, "--data", there);

        Assert.Equal((0, "An earlier restore into this folder was cut; it is begun again.\n"), (code, error));
        Assert.Equal(await AnInstallation.ExportsAsync("landing", "--data", _here.Data), await AnInstallation.ExportsAsync("landing", "--data", there));
    }

    [Fact]
    public async Task What_cannot_be_backed_up_or_restored_is_said_in_one_line_that_says_what_to_do()
    {
        await File.WriteAllTextAsync(_here.At("words.txt"), "no archive at all, but a text");

        Assert.Contains("There is nothing in", await AnInstallation.RefusedAsync("backup", File0, "--data", _here.At("nowhere")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_here.At("nowhere")));
        Assert.Contains("does not exist. Give a file", await AnInstallation.RefusedAsync("restore", File0, "--data", _here.At("there")), StringComparison.Ordinal);
        Assert.Contains("is no LiveConsole archive", await AnInstallation.RefusedAsync("restore", _here.At("words.txt"), "--data", _here.At("there")), StringComparison.Ordinal);
        await _here.WithAShowAsync(3);
        Assert.Contains("cannot be written", await AnInstallation.RefusedAsync("backup", "/nowhere/x.liveconsole", "--data", _here.Data), StringComparison.Ordinal);
        Assert.Equal([], Directory.GetFiles(_here.At(""), "*.part"));
    }

    [Fact]
    public async Task A_folder_of_the_first_accounts_format_is_backed_up_without_being_changed()
    {
        await _here.WithAShowAsync();
        await AnInstallation.SqlAsync(_here.Data, "accounts.db", "DROP TABLE Kept; DELETE FROM __EFMigrationsHistory WHERE MigrationId = '0002_Kept'; PRAGMA wal_checkpoint(TRUNCATE)");
        var before = await File.ReadAllBytesAsync(Path.Combine(_here.Data, "accounts.db"));

        await _here.DoneAsync("backup", File0);

        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(_here.Data, "accounts.db")));
    }

    [Fact]
    public async Task A_session_is_not_in_a_backup_and_a_backup_is_its_users_alone()
    {
        await _here.WithAShowAsync();
        await AnInstallation.SqlAsync(_here.Data, "accounts.db", "INSERT INTO Sessions (Id, PersonId, CreatedAt, ExpiresAt) VALUES ('00000000-0000-0000-0000-00000000AAAA', 'ana', 1308672000000000000, 1308672000000002048)");
        await _here.DoneAsync("backup", File0);

        await using var file = ArchiveFile.Open(File0);
        var reader = await ArchiveReader.OpenAsync(file, File0, default);
        List<string> tables = [];
        while (await reader.NextAsync(default) is { } part)
        {
            if (part is ArchivePart.Rows rows) tables.Add(rows.Table);
        }

        Assert.Equal(["shows"], tables);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(File0));
    }

    [Fact]
    public void Every_table_of_the_accounts_is_in_the_archive()
    {
        var store = AccountsStore.Factory(o => AccountsStore.UseFolder(o, _here.At("")));

        using var db = store.CreateDbContext();
        var entities = db.Model.GetEntityTypes().Where(e => !e.IsOwned()).Select(e => e.ClrType);

        Assert.Equal(entities.Where(e => e != typeof(KeptRow) && e != typeof(LiveConsole.Screens.PairingRow)).OrderBy(e => e.Name, StringComparer.Ordinal), AccountsArchive.Archived.OrderBy(e => e.Name, StringComparer.Ordinal));
    }
}
