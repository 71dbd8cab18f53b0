using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Checkup;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Testing;
using Microsoft.Data.Sqlite;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests.Checkup;

/// <summary>A healthy journal is found healthy; each derived table, damaged, is found and made again; entries are never touched.</summary>
public sealed class JournalCheckupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("checkup").FullName;
    private readonly ShowId _show = NewShow();
    private readonly ShowId _other = NewShow();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_show_with_everything_in_it_is_well()
    {
        await WriteAsync();

        var report = JournalCheckup.Examine(_folder, null, default);

        Assert.Empty(report.Findings);
        Assert.Equal((17, 9), (report.Shows[0].Entries, report.Shows[0].Messages));
        Assert.Equal(2, report.Shows.Count);
    }

    [Fact]
    public void A_folder_without_a_journal_is_well()
    {
        var report = JournalCheckup.Examine(_folder, null, default);

        Assert.Null(report.Format);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task While_its_owner_writes_what_is_read_is_one_moment_and_well()
    {
        await WriteAsync();
        await using var owner = await SqliteJournal.OpenAsync(_folder, TimeProvider.System);
        await owner.AppendedAsync(_show, Arrived("while open"));

        Assert.Empty(JournalCheckup.Examine(_folder, null, default).Findings);

        await owner.AppendedAsync(_show, Arrived("after"));
    }

    [Theory]
    [InlineData("DELETE FROM messages WHERE id = 'm2'", JournalPart.Messages)]
    [InlineData("UPDATE messages SET viewer = 'somebody' WHERE id = 'm3'", JournalPart.Messages)]
    [InlineData("UPDATE messages SET previous = 0 WHERE id = 'm5'", JournalPart.Messages)]
    [InlineData("UPDATE messages SET copies = NULL", JournalPart.Messages)]
    [InlineData("INSERT INTO messages SELECT max(key) + 1, platform, 'never said', viewer, channel, sent, nth, previous, copies FROM messages WHERE id = 'm1'", JournalPart.Messages)]
    [InlineData("DROP TABLE messages", JournalPart.Messages)]
    [InlineData("DELETE FROM amendments", JournalPart.Amendments)]
    [InlineData("UPDATE amendments SET copies = NULL", JournalPart.Amendments)]
    [InlineData("DROP TABLE amendments", JournalPart.Amendments)]
    [InlineData("DELETE FROM judgements", JournalPart.Judgements)]
    [InlineData("UPDATE judgements SET target = target + 1", JournalPart.Judgements)]
    [InlineData("DROP TABLE judgements", JournalPart.Judgements)]
    [InlineData("DELETE FROM removals", JournalPart.Removals)]
    [InlineData("UPDATE removals SET target = NULL", JournalPart.Removals)]
    [InlineData("DROP TABLE removals", JournalPart.Removals)]
    [InlineData("UPDATE samples SET count = count + 1", JournalPart.Samples)]
    [InlineData("DROP TABLE samples", JournalPart.Samples)]
    [InlineData("UPDATE states SET body = x'00'", JournalPart.States)]
    [InlineData("UPDATE states SET key = key + 1", JournalPart.States)]
    [InlineData("DROP TABLE states", JournalPart.States)]
    [InlineData("UPDATE shows SET last = 3, desk = 0 WHERE no = 1", JournalPart.Counters)]
    [InlineData("UPDATE shows SET desk = desk + 1", JournalPart.Counters)]
    public async Task A_derived_table_that_is_damaged_is_found_and_made_again_from_the_entries(string damage, JournalPart part)
    {
        await WriteAsync();
        var before = await ReadAllAsync();
        Execute(SqliteJournal.FileName, damage);

        var found = JournalCheckup.Examine(_folder, null, default);
        Assert.Contains(found.Findings, f => f.Part == part && f.Repairable);
        Assert.NotEmpty(JournalRepair.Run(_folder, found, null, default));

        Assert.Empty(JournalCheckup.Examine(_folder, null, default).Findings);
        Assert.Equal(before, await ReadAllAsync());
    }

    [Theory]
    [InlineData("DELETE FROM followed")]
    [InlineData("UPDATE followed SET upto = 99")]
    [InlineData("UPDATE followed SET id = x'00112233445566778899AABBCCDDEEFF'")]
    [InlineData("INSERT INTO words (words, rowid, text) VALUES ('delete', (1 << 40) + 2, 'is it cold x2 ayşe v1')")]
    [InlineData("INSERT INTO words (rowid, text) VALUES ((1 << 40) + 2, 'never said')")]
    [InlineData("DROP TABLE words")]
    [InlineData("PRAGMA user_version = 99")]
    [InlineData(null)]
    public async Task A_search_index_that_is_damaged_is_found_and_made_again(string? damage)
    {
        await WriteAsync();
        if (damage is null) await File.WriteAllBytesAsync(Path.Combine(_folder, "search.db"), [.. Enumerable.Repeat((byte)0x6C, 9_000)]);
        else Execute("search.db", damage);

        var found = JournalCheckup.Examine(_folder, null, default);
        Assert.Equal([JournalPart.Search], found.Findings.Select(f => f.Part).Distinct());
        JournalRepair.Run(_folder, found, null, default);

        Assert.Empty(JournalCheckup.Examine(_folder, null, default).Findings);
        await using var journal = await SqliteJournal.OpenAsync(_folder, TimeProvider.System);
        Assert.Equal(2, (await journal.ReadMessagesAsync(_show, new MessageQuery(Text: "étoile"), default)).Count);
    }

    [Theory]
    [InlineData("DELETE FROM entries WHERE key = (1 << 40) + 4", "missing: 4")]
    [InlineData("DELETE FROM entries WHERE key >= (1 << 40) + 12", "missing: 12 to 17")]
    [InlineData("UPDATE entries SET payload = x'7B' WHERE key = (1 << 40) + 2", "cannot be read: 2")]
    [InlineData("UPDATE entries SET type = 'hologram', flags = 0 WHERE key = (1 << 40) + 2", "\"hologram\"")]
    [InlineData("UPDATE entries SET sum = NULL, payload = (SELECT payload FROM entries WHERE key = (1 << 40) + 2) WHERE key = (1 << 40) + 3", "already: 3")]
    public async Task Entries_that_are_damaged_are_said_and_never_touched(string damage, string words)
    {
        await WriteAsync();
        Execute(SqliteJournal.FileName, damage);
        Execute(SqliteJournal.FileName, "DELETE FROM samples");
        var tables = Dump();

        var found = JournalCheckup.Examine(_folder, null, default);
        Assert.Contains(found.Findings, f => f is { Part: JournalPart.Entries, Health: PartHealth.Broken, Repairable: false } && f.Words.Contains(words, StringComparison.Ordinal));
        JournalRepair.Run(_folder, found, null, default);

        Assert.Equal(tables, Dump());
    }

    [Fact]
    public async Task A_batch_that_is_not_whole_is_said()
    {
        await WriteAsync();
        Execute(SqliteJournal.FileName, "UPDATE batches SET last = last + 5 WHERE show = 1 AND last = 17");

        var finding = Assert.Single(JournalCheckup.Examine(_folder, null, default).Findings);

        Assert.Equal((JournalPart.Batches, PartHealth.Broken), (finding.Part, finding.Health));
        Assert.Contains("is not whole: the journal ends at 17", finding.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_that_are_damaged_are_said()
    {
        await WriteAsync();
        var file = Path.Combine(_folder, SqliteJournal.FileName);
        var bytes = await File.ReadAllBytesAsync(file);
        bytes.AsSpan(4096, 400).Fill(0xEE);
        await File.WriteAllBytesAsync(file, bytes);

        try
        {
            Assert.Contains(JournalCheckup.Examine(_folder, null, default).Findings, f => f is { Part: JournalPart.File, Health: PartHealth.Broken, Repairable: false });
        }
        catch (JournalStorageException said)
        {
            Assert.Equal(StorageTrouble.Damaged, said.Trouble);
        }
    }

    /// <summary>Every kind of row: copies, viewers with several messages, removals of each scope, samples, items, a stored state, amendments that share a new word, two shows.</summary>
    private async Task WriteAsync()
    {
        await using var journal = await SqliteJournal.OpenAsync(_folder, TimeProvider.System);
        await journal.AppendedAsync(_show, Phase("cruise"), Arrived("m1", "is it cold ×2"), Arrived(Message("m2", "L'étoile 漢字カナ 👩‍🚀 naïve", "v2", copies: ["x1", "x2"])));
        await journal.AppendedAsync(_show, Arrived("m3"), ItemNew(1), Arrived("m4", "étoile filante", "v2"), Removed(id: "m4"));
        await journal.SaveStateAsync(_show, await journal.LoadAsync(_show, null, default), default);
        await journal.AppendedAsync(_show, Sampled(70_000, 5), Arrived("m5", "again", "v2"), Removed(viewer: "v2"));
        await journal.AppendedAsync(_show, Arrived("m6", new string('ж', 200)), Arrived("m7", ""), Arrived("m8", "last"));
        await journal.AppendedAsync(_show, Arrived(Message("gift", "Rocket")), Amended(14, Message("gift", "Comet galaxy") with { Count = 2 }));
        await journal.AppendedAsync(_show, Amended(14, Message("gift", "Comet moon", copies: ["x3"]) with { Count = 3 }));
        await journal.AppendedAsync(_show, Judged(14, "en"));
        await journal.AppendedAsync(_other, Arrived("m1", "another show"), ItemNew(1));
        using var cap = new CancellationTokenSource(Cap.Signal);
        await journal.SearchFollowedAsync(cap.Token);
    }

    private async Task<string> ReadAllAsync()
    {
        await using var journal = await SqliteJournal.OpenAsync(_folder, TimeProvider.System);
        var messages = await journal.ReadMessagesAsync(_show, new MessageQuery(After: 0), default);
        var viewers = await journal.ReadMessagesAsync(_show, new MessageQuery(Viewer: new("twitch", "v2")), default);
        var samples = await journal.ReadSamplesAsync(_show, Noon, Noon.AddHours(1), default);
        var state = StoredShowState.Of(await journal.LoadAsync(_show, null, default)).ToJson();
        return $"{string.Join('\n', messages)}|{string.Join('\n', viewers)}|{string.Join('\n', samples)}|{System.Text.Encoding.UTF8.GetString(state)}";
    }

    private string Dump()
    {
        using var connection = Connect(SqliteJournal.FileName);
        List<string> rows = [];
        foreach (var table in new[] { "shows", "entries", "batches", "messages", "amendments", "judgements", "removals", "samples", "states" })
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // names of our own tables
            command.CommandText = $"SELECT * FROM {table} ORDER BY 1, 2";
#pragma warning restore CA2100
            using var reader = command.ExecuteReader();
            while (reader.Read()) rows.Add(table + string.Join(',', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] b ? Convert.ToHexString(b) : reader.GetValue(i))));
        }

        return string.Join('\n', rows);
    }

    private SqliteConnection Connect(string file)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, file)};Pooling=False");
        connection.Open();
        return connection;
    }

    private void Execute(string file, string sql)
    {
        using var connection = Connect(file);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
