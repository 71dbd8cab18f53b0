using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Features.Questions;

namespace LiveConsole.Tests.Features.Questions;

public sealed class BoardTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 20, 0, 0, TimeSpan.Zero);
    private static readonly Actor Ana = new("ana", "Ana", Role.Editor);

    [Theory]
    [InlineData(Stage.New, Tab.New)]
    [InlineData(Stage.Approved, Tab.New)]
    [InlineData(Stage.Done, Tab.Aside)]
    [InlineData(Stage.Dismissed, Tab.Aside)]
    [InlineData(Stage.Withdrawn, Tab.Aside)]
    [InlineData(Stage.Merged, Tab.Aside)]
    [InlineData(Stage.Queued, null)]
    [InlineData(Stage.OnAir, null)]
    public void A_question_stands_where_its_stage_says(Stage stage, Tab? tab) =>
        Assert.Equal(tab, Board.TabOf(Question(1) with { Stage = stage }, 0, Now));

    [Fact]
    public void Comments_and_lines_stand_together() =>
        Assert.All([ItemKind.Comment, ItemKind.Line], kind => Assert.Equal(Tab.Comments, Board.TabOf(Question(1) with { Kind = kind, Stage = Stage.Approved }, 0, Now)));

    [Fact]
    public void An_edited_wording_that_lacks_approvals_waits_to_be_approved()
    {
        var edited = Question(1) with { Stamps = Question(1).Stamps.Add("wording.fr", new Stamp(Guid.NewGuid(), "edit", Ana, Now)) };

        Assert.Equal(Tab.ToApprove, Board.TabOf(edited, 1, Now));
        Assert.Equal(Tab.New, Board.TabOf(edited, 0, Now));
    }

    [Fact]
    public void A_claim_counts_until_it_has_run_out()
    {
        var claimed = Question(1) with { Claim = new Claim("ines", "Inès", Now.AddMinutes(1)) };

        Assert.Equal(Tab.Experts, Board.TabOf(claimed, 0, Now));
        Assert.Equal(Tab.New, Board.TabOf(claimed, 0, Now.AddMinutes(2)));
    }

    [Fact]
    public void New_ones_are_ordered_by_people_then_newest()
    {
        var sorted = Board.Sorted([Question(1), Question(2, askers: 3), Question(3)], 0, Now);

        Assert.Equal([2, 3, 1], sorted[Tab.New].Select(i => i.Number));
    }

    [Fact]
    public void Comments_are_ordered_oldest_first()
    {
        var sorted = Board.Sorted([Question(7) with { Kind = ItemKind.Comment }, Question(3) with { Kind = ItemKind.Comment }], 0, Now);

        Assert.Equal([3, 7], sorted[Tab.Comments].Select(i => i.Number));
    }

    [Fact]
    public void An_order_that_is_held_loses_what_left_and_gets_what_is_new_at_its_end()
    {
        var (a, b, c) = (Question(1), Question(2), Question(3));

        var held = Board.Held([c.Id, a.Id, b.Id], [Question(9), b, c]);

        Assert.Equal([3, 2, 9], held.Select(i => i.Number));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("Why?", 2)]
    [InlineData("Why is there a delay of 11 min in everything we hear from there", 6)]
    public void Reading_time_is_characters_by_fourteen_and_a_second_rounded_up(string words, int seconds) =>
        Assert.Equal(seconds, Board.ReadingSeconds(words));

    [Fact]
    public void New_words_for_the_item_on_air_are_seen()
    {
        var item = Question(1) with { Wording = new Wording(En: "Why?"), Name = new ShownName("Ayşe") };
        var air = Air.Empty with { Item = item.Id, Wording = item.Wording, Name = item.Name };

        Assert.False(Board.AirDiffers(item, air));
        Assert.True(Board.AirDiffers(item with { Wording = new Wording(En: "Why so?") }, air));
    }

    private static Item Question(int number, int askers = 1) => new(new ItemId(new Guid(number, 0, 0, new byte[8])), number, ItemKind.Question, Now, Ana)
    {
        Stage = Stage.New,
        Asks = [.. Enumerable.Range(0, askers).Select(i => new Ask(new("twitch", $"m{number}-{i}"), new("twitch", $"v{i}"), "Ayşe", "why", null, Now))],
    };
}
