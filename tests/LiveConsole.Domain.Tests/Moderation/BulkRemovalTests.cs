using System.Collections.Immutable;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Moderation;

public sealed class BulkRemovalTests
{
    private static readonly Actor Nora = A.Moderator("Nora");
    private static readonly Actor Bo = A.Moderator("Bo");

    [Fact]
    public void A_folded_row_goes_off_the_platform_that_is_named_and_off_our_desks_on_the_other()
    {
        var show = Raid(twitch: 3, youtube: 2).Acting().Acting("youtube", "abc");

        show = show.After(new RemoveMessages(Sequences(show), "twitch"), Nora);

        Assert.Equal(["t1", "t2", "t3"], show.State.Effects.Open.Values.Select(e => e.Message!.Value.Id));
        Assert.Equal([1L, 2, 3], show.State.Effects.Open.Keys);
        Assert.Equal([false, false, false, true, true], show.State.Recent.After(0).Select(r => show.State.Struck[r.Sequence].Here));
        Assert.Single(show.State.Effects.Open.Values.Select(e => e.Action).Distinct());
    }

    [Fact]
    public void Without_a_platform_each_goes_off_its_own_and_what_no_account_can_remove_is_hidden()
    {
        var show = Raid(twitch: 1, youtube: 1).Acting("youtube", "abc");

        show = show.After(new RemoveMessages(Sequences(show)), Nora);

        Assert.Equal(["y1"], show.State.Effects.Open.Values.Select(e => e.Message!.Value.Id));
        Assert.Equal([true, false], show.State.Recent.After(0).Select(r => show.State.Struck[r.Sequence].Here));
    }

    [Fact]
    public void Where_nothing_can_be_removed_it_is_refused_and_nothing_is_hidden_behind_anybodys_back()
    {
        var show = Raid(twitch: 2, youtube: 0);

        var refusal = show.Decide(new RemoveMessages(Sequences(show)), Nora).Refusal;

        Assert.Equal(RefusalKind.PlatformCannot, refusal!.Kind);
        Assert.Empty(show.State.Struck);
    }

    [Fact]
    public void The_days_units_are_not_overdrawn_by_one_press_and_the_rest_is_hidden()
    {
        var show = Raid(twitch: 0, youtube: 30).Acting("youtube", "abc")
            .After(new QuotaCame(new QuotaReading("p1", 0, 0, 8_750, 10_000, 2_000, A.Time, A.Time.AddHours(9))));

        show = show.After(new RemoveMessages(Sequences(show)), Nora);

        Assert.Equal(5, show.State.Effects.Open.Count);
        Assert.Equal(25, show.State.Struck.Values.Count(r => r.Here));
    }

    [Fact]
    public void What_is_removed_already_is_left_out_and_who_comes_second_is_told()
    {
        var show = Raid(twitch: 2, youtube: 0).Acting();
        show = show.After(new RemoveMessage(new MessageRef("twitch", "t1"), Found: show.State.Recent[0].Message), Bo);

        show = show.After(new RemoveMessages(Sequences(show)), Nora);
        Assert.Equal(["Bo", "Nora"], show.State.Effects.Open.Values.Select(e => e.By.Name));

        Assert.Same(Decision.Unchanged, show.Decide(new RemoveMessages([Sequences(show)[1]]), Nora));
        Assert.Equal("This message was removed by Nora at 21:50:00.", show.Decide(new RemoveMessages([Sequences(show)[1]]), Bo).Refusal?.Message);
    }

    [Fact]
    public void The_last_ask_of_a_question_withdraws_it_though_no_single_one_does()
    {
        var show = Raid(twitch: 2, youtube: 0).Acting();
        var (first, second) = (show.State.Recent[0].Message, show.State.Recent[1].Message);
        show = show.After(new PromoteMessage(first.Ref, ItemKind.Question, new ItemId(Guid.NewGuid()), first), Nora);
        var item = show.Item(1);
        show = show.After(new ItemAdded(item with { Id = new ItemId(Guid.NewGuid()), Number = 2, Shown = null, Asks = [item.Asks[0], item.Asks[0] with { Message = second.Ref, Viewer = second.Viewer }] }));

        show = show.After(new RemoveMessages(Sequences(show)), Nora);

        Assert.Equal(Stage.Withdrawn, show.Item(2).Stage);
        Assert.Equal(show.State.Effects.LastId, show.State.Effects.Open.Count);
    }

    private static ImmutableArray<long> Sequences(AShow show) => [.. show.State.Recent.After(0).Select(r => r.Sequence)];

    private static AShow Raid(int twitch, int youtube) => Enumerable.Range(1, youtube).Aggregate(
        Enumerable.Range(1, twitch).Aggregate(A.Show(), (s, n) => s.After(new MessageCame(A.Message("spam", $"t{n}", $"v{n}")))),
        (s, n) => s.After(new MessageCame(A.Message("spam", $"y{n}", $"UC{n}", platform: "youtube", channel: "abc"))));
}
