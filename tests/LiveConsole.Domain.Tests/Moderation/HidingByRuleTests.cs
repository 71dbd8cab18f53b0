using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Moderation;

/// <summary>What a rule of the show hides by itself, and what people make of it.</summary>
public sealed class HidingByRuleTests
{
    private static readonly Actor Nora = A.Moderator("Nora");
    private static readonly Actor Lea = A.Person("Lea", Role.Lead);
    private static readonly Judgement Slur = Marked(MarkKind.Slur, MarkSeverity.Severe);

    private static Judgement Marked(MarkKind kind, MarkSeverity severity) => new(false, 0.01, "en", []) { Marks = [new MessageMark(kind, severity, Reasons.NoWords)] };

    internal static ShowSettings Hiding(params HideRule[] rules) => A.Settings() with { Listening = new ListeningSettings { Safety = new SafetySettings { Hides = [.. rules] } } };

    private static AShow Show(params HideRule[] rules) => A.Show(Hiding(rules));

    private static AShow Hate => Show(new HideRule(MarkKind.Slur, MarkSeverity.Severe));

    private static MessageCame Said(string id = "m1", Judgement? judged = null, string text = "a word of hate, said at length") => new(A.Message(text, id) with { First = true }, judged ?? Slur);

    private static long[] In(AShow show, Lanes lane) => [.. show.State.Lanes.In(lane)];

    private static Removal? Hidden(AShow show, long sequence = 2) => Removals.ByRule(show.State.Struck.GetValueOrDefault(sequence));

    [Fact]
    public void Nothing_is_hidden_without_a_rule_and_from_its_severity_on_with_one()
    {
        Assert.Empty(Show().After(Said()).State.Struck);
        Assert.Empty(Hate.After(Said(judged: Marked(MarkKind.Insult, MarkSeverity.Severe))).State.Struck);
        Assert.Empty(Hate.After(Said(judged: Marked(MarkKind.Slur, MarkSeverity.Flagged))).State.Struck);

        var hidden = Show(new HideRule(MarkKind.Caps, MarkSeverity.Flagged), new HideRule(MarkKind.Link, MarkSeverity.Note)).After(Said(judged: Marked(MarkKind.Link, MarkSeverity.Note)));

        var stands = Hidden(hidden);
        Assert.Equal((MarkKind.Link, true, RemovalScope.Message, "LiveConsole"), (stands?.Rule, stands!.Here, stands.Scope, stands.By));
        Assert.Empty(hidden.State.Effects.All);
    }

    [Theory]
    [InlineData("broadcaster")]
    [InlineData("moderator")]
    [InlineData("staff")]
    public void Whoever_runs_the_chat_is_never_hidden(string role)
    {
        var message = A.Message() with { Author = new Author("1", "Nora", Roles: [role]) };

        Assert.Empty(Hate.After(new MessageCame(message, Slur)).State.Struck);
    }

    [Fact]
    public void It_leaves_every_lane_but_the_flagged_and_waits_there_whatever_its_mark()
    {
        var question = Marked(MarkKind.Profanity, MarkSeverity.Note) with { Question = true, Reasons = [Reasons.ToShow] };
        var show = Show(new HideRule(MarkKind.Profanity, MarkSeverity.Note)).After(Said(judged: question));

        Assert.Equal([[2], [], [], [], []], LaneRules.All.Select(l => In(show, l)));
        Assert.Equal((1L, Hidden(show)), (show.State.Lanes.HiddenByRule, show.State.Lanes.Waiting[2].Hidden));
        Assert.Equal(1, show.State.Lanes.Folded(Lanes.Flagged)[2].Hidden);
    }

    [Fact]
    public void A_raid_that_is_hidden_pushes_nobody_out_of_the_other_lanes()
    {
        var newcomers = Enumerable.Range(0, LaneBook.Most).Aggregate(Hate, (s, i) => s.After(Said("n" + i, new Judgement(false, 0, "en", []), "bonsoir " + i)));

        var raided = Enumerable.Range(0, 50).Aggregate(newcomers, (s, i) => s.After(Said("r" + i)));

        Assert.Equal((LaneBook.Most, 50), (In(raided, Lanes.First).Length, In(raided, Lanes.Flagged).Length));
        Assert.Empty(raided.State.Lanes.LeftUndecided);
    }

    [Fact]
    public void Fine_shows_it_again_and_undo_hides_it_as_before()
    {
        var hidden = Hate.After(Said());

        var shown = hidden.Later(9).After(new PassMessage(2), Nora);
        Assert.Empty(shown.State.Struck);
        Assert.Empty(shown.State.Lanes.Waiting);

        var again = shown.Later(9).Undo(Nora);
        Assert.Equal(Hidden(hidden), Hidden(again));
        Assert.Equal(hidden.State.Lanes.Waiting, again.State.Lanes.Waiting);
        Assert.Equal(1, again.State.Lanes.HiddenByRule);
        Assert.Empty(again.After(new PassMessage(2), Nora).State.Struck);
    }

    [Fact]
    public void Show_again_is_the_same_decision_about_all_that_say_the_same()
    {
        var show = new[] { "m1", "m2", "m3" }.Aggregate(Hate, (s, id) => s.After(Said(id)));

        show = show.After(new UnhideMessage(new("twitch", "m2"), Said("m2").Message, Hidden(show, 4)), Nora);

        Assert.Empty(show.State.Struck);
        Assert.Empty(show.State.Lanes.Waiting);
    }

    [Fact]
    public void What_says_the_same_as_a_message_that_was_let_stand_is_not_hidden_for_ten_minutes_unless_more_speaks_against_it()
    {
        var shown = Hate.After(Said()).After(new PassMessage(2), Nora);

        Assert.Empty(shown.After(Said("m2")).State.Struck);
        Assert.NotEmpty(shown.After(Said("m2", text: "other words of hate")).State.Struck);
        Assert.NotEmpty(shown.After(new MessageCame(Said("m2").Message with { ReceivedAt = A.Time + LaneBook.AlikeFor + TimeSpan.FromSeconds(1) }, Slur)).State.Struck);
        Assert.NotEmpty(shown.Undo(Nora).After(Said("m2")).State.Struck);

        var both = Show(new HideRule(MarkKind.Slur, MarkSeverity.Severe), new HideRule(MarkKind.Threat, MarkSeverity.Flagged)).After(Said()).After(new PassMessage(2), Nora);
        Assert.NotEmpty(both.After(Said("m2", Slur with { Marks = [.. Slur.Marks, new MessageMark(MarkKind.Threat, MarkSeverity.Severe, Reasons.Threat)] })).State.Struck);
    }

    [Fact]
    public void A_milder_one_that_was_let_stand_passes_its_copies_with_it_also_out_of_the_lanes_it_had_been_taken_from()
    {
        var asks = Marked(MarkKind.Insult, MarkSeverity.Flagged) with { Question = true };
        var shown = Show(new HideRule(MarkKind.Insult, MarkSeverity.Flagged)).After(Said(judged: asks)).After(new PassMessage(2), Nora);

        var more = shown.After(Said("m2", asks));

        Assert.Empty(more.State.Lanes.Waiting);
        Assert.Equal(1, more.State.Lanes.AlikePassed(Lanes.Flagged));
    }

    [Fact]
    public void Judged_late_it_is_hidden_then_unless_somebody_has_decided_meanwhile()
    {
        var unjudged = Hate.After(new MessageCame(Said().Message));
        var late = new JudgementCame(2, Slur);

        var hidden = unjudged.After(late);
        Assert.Equal([[2], [], [], [], []], LaneRules.All.Select(l => In(hidden, l)));
        Assert.NotNull(Hidden(hidden));

        var promoted = unjudged.After(new PromoteMessage(new("twitch", "m1"), ItemKind.Question, new(Guid.NewGuid()), Said().Message), Nora);
        Assert.Empty(promoted.After(late).State.Struck);
        Assert.Empty(unjudged.After(new PassMessage(2), Nora).After(late).State.Struck);
        Assert.Empty(unjudged.After(new CallLead(2, new("twitch", "m1"), LeadReason.Threat, Said().Message), Nora).After(late).State.Struck);
        Assert.Null(Removals.ByRule(unjudged.After(new HideMessage(new("twitch", "m1"), null, Said().Message), Nora).After(late).State.Struck[2]));
        Assert.Empty(hidden.After(new PassMessage(2), Nora).After(late).State.Struck);
    }

    [Fact]
    public void An_amendment_keeps_it_hidden_and_waiting()
    {
        var hidden = Hate.After(Said());

        var amended = hidden.After([.. ArrivalEntries.Again(hidden.State, hidden.State.Recent[0], Said().Message with { Copies = ["c1"] }, hidden.Now)]);

        Assert.Equal((Hidden(hidden), Hidden(hidden)), (Hidden(amended), amended.State.Lanes.Waiting[2].Hidden));
    }

    [Fact]
    public void Removed_from_its_platform_it_waits_no_more_and_while_that_can_be_taken_back_undo_leaves_it_hidden_by_the_rule()
    {
        var hidden = Hate.Acting().After(Said());
        var removed = hidden.After(new RemoveMessage(new("twitch", "m1"), null, Said().Message, Hidden(hidden, 3)), Nora);
        Assert.Empty(removed.State.Lanes.Waiting);
        Assert.Equal("Nora", removed.State.Struck[3].By);

        var undone = removed.Undo(Nora);

        Assert.Equal((Hidden(hidden, 3), Hidden(hidden, 3)), (Hidden(undone, 3), undone.State.Lanes.Waiting[3].Hidden));
    }

    [Fact]
    public void Removed_in_bulk_the_whole_row_goes_and_hidden_by_a_person_it_is_decided()
    {
        var show = new[] { "m1", "m2" }.Aggregate(Hate.Acting(), (s, id) => s.After(Said(id)));

        var removed = show.After(new RemoveMessages([3, 5]), Nora);
        Assert.Equal(2, removed.State.Effects.Open.Count);
        Assert.Empty(removed.State.Lanes.Waiting);

        var kept = show.After(new HideMessages([3, 5]), Nora);
        Assert.Empty(kept.State.Lanes.Waiting);
        Assert.Equal(["Nora", "Nora"], kept.State.Struck.Values.Select(r => r.By));
        Assert.Equal([3, 5], In(kept.Undo(Nora), Lanes.Flagged));

        var one = show.After(new HideMessage(new("twitch", "m1"), null, Said().Message, Hidden(show, 3)), Nora);
        Assert.Equal([5], In(one, Lanes.Flagged));
        Assert.Equal([3, 5], In(one.Undo(Nora), Lanes.Flagged));
    }

    [Fact]
    public void A_removal_that_its_platform_tells_is_one_beside_the_rules_whether_it_comes_before_or_after()
    {
        var gone = new RemovalCame("twitch", "agence", A.Removal(at: A.Time.AddSeconds(3), by: null), MessageId: "m1");

        var after = Hate.After(Said()).After(gone);
        Assert.False(after.State.Struck[2].Here);
        Assert.Empty(after.State.Lanes.Waiting);
        Assert.Equal(after.Entries.Count, after.After(gone).Entries.Count);

        var before = Hate.After(gone).After(Said());
        Assert.Null(before.State.Struck.Values.Single().Rule);
        Assert.Empty(before.State.Lanes.Waiting);

        // Another node wrote it while this one read the message: neither knew of the other.
        var apart = Hate.After(gone);
        var written = apart.After([.. ArrivalEntries.Of(Hate.State, Said(), A.Time)]);
        Assert.Single(ArrivalEntries.Overtaken(written.State, Said().Message, A.Time).OfType<MessagesRemoved>());
    }

    [Fact]
    public void Promoted_it_is_shown_with_what_says_the_same_and_undone_hidden_again_and_asked_once_more_it_lives_again()
    {
        var hidden = new[] { "m1", "m2" }.Aggregate(Hate, (s, id) => s.After(Said(id)));
        PromoteMessage Promote(AShow show) => new(new("twitch", "m1"), ItemKind.Question, new(new Guid(9, 0, 0, new byte[8])), Said().Message, show.State.Struck.GetValueOrDefault(2));

        var promoted = hidden.After(Promote(hidden), Nora);
        Assert.Empty(promoted.State.Struck);
        Assert.Empty(promoted.State.Lanes.Waiting);
        Assert.Equal(1, promoted.Item(1).Askers);

        var undone = promoted.Undo(Nora);
        Assert.Equal([2, 4], In(undone, Lanes.Flagged));
        Assert.Equal((Stage.Dismissed, 0), (undone.Item(1).Stage, undone.Item(1).LiveAsks.Count()));

        var again = undone.After(Promote(undone), Nora);
        Assert.Equal((Stage.Approved, 1), (again.Item(1).Stage, again.Item(1).Askers));
        Assert.Empty(again.State.Struck);
        Assert.Equal([2, 4], In(again.Undo(Nora), Lanes.Flagged));
    }

    [Fact]
    public void The_lead_who_is_called_lets_it_stand_and_that_is_undone_too()
    {
        var called = Hate.After(Said()).After(new CallLead(2, new("twitch", "m1"), LeadReason.Threat, Said().Message), Nora);
        Assert.Empty(called.State.Lanes.Waiting);
        Assert.NotNull(Hidden(called));

        var stands = called.After(new PassMessage(2), Lea);
        Assert.Empty(stands.State.Struck);

        var undone = stands.Undo(Lea);
        Assert.NotNull(Hidden(undone));
        Assert.NotNull(undone.State.Lanes.Calls[2].Hidden);
    }

    [Fact]
    public void Long_past_the_newest_it_still_waits_covered_and_is_shown_again()
    {
        var many = Enumerable.Range(0, FeedLog.Kept + 600).Aggregate(Hate.After(Said()).State, (s, i) => s.Apply(new StoredEntry(s.Sequence + 1, A.Time, new MessageArrived(A.Message(id: "x" + i), null))));
        Assert.Null(many.Recent.Find(2));
        Assert.NotNull(many.Lanes.Waiting[2].Hidden);

        var lifted = new PassMessage(2).Decide(many, Nora, A.Time).Entries.OfType<RemovalLifted>().Single();

        Assert.Equal(("m1", many.Lanes.Waiting[2].Hidden!.At), (lifted.MessageId, lifted.Of));
    }

    private static AShow Buried(AShow show) => show.After([.. Enumerable.Range(0, FeedLog.Kept + 600).Select(i => new MessageArrived(A.Message("bonsoir", "x" + i)))]);

    [Fact]
    public void Judged_when_thousands_have_come_since_it_is_hidden_then_and_waits_for_a_person()
    {
        var buried = Buried(Hate.After(new MessageCame(Said().Message)));
        var late = new JudgementCame(2, Slur);
        Assert.True(ArrivalEntries.NeedsMessage(buried.State, late));
        Assert.False(ArrivalEntries.NeedsMessage(buried.State, late with { Judgement = Marked(MarkKind.Caps, MarkSeverity.Note) }));

        var hidden = buried.After(late with { Older = Said().Message });

        var removal = Assert.Single(hidden.Entries.Select(e => e.Entry).OfType<MessagesRemoved>()).Removal;
        Assert.Equal((MarkKind.Slur, removal), (removal.Rule, hidden.State.Lanes.Waiting[2].Hidden));
        Assert.Equal(removal, hidden.State.Removed.Of(Said().Message));
        Assert.Equal(1, hidden.State.Lanes.HiddenByRule);
        Assert.Equal([2], In(hidden, Lanes.Flagged));
        // Whoever reads the first of the two entries alone finds it hidden already.
        Assert.NotNull(buried.After(hidden.Entries[^2].Entry).State.Removed.Of(Said().Message));

        var shown = hidden.After(new PassMessage(2), Nora);
        Assert.Equal("m1", Assert.IsType<RemovalLifted>(shown.Entries[^1].Entry).MessageId);
        Assert.Empty(shown.State.Lanes.Waiting);
        var again = shown.Undo(Nora);
        Assert.Equal((removal, removal), (again.State.Removed.Of(Said().Message), again.State.Lanes.Waiting[2].Hidden));
    }

    [Fact]
    public void So_late_it_is_hidden_by_no_rule_when_somebody_has_decided_or_a_platform_removed_it()
    {
        var late = new JudgementCame(2, Slur, Said().Message);
        var unjudged = Hate.After(new MessageCame(Said().Message));
        AShow[] decided =
        [
            Buried(unjudged.After(new PromoteMessage(new("twitch", "m1"), ItemKind.Question, new(Guid.NewGuid()), Said().Message), Nora)),
            Buried(unjudged.After(new PassMessage(2), Nora)),
            Buried(unjudged.After(new CallLead(2, new("twitch", "m1"), LeadReason.Threat, Said().Message), Nora)),
            Buried(unjudged).After(new RemovalCame("twitch", "agence", A.Removal(), MessageId: "m1")),
            Buried(unjudged).After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Viewer), ViewerId: "901")),
        ];

        Assert.All(decided, show => Assert.IsType<Judged>(Assert.Single(ArrivalEntries.Of(show.State, late, show.Now))));
    }

    [Fact]
    public void Pushed_out_of_a_full_lane_it_can_be_let_stand_all_the_same()
    {
        var full = Hate.After([.. Enumerable.Range(0, LaneBook.MostFlagged + 1).SelectMany(i => ArrivalEntries.Of(Hate.State, Said("r" + i, text: $"hate {i} all of it"), A.Time))]);
        Assert.False(full.State.Lanes.Waiting.ContainsKey(2));

        var shown = full.After(new PassMessage(2), Nora);
        Assert.Null(Hidden(shown));
        Assert.Equal(Hidden(full), Hidden(shown.Undo(Nora)));

        var promoted = full.After(new PromoteMessage(new("twitch", "r0"), ItemKind.Question, new(new Guid(9, 0, 0, new byte[8])), full.State.Recent.Find(2)!.Message, full.State.Struck[2]), Nora);
        Assert.Null(Hidden(promoted));
        Assert.Equal(Hidden(full), Hidden(promoted.Undo(Nora)));
    }

    [Fact]
    public void What_its_platform_held_back_and_somebody_let_through_no_rule_hides()
    {
        var held = Hate.After(new HoldCame(new HeldMessage("twitch", "agence", "m1", A.Time, new Author("901", "Ayşe"), Said().Message.Text, "automod")));

        Assert.Empty(held.After(Said()).State.Struck);
        Assert.Empty(held.After(new HoldEnded("twitch", "agence", "m1", HoldOutcome.Allowed, A.Time, "agence")).After(Said()).State.Struck);
        Assert.Empty(held.After(new MessageCame(Said().Message)).After(new JudgementCame(3, Slur)).State.Struck);
        Assert.NotEmpty(held.After(Said("m2")).State.Struck);
    }

    [Fact]
    public void What_a_rule_hid_is_read_again_from_an_export_and_without_its_words_it_is_not_shown()
    {
        var hidden = Hate.After(Said());
        RecordedMessage Read(bool withRemoved) => Assert.IsType<RecordedMessage>(Assert.IsType<ParsedLine.Read>(RecordingFormat.Parse(RecordingFormat.Write(Said().Message, 2, Hidden(hidden), withRemoved))).Line);

        Assert.Equal((Said().Message.Text, null), (Read(withRemoved: true).Message.Text, Read(withRemoved: true).Removed));
        Assert.Equal("", Read(withRemoved: false).Message.Text);
        Assert.NotNull(Read(withRemoved: false).Removed);
    }

    [Fact]
    public void Pushed_out_of_a_full_lane_and_long_past_the_newest_it_is_let_stand_by_its_id()
    {
        var full = Hate.After([.. Enumerable.Range(0, LaneBook.MostFlagged + 1).SelectMany(i => ArrivalEntries.Of(Hate.State, Said("r" + i, text: $"hate {i} all of it"), A.Time))]);
        var (message, hidden) = (full.State.Recent.Find(2)!.Message, full.State.Struck[2]);
        Assert.IsType<PassMessage>(PassMessage.About(full.State, 2, message.Ref, hidden));

        var many = Enumerable.Range(0, FeedLog.Kept + 600).Aggregate(full.State, (s, i) => s.Apply(new StoredEntry(s.Sequence + 1, A.Time, new MessageArrived(A.Message(id: "x" + i), null))));
        var fine = Assert.IsType<UnhideMessage>(PassMessage.About(many, 2, message.Ref, hidden));

        var lifted = ((IShowCommand)fine.With(message, hidden)).Decide(many, Nora, A.Time).Entries.OfType<RemovalLifted>().Single();
        Assert.Equal(("r0", hidden.At), (lifted.MessageId, lifted.Of));
        Assert.IsType<PassMessage>(PassMessage.About(many, 2, message.Ref, hidden with { Rule = null }));
    }

    [Fact]
    public void One_rule_for_each_kind_and_none_for_watched_words()
    {
        HideRule slur = new(MarkKind.Slur, MarkSeverity.Severe);
        SettingsSection[] listening = [SettingsSection.Listening];

        Assert.Null(SettingsLimits.WhyNot(Hiding(slur, new(MarkKind.Link, MarkSeverity.Note)), listening));
        Assert.NotNull(SettingsLimits.WhyNot(Hiding(slur, slur with { From = MarkSeverity.Note }), listening));
        Assert.NotNull(SettingsLimits.WhyNot(Hiding(new HideRule(MarkKind.WatchWord, MarkSeverity.Note)), listening));
        Assert.Equal(Enum.GetValues<MarkKind>().Except([MarkKind.WatchWord]).Order(), HideRules.Kinds.Order());
    }

    [Fact]
    public void Settings_with_rules_are_read_as_they_were_written_and_undone_as_any()
    {
        var settings = Hiding(new HideRule(MarkKind.Slur, MarkSeverity.Note), new(MarkKind.Caps, MarkSeverity.Flagged));
        Assert.Equal(settings, ((ShowConfigured)EntryJson.Read("configured", 1, EntryJson.Write(new ShowConfigured(settings)))!).Settings);

        var producer = A.Producer("Paul");
        var show = A.Show().After(new ConfigureShow(settings, A.Settings()), producer);
        Assert.NotEmpty(show.After(Said()).State.Struck);
        Assert.Empty(show.Undo(producer).After(Said()).State.Struck);
    }

    [Fact]
    public void An_older_state_and_an_older_journal_are_read_as_they_were()
    {
        var old = """{"platform":"twitch","channel":"agence","removal":{"at":"2026-03-14T20:50:00+00:00","by":"Nora","here":true},"messageId":"m1"}"""u8;
        var read = Assert.IsType<MessagesRemoved>(EntryJson.Read("removed", 1, old));
        Assert.Equal((null, true), (read.Removal.Rule, read.Removal.Here));

        var hidden = Hate.After(Said());
        var written = EntryJson.Write(hidden.Entries[^1].Entry);
        Assert.Equal(hidden.Entries[^1].Entry, EntryJson.Read("removed", 2, written));
        Assert.DoesNotContain("hidden", System.Text.Encoding.UTF8.GetString(EntryJson.Write(Show().After(Said()).Entries[^1].Entry)), StringComparison.Ordinal);
    }
}
