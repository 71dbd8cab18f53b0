using FsCheck.Fluent;
using LiveConsole.Domain.Chat;
using LiveConsole.Journal.Search;
using LiveConsole.Testing;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests;

public abstract partial class JournalContract
{
    // Few words, many kinds: so that they meet.
    private static readonly string[] Vocabulary = ["rover", "rovers", "Où", "ou", "cold", "COLD!", "plaît", "東京", "京都駅", "東", "ไทย", "\U0001F680", "a", "it's", "NEAR", "\"or\"", "c*"];

    [Fact]
    public async Task Search_by_the_index_finds_what_looking_through_every_message_finds()
    {
        var text = Gen.Elements(Vocabulary).ListOf(5).Select(words => string.Join(' ', words));
        var texts = Gen.Sample(text, 600);
        var queries = Gen.Sample(Gen.Elements(Vocabulary).ListOf(2).Select(words => string.Join(' ', words)), 150);
        var messages = texts.Select((t, i) => Message($"m{i}", t, viewer: $"v{i % 5}", platform: i % 3 == 0 ? "youtube" : "twitch")).ToList();
        foreach (var chunk in messages.Chunk(100)) await Journal.AppendedAsync(Show, [.. chunk.Select(Arrived)]);
        using var enough = new CancellationTokenSource(Cap.Signal);
        await SearchFollowedAsync(Journal, enough.Token);

        for (var q = 0; q < queries.Length; q++)
        {
            var query = Query(queries[q], q);
            Assert.Equal(ByHand(messages, query), (await Journal.ReadMessagesAsync(Show, query, default)).Select(m => m.Sequence));
        }
    }

    [Fact]
    public async Task What_was_removed_counts_to_no_limit_where_it_is_not_wanted()
    {
        await Journal.AppendedAsync(Show, Arrived("a", "rover"), Arrived("b", "rover"), Arrived("c", "rover"), Arrived("d", "rover"), Arrived("e", "rover"), Arrived("f", "rover"), Removed("a"), Removed("e"), Removed("f"));

        await AskAsync();
        using var enough = new CancellationTokenSource(Cap.Signal);
        await SearchFollowedAsync(Journal, enough.Token);
        await AskAsync();

        async Task AskAsync()
        {
            foreach (var any in new[] { new MessageQuery(Text: "rover"), new MessageQuery(Viewer: new ViewerRef("twitch", "v1")), new MessageQuery() })
            {
                Assert.Equal([3L, 4], await SequencesAsync(any with { Limit = 2, NotRemoved = true }));
                Assert.Equal([2L], await SequencesAsync(any with { After = 0, Limit = 1, NotRemoved = true }));
                Assert.Equal([2L, 3, 4], await SequencesAsync(any with { NotRemoved = true }));
                Assert.Equal([5L, 6], await SequencesAsync(any with { Limit = 2 }));
            }
        }
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
}
