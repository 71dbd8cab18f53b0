using System.Globalization;
using System.Text;
using LiveConsole.Domain.Chat;
using LiveConsole.Journal.Search;
using LiveConsole.Journal.Sqlite;
using SQLitePCL;

namespace LiveConsole.Journal.Checkup;

/// <summary>
/// Does search hold each word of each message it has followed, and no other? Compared as sums of hashes over (word, message), so that
/// neither side is ever held in memory.
/// </summary>
internal sealed class SearchCheckup
{
    private readonly Dictionary<long, (Guid Id, long UpTo)> _followed = [];
    private readonly Dictionary<long, Sum> _found = [];
    private readonly Dictionary<long, Sum> _expected = [];

    private readonly HashSet<(long Key, string Word)> _amended = [];

    private record struct Sum(long Words, ulong Hash)
    {
        public readonly Sum With(ulong hash) => new(Words + 1, unchecked(Hash + hash));
    }

    /// <summary>Null while it can be read.</summary>
    public string? Trouble { get; private init; }

    /// <summary>False: there is no index, which is no trouble: the next start makes it.</summary>
    public bool IsThere { get; private init; } = true;

    /// <summary>Reads the whole index, before the journal is read: whatever it holds then must be in the journal.</summary>
    public static SearchCheckup Read(string folder)
    {
        var file = Path.Combine(folder, SearchIndex.FileName);
        if (!File.Exists(file)) return new SearchCheckup { IsThere = false };
        try
        {
            var read = new SearchCheckup();
            using var connection = Connection.Open(file, create: false, readOnly: true);
            if (!SearchIndex.IsOurs(connection)) return new SearchCheckup { Trouble = "search.db is not of this version" };
            connection.Run("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, instance); BEGIN");
            using (var shows = connection.Sql("SELECT show, id, upto FROM main.followed"))
            {
                while (shows.Step()) read._followed[shows.Long(0)] = (shows.Guid(1), shows.Long(2));
            }

            using var words = connection.Sql("SELECT term, doc FROM temp.vocabulary");
            while (words.Step()) Add(read._found, words.Bytes(0), words.Long(1));
            return read;
        }
        catch (SqliteFailure failure) when (failure.Code is raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT or raw.SQLITE_ERROR)
        {
            return new SearchCheckup { Trouble = "search.db is damaged" };
        }
        catch (SqliteFailure failure) when (!failure.IsBug)
        {
            return new SearchCheckup { Trouble = $"search.db cannot be read (SQLite code {failure.Code})" };
        }
    }

    public void Expect(long show, long sequence, ChatMessage message)
    {
        if (!_followed.TryGetValue(show, out var followed) || sequence > followed.UpTo) return;
        foreach (var word in Tokenizer.Words(SearchQuery.TextOf(message)).Distinct(StringComparer.Ordinal))
            Add(_expected, Encoding.UTF8.GetBytes(word), Schema.Key(show, sequence));
    }

    /// <summary>What an amendment added. Only messages whose words changed are remembered: two amendments may bring one word.</summary>
    public void ExpectAmended(long show, long sequence, long amendment, ChatMessage first, ChatMessage message)
    {
        if (!_followed.TryGetValue(show, out var followed) || amendment > followed.UpTo) return;
        var key = Schema.Key(show, sequence);
        foreach (var word in SearchIndex.NewWords(first, message))
        {
            if (_amended.Add((key, word))) Add(_expected, Encoding.UTF8.GetBytes(word), key);
        }
    }

    public void Say(IReadOnlyList<ShowRowFound> shows, List<JournalFinding> findings)
    {
        if (Trouble is { } trouble)
        {
            findings.Add(new JournalFinding(JournalPart.Search, PartHealth.Broken, null, trouble, Repairable: true));
            return;
        }

        foreach (var show in shows)
        {
            var (expected, found) = (_expected.GetValueOrDefault(show.Number), _found.GetValueOrDefault(show.Number));
            var (id, upTo) = _followed.GetValueOrDefault(show.Number, (show.Show.Value, 0));
            if (id != show.Show.Value || upTo > show.Last)
                findings.Add(new JournalFinding(JournalPart.Search, PartHealth.Broken, show.Show, "search is of another journal", Repairable: true));
            else if (expected != found)
                findings.Add(new JournalFinding(JournalPart.Search, PartHealth.Broken, show.Show, string.Create(CultureInfo.InvariantCulture, $"search holds {found.Words} words of its messages, which have {expected.Words}"), Repairable: true));
        }
    }

    private static void Add(Dictionary<long, Sum> sums, ReadOnlySpan<byte> word, long key)
    {
        // FNV-1a over the word, then mixed with the message: a sum of these forgets the order, which the index does not keep either.
        var hash = 14695981039346656037UL;
        foreach (var b in word) hash = (hash ^ b) * 1099511628211UL;
        hash = (hash ^ (ulong)key) * 0x9E3779B97F4A7C15UL;
        hash ^= hash >> 32;
        var show = key >> Schema.SequenceBits;
        sums[show] = sums.GetValueOrDefault(show).With(hash * 0xC2B2AE3D27D4EB4FUL);
    }
}
