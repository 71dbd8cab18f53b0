using LiveConsole.Domain.Journal;

namespace LiveConsole.Journal.Postgres;

public sealed partial class PostgresJournal : IPresenceBoard
{
    public IPresenceBoard Presence => this;

    public ValueTask<IReadOnlyList<(string Node, byte[] Here)>> MeetAsync(ShowId show, string node, byte[] here, CancellationToken ct) => ReadAsync<IReadOnlyList<(string, byte[])>>(async (c, token) =>
    {
        // Nodes have a name of their own at each start: what they left is cleared away by whoever comes by, a minute later, without waiting for one who does the same.
        // One round trip; the select sees the table as it was before this insert, which is why it leaves this node out.
        await using var meet = Sql(c, $"""
            WITH mine AS (INSERT INTO {_schema}.presence (show, node, here, until) VALUES ($1, $2, $3, now() + interval '6 seconds')
                ON CONFLICT (show, node) DO UPDATE SET here = excluded.here, until = excluded.until),
                gone AS (DELETE FROM {_schema}.presence WHERE (show, node) IN (SELECT show, node FROM {_schema}.presence
                    WHERE until < now() - interval '1 minute' AND NOT (show = $1 AND node = $2) FOR UPDATE SKIP LOCKED))
            SELECT node, here FROM {_schema}.presence WHERE show = $1 AND node <> $2 AND until > now() AND length(here) > 0 ORDER BY node
            """, show.Value, node, here);
        meet.CommandTimeout = 2;
        List<(string, byte[])> others = [];
        await using var rows = await meet.ExecuteReaderAsync(token);
        while (await rows.ReadAsync(token)) others.Add((rows.GetString(0), rows.GetFieldValue<byte[]>(1)));
        return others;
    }, ct);
}
