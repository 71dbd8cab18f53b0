using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Questions;

/// <summary>Questions about the very moment: proposed by Listening, set by people, overtaken at the next phase.</summary>
public sealed class OnlyNowTests
{
    private static readonly Actor Nora = A.Moderator("Nora");
    private static readonly Judgement Proposed = new(true, 0.97, "en", [Reasons.Mark]) { OnlyNow = true };

    private readonly ItemId _landed = ItemId.New(A.Time);

    private AShow Asked(Judgement? judged, ItemKind kind = ItemKind.Question)
    {
        var message = A.Message("has it landed?", "m1");
        return A.Show().After(new MessageCame(message, judged)).After(new PromoteMessage(message.Ref, kind, _landed, message) { Judged = judged }, Nora);
    }

    private static AShow NextPhase(AShow show) => show.After(new PhaseBegan(new Phase("after", "après", "after", show.Now, null)));

    [Fact]
    public void What_Listening_proposes_comes_with_the_question_and_with_nothing_else()
    {
        Assert.True(Asked(Proposed).State.Item(_landed)!.OnlyNow);
        Assert.False(Asked(Proposed with { OnlyNow = false }).State.Item(_landed)!.OnlyNow);
        Assert.False(Asked(null).State.Item(_landed)!.OnlyNow);
        Assert.False(Asked(Proposed, ItemKind.Comment).State.Item(_landed)!.OnlyNow);
    }

    [Fact]
    public void So_does_the_language_which_goes_with_the_words_that_are_shown()
    {
        var show = Asked(Proposed);
        var item = show.State.Item(_landed)!;
        var other = item with { Asks = [.. item.Asks, item.Asks[0] with { Message = new MessageRef("twitch", "m2"), Language = "fr" }] };

        Assert.Equal(("en", "en"), (item.Language, item.Asks[0].Language));
        Assert.Null(Asked(null).State.Item(_landed)!.Language);
        Assert.Equal("fr", new ShownIs(new MessageRef("twitch", "m2"), "a-t-il atterri ?").ApplyTo(other).Language);
        Assert.Equal("en", new ShownIs(item.Shown, item.Text).ApplyTo(other).Language);
    }

    [Fact]
    public void Who_looks_at_it_decides_otherwise()
    {
        var show = Asked(Proposed);

        show = show.After(new EditItem(_landed, show.State.Item(_landed)!.Version) { OnlyNow = false }, Nora);

        Assert.False(show.State.Item(_landed)!.OnlyNow);
        Assert.False(NextPhase(show).State.Item(_landed)!.IsOvertaken(NextPhase(show).State.Phase));
    }

    [Fact]
    public void At_the_next_phase_it_is_overtaken_and_put_aside_with_all_of_its_kind_as_one_action()
    {
        var show = Asked(Proposed);
        Assert.False(show.State.Item(_landed)!.IsOvertaken(show.State.Phase));
        Assert.Empty(show.Try(new DismissOvertaken([_landed]), Nora).Last!.Entries);

        var over = NextPhase(show).After(new DismissOvertaken([_landed, _landed, ItemId.New(A.Time)]), Nora);

        Assert.Equal((Stage.Dismissed, DismissReason.Overtaken), (over.State.Item(_landed)!.Stage, over.State.Item(_landed)!.Dismissed));
        Assert.Equal(show.State.Item(_landed)!.Stage, over.Undo(Nora).State.Item(_landed)!.Stage);
    }

    [Fact]
    public void What_was_put_in_the_rundown_meanwhile_stays()
    {
        var show = Asked(Proposed);
        show = NextPhase(show).After(new ApproveItem(_landed, show.State.Item(_landed)!.Version), A.Person("Edith", Role.Editor));
        show = show.After(new QueueItem(_landed, show.State.Item(_landed)!.Version), A.Person("Edith", Role.Editor));

        Assert.Equal(Stage.Queued, show.After(new DismissOvertaken([_landed]), Nora).State.Item(_landed)!.Stage);
    }
}
