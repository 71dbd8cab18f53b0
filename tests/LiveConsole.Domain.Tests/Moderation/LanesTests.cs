using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Moderation;

public sealed class LanesTests
{
    private static readonly Actor Nora = A.Moderator("Nora");
    private static readonly Actor Max = A.Moderator("Max");
    private static readonly Actor Lea = A.Person("Lea", Role.Lead);
    private static readonly Judgement Asks = new(true, 0.97, "en", [Reasons.Mark]);
    private static readonly Judgement Slur = new(false, 0.01, "en", []) { Marks = [new MessageMark(MarkKind.Slur, MarkSeverity.Severe, Reasons.NoWords)] };

    private static AShow Saying(params (string Id, Judgement? Judged)[] messages) =>
        messages.Aggregate(A.Show(), (show, m) => show.After(new MessageCame(A.Message($"what is rock {m.Id}?", m.Id), m.Judged)));

    private static long[] In(AShow show, Lanes lane) => [.. show.State.Lanes.In(lane)];

    [Fact]
    public void A_message_waits_in_every_lane_it_belongs_to_and_chatter_in_none()
    {
        var paidQuestion = A.Message(id: "m2") with { First = true, Bits = 100 };

        var show = Saying(("m1", new Judgement(false, 0.1, "en", []))).After(new MessageCame(paidQuestion, Slur with { Question = true, Reasons = [Reasons.ToShow] }));

        Assert.Equal([[3], [3], [3], [3], [3]], LaneRules.All.Select(l => In(show, l)));
    }

    [Fact]
    public void What_is_judged_later_waits_from_then_on()
    {
        var show = Saying(("m1", null));
        Assert.Empty(show.State.Lanes.Waiting);

        Assert.Equal([2], In(show.After(new Judged(2, Asks)), Lanes.Questions));
    }

    [Fact]
    public void Fine_takes_it_out_of_all_its_lanes_and_undo_puts_it_back()
    {
        var show = Saying(("m1", Slur with { Question = true }), ("m2", Asks)).After(new PassMessage(2), Nora);

        Assert.Equal([3], In(show, Lanes.Questions));
        Assert.Empty(In(show, Lanes.Flagged));
        show = show.Undo(Nora);
        Assert.Equal([2, 3], In(show, Lanes.Questions));
        Assert.Equal([2], In(show, Lanes.Flagged));
        Assert.Equal(Refusals.UndoneAlready, show.Try(new UndoAction(show.State.ActionOrder.First()), Nora).Last!.Refusal);
    }

    [Fact]
    public void What_differs_only_in_its_link_is_decided_link_by_link_and_the_same_to_the_letter_at_once()
    {
        var offer = new Judgement(false, 0.1, "en", []) { Marks = [new MessageMark(MarkKind.Scam, MarkSeverity.Flagged, Reasons.NoWords)] };
        var show = new[] { "free points at http://one.example/x", "free points at http://two.example/y", "free points at http://one.example/x", "write to @one_deals on telegram", "write to @two_deals on telegram" }
            .Select((text, i) => (text, i)).Aggregate(A.Show(), (s, m) => s.After(new MessageCame(A.Message(m.text, "m" + m.i), offer)));

        Assert.Equal([2, 3, 5, 6], show.State.Lanes.Folded(Lanes.Flagged).Keys);
        show = show.After(new PassMessage(2), Nora);

        Assert.Equal([3, 5, 6], In(show, Lanes.Flagged));
    }

    [Fact]
    public void A_thousand_calls_wait_for_the_lead_and_of_more_the_oldest_leave_and_are_counted_also_after_a_restart()
    {
        var book = Enumerable.Range(0, LaneBook.Most + 3).Aggregate(LaneBook.Empty, (b, i) => b.Call(
            new LeadCall(i, new("twitch", $"m{i}"), LeadReason.Other, Nora, A.Time.AddSeconds(i)), Guid.NewGuid()));

        Assert.Equal((LaneBook.Most, 3L, 3L), (book.Calls.Count, book.Calls.Keys.Min(), book.CallsLeft));
        var stored = StoredShowState.FromJson(StoredShowState.Of(A.Show().State with { Lanes = book }).ToJson()).Restore([]);
        Assert.Equal((LaneBook.Most, 3L), (stored.Lanes.Calls.Count, stored.Lanes.CallsLeft));
    }

    [Fact]
    public void The_second_who_decides_is_told_who_was_first()
    {
        var show = Saying(("m1", Asks)).After(new PassMessage(2), Nora);

        var second = show.Try(new PassMessage(2), Max).Last!.Refusal!;

        Assert.StartsWith("Nora was first, at 21:50:00", second.Message, StringComparison.Ordinal);
        Assert.Equal(Decision.Unchanged, show.Decide(new PassMessage(2), Nora));
    }

    [Fact]
    public void A_question_made_of_it_is_a_decision_and_its_undo_brings_it_back()
    {
        var message = A.Message(id: "m1");
        var show = A.Show().After(new MessageCame(message, Asks)).After(new PromoteMessage(message.Ref, ItemKind.Question, ItemId.New(A.Time), message), Nora);

        Assert.Empty(show.State.Lanes.Waiting);
        show = show.Undo(Nora);
        Assert.Equal([2], In(show, Lanes.Questions));
        show = show.After(new PromoteMessage(message.Ref, ItemKind.Question, ItemId.New(A.Time), message), Nora);
        Assert.Empty(show.State.Lanes.Waiting);
    }

    [Fact]
    public void What_is_removed_waits_no_longer_and_no_undo_brings_it_back()
    {
        var show = Saying(("m1", Asks), ("m2", Asks)).After(new PassMessage(2), Nora);
        var passed = show.LastAction;

        show = show.After(new RemovalCame("twitch", "agence", A.Removal(), ViewerId: "901"));

        Assert.Empty(show.State.Lanes.Waiting);
        Assert.Empty(show.After(new UndoAction(passed), Nora).State.Lanes.Waiting);
    }

    [Fact]
    public void Calling_the_lead_hands_it_over_and_only_the_lead_ends_it()
    {
        var message = A.Message(id: "m1");
        var show = A.Show().After(new MessageCame(message, Slur)).After(new CallLead(2, message.Ref, LeadReason.Distress, message), Nora);

        Assert.Empty(show.State.Lanes.Waiting);
        Assert.Equal(new LeadCall(2, message.Ref, LeadReason.Distress, Nora, A.Time), Assert.Single(show.State.Lanes.Calls.Values));
        Assert.StartsWith("Nora called the lead", show.Try(new PassMessage(2), Max).Last!.Refusal!.Message, StringComparison.Ordinal);
        Assert.StartsWith("Nora called the lead", show.Try(new CallLead(2, message.Ref, LeadReason.Threat, message), Max).Last!.Refusal!.Message, StringComparison.Ordinal);
        show = show.After(new PassMessage(2), Lea);
        Assert.Empty(show.State.Lanes.Calls);
        Assert.Equal(LeadReason.Distress, Assert.Single(show.Undo(Lea).State.Lanes.Calls.Values).Reason);
    }

    [Fact]
    public void A_call_taken_back_leaves_the_message_where_it_waited()
    {
        var message = A.Message(id: "m1");
        var show = A.Show().After(new MessageCame(message, Slur)).After(new CallLead(2, message.Ref, LeadReason.Threat, message), Nora).Undo(Nora);

        Assert.Empty(show.State.Lanes.Calls);
        Assert.Equal([2], In(show, Lanes.Flagged));
    }

    [Fact]
    public void A_decision_is_not_undone_over_somebody_elses()
    {
        var message = A.Message(id: "m1");
        var show = A.Show().After(new MessageCame(message, Slur)).After(new PassMessage(2), Nora);
        var passed = show.LastAction;
        show = show.After(new CallLead(2, message.Ref, LeadReason.Threat, message), Max);

        Assert.StartsWith("Max has decided about this message since", show.Try(new UndoAction(passed), Nora).Last!.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_says_the_same_is_one_row_and_one_decision()
    {
        var show = A.Show();
        foreach (var (id, text) in new[] { ("m1", "Is it cold?"), ("m2", "why is it red"), ("m3", "is it COLD ??"), ("m4", "is it coooold") })
            show = show.After(new MessageCame(A.Message(text, id, "v" + id), Asks));

        Assert.Equal([(2, 3, 3), (3, 1, 1)], show.State.Lanes.Folded(Lanes.Questions).Select(f => ((int)f.Key, f.Value.Count, f.Value.People)));
        var passed = show.After(new PassMessage(2), Nora);
        Assert.Equal([3], In(passed, Lanes.Questions));
        Assert.Equal([2, 3, 4, 5], In(passed.Undo(Nora), Lanes.Questions));
        var message = show.State.Recent.Find(2)!.Message;
        var promoted = show.After(new PromoteMessage(message.Ref, ItemKind.Question, ItemId.New(A.Time), message), Nora);
        Assert.Equal([3], In(promoted, Lanes.Questions));
        Assert.Equal([2, 3, 4, 5], In(promoted.Undo(Nora), Lanes.Questions));
        var called = show.After(new CallLead(2, message.Ref, LeadReason.Other, message), Nora);
        Assert.Equal([3], In(called, Lanes.Questions));
        Assert.Single(called.State.Lanes.Calls);
        Assert.Equal([2, 3, 4, 5], In(called.Undo(Nora), Lanes.Questions));
    }

    [Fact]
    public void A_decision_reaches_no_lane_that_its_row_does_not_wait_in()
    {
        var show = A.Show().After(new MessageCame(A.Message("look here", "m1") with { First = true }, new Judgement(false, 0.1, "en", [])))
            .After(new MessageCame(A.Message("look here!", "m2"), Slur)).After(new PassMessage(2), Nora);

        Assert.Empty(In(show, Lanes.First));
        Assert.Equal([3], In(show, Lanes.Flagged));
    }

    [Fact]
    public void A_decision_about_many_copies_is_undone_whole()
    {
        var show = A.Show();
        for (var i = 0; i < 700; i++) show = show.After(new MessageCame(A.Message("is it cold?", $"m{i}", $"v{i}"), Asks));

        show = show.After(new PassMessage(2), Nora).Undo(Nora);

        Assert.Equal(700, show.State.Lanes.In(Lanes.Questions).Count);
    }

    [Fact]
    public void Undone_a_decision_brings_back_nothing_that_is_asked_in_an_item_by_now()
    {
        var message = A.Message(id: "m1");
        var show = A.Show().After(new MessageCame(message, Asks)).After(new PassMessage(2), Nora);
        var passed = show.LastAction;
        show = show.After(new PromoteMessage(message.Ref, ItemKind.Question, ItemId.New(A.Time), message), Max);

        Assert.Empty(show.After(new UndoAction(passed), Nora).State.Lanes.Waiting);
    }

    [Fact]
    public void A_call_to_the_lead_is_taken_back_by_who_made_it_or_by_the_lead()
    {
        var message = A.Message(id: "m1");
        var show = A.Show().After(new MessageCame(message, Slur)).After(new CallLead(2, message.Ref, LeadReason.Threat, message), Nora);
        var call = show.LastAction;

        Assert.Equal(RefusalKind.Forbidden, show.Try(new UndoAction(call), Max).Last!.Refusal!.Kind);
        Assert.Empty(show.After(new UndoAction(call), Lea).State.Lanes.Calls);
    }

    [Fact]
    public void What_is_amended_before_its_judgement_is_known_keeps_the_judgement()
    {
        var show = Saying(("m1", null)).After(new Judged(2, Asks)).After(new MessageAmended(2, A.Message("what is rock m1?", "m1")));

        Assert.Equal(Asks, show.State.Recent.Find(2)!.Judgement);
        Assert.Equal(Asks, show.State.Lanes.Waiting[2].Row.Judgement);
    }

    private static readonly Judgement Shouts = new(false, 0.01, "en", []) { Marks = [new MessageMark(MarkKind.Insult, MarkSeverity.Flagged, Reasons.NoWords)] };

    private static AShow Passed(Judgement judged, string text = "what a clown") => A.Show().After(new MessageCame(A.Message(text, "m1", "v1"), judged)).After(new PassMessage(2), Nora);

    private static AShow Says(AShow show, string text, Judgement judged, TimeSpan later, bool first = false) =>
        show.After(new MessageCame(A.Message(text, "m9", "v9") with { ReceivedAt = show.Now + later, First = first }, judged));

    [Fact]
    public void What_says_the_same_as_something_passed_as_fine_is_passed_with_it_for_ten_minutes_and_counted()
    {
        var show = Passed(Shouts);

        var soon = Says(show, "What a CLOWN!!", Shouts, TimeSpan.FromMinutes(9));
        Assert.Empty(soon.State.Lanes.Waiting);
        Assert.Equal(1, soon.State.Lanes.AlikePassed(Lanes.Flagged));
        Assert.Single(Says(show, "What a CLOWN!!", Shouts, TimeSpan.FromMinutes(11)).State.Lanes.Waiting);
        Assert.Single(Says(show, "what a circus", Shouts, TimeSpan.Zero).State.Lanes.Waiting);
    }

    [Fact]
    public void What_says_the_same_and_more_speaks_against_waits()
    {
        var graver = Shouts with { Marks = [.. Shouts.Marks, new MessageMark(MarkKind.Threat, MarkSeverity.Flagged, Reasons.NoWords)] };
        var show = Passed(Shouts);

        Assert.Single(Says(show, "what a clown", graver, TimeSpan.Zero).State.Lanes.Waiting);
        Assert.Single(Says(show, "what a clown", Shouts, TimeSpan.Zero, first: true).State.Lanes.Waiting);
        Assert.Single(Says(Passed(Slur), "what a clown", Slur, TimeSpan.Zero).State.Lanes.Waiting);
        Assert.Single(Says(Passed(Shouts, "look https://good.example"), "look https://bad.example", Shouts, TimeSpan.Zero).State.Lanes.Waiting);
        Assert.Empty(Says(Passed(Shouts, "look https://good.example"), "look https://good.example", Shouts, TimeSpan.Zero).State.Lanes.Waiting);
    }

    [Fact]
    public void After_an_undo_or_a_removal_copies_wait_anew()
    {
        Assert.Equal(2, In(Says(Passed(Shouts).Undo(Nora), "what a clown", Shouts, TimeSpan.Zero), Lanes.Flagged).Length);
        var removed = Passed(Shouts).After(new RemovalCame("twitch", "agence", A.Removal(), MessageId: "m1"));
        Assert.Single(Says(removed, "what a clown", Shouts, TimeSpan.Zero).State.Lanes.Waiting);
    }

    [Fact]
    public void What_says_the_same_as_what_became_a_question_waits_anew()
    {
        var message = A.Message("is it cold?", "m1", "v1");
        var show = A.Show().After(new MessageCame(message, Asks)).After(new PromoteMessage(message.Ref, ItemKind.Question, ItemId.New(A.Time), message), Nora);

        Assert.Single(Says(show, "is it cold?", Asks, TimeSpan.Zero).State.Lanes.Waiting);
    }

    [Fact]
    public void A_full_lane_lets_its_oldest_go_and_counts_them()
    {
        var book = LaneBook.Empty;
        for (var i = 1; i <= LaneBook.Most + 3; i++) book = book.With(new FeedRow(i, A.Message(id: $"m{i}")), i == 2 ? Lanes.Questions | Lanes.Paid : Lanes.Questions);

        Assert.Equal(LaneBook.Most, book.In(Lanes.Questions).Count);
        Assert.Equal(4, book.In(Lanes.Questions).Min);
        Assert.Equal(3, book.LeftUndecided[Lanes.Questions]);
        Assert.Equal([2], book.In(Lanes.Paid));
    }

    [Fact]
    public void The_flagged_lane_holds_a_raid_and_says_since_when_its_oldest_waits_also_when_that_one_had_to_leave()
    {
        static FeedRow Row(int n) => new(n, A.Message(id: $"m{n}", at: A.Time.AddSeconds(n)));
        var book = LaneBook.Empty;
        for (var i = 1; i <= LaneBook.MostFlagged; i++) book = book.With(Row(i), Lanes.Flagged);
        Assert.Equal((LaneBook.MostFlagged, 0L, Row(1).Message.ReceivedAt), (book.In(Lanes.Flagged).Count, book.LeftUndecided.GetValueOrDefault(Lanes.Flagged), book.OldestIn(Lanes.Flagged)));

        for (var i = 1; i <= 3; i++) book = book.With(Row(LaneBook.MostFlagged + i), Lanes.Flagged);
        Assert.Equal((4L, 3L, Row(1).Message.ReceivedAt), (book.In(Lanes.Flagged).Min, book.LeftUndecided[Lanes.Flagged], book.OldestIn(Lanes.Flagged)));
        var show = A.Show();
        var stored = StoredShowState.FromJson(StoredShowState.Of(show.State with { Lanes = book }).ToJson()).Restore(show.Newest()).Lanes;
        Assert.Equal((book.OldestIn(Lanes.Flagged), book.In(Lanes.Flagged).Count), (stored.OldestIn(Lanes.Flagged), stored.In(Lanes.Flagged).Count));

        // Once it has been empty, what waits from then on says it.
        foreach (var sequence in book.In(Lanes.Flagged).Order()) book = book.Decide(sequence, Guid.Empty, "fine", Nora, A.Time);
        Assert.Null(book.OldestIn(Lanes.Flagged));
        Assert.Equal(Row(9_000).Message.ReceivedAt, book.With(Row(9_000), Lanes.Flagged).OldestIn(Lanes.Flagged));
    }

    [Fact]
    public void Whatever_happens_the_lanes_hold_what_waits_and_a_stored_state_gives_them_back()
    {
        var steps = Gen.ListOf(Gen.Zip(Gen.Choose(0, 6), Gen.Choose(1, 12)));
        Prop.ForAll(steps.ToArbitrary(), script =>
        {
            var show = script.Aggregate(A.Show(), Step);
            var book = show.State.Lanes;
            foreach (var lane in LaneRules.All) Assert.Equal(book.Waiting.Where(w => w.Value.Lanes.HasFlag(lane)).Select(w => w.Key), book.In(lane).Order());
            Assert.All(book.Waiting.Keys, sequence => Assert.False(show.State.Struck.ContainsKey(sequence)));
            Assert.All(book.Calls.Keys, sequence => Assert.False(book.Waiting.ContainsKey(sequence)));
            var again = StoredShowState.FromJson(StoredShowState.Of(show.State).ToJson()).Restore(show.Newest()).Lanes;
            Assert.Equal(Of(book), Of(again));
            Assert.Equal(Of(book), Of(ShowState.Empty.Apply(show.Entries).Lanes));
        }).QuickCheckThrowOnFailure();
    }

    private static string Of(LaneBook book) => string.Join('|', LaneRules.All.Select(l => string.Join(',', book.In(l)))) + " " + string.Join(',', book.Waiting.Values) + " "
        + string.Join(',', book.Calls.Values) + " " + string.Join(',', book.Decided);

    private static AShow Step(AShow show, (int What, int Which) step)
    {
        // Some say the same.
        var message = A.Message($"how cold is rock {step.Which % 4}?", $"m{step.Which}", viewer: $"v{step.Which % 3}");
        var known = show.State.Recent.Newest(FeedLog.Kept).FirstOrDefault(r => r.Message.Id == message.Id);
        return step.What switch
        {
            0 or 1 when known is null => show.After(new MessageCame(message with { First = step.Which % 2 == 0 }, step.What == 0 ? Asks : step.Which % 5 == 0 ? null : Slur)),
            2 when known is not null => show.Try(new PassMessage(known.Sequence), step.Which % 2 == 0 ? Nora : Lea),
            3 when known is not null => show.Try(new CallLead(known.Sequence, message.Ref, LeadReason.Other, known.Message), Max),
            4 when known is not null => show.After(new RemovalCame("twitch", "agence", A.Removal(at: show.Now), MessageId: message.Id)),
            5 when known is not null => show.Try(new PromoteMessage(message.Ref, ItemKind.Question, ItemId.New(A.Time), known.Message, show.State.Struck.GetValueOrDefault(known.Sequence)), Nora),
            6 when show.LastAction != default => show.Try(new UndoAction(show.State.ActionOrder.ElementAt(step.Which % show.State.ActionOrder.Count())), Lea),
            _ => show,
        };
    }

    [Fact]
    public void Removing_what_the_lead_was_called_for_answers_the_call_when_the_lead_does_it()
    {
        var message = A.Message("slur");
        var show = A.Show().Acting().After(new MessageCame(message));
        show = show.After(new CallLead(show.State.Recent[0].Sequence, message.Ref, LeadReason.Distress, message), Nora);
        var remove = new RemoveMessage(message.Ref, null, message);

        Assert.Single(show.After(remove, Nora).State.Lanes.Calls);
        Assert.Empty(show.After(remove, Lea).State.Lanes.Calls);
        Assert.Single(show.After(remove, Lea).Undo(Lea).State.Lanes.Calls);
    }
}
