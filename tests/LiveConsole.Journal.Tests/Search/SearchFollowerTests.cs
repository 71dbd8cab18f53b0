using FsCheck.Fluent;
using LiveConsole.Domain.Chat;
using LiveConsole.Journal.Search;
using LiveConsole.Journal.Sqlite;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests.Search;

public sealed class SearchFollowerTests : IDisposable
{
    // Few words, many kinds: so that they meet.
    private static readonly string[] Vocabulary = ["rover", "rovers", "Où", "ou", "cold", "COLD!", "plaît", "東京", "京都駅", "東", "ไทย", "\U0001F680", "a", "it's", "NEAR", "\"or\"", "c*"];

    private readonly string _folder = Directory.CreateTempSubdirectory("search").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Search_by_the_index_finds_what_looking_through_every_message_finds()
    {
        var text = Gen.Elements(Vocabulary).ListOf(5).Select(words => string.Join(' ', words));
        var texts = Gen.Sample(text, 600);
        var queries = Gen.Sample(Gen.Elements(Vocabulary).ListOf(2).Select(words => string.Join(' ', words)), 150);
        var show = NewShow();
        await using var journal = await OpenAsync();
        var messages = texts.Select((t, i) => Message($"m{i}", t, viewer: $"v{i % 5}", platform: i % 3 == 0 ? "youtube" : "twitch")).ToList();
        foreach (var chunk in messages.Chunk(100)) await journal.AppendedAsync(show, [.. chunk.Select(Arrived)]);
        await FollowedAsync(journal);

        for (var q = 0; q < queries.Length; q++)
        {
            var query = Query(queries[q], q);
            Assert.Equal(ByHand(messages, query), (await journal.ReadMessagesAsync(show, query, default)).Select(m => m.Sequence));
        }
    }

    [Fact]
    public async Task An_index_that_is_lost_foreign_or_damaged_is_made_again()
    {
        var show = NewShow();
        foreach (var spoil in new Action<string>[] { File.Delete, f => File.WriteAllText(f, "not a database at all, " + new string('x', 9_000)), Garble })
        {
            await using (var journal = await OpenAsync())
            {
                await journal.AppendedAsync(show, Arrived(Guid.NewGuid().ToString(), "the rover"));
                await FollowedAsync(journal);
            }

            spoil(Path.Combine(_folder, SearchIndex.FileName));
            await using var again = await OpenAsync();
            await FollowedAsync(again);
            Assert.Equal((await again.AllAsync(show)).Count, (await again.ReadMessagesAsync(show, new MessageQuery(Text: "rover"), default)).Count);
        }
    }

    [Fact]
    public async Task An_index_of_another_journal_is_made_again()
    {
        await using (var journal = await OpenAsync())
        {
            await journal.AppendedAsync(NewShow(), Arrived("a", "the rover"));
            await FollowedAsync(journal);
        }

        foreach (var file in Directory.GetFiles(_folder, SqliteJournal.FileName + "*")) File.Delete(file);
        var show = NewShow();
        await using var other = await OpenAsync();
        await other.AppendedAsync(show, Arrived("b", "an orbiter"), Arrived("c", "the rover"));
        await FollowedAsync(other);

        Assert.Equal(1, Assert.Single(await other.ReadMessagesAsync(show, new MessageQuery(Text: "orbiter"), default)).Sequence);
        Assert.Equal(2, Assert.Single(await other.ReadMessagesAsync(show, new MessageQuery(Text: "rover"), default)).Sequence);
    }

    private static MessageQuery Query(string text, int n) => (n % 5) switch
    {
        0 => new MessageQuery(Text: text, Limit: 7),
        1 => new MessageQuery(Text: text, Before: 400, Limit: 7),
        2 => new MessageQuery(Text: text, After: 200, Limit: 7),
        3 => new MessageQuery(Text: text, Platform: "youtube", Limit: 1_000),
        _ => new MessageQuery(Text: text, Viewer: new ViewerRef("twitch", "v1"), Limit: 1_000),
    };

    private static IEnumerable<long> ByHand(List<ChatMessage> messages, MessageQuery query)
    {
        var wanted = SearchQuery.Of(query.Text!);
        if (wanted.IsEmpty) return [];
        var found = messages.Select((m, i) => (Sequence: i + 1L, Message: m))
            .Where(m => m.Sequence > (query.After ?? 0) && m.Sequence < (query.Before ?? long.MaxValue) && wanted.Matches(m.Message))
            .Where(m => (query.Platform ?? m.Message.Platform) == m.Message.Platform && (query.Viewer ?? m.Message.Viewer) == m.Message.Viewer)
            .Select(m => m.Sequence);
        return query is { After: not null, Before: null } ? found.Take(query.Limit) : found.TakeLast(query.Limit);
    }

    /// <summary>Half of the file's middle is overwritten, the header stays.</summary>
    private static void Garble(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes.AsSpan(4_096).Fill(0x5a);
        File.WriteAllBytes(file, bytes);
    }

    private async Task<SqliteJournal> OpenAsync() => await SqliteJournal.OpenAsync(_folder, TimeProvider.System);

    private static async Task FollowedAsync(SqliteJournal journal)
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await journal.SearchFollowedAsync(enough.Token);
    }
}
