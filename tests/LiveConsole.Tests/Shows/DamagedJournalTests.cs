using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Hosting;
using LiveConsole.Journal;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Shows;
using LiveConsole.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Shows;

/// <summary>A journal's file that a disk has spoilt: what is served is what was written, or it is said from where on it cannot be read.</summary>
public sealed class DamagedJournalTests : IAsyncLifetime
{
    private const int Messages = 3_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;
    private readonly ShowId _id = new(Guid.CreateVersion7());
    private List<StoredEntry> _written = [];

    private string File => Path.Combine(_folder, SqliteJournal.FileName);

    public async ValueTask InitializeAsync()
    {
        await using var open = await OpenAsync(_folder);
        var live = await open.Shows.OpenAsync(_id, "landing", default);
        await live.DoAsync(new Domain.Audience.ConfigureShow(A.Settings()), Actor.Program, Guid.CreateVersion7(), repeatable: false, default);
        for (var i = 0; i < Messages; i += 100)
            await live.Writer.TakeAsync([.. Enumerable.Range(i, 100).Select(n => new MessageCame(A.Message($"how cold is it, {n}?", id: $"m{n}", viewer: $"v{n % 70}")))], default);
        await foreach (var page in open.Journal.ReadAsync(_id, 0, null, default)) _written.AddRange(page);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(Damage.Cut)]
    [InlineData(Damage.TailOverwritten)]
    [InlineData(Damage.PageLost)]
    [InlineData(Damage.BytesChanged)]
    public async Task Whatever_is_spoilt_nothing_wrong_is_served_and_nothing_is_thrown(Damage damage)
    {
        var whole = await System.IO.File.ReadAllBytesAsync(File);
        var met = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 0; seed < 40; seed++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, $"{damage}-{seed}")).FullName;
            await System.IO.File.WriteAllBytesAsync(Path.Combine(folder, SqliteJournal.FileName), Spoil(whole, damage, new Random(seed)));
            var became = await WhatBecameAsync(folder);
            met[became] = met.GetValueOrDefault(became) + 1;
        }

        // The test itself meets what it is about.
        Assert.True(met.Keys.Except(["whole"]).Any(), string.Join(", ", met));
    }

    [Fact]
    public async Task An_entry_with_other_bytes_is_found_and_the_show_is_read_only_up_to_it()
    {
        Execute("UPDATE entries SET payload = CAST(replace(CAST(payload AS TEXT), '1503', '1504') AS BLOB) WHERE key = (1 << 40) + 1505");
        var node = new NodeHealth();
        await using var open = await OpenAsync(_folder, node);
        var live = (await open.Shows.TryOpenAsync(_id, "landing", default))!;

        Assert.Equal(1504, live.Snapshot.State.Sequence);
        Assert.Equal(1505, live.ReadOnly!.From);
        var said = Assert.Single(node.Troubles);
        Assert.StartsWith("This show's journal is damaged at entry 1505.", said.Words.En, StringComparison.Ordinal);
        Assert.StartsWith("Le journal de cette émission est abîmé à l'entrée 1505.", said.Words.Fr, StringComparison.Ordinal);
        Assert.Contains("liveconsole doctor", said.ToDo!.En, StringComparison.Ordinal);
        var refused = await live.DoAsync(new Domain.Audience.MarkMoment("touchdown"), AnOpenShow.Ana, Guid.CreateVersion7(), repeatable: false, default);
        Assert.Equal(RefusalKind.Storage, Assert.IsType<Outcome.Refused>(refused).Refusal.Kind);
        Assert.IsType<Outcome.Accepted>(await live.DoAsync(new TakeOffAir(), AnOpenShow.Ana, Guid.CreateVersion7(), repeatable: false, default));
    }

    [Fact]
    public async Task Entries_that_are_missing_at_the_end_or_in_the_middle_are_never_passed_over_in_silence()
    {
        Execute("DELETE FROM entries WHERE key > (1 << 40) + 2990");
        await using (var open = await OpenAsync(_folder)) Assert.Equal(2991, (await open.Shows.TryOpenAsync(_id, "landing", default))!.ReadOnly!.From);

        Execute("DELETE FROM entries WHERE key = (1 << 40) + 77");
        await using (var open = await OpenAsync(_folder)) Assert.Equal(77, (await open.Shows.TryOpenAsync(_id, "landing", default))!.ReadOnly!.From);
    }

    [Fact]
    public async Task A_stored_state_that_is_spoilt_only_makes_the_start_longer()
    {
        await using (var open = await OpenAsync(_folder)) await open.Journal.SaveStateAsync(_id, await open.Journal.LoadAsync(_id, 2_000, default), default);
        Execute("UPDATE states SET body = CAST(substr(CAST(body AS BLOB), 1, 40) || x'00' || substr(CAST(body AS BLOB), 42) AS BLOB)");

        await using var again = await OpenAsync(_folder);
        var live = (await again.Shows.TryOpenAsync(_id, "landing", default))!;

        Assert.Null(live.ReadOnly);
        Assert.Equal(Messages, live.Snapshot.State.Messages);
    }

    /// <returns>What it became, in a word; a test fails here when something else was served than was written.</returns>
    private async Task<string> WhatBecameAsync(string folder)
    {
        try
        {
            await using var open = await OpenAsync(folder);
            if (await open.Shows.TryOpenAsync(_id, "landing", default) is not { } live) return Said(open.Shows.NotOpen["landing"], "not open");
            var state = live.Snapshot.State;
            await foreach (var page in open.Journal.ReadAsync(_id, 0, state.Sequence, default))
                Assert.All(page, e => Assert.Equal(Text(_written[(int)e.Sequence - 1]), Text(e)));
            if (live.ReadOnly is null)
            {
                Assert.Equal(_written.Count, state.Sequence);
                return "whole";
            }

            Assert.Equal(state.Sequence + 1, live.ReadOnly.From);
            return "read-only";
        }
        catch (Exception refused) when (refused is JournalStorageException or JournalFormatException)
        {
            return Said(refused.Message, "refused");
        }
    }

    private static string Said(string words, string outcome)
    {
        Assert.True(words.Contains("backup", StringComparison.Ordinal) || words.Contains("another data folder", StringComparison.Ordinal), words);
        return outcome;
    }

    private static string Text(StoredEntry entry) => JsonSerializer.Serialize(new { entry.Sequence, entry.At, entry.Command, entry.Verb, Entry = entry.Entry is MessageArrived m ? m.Message.Text + m.Message.Id : entry.Entry.ToString() });

    private static byte[] Spoil(byte[] whole, Damage damage, Random dice)
    {
        const int Page = 4096;
        var spoilt = whole.ToArray();
        switch (damage)
        {
            case Damage.Cut:
                return spoilt[..dice.Next(Page, spoilt.Length)];
            case Damage.TailOverwritten:
                dice.NextBytes(spoilt.AsSpan(spoilt.Length - dice.Next(1, 6) * Page));
                return spoilt;
            case Damage.PageLost:
                spoilt.AsSpan(dice.Next(1, spoilt.Length / Page) * Page, Page).Clear();
                return spoilt;
            default:
                for (var i = 0; i < 20; i++) spoilt[dice.Next(Page, spoilt.Length)] ^= (byte)dice.Next(1, 256);
                return spoilt;
        }
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<Opened> OpenAsync(string folder, NodeHealth? node = null)
    {
        var journal = await SqliteJournal.OpenAsync(folder, TimeProvider.System);
        var latches = new LatchFiles(folder);
        return new Opened(journal, latches, new LiveShows(journal, latches, TimeProvider.System, new LiveConsoleMetrics(new AnOpenShow.Meters()), NullLoggerFactory.Instance, node));
    }

    public enum Damage { Cut, TailOverwritten, PageLost, BytesChanged }

    private sealed record Opened(SqliteJournal Journal, LatchFiles Latches, LiveShows Shows) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Shows.DisposeAsync();
            await Journal.DisposeAsync();
            Latches.Dispose();
        }
    }
}
