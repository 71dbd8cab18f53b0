using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Posts;
using LiveConsole.Testing;
using static LiveConsole.Domain.Tests.Posts.APostShow;

namespace LiveConsole.Domain.Tests.Posts;

/// <summary>Posts are kept, armed and sent: each once, in the chat's language, and never into the silence (desks.md, sections 4 and 8).</summary>
public sealed class PostsTests
{
    [Fact]
    public void A_post_goes_to_both_chats_each_in_its_language_counting_five_seconds()
    {
        var show = Show(Touchdown with { Moment = null, To = [new("twitch", "agence", PostLanguage.Both), new("youtube", "video123456", PostLanguage.En)] });

        show = show.After(new FirePost(1, Seen: 1), Salome);

        Assert.Equal([("twitch", "Posé ! / Touchdown!"), ("youtube", "Touchdown!")], Texts(show));
        Assert.All(show.State.Effects.Open.Values, e => Assert.Equal(A.Time.AddSeconds(5), e.NotBefore));
    }

    [Fact]
    public void Of_two_who_send_the_same_post_the_second_is_told_who_came_first()
    {
        var show = Show(Touchdown).After(new FirePost(1, 1), Salome);

        var refusal = show.Decide(new FirePost(1, 1), Basile).Refusal!;

        Assert.Equal(RefusalKind.Stale, refusal.Kind);
        Assert.Equal("Salomé sent P1 at 21:50:00. Look at what became of it.", refusal.Words.En);
        Assert.Equal(2, show.State.Effects.Open.Count);
    }

    [Fact]
    public void Who_presses_send_again_on_the_page_as_it_is_by_then_sends_nothing_more()
    {
        var show = Show(Touchdown).After(new FirePost(1, 1), Salome).Later(3);

        var refusal = show.Decide(new FirePost(1, 2), Salome).Refusal!;

        Assert.Equal((RefusalKind.Stale, "Salomé sent P1 at 21:50:00: it is not sent twice. Look at what became of it."), (refusal.Kind, refusal.Words.En));
        show = show.Later(4).Settled(1, EffectState.Done).Settled(2, EffectState.Done);
        Assert.NotNull(show.Decide(new FirePost(1, 2, PostEnding.Lost), Basile).Refusal);
        Assert.Null(show.Later(3).Decide(new FirePost(1, 2), Basile).Refusal);
    }

    [Fact]
    public void A_moment_that_fired_an_armed_post_leaves_nothing_to_send_by_hand_until_it_is_out()
    {
        var show = Show(Touchdown).After(new ArmPost(1, 1), Salome).After(new MarkMoment("touchdown"), Basile).Later(60);

        Assert.StartsWith("Basile sent P1", show.Decide(new FirePost(1, show.State.Posts.Find(1)!.Version), Salome).Refusal?.Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_taken_back_or_went_nowhere_is_sent_again_at_once()
    {
        var show = Show(Touchdown).After(new FirePost(1, 1), Salome).Later(2).After(new EffectsCancelled([1])).Settled(2, EffectState.Failed, EffectTrouble.Refused);

        Assert.Null(show.Decide(new FirePost(1, 2), Salome).Refusal);
    }

    [Fact]
    public void A_moment_fires_what_is_armed_for_it_once_and_at_once()
    {
        var show = Show(Touchdown).After(new ArmPost(1, 1), Salome).Later(60);

        show = show.After(new MarkMoment("Touchdown"), Basile).After(new MarkMoment("touchdown"), Basile);

        Assert.Equal(["Posé !", "Posé !"], Texts(show).Select(t => t.Text));
        Assert.All(show.State.Effects.Open.Values, e => Assert.Null(e.NotBefore));
        Assert.Equal(2, show.State.Moments.Count);
        Assert.Null(show.State.Posts.Find(1)!.Armed);
        Assert.Equal(("Basile", "Touchdown"), (show.State.Posts.Find(1)!.Sent!.By.Name, show.State.Posts.Find(1)!.Sent!.Moment));
    }

    [Fact]
    public void Two_posts_of_one_moment_ask_for_effects_of_their_own()
    {
        var show = Show(Touchdown, Touchdown with { Name = "Second" }).After(new ArmPost(1, 1), Salome).After(new ArmPost(2, 1), Salome);

        show = show.After(new MarkMoment("touchdown"), Salome);

        Assert.Equal(4, show.State.Effects.Open.Count);
        Assert.Empty(show.State.Posts.Find(1)!.Sent!.Effects.Intersect(show.State.Posts.Find(2)!.Sent!.Effects));
    }

    [Fact]
    public void When_the_moment_goes_the_other_way_the_other_text_goes_out_and_what_only_celebrates_stays()
    {
        var show = Show(Touchdown, Touchdown with { Name = "Joy", Other = null }).After(new ArmPost(1, 1), Salome).After(new ArmPost(2, 1), Salome);

        show = show.After(new MarkMoment("touchdown") { Ending = PostEnding.Lost }, Basile);

        Assert.Equal(2, show.State.Effects.Open.Count);
        Assert.All(Texts(show), t => Assert.StartsWith("Pas de signal", t.Text, StringComparison.Ordinal));
        Assert.Null(show.State.Posts.Find(2)!.Armed);
        Assert.Null(show.State.Posts.Find(2)!.Sent);
    }

    [Fact]
    public void A_moment_that_a_recording_tells_posts_nothing()
    {
        var show = Show(Touchdown).After(new ArmPost(1, 1), Salome).After(new MarkMoment("touchdown") { At = A.Time.AddDays(-1) }, Actor.Program);

        Assert.Empty(show.State.Effects.Open);
        Assert.NotNull(show.State.Posts.Find(1)!.Armed);
    }

    [Fact]
    public void Clear_all_disarms_every_post_and_takes_back_what_counts_down()
    {
        var show = Show(Touchdown, Welcome, Touchdown with { Name = "Now" }).After(new ArmPost(1, 1), Salome).After(new SchedulePost(2, 1), Salome).After(new FirePost(3, 1), Salome);

        show = show.After(new TakeOffAir(All: true), A.Person("Lou", Role.Overlay));

        Assert.All(show.State.Posts.All.Values, p => Assert.False(p.Waits));
        Assert.Empty(show.State.Effects.Open);
        Assert.Equal(Decision.Unchanged, show.Decide(new TakeOffAir(All: true), Salome));
        Assert.Empty(show.After(new MarkMoment("touchdown"), Salome).State.Effects.Open);
    }

    [Fact]
    public void Clear_leaves_posts_as_they_are()
    {
        var show = Show(Touchdown).After(new ArmPost(1, 1), Salome).After(new TakeOffAir(), Salome);

        Assert.NotNull(show.State.Posts.Find(1)!.Armed);
    }

    [Fact]
    public void Two_people_never_overwrite_each_other_and_an_armed_text_stays_as_it_was_agreed()
    {
        var show = Show(Touchdown).After(new KeepPost(Touchdown with { Name = "By Basile" }, 1, 1), Basile);

        Assert.Contains("Basile", show.Decide(new KeepPost(Touchdown with { Name = "By Salomé" }, 1, 1), Salome).Refusal!.Words.En, StringComparison.Ordinal);
        show = show.After(new ArmPost(1, 2), Salome);
        Assert.Equal("P1 is armed by Salomé. Disarm it first.", show.Decide(new KeepPost(Touchdown, 1, 3), Basile).Refusal!.Words.En);
        Assert.NotNull(show.Decide(new DropPost(1, 3), Basile).Refusal);
    }

    [Fact]
    public void Armed_posts_keep_their_key_until_they_are_gone()
    {
        var show = Show(Touchdown, Touchdown, Touchdown).After(new ArmPost(1, 1), Salome).After(new ArmPost(2, 1), Salome);

        show = show.After(new DisarmPost(1), Basile).After(new ArmPost(3, 1), Basile);

        Assert.Equal((2, 1), (show.State.Posts.Find(2)!.Armed!.Key, show.State.Posts.Find(3)!.Armed!.Key));
        Assert.Equal("Basile", show.State.Posts.Find(3)!.Armed!.By.Name);
    }

    [Fact]
    public void Who_may_not_post_may_not_arm_either()
    {
        Assert.Equal(RefusalKind.Forbidden, Show(Touchdown).Decide(new ArmPost(1, 1), A.Moderator("Nora")).Refusal!.Kind);
    }

    [Fact]
    public void What_nobody_knows_is_decided_by_a_person_once()
    {
        var show = Show(Touchdown).After(new FirePost(1, 1), Salome).Later(5);
        var id = show.State.Effects.Open.Keys.First();
        show = show.After(new EffectStarted(id, Guid.NewGuid()), new EffectSettled(id, EffectState.Unknown, EffectTrouble.NoAnswer));

        var there = show.After(new DecideUnknown(id, IsThere: true), Salome);
        var again = show.After(new DecideUnknown(id, IsThere: false, Again: true), Salome);

        Assert.Equal(EffectState.Done, there.State.Effects.Find(id)!.State);
        Assert.Equal(EffectState.Failed, again.State.Effects.Find(id)!.State);
        Assert.Equal(show.State.Effects.Find(id)!.Deed, again.State.Effects.Open.Values.Last().Deed);
        Assert.Equal(RefusalKind.Stale, again.Decide(new DecideUnknown(id, false, true), Basile).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, show.Decide(new DecideUnknown(id, true), A.Moderator("Nora")).Refusal!.Kind);
    }

    [Fact]
    public void The_library_survives_a_stored_state()
    {
        var show = Show(Touchdown, Welcome).After(new ArmPost(1, 1), Salome).After(new SchedulePost(2, 1), Basile).Later(600)
            .After(new FireSlot(2, new Guid(0, 0, 0, new byte[8]), 1), Actor.Program).After(new MarkMoment("touchdown"), Salome);

        var again = StoredShowState.FromJson(StoredShowState.Of(show.State).ToJson()).Restore(show.Newest());

        Assert.Equal(show.State.Posts.LastNumber, again.Posts.LastNumber);
        Assert.Equal(show.State.Posts.All.Values, again.Posts.All.Values);
    }
}
