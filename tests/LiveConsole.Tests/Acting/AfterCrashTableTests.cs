using LiveConsole.Acting;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Acting;

/// <summary>Each row of the table in house.md.</summary>
public sealed class AfterCrashTableTests
{
    private static readonly DateTimeOffset Started = A.Time.AddSeconds(1), Restarted = A.Time.AddSeconds(10);

    public static TheoryData<Deed> Repeated =>
    [
        Asked.Remove(), new BanDeed(Asked.Troll()), new TimeOutDeed(Asked.Troll(), 600), new UnbanDeed(Asked.Troll()), new UntimeoutDeed(Asked.Troll()), new HoldDeed("h1", Allow: true, Asked.Troll()),
        new ModesDeed(new ChatModes(EmoteOnly: true)), new ShieldDeed(true),
    ];

    public static TheoryData<Deed> Never =>
    [
        new PostDeed("Bonsoir"), new PostDeed("Oui", "m1"), new AnnounceDeed("Bonsoir"), new WarnDeed(Asked.Troll(), "Stop"), new ShoutOutDeed("friend"), new PollDeed("Go?", ["yes", "no"], 60), new EndPollDeed("p1"), new ClearDeed(),
    ];

    [Theory]
    [MemberData(nameof(Repeated))]
    public void What_does_no_harm_twice_is_asked_again_at_once(Deed deed)
    {
        var show = Dead("twitch", deed);

        var then = Assert.IsType<EffectPutOff>(Of(show, Restarted));

        Assert.Equal(Restarted, then.Until);
        Assert.Equal(EffectState.Requested, show.Takes(then, Restarted).Effects.Open[1].State);
    }

    [Theory]
    [MemberData(nameof(Never))]
    public void What_must_not_be_twice_is_never_asked_again_and_after_15_s_of_reading_nobody_knows(Deed deed)
    {
        var show = Dead("twitch", deed).Reads(Restarted.AddSeconds(3));

        Assert.Null(Of(show, Restarted.AddSeconds(17.9)));
        var then = Assert.IsType<EffectEnded>(Of(show, Restarted.AddSeconds(18)));
        Assert.Equal((EffectState.Unknown, EffectTrouble.NoAnswer), (then.Outcome, then.Trouble));
    }

    [Fact]
    public void What_the_journal_says_of_the_reading_of_the_program_that_died_counts_for_nothing()
    {
        var show = Asked.Show().Reads(A.Time.AddHours(-1)).Asks("twitch", new PostDeed("Bonsoir")).Starts(1, Started);

        Assert.Null(Of(show, Restarted.AddSeconds(14)));
        Assert.NotNull(Of(show, Restarted.AddSeconds(15)));
    }

    [Fact]
    public void A_chat_that_is_not_read_is_waited_for_two_minutes()
    {
        var show = Dead("twitch", new PostDeed("Bonsoir"));

        Assert.Null(Of(show, Restarted.AddSeconds(119)));
        Assert.IsType<EffectEnded>(Of(show, Restarted.AddSeconds(120)));
    }

    [Theory]
    [InlineData("twitch")]
    [InlineData("youtube")]
    public void Our_own_message_that_comes_back_says_that_it_was_posted_and_under_which_id(string platform)
    {
        var show = Dead(platform, new PostDeed("Bonsoir")).Hears(platform, "Bonsoir", Restarted, "echo");

        var then = Assert.IsType<EffectEnded>(Of(show, Restarted));

        Assert.Equal((EffectState.Done, "echo"), (then.Outcome, then.Handle));
    }

    [Fact]
    public void Somebody_elses_same_words_our_other_words_and_what_we_wrote_before_are_not_it()
    {
        var show = Asked.Show().Asks("twitch", new PostDeed("Bonsoir")).Hears("twitch", "Bonsoir", A.Time.AddSeconds(-60), "old").Starts(1, Started)
            .Hears("twitch", "Bonsoir", Restarted, "theirs", author: "901").Hears("twitch", "Bonne nuit", Restarted, "other");

        Assert.Null(Of(show, Restarted));
    }

    [Fact]
    public void The_same_words_posted_twice_are_two_posts()
    {
        var show = Asked.Show().Asks("twitch", new PostDeed("Bonsoir"), new PostDeed("Bonsoir")).Starts(1, Started).Hears("twitch", "Bonsoir", Started, "first")
            .Takes(new EffectEnded(1, EffectState.Done, Handle: "first"), Started).Starts(2, Started);

        Assert.Null(AfterCrashTable.Of(show, show.Effects.Open[2], Restarted, 1, Restarted));
        show = show.Hears("twitch", "Bonsoir", Restarted, "second");
        Assert.Equal("second", Assert.IsType<EffectEnded>(AfterCrashTable.Of(show, show.Effects.Open[2], Restarted, 1, Restarted)).Handle);
    }

    [Fact]
    public void A_reply_an_announcement_a_poll_a_cleared_chat_and_a_warning_are_known_again()
    {
        Assert.Equal("r", Handle(Dead("twitch", new PostDeed("Oui", "m1")).Hears("twitch", "@Ayşe Oui", Restarted, "r", replyTo: new ReplyTo("m1"))));
        Assert.Equal("a", Handle(Dead("twitch", new AnnounceDeed("Bonsoir")).Hears("twitch", "Bonsoir", Restarted, "a", kind: MessageKind.Announcement)));
        Assert.Equal("p9", Handle(Dead("twitch", new PollDeed("Go?", ["yes", "no"], 60)).Takes(new PollCame(new Poll("twitch", "agence", "p9", "Go?", [new("yes"), new("no")], PollStatus.Active, Restarted) { BeganAt = Started }), Restarted)));
        Assert.Null(Handle(Dead("twitch", new ClearDeed()).Takes(new RemovalCame("twitch", "agence", new Removal(Started, RemovalScope.Channel)), Restarted)));
        Assert.Null(Handle(Dead("twitch", new WarnDeed(Asked.Troll(), "Stop")).Takes(new ModeratorActed(new ModeratorAct("twitch", "agence", "warn", Started, TargetId: Asked.Troll().Id)), Restarted)));
        Assert.Null(Handle(Dead("twitch", new WarnDeed(Asked.Troll(), "Stop")).Takes(new ModeratorActed(new ModeratorAct("twitch", "agence", "warn", Started, Asked.Us, "AgenceOrbite", Asked.Troll().Id)), Restarted)));
    }

    [Theory]
    [InlineData("ban", null)]
    [InlineData("timeout", null)]
    [InlineData("ban", Asked.Us)]
    [InlineData("timeout", Asked.Us)]
    public void A_youtube_ban_waits_10_s_of_reading_for_its_event_and_is_then_asked_again(string verb, string? by)
    {
        var show = Dead("youtube", verb == "ban" ? new BanDeed(Asked.Troll()) : new TimeOutDeed(Asked.Troll(), 600)).Reads(Restarted.AddSeconds(2));

        Assert.Null(Of(show, Restarted.AddSeconds(11.9)));
        Assert.IsType<EffectPutOff>(Of(show, Restarted.AddSeconds(12)));
        var told = show.Takes(new ModeratorActed(new ModeratorAct("youtube", "agence", verb, Started.AddSeconds(1), by, TargetId: Asked.Troll().Id)), Restarted.AddSeconds(3));
        var then = Assert.IsType<EffectEnded>(Of(told, Restarted.AddSeconds(3)));
        Assert.Equal((EffectState.Done, null), (then.Outcome, then.Handle));
        Assert.Null(told.Takes(then, Restarted).Effects.Bans.Values.Single().Handle);
    }

    [Fact]
    public void A_time_out_whose_end_has_passed_meanwhile_is_expired_not_asked_again()
    {
        var later = A.Time.AddMinutes(11);
        var show = Dead("twitch", new TimeOutDeed(Asked.Troll(), 600));
        show = show.Takes(Of(show, later)!, later);

        var choice = EffectChoice.Of(show, later, 1, new HashSet<long>(), _ => TimeSpan.Zero);

        Assert.Empty(choice.Start);
        Assert.Equal([1L], choice.Over.Select(e => e.Id));
    }

    [Fact]
    public void What_was_never_answered_in_ten_tries_is_left_to_a_person()
    {
        var (show, now) = (Asked.Show().Asks("twitch", Asked.Remove()), A.Time);
        for (var tries = 1; tries <= 10; tries++)
        {
            show = show.Starts(1, now);
            var then = AfterCrashTable.Of(show, show.Effects.Open[1], now, 1, now);
            if (tries == 10) Assert.Equal(EffectState.Unknown, Assert.IsType<EffectEnded>(then).Outcome);
            else
            {
                Assert.Equal(now + AfterCrashTable.Patience(tries), Assert.IsType<EffectPutOff>(then).Until);
                show = show.Takes(then!, now);
            }

            now = now.AddMinutes(1);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], Enumerable.Range(1, 8).Select(t => AfterCrashTable.Patience(t).TotalSeconds));
    }

    [Fact]
    public void Who_lost_the_lease_still_brings_a_bans_handle_but_its_refusal_says_nothing_of_anothers_try()
    {
        var show = Asked.Show().Asks("youtube", new BanDeed(Asked.Troll())).Starts(1, Started);
        var theirs = show.Effects.Open[1].Try;
        show = show.Takes(new EffectPutOff(1, Restarted, Try: theirs), Restarted).Starts(1, Restarted);

        Assert.Same(show, show.Takes(new EffectEnded(1, EffectState.Failed, EffectTrouble.Refused, "no", Try: theirs), Restarted));
        Assert.Same(show, show.Takes(new EffectPutOff(1, Restarted, Try: theirs), Restarted));
        show = show.Takes(new EffectEnded(1, EffectState.Done, Try: show.Effects.Open[1].Try), Restarted);
        show = show.Takes(new EffectEnded(1, EffectState.Done, Handle: "ban-7", Try: theirs), Restarted);
        Assert.Equal("ban-7", show.Effects.Bans.Values.Single().Handle);
    }

    private static string? Handle(ShowState show)
    {
        var then = Assert.IsType<EffectEnded>(Of(show, Restarted));
        Assert.Equal(EffectState.Done, then.Outcome);
        return then.Handle;
    }

    private static ShowState Dead(string platform, Deed deed) => Asked.Show().Asks(platform, deed).Starts(1, Started);

    private static Arrival? Of(ShowState show, DateTimeOffset now) => AfterCrashTable.Of(show, show.Effects.Open[1], now, 1, Restarted);
}
