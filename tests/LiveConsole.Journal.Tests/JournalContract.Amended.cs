using LiveConsole.Domain.Chat;
using LiveConsole.Testing;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests;

public abstract partial class JournalContract
{
    private static readonly ChatMessage Rocket = Message("gift", "Rocket", copies: ["here"]);

    [Fact]
    public async Task An_amended_message_keeps_its_place_and_is_read_as_it_stands_by_any_way_also_after_reopening()
    {
        var last = Rocket with { Text = "Comet ×3", Count = 3, Copies = ["here", "there"] };
        await Journal.AppendedAsync(Show, Arrived("a"), Arrived(Rocket), Arrived("b"));
        await Journal.AppendedAsync(Show, Amended(2, Rocket with { Text = "Comet ×2", Count = 2 }), Arrived("c"));
        await Journal.AppendedAsync(Show, Amended(2, last));

        for (var reopened = false; ; reopened = true)
        {
            Assert.Equal([1L, 2, 3, 5], await SequencesAsync(new MessageQuery()));
            Assert.Equal(new StoredMessage(2, last, null), (await Journal.ReadMessagesAsync(Show, new MessageQuery(), default))[1]);
            Assert.Equal(new StoredMessage(2, last, null), Assert.Single(await Journal.ReadMessagesAsync(Show, new MessageQuery(Before: 3, Limit: 1), default)));
            Assert.Contains(last, (await Journal.ReadMessagesAsync(Show, new MessageQuery(Viewer: last.Viewer), default)).Select(m => m.Message));
            foreach (var id in new[] { "gift", "here", "there" }) Assert.Equal(new StoredMessage(2, last, null), await Journal.FindMessageAsync(Show, Twitch(id), default));
            Assert.Equal([Twitch("gift"), Twitch("here"), Twitch("there")], (await Journal.KnownAsync(Show, [Twitch("there"), Twitch("nowhere"), Twitch("here"), Twitch("gift")], default)).OrderBy(r => r.Id));
            if (reopened) break;
            await ReopenAsync();
        }
    }

    [Fact]
    public async Task A_removal_by_an_id_that_came_later_strikes_the_message_also_in_one_batch_and_amending_it_again_changes_nothing_of_that()
    {
        var two = Rocket with { Copies = ["here", "there"] };
        await Journal.AppendedAsync(Show, Arrived(Rocket), Amended(1, two), Removed("there", reason: "spam"));
        await Journal.AppendedAsync(Show, Amended(1, two with { Text = "Rocket ×2", Count = 2 }));

        Assert.Equal("spam", (await Journal.FindMessageAsync(Show, Twitch("gift"), default))!.Removed!.Reason);
        await ReopenAsync();
        Assert.Equal("spam", (await Journal.FindMessageAsync(Show, Twitch("here"), default))!.Removed!.Reason);
        Assert.Single((await Journal.LoadAsync(Show, null, default)).Struck);
    }

    [Fact]
    public async Task A_state_of_before_is_loaded_with_the_message_as_it_stood_then()
    {
        await Journal.AppendedAsync(Show, Arrived(Rocket), Amended(1, Rocket with { Text = "Rocket ×2", Count = 2 }), Arrived("a"));
        await Journal.SaveStateAsync(Show, await Journal.LoadAsync(Show, null, default), default);
        await Journal.AppendedAsync(Show, Amended(1, Rocket with { Text = "Rocket ×3", Count = 3 }), Arrived("b"));

        foreach (var (upTo, text) in new[] { (1L, "Rocket"), (3, "Rocket ×2"), (4, "Rocket ×3"), (5, "Rocket ×3") })
            Assert.Equal(text, (await Journal.LoadAsync(Show, upTo, default)).Recent[0].Message.Text);
    }

    [Fact]
    public async Task Search_finds_an_amended_message_by_the_words_it_has_now_and_no_more_by_those_it_had()
    {
        using var enough = new CancellationTokenSource(Cap.Signal);
        await Journal.AppendedAsync(Show, Arrived(Rocket), Arrived("a", "a comet"), Amended(1, Rocket with { Text = "Comet ×2", Count = 2 }));
        await SearchFollowedAsync(Journal, enough.Token);
        await Journal.AppendedAsync(Show, Amended(1, Rocket with { Text = "Comet ×3 galaxy", Count = 3 }), Arrived("b", "galaxy"));
        await SearchFollowedAsync(Journal, enough.Token);

        Assert.Equal([1L, 2], await SequencesAsync(new MessageQuery(Text: "comet")));
        Assert.Equal([1L, 5], await SequencesAsync(new MessageQuery(Text: "gala")));
        Assert.Empty(await SequencesAsync(new MessageQuery(Text: "rocket")));
    }

    [Fact]
    public async Task A_show_with_amended_messages_that_is_taken_in_reads_as_it_was()
    {
        await Journal.AppendedAsync(Show, Arrived(Rocket), Arrived("a"), Amended(1, Rocket with { Text = "Rocket ×2", Count = 2, Copies = ["here", "there"] }), Removed("there"));
        var there = NewShow();

        await TakeInAsync(Show, there, 2);
        await ReopenAsync();

        Assert.Equal(await Journal.ReadMessagesAsync(Show, new MessageQuery(), default), await Journal.ReadMessagesAsync(there, new MessageQuery(), default));
        Assert.Equal(await Journal.FindMessageAsync(Show, Twitch("there"), default), await Journal.FindMessageAsync(there, Twitch("there"), default));
        Assert.Equal(Whole(await Journal.LoadAsync(Show, null, default)), Whole(await Journal.LoadAsync(there, null, default)));
    }
}
