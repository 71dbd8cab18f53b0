using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Posts;
using LiveConsole.Testing;
using static LiveConsole.Domain.Tests.Posts.APostShow;

namespace LiveConsole.Domain.Tests.Posts;

/// <summary>When posts go out by themselves, and when none does.</summary>
public sealed class PostTimesTests
{
    [Fact]
    public void In_the_critical_minutes_only_what_was_armed_before_goes_out()
    {
        var show = Show(Touchdown, Touchdown with { Name = "Late" }).After(new ArmPost(1, 1), Salome).Later(1).After(Critical, Salome).Later(1);

        Assert.Equal("Posts are frozen since 21:50:01: CRITICAL. Only what was armed before goes out.", show.Decide(new FirePost(2, 1), Salome).Refusal!.Words.En);
        Assert.NotNull(show.Decide(new ArmPost(2, 1), Salome).Refusal);
        Assert.NotNull(show.Decide(new SendPost([new ChatPost("twitch", "agence", new PostDeed("hello"))]), Salome).Refusal);
        show = show.After(new MarkMoment("touchdown"), Basile);

        Assert.Equal(2, show.State.Effects.Open.Count);
    }

    [Fact]
    public void What_still_counts_down_when_the_critical_minutes_begin_is_taken_back()
    {
        var show = Show(Welcome with { Every = null }).After(new FirePost(1, 1), Salome).Later(2).After(Critical, Salome);

        Assert.Empty(show.State.Effects.Open);
        Assert.All(show.State.Effects.Settled.Values, e => Assert.Equal(EffectState.Cancelled, e.State));
    }

    [Fact]
    public void What_waits_for_its_turn_or_was_put_off_is_taken_back_as_well_but_not_what_was_agreed_nor_a_polls_end()
    {
        var show = Show(Touchdown, Welcome).After(new ArmPost(1, 1), Salome).After(new SchedulePost(2, 1), Salome);
        show = show.Later(600).After(new FireSlot(2, show.State.Posts.Find(2)!.Schedule!.Started, 1), Actor.Program).After(new MarkMoment("touchdown"), Salome);
        // The first was tried, and its platform asked for patience.
        show = show.After(new EffectStarting(1, Guid.NewGuid(), null)).After(new EffectPutOff(1, show.Now.AddSeconds(30)));
        var all = show.State.Effects.Open.Values.ToList();
        Assert.Equal(4, all.Count);
        var withEnd = show.After(new EffectsRequested([Asking.Effect(show.State, "twitch", "agence", new EndPollDeed("p1"))]));

        var critical = withEnd.After(Critical, Salome);
        var cleared = withEnd.After(new TakeOffAir(All: true), Salome);

        Assert.Equal([3, 4, 5], critical.State.Effects.Open.Keys);
        Assert.Equal([5], cleared.State.Effects.Open.Keys);
    }

    [Fact]
    public void What_was_agreed_before_stays_agreed_when_its_platform_asks_for_patience_what_counted_down_does_not_become_so()
    {
        var agreed = Show(Touchdown).After(new ArmPost(1, 1), Salome).After(new FirePost(1, 2), Salome);
        var counted = Show(Touchdown).After(new FirePost(1, 1), Salome);

        Assert.Equal([1, 2], PutOff(PutOff(agreed)).After(Critical, Salome).State.Effects.Open.Keys);
        Assert.Empty(PutOff(PutOff(counted)).After(Critical, Salome).State.Effects.Open);

        static AShow PutOff(AShow show) => show.Later(6).After(new EffectStarting(1, Guid.NewGuid(), null)).After(new EffectPutOff(1, show.Now.AddSeconds(30)));
    }

    [Fact]
    public void A_schedule_whose_time_comes_in_the_critical_minutes_lets_it_pass()
    {
        var show = Show(Welcome).After(new SchedulePost(1, 1), Salome).Later(600);
        var critical = show.State with { Phase = show.After(Critical, Salome).State.Phase };

        var entries = new FireSlot(1, critical.Posts.Find(1)!.Schedule!.Started, 1).Decide(critical, Actor.Program, show.Now).Entries;

        Assert.Equal(PostPause.Critical, Assert.IsType<PostSlotPassed>(Assert.Single(entries)).Why);
    }

    [Fact]
    public void In_the_critical_minutes_what_nobody_knows_of_is_not_posted_again()
    {
        var show = Show(Welcome with { Every = null }).After(new FirePost(1, 1), Salome);
        var id = show.State.Effects.Open.Keys.First();
        show = show.Settled(id, EffectState.Unknown, EffectTrouble.NoAnswer).After(Critical, Salome);

        Assert.StartsWith("Posts are frozen", show.Decide(new DecideUnknown(id, IsThere: false, Again: true), Salome).Refusal?.Message, StringComparison.Ordinal);
        Assert.Null(show.Decide(new DecideUnknown(id, IsThere: false), Salome).Refusal);
    }

    [Fact]
    public void A_schedule_posts_each_time_once_whoever_asks_and_however_often()
    {
        var show = Show(Welcome).After(new SchedulePost(1, 1), Salome);
        var started = show.State.Posts.Find(1)!.Schedule!.Started;

        show = show.Later(599).After(new FireSlot(1, started, 1), Actor.Program);
        Assert.Empty(show.State.Effects.Open);
        show = show.Later(1).After(new FireSlot(1, started, 1), Actor.Program).After(new FireSlot(1, started, 1), Actor.Program).After(new FireSlot(1, started, 2), Actor.Program);

        Assert.Equal(2, show.State.Effects.Open.Count);
        Assert.Equal((2, A.Time.AddMinutes(20)), (show.State.Posts.Find(1)!.Schedule!.Slot, show.State.Posts.Find(1)!.Schedule!.Next));
    }

    [Fact]
    public void Times_that_passed_while_nothing_ran_are_not_made_up_for()
    {
        var show = Show(Welcome).After(new SchedulePost(1, 1), Salome);
        var started = show.State.Posts.Find(1)!.Schedule!.Started;

        show = show.Later(3_700).After(new FireSlot(1, started, 1), Actor.Program);

        Assert.Equal(2, show.State.Effects.Open.Count);
        Assert.Equal(A.Time.AddSeconds(3_700 + 600), show.State.Posts.Find(1)!.Schedule!.Next);
    }

    [Fact]
    public void A_busy_chat_lets_the_time_pass_and_says_why()
    {
        var show = Show(Welcome).After(new SchedulePost(1, 1), Salome).After(new SourceMoved(new("twitch", "agence", "irc"), SourceState.Live, null)).Later(600);
        for (var i = 0; i < 600; i++) show = show.After(new MessageCame(A.Message(id: $"busy{i}", at: show.Now)));

        show = show.After(new FireSlot(1, show.State.Posts.Find(1)!.Schedule!.Started, 1), Actor.Program);

        Assert.Empty(show.State.Effects.Open);
        Assert.Equal((2, PostPause.Busy), (show.State.Posts.Find(1)!.Schedule!.Slot, show.State.Posts.Find(1)!.Schedule!.Passed));
    }

    [Fact]
    public void Critical_minutes_and_a_hold_stop_every_schedule_until_a_person_starts_it_again()
    {
        var show = Show(Welcome).After(new SchedulePost(1, 1), Salome);

        var critical = show.After(Critical, Salome);
        var held = show.After(new HoldShow(), Salome);

        Assert.Equal((null, PostPause.Critical), (critical.State.Posts.Find(1)!.Schedule, critical.State.Posts.Find(1)!.Stopped));
        Assert.Equal((null, PostPause.Held), (held.State.Posts.Find(1)!.Schedule, held.State.Posts.Find(1)!.Stopped));
        Assert.NotNull(held.Decide(new SchedulePost(1, held.State.Posts.Find(1)!.Version), Salome).Refusal);
    }

    [Fact]
    public void What_celebrates_is_never_tied_to_a_clock()
    {
        Assert.NotNull(A.Show(Settings).Decide(new KeepPost(Touchdown with { Every = TimeSpan.FromMinutes(5) }), Salome).Refusal);
        Assert.NotNull(A.Show(Settings).Decide(new KeepPost(Touchdown with { Every = TimeSpan.FromMinutes(5), Moment = null }), Salome).Refusal);
    }
}
