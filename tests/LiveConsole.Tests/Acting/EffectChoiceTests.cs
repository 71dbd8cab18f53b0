using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Acting;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Acting;

public sealed class EffectChoiceTests
{
    private static readonly DateTimeOffset Now = A.Time.AddSeconds(1);

    [Fact]
    public void A_removal_goes_first_then_bans_then_decisions_then_words()
    {
        var show = Asked.Show().Asks("twitch", new PostDeed("Bonsoir"), new ShieldDeed(true), new BanDeed(Asked.Troll()), Asked.Remove());

        Assert.Equal([DeedKind.Remove, DeedKind.Ban, DeedKind.Shield, DeedKind.Post], Of(show).Start.Select(e => e.Deed.Kind));
    }

    [Fact]
    public void Of_a_raid_four_removals_are_under_way_at_once_the_oldest_first()
    {
        var show = Asked.Show().Asks("twitch", [.. Enumerable.Range(1, 10).Select(i => Asked.Remove($"m{i}"))]);

        Assert.Equal([1L, 2, 3, 4], Of(show).Start.Select(e => e.Id));
        Assert.Equal([3L, 4], Of(show, running: [1, 2]).Start.Select(e => e.Id));
    }

    [Fact]
    public void Calls_whose_answer_never_came_keep_their_turn_and_hold_up_no_other()
    {
        var show = Asked.Show().Asks("youtube", [.. Enumerable.Range(1, 4).Select(i => new BanDeed(Asked.Troll(i)))]).Starts(1).Starts(2).Starts(3).Starts(4);
        show = show.Asks("youtube", Asked.Remove(), new UnbanDeed(Asked.Troll(1)));

        Assert.Equal([5L], Of(show).Start.Select(e => e.Id));
    }

    [Fact]
    public void One_platform_that_is_slow_holds_up_no_other()
    {
        var show = Asked.Show().Asks("twitch", [.. Enumerable.Range(1, 4).Select(i => Asked.Remove($"m{i}"))]).Asks("youtube", Asked.Remove("y1"));

        Assert.Equal([5L], Of(show, running: [1, 2, 3, 4]).Start.Select(e => e.Id));
    }

    [Fact]
    public void Posts_of_a_chat_go_out_one_at_a_time_in_the_order_they_were_sent()
    {
        var show = Asked.Show().Asks("twitch", new PostDeed("one"), new PostDeed("two")).Asks("youtube", new PostDeed("un"));

        Assert.Equal([1L, 3], Of(show).Start.Select(e => e.Id));
        Assert.Equal([3L], Of(show, running: [1]).Start.Select(e => e.Id));
    }

    [Fact]
    public void A_post_that_nobody_could_send_for_three_minutes_goes_out_no_more_the_end_of_a_poll_does()
    {
        var show = Asked.Show().Asks("twitch", new PostDeed("Touchdown!"), new EndPollDeed("p1"));

        var late = Of(show, A.Time + EffectChoice.PostsWaitFor + TimeSpan.FromSeconds(1));

        Assert.Equal([1L], late.Over.Select(e => e.Id));
        Assert.Equal([2L], late.Start.Select(e => e.Id));
        Assert.Empty(Of(show, A.Time + (EffectChoice.PostsWaitFor * 5), rate: 20).Over);
    }

    [Fact]
    public void A_part_that_was_put_off_is_not_overtaken_by_the_next_part()
    {
        var show = Asked.Show().Asks("twitch", new PostDeed("part one"), new PostDeed("part two")).Starts(1).Takes(new EffectPutOff(1, Now.AddSeconds(3)), Now);

        var choice = Of(show);

        Assert.Empty(choice.Start);
        Assert.Equal(TimeSpan.FromSeconds(3), choice.LookAgain);
    }

    [Fact]
    public void A_post_that_still_counts_down_holds_up_nothing_and_is_looked_at_when_it_is_due()
    {
        var show = Asked.Show().AsksAt("twitch", new PostDeed("later"), A.Time, Now.AddSeconds(5)).Asks("twitch", new PostDeed("now"));

        var choice = Of(show);

        Assert.Equal([2L], choice.Start.Select(e => e.Id));
        Assert.Equal(TimeSpan.FromSeconds(5), choice.LookAgain);
        Assert.Equal(TimeSpan.FromSeconds(0.5), Of(show, rate: 10).LookAgain);
    }

    [Fact]
    public void A_ban_is_lifted_after_it_was_given_never_before()
    {
        var show = Asked.Show().Asks("twitch", new UnbanDeed(Asked.Troll()), new BanDeed(Asked.Troll()), new BanDeed(Asked.Troll(2)));

        Assert.Equal([3L, 1], Of(show).Start.Select(e => e.Id));
        Assert.Equal([3L], Of(show, running: [1]).Start.Select(e => e.Id));
    }

    [Fact]
    public void What_its_platforms_limit_holds_back_waits_for_it_and_is_asked_for_once()
    {
        var show = Asked.Show().Asks("twitch", [.. Enumerable.Range(1, 3_000).Select(i => Asked.Remove($"m{i}"))]);
        var asked = 0;

        var choice = EffectChoice.Of(show, Now, 1, new HashSet<long>(), _ =>
        {
            asked++;
            return TimeSpan.FromSeconds(20);
        });

        Assert.Empty(choice.Start);
        Assert.Equal((TimeSpan.FromSeconds(20), 1), (choice.LookAgain, asked));
    }

    [Fact]
    public void A_time_out_goes_out_with_what_is_left_of_it_and_not_at_all_after_its_end()
    {
        var show = Asked.Show().Asks("twitch", new TimeOutDeed(Asked.Troll(), 600));
        var effect = show.Effects.Open[1];

        Assert.Equal(600, ((TimeOutDeed)EffectChoice.AsOf(effect, A.Time.AddSeconds(5))).Seconds);
        Assert.Equal(480, ((TimeOutDeed)EffectChoice.AsOf(effect, A.Time.AddMinutes(2))).Seconds);
        Assert.Equal([1L], Of(show, A.Time.AddMinutes(9)).Start.Select(e => e.Id));
        Assert.Equal([1L], Of(show, A.Time.AddMinutes(10)).Over.Select(e => e.Id));
    }

    [Fact]
    public void Nothing_is_decided_about_what_its_platform_has_dropped_by_now()
    {
        var held = new HeldMessage("twitch", "agence", "h1", A.Time.AddMinutes(-4), new Author("901", "Troll"), "…", "automod");
        var show = Asked.Show().Takes(new HoldCame(held), A.Time.AddMinutes(-4)).Asks("twitch", new HoldDeed("h1", Allow: true, Asked.Troll()));

        Assert.Equal([1L], Of(show).Start.Select(e => e.Id));
        Assert.Equal([1L], Of(show, A.Time.AddMinutes(1)).Over.Select(e => e.Id));
    }

    [Fact]
    public void Whatever_is_asked_no_turn_is_taken_twice_no_slot_given_twice_and_nothing_forgotten()
    {
        var deeds = Gen.Elements<Func<int, Deed>>(i => Asked.Remove($"m{i}"), i => new BanDeed(Asked.Troll(i % 3)), i => new UnbanDeed(Asked.Troll(i % 3)), i => new TimeOutDeed(Asked.Troll(i % 3), 60),
            i => new PostDeed($"p{i}"), i => new AnnounceDeed($"a{i}"), _ => new ShieldDeed(true), i => new HoldDeed($"h{i}", Allow: false, Asked.Troll()), _ => new ClearDeed());
        var asked = from make in deeds from platform in Gen.Elements("twitch", "youtube") from running in Gen.Frequency((1, Gen.Constant(true)), (4, Gen.Constant(false))) select (make, platform, running);
        Prop.ForAll(Gen.ListOf(asked).ToArbitrary(), list =>
        {
            var show = Asked.Show();
            HashSet<long> running = [];
            foreach (var ((make, platform, runs), i) in list.Select((a, i) => (a, i)))
            {
                show = show.Asks(platform, make(i));
                if (runs) running.Add(i + 1);
            }

            var start = Of(show, running: running).Start;
            var under = start.Concat(running.Select(id => show.Effects.Open[id])).ToList();
            var calls = under.Where(e => e.Deed.Urgency != Urgency.Post).GroupBy(e => e.Platform);
            var viewers = start.Where(e => e.Deed is BanDeed or UnbanDeed or TimeOutDeed).ToList();
            return start.All(e => !running.Contains(e.Id)) && start.Select(e => e.Id).Distinct().Count() == start.Length
                && calls.All(c => c.Count() <= Math.Max(EffectChoice.AtOnce, running.Count))
                && viewers.TrueForAll(e => !show.Effects.Open.Values.Any(o => o.Id < e.Id && o.Platform == e.Platform && o.Viewer == e.Viewer && o.Deed is (BanDeed or UnbanDeed or TimeOutDeed)))
                // Something always moves on, unless all that may move is under way.
                && (show.Effects.Open.IsEmpty || start.Length > 0 || running.Count > 0);
        }).QuickCheckThrowOnFailure();
    }

    private static EffectChoice Of(ShowState show, DateTimeOffset? now = null, double rate = 1, IEnumerable<long>? running = null) =>
        EffectChoice.Of(show, now ?? Now, rate, (running ?? []).ToHashSet(), _ => TimeSpan.Zero);
}
