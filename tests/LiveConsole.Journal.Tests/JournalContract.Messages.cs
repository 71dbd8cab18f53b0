using LiveConsole.Domain.Chat;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests;

public abstract partial class JournalContract
{
    [Fact]
    public async Task Known_messages_are_told_from_new_ones_also_by_their_copies_ids_and_after_reopening()
    {
        await Journal.AppendedAsync(Show, Arrived(Message("a", copies: ["a2", "a3"])), Arrived(Message("a", platform: "youtube")));
        MessageRef[] asked = [Twitch("a"), Twitch("a2"), Twitch("a3"), Twitch("b"), new("youtube", "a"), new("youtube", "a2")];
        MessageRef[] known = [Twitch("a"), Twitch("a2"), Twitch("a3"), new("youtube", "a")];

        Assert.Equal(known.ToHashSet(), await Journal.KnownAsync(Show, asked, default));
        await ReopenAsync();
        Assert.Equal(known.ToHashSet(), await Journal.KnownAsync(Show, asked, default));
        Assert.Empty(await Journal.KnownAsync(NewShow(), asked, default));
    }

    [Fact]
    public async Task A_message_is_found_by_its_id_or_a_copys()
    {
        var message = Message("a", copies: ["a2"]);
        await Journal.AppendedAsync(Show, Arrived("z"), Arrived(message));

        Assert.Equal(new StoredMessage(2, message, null), await Journal.FindMessageAsync(Show, Twitch("a"), default));
        Assert.Equal(2, (await Journal.FindMessageAsync(Show, Twitch("a2"), default))!.Sequence);
        Assert.Null(await Journal.FindMessageAsync(Show, Twitch("nobody"), default));
        Assert.Null(await Journal.FindMessageAsync(NewShow(), Twitch("a"), default));
    }

    [Fact]
    public async Task A_page_goes_forward_from_after_and_back_from_before_and_is_always_oldest_first()
    {
        await Journal.AppendedAsync(Show, [.. Enumerable.Range(1, 20).Select(n => Arrived($"m{n}"))]);

        Assert.Equal([18L, 19, 20], await SequencesAsync(new MessageQuery(Limit: 3)));
        Assert.Equal([6L, 7, 8], await SequencesAsync(new MessageQuery(After: 5, Limit: 3)));
        Assert.Equal([9L, 10, 11], await SequencesAsync(new MessageQuery(Before: 12, Limit: 3)));
        Assert.Equal([10L, 11], await SequencesAsync(new MessageQuery(After: 9, Before: 12, Limit: 3)));
        Assert.Equal([1L, 2], await SequencesAsync(new MessageQuery(Before: 3, Limit: 3)));
        Assert.Empty(await SequencesAsync(new MessageQuery(After: 20)));
        Assert.Empty(await SequencesAsync(new MessageQuery(Limit: 0)));
    }

    [Fact]
    public async Task A_page_may_be_one_platforms_or_one_viewers()
    {
        await Journal.AppendedAsync(Show, [.. Enumerable.Range(1, 12).Select(n => Arrived(Message($"m{n}", viewer: $"v{n % 3}", platform: n % 2 == 0 ? "twitch" : "youtube")))]);

        Assert.Equal([2L, 4, 6, 8, 10, 12], await SequencesAsync(new MessageQuery(Platform: "twitch")));
        Assert.Equal([6L, 12], await SequencesAsync(new MessageQuery(Viewer: new ViewerRef("twitch", "v0"))));
        Assert.Equal([3L], await SequencesAsync(new MessageQuery(Viewer: new ViewerRef("youtube", "v0"), Before: 9)));
        Assert.Equal([9L], await SequencesAsync(new MessageQuery(Viewer: new ViewerRef("youtube", "v0"), After: 3, Limit: 1)));
        await ReopenAsync();
        Assert.Equal([6L, 12], await SequencesAsync(new MessageQuery(Viewer: new ViewerRef("twitch", "v0"))));
        Assert.Empty(await SequencesAsync(new MessageQuery(Viewer: new ViewerRef("twitch", "nobody"))));
    }

    [Fact]
    public async Task A_removal_strikes_the_message_it_names_by_any_of_its_ids()
    {
        await Journal.AppendedAsync(Show, Arrived(Message("a", copies: ["a2"])), Arrived("b"), Removed("a2", reason: "spam"), Removed("nobody"));

        Assert.Equal([1L], await RemovedAsync());
        Assert.Equal("spam", (await Journal.FindMessageAsync(Show, Twitch("a"), default))!.Removed!.Reason);
        await ReopenAsync();
        Assert.Equal([1L], await RemovedAsync());
    }

    [Fact]
    public async Task A_removal_before_its_message_does_not_strike_it_also_in_one_batch()
    {
        await Journal.AppendedAsync(Show, Removed("a"), Arrived("a"));
        await Journal.AppendedAsync(Show, Removed("b"));
        await Journal.AppendedAsync(Show, Arrived("b"));
        Assert.Empty(await RemovedAsync());

        await Journal.AppendedAsync(Show, Arrived("c"), Removed("c"), Removed("b"));
        Assert.Equal([4L, 5], await RemovedAsync());
    }

    [Fact]
    public async Task A_viewers_removal_strikes_all_they_sent_until_then_and_a_clear_all_of_the_channel()
    {
        await Journal.AppendedAsync(Show, Arrived("a", viewer: "v1", second: 1), Arrived("b", viewer: "v2", second: 2), Arrived("c", viewer: "v1", second: 30),
            Arrived(Message("d", platform: "youtube")), Arrived(Message("e", channel: "other", viewer: "v3")));

        await Journal.AppendedAsync(Show, Removed(viewer: "v1", second: 10));
        Assert.Equal([1L], await RemovedAsync());
        await Journal.AppendedAsync(Show, Removed(second: 20));
        Assert.Equal([1L, 2], await RemovedAsync());
        // It strikes what was there: a message that is appended after it is struck by an entry of its own.
        await Journal.AppendedAsync(Show, Arrived("late", viewer: "v1", second: 5));
        Assert.Equal([1L, 2], await RemovedAsync());
    }

    [Fact]
    public async Task The_first_removal_is_the_one_that_is_told()
    {
        await Journal.AppendedAsync(Show, Arrived("a"), Removed(second: 10, reason: "clear"), Removed("a", second: 20, reason: "spam"), Removed(viewer: "v1", second: 30, reason: "ban"));

        Assert.Equal("clear", (await Journal.FindMessageAsync(Show, Twitch("a"), default))!.Removed!.Reason);
    }

    [Fact]
    public async Task Search_finds_all_words_in_any_order_the_last_as_a_beginning_also_what_was_removed()
    {
        await Journal.AppendedAsync(Show, Arrived("a", "Où est le Rover, s'il vous plaît ?"), Arrived("b", "the ROVER is cold"), Arrived("c", "roverlike things"), Arrived("d", "火星の天気は？"), Removed("b"));

        Assert.Equal([1L, 2, 3], await SequencesAsync(new MessageQuery(Text: "rover")));
        Assert.Equal([2L], await SequencesAsync(new MessageQuery(Text: "cold rover")));
        Assert.Equal([1L], await SequencesAsync(new MessageQuery(Text: "rover plait")));
        Assert.Equal([4L], await SequencesAsync(new MessageQuery(Text: "天気")));
        Assert.Equal([2L, 3], await SequencesAsync(new MessageQuery(Text: "rover", Limit: 2)));
        Assert.Equal([2L], await SequencesAsync(new MessageQuery(Text: "rover", After: 1, Limit: 1)));
        Assert.Empty(await SequencesAsync(new MessageQuery(Text: "rov er")));
        Assert.Empty(await SequencesAsync(new MessageQuery(Text: " ?! ")));
        Assert.NotNull((await Journal.ReadMessagesAsync(Show, new MessageQuery(Text: "cold"), default))[0].Removed);
    }

    private async Task<IEnumerable<long>> SequencesAsync(MessageQuery query) => (await Journal.ReadMessagesAsync(Show, query, default)).Select(m => m.Sequence);

    private async Task<IEnumerable<long>> RemovedAsync() =>
        (await Journal.ReadMessagesAsync(Show, new MessageQuery(), default)).Where(m => m.Removed is not null).Select(m => m.Sequence);
}
