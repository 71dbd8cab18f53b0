using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Moderation;

public sealed class HoldsTests
{
    private static HeldMessage Held(string id = "h1", int minute = 0) =>
        new("twitch", "agence", id, A.Time.AddMinutes(minute), new Author("901", "Ombre"), "putain c'est beau", "automod", "swearing", 2, [new Stretch(0, 6)]);

    private static HoldEnded Ended(string id = "h1", HoldOutcome outcome = HoldOutcome.Denied, string? by = "nora_modo", HeldMessage? message = null) => new("twitch", "agence", id, outcome, A.Time.AddSeconds(20), by, message);

    [Fact]
    public void A_held_message_waits_beside_the_chat_until_the_platform_says_what_became_of_it_and_by_whom()
    {
        var held = A.Show().After(new HoldCame(Held()));
        var settled = held.After(Ended());

        Assert.Equal(Held(), Assert.Single(held.State.Holds.Waiting).Message);
        Assert.Equal((0, 0L), (held.State.Recent.Count, held.State.Messages));
        Assert.Empty(settled.State.Holds.Waiting);
        Assert.Equal((HoldOutcome.Denied, "nora_modo", A.Time.AddSeconds(20)), Assert.Single(settled.State.Holds.Settled) is var s ? (s.Outcome!.Value, s.By, s.SettledAt!.Value) : default);
    }

    [Fact]
    public void Told_twice_it_is_one_and_an_end_without_its_beginning_brings_the_message_along()
    {
        var twice = A.Show().After(new HoldCame(Held())).After(new HoldCame(Held())).After(Ended()).After(Ended()).After(new HoldCame(Held()));
        var late = A.Show().After(Ended(message: Held()));
        var unknown = A.Show().After(Ended());

        Assert.Equal(["MessageHeld", "HoldSettled"], twice.Entries.Skip(1).Select(e => e.Entry.GetType().Name));
        Assert.Equal(["MessageHeld", "HoldSettled"], late.Entries.Skip(1).Select(e => e.Entry.GetType().Name));
        Assert.Single(unknown.Entries);
    }

    [Fact]
    public void It_can_be_decided_for_about_five_minutes_and_whose_end_nobody_tells_waits_no_longer_after_ten()
    {
        var show = A.Show().After(new HoldCame(Held()));
        var hold = show.State.Holds.Waiting[0];

        Assert.Equal(A.Time.AddMinutes(5), hold.EndsAbout);
        Assert.Single(show.State.Holds.Open(A.Time.AddMinutes(9)));
        Assert.Empty(show.State.Holds.Open(A.Time.AddMinutes(10)));
        var next = show.Later(600).After(new HoldCame(Held("h2", minute: 10)));
        Assert.Equal("h2", Assert.Single(next.State.Holds.Waiting).Message.Id);
        Assert.Equal(HoldOutcome.Expired, Assert.Single(next.State.Holds.Settled).Outcome);
    }

    [Theory]
    [InlineData(2_266_000)]
    [InlineData(-2_266_000)]
    [InlineData(4)]
    public void How_long_it_waits_is_counted_by_the_shows_clock_whatever_the_platforms_own_says(int minutesOff)
    {
        var show = A.Show().After(new HoldCame(Held(minute: minutesOff)));
        var hold = Assert.Single(show.State.Holds.Open(A.Time.AddMinutes(4)));

        Assert.Equal((A.Time, A.Time.AddMinutes(5), A.Time.AddMinutes(minutesOff)), (hold.Since, hold.EndsAbout, hold.Message.HeldAt));
        Assert.Empty(show.State.Holds.Open(A.Time.AddMinutes(10)));
        Assert.Equal("h2", Assert.Single(show.Later(600).After(new HoldCame(Held("h2", minutesOff))).State.Holds.Waiting).Message.Id);
        // A state of before has only what the platform said.
        Assert.Equal(A.Time.AddMinutes(5), new Hold(1, Held()).EndsAbout);
    }

    [Fact]
    public void A_message_that_comes_under_the_held_ones_id_was_let_through()
    {
        var show = A.Show().After(new HoldCame(Held())).After(new MessageCame(A.Message("putain c'est beau", id: "h1")));

        Assert.Empty(show.State.Holds.Waiting);
        Assert.Equal((HoldOutcome.Allowed, (string?)null), Assert.Single(show.State.Holds.Settled) is var s ? (s.Outcome!.Value, s.By) : default);
    }

    [Fact]
    public void Who_let_it_through_is_known_though_the_message_came_before_it_was_told()
    {
        var show = A.Show().After(new HoldCame(Held())).After(new MessageCame(A.Message("putain c'est beau", id: "h1")));
        var told = new HoldEnded("twitch", "agence", "h1", HoldOutcome.Allowed, A.Time.AddSeconds(1), "nora_modo");

        var known = show.After(told).After(told with { By = "another" }).After(told with { Outcome = HoldOutcome.Denied });

        Assert.Equal((HoldOutcome.Allowed, "nora_modo"), Assert.Single(known.State.Holds.Settled) is var s ? (s.Outcome!.Value, s.By) : default);
        Assert.Equal(show.State.Sequence + 1, known.State.Sequence);
    }

    [Fact]
    public void It_is_bounded_and_counts_what_fell_out()
    {
        var book = Enumerable.Range(0, HoldBook.Most + 3).Aggregate(HoldBook.Empty, (b, n) => b.With(n, Held($"h{n}"), A.Time));
        book = book.Waiting.Aggregate(book, (b, h) => b.Settle(new MessageRef("twitch", h.Message.Id), HoldOutcome.Denied, A.Time, null));

        Assert.Equal((3L, HoldBook.SettledKept, $"h{HoldBook.Most + 2}"), (book.LeftUndecided, book.Settled.Count, book.Settled[^1].Message.Id));
    }

    [Fact]
    public void A_restart_begins_with_what_waited_and_what_was_settled()
    {
        var show = A.Show().After(new HoldCame(Held())).After(new HoldCame(Held("h2"))).After(Ended())
            .After(new ModesCame("twitch", "agence", new ChatModes(Slow: 30), A.Time, "nora_modo"))
            .After(new ModeratorActed(new ModeratorAct("twitch", "agence", "vip", A.Time, By: "nora_modo", Target: "Ombre")))
            .After(new SharedChatCame("twitch", "agence", new SharedChat("s", "agence", [new SharedChannel("77", "alpha", "Alpha")]), A.Time))
            .After(new MessageCame(A.Message("Bo gave 2", id: "w") with { Event = new ChatEvent(EventKinds.GiftWave, 2, Wave: "w1") }));

        var restored = StoredShowState.FromJson(StoredShowState.Of(show.State).ToJson()).Restore(show.Newest());

        Assert.Equal(StoredShowState.Of(show.State).ToJson(), StoredShowState.Of(restored).ToJson());
        Assert.Equal(("h2", "h1", 30, "vip", "Alpha", "w1"), (restored.Holds.Waiting[0].Message.Id, restored.Holds.Settled[0].Message.Id, restored.Modes[("twitch", "agence")].Modes.Slow,
            restored.Acts[0].Act.Verb, restored.Shared[("twitch", "agence")].NameOf("77"), restored.Waves[0].Id));
    }
}
