using System.Globalization;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Search;
using Npgsql;

namespace LiveConsole.Journal.Postgres;

/// <summary>
/// Words and viewers to messages, in the database: words are cut by our <see cref="Tokenizer"/>, kept as a text-search vector without any of PostgreSQL's
/// own dictionaries. One node at a time follows a show; whichever comes first.
/// </summary>
internal static class PostgresWords
{
    /// <summary>Counts the ways of cutting words: another one needs the words made again.</summary>
    private const short Cut = 1;

    private const int EntriesPerTurn = 2_000;

    /// <summary>All words, the last as a beginning. Words hold letters, digits and their marks only, so quoting them is safe.</summary>
    public static string Query(SearchQuery query) => string.Join(" & ", query.Words.Select(w => w.IsPrefix ? $"'{w.Text}':*" : $"'{w.Text}'"));

    /// <returns>Shows whose messages are not all followed.</returns>
    public static async Task<List<int>> BehindAsync(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        List<int> behind = [];
        // A newer program's words are left alone: two versions side by side would make them again in turn.
        await using var look = new NpgsqlCommand(
            string.Create(CultureInfo.InvariantCulture, $"SELECT s.no FROM {schema}.shows s LEFT JOIN {schema}.followed f ON f.show = s.no WHERE s.last > coalesce(f.upto, 0) AND coalesce(f.tokenizer, {Cut}) = {Cut} OR f.tokenizer < {Cut} ORDER BY s.no"), connection);
        await using var rows = await look.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) behind.Add(rows.GetInt32(0));
        return behind;
    }

    /// <returns>True: there is more to follow at once.</returns>
    public static async Task<bool> FollowAsync(NpgsqlConnection connection, string schema, int show, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var begin = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                // Derived: what a crash of the server takes is followed again from the mark.
                new("SET LOCAL synchronous_commit = off"),
                new(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO {schema}.followed (show, tokenizer, upto) VALUES ({show}, {Cut}, 0) ON CONFLICT DO NOTHING")),
                new(string.Create(CultureInfo.InvariantCulture, $"SELECT f.upto, f.tokenizer, s.last FROM {schema}.followed f JOIN {schema}.shows s ON s.no = f.show WHERE f.show = {show} FOR UPDATE OF f SKIP LOCKED")),
            },
        };
        long upTo, last;
        short cut;
        await using (var row = await begin.ExecuteReaderAsync(ct))
        {
            // Another node is at it.
            if (!await row.ReadAsync(ct)) return false;
            (upTo, cut, last) = (row.GetInt64(0), row.GetInt16(1), row.GetInt64(2));
        }

        if (cut > Cut) return false;
        if (cut < Cut)
        {
            await using var empty = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture, $"TRUNCATE {schema}.words_{show}"), connection);
            await empty.ExecuteNonQueryAsync(ct);
            upTo = 0;
        }

        var next = Math.Min(last, upTo + EntriesPerTurn);
        var (sequences, viewers, words) = await NextAsync(connection, schema, show, upTo, next, ct);
        var (amended, amendedWords) = await AmendedAsync(connection, schema, show, upTo, next, ct);
        await using var add = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO {schema}.words (show, sequence, viewer, words) SELECT {show}, u.sequence, u.viewer, array_to_tsvector(string_to_array(u.words, ' ')) FROM unnest($1, $2, $3) AS u (sequence, viewer, words)"))
                {
                    Parameters = { new() { Value = sequences }, new() { Value = viewers }, new() { Value = words } },
                },
                // The old words stay: who finds it by them compares it as it stands.
                new(string.Create(CultureInfo.InvariantCulture, $"UPDATE {schema}.words w SET words = w.words || u.words FROM (SELECT n.sequence, array_to_tsvector(array_agg(DISTINCT word)) AS words FROM unnest($1, $2) AS n (sequence, words), unnest(string_to_array(n.words, ' ')) AS word WHERE word <> '' GROUP BY n.sequence) u WHERE w.show = {show} AND w.sequence = u.sequence"))
                {
                    Parameters = { new() { Value = amended }, new() { Value = amendedWords } },
                },
                new(string.Create(CultureInfo.InvariantCulture, $"UPDATE {schema}.followed SET upto = {next}, tokenizer = {Cut} WHERE show = {show}")),
            },
        };
        await add.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return next < last;
    }

    private static async Task<(List<long> Sequences, List<long> Viewers, List<string> Words)> NextAsync(NpgsqlConnection connection, string schema, int show, long after, long upTo, CancellationToken ct)
    {
        List<long> sequences = [], viewers = [];
        List<string> words = [];
        // Between two marks rather than so many from one: a bound that holds whatever plan the server chooses.
        await using var read = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture,
            $"SELECT sequence, type, version, flags, payload, viewer FROM {schema}.entries WHERE show = {show} AND viewer IS NOT NULL AND sequence > $1 AND sequence <= $2 ORDER BY sequence"), connection)
        {
            Parameters = { new() { Value = after }, new() { Value = upTo } },
        };
        await using var rows = await read.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            if (PostgresJournal.EntryIn(rows) is not MessageArrived { Message: var message }) continue;
            sequences.Add(rows.GetInt64(0));
            viewers.Add(rows.GetInt64(5));
            words.Add(string.Join(' ', Tokenizer.Words(SearchQuery.TextOf(message))));
        }

        return (sequences, viewers, words);
    }

    /// <summary>Messages that were amended between two sequences, with the words they had then.</summary>
    private static async Task<(List<long> Sequences, List<string> Words)> AmendedAsync(NpgsqlConnection connection, string schema, int show, long after, long upTo, CancellationToken ct)
    {
        List<long> sequences = [];
        List<string> words = [];
        await using var read = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture,
            $"SELECT e.sequence, e.type, e.version, e.flags, e.payload FROM {schema}.amendments a JOIN {schema}.entries e ON e.show = {show} AND e.sequence = a.sequence WHERE a.show = {show} AND a.sequence > $1 AND a.sequence <= $2"), connection)
        {
            Parameters = { new() { Value = after }, new() { Value = upTo } },
        };
        await using var rows = await read.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            if (PostgresJournal.EntryIn(rows) is not MessageAmended amended) continue;
            sequences.Add(amended.Sequence);
            words.Add(string.Join(' ', Tokenizer.Words(SearchQuery.TextOf(amended.Message))));
        }

        return (sequences, words);
    }
}
