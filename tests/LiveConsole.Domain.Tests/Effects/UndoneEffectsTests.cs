using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Posts;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Effects;

public sealed class UndoneEffectsTests
{
    private static readonly Actor Nora = A.Moderator("Nora");
    private static readonly Actor Lise = A.Person("Lise", Role.Lead);
    private static readonly Target Ombre = new("901", "Ombre");

    [Fact]
    public void What_waits_is_taken_back_and_what_it_struck_is_shown_again()
    {
        var show = A.Show().Acting().With(A.Question("how cold?").AskedBy("901", "Ombre").Queued()).After(new BanViewer("twitch", "agence", Ombre), Nora);
        Assert.Equal(Stage.Withdrawn, show.Item(1).Stage);

        var undone = show.Undo(Nora);

        Assert.Equal(EffectState.Cancelled, undone.State.Effects.Find(1)!.State);
        Assert.Empty(undone.State.Struck);
        Assert.Equal((Stage.Queued, 1), (undone.Item(1).Stage, undone.Item(1).Askers));
    }

    [Fact]
    public void A_ban_that_was_given_is_lifted_once_and_its_strikes_stay()
    {
        var show = A.Show().Acting().After(new MessageCame(A.Message("slur"))).After(new BanViewer("twitch", "agence", Ombre), Nora);
        var ban = show.LastAction;
        var started = show.After(new EffectStarting(1, Guid.NewGuid(), null));
        Assert.Equal(RefusalKind.NotAllowed, started.Decide(new UndoAction(ban), Nora).Refusal!.Kind);

        var undone = started.After(new EffectEnded(1, EffectState.Done)).After(new UndoAction(ban), Nora);

        Assert.Equal(new UnbanDeed(Ombre), undone.State.Effects.Find(2)!.Deed);
        Assert.Single(undone.State.Struck);
        Assert.Equal(RefusalKind.UndoBlocked, undone.Decide(new UndoAction(ban), Nora).Refusal!.Kind);
        Assert.Empty(undone.Settled(2).State.Effects.Bans);
    }

    [Fact]
    public void YouTubes_ban_is_lifted_by_its_id_and_without_one_only_in_Studio()
    {
        var show = A.Show().Acting("youtube", "abc").After(new TimeOutViewer("youtube", "abc", Ombre, 600), Nora);

        Assert.Equal(new UntimeoutDeed(Ombre, "ban-7"), show.Settled(1, handle: "ban-7").Undo(Nora).State.Effects.Find(2)!.Deed);
        Assert.Equal(Refusals.OnlyInStudio, show.Settled(1).Decide(new UndoAction(show.LastAction), Nora).Refusal);
        Assert.Equal(RefusalKind.NotAllowed, show.Settled(1, handle: "ban-7").Later(601).Decide(new UndoAction(show.LastAction), Nora).Refusal!.Kind);
    }

    [Fact]
    public void Of_many_what_can_be_undone_is_and_what_stays_is_said()
    {
        var show = A.Show().Acting().After(new MessageCame(A.Message("spam", "t1"))).After(new MessageCame(A.Message("spam", "t2"))).After(new MessageCame(A.Message("spam", "y1", platform: "youtube", channel: "abc")));
        show = show.After(new RemoveMessages([.. show.State.Recent.After(0).Select(r => r.Sequence)]), Nora).Settled(1);
        var action = show.State.Actions[show.LastAction];

        Assert.Null(UndoAction.WhyNot(show.State, action, Nora, show.Now));
        Assert.Equal(["A removal cannot be undone: Twitch forgets the message."], UndoAction.Stays(show.State, action, Nora, show.Now).Select(w => w.En));
        var undone = show.Undo(Nora);

        Assert.Equal((EffectState.Done, EffectState.Cancelled), (undone.State.Effects.Find(1)!.State, undone.State.Effects.Find(2)!.State));
        Assert.Equal("t1", undone.State.Recent.Find(undone.State.Struck.Keys.Single())!.Message.Id);
    }

    [Fact]
    public void A_removal_that_was_done_cannot_be_undone_and_says_so_beforehand()
    {
        var show = A.Show().Acting().With(A.Question("how cold?").OnAir());
        show = show.After(new RemoveMessage(new MessageRef("twitch", "q1"), null, show.State.Recent[0].Message), Nora).Settled(1);

        Assert.Equal("A removal cannot be undone: Twitch forgets the message.", UndoAction.WhyNot(show.State, show.State.Actions[show.LastAction], Nora, show.Now)!.Message);
    }

    [Fact]
    public void Modes_go_back_to_what_stood_before_this_action_unless_somebody_changed_them_since()
    {
        var show = A.Show().Acting().After(new ModesCame("twitch", "agence", ChatModes.Off, A.Time)).After(new SetModes("twitch", "agence", new ChatModes(Slow: 30, Unique: true)), Lise).Settled(1);

        Assert.Equal(new ChatModes(Slow: 0, Unique: false), ((ModesDeed)show.Undo(Lise).State.Effects.Find(2)!.Deed).Modes);
        Assert.Equal(RefusalKind.Forbidden, show.Decide(new UndoAction(show.LastAction), Nora).Refusal!.Kind);
        var since = show.Later(60).After(new ModesCame("twitch", "agence", new ChatModes(Slow: 120), show.Now.AddSeconds(60), "Yanis"));
        Assert.Equal("Yanis changed the chat's modes at 21:51:00.", since.Decide(new UndoAction(show.LastAction), Lise).Refusal!.Message);

        var back = since.After(new ModesBack("twitch", "agence"), Lise);
        Assert.Equal(new ChatModes(Slow: 0, Unique: false), ((ModesDeed)back.State.Effects.Find(2)!.Deed).Modes);
        Assert.Same(Decision.Unchanged, back.Settled(2).Decide(new ModesBack("twitch", "agence"), Lise));
    }

    [Fact]
    public void A_post_is_taken_back_while_it_counts_down_and_never_after()
    {
        var show = A.Show().Acting().After(new SendPost([new ChatPost("twitch", "agence", new PostDeed("Bonsoir"))]), Lise);

        Assert.Equal(EffectState.Cancelled, show.Undo(Lise).State.Effects.Find(1)!.State);
        Assert.Equal(RefusalKind.UndoBlocked, show.Later(5).Settled(1).Decide(new UndoAction(show.LastAction), Lise).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, show.Decide(new UndoAction(show.LastAction), Nora).Refusal!.Kind);
    }

    [Fact]
    public void What_was_taken_back_while_another_node_had_started_it_goes_its_way()
    {
        var show = A.Show().Acting().After(new BanViewer("twitch", "agence", Ombre), Nora).After(new EffectStarting(1, Guid.NewGuid(), null));

        Assert.Equal(EffectState.Started, show.After(new EffectsCancelled([1])).State.Effects.Find(1)!.State);
    }

    [Fact]
    public void Shield_comes_down_and_a_poll_is_ended()
    {
        var shield = A.Show().Acting().After(new SetShield("twitch", "agence", On: true), Lise).Settled(1);
        Assert.Equal(new ShieldDeed(false), shield.Undo(Lise).State.Effects.Find(2)!.Deed);

        var poll = A.Show().Acting().After(new SendPost([new ChatPost("twitch", "agence", new PollDeed("Où ?", ["ici", "là"], 60))]), Lise).Settled(1, handle: "p1");
        Assert.Equal(new EndPollDeed("p1"), poll.Undo(Lise).State.Effects.Find(2)!.Deed);
    }

    [Fact]
    public void While_bans_are_the_leads_a_volunteer_undoes_none()
    {
        var waits = ActingRulesTests.BansAreTheLeads().After(new BanViewer("twitch", "agence", Ombre), Lise);
        var done = waits.Settled(1);

        Assert.Equal(RefusalKind.Forbidden, waits.Decide(new UndoAction(waits.LastAction), Nora).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, done.Decide(new UndoAction(waits.LastAction), Nora).Refusal?.Kind);
        Assert.Null(done.Decide(new UndoAction(waits.LastAction), Lise).Refusal);
    }

    [Theory]
    [InlineData(Role.Moderator, 2)]
    [InlineData(Role.Lead, 10)]
    public void Undoing_many_leaves_the_lead_the_last_units_and_says_what_stays(Role role, int lifted)
    {
        var by = A.Person("Bo", role);
        var show = A.Show().Acting("youtube", "abc");
        for (var i = 0; i < 10; i++) show = show.After(new MessageCame(A.Message("spam", $"y{i}", $"UC{i}", platform: "youtube", channel: "abc")));
        show = show.After(new ActOnAuthors([.. show.State.Recent.After(0).Select(r => r.Sequence)]), by);
        for (var i = 1; i <= 10; i++) show = show.Settled(i, handle: $"b{i}");
        show = show.Later(1).After(new QuotaCame(new QuotaReading("p1", 0, 0, 8_900, 10_000, 2_000, show.Now, show.Now.AddHours(9))));
        Assert.Equal(22, Asking.ActionsLeft(show.State, "youtube"));

        var undone = UndoneEffects.Of(show.State, show.State.Actions[show.LastAction], by, show.Now);

        Assert.Equal(lifted, undone.Entries.OfType<EffectsRequested>().Single().Effects.Length);
        Assert.Equal(lifted == 10 ? 0 : 1, undone.Stays.Length);
    }

    [Fact]
    public void What_may_have_been_done_is_not_taken_back_before_it_is_known()
    {
        var message = A.Message("slur", viewer: "902");
        foreach (var command in new IShowCommand[] { new BanViewer("twitch", "agence", Ombre), new TimeOutViewer("twitch", "agence", Ombre, 600), new RemoveMessage(message.Ref, null, message) })
        {
            var asked = A.Show().Acting().After(new MessageCame(message)).After(command, Nora);
            var lost = asked.After(new EffectStarting(1, Guid.Empty, null)).After(new EffectPutOff(1, asked.Now.AddSeconds(1), EffectTrouble.NoAnswer, Try: Guid.Empty));
            // Asked again and told to wait: what became of the first call is known as little.
            var waits = lost.Later(1).After(new EffectStarting(1, Guid.Empty, null)).After(new EffectPutOff(1, asked.Now.AddSeconds(9), Try: Guid.Empty));

            Assert.EndsWith("Press again in a moment.", lost.Decide(new UndoAction(asked.LastAction), Nora).Refusal?.Message, StringComparison.Ordinal);
            Assert.EndsWith("Press again in a moment.", waits.Decide(new UndoAction(asked.LastAction), Nora).Refusal?.Message, StringComparison.Ordinal);
            Assert.Null(asked.Decide(new UndoAction(asked.LastAction), Nora).Refusal);
        }
    }

    [Fact]
    public void A_longer_time_out_by_somebody_else_since_is_theirs_to_lift()
    {
        var show = A.Show().Acting().After(new TimeOutViewer("twitch", "agence", Ombre, 600), Nora).Settled(1).Later(5);
        var since = show.After(new ModeratorActed(new ModeratorAct("twitch", "agence", "timeout", show.Now, "78", "Yanis", "901", "Ombre", Seconds: 3_600)));

        Assert.Null(show.Decide(new UndoAction(show.LastAction), Nora).Refusal);
        Assert.StartsWith("Yanis timed Ombre out at 21:50:05", since.Decide(new UndoAction(show.LastAction), Nora).Refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void That_a_time_out_which_a_ban_replaced_is_not_put_back_is_said_beforehand()
    {
        var show = A.Show().Acting().After(new TimeOutViewer("twitch", "agence", Ombre, 600), Nora).Settled(1).Later(5).After(new BanViewer("twitch", "agence", Ombre), Lise).Settled(2);
        var action = show.State.Actions[show.LastAction];

        Assert.Equal(["Nora's time-out of Ombre, until 22:00:00, is not put back: they may write again."], UndoAction.Stays(show.State, action, Lise, show.Now).Select(w => w.En));
        Assert.Empty(UndoAction.Stays(show.State, action, Lise, show.Now.AddSeconds(600)));
        Assert.Null(show.Decide(new UndoAction(show.LastAction), Lise).Refusal);
    }
}
