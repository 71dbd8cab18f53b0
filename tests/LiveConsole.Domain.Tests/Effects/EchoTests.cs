using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Effects;

/// <summary>What we had done comes back from the platform, and is told once, as done by who asked for it.</summary>
public sealed class EchoTests
{
    private static readonly Actor Nora = A.Moderator("Nora");
    private static readonly Target Ombre = new("901", "Ombre");

    [Theory]
    [InlineData(null)]
    [InlineData("agence orbite")]
    public void Our_own_removal_comes_back_and_says_nothing(string? by)
    {
        var message = A.Message("slur");
        var show = A.Show().Acting().After(new MessageCame(message)).After(new RemoveMessage(message.Ref, null, message), Nora).Settled(1);

        var after = show.Later(1).After(new RemovalCame("twitch", "agence", A.Removal(by: by, at: show.Now), MessageId: "m1"));

        Assert.Equal(show.Entries, after.Entries);
        Assert.Equal("Nora", after.State.Struck.Values.Single().By);
    }

    [Fact]
    public void A_bans_echo_strikes_only_what_was_written_meanwhile_and_for_the_same_person()
    {
        var show = A.Show().Acting().After(new MessageCame(A.Message("one"))).After(new BanViewer("twitch", "agence", Ombre, "spam"), Nora).Later(1)
            .After(new MessageCame(A.Message("two", "m2", at: A.Time.AddSeconds(1)))).Later(1).Settled(1);
        Assert.Single(show.State.Struck);

        var told = show.After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer, show.Now, "Agence Orbite"), ViewerId: "901"));

        Assert.Equal([("Nora", "spam"), ("Nora", "spam")], told.State.Struck.Values.Select(r => (r.By!, r.Reason!)));
        Assert.Equal(told.Entries, told.After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer, show.Now, by: null), ViewerId: "901")).Entries);
    }

    [Fact]
    public void What_a_banned_viewer_wrote_before_the_ban_took_hold_is_struck_when_it_arrives_late()
    {
        var show = A.Show().Acting().After(new BanViewer("twitch", "agence", Ombre), Nora).Later(3).Settled(1);

        var late = show.After(new MessageCame(A.Message("late", at: A.Time.AddSeconds(2))));
        var before = show.After(new MessageCame(A.Message("of another", viewer: "902", at: A.Time.AddSeconds(2))));

        Assert.Equal("Nora", late.State.Struck.Values.Single().By);
        Assert.Empty(before.State.Struck);
    }

    [Fact]
    public void Our_accounts_act_is_the_crews_and_a_strangers_is_theirs()
    {
        var show = A.Show().Acting().After(new BanViewer("twitch", "agence", Ombre), Nora).Settled(1);
        var ours = new ModeratorAct("twitch", "agence", "ban", show.Now, "77", "Agence Orbite", "901", "Ombre");

        Assert.Empty(show.After(new ModeratorActed(ours)).State.Acts);
        Assert.Single(show.After(new ModeratorActed(ours with { ById = "78", By = "Yanis" })).State.Acts);
        // The same account, used by hand elsewhere: nobody of the crew asked for that.
        Assert.Single(show.After(new ModeratorActed(ours with { TargetId = "902" })).State.Acts);
    }

    [Fact]
    public void What_the_account_did_that_acted_then_is_ours_although_another_acts_by_now()
    {
        var show = A.Show().Acting().After(new BanViewer("twitch", "agence", Ombre), Nora).After(new EffectStarting(1, Guid.NewGuid(), "Agence Orbite", "77"));
        show = show.After(new ActingCame(show.State.Effects.ActingIn("twitch", "agence")! with { As = "orbite_nuit", AsId = "79" })).Later(1);
        var ban = new ModeratorAct("twitch", "agence", "ban", show.Now, "77", "Agence Orbite", "901", "Ombre");
        var removal = new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer, show.Now, "Agence Orbite"), ViewerId: "901");

        Assert.Equal(show.Now, show.After(new ModeratorActed(ban)).State.Effects.Open[1].ToldAt);
        Assert.All(show.After(removal).Entries.Select(e => e.Entry).OfType<MessagesRemoved>(), r => Assert.Equal("Nora", r.Removal.By));
        // By hand, with the account that acts now: that is somebody's own.
        Assert.Single(show.After(new ModeratorActed(ban with { ById = "79", By = "orbite_nuit" })).State.Acts);
        // Begun before an account's id was kept: who acts now, as it always was.
        var old = A.Show().Acting().After(new BanViewer("twitch", "agence", Ombre), Nora).After(new EffectStarting(1, Guid.NewGuid(), "Agence Orbite")).Later(1);
        Assert.Equal(old.Now, old.After(new ModeratorActed(ban)).State.Effects.Open[1].ToldAt);
    }

    [Fact]
    public void Our_accounts_act_that_is_told_before_its_answer_is_noted_once_and_the_answer_still_brings_the_handle()
    {
        var show = A.Show().Acting("youtube", "abc").After(new BanViewer("youtube", "abc", Ombre), Nora).After(new EffectStarting(1, Guid.NewGuid(), "Agence Orbite"));
        var act = new ModeratorAct("youtube", "abc", "ban", show.Now, "77", "Agence Orbite", "901", "Ombre");

        var told = show.After(new ModeratorActed(act));
        var twice = told.After(new ModeratorActed(act));
        var answered = twice.After(new EffectEnded(1, EffectState.Done, Handle: "ban-1", Try: told.State.Effects.Open[1].Try));

        Assert.Equal((EffectState.Started, show.Now), (told.State.Effects.Open[1].State, told.State.Effects.Open[1].ToldAt));
        Assert.Equal(told.Entries, twice.Entries);
        Assert.Equal("ban-1", answered.State.Effects.Bans.Values.Single().Handle);
        Assert.Empty(answered.State.Acts);
    }

    [Theory]
    [InlineData(EffectState.Requested)]
    [InlineData(EffectState.Unknown)]
    public void Our_accounts_act_is_done_where_nobody_waits_for_its_answer_any_more(EffectState state)
    {
        var show = A.Show().Acting("youtube", "abc").After(new TimeOutViewer("youtube", "abc", Ombre, 600), Nora).After(new EffectStarting(1, Guid.NewGuid(), "Agence Orbite"));
        var (act, mine) = (new ModeratorAct("youtube", "abc", "timeout", show.Now, "77", "Agence Orbite", "901", "Ombre"), show.State.Effects.Open[1].Try);
        var lost = show.Later(20).After(state == EffectState.Unknown ? new EffectEnded(1, EffectState.Unknown, EffectTrouble.NoAnswer) : new EffectPutOff(1, show.Now, EffectTrouble.NoAnswer));

        var told = lost.After(new ModeratorActed(act));

        Assert.Equal((EffectState.Done, EffectTrouble.None), (told.State.Effects.Settled[1].State, told.State.Effects.Settled[1].Trouble));
        Assert.Empty(told.State.Acts);
        Assert.Equal("ban-1", told.After(new EffectEnded(1, EffectState.Done, Handle: "ban-1", Try: mine)).State.Effects.Bans.Values.Single().Handle);
    }

    [Fact]
    public void An_earlier_trys_act_is_known_by_a_later_try_and_after_something_else_was_asked_for_the_viewer()
    {
        var show = A.Show().Acting("youtube", "abc").After(new TimeOutViewer("youtube", "abc", Ombre, 600), Nora).After(new EffectStarting(1, Guid.NewGuid(), "Agence Orbite"));
        var act = new ModeratorAct("youtube", "abc", "timeout", show.Now, "77", "Agence Orbite", "901", "Ombre");
        var again = show.Later(20).After(new EffectPutOff(1, show.Now)).After(new EffectStarting(1, Guid.NewGuid(), "Agence Orbite"));
        var banned = again.After(new BanViewer("youtube", "abc", Ombre), Nora);

        foreach (var told in new[] { again.After(new ModeratorActed(act)), banned.After(new ModeratorActed(act)) })
        {
            Assert.Equal(act.At, told.State.Effects.Open[1].ToldAt);
            Assert.Empty(told.State.Acts);
        }
    }

    [Fact]
    public void Modes_that_we_set_stand_from_then_on_and_are_the_crew_persons()
    {
        var lead = A.Person("Lise", Role.Lead);
        var show = A.Show().Acting().After(new ModesCame("twitch", "agence", ChatModes.Off, A.Time)).After(new SetModes("twitch", "agence", new ChatModes(Slow: 30)), lead);
        var started = show.Later(1).After(new EffectStarting(1, Guid.NewGuid(), "Agence Orbite"));

        foreach (var came in new[] { started.After(new ModesCame("twitch", "agence", new ChatModes(Slow: 30), started.Now)).After(new EffectEnded(1, EffectState.Done)), started.After(new EffectEnded(1, EffectState.Done)).After(new ModesCame("twitch", "agence", new ChatModes(Slow: 30), started.Now, "Agence Orbite")) })
        {
            var modes = came.State.Modes[("twitch", "agence")];
            Assert.Equal((30, "Lise"), (modes.Modes.Slow, modes.Stamp(ChatMode.Slow)!.By));
            Assert.Single(came.Entries, e => e.Entry is ModesChanged { First: false });
        }

        Assert.Equal("Yanis", started.After(new ModesCame("twitch", "agence", new ChatModes(Slow: 60), started.Now, "Yanis")).State.Modes[("twitch", "agence")].Stamp(ChatMode.Slow)!.By);
    }

    [Fact]
    public void A_decided_hold_is_decided_by_who_pressed_whether_the_platform_tells_it_or_not()
    {
        var held = new HeldMessage("twitch", "agence", "h1", A.Time, new Author("901", "Ombre"), "putain c'est beau", "automod");
        var show = A.Show().Acting().After(new HoldCame(held)).After(new DecideHeld(new MessageRef("twitch", "h1"), Allow: true), Nora);

        foreach (var after in new[] { show.Settled(1), show.After(new EffectStarting(1, Guid.NewGuid(), null)).After(new HoldEnded("twitch", "agence", "h1", HoldOutcome.Allowed, show.Now, "Agence Orbite")) })
            Assert.Equal((HoldOutcome.Allowed, "Nora"), (after.State.Holds.Settled.Single().Outcome, after.State.Holds.Settled.Single().By));

        Assert.Equal("Nora let this through at 21:50:00.", show.Settled(1).Decide(new DecideHeld(new MessageRef("twitch", "h1"), Allow: false), A.Moderator("Bo")).Refusal!.Message);
    }

    [Fact]
    public void What_was_only_hidden_here_is_not_taken_for_removed_on_its_platform()
    {
        var message = A.Message("slur");
        var show = A.Show().Acting().After(new MessageCame(message)).After(new RemoveMessage(message.Ref, null, message), Nora);

        foreach (var by in new[] { "Nora", "Agence Orbite" })
        {
            var hidden = show.After(new RemovalCame("twitch", "agence", A.Removal(by: by, at: show.Now) with { Here = true }, MessageId: "m1"));
            Assert.Equal(EffectState.Requested, hidden.State.Effects.Find(1)!.State);
        }

        Assert.Equal(EffectState.Done, show.After(new RemovalCame("twitch", "agence", A.Removal(by: "Yanis", at: show.Now), MessageId: "m1")).State.Effects.Find(1)!.State);
    }

    [Fact]
    public void A_removal_whose_answer_was_lost_is_done_when_the_platform_tells_it_and_nobody_shows_it_again()
    {
        var message = A.Message("slur");
        var started = A.Show().Acting().After(new MessageCame(message)).After(new RemoveMessage(message.Ref, null, message), Nora).After(new EffectStarting(1, Guid.Empty, null));
        var putOff = started.After(new EffectPutOff(1, started.Now.AddSeconds(1), EffectTrouble.NoAnswer, Try: Guid.Empty));

        foreach (var waits in new[] { started, putOff })
        {
            var told = waits.After(new RemovalCame("twitch", "agence", A.Removal(by: null, at: waits.Now), MessageId: "m1"));
            Assert.Equal(EffectState.Done, told.State.Effects.Find(1)!.State);
            Assert.Equal("A removal cannot be undone: Twitch forgets the message.", told.Decide(new UndoAction(told.LastAction), Nora).Refusal!.Message);
        }
    }

    [Fact]
    public void A_removal_that_was_taken_back_while_another_machine_did_it_strikes_again()
    {
        var show = A.Show().Acting().With(A.Question("how cold?").OnAir());
        var message = show.State.Recent[0].Message;
        show = show.After(new RemoveMessage(message.Ref, null, message), Nora).After(new EffectStarting(1, Guid.Empty, null)).After(new EffectPutOff(1, show.Now, Try: Guid.Empty));
        var back = show.Undo(Nora);
        Assert.Empty(back.State.Struck);
        Assert.Null(back.Item(1).Asks[0].Removed);

        var done = back.After(new EffectEnded(1, EffectState.Done, Try: Guid.Empty));

        Assert.Equal(("Nora", false), (done.State.Struck.Values.Single().By, done.State.Struck.Values.Single().Here));
        Assert.NotNull(done.Item(1).Asks[0].Removed);
        Assert.Equal(Stage.Withdrawn, done.Item(1).Stage);
        Assert.Equal(done.Entries, done.After(new RemovalCame("twitch", "agence", A.Removal(by: null, at: done.Now), MessageId: "q1")).Entries);
    }

    [Fact]
    public void Taken_back_in_the_moment_in_which_it_went_out_the_platforms_telling_strikes_it_again()
    {
        var message = A.Message("slur");
        foreach (var (command, told) in new (IShowCommand, RemovalCame)[]
        {
            (new RemoveMessage(message.Ref, null, message), new RemovalCame("twitch", "agence", A.Removal(at: A.Time.AddSeconds(1), by: null), MessageId: "m1")),
            (new BanViewer("twitch", "agence", Ombre), new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer, A.Time.AddSeconds(1), by: null), ViewerId: "901")),
        })
        {
            var asked = A.Show().Acting().After(new MessageCame(message)).After(command, Nora);
            // Decided on what one machine knew, written after another had started it: nobody calls it back.
            var raced = asked.After(new EffectStarting(1, Guid.Empty, null)).After([.. asked.Decide(new UndoAction(asked.LastAction), Nora).Entries]).Later(1);
            Assert.Equal((EffectState.Started, 0), (raced.State.Effects.Find(1)?.State, raced.State.Struck.Count));

            Assert.Equal("Nora", raced.After(told).State.Struck.Values.Single().By);
            Assert.Equal("Nora", raced.After(new EffectEnded(1, EffectState.Done, Try: Guid.Empty)).State.Struck.Values.Single().By);
        }
    }
}
