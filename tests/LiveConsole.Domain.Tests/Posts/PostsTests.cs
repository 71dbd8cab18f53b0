using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Posts;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Posts;

/// <summary>Posts are kept, armed and sent: each once, in the chat's language, and never into the silence (desks.md, sections 4 and 8).</summary>
public sealed class PostsTests
{
    private static readonly Actor Salome = A.Producer("Salomé");
    private static readonly Actor Basile = A.Person("Basile", Role.Lead);
    private static readonly PostWritten Touchdown = new("Touchdown", PostKind.Post, new("Posé !", "Touchdown!"), new("Pas de signal. Courage à l'équipe.", "No signal. Our thoughts are with the team."), Moment: "touchdown");
    private static readonly PostWritten Welcome = new("Welcome", PostKind.Post, new("Bienvenue !", "Welcome!"), Every: TimeSpan.FromMinutes(10));

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
    public void A_text_that_is_too_long_is_refused_beforehand_with_by_how_much()
    {
        var show = Show(Touchdown with { Text = new(new string('a', 231), "Touchdown!") });

        Assert.Equal("P1 is 31 characters too long for YouTube (231 of 200). Shorten it.", show.Decide(new FirePost(1, 1), Salome).Refusal!.Words.En);
        Assert.NotNull(show.Decide(new ArmPost(1, 1), Salome).Refusal);
        Assert.Empty(show.Try(new FirePost(1, 1), Salome).State.Effects.Open);
    }

    [Fact]
    public void A_second_ending_that_is_too_long_is_found_when_it_is_armed_not_when_it_is_needed()
    {
        var show = Show(Touchdown with { Other = new(new string('a', 201), "b") });

        Assert.NotNull(show.Decide(new ArmPost(1, 1), Salome).Refusal);
    }

    [Fact]
    public void A_chat_that_nobody_can_write_to_holds_the_other_up_by_nothing()
    {
        var show = Show(Touchdown).After(new ActingKnown(new ChannelActing("youtube", "video123456", null, null, [], EffectTrouble.SignInDead)));

        show = show.After(new FirePost(1, 1), Salome);

        Assert.Equal("twitch", Assert.Single(show.State.Effects.Open.Values).Platform);
        var failed = Assert.Single(show.State.Effects.Settled.Values);
        Assert.Equal(("youtube", EffectState.Failed, EffectTrouble.SignInDead), (failed.Platform, failed.State, failed.Trouble));
    }

    [Fact]
    public void With_no_chat_to_write_to_it_is_refused_in_words()
    {
        var show = A.Show(Settings).After(new KeepPost(Touchdown), Salome);

        Assert.Equal(RefusalKind.PlatformCannot, show.Decide(new FirePost(1, 1), Salome).Refusal!.Kind);
    }

    [Fact]
    public void An_announcement_is_a_plain_post_on_YouTube_and_a_shout_out_is_not_there()
    {
        var show = Show(Touchdown with { Kind = PostKind.Announcement, Color = "blue" }, new("Collective", PostKind.ShoutOut, new("", ""), Login: "@Science_Crew"));

        show = show.After(new FirePost(1, 1), Salome).After(new FirePost(2, 1), Salome);

        Assert.Equal(["AnnounceDeed", "PostDeed", "ShoutOutDeed"], show.State.Effects.Open.Values.Select(e => e.Deed.GetType().Name));
        Assert.Equal("science_crew", show.State.Effects.Open.Values.Select(e => e.Deed).OfType<ShoutOutDeed>().Single().Login);
    }

    [Fact]
    public void A_poll_speaks_one_language_with_choices_that_fit()
    {
        var poll = new PostWritten("Poll", PostKind.Poll, new("Quelle couleur ?", "Which colour?", ["Rouge", "Brun"], ["Red", "Brown"]), To: [new("twitch", "agence", PostLanguage.En)]);
        var show = Show(poll, poll with { Text = poll.Text with { ChoicesEn = ["Red"] } });

        show = show.After(new FirePost(1, 1), Salome);

        Assert.Equal(new PollDeed("Which colour?", ["Red", "Brown"], PostWritten.PollLasts), Assert.Single(show.State.Effects.Open.Values).Deed);
        Assert.NotNull(show.Decide(new FirePost(2, 1), Salome).Refusal);
    }

    [Fact]
    public void A_text_that_Twitch_would_take_for_a_command_is_refused()
    {
        Assert.NotNull(Show(Touchdown with { Text = new("/clear", "/clear") }).Decide(new FirePost(1, 1), Salome).Refusal);
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
    public void What_celebrates_is_never_tied_to_a_clock()
    {
        Assert.NotNull(A.Show(Settings).Decide(new KeepPost(Touchdown with { Every = TimeSpan.FromMinutes(5) }), Salome).Refusal);
        Assert.NotNull(A.Show(Settings).Decide(new KeepPost(Touchdown with { Every = TimeSpan.FromMinutes(5), Moment = null }), Salome).Refusal);
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
    public void An_announcement_and_a_shout_out_are_looked_at_as_the_librarys_are()
    {
        var show = Show();

        Assert.Equal(RefusalKind.Invalid, show.Decide(new SendPost([new ChatPost("twitch", "agence", new AnnounceDeed("hello", "beige"))]), Salome).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, show.Decide(new SendPost([new ChatPost("twitch", "agence", new ShoutOutDeed(new string('a', 101)))]), Salome).Refusal?.Kind);
        Assert.Null(show.Decide(new SendPost([new ChatPost("twitch", "agence", new AnnounceDeed("hello", "blue"))]), Salome).Refusal);
    }

    [Theory]
    [InlineData("Zoé\u202E\u0007\nBo\u200B", "@Zoé Bo Yes.")]
    [InlineData("@zoe", "@zoe Yes.")]
    public void A_reply_on_YouTube_begins_with_a_name_of_one_line_that_turns_nothing_around(string name, string says)
    {
        var message = A.Message("is it live?", "y1", name: name, platform: "youtube", channel: "video123456");
        var show = Show().After(new MessageCame(message)).After(new PromoteMessage(message.Ref, ItemKind.Question, new ItemId(Guid.NewGuid()), message), Salome);

        show = show.After(new ReplyToItem(show.Id(1), show.Version(1), "Yes."), Salome);

        Assert.Equal(says, Assert.Single(Texts(show)).Text);
    }

    [Theory]
    [InlineData("youtube", 5)]
    [InlineData("twitch", 2)]
    public void A_reply_that_is_longer_than_one_message_goes_out_in_numbered_parts_and_loses_no_word(string platform, int parts)
    {
        var message = A.Message("is it live?", "m1", name: "Zoé", platform: platform, channel: platform == "youtube" ? "video123456" : "agence");
        var show = Show().After(new MessageCame(message)).After(new PromoteMessage(message.Ref, ItemKind.Question, new ItemId(Guid.NewGuid()), message), Salome);
        var words = string.Join(' ', Enumerable.Range(0, 130).Select(i => $"mot{i:000}"));

        show = show.After(new ReplyToItem(show.Id(1), show.Version(1), words), Salome);

        var sent = show.State.Effects.Open.Values.OrderBy(e => e.Id).ToList();
        var texts = sent.Select(e => ((PostDeed)e.Deed).Text).ToList();
        Assert.Equal(parts, texts.Count);
        Assert.All(texts, (t, i) => Assert.EndsWith($"({i + 1}/{parts})", t, StringComparison.Ordinal));
        Assert.All(texts, t => Assert.True(t.Length <= PlatformDeeds.LongestPost(platform), t));
        Assert.All(texts, t => Assert.Equal(platform == "youtube", t.StartsWith("@Zoé ", StringComparison.Ordinal)));
        Assert.Equal(words, string.Join(' ', texts.Select(t => t[..t.LastIndexOf(" (", StringComparison.Ordinal)].Replace("@Zoé ", "", StringComparison.Ordinal))));
        Assert.All(sent, e => Assert.Equal((show.Id(1), platform == "twitch" ? "m1" : null), (e.Item!.Value, ((PostDeed)e.Deed).ReplyTo)));
        Assert.Equal(RefusalKind.Invalid, show.Decide(new ReplyToItem(show.Id(1), show.Version(1), new string('a', 2_600)), Salome).Refusal!.Kind);
    }

    [Fact]
    public void A_reply_that_is_asked_for_again_stands_on_its_questions_card()
    {
        var message = A.Message("is it live?", "m1", platform: "twitch", channel: "agence");
        var show = Show().After(new MessageCame(message)).After(new PromoteMessage(message.Ref, ItemKind.Question, new ItemId(Guid.NewGuid()), message), Salome);
        show = show.After(new ReplyToItem(show.Id(1), show.Version(1), "Yes."), Salome).Later(6);
        var id = show.State.Effects.Open.Keys.Single();
        show = show.After(new EffectStarted(id, Guid.NewGuid()), new EffectSettled(id, EffectState.Unknown, EffectTrouble.NoAnswer));

        show = show.After(new DecideUnknown(id, IsThere: false, Again: true), Salome);

        Assert.Equal(show.Id(1), Assert.Single(show.State.Effects.Open.Values).Item);
    }

    [Fact]
    public void A_word_that_is_longer_than_a_message_is_cut_but_never_within_a_character()
    {
        var message = A.Message("is it live?", "m1", platform: "twitch", channel: "agence");
        var show = Show().After(new MessageCame(message)).After(new PromoteMessage(message.Ref, ItemKind.Question, new ItemId(Guid.NewGuid()), message), Salome);

        show = show.After(new ReplyToItem(show.Id(1), show.Version(1), "a" + string.Concat(Enumerable.Repeat("🚀", 400))), Salome);

        var texts = Texts(show).Select(d => d.Text).ToList();
        Assert.Equal(2, texts.Count);
        Assert.All(texts, t => Assert.DoesNotContain(t.EnumerateRunes(), r => r == System.Text.Rune.ReplacementChar));
    }

    [Fact]
    public void A_name_leaves_room_for_the_answer()
    {
        var message = A.Message("is it live?", "y1", name: new string('n', 190), platform: "youtube", channel: "video123456");
        var show = Show().After(new MessageCame(message)).After(new PromoteMessage(message.Ref, ItemKind.Question, new ItemId(Guid.NewGuid()), message), Salome);

        Assert.Equal("@".Length + 30 + " ".Length + 130, Assert.Single(Texts(show.After(new ReplyToItem(show.Id(1), show.Version(1), new string('a', 130)), Salome))).Text.Length);
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

    internal static BeginPhase Critical { get; } = new("critical", "CRITIQUE", "CRITICAL", null);

    internal static ShowSettings Settings { get; } = A.Settings() with { Channels = [new("twitch", "agence"), new("youtube", "video123456")] };

    internal static AShow Show(params PostWritten[] posts) => posts.Aggregate(
        A.Show(Settings).After(Acting("twitch", "agence"), Acting("youtube", "video123456")), (show, post) => show.After(new KeepPost(post), Salome));

    internal static ActingKnown Acting(string platform, string channel) => new(new ChannelActing(platform, channel, "Agence Orbite", "1", [.. Enum.GetValues<DeedKind>()]));

    private static IEnumerable<(string Platform, string Text)> Texts(AShow show) => show.State.Effects.Open.Values.Select(e => (e.Platform, ((PostDeed)e.Deed).Text));
}
