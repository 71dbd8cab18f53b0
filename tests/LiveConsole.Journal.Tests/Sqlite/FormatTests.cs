using LiveConsole.Journal.Checkup;
using LiveConsole.Journal.Sqlite;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests.Sqlite;

/// <summary>A file of format 2, which knew no amendments.</summary>
public sealed class FormatTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lc-format").FullName;
    private readonly Domain.Journal.ShowId _show = NewShow();

    public async ValueTask InitializeAsync()
    {
        await using (var journal = await SqliteJournal.OpenAsync(_folder, TimeProvider.System)) await journal.AppendedAsync(_show, Arrived("a"), Arrived("b"));
        using var connection = Connection.Open(Path.Combine(_folder, SqliteJournal.FileName), create: false);
        connection.Run("DROP TABLE amendments; PRAGMA user_version=2");
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
}
