using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Moderation;

/// <summary>SHARE a lane (desks.md, section 5): new messages dealt to those who are there, a phone counts half, free for all after 20 s.</summary>
public sealed class DealingTests
{
    private static readonly Actor Basile = A.Person("Basile", Role.Lead);
    private static readonly OnDuty Nora = new("nora", "Nora"), Yanis = new("yanis", "Yanis"), Zoe = new("zoe", "Zoé", Phone: true);
    private static readonly SharedLane Lane = new(Lanes.Questions, A.Time, 100, Basile);

    [Fact]
    public void A_message_of_a_shared_lane_is_one_persons_for_twenty_seconds_and_then_everybodys()
    {
        var dealt = Dealing.Of(Lane, 101, A.Time, [Nora, Yanis], A.Time.AddSeconds(19.9))!;

        Assert.Contains(dealt.To, new[] { Nora, Yanis });
        Assert.Equal(A.Time.AddSeconds(20), dealt.Until);
        Assert.Null(Dealing.Of(Lane, 101, A.Time, [Nora, Yanis], A.Time.AddSeconds(20)));
    }

    [Fact]
    public void What_waited_before_and_what_nobody_is_there_for_is_anybodys()
    {
        Assert.Null(Dealing.Of(Lane, 100, A.Time, [Nora], A.Time));
        Assert.Null(Dealing.Of(Lane, 101, A.Time, [], A.Time));
        Assert.Null(Dealing.Of(null, 101, A.Time, [Nora], A.Time));
    }

    [Fact]
    public void Shares_are_fair_and_a_phone_gets_half()
    {
        var counts = Enumerable.Range(101, 20_000).Select(s => Dealing.Of(Lane, s, A.Time, [Nora, Yanis, Zoe], A.Time)!.To).CountBy(p => p.Id).ToDictionary();

        Assert.InRange(counts["nora"], 7_600, 8_400);
        Assert.InRange(counts["yanis"], 7_600, 8_400);
        Assert.InRange(counts["zoe"], 3_700, 4_300);
    }

    [Fact]
    public void All_nodes_deal_alike_and_who_comes_or_goes_moves_nothing_between_the_others() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt>(), ArbMap.Default.ArbFor<PositiveInt>(), (crew, message) =>
        {
            var random = new System.Random(crew.Get);
            ImmutableArray<OnDuty> present = [.. Enumerable.Range(0, 2 + random.Next(8)).Select(i => new OnDuty($"account-{random.Next()}", $"P{i}", random.Next(3) == 0))];
            var sequence = 100L + message.Get;
            var to = Dealing.Of(Lane, sequence, A.Time, present, A.Time)!.To;

            Assert.Equal(to, Dealing.Of(Lane, sequence, A.Time, [.. present.OrderBy(_ => random.Next())], A.Time)!.To);
            var gone = present[random.Next(present.Length)];
            if (gone != to) Assert.Equal(to, Dealing.Of(Lane, sequence, A.Time, present.Remove(gone), A.Time)!.To);
            var come = new OnDuty("newcomer", "Neuf");
            Assert.Contains(Dealing.Of(Lane, sequence, A.Time, present.Add(come), A.Time)!.To, new[] { to, come });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_the_platforms_hold_is_shared_as_a_lane_and_no_message_waits_in_it()
    {
        var show = A.Show().After(new ShareLane(Lanes.Held, Shared: true), Basile);

        Assert.Equal(show.State.SharedLanes, StoredShowState.FromJson(StoredShowState.Of(show.State).ToJson()).Restore(show.Newest()).SharedLanes);
        Assert.DoesNotContain(Lanes.Held, LaneRules.All);
        Assert.Empty(show.After(new ShareLane(Lanes.Held, Shared: false), Basile).State.SharedLanes);
        // Who knows the first version only skips it, and deals nothing.
        Assert.Equal(2, EntryJson.TypeOf(show.Entries[^1].Entry).Version);
    }

    [Fact]
    public void The_lead_shares_a_lane_once_and_stops_it_and_a_moderator_may_not()
    {
        var show = A.Show().After(new ShareLane(Lanes.Questions, Shared: true), Basile);

        Assert.Equal((Lanes.Questions, A.Time, show.State.Sequence, Basile), (show.State.SharedLanes[Lanes.Questions].Lane, show.State.SharedLanes[Lanes.Questions].At, show.State.SharedLanes[Lanes.Questions].After, show.State.SharedLanes[Lanes.Questions].By));
        Assert.Same(show.State, show.Later(5).After(new ShareLane(Lanes.Questions, Shared: true), A.Producer("Cy")).State);
        Assert.Equal(RefusalKind.Forbidden, show.Decide(new ShareLane(Lanes.Questions, Shared: false), A.Moderator("Nora")).Refusal!.Kind);
        Assert.NotNull(show.Decide(new ShareLane(Lanes.None, Shared: true), Basile).Refusal);
        Assert.Equal(Refusals.ShareAgain, show.Decide(new UndoAction(show.LastAction), Basile).Refusal);
        var restored = StoredShowState.FromJson(StoredShowState.Of(show.State).ToJson()).Restore(show.Newest());
        Assert.Equal(show.State.SharedLanes[Lanes.Questions], restored.SharedLanes[Lanes.Questions]);
        Assert.Empty(show.After(new ShareLane(Lanes.Questions, Shared: false), Basile).State.SharedLanes);
    }
}
