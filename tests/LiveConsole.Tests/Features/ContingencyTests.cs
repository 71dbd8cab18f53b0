using Bunit;
using LiveConsole.Domain.Contingency;
using LiveConsole.Domain.Journal;
using LiveConsole.Features.Frame;
using LiveConsole.Features.Moderate;
using LiveConsole.Features.OnAir;
using LiveConsole.Features.Posts;
using LiveConsole.Features.Questions;

namespace LiveConsole.Tests.Features;

/// <summary>CONTINGENCY on the desks: the button for who may, the banner with each role's instruction for everybody, until it is stood down.</summary>
public sealed class ContingencyTests : DeskRoom
{
    private static readonly Actor Salome = new("salome", "Salomé", Role.Producer);
    private static readonly Actor Nora = new("nora", "Nora", Role.Moderator);

    [Theory]
    [InlineData(Role.Producer, 1)]
    [InlineData(Role.Editor, 1)]
    [InlineData(Role.Lead, 1)]
    [InlineData(Role.Moderator, 0)]
    [InlineData(Role.Expert, 0)]
    [InlineData(Role.Observer, 0)]
    public void Who_may_call_it_has_the_button_on_every_desk_held_for_a_second(Role role, int buttons)
    {
        Show.Seat = new("p", "P", role);

        var page = Open<QuestionsPage>();

        Assert.Equal(buttons, page.FindAll(".rail [data-act=contingency][data-held]").Count);
        Assert.Empty(page.FindAll(".contingency"));
    }

    [Fact]
    public async Task Called_it_puts_the_prepared_line_on_air_and_a_banner_on_the_desk_with_what_to_do()
    {
        var page = Open<QuestionsPage>();

        await PressAsync(page, "contingency");

        Assert.Equal(ContingencyPlan.UsualLine, Show.Snapshot.State.Air.Wording);
        await SeenAsync(() =>
        {
            Assert.Contains(ContingencyPlan.Usual(Role.Editor).En, page.Find(".contingency").TextContent, StringComparison.Ordinal);
            Assert.Contains("You, at ", page.Find(".contingency").TextContent, StringComparison.Ordinal);
            Assert.Empty(page.FindAll("[data-act=contingency]"));
        });
    }

    [Theory]
    [InlineData(typeof(ModeratePage))]
    [InlineData(typeof(QuestionsPage))]
    [InlineData(typeof(RemotePage))]
    [InlineData(typeof(PostsPage))]
    public void It_stands_on_every_desk(Type desk)
    {
        Show.Do(new CallContingency(ItemId.New(Show.Clock.Now)), Salome);
        Show.Seat = new("lou", "Lou", Role.Producer);

        var page = OpenDesk(desk);

        Assert.Contains("Salomé, at ", page.Find(".contingency").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll(".contingency [data-act=stand-down][data-held]"));
    }

    [Fact]
    public async Task Who_neither_called_it_nor_produces_is_told_and_offered_no_stand_down()
    {
        Show.Append(new ShowConfigured(Show.Snapshot.State.Settings! with { Contingency = new() { Instructions = [new(Role.Moderator, "Laissez passer la peine.", "Let sorrow stand.")] } }));
        Show.Do(new CallContingency(ItemId.New(Show.Clock.Now)), Bo);
        Show.Seat = Nora;
        var page = Open<ModeratePage>();

        Assert.Equal("Let sorrow stand.", page.Find(".contingency b").TextContent);
        Assert.Empty(page.FindAll("[data-act=stand-down]"));
        await PressAsync(page, "stand-down", Show.Snapshot.State.Contingency!.Since.ToString("o"));

        Assert.NotNull(Show.Snapshot.State.Contingency);
    }

    [Fact]
    public async Task Stood_down_the_banner_goes_and_the_button_is_back()
    {
        Show.Do(new CallContingency(ItemId.New(Show.Clock.Now)), Bo);
        Show.Seat = Salome;
        var page = Open<QuestionsPage>();

        await PressAsync(page, "stand-down", page.Find("[data-act=stand-down]").GetAttribute("data-id"));

        Assert.Null(Show.Snapshot.State.Contingency);
        await SeenAsync(() =>
        {
            Assert.Empty(page.FindAll(".contingency"));
            Assert.Single(page.FindAll(".rail [data-act=contingency]"));
        });
    }

    private IRenderedComponent<DeskFrame> OpenDesk(Type desk) => desk switch
    {
        _ when desk == typeof(ModeratePage) => Open<ModeratePage>(),
        _ when desk == typeof(QuestionsPage) => Open<QuestionsPage>(),
        _ when desk == typeof(RemotePage) => Open<RemotePage>(),
        _ => Open<PostsPage>(),
    };

    [Fact]
    public void The_history_of_the_line_says_in_words_that_the_contingency_was_called_with_it()
    {
        Show.Do(new CallContingency(ItemId.New(Show.Clock.Now)), Bo);

        var page = Open<QuestionsPage>();

        Assert.Contains("called the contingency with it", page.Find(".history").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Verb.", page.Markup, StringComparison.Ordinal);
    }
}
