using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests;

public abstract partial class JournalContract
{
    [Fact]
    public async Task A_message_is_read_with_its_judgement_by_any_way_whenever_it_was_judged_also_after_reopening()
    {
        await Journal.AppendedAsync(Show, new NewEntry(Noon, new MessageArrived(Message("a"), Said("en"))), Arrived("b"), Arrived("c"), Judged(2, "fr"));
        await Journal.AppendedAsync(Show, Judged(2, "de"), new NewEntry(Noon, new MessageAmended(1, Message("a", "now") with { Count = 2 }, Said("en"))));

        for (var reopened = false; ; reopened = true)
        {
            var page = await Journal.ReadMessagesAsync(Show, new MessageQuery(), default);
            Assert.Equal([Said("en"), Said("de"), null], page.Select(m => m.Judgement));
            Assert.Equal(page, await Journal.ReadMessagesAsync(Show, new MessageQuery(After: 0), default));
            Assert.Equal(page, await Journal.ReadMessagesAsync(Show, new MessageQuery(Viewer: new ViewerRef("twitch", "v1")), default));
            Assert.Equal(page[1], await Journal.FindMessageAsync(Show, Twitch("b"), default));
            Assert.Equal(page.Select(m => m.Judgement), (await Journal.LoadAsync(Show, null, default)).Recent.Newest(9).Select(r => r.Judgement));
            if (reopened) break;
            await ReopenAsync();
        }
    }

    [Fact]
    public async Task A_state_of_before_is_loaded_with_what_was_said_by_then()
    {
        await Journal.AppendedAsync(Show, Arrived("a"), Judged(1, "fr"), Arrived("b"));
        await Journal.SaveStateAsync(Show, await Journal.LoadAsync(Show, null, default), default);
        await Journal.AppendedAsync(Show, Judged(1, "en"), Judged(3, "de"));

        foreach (var (upTo, languages) in new (long, string?[])[] { (1, [null]), (2, ["fr"]), (3, ["fr", null]), (4, ["en", null]), (5, ["en", "de"]) })
            Assert.Equal(languages, (await Journal.LoadAsync(Show, upTo, default)).Recent.Newest(9).Select(r => r.Judgement?.Language));
    }

    [Fact]
    public async Task A_show_with_judged_messages_that_is_taken_in_reads_as_it_was()
    {
        await Journal.AppendedAsync(Show, Arrived("a"), Arrived("b"), Judged(1, "fr"), Arrived("c"), Judged(4, "en"), Judged(1, "de"));
        var there = NewShow();

        await TakeInAsync(Show, there, 2);
        await ReopenAsync();

        var read = await Journal.ReadMessagesAsync(there, new MessageQuery(), default);
        Assert.Equal(["de", null, "en"], read.Select(m => m.Judgement?.Language));
        Assert.Equal(await Journal.ReadMessagesAsync(Show, new MessageQuery(), default), read);
    }
}
