using Bunit;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Features.Frame;
using LiveConsole.Features.Moderate;
using LiveConsole.Features.Questions;
using LiveConsole.Shows;

namespace LiveConsole.Tests.Features.Questions;

/// <summary>Several people on one board: who looks at what, who answers what.</summary>
public sealed class TogetherOnTheBoardTests : DeskRoom
{
    private static readonly Actor Ines = new("ines", "Inès", Role.Expert);

    private IPresence Seat(Actor who, string desk = "questions") => Show.Join(new PersonPresent(who.Id, who.Name, who.Role, desk, null, who.Played, Show.Clock.Now));

    [Fact]
    public async Task A_colleagues_eye_is_on_the_card_they_have_selected_until_they_go_on()
    {
        var first = Ask("why is it red");
        var second = Ask("how cold is it");
        var page = Open<QuestionsPage>();
        using var bo = Seat(Bo);

        bo.LooksAt(new Looking(first.Q, Item: first.Id));
        await SeenAsync(() => Assert.Contains("Bo", page.Find($"#card-{first.Id} .eyes").TextContent, StringComparison.Ordinal));
        bo.LooksAt(new Looking(second.Q, Item: second.Id));
        await SeenAsync(() => Assert.Contains("Bo", page.Find($"#card-{second.Id} .eyes").TextContent, StringComparison.Ordinal));

        Assert.Empty(page.FindAll($"#card-{first.Id} .eyes"));
    }

    [Fact]
    public async Task Who_types_is_seen_typing_and_a_few_seconds_later_no_more()
    {
        var item = Ask("why is it red");
        var page = Open<QuestionsPage>();
        using var bo = Seat(Bo);
        bo.LooksAt(new Looking(item.Q, Item: item.Id));

        bo.Types();
        await SeenAsync(() => Assert.Equal("Bo is typing here", page.Find($"#card-{item.Id} .eyes").GetAttribute("title")));
        Time.Advance(TimeSpan.FromSeconds(5));

        await SeenAsync(() => Assert.Equal("Bo has this selected", page.Find($"#card-{item.Id} .eyes").GetAttribute("title")));
    }

    [Fact]
    public async Task Nobody_sees_their_own_eye_and_everybody_sees_where_this_page_looks()
    {
        var item = Ask("why is it red");
        var page = Open<QuestionsPage>();

        await PressAsync(page, "select", Painted.Of(item), "candidates");

        Assert.Empty(page.FindAll(".eyes"));
        Assert.Equal(new Looking("Q1", Item: item.Id), Assert.Single(Show.Snapshot.People).LooksAt);
    }

    [Fact]
    public async Task A_moderators_eye_is_on_the_message_they_have_selected()
    {
        Say("why is it red");
        var page = Open<ModeratePage>();
        using var bo = Seat(Bo, "moderate");

        bo.LooksAt(new Looking("Ayşe", Row: Show.Snapshot.State.Sequence));

        await SeenAsync(() => Assert.Contains("Bo", page.Find(".row .eyes").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ill_answer_takes_the_card_to_the_experts_and_give_back_returns_it()
    {
        var item = Ask("how cold is it");
        var page = Open<QuestionsPage>();
        await PressAsync(page, "select", Painted.Of(item), "candidates");

        await PressAsync(page, "claim", page.Find("button[data-act=claim]").GetAttribute("data-id"), "candidates");
        Assert.Equal("Ana", Now(item.Id).HeldAt(Show.Clock.Now)!.Name);
        Assert.Contains("Experts", page.Find("[role=tab][aria-selected=true]").TextContent, StringComparison.Ordinal);
        Assert.Contains("yours", page.Find(".candidate .chip.claim").TextContent, StringComparison.Ordinal);
        await PressAsync(page, "give-back", page.Find("button[data-act=give-back]").GetAttribute("data-id"), "candidates");

        Assert.Null(Now(item.Id).Claim);
        Assert.Contains("New", page.Find("[role=tab][aria-selected=true]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_colleague_answers_is_refused_with_their_name_and_the_time_left()
    {
        var item = Ask("how cold is it");
        var page = Open<QuestionsPage>();
        Show.Do(new ClaimItem(item.Id, item.Version), Ines);

        await PressAsync(page, "claim", Painted.Of(item), "candidates");

        Assert.Contains("and has it for 5:00 more. Choose another one, or write to Inès.", page.Find(".item-column .refused").TextContent, StringComparison.Ordinal);
        Assert.Contains("Inès", page.Find(".item-head .chip.claim").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".item-column button[data-act=claim], .item-column button[data-act=give-back]"));
    }

    [Fact]
    public async Task An_expert_claims_on_the_board_and_renews_it_by_typing()
    {
        Show.Seat = Ines;
        var item = Ask("how cold is it");
        var page = Open<QuestionsPage>();
        await PressAsync(page, "claim", Painted.Of(item), "candidates");
        Time.Advance(TimeSpan.FromMinutes(4));

        await PressAsync(page, "typing");

        Assert.Equal(Show.Clock.Now.AddMinutes(5), Now(item.Id).Claim!.Until);
    }

    [Fact]
    public async Task A_page_whose_link_is_lost_is_gone_at_once_and_comes_back_with_it()
    {
        Open<QuestionsPage>();
        var link = Services.GetService<CircuitLink>()!;
        Assert.Single(Show.Snapshot.People);

        await link.OnConnectionDownAsync(null!, default);
        Assert.Empty(Show.Snapshot.People);
        await link.OnConnectionUpAsync(null!, default);

        await SeenAsync(() => Assert.Single(Show.Snapshot.People));
    }
}
