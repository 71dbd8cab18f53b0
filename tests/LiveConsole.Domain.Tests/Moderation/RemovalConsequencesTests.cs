using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Moderation;

public sealed class RemovalConsequencesTests
{
    private static RemovalCame Of(string message) => new("twitch", "agence", A.Removal(), MessageId: message);

    [Fact]
    public void The_shown_message_removed_on_its_platform_darkens_the_air_and_withdraws_the_question()
    {
        var show = A.Show().With(A.Question("one?").OnAir()).After(Of("q1"));

        Assert.Equal((null, AirCause.Withdrawn, false), (show.State.Air.Item, show.State.Air.Cause, show.State.Air.OverlayShown));
        Assert.Equal(Stage.Withdrawn, show.Item(1).Stage);
        Assert.Equal(show.Id(1), show.State.Air.Previous);
        Assert.Single(show.State.Struck);
    }

    [Fact]
    public void From_the_rundown_from_done_and_from_dismissed_it_is_withdrawn_too()
    {
        var show = A.Show().With(A.Question("one?").OnAir(), A.Question("two?").Queued(), A.Question("three?").Approved());
        show = show.After(new TakeOffAir(), A.Editor("Ana")).After(new DismissItem(show.Id(3), show.Version(3), DismissReason.OffTopic), A.Editor("Ana"));

        show = show.After(Of("q1")).After(Of("q2")).After(Of("q3"));

        Assert.All([1, 2, 3], number => Assert.Equal(Stage.Withdrawn, show.Item(number).Stage));
        Assert.Empty(show.State.Rundown);
    }

    [Fact]
    public void A_ban_withdraws_all_of_the_viewers_questions_and_a_whole_chat_clear_none()
    {
        var show = A.Show().With(A.Question("one?").AskedBy("901", "Ayşe").Queued(), A.Question("two?").AskedBy("901", "Ayşe").Queued(), A.Question("three?").Queued());

        var banned = show.After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer), ViewerId: "901"));
        var cleared = show.After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Channel)));

        Assert.Equal([show.Id(3)], banned.State.Rundown);
        Assert.Equal(3, cleared.State.Rundown.Count);
        Assert.Equal(3, cleared.State.Struck.Count);
    }

    [Fact]
    public void A_rooms_removal_in_a_shared_chat_names_its_own_copy_of_the_message()
    {
        var message = A.Message(copies: ["local-1"]);
        var show = A.Show().After(new MessageCame(message));
        show = show.After(new PromoteMessage(message.Ref, ItemKind.Question, ItemId.New(A.Time), message), A.Editor("Ana")).After(Of("local-1"));

        Assert.Equal(Stage.Withdrawn, show.Item(1).Stage);
    }

    [Fact]
    public void An_ask_that_is_not_shown_is_only_struck_and_reopening_after_the_shown_one_went_takes_anothers_words_and_name()
    {
        var show = A.Show().With(A.Question("is it cold?").Queued());
        show = show.After(new ItemAdded(Joined(show)));
        Item Joined(AShow s) => s.Item(1) with
        {
            Id = ItemId.New(A.Time), Number = 2, Stage = Stage.Approved,
            Asks = [.. s.Item(1).Asks, Asked("m2", "Marius", "how cold?? call 06 12 34 56 78"), Asked("m3", "Zoé", "cold?")],
        };

        var struck = show.After(Of("m3"));
        Assert.Equal((Stage.Approved, 2), (struck.Item(2).Stage, struck.Item(2).Askers));

        var gone = struck.After(Of("q1"));
        Assert.Equal(Stage.Withdrawn, gone.Item(2).Stage);

        var reopened = gone.After(new ReopenItem(gone.Id(2), gone.Version(2)), A.Editor("Ana"));
        Assert.Equal((Stage.Approved, "How cold? call", "Marius"), (reopened.Item(2).Stage, reopened.Item(2).Wording.Fr, reopened.Item(2).Name.Name));
        Assert.False(reopened.Item(2).ShowsRemoved);
    }

    [Fact]
    public void A_removal_that_comes_before_its_message_strikes_it_from_the_start_for_ten_minutes()
    {
        var show = A.Show().After(Of("late"));

        var struck = show.After(new MessageCame(A.Message(id: "late")));
        var forgotten = show.Later(700).After(new RemovalCame("twitch", "agence", A.Removal(at: show.Now.AddSeconds(700)), MessageId: "other")).After(new MessageCame(A.Message(id: "late")));

        Assert.Single(struck.State.Struck);
        Assert.Empty(forgotten.State.Struck);
    }

    [Fact]
    public void A_viewers_time_out_reaches_what_they_wrote_before_it_also_when_it_comes_late_and_nothing_they_write_after_it()
    {
        var show = A.Show().After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer, A.Time), ViewerId: "901", Seconds: 60));

        var late = show.After(new MessageCame(A.Message(id: "late", at: A.Time.AddSeconds(-3))));
        var after = late.Later(70).After(new MessageCame(A.Message("I am back, is it cold?", id: "after", at: A.Time.AddSeconds(70))));

        Assert.Single(late.State.Struck);
        Assert.Single(after.State.Struck);
    }

    [Fact]
    public void A_chats_clear_reaches_what_was_written_there_before_it_also_late_and_nothing_elsewhere_or_after()
    {
        var show = A.Show().After(new MessageCame(A.Message(id: "there"))).After(new MessageCame(A.Message(id: "elsewhere", channel: "other")))
            .After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Channel, A.Time)));

        show = show.After(new MessageCame(A.Message(id: "late"))).After(new MessageCame(A.Message(id: "after", at: A.Time.AddSeconds(1))));

        Assert.Equal(["there", "late"], show.State.Recent.Newest(9).Where(r => show.State.Struck.ContainsKey(r.Sequence)).Select(r => r.Message.Id));
    }

    [Theory]
    [InlineData(RemovalScope.Message, "q1", null)]
    [InlineData(RemovalScope.Message, "not come yet", null)]
    [InlineData(RemovalScope.Viewer, null, "v1")]
    [InlineData(RemovalScope.Channel, null, null)]
    public void A_removal_that_both_transports_tell_is_one_entry(RemovalScope scope, string? message, string? viewer)
    {
        var show = A.Show().With(A.Question("one?").Queued());
        var told = new RemovalCame("twitch", "agence", A.Removal(scope), message, viewer);
        var again = told with { Removal = told.Removal with { At = A.Time.AddMilliseconds(400), By = null } };

        var twice = show.After(told).After(again);

        Assert.Equal(show.After(told).Entries.Count, twice.Entries.Count);
    }

    [Fact]
    public void A_message_removed_by_itself_after_its_chat_was_cleared_still_withdraws_its_question()
    {
        var show = A.Show().With(A.Question("one?").OnAir()).After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Channel)));
        Assert.Equal(show.Id(1), show.State.Air.Item);

        Assert.Equal(Stage.Withdrawn, show.After(Of("q1")).Item(1).Stage);
    }

    [Fact]
    public void A_page_that_holds_older_rows_than_the_state_learns_of_their_removal()
    {
        var old = A.Message(id: "long past", viewer: "901");
        var show = A.Show();

        Assert.Null(show.State.Removed.Of(old));
        Assert.NotNull(show.After(Of("long past")).State.Removed.Of(old));
        Assert.NotNull(show.After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer), ViewerId: "901")).State.Removed.Of(old));
        Assert.NotNull(show.After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Channel))).State.Removed.Of(old));
    }

    [Fact]
    public void Who_may_not_read_what_was_removed_gets_the_item_without_it()
    {
        var show = A.Show().With(A.Question("is it cold?").Queued());
        show = show.After(new ItemAdded(show.Item(1) with
        {
            Id = ItemId.New(A.Time), Number = 2, Asks = [Asked("m2", "Zoé", "quelle horreur"), .. show.Item(1).Asks],
        }));

        var struck = show.After(Of("m2")).Item(2).WithoutRemoved();
        Assert.Equal([("", ""), ("Ayşe", "is it cold?")], struck.Asks.Select(a => (a.Name, a.Text)));
        Assert.Equal("is it cold?", struck.Text);
        Assert.Equal([new Removal(show.After(Of("m2")).Item(2).Asks[0].Removed!.At, RemovalScope.Message), null], struck.Asks.Select(a => a.Removed));

        var withdrawn = show.After(Of("q1")).Item(1).WithoutRemoved();
        Assert.Equal(("", new Wording(), true), (withdrawn.Text, withdrawn.Wording, withdrawn.Name.Hidden));
        Assert.DoesNotContain("cold", System.Text.Json.JsonSerializer.Serialize(withdrawn.Asks), StringComparison.Ordinal);
    }

    [Fact]
    public void A_withdrawn_question_without_another_asker_cannot_be_reopened()
    {
        var show = A.Show().With(A.Question("one?").Approved()).After(Of("q1"));

        var refusal = show.Decide(new ReopenItem(show.Id(1), show.Version(1)), A.Editor("Ana")).Refusal!;

        Assert.Equal("Every message that asked Q1 was removed. Add it by hand (+) in your own words.", refusal.Message);
    }

    private static Ask Asked(string id, string name, string text) => new(new MessageRef("twitch", id), new ViewerRef("twitch", name), name, text, null, A.Time);
}
