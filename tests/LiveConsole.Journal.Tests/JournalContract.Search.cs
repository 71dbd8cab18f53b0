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
