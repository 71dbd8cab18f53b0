using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Questions;

/// <summary>The table of verbs where the show wants 0, 1 or 2 approvals (product.md).</summary>
public sealed class ApprovalTests
{
    private static readonly Actor Ana = A.Editor("Ana");
    private static readonly Actor Bo = A.Editor("Bo");

    private static ApproveItem Approve(AShow show) => new(show.Id(1), show.Version(1));

    private static EditItem Reword(AShow show) => new(show.Id(1), show.Version(1)) { Fr = "Autrement dit ?" };

    [Theory]
    [InlineData(0, Stage.Approved)]
    [InlineData(1, Stage.New)]
    [InlineData(2, Stage.New)]
    public void A_promoted_message_is_approved_at_once_only_where_no_approval_is_wanted(int wanted, Stage stage)
    {
        Assert.Equal(stage, A.ShowWanting(wanted).With(A.Question("one?").New()).Item(1).Stage);
    }

    [Fact]
    public void Two_approvals_are_two_peoples()
    {
        var show = A.ShowWanting(2).With(A.Question("one?").New());
        show = show.After(Approve(show), Ana);
        show = show.After(Approve(show), Ana);
        Assert.Equal(Stage.New, show.Item(1).Stage);
        Assert.Equal("Q1 needs 2 approvals and has 1. Press A to approve it.", show.Decide(new QueueItem(show.Id(1), show.Version(1)), Bo).Refusal!.Message);

        show = show.After(Approve(show), Bo);

        Assert.Equal(Stage.Approved, show.Item(1).Stage);
    }

    [Fact]
    public void Rewording_an_approved_item_takes_it_back_to_new()
    {
        var show = A.ShowWanting(1).With(A.Question("one?").Approved());
        show = show.After(Reword(show), Ana);

        Assert.Equal((Stage.New, 0), (show.Item(1).Stage, show.Item(1).Approvals.Length));
    }

    [Fact]
    public void Reworded_in_the_rundown_it_keeps_its_place_and_TAKE_waits_for_the_approval()
    {
        var show = A.ShowWanting(1).With(A.Question("one?").Queued(), A.Question("two?").Queued());
        show = show.After(Reword(show), Ana);
        Assert.Equal((Mark.ToApprove, 1), (show.Item(1).Mark, show.State.PlaceOf(show.Id(1))));
        Assert.Equal("The wording of Q1 was changed and must be approved again before it goes on air.",
            show.Decide(new PutOnAir(show.Id(1), show.Version(1), null), Bo).Refusal!.Message);

        show = show.After(Approve(show), Bo);

        Assert.Equal((Mark.None, 1), (show.Item(1).Mark, show.State.PlaceOf(show.Id(1))));
        Assert.Null(show.Decide(new PutOnAir(show.Id(1), show.Version(1), null), Bo).Refusal);
    }

    [Fact]
    public void Reworded_on_air_the_old_words_stay_until_the_new_are_approved_and_taken()
    {
        var show = A.ShowWanting(1).With(A.Question("one?").OnAir());
        show = show.After(Reword(show), Ana);
        Assert.NotNull(show.Decide(new PutOnAir(show.Id(1), show.Version(1), show.Id(1)), Bo).Refusal);
        Assert.Equal("One?", show.State.Air.Wording.Fr);

        show = show.After(Approve(show), Bo);
        show = show.After(new PutOnAir(show.Id(1), show.Version(1), show.Id(1)), Bo);

        Assert.Equal("Autrement dit ?", show.State.Air.Wording.Fr);
    }

    [Fact]
    public void SKIP_LATER_CLEAR_and_reopen_do_not_approve_a_changed_wording()
    {
        var show = A.ShowWanting(1).With(A.Question("one?").OnAir());
        show = show.After(Reword(show), Ana);

        var skipped = show.After(new SkipItem(show.Id(1)), Bo);
        var later = show.After(new LaterItem(show.Id(1)), Bo);
        var cleared = show.After(new TakeOffAir(), Bo);
        var reopened = cleared.After(new ReopenItem(show.Id(1), cleared.Version(1)), Bo);

        Assert.Equal(Stage.New, skipped.Item(1).Stage);
        Assert.Equal((Stage.Queued, Mark.ToApprove), (later.Item(1).Stage, later.Item(1).Mark));
        Assert.Equal(Stage.New, reopened.Item(1).Stage);
    }

    [Fact]
    public void What_was_approved_under_fewer_stays_approved_when_the_show_wants_more()
    {
        var show = A.Show().With(A.Question("one?").Approved()).After(new ConfigureShow(A.Settings(approvals: 2), A.Settings()), A.Producer("Salomé"));

        show = show.After(new PutOnAir(show.Id(1), show.Version(1), null), Ana);
        Assert.Equal(new FewerApprovals(0, 2), show.Item(1).History[^1].Fewer);
        var enough = A.ShowWanting(1).With(A.Question("one?").OnAir());
        Assert.Null(enough.Item(1).History[^1].Fewer);
        Assert.Equal(show.Item(1).History[^1], StoredShowState.FromJson(StoredShowState.Of(show.State).ToJson()).Restore([]).Item(1)!.History[^1]);
    }

    [Fact]
    public void An_own_approval_is_taken_back_by_its_giver()
    {
        var show = A.ShowWanting(1).With(A.Question("one?").New());
        show = show.After(Approve(show), Ana);
        show = show.After(new UnapproveItem(show.Id(1), show.Version(1)), Ana);

        Assert.Equal(Stage.New, show.Item(1).Stage);
        Assert.True(show.State.LacksApproval(show.Item(1)));
    }

    [Fact]
    public void Who_approves_what_was_reworded_meanwhile_is_refused()
    {
        var show = A.ShowWanting(1).With(A.Question("one?").New());
        var seen = Approve(show);
        show = show.After(Reword(show), Ana);

        Assert.Equal(RefusalKind.Stale, show.Decide(seen, Bo).Refusal!.Kind);
    }
}
