using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Postgres;
using LiveConsole.Testing.Postgres;
using LiveConsole.Testing;
using Npgsql;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests.Postgres;

/// <summary>How the schema comes to be, beside others that make it at the same moment.</summary>
public sealed class PostgresSchemaTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly string _schema = database.NewSchema();

    [Fact]
    public async Task Nodes_that_start_at_once_on_an_empty_database_make_one_schema()
    {
        var journals = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync()));
        foreach (var journal in journals) await journal.DisposeAsync();

        Assert.Equal((long)PostgresSchema.Format, await ScalarAsync($"SELECT count(*) FROM {_schema}.formats"));
    }

    [Fact]
    public async Task A_schema_of_format_1_is_brought_up_with_the_shows_that_are_in_it_and_the_former_appends_stay()
    {
        var show = NewShow();
        await using (var before = await OpenAsync()) await before.AppendedAsync(show, Arrived("a"), Arrived("b"));
        await ScalarAsync($"""
            DROP TABLE {_schema}.amendments CASCADE;
            DROP TABLE {_schema}.judgements CASCADE;
            DELETE FROM {_schema}.formats WHERE format > 1;
            DO $$ BEGIN EXECUTE (SELECT string_agg('DROP FUNCTION ' || p.oid::regprocedure, ';') FROM pg_proc p WHERE p.proname = 'append' AND p.pronamespace = '{_schema}'::regnamespace AND p.pronargs > 28); END $$
            """);

        await using var journal = await OpenAsync();
        await journal.AppendedAsync(show, Amended(1, Message("a", "now", copies: ["there"])), Arrived("c"), Judged(2, "fr"));
        await journal.AppendedAsync(NewShow(), Arrived("a"));

        Assert.Equal("now", (await journal.FindMessageAsync(show, Twitch("there"), default))!.Message.Text);
        Assert.Equal("fr", (await journal.FindMessageAsync(show, Twitch("b"), default))!.Judgement!.Language);
        Assert.Equal(3L, await ScalarAsync($"SELECT count(*) FROM pg_proc WHERE proname = 'append' AND pronamespace = '{_schema}'::regnamespace"));
    }

    [Fact]
    public async Task First_appends_of_shows_at_once_make_each_its_partitions()
    {
        await using var one = await OpenAsync();
        await using var two = await OpenAsync();
        var shows = Enumerable.Range(0, 6).Select(_ => NewShow()).ToList();

        await Task.WhenAll(shows.SelectMany(show => new[] { one, two }.Select((journal, j) => journal.AppendedAsync(show, Arrived($"{j}-1"), Arrived($"{j}-2")))));

        foreach (var show in shows) Assert.Equal(4, (await one.AllAsync(show)).Count);
        Assert.Equal(6L, await ScalarAsync($"SELECT count(*) FROM pg_inherits WHERE inhparent = '{_schema}.entries'::regclass"));
    }

    [Fact]
    public async Task A_newer_format_is_refused_in_words_that_say_what_to_do()
    {
        await (await OpenAsync()).DisposeAsync();
        await ScalarAsync($"INSERT INTO {_schema}.formats (format) VALUES (99)");

        var refused = await Assert.ThrowsAsync<JournalFormatException>(async () => await OpenAsync());

        Assert.Contains("newer LiveConsole (format 99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_is_not_ours_is_refused_and_left_as_it_is()
    {
        await ScalarAsync($"CREATE SCHEMA {_schema}; CREATE TABLE {_schema}.recipes (name text)");

        var refused = await Assert.ThrowsAsync<JournalFormatException>(async () => await OpenAsync());

        Assert.Contains("not LiveConsole's", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1L, await ScalarAsync($"SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = '{_schema}'"));
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_trouble_in_words_without_the_password()
    {
        var there = new NpgsqlConnectionStringBuilder(await database.ConnectionAsync());

        var nowhere = await Assert.ThrowsAsync<JournalStorageException>(async () => await PostgresJournal.OpenAsync($"Host=127.0.0.1;Port=1;Username=u;Password=hidden;Database=live", TimeProvider.System));
        var absent = await Assert.ThrowsAsync<JournalStorageException>(async () => await PostgresJournal.OpenAsync($"{PrivatePostgres.ConnectionString("absent", there.Port)};Password=hidden", TimeProvider.System));

        Assert.Equal((StorageTrouble.Unreachable, StorageTrouble.Unreachable), (nowhere.Trouble, absent.Trouble));
        Assert.Contains("The database live at 127.0.0.1:1 cannot be used", nowhere.Message, StringComparison.Ordinal);
        Assert.Contains("\"absent\" does not exist", absent.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", nowhere.Message + absent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operators_own_options_stay_and_the_houses_are_added()
    {
        await using var connection = new NpgsqlConnection(PostgresJournal.Settings(await database.ConnectionAsync() + ";Options=-c work_mem=5MB").ConnectionString);
        await connection.OpenAsync();

        foreach (var (name, value) in new[] { ("work_mem", "5MB"), ("lock_timeout", "2s"), ("idle_in_transaction_session_timeout", "2s"), ("synchronous_commit", "on"), ("default_transaction_isolation", "read committed") })
        {
            await using var show = new NpgsqlCommand($"SHOW {name}", connection);
            Assert.Equal(value, await show.ExecuteScalarAsync());
        }
    }

    [Fact]
    public async Task An_unknown_entry_that_may_be_skipped_keeps_its_place_and_another_is_named()
    {
        var show = NewShow();
        await using var journal = await OpenAsync();
        await journal.AppendedAsync(show, Arrived("a"), ItemNew(1), Arrived("b"));
        await ScalarAsync($"UPDATE {_schema}.entries SET type = 'hologram', flags = 3 WHERE type = 'item-added'");

        var state = await journal.LoadAsync(show, null, default);
        Assert.Equal((3, 1, 2), (state.Sequence, state.DeskVersion, state.Messages));

        await ScalarAsync($"UPDATE {_schema}.entries SET flags = 2 WHERE type = 'hologram'");
        var refused = await Assert.ThrowsAsync<JournalFormatException>(async () => await journal.LoadAsync(show, null, default));
        Assert.Equal(new JournalFormatException.UnknownType(2, "hologram", 1), refused.Entry);
        Assert.Equal(1, (await journal.LoadAsync(show, 1, default)).Messages);
        List<StoredEntry> raw = [];
        await foreach (var page in journal.ReadRawAsync(show, default)) raw.AddRange(page);
        var unknown = Assert.IsType<UnknownEntry>(raw[1].Entry);
        Assert.Contains("Line 1", unknown.Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_cut_another_way_are_made_again_and_a_newer_programs_are_left_alone()
    {
        var show = NewShow();
        await using var journal = await OpenAsync();
        await journal.AppendedAsync(show, Arrived("a", "the rover"));
        using var enough = new CancellationTokenSource(Cap.Signal);
        await journal.SearchFollowedAsync(enough.Token);

        await ScalarAsync($"UPDATE {_schema}.words SET words = ''; UPDATE {_schema}.followed SET tokenizer = 0");
        await journal.SearchFollowedAsync(enough.Token);
        Assert.Single(await journal.ReadMessagesAsync(show, new MessageQuery(Text: "rover"), default));
        Assert.Equal("'rover' 'the'", await ScalarAsync($"SELECT array_to_string(ARRAY(SELECT quote_literal(l) FROM unnest(tsvector_to_array(words)) l WHERE l IN ('rover', 'the')), ' ') FROM {_schema}.words"));

        await ScalarAsync($"UPDATE {_schema}.words SET words = ''; UPDATE {_schema}.followed SET tokenizer = 99");
        await journal.AppendedAsync(show, Arrived("b", "a rover"));
        await journal.SearchFollowedAsync(enough.Token);
        Assert.Equal(1L, await ScalarAsync($"SELECT count(*) FROM {_schema}.words"));
    }

    private async Task<PostgresJournal> OpenAsync() => await PostgresJournal.OpenAsync(await database.ConnectionAsync(), TimeProvider.System, _schema);

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await database.ConnectionAsync());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
