using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Effects;

public sealed class ActingRulesTests
{
    private static readonly Actor Nora = A.Moderator("Nora");
    private static readonly Actor Bo = A.Moderator("Bo");
    private static readonly Actor Lise = A.Person("Lise", Role.Lead);
    private static readonly Target Ombre = new("901", "Ombre");

    [Fact]
    public void Of_two_moderators_on_one_message_the_second_is_told_whatever_the_first_did()
    {
        var message = A.Message("slur");
        var show = A.Show().Acting().After(new MessageCame(message));
        Removal Struck(AShow s) => s.State.Struck.Values.Single();

        var removed = show.After(new RemoveMessage(message.Ref, null, message), Nora);
        Assert.Equal("Nora removed this at 21:50:00.", removed.Decide(new RemoveMessage(message.Ref, null, message, Struck(removed)), Bo).Refusal!.Message);
        Assert.Equal("This message was removed by Nora at 21:50:00.", removed.Decide(new HideMessage(message.Ref, null, message, Struck(removed)), Bo).Refusal!.Message);
        Assert.Same(Decision.Unchanged, removed.Decide(new RemoveMessage(message.Ref, null, message, Struck(removed)), Nora));

        var elsewhere = show.After(new RemovalCame("twitch", "agence", A.Removal(by: "Yanis"), MessageId: "m1"));
        Assert.Equal("This message was removed by Yanis at 21:50:00.", elsewhere.Decide(new RemoveMessage(message.Ref, null, message, Struck(elsewhere)), Bo).Refusal!.Message);

        var banned = show.After(new BanViewer("twitch", "agence", Ombre), Nora);
        Assert.Equal("This message was removed by Nora at 21:50:00.", banned.Decide(new RemoveMessage(message.Ref, null, message, Struck(banned)), Bo).Refusal!.Message);
    }

    [Fact]
    public void Who_is_banned_is_not_banned_again_nor_timed_out_and_who_did_it_is_told()
    {
        var show = A.Show().Acting().After(new BanViewer("twitch", "agence", Ombre), Nora);
        Assert.Equal("Nora banned Ombre at 21:50:00.", show.Decide(new BanViewer("twitch", "agence", Ombre), Bo).Refusal!.Message);
        Assert.Same(Decision.Unchanged, show.Settled(1).Decide(new BanViewer("twitch", "agence", Ombre), Nora));
        Assert.StartsWith("Nora banned Ombre at 21:50:00: who is banned cannot be timed out.", show.Settled(1).Decide(new TimeOutViewer("twitch", "agence", Ombre, 600), Bo).Refusal!.Message, StringComparison.Ordinal);

        var elsewhere = A.Show().Acting().After(new ModeratorActed(new ModeratorAct("twitch", "agence", "ban", A.Time, "78", "Yanis", "901", "Ombre")));
        Assert.Equal("Yanis banned Ombre at 21:50:00.", elsewhere.Decide(new BanViewer("twitch", "agence", Ombre), Bo).Refusal!.Message);

        var lifted = show.Settled(1).Later(5);
        lifted = lifted.After(new ModeratorActed(new ModeratorAct("twitch", "agence", "unban", lifted.Now, "78", "Yanis", "901", "Ombre")));
        Assert.Null(lifted.Decide(new BanViewer("twitch", "agence", Ombre), Bo).Refusal);
    }

    [Fact]
    public void A_longer_time_out_or_a_ban_replaces_a_time_out_and_the_same_again_is_told()
    {
        var show = A.Show().Acting().After(new TimeOutViewer("twitch", "agence", Ombre, 600), Nora).Settled(1).Later(5);

        Assert.Equal("Nora timed Ombre out at 21:50:00, until 22:00:00.", show.Decide(new TimeOutViewer("twitch", "agence", Ombre, 600), Bo).Refusal!.Message);
        Assert.Same(Decision.Unchanged, show.Decide(new TimeOutViewer("twitch", "agence", Ombre, 600), Nora));
        Assert.Null(show.Decide(new TimeOutViewer("twitch", "agence", Ombre, 3600), Bo).Refusal);
        Assert.Null(show.Decide(new BanViewer("twitch", "agence", Ombre), Bo).Refusal);
        Assert.Null(show.Later(600).Decide(new TimeOutViewer("twitch", "agence", Ombre, 600), Bo).Refusal);
    }

    [Fact]
    public void A_volunteers_time_out_is_bounded_and_the_leads_is_not()
    {
        var show = A.Show().Acting();

        Assert.Equal(RefusalKind.NotAllowed, show.Decide(new TimeOutViewer("twitch", "agence", Ombre, 3601), Nora).Refusal!.Kind);
        Assert.Null(show.Decide(new TimeOutViewer("twitch", "agence", Ombre, 86_400), Lise).Refusal);
    }

    [Fact]
    public void The_last_units_of_the_day_are_the_leads_and_what_waits_or_has_gone_out_since_is_counted()
    {
        var show = A.Show().Acting("youtube", "abc").After(new QuotaCame(new QuotaReading("p1", 0, 0, 8_900, 10_000, 2_000, A.Time, A.Time.AddHours(9))));
        Assert.Equal(22, Asking.ActionsLeft(show.State, "youtube"));
        Assert.Null(show.Decide(new BanViewer("youtube", "abc", Ombre), Nora).Refusal);

        show = show.Later(1).After(new BanViewer("youtube", "abc", Ombre), Nora).After(new BanViewer("youtube", "abc", new Target("UC2", "Bo")), Nora).Settled(1);
        Assert.Equal(20, Asking.ActionsLeft(show.State, "youtube"));
        Assert.Equal(Refusals.KeptForLead(20), show.Decide(new BanViewer("youtube", "abc", new Target("UC3", "Zoé")), Nora).Refusal);
        Assert.Null(show.Decide(new BanViewer("youtube", "abc", new Target("UC3", "Zoé")), Lise).Refusal);
    }

    [Fact]
    public void The_channels_own_people_are_no_targets_and_our_own_words_may_be_removed()
    {
        ChatMessage By(string id, string viewer, params string[] roles) => A.Message("hello", id, viewer) with { Author = new Author(viewer, "Zoé", Roles: [.. roles]) };
        var (moderator, ours) = (By("m1", "78", "moderator"), By("m2", "77", "moderator"));
        var show = A.Show().Acting().After(new MessageCame(moderator)).After(new MessageCame(ours));

        Assert.Equal(Refusals.OfTheHouse("Zoé"), show.Decide(new RemoveMessage(moderator.Ref, null, moderator), Nora).Refusal);
        Assert.Equal(Refusals.OfTheHouse("Zoé"), show.Decide(new BanViewer("twitch", "agence", new Target("78", "Zoé")), Nora).Refusal);
        Assert.Equal(Refusals.OfTheHouse("Zoé"), show.Decide(new WarnViewer("twitch", "agence", new Target("77", "Zoé"), "non"), Nora).Refusal);
        Assert.Null(show.Decide(new RemoveMessage(ours.Ref, null, ours), Nora).Refusal);
        Assert.Null(show.Decide(new HideMessage(moderator.Ref, null, moderator), Nora).Refusal);
    }

    [Fact]
    public void A_copy_of_a_shared_chat_is_removed_by_its_id_in_our_own_room()
    {
        var copy = A.Message("hello", "origin", copies: ["local"]) with { SharedFrom = new SharedFrom("99", "alpha") };
        var show = A.Show().Acting().After(new MessageCame(copy)).After(new RemoveMessage(copy.Ref, null, copy), Nora);

        Assert.Equal("local", ((RemoveDeed)show.State.Effects.Find(1)!.Deed).MessageId);
        Assert.Equal(show.Settled(1).Entries, show.Settled(1).After(new RemovalCame("twitch", "agence", A.Removal(by: null), MessageId: "local")).Entries);
        Assert.Equal(RefusalKind.Stale, show.Decide(new RemoveMessage(copy.Ref, null, copy, show.State.Struck.Values.Single()), Bo).Refusal!.Kind);
    }

    [Fact]
    public void What_an_intake_brought_is_hidden_only()
    {
        var hall = A.Message("hello", platform: "hall", channel: "hall");
        var show = A.Show().After(new MessageCame(hall));

        Assert.Equal(RefusalKind.PlatformCannot, show.Decide(new RemoveMessage(hall.Ref, null, hall), Nora).Refusal!.Kind);
        Assert.Null(show.Decide(new HideMessage(hall.Ref, null, hall), Nora).Refusal);
    }

    [Fact]
    public void The_lead_reads_what_volunteers_did_in_the_last_half_hour_and_whether_it_can_be_undone()
    {
        var message = A.Message("slur", viewer: "902");
        var show = A.Show().Acting().After(new MessageCame(message)).After(new BanViewer("twitch", "agence", Ombre), Nora).Settled(1).Later(1_000)
            .After(new RemoveMessage(message.Ref, null, message), Bo).Settled(2).After(new SetModes("twitch", "agence", new ChatModes(Slow: 30)), Lise);

        Assert.Equal([("remove", "Bo", false), ("ban", "Nora", true)], VolunteersActs.Of(show.State, Lise, show.Now).Select(a => (a.Action.Verb, a.Action.By.Name, a.NotUndoable is null)));
        Assert.Equal(["remove"], VolunteersActs.Of(show.State, Lise, show.Now.AddMinutes(14)).Select(a => a.Action.Verb));
    }

    [Fact]
    public void Of_very_many_bans_the_oldest_id_is_let_go_and_that_is_said()
    {
        var book = EffectBook.Empty;
        for (var n = 1; n <= EffectBook.BansKept + 1; n++)
            book = book.With(new Effect(n, "youtube", "abc", new BanDeed(new Target($"UC{n}", "x")), Guid.Empty, "ban", Nora, A.Time)).Settle(n, EffectState.Done, A.Time, handle: $"b{n}");
        var show = A.Show().Acting("youtube", "abc");
        var state = show.State with { Effects = book with { Acting = show.State.Effects.Acting } };

        Assert.Equal((EffectBook.BansKept, 1L, EffectBook.SettledKept), (book.Bans.Count, book.BansLeft, book.Settled.Count));
        Assert.Equal(Refusals.HandleGone, new LiftBan("youtube", "abc", new Target("UC1", "x"), IsTimeOut: false).Decide(state, Nora, A.Time).Refusal);
        Assert.Null(new LiftBan("youtube", "abc", new Target("UC2", "x"), IsTimeOut: false).Decide(state, Nora, A.Time).Refusal);
    }

    [Fact]
    public void What_failed_is_remembered_however_much_was_done_since_and_what_was_done_however_much_failed()
    {
        var book = EffectBook.Empty;
        for (var n = 1; n <= 10; n++) book = Asked(n).Settle(n, n % 2 == 0 ? EffectState.Failed : EffectState.Unknown, A.Time);
        for (var n = 11; n <= EffectBook.SettledKept + 12; n++) book = Asked(n).Settle(n, EffectState.Done, A.Time);

        Assert.Equal(EffectState.Failed, book.Of(new MessageRef("twitch", "m2"))?.State);
        Assert.Equal((10 + EffectBook.SettledKept, null), (book.Settled.Count, book.Of(new MessageRef("twitch", "m12"))));

        // Known after all: it is among what was done, and goes as the oldest of that.
        book = book.Settle(1, EffectState.Done, A.Time);
        Assert.Null(book.Find(1));
        book = EffectBook.Of(book.LastId, book.Open.Values, book.Settled.Values, [], 0, []);
        for (var n = 3_001; n <= 3_001 + EffectBook.SettledKept; n++) book = Asked(n).Settle(n, EffectState.Failed, A.Time);
        Assert.Equal((2 * EffectBook.SettledKept, null, EffectState.Done), (book.Settled.Count, book.Find(2), book.Find(EffectBook.SettledKept + 12)?.State));

        EffectBook Asked(long n) => book.With(new Effect(n, "twitch", "agence", new RemoveDeed($"m{n}", Ombre), Guid.Empty, "remove", Nora, A.Time));
    }

    [Fact]
    public void Time_outs_that_are_over_make_room_before_a_ban_that_stands()
    {
        var book = EffectBook.Empty.With(new Effect(1, "youtube", "abc", new BanDeed(Ombre), Guid.Empty, "ban", Nora, A.Time)).Settle(1, EffectState.Done, A.Time, handle: "b1");
        for (var n = 2; n <= EffectBook.BansKept + 1; n++)
            book = book.With(new Effect(n, "youtube", "abc", new TimeOutDeed(new Target($"UC{n}", "x"), 60), Guid.Empty, "timeout", Nora, A.Time)).Settle(n, EffectState.Done, A.Time.AddSeconds(n == EffectBook.BansKept + 1 ? 61 : 1));

        Assert.Equal((true, 0L), (book.Bans.ContainsKey(new ViewerRef("youtube", "901")), book.BansLeft));
    }

    [Fact]
    public void Lifting_a_time_out_never_lifts_a_ban_that_came_since()
    {
        var lift = new LiftBan("twitch", "agence", Ombre, IsTimeOut: true);
        var timedOut = A.Show().Acting().After(new TimeOutViewer("twitch", "agence", Ombre, 600), Nora).Settled(1).Later(5);
        Assert.Null(timedOut.Decide(lift, Bo).Refusal);

        var banned = timedOut.After(new BanViewer("twitch", "agence", Ombre), Lise).Settled(2);
        var elsewhere = timedOut.After(new ModeratorActed(new ModeratorAct("twitch", "agence", "ban", timedOut.Now, "78", "Yanis", "901", "Ombre")));

        Assert.StartsWith("Lise banned Ombre at 21:50:05: this is a ban and no time-out.", banned.Decide(lift, Bo).Refusal!.Message, StringComparison.Ordinal);
        Assert.StartsWith("Yanis banned Ombre at 21:50:05", elsewhere.Decide(lift, Bo).Refusal!.Message, StringComparison.Ordinal);
        Assert.NotNull(elsewhere.Decide(new UndoAction(timedOut.LastAction), Nora).Refusal);
        Assert.Null(banned.Decide(lift with { IsTimeOut = false }, Bo).Refusal);
    }

    [Fact]
    public void While_bans_are_the_leads_a_volunteer_lifts_only_a_time_out_that_is_known_to_stand()
    {
        var show = BansAreTheLeads();
        var lift = new LiftBan("twitch", "agence", Ombre, IsTimeOut: true);

        Assert.StartsWith("Ombre is not timed out, as far as is known.", show.Decide(lift, Nora).Refusal?.Message, StringComparison.Ordinal);
        Assert.Null(show.Decide(lift, Lise).Refusal);
        Assert.Null(show.After(new TimeOutViewer("twitch", "agence", Ombre, 600), Bo).Settled(1).Later(5).Decide(lift, Nora).Refusal);
    }

    [Fact]
    public void A_ban_is_known_to_stand_when_who_gave_it_is_forgotten()
    {
        var show = A.Show().Acting();
        var book = EffectBook.Empty.With(new Effect(1, "twitch", "agence", new BanDeed(Ombre), Guid.Empty, "ban", Lise, A.Time)).Settle(1, EffectState.Done, A.Time);
        var state = show.State with { Effects = book with { Acting = show.State.Effects.Acting, Settled = book.Settled.Clear(), OfViewers = book.OfViewers.Clear() } };

        Assert.Equal(RefusalKind.Stale, new LiftBan("twitch", "agence", Ombre, IsTimeOut: true).Decide(state, Nora, A.Time).Refusal?.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_nobody_knows_of_is_decided_by_who_might_have_asked_for_it(bool modes)
    {
        IShowCommand asked = modes ? new SetModes("twitch", "agence", new ChatModes(Slow: 30)) : new BanViewer("twitch", "agence", Ombre);
        var show = BansAreTheLeads().After(asked, Lise).Settled(1, EffectState.Unknown, EffectTrouble.NoAnswer);

        Assert.Equal(RefusalKind.Forbidden, show.Decide(new DecideUnknown(1, IsThere: false, Again: true), Nora).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, show.Decide(new DecideUnknown(1, IsThere: true), Nora).Refusal?.Kind);
        Assert.Null(show.Decide(new DecideUnknown(1, IsThere: false, Again: true), Lise).Refusal);
    }

    internal static AShow BansAreTheLeads() => A.Show(A.Settings() with { Rules = new ShowRules { ModeratorsMayBan = false } }).Acting();

    [Fact]
    public void In_a_channel_that_was_taken_out_of_the_show_nothing_is_done_until_it_is_put_back()
    {
        var with = A.Settings() with { Channels = [new("twitch", "agence"), new("youtube", "abc")] };
        var ban = new BanViewer("twitch", "agence", Ombre);
        var show = A.Show(with).Acting();
        Assert.Null(show.Decide(ban, Nora).Refusal);

        var without = show.After(new ShowConfigured(with with { Channels = [new("youtube", "abc")] }));
        var looked = without.After(new ActingCame(without.State.Effects.ActingIn("twitch", "agence")! with { TakenOut = false, Said = "late" }));
        var stored = StoredShowState.FromJson(StoredShowState.Of(without.State).ToJson()).Restore(without.Newest());

        Assert.StartsWith("agence on Twitch was taken out of this show", without.Decide(ban, Nora).Refusal?.Message, StringComparison.Ordinal);
        Assert.NotNull(looked.Decide(ban, Nora).Refusal);
        Assert.NotNull(ban.Decide(stored, Nora, A.Time).Refusal);
        Assert.Null(without.After(new ShowConfigured(with)).Decide(ban, Nora).Refusal);
    }

    [Fact]
    public void Above_thousands_that_wait_only_removals_and_what_calms_a_chat_are_asked_for()
    {
        var show = A.Show().Acting();
        var full = show.State with { Effects = Enumerable.Range(1, EffectBook.OpenAtMost).Aggregate(show.State.Effects, (book, n) => book.With(new Effect(n, "twitch", "agence", new RemoveDeed($"m{n}", Ombre), Guid.Empty, "remove", Nora, A.Time))) };

        Assert.Equal(RefusalKind.Busy, Asking.WhyNot(full, Lise, "twitch", "agence", DeedKind.Warn)?.Kind);
        Assert.Null(Asking.WhyNot(full, Nora, "twitch", "agence", DeedKind.Remove));
        Assert.Null(Asking.WhyNot(full, Lise, "twitch", "agence", DeedKind.Shield));
    }

    [Fact]
    public void A_reason_is_bounded_whatever_it_is_for()
    {
        var message = A.Message("slur");
        var show = A.Show().Acting().After(new MessageCame(message));
        var (reason, sequence) = (new string('x', 501), show.State.Recent[0].Sequence);

        Assert.All((IShowCommand[])[new RemoveMessage(message.Ref, reason, message), new HideMessage(message.Ref, reason, message), new RemoveMessages([sequence], null, reason), new HideMessages([sequence], reason)],
            command => Assert.Equal(Refusals.ReasonTooLong, show.Decide(command, Nora).Refusal));
    }
}
