using LiveConsole.Journal.Checkup;
using LiveConsole.Journal.Sqlite;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests.Sqlite;

/// <summary>A file of format 2, which knew no amendments and no judgements that came later; and one of format 3, which knew amendments.</summary>
public sealed class FormatTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lc-format").FullName;
    private readonly Domain.Journal.ShowId _show = NewShow();

    public async ValueTask InitializeAsync()
    {
        await using (var journal = await SqliteJournal.OpenAsync(_folder, TimeProvider.System)) await journal.AppendedAsync(_show, Arrived("a"), Arrived("b"));
        using var connection = Connection.Open(Path.Combine(_folder, SqliteJournal.FileName), create: false);
        connection.Run("DROP TABLE judgements; DROP TABLE amendments; PRAGMA user_version=2");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return default;
    }

    [Fact]
    public async Task It_is_read_and_found_well_as_it_is()
    {
        await using var journal = SqliteJournal.OpenToRead(_folder, TimeProvider.System)!;

        Assert.Equal(["a", "b"], (await journal.ReadMessagesAsync(_show, new MessageQuery(), default)).Select(m => m.Message.Id));
        Assert.Equal(2, (await journal.FindMessageAsync(_show, Twitch("b"), default))!.Sequence);
        Assert.Empty(JournalCheckup.Examine(_folder, null, default).Findings);
    }

    [Fact]
    public async Task Its_first_writer_brings_it_up_and_amends_in_it()
    {
        await using var journal = await SqliteJournal.OpenAsync(_folder, TimeProvider.System);
        await journal.AppendedAsync(_show, Amended(1, Message("a", "now")));

        Assert.Equal("now", (await journal.FindMessageAsync(_show, Twitch("a"), default))!.Message.Text);
    }

    [Fact]
    public async Task One_of_format_3_is_read_as_it_is_and_judged_in_after_its_first_writer()
    {
        await using (var journal = await SqliteJournal.OpenAsync(_folder, TimeProvider.System)) await journal.AppendedAsync(_show, Amended(1, Message("a", "now")));
        using (var connection = Connection.Open(Path.Combine(_folder, SqliteJournal.FileName), create: false)) connection.Run("DROP TABLE judgements; PRAGMA user_version=3");

        await using (var reading = SqliteJournal.OpenToRead(_folder, TimeProvider.System)!)
        {
            Assert.Equal(["now", "is it cold?"], (await reading.ReadMessagesAsync(_show, new MessageQuery(), default)).Select(m => m.Message.Text));
        }

        Assert.Empty(JournalCheckup.Examine(_folder, null, default).Findings);
        await using var writing = await SqliteJournal.OpenAsync(_folder, TimeProvider.System);
        await writing.AppendedAsync(_show, Judged(2, "fr"));
        Assert.Equal([null, "fr"], (await writing.ReadMessagesAsync(_show, new MessageQuery(), default)).Select(m => m.Judgement?.Language));
    }
}
