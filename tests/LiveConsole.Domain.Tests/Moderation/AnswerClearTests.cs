using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Moderation;

public sealed class AnswerClearTests
{
    private static readonly Actor Ana = A.Editor("Ana");
    private static readonly RemovalCame Cleared = new("twitch", "agence", A.Removal(RemovalScope.Channel, A.Time, "nora_modo"));

    /// <summary>Q1 on air, Q2 NEXT, Q3 approved and dismissed.</summary>
    private static AShow Show()
    {
        var show = A.Show().With(A.Question("one?").OnAir(), A.Question("two?").Queued(), A.Question("three?").Approved());
        return show.After(new DismissItem(show.Id(3), show.Version(3), DismissReason.OffTopic), Ana);
    }

    [Fact]
    public void A_clear_withdraws_nothing_and_asks_about_what_came_from_there_and_is_open()
    {
        var show = Show();
        var after = show.After(Cleared);

        var clear = Assert.Single(after.State.Clears);
        Assert.Equal(("twitch", "agence", "nora_modo"), (clear.Platform, clear.Channel, clear.By));
        Assert.Equal([show.Id(1), show.Id(2)], clear.Items);
        Assert.Equal((show.Id(1), show.State.Air.Number), (after.State.Air.Item!.Value, after.State.Air.Number));
        Assert.Equal(show.State.Rundown, after.State.Rundown);
        Assert.Equal(show.Version(2), after.Version(2));
        Assert.Equal(3, after.State.Struck.Count);
    }

    [Fact]
    public void Nothing_is_asked_when_nothing_open_came_from_there_before_it()
    {
        var earlier = Cleared with { Removal = Cleared.Removal with { At = A.Time.AddSeconds(-1) } };

        Assert.Empty(A.Show().After(Cleared).State.Clears);
        Assert.Empty(Show().After(Cleared with { Channel = "other" }).State.Clears);
        Assert.Empty(Show().After(Cleared with { Platform = "youtube" }).State.Clears);
        Assert.Empty(Show().After(earlier).State.Clears);
    }

    [Fact]
    public void A_question_whose_shown_message_came_from_elsewhere_is_concerned_only_when_nobody_else_asks_it()
    {
        var show = A.Show().With(A.Question("one?").Queued());
        var other = new Ask(new MessageRef("youtube", "y1"), new ViewerRef("youtube", "y"), "Bo", "one??", null, A.Time, Channel: "abc");
        var both = show.Item(1) with { Id = ItemId.New(A.Time), Number = 2, Shown = other.Message, Asks = [.. show.Item(1).Asks, other] };
        show = show.After(new ItemAdded(both));

        var concerned = show.After(Cleared).State.Clears[0].Items;
        var fallen = show.After(new RemovalCame("youtube", "abc", A.Removal(), MessageId: "other")).After(new AskStruck(both.Id, other.Message, A.Removal())).After(Cleared).State.Clears[0].Items;

        Assert.Equal([show.Id(1)], concerned);
        Assert.Equal([show.Id(1), show.Id(2)], fallen);
    }

    [Fact]
    public void Pulled_all_that_came_from_there_is_withdrawn_and_what_is_on_air_goes_dark_as_withdrawn()
    {
        var show = Show().After(Cleared);
        show = show.After(new AnswerClear(show.State.Clears[0].Id, Pull: true), Ana);

        Assert.Equal([Stage.Withdrawn, Stage.Withdrawn, Stage.Dismissed], [show.Item(1).Stage, show.Item(2).Stage, show.Item(3).Stage]);
        Assert.Equal((null, AirCause.Withdrawn, show.Id(1)), (show.State.Air.Item, show.State.Air.Cause, show.State.Air.Previous!.Value));
        Assert.Empty(show.State.Rundown);
        Assert.Equal((true, "Ana", 2), (show.State.Clears[0].Answer!.Pulled, show.State.Clears[0].Answer!.By.Name, show.State.Clears[0].Answer!.Count));
        Assert.Equal(Stage.Approved, show.After(new ReopenItem(show.Id(2), show.Version(2)), Ana).Item(2).Stage);
    }

    [Fact]
    public void Who_takes_what_was_pulled_is_told_by_whom()
    {
        var show = Show();
        var on = show.Id(1);
        show = show.After(Cleared);
        show = show.After(new AnswerClear(show.State.Clears[0].Id, Pull: true), Ana).Later(9).With(A.Question("four?").Queued());

        Assert.Equal("Ana pulled Q1 at 21:50:00, after its chat was cleared. Nothing is on air.", show.Decide(new PutOnAir(show.Id(4), show.Version(4), on), A.Editor("Bo")).Refusal!.Message);
    }

    [Fact]
    public void Kept_everything_stays_as_it_is()
    {
        var show = Show().After(Cleared);
        var kept = show.After(new AnswerClear(show.State.Clears[0].Id, Pull: false), Ana);

        Assert.Equal((show.State.Air, show.State.Rundown), (kept.State.Air, kept.State.Rundown));
        Assert.False(kept.State.Clears[0].Answer!.Pulled);
    }

    [Fact]
    public void It_is_answered_once_and_the_second_is_told_by_whom_when_and_how()
    {
        var show = Show().After(Cleared);
        var keep = new AnswerClear(show.State.Clears[0].Id, Pull: false);
        var pull = keep with { Pull = true };

        Assert.Equal("Ana kept them at 21:50:00. Dismiss the ones you do not want (D).", show.After(keep, Ana).Decide(pull, A.Editor("Bo")).Refusal!.Message);
        Assert.Equal("Ana pulled them at 21:50:00 (2). REOPEN gives one back.", show.After(pull, Ana).Decide(keep, A.Editor("Bo")).Refusal!.Message);
        Assert.Equal(RefusalKind.NotFound, show.Decide(pull with { Clear = 1 }, Ana).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, show.Decide(keep, A.Moderator("Di")).Refusal!.Kind);
    }

    [Fact]
    public void What_has_left_or_shows_anothers_words_by_then_is_not_pulled()
    {
        var show = Show().After(Cleared);
        show = show.After(new DismissItem(show.Id(2), show.Version(2), DismissReason.OffTopic), Ana);
        show = show.After(new AnswerClear(show.State.Clears[0].Id, Pull: true), Ana);

        Assert.Equal(Stage.Dismissed, show.Item(2).Stage);
        Assert.Equal(1, show.State.Clears[0].Answer!.Count);
    }

    [Fact]
    public void Undone_the_pull_gives_the_old_places_back_never_the_air_and_asks_again()
    {
        var show = Show().After(Cleared);
        show = show.After(new AnswerClear(show.State.Clears[0].Id, Pull: true), Ana).Later(60);
        var dark = show.State.Air;

        show = show.Undo(Ana);

        Assert.Equal(dark, show.State.Air);
        Assert.Equal([show.Id(1), show.Id(2)], show.State.Rundown);
        Assert.Null(show.State.Clears[0].Answer);
    }

    [Fact]
    public void Undone_a_keep_asks_again()
    {
        var show = Show().After(Cleared);
        show = show.After(new AnswerClear(show.State.Clears[0].Id, Pull: false), Ana).Undo(Ana);

        Assert.Null(show.State.Clears[0].Answer);
    }

    [Fact]
    public void The_pull_is_not_undone_once_somebody_reopened_one()
    {
        var show = Show().After(Cleared);
        show = show.After(new AnswerClear(show.State.Clears[0].Id, Pull: true), Ana);
        var pull = show.LastAction;
        show = show.After(new ReopenItem(show.Id(2), show.Version(2)), A.Editor("Bo"));

        Assert.Equal("Bo changed Q2 at 21:50:00 (reopened). Undo that first.", show.Decide(new UndoAction(pull), Ana).Refusal!.Message);
    }

    [Fact]
    public void A_second_clear_asks_a_question_of_its_own()
    {
        var show = Show().After(Cleared).Later(90);
        show = show.After(Cleared with { Removal = Cleared.Removal with { At = show.Now } });

        Assert.Equal(2, show.State.Clears.Count);
        Assert.NotEqual(show.State.Clears[0].Id, show.State.Clears[1].Id);
    }
}
