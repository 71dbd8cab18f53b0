using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Moderation;

public sealed class HideAndShowTests
{
    private static readonly Actor Nora = A.Moderator("Nora");

    [Fact]
    public void Hidden_and_undone_everything_stands_as_before()
    {
        var before = A.Show().With(A.Question("how cold?"), A.Question("who built it?").Queued());
        var hidden = Hide(before, 2);
        Assert.Equal((Stage.Withdrawn, 0), (hidden.Item(2).Stage, hidden.Item(2).LiveAsks.Count()));
        Assert.Single(hidden.State.Struck);

        var again = hidden.Undo(Nora);

        Assert.Empty(again.State.Struck);
        Assert.Equal((Stage.Queued, 1, 1), (again.Item(2).Stage, again.State.PlaceOf(again.Id(2)), again.Item(2).Askers));
        Assert.Equal(RefusalKind.UndoBlocked, again.Decide(new UndoAction(hidden.LastAction), Nora).Refusal?.Kind);
    }

    [Fact]
    public void What_was_on_air_is_next_after_the_hiding_is_undone_and_never_on_air()
    {
        var hidden = Hide(A.Show().With(A.Question("how cold?").OnAir()).Later(60), 1);
        Assert.Null(hidden.State.Air.Item);

        var again = hidden.Later(60).Undo(Nora);

        Assert.Null(again.State.Air.Item);
        Assert.Equal((Stage.Queued, again.Id(1)), (again.Item(1).Stage, again.State.Next!.Id));
    }

    [Fact]
    public void Showing_one_message_again_does_the_same_and_only_for_what_was_hidden()
    {
        var hidden = Hide(A.Show().With(A.Question("how cold?").Approved()), 1);

        var shown = Unhide(hidden, 1);
        Assert.Equal((Stage.Approved, 1), (shown.Item(1).Stage, shown.Item(1).Askers));
        Assert.Same(Decision.Unchanged, Unhide(shown, 1).Last);

        var removed = hidden.After(new RemovalCame("twitch", "agence", A.Removal(at: hidden.Now.AddSeconds(5), by: "Yanis"), MessageId: "q1"));
        Assert.Equal("Yanis", removed.State.Struck.Values.Single().By);
        Assert.Equal(RefusalKind.Removed, Unhide(removed, 1).Last!.Refusal!.Kind);
        Assert.Equal(RefusalKind.UndoBlocked, removed.Decide(new UndoAction(hidden.LastAction), Nora).Refusal?.Kind);
    }

    [Fact]
    public void A_hidden_message_waits_in_its_lanes_again_once_it_is_shown()
    {
        var message = A.Message("first!") with { First = true };
        var show = A.Show().After(new MessageCame(message));
        Assert.Equal([2L], show.State.Lanes.In(Lanes.First));

        show = show.After(new HideMessage(message.Ref, null, message), Nora);
        Assert.Empty(show.State.Lanes.In(Lanes.First));

        Assert.Equal([2L], show.Undo(Nora).State.Lanes.In(Lanes.First));
    }

    [Fact]
    public void A_removal_that_failed_stays_hidden_here_and_can_be_tried_again_or_shown()
    {
        var show = Remove(A.Show().Acting().With(A.Question("how cold?").Approved()), 1);
        Assert.Equal(RefusalKind.NotAllowed, Unhide(show, 1).Last!.Refusal!.Kind);

        var failed = show.Settled(1, EffectState.Failed, EffectTrouble.Refused, "you may not delete this");
        Assert.Equal((EffectState.Failed, "you may not delete this"), (failed.State.Effects.Find(1)!.State, failed.State.Effects.Find(1)!.Said));
        Assert.Equal(Stage.Withdrawn, failed.Item(1).Stage);

        Assert.Equal(2, Remove(failed, 1).State.Effects.Open.Keys.Single());
        Assert.Equal(Stage.Approved, Unhide(failed, 1).Item(1).Stage);
        Assert.Equal(Stage.Approved, failed.After(new UndoAction(show.LastAction), Nora).Item(1).Stage);

        var gone = failed.After(new RemovalCame("twitch", "agence", A.Removal(by: "Yanis"), MessageId: "q1"));
        Assert.Equal(EffectState.Done, gone.State.Effects.Find(1)!.State);
        Assert.Equal(RefusalKind.Removed, Unhide(gone, 1).Last!.Refusal!.Kind);
    }

    [Fact]
    public void What_a_stored_state_says_of_all_this_is_what_the_fold_says()
    {
        var show = Hide(Remove(A.Show().Acting().With(A.Question("how cold?").Approved(), A.Question("who?").Queued()), 1).Settled(1, EffectState.Failed), 2);
        var restored = StoredShowState.FromJson(StoredShowState.Of(show.State).ToJson()).Restore(show.Newest());

        var (one, other) = (show.State, restored);
        foreach (var command in new IShowCommand[] { new UndoAction(show.LastAction), new UnhideMessage(new MessageRef("twitch", "q1"), show.State.Recent[0].Message, show.State.Struck.Values.First()) })
            Assert.Equal(command.Decide(one, Nora, show.Now).Entries, command.Decide(other, Nora, show.Now).Entries);
    }

    private static AShow Hide(AShow show, int number)
    {
        var (message, removed) = Of(show, number);
        return show.After(new HideMessage(message.Ref, null, message, removed), Nora);
    }

    private static AShow Remove(AShow show, int number)
    {
        var (message, removed) = Of(show, number);
        return show.After(new RemoveMessage(message.Ref, null, message, removed), Nora);
    }

    private static AShow Unhide(AShow show, int number)
    {
        var (message, removed) = Of(show, number);
        return show.Try(new UnhideMessage(message.Ref, message, removed), Nora);
    }

    private static (ChatMessage Message, Removal? Removed) Of(AShow show, int number)
    {
        var row = show.State.Recent.Find(new MessageRef("twitch", $"q{number}"))!;
        return (row.Message, show.State.Struck.GetValueOrDefault(row.Sequence));
    }
}
