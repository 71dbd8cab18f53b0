using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Journal;

public sealed class UndoActionTests
{
    private static readonly Actor Ana = A.Editor("Ana");

    [Fact]
    public void A_TAKE_undone_gives_the_air_back_to_what_was_on_it_and_the_rundown_its_order()
    {
        var show = A.Show().With(A.Question("one?").OnAir(), A.Question("two?").Queued(), A.Question("three?").Queued()).Later(5);
        var since = show.State.Air.Since;
        show = show.After(new PutOnAir(show.Id(3), show.Version(3), show.Id(1), PresenterConnected: true), Ana);

        show = show.Later(9).Undo(Ana);

        Assert.Equal((show.Id(1), since, AirCause.Undone), (show.State.Air.Item!.Value, show.State.Air.Since, show.State.Air.Cause));
        Assert.Equal([show.Id(2), show.Id(3)], show.State.Rundown);
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(10.1, "TAKE can be undone for 10 s only. Take the item again instead.")]
    public void TAKE_is_undoable_for_ten_seconds(double later, string? refused)
    {
        var show = A.Show().With(A.Question("one?").OnAir()).Later(later);

        Assert.Equal(refused, show.Decide(new UndoAction(show.LastAction), Ana).Refusal?.Message);
    }

    [Theory]
    [InlineData(30, null)]
    [InlineData(30.1, "CLEAR can be undone for 30 s only. Take the item again instead.")]
    public void CLEAR_is_undoable_for_thirty_seconds(double later, string? refused)
    {
        var show = A.Show().With(A.Question("one?").OnAir());
        show = show.After(new TakeOffAir(), A.Moderator("Nora")).Later(later);

        Assert.Equal(refused, show.Decide(new UndoAction(show.LastAction), Ana).Refusal?.Message);
    }

    [Fact]
    public void Who_may_not_TAKE_may_not_put_something_back_on_air()
    {
        var show = A.Show().With(A.Question("one?").OnAir());
        show = show.After(new TakeOffAir(), A.Moderator("Nora"));

        var refusal = show.Decide(new UndoAction(show.LastAction), A.Moderator("Nora")).Refusal!;

        Assert.Equal((RefusalKind.Forbidden, "Your role (moderator) may not do this. Ask the producer or the owner."), (refusal.Kind, refusal.Message));
        Assert.Equal("Votre rôle (modération) ne le permet pas. Demandez à la production ou au propriétaire.", refusal.Words.Fr);
    }

    [Fact]
    public void The_overlays_operator_undoes_SHOW_and_HIDE()
    {
        var show = A.Show().With(A.Question("one?").OnAir());
        var lou = A.Person("Lou", Role.Overlay);
        show = show.After(new ShowOverlay(false), lou).Later(60).Undo(lou);

        Assert.True(show.State.Air.OverlayShown);
        Assert.Equal(show.Id(1), show.State.Air.Item);
    }

    [Fact]
    public void A_TAKE_whose_item_was_skipped_since_stays_and_says_who()
    {
        var show = A.Show().With(A.Question("one?").OnAir());
        var take = show.LastAction;
        show = show.Later(3).After(new PresenterSignal(SignalKind.Skip, show.Id(1), show.Now.AddSeconds(3), "left"), A.Presenter);

        var refusal = show.Decide(new UndoAction(take), Ana).Refusal!;

        Assert.Equal(RefusalKind.UndoBlocked, refusal.Kind);
        Assert.Equal("Tablet left changed Q1 at 21:50:03 (presenter's tap). Undo that first.", refusal.Message);
    }

    [Fact]
    public void Other_fields_changed_by_others_do_not_block_and_stay()
    {
        var show = A.Show().With(A.Question("one?").Approved());
        show = show.After(new EditItem(show.Id(1), show.Version(1)) { Fr = "Une ?" }, Ana);
        var edit = show.LastAction;
        show = show.After(new EditItem(show.Id(1), show.Version(1)) { En = "One, really?" }, A.Editor("Bo"));
        show = show.After(new QueueItem(show.Id(1), show.Version(1)), A.Editor("Bo"));

        show = show.After(new UndoAction(edit), Ana);

        Assert.Equal(new Wording("One?", "One, really?"), show.Item(1).Wording);
        Assert.Equal(Stage.Queued, show.Item(1).Stage);
    }

    [Fact]
    public void The_same_field_changed_by_somebody_since_blocks_with_who_when_and_what()
    {
        var show = A.Show().With(A.Question("one?").Approved());
        show = show.After(new EditItem(show.Id(1), show.Version(1)) { Fr = "Une ?" }, Ana);
        var edit = show.LastAction;
        show = show.Later(12).After(new EditItem(show.Id(1), show.Version(1)) { Fr = "Deux ?" }, A.Editor("Bo"));

        Assert.Equal("Bo changed Q1 at 21:50:12 (edited). Undo that first.", show.Decide(new UndoAction(edit), Ana).Refusal!.Message);
    }

    [Fact]
    public void Undo_goes_back_step_by_step()
    {
        var show = A.Show().With(A.Question("one?").Approved());
        show = show.After(new EditItem(show.Id(1), show.Version(1)) { Fr = "Une ?" }, Ana);
        var first = show.LastAction;
        show = show.After(new EditItem(show.Id(1), show.Version(1)) { Fr = "Deux ?" }, A.Editor("Bo")).Undo(A.Editor("Bo"));

        show = show.After(new UndoAction(first), Ana);

        Assert.Equal("One?", show.Item(1).Wording.Fr);
    }

    [Fact]
    public void An_action_is_undone_once_and_an_undo_is_final()
    {
        var show = A.Show().With(A.Question("one?").Queued());
        var queue = show.LastAction;
        show = show.Undo(Ana);

        Assert.Equal("It has been undone already.", show.Decide(new UndoAction(queue), Ana).Refusal!.Message);
        Assert.Equal("An undo is not undone: do the action again.", show.Decide(new UndoAction(show.LastAction), Ana).Refusal!.Message);
    }

    [Fact]
    public void An_undone_promotion_keeps_its_number_and_a_second_one_gives_it_life_again_as_what_it_is_now()
    {
        var show = A.Show().With(A.Question("salut la salle")).Undo(Ana);
        Assert.Equal((Stage.Dismissed, DismissReason.Undone), (show.Item(1).Stage, show.Item(1).Dismissed));

        var message = A.Message("salut la salle", id: "q1", viewer: "v1");
        show = show.After(new PromoteMessage(message.Ref, ItemKind.Comment, ItemId.New(A.Time), message), Ana);

        Assert.Equal((1, ItemKind.Comment, Stage.Approved), (show.State.LastNumber, show.Item(1).Kind, show.Item(1).Stage));
    }

    [Fact]
    public void A_move_of_others_is_left_alone_when_an_edit_in_the_rundown_is_undone()
    {
        var show = A.ShowWanting(1).With(A.Question("one?").Queued(), A.Question("two?").Queued(), A.Question("three?").Queued());
        show = show.After(new EditItem(show.Id(2), show.Version(2)) { Fr = "Deux ?" }, Ana);
        var edit = show.LastAction;
        show = show.After(new MoveItem(show.Id(3), show.Version(3), 1), A.Editor("Bo"));

        show = show.After(new UndoAction(edit), Ana);

        Assert.Equal([show.Id(3), show.Id(1), show.Id(2)], show.State.Rundown);
        Assert.Equal((Mark.None, false), (show.Item(2).Mark, show.State.LacksApproval(show.Item(2))));
    }

    [Fact]
    public void An_undone_edit_does_not_carry_the_approval_of_the_newer_words_over_to_the_older()
    {
        var show = A.ShowWanting(1).With(A.Question("one?").New());
        show = show.After(new EditItem(show.Id(1), show.Version(1)) { Fr = "Une ?" }, Ana);
        var edit = show.LastAction;
        show = show.After(new ApproveItem(show.Id(1), show.Version(1)), A.Editor("Bo"));

        show = show.After(new UndoAction(edit), Ana);

        Assert.Equal(("One?", Stage.New), (show.Item(1).Wording.Fr, show.Item(1).Stage));
        Assert.Empty(show.Item(1).Approvals);
    }

    [Fact]
    public void What_a_platform_removed_does_not_come_back_by_undo_and_no_one_is_told_to_undo_a_removal()
    {
        var show = A.Show().With(A.Question("one?").OnAir());
        show = show.After(new TakeOffAir(), Ana);
        show = show.Later(8).After(new RemovalCame("twitch", "agence", A.Removal(at: show.Now.AddSeconds(8)), MessageId: "q1"));

        var refusal = show.Decide(new UndoAction(show.LastAction), Ana).Refusal!;

        Assert.Equal(RefusalKind.Removed, refusal.Kind);
        Assert.Equal("The message shown in Q1 was removed by Nora on Twitch at 21:50:08. Add it by hand (+) in your own words.", refusal.Message);
    }
}
