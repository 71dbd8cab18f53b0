using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Hosting;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Shows;
using LiveConsole.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Shows;

/// <summary>A show that a newer version went on writing: served read-only up to there, said with the version, its screens dark.</summary>
public sealed class ReadOnlyShowTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;
    private readonly ShowId _id = new(Guid.CreateVersion7());
    private readonly NodeHealth _node = new();
    private LatchFiles _latches = null!;
    private SqliteJournal _journal = null!;
    private LiveShows _shows = null!;
    private long _future;

    public async ValueTask InitializeAsync()
    {
        await OpenAsync();
        var show = await _shows.OpenAsync(_id, "landing", default);
        await DoAsync(show, new ConfigureShow(A.Settings()), Actor.Program);
        await show.Writer.TakeAsync([new MessageCame(A.Message())], default);
        var item = new ItemId(Guid.CreateVersion7());
        await DoAsync(show, new PromoteMessage(new MessageRef("twitch", "m1"), ItemKind.Question, item));
        await DoAsync(show, new PutOnAir(item, show.Snapshot.State.Item(item)!.Version, null));
        _future = show.Snapshot.State.Sequence + 1;
        await DoAsync(show, new BeginPhase("landing", "Landing", "Atterrissage", null));
        await show.Writer.TakeAsync([new MessageCame(A.Message("after", id: "m2"))], default);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task It_opens_up_to_the_entry_before_and_every_desk_says_why_since_when_and_what_to_do()
    {
        var show = await FromTheFutureAsync(skippable: false);

        Assert.Equal((_future - 1, 1), (show.Snapshot.State.Sequence, show.Snapshot.State.Messages));
        var alert = Assert.Single(show.Snapshot.For(new Reader(Role.Moderator)).Alerts, a => a.Kind == ReadOnlyShow.Kind);
        Assert.Equal(AlertSeverity.ActNow, alert.Severity);
        Assert.Contains($"entry {_future}: \"hologram\" 7", alert.Words.En, StringComparison.Ordinal);
        Assert.Contains("lecture seule", alert.Words.Fr, StringComparison.Ordinal);
        Assert.Contains("start the newer version", alert.ToDo!.En, StringComparison.Ordinal);
        Assert.Empty(_shows.NotOpen);
    }

    [Fact]
    public async Task Verbs_are_refused_in_words_and_nothing_is_appended()
    {
        var show = await FromTheFutureAsync(skippable: false);
        var before = await CountAsync();

        var refused = Assert.IsType<Outcome.Refused>(await show.DoAsync(new MarkMoment("touchdown"), AnOpenShow.Ana, Guid.CreateVersion7(), repeatable: false, default));

        Assert.StartsWith("Nothing was changed: a newer LiveConsole", refused.Refusal.Words.En, StringComparison.Ordinal);
        Assert.StartsWith("Rien n'a changé", refused.Refusal.Words.Fr, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task Its_screens_are_dark_and_clear_is_never_refused()
    {
        var show = await FromTheFutureAsync(skippable: false);

        Assert.Null(show.Snapshot.For(new Reader(Role.Overlay)).OnAir);
        Assert.Null(show.Snapshot.For(new Reader(Role.Presenter)).OnAir);
        var answer = Assert.IsType<Outcome.Accepted>(await show.DoAsync(new TakeOffAir(), AnOpenShow.Ana, Guid.CreateVersion7(), repeatable: false, default));

        Assert.False(answer.Journaled);
        Assert.Null(show.Snapshot.For(new Reader(Role.Overlay)).OnAir);
    }

    [Fact]
    public async Task What_may_be_skipped_is_kept_and_skipped_and_the_show_goes_on()
    {
        var show = await FromTheFutureAsync(skippable: true);

        Assert.Null(show.ReadOnly);
        Assert.Equal(2, show.Snapshot.State.Messages);
        Assert.NotNull(show.Snapshot.For(new Reader(Role.Overlay)).OnAir);
        Assert.IsType<Outcome.Accepted>(await show.DoAsync(new MarkMoment("touchdown"), AnOpenShow.Ana, Guid.CreateVersion7(), repeatable: false, default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_journal_is_exported_whole_with_what_is_not_known_as_it_was_written(bool skippable)
    {
        var show = await FromTheFutureAsync(skippable);
        using var output = new StringWriter { NewLine = "\n" };
        using var table = new StringWriter { NewLine = "\n" };

        await new Export(_journal, show).WriteAsync(new ExportWish("journal", "jsonl", true), output, default);
        await new Export(_journal, show).WriteAsync(new ExportWish("journal", "csv", true), table, default);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(await CountAsync(), lines.Length);
        Assert.Contains("\"type\":\"hologram\",\"version\":7", lines[_future - 1], StringComparison.Ordinal);
        Assert.Contains("\"entry\":{\"beam\":\"α\"}", lines[_future - 1], StringComparison.Ordinal);
        Assert.Contains("\"after\"", lines[_future], StringComparison.Ordinal);
        Assert.Contains("hologram", table.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_show_of_the_same_journal_is_not_touched_by_it()
    {
        await FromTheFutureAsync(skippable: false);
        var other = await _shows.OpenAsync(new ShowId(Guid.CreateVersion7()), "other", default);

        await DoAsync(other, new ConfigureShow(A.Settings()), Actor.Program);

        Assert.DoesNotContain(other.Snapshot.For(new Reader(Role.Moderator)).Alerts, a => a.Kind == ReadOnlyShow.Kind);
    }

    /// <summary>The entry after the TAKE becomes one that this program does not know; the show is opened again.</summary>
    private async Task<LiveShow> FromTheFutureAsync(bool skippable)
    {
        await CloseAsync();
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, SqliteJournal.FileName)};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE entries SET sum = NULL, type = 'hologram', version = 7, flags = $flags, payload = CAST('{\"beam\":\"α\"}' AS BLOB) WHERE key = (1 << 40) + $sequence";
            command.Parameters.AddWithValue("$flags", skippable ? 3 : 2);
            command.Parameters.AddWithValue("$sequence", _future);
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        await OpenAsync();
        return await _shows.OpenAsync(_id, "landing", default);
    }

    private async Task OpenAsync()
    {
        _journal = await SqliteJournal.OpenAsync(_folder, TimeProvider.System);
        _latches = new LatchFiles(_folder);
        _shows = new LiveShows(_journal, _latches, TimeProvider.System, new LiveConsoleMetrics(new AnOpenShow.Meters()), NullLoggerFactory.Instance, _node);
    }

    private async Task CloseAsync()
    {
        await _shows.DisposeAsync();
        await _journal.DisposeAsync();
        _latches.Dispose();
    }

    private async Task<long> CountAsync()
    {
        long count = 0;
        await foreach (var page in ((LiveConsole.Journal.IJournal)_journal).ReadRawAsync(_id, default)) count += page.Count;
        return count;
    }

    private static async Task DoAsync(LiveShow show, IShowCommand command, Actor? by = null) =>
        Assert.IsType<Outcome.Accepted>(await show.DoAsync(command, by ?? AnOpenShow.Ana, Guid.CreateVersion7(), repeatable: false, default));
}
