using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Journal.Postgres;
using LiveConsole.Testing;
using Npgsql;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests.Postgres;

/// <summary>What a rule hides is committed with its message: nobody who reads meanwhile, on whichever node, sees the one without the other.</summary>
public sealed class HiddenAtOnceTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly string _schema = database.NewSchema();

    [Fact]
    public async Task A_page_that_is_read_while_a_message_is_hidden_by_a_rule_does_not_show_it_for_a_moment()
    {
        var show = NewShow();
        await using var reads = await PostgresJournal.OpenAsync(await database.ConnectionAsync(), TimeProvider.System, _schema);
        await using var writes = await PostgresJournal.OpenAsync(await database.ConnectionAsync(), TimeProvider.System, _schema);
        await writes.AppendedAsync(show, Arrived("before", text: "said before"));
        await reads.SearchFollowedAsync(default);
        await using var holds = new NpgsqlConnection(await database.ConnectionAsync());
        await holds.OpenAsync();
        await using var watches = new NpgsqlConnection(await database.ConnectionAsync());
        await watches.OpenAsync();
        var held = await holds.BeginTransactionAsync();
        await DoAsync(holds, $"LOCK TABLE {_schema}.followed IN ACCESS EXCLUSIVE MODE");

        // It has read the removals, and how far search has followed is asked next.
        var page = reads.ReadMessagesAsync(show, new MessageQuery(Text: "said"), default).AsTask();
        using var patience = new CancellationTokenSource(Cap.Signal);
        while (await DoAsync(watches, $"SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.query LIKE 'SELECT upto FROM {_schema}.followed%'") is not > 0L) patience.Token.ThrowIfCancellationRequested();
        await writes.AppendedAsync(show, new NewEntry(Noon, new MessageArrived(Message("a", "said with hate"), Hidden: true)), new NewEntry(Noon,
            new MessagesRemoved("twitch", "agency", new Removal(Noon, RemovalScope.Message, "LiveConsole", Here: true) { Rule = MarkKind.Slur }, MessageId: "a")));
        await held.RollbackAsync();

        Assert.DoesNotContain(await page.WaitAsync(Cap.Signal), m => m is { Removed: null, Message.Id: "a" });
        Assert.Equal(MarkKind.Slur, (await reads.ReadMessagesAsync(show, new MessageQuery(Text: "said"), default)).Single(m => m.Message.Id == "a").Removed!.Rule);
    }

    private static async Task<long?> DoAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() as long?;
    }
}
