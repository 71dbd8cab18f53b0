using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Effects;

/// <summary>Undo takes back one action's strike: what another removal reaches as well is never shown again, however long ago that was.</summary>
public sealed class WhatStaysStruckTests
{
    private static readonly Actor Nora = A.Moderator("Nora");
    private static readonly Actor Bo = A.Moderator("Bo");
    private static readonly Actor Lise = A.Person("Lise", Role.Lead);
    private static readonly Target Ombre = new("901", "Ombre");

    [Fact]
    public void What_the_platform_removed_by_its_author_stays_struck_though_our_own_removal_failed_and_is_undone_much_later()
    {
        var message = A.Message("slur");
        var show = A.Show().Acting().After(new MessageCame(message)).Later(1).After(new RemoveMessage(message.Ref, null, message), Nora).After(new EffectStarting(1, Guid.Empty, null));
        var removal = show.LastAction;
        show = show.Later(1).After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer, show.Now.AddSeconds(1), "Yanis"), ViewerId: "901")).After(new EffectEnded(1, EffectState.Failed, EffectTrouble.Refused, Try: Guid.Empty));
        // Enough for what was removed at all to be forgotten.
        show = show.Later(700).After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer, show.Now.AddSeconds(700), "Yanis"), ViewerId: "777"));

        Assert.Equal("One message stays struck: Yanis removed it as well, at 21:50:02.", UndoAction.Stays(show.State, show.State.Actions[removal], Nora, show.Now).Single().En);
        Assert.Equal("Yanis", show.Try(new UndoAction(removal), Nora).State.Struck.Values.Single().By);
        Assert.Equal(RefusalKind.Removed, show.Decide(new UnhideMessage(message.Ref, message, show.State.Struck.Values.Single()), Nora).Refusal?.Kind);
    }

    [Fact]
    public void An_anonymous_ban_elsewhere_a_moment_after_ours_was_asked_for_stays_when_ours_fails()
    {
        var show = A.Show().Acting().After(new MessageCame(A.Message("slur"))).Later(5).After(new BanViewer("twitch", "agence", Ombre), Nora).After(new EffectStarting(1, Guid.Empty, null)).Later(1);
        var told = show.After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer, show.Now, by: null), ViewerId: "901"));
        var twice = told.Later(1).After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer, told.Now.AddMilliseconds(800), by: null), ViewerId: "901"));
        Assert.Equal(told.Entries, twice.Entries);

        var undone = twice.After(new EffectEnded(1, EffectState.Failed, EffectTrouble.Refused, Try: Guid.Empty)).After(new UndoAction(show.LastAction), Nora);

        Assert.Single(undone.State.Struck);
    }

    [Fact]
    public void Hidden_by_one_and_removed_by_another_it_is_hidden_again_when_the_removal_is_undone()
    {
        var message = A.Message("slur");
        var hidden = A.Show().Acting().After(new MessageCame(message)).Later(1).After(new HideMessage(message.Ref, null, message), Nora);
        var removed = hidden.Later(1).After(new RemoveMessage(message.Ref, null, message, hidden.State.Struck.Values.Single()), Bo);
        Assert.Equal(("Bo", false), (removed.State.Struck.Values.Single().By, removed.State.Struck.Values.Single().Here));

        var undone = removed.Undo(Bo);

        Assert.Equal(("Nora", true), (undone.State.Struck.Values.Single().By, undone.State.Struck.Values.Single().Here));
        Assert.Empty(undone.After(new UndoAction(hidden.LastAction), Nora).State.Struck);
    }

    [Fact]
    public void Two_people_strike_one_message_and_each_undo_takes_back_its_own_in_either_order()
    {
        var message = A.Message("slur", platform: "youtube", channel: "abc");
        var banned = A.Show().Acting("youtube", "abc").After(new MessageCame(message)).Later(1).After(new BanViewer("youtube", "abc", Ombre), Nora);
        var both = banned.Later(1).After(new RemoveMessage(message.Ref, null, message, banned.State.Struck.Values.Single()), Bo);

        foreach (var (first, by, second, other) in new[] { (banned.LastAction, Nora, both.LastAction, Bo), (both.LastAction, Bo, banned.LastAction, Nora) })
        {
            var once = both.After(new UndoAction(first), by);
            Assert.Equal(other.Name, once.State.Struck.Values.Single().By);
            Assert.Empty(once.After(new UndoAction(second), other).State.Struck);
        }
    }

    [Fact]
    public void What_a_ban_struck_is_shown_again_at_any_age_and_what_comes_late_is_not_struck_by_it()
    {
        var show = A.Show().Acting().After(new MessageCame(A.Message("first"))).Later(1).After(new BanViewer("twitch", "agence", Ombre), Nora).Settled(1, EffectState.Failed, EffectTrouble.Refused);

        var undone = show.Later(60).Undo(Nora);

        Assert.Equal(new RemovalLifted("twitch", "agence", null, show.Now, "901", "Nora"), undone.Entries.Select(e => e.Entry).OfType<RemovalLifted>().Single());
        Assert.Empty(undone.After(new MessageCame(A.Message("late", "m2"))).State.Struck);
    }

    [Fact]
    public void A_removal_whose_effect_is_no_longer_remembered_stays_struck_and_says_so()
    {
        var message = A.Message("slur");
        var show = A.Show().Acting().After(new MessageCame(message)).After(new RemoveMessage(message.Ref, null, message), Nora).Settled(1);
        var action = show.LastAction;
        show = Forgotten(show, 2, EffectState.Done);

        Assert.StartsWith("One message stays struck: so much was done since", show.Decide(new UndoAction(action), Nora).Refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Asked_again_by_another_and_told_by_the_platform_it_stays_though_that_is_no_longer_remembered()
    {
        var message = A.Message("slur");
        var show = A.Show().Acting().After(new MessageCame(message)).Later(1).After(new RemoveMessage(message.Ref, null, message), Nora).Settled(1, EffectState.Failed, EffectTrouble.Refused);
        var first = show.LastAction;
        show = show.Later(1).After(new RemoveMessage(message.Ref, null, message, show.State.Struck.Values.Single()), Bo).After(new EffectStarting(2, Guid.Empty, null))
            .After(new RemovalCame("twitch", "agence", A.Removal(at: show.Now, by: null), MessageId: "m1"));
        Assert.Equal(EffectState.Done, show.State.Effects.Find(2)?.State);
        show = Forgotten(show, 3, EffectState.Done);

        Assert.Equal((null, EffectState.Failed), (show.State.Effects.Find(2), show.State.Effects.Find(1)?.State));
        Assert.Single(show.Try(new UndoAction(first), Nora).State.Struck);
    }

    [Fact]
    public void Done_after_it_was_taken_back_a_ban_or_a_clear_strikes_again()
    {
        foreach (var command in new IShowCommand[] { new BanViewer("twitch", "agence", Ombre), new ClearChat("twitch", "agence") })
        {
            var show = A.Show().Acting().After(new MessageCame(A.Message("slur"))).Later(1).After(command, Lise).After(new EffectStarting(1, Guid.Empty, null)).After(new EffectPutOff(1, A.Time, Try: Guid.Empty));
            var back = show.Undo(Lise);
            Assert.Empty(back.State.Struck);

            Assert.Equal("Lise", back.Later(1).After(new EffectEnded(1, EffectState.Done, Try: Guid.Empty)).State.Struck.Values.Single().By);
        }
    }

    [Fact]
    public void Of_very_many_messages_the_oldest_actions_are_forgotten_and_how_many_stay_hidden_is_said()
    {
        var show = A.Show();
        var actions = new List<Guid>();
        for (var action = 0; action <= ShowState.StruckKept / RemoveMessages.Most; action++)
        {
            show = show.After([.. Enumerable.Range(0, RemoveMessages.Most).Select(n => (Entry)new MessageArrived(A.Message("spam", $"m{action}-{n}", $"v{n}")))]);
            show = show.After(new HideMessages([.. show.State.Recent.Newest(RemoveMessages.Most).Select(r => r.Sequence)]), Nora);
            actions.Add(show.LastAction);
        }

        Assert.Equal($"{RemoveMessages.Most} messages stay struck: so much was done since that what became of each is no longer kept. What is hidden only here is shown again from its row.",
            show.Decide(new UndoAction(actions[0]), Nora).Refusal?.Message);
        Assert.All(actions.Skip(1), a => Assert.Null(UndoAction.WhyNot(show.State, show.State.Actions[a], Nora, show.Now)));
        Assert.All(actions.Skip(1), a => Assert.Empty(UndoAction.Stays(show.State, show.State.Actions[a], Nora, show.Now)));
        Assert.True(show.State.Actions.Values.Sum(a => a.Struck.Length) <= ShowState.StruckKept);
    }

    [Fact]
    public void One_message_is_struck_by_no_more_than_are_remembered_and_then_nobody_shows_it_again()
    {
        Removal? stands = null;
        for (var n = 0; n < 100; n++) stands = Removals.Next(stands, new Removal(A.Time.AddSeconds(n), RemovalScope.Viewer, $"person {n}"));

        Assert.Equal((Removals.StackedAtMost, true), (Removals.All(stands).Count(), stands!.Many));
        Assert.Same(stands, Removals.Without(stands, new RemovalLifted("twitch", "agence", null, A.Time, "901", "person 0")));
    }

    private static AShow Forgotten(AShow show, int next, EffectState ends)
    {
        var book = show.State.Effects;
        for (var n = next; n < next + EffectBook.SettledKept; n++)
            book = book.With(new Effect(n, "twitch", "agence", new WarnDeed(new Target($"w{n}", "x"), "no"), Guid.Empty, "warn", Lise, A.Time)).Settle(n, ends, A.Time);
        return show.With(book);
    }
}
