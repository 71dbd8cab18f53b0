using System.Runtime.CompilerServices;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Journal.Sqlite;

public sealed partial class SqliteJournal
{
    public async IAsyncEnumerable<IReadOnlyList<StoredEntry>> ReadRawAsync(ShowId show, [EnumeratorCancellation] CancellationToken ct)
    {
        long after = 0;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var from = after;
            var page = Read(c => NumberOf(c, show) is { } number ? RawOf(c, number, from) : []);
            if (page.Count == 0) yield break;
            yield return page;
            await Task.Yield();
            after = page[^1].Sequence;
        }
    }

    /// <summary>What is known here as ever; the rest with its payload as it was written.</summary>
    private static List<StoredEntry> RawOf(Connection c, long number, long after)
    {
        List<StoredEntry> page = [];
        using var rows = c.Sql("SELECT key, at, type, version, flags, command, verb, actor, payload FROM entries WHERE key > ?1 AND key < ?2 ORDER BY key LIMIT ?3")
            .Bind(1, Schema.Key(number, after)).Bind(2, Schema.Key(number + 1, 0)).Bind(3, EntriesPerPage);
        while (rows.Step())
        {
            var (type, version, flags) = (rows.Text(2), rows.Int(3), rows.Int(4));
            var entry = EntryRow.ReadRaw(type, version, flags, rows.Bytes(8));
            var by = rows.IsNull(7) ? null : EntryJson.ReadActor(rows.Bytes(7));
            page.Add(new StoredEntry(Schema.SequenceOf(rows.Long(0)), At(rows.Long(1)), entry, rows.GuidOrNull(5), rows.TextOrNull(6), by));
        }

        return page;
    }
}
