using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Contingency;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests;

/// <summary>What holds after every step of any show, whoever presses what on whatever they saw.</summary>
public sealed class RulesThatNeverBendTests
{
    [Fact]
    public void At_most_one_item_is_on_air_and_it_is_the_one_the_air_names() => Always(step =>
    {
        var state = step.After.State;
        Assert.Equal(state.Air.Item is { } on ? [on] : [], state.Items.Values.Where(i => i.Stage == Stage.OnAir).Select(i => i.Id));
    });

    [Fact]
    public void The_rundown_holds_exactly_the_queued_items_once_each() => Always(step =>
    {
        var state = step.After.State;
        Assert.Equal(state.Rundown.Order(ById), state.Items.Values.Where(i => i.Stage == Stage.Queued).Select(i => i.Id).Order(ById));
    });

    [Fact]
    public void Numbers_grow_and_are_never_reused() => Always(step =>
    {
        var numbers = step.After.Entries.Select(e => e.Entry).OfType<ItemAdded>().Select(e => e.Item.Number);
        Assert.Equal(Enumerable.Range(1, step.After.State.LastNumber), numbers);
    });

    [Fact]
    public void The_airs_number_grows_by_one_with_each_change_and_with_nothing_else() => Always(step =>
    {
        var changes = step.Added.Count(e => e is AirChanged);
        Assert.Equal(step.Before.State.Air.Number + changes, step.After.State.Air.Number);
        if (changes == 0) Assert.Same(step.Before.State.Air, step.After.State.Air);
    });

    [Fact]
    public void The_desk_version_grows_exactly_with_desk_entries() => Always(step =>
        Assert.Equal(step.Before.State.DeskVersion + step.Added.Count(e => e.IsDesk), step.After.State.DeskVersion));

    [Fact]
    public void A_refused_command_changes_nothing_and_says_why_in_both_languages() => Always(step =>
    {
        if (step.Command is null || step.After.Last!.Refusal is not { } refusal) return;
        Assert.Same(step.Before.State, step.After.State);
        Assert.NotEqual("", refusal.Words.En.Trim());
        Assert.NotEqual("", refusal.Words.Fr.Trim());
        Assert.NotEqual(refusal.Words.En, refusal.Words.Fr);
        Assert.DoesNotContain("annul", refusal.Words.Fr, StringComparison.OrdinalIgnoreCase);
    });

    [Fact]
    public void What_was_removed_is_never_on_air_or_in_the_rundown_whatever_follows() => Always(step =>
    {
        var state = step.After.State;
        var gone = step.After.Entries.Select(e => e.Entry).OfType<MessagesRemoved>().Where(r => r.Removal.Scope != RemovalScope.Channel).ToList();
        foreach (var item in state.Items.Values.Where(i => i.Stage is Stage.Queued or Stage.OnAir))
        {
            Assert.False(item.ShowsRemoved);
            Assert.DoesNotContain(gone, r => item.Asks.Any(a => a.Message == item.Shown && Removals.Reaches(r, a)));
            Assert.True(item.Asks.IsEmpty || item.Asks.Any(a => !gone.Any(r => Removals.Reaches(r, a))));
        }
    });

    [Fact]
    public void Counts_are_of_those_whose_message_still_stands_and_a_whole_chat_clear_changes_none() => Always(step =>
    {
        var gone = step.After.Entries.Select(e => e.Entry).OfType<MessagesRemoved>().Where(r => r.Removal.Scope != RemovalScope.Channel).ToList();
        foreach (var item in step.After.State.Items.Values)
            Assert.Equal(item.Asks.Where(a => !gone.Any(r => Removals.Reaches(r, a))).Select(a => a.Viewer).Distinct().Count(), item.Askers);
        if (!step.Added.OfType<MessagesRemoved>().Any(r => r.Removal.Scope == RemovalScope.Channel)) return;
        Assert.All(step.Before.State.Items, i => Assert.Same(i.Value, step.After.State.Items[i.Key]));
        Assert.Same(step.Before.State.Air, step.After.State.Air);
    });

    [Fact]
    public void A_row_is_struck_exactly_when_a_removal_reaches_it_whichever_came_first() => Always(step =>
    {
        var told = step.After.Entries.Select(e => e.Entry).OfType<MessagesRemoved>().ToList();
        foreach (var row in step.After.State.Recent.Newest(FeedLog.Kept))
            Assert.Equal(told.Exists(r => Removals.Reaches(r, row.Message)), step.After.State.Struck.ContainsKey(row.Sequence));
    });

    [Fact]
    public void A_cleared_chat_is_asked_about_until_it_is_answered_once() => Always(step =>
    {
        foreach (var clear in step.Before.State.Clears)
        {
            var now = step.After.State.Clears.Single(c => c.Id == clear.Id);
            if (clear.Answer != now.Answer) Assert.True(step.Command is AnswerClear answer ? answer.Clear == clear.Id && clear.Answer is null : IsUndo(step) && now.Answer is null);
        }
    });

    [Fact]
    public void Words_go_on_air_only_approved_by_as_many_different_people_as_the_show_wants() => Always(step =>
    {
        var wanted = step.After.State.ApprovalsWanted;
        foreach (var taken in step.Added.OfType<AirChanged>().Where(e => e.Air.Cause is AirCause.Taken or AirCause.NewWording))
        {
            // What is read in a contingency was approved by being prepared, in these very words.
            if (IsPrepared(step.After, taken.Air)) continue;
            Assert.True(ApproversOf(step.Before, taken.Air.Item!.Value, taken.Air.Wording) >= wanted);
        }
    });

    [Fact]
    public void In_a_contingency_only_lines_that_a_producer_stands_for_go_on_air_and_the_overlay_by_hand_alone() => Always(step =>
    {
        if (step.After.State.Contingency is null) return;
        foreach (var aired in step.Added.OfType<AirChanged>().Where(e => e.Air.Item is not null && e.Air.Cause is not (AirCause.OverlayShown or AirCause.OverlayHidden)))
        {
            var item = step.After.State.Items[aired.Air.Item!.Value];
            Assert.Equal(ItemKind.Line, item.Kind);
            // Put back by undo, it is what stood there in this very contingency.
            Assert.True(IsPrepared(step.After, aired.Air) || aired.Air.Cause == AirCause.Undone || step.By?.Role == Role.Producer || item.CreatedBy.Role == Role.Producer || item.Approvals.Any(a => a.Of == aired.Air.Wording && a.As == Role.Producer));
            if (aired.Air.Cause != AirCause.Undone) Assert.False(aired.Air.OverlayShown && aired.Air.Cause != AirCause.NewWording);
        }
    });

    [Fact]
    public void A_contingency_lasts_until_its_caller_or_a_producer_stands_it_down() => Always(step =>
    {
        if (step.Before.State.Contingency is not { } call || step.After.State.Contingency == call) return;
        Assert.IsType<StandDown>(step.Command);
        Assert.True(step.By!.Role == Role.Producer || step.By.Id == call.By.Id);
        Assert.NotEqual(call.Line, step.After.State.Air.Item);
        Assert.DoesNotContain(call.Line, step.After.State.Rundown);
    });

    private static bool IsPrepared(AShow show, Air air) =>
        show.Entries.Select(e => e.Entry).OfType<ContingencyCalled>().Any(c => c.Line == air.Item) && air.Wording == ContingencyPlan.UsualLine;

    [Fact]
    public void An_approved_or_queued_item_has_its_words_approved_or_is_marked() => Always(step =>
    {
        var state = step.After.State;
        foreach (var item in state.Items.Values.Where(state.LacksApproval))
        {
            Assert.NotEqual(Stage.Approved, item.Stage);
            if (item.Stage is Stage.Queued or Stage.OnAir) Assert.Equal(Mark.ToApprove, item.Mark);
        }
    });

    [Fact]
    public void Every_accepted_verb_is_in_the_history_and_in_effect_and_nothing_changes_that_no_entry_names() => Always(step =>
    {
        var (before, after) = (step.Before.State, step.After.State);
        // A claim that goes on is no action.
        if (step.Accepted && !step.Added.All(e => e is ClaimRenewed))
        {
            var action = after.Actions[step.After.LastAction];
            Assert.Equal((step.Command!.Verb, step.By), (action.Verb, action.By));
        }

        foreach (var item in before.Items.Values)
        {
            var now = after.Items[item.Id];
            var changes = step.Added.OfType<ItemChanged>().Where(e => e.Item == item.Id).SelectMany(e => e.Changes).ToList();
            if (changes.Count > 0) Assert.Equal((step.Command?.Verb ?? "", step.By ?? Actor.Program), (now.History[^1].Verb, now.History[^1].By));
            foreach (var change in changes) Assert.Equal(Fields(change.ApplyTo(now)), Fields(now));
            var struck = step.Added.OfType<AskStruck>().Any(e => e.Item == item.Id);
            // A shared chat's other id is told of a message: its asks keep it, nothing a person sees changes.
            var copied = step.Added.OfType<MessageAmended>().Any(e => item.Asks.Any(a => a.Message == e.Message.Ref));
            // Who works on holds it longer: that alone, and no new version.
            var renewed = step.Added.OfType<ClaimRenewed>().Any(e => e.Item == item.Id);
            if (renewed) Assert.Equal(item with { Claim = now.Claim }, now);
            // Struck by one more: its ask keeps that for when the other is undone.
            var besides = step.Added.OfType<MessagesRemoved>().Any(r => item.Asks.Any(a => a.Removed is not null && Removals.Reaches(r, a)));
            if (changes.Count == 0 && !struck && !copied && !renewed && !besides && !IsUndo(step)) Assert.Same(item, now);
            if (changes.Count == 0 && !renewed) Assert.Equal(Fields(item), Fields(now));
            if (changes.All(c => c is not StandingIs)) Assert.Equal(Standing(item), Standing(now));
        }

        // Others keep their order in the rundown.
        var touched = step.Added.OfType<ItemChanged>().Select(e => e.Item).ToHashSet();
        Assert.Equal(before.Rundown.Where(i => !touched.Contains(i)), after.Rundown.Where(i => !touched.Contains(i)));
    });

    [Fact]
    public void Undone_at_once_an_action_leaves_everything_as_it_was_before_it() => Always(step =>
    {
        // What a removal or a pull took off air comes back beside it.
        // A claim that goes on has nothing to put back; a contingency is stood down.
        if (!step.Accepted || step.Command is PresenterSignal or UndoAction or CallContingency or StandDown || step.Added.Any(e => e is ClaimRenewed) || (step.Command is AnswerClear && step.Added.OfType<AirChanged>().Any())) return;
        var owner = A.Person("Rodrigue", Role.Owner);
        var undone = step.After.Try(new UndoAction(step.After.LastAction), owner);
        if (undone.Last!.Refusal is { } refusal)
        {
            // A removal may not be brought back: only a step that led away from something removed.
            Assert.Equal(RefusalKind.Removed, refusal.Kind);
            return;
        }

        foreach (var item in step.Before.State.Items.Values) Assert.Equal(Exact(item), Exact(undone.State.Items[item.Id]));
        Assert.Equal(step.Before.State.Rundown, undone.State.Rundown);
        Assert.Equal(On(step.Before.State.Air), On(undone.State.Air));
        foreach (var added in step.After.State.Items.Keys.Except(step.Before.State.Items.Keys))
            Assert.Equal((Stage.Dismissed, DismissReason.Undone), (undone.State.Items[added].Stage, undone.State.Items[added].Dismissed));
    });

    [Fact]
    public void Undo_later_touches_only_the_fields_of_the_action_it_names() => Always(step =>
    {
        if (!step.Accepted || step.Command is not UndoAction undo) return;
        var undone = step.Before.State.Actions[undo.Action];
        foreach (var entry in step.Added.OfType<ItemChanged>())
        {
            var named = undone.Before.Where(b => b.Item == entry.Item).Select(b => b.Before.Field).ToHashSet();
            if (undone.Added.Contains(entry.Item)) named.Add("standing");
            // Words that were put back may lack approval: then that is said.
            if (step.Before.State.ApprovalsWanted > 0 && named.Any(f => f.StartsWith("wording", StringComparison.Ordinal))) named.UnionWith(["approvals", "standing"]);
            Assert.Subset(named, entry.Changes.Select(c => c.Field).ToHashSet());
        }
    });

    [Fact]
    public void Folding_is_deterministic_from_the_journals_own_bytes() => Always(steps: 40, check: (int seed) =>
    {
        var show = RandomShow.Play(seed, 40).Last().After;
        var read = show.Entries.Select(e => e with { Entry = EntryJson.Read(EntryJson.TypeOf(e.Entry).Name, EntryJson.TypeOf(e.Entry).Version, EntryJson.Write(e.Entry))! });

        Assert.Equal(Text(show.State), Text(ShowState.Empty.Apply(read)));
    });

    [Fact]
    public void A_stored_state_goes_on_as_the_one_it_was_stored_from() => Always(steps: 40, check: (int seed) =>
    {
        var steps = RandomShow.Play(seed, 60).ToList();
        var (half, end) = (steps[30].After, steps[^1].After);

        var restored = StoredShowState.FromJson(StoredShowState.Of(half.State).ToJson()).Restore(half.Newest());
        var went = restored.Apply(end.Entries.Skip(half.Entries.Count));

        Assert.Equal(Text(half.State), Text(restored));
        Assert.Equal(Text(end.State), Text(went));
    });

    private static readonly IComparer<ItemId> ById = Comparer<ItemId>.Create((a, b) => a.Value.CompareTo(b.Value));

    private static void Always(Action<RandomShow.Step> check) => Always(60, seed =>
    {
        List<string> told = [];
        foreach (var step in RandomShow.Play(seed, 60))
        {
            told.Add(step.ToString());
            try
            {
                check(step);
            }
            catch (Xunit.Sdk.XunitException wrong)
            {
                throw new InvalidOperationException($"seed {seed}: {wrong.Message}\n{string.Join('\n', told.TakeLast(12))}", wrong);
            }
        }
    });

    private static void Always(int steps, Action<int> check) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), check).Check(Config.QuickThrowOnFailure.WithMaxTest(steps * 2));

    private static bool IsUndo(RandomShow.Step step) => step.Command is UndoAction;

    /// <summary>Read from the journal alone: who approved these very words since they were last written.</summary>
    private static int ApproversOf(AShow show, ItemId item, Wording wording)
    {
        // Words come and go by edits and undos; an approval counts for the words that stood when it was given.
        var state = ShowState.Empty;
        HashSet<string> approvers = [];
        foreach (var entry in show.Entries)
        {
            state = state.Apply(entry);
            if (entry.Verb == "approve" && entry.Entry is ItemChanged changed && changed.Item == item && state.Items[item].Wording == wording) approvers.Add(entry.By!.Id);
        }

        return approvers.Count;
    }

    private static string Text(ShowState state) => Encoding.UTF8.GetString(StoredShowState.Of(state).ToJson()) + "\n"
        + string.Join('\n', state.Recent.Newest(FeedLog.Kept).Select(r => $"{r.Sequence} {r.Message.Ref} {state.Struck.GetValueOrDefault(r.Sequence)}"))
        + string.Join('\n', state.Asked.Select(a => $"{a.Key} {a.Value}").Order(StringComparer.Ordinal));

    private static string Standing(Item i) => $"{i.Stage} {i.Mark} {i.MarkedAt:O} {i.WasOnAirFor} {i.Dismissed} {i.AiredAt:O}";

    private static string Fields(Item i) => $"{i.Kind} {Standing(i)} {i.Wording} {i.Name} {i.Note} {i.Topic} {i.OnlyNow} {i.Shown} {i.Text} {string.Join(',', i.Tags)} {string.Join(',', i.Approvals)} {i.ApprovedWording}";

    // AiredAt is when it last went on air: a fact that undo leaves.
    private static string Exact(Item i) => Fields(i with { AiredAt = null }) + string.Join(' ', i.Stamps.OrderBy(s => s.Key, StringComparer.Ordinal));

    private static string On(Air a) => $"{a.Item} {(a.Item is null ? "" : a.Since.ToString("O"))} {a.OverlayShown} {a.OverlaySince:O} {a.Wording} {a.Name}";
}
