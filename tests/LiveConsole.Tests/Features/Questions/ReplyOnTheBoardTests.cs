using Bunit;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Features.Frame;
using LiveConsole.Features.Questions;

namespace LiveConsole.Tests.Features.Questions;

/// <summary>Answering who asked, in their chat, from the question's card.</summary>
public sealed class ReplyOnTheBoardTests : DeskRoom
{
    [Fact]
    public async Task A_reply_says_as_whom_counts_down_can_be_taken_back_and_its_answer_stands_on_the_card()
    {
        var page = await CardAsync(acting: true);
        Assert.Contains("as Agence Orbite", page.Find(".reply label").TextContent, StringComparison.Ordinal);
        await page.Find("#reply-text").InputAsync("Because of the dust.");
        Assert.Equal("20/500", page.Find(".reply .counter").TextContent);
        await page.Find(".reply form").SubmitAsync();

        await SeenAsync(() =>
        {
            Assert.Contains("goes out in", page.Find(".reply-sent li").TextContent, StringComparison.Ordinal);
            Assert.NotNull(page.Find("button.take-back[data-act=undo-this]").GetAttribute("data-id"));
            Assert.Equal("", page.Find("#reply-text").GetAttribute("value") ?? "");
        });
        var effect = Assert.Single(Show.Snapshot.State.Effects.Open.Values);
        Time.Advance(TimeSpan.FromSeconds(6));
        Show.Append(new EffectStarted(effect.Id, Guid.NewGuid(), "Agence Orbite"));
        Show.Append(new EffectSettled(effect.Id, EffectState.Done, Handle: "m9"));

        await SeenAsync(() =>
        {
            Assert.Contains("Post: done on Twitch as Agence Orbite at", page.Find(".reply-sent li").TextContent, StringComparison.Ordinal);
            Assert.Empty(page.FindAll("button.take-back"));
        });
    }

    [Fact]
    public async Task The_status_line_says_which_question_was_answered()
    {
        var page = await CardAsync(acting: true);
        await page.Find("#reply-text").InputAsync("Because of the dust.");
        await page.Find(".reply form").SubmitAsync();

        await SeenAsync(() => Assert.Contains("answered Q1 in its chat", page.Find(".status").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_reply_that_nobody_knows_of_a_person_says_that_it_is_there()
    {
        var page = await CardAsync(acting: true);
        await page.Find("#reply-text").InputAsync("Because of the dust.");
        await page.Find(".reply form").SubmitAsync();
        var effect = Assert.Single(Show.Snapshot.State.Effects.Open.Values);
        Time.Advance(TimeSpan.FromSeconds(6));
        Show.Append(new EffectStarted(effect.Id, Guid.NewGuid(), "Agence Orbite"));
        Show.Append(new EffectSettled(effect.Id, EffectState.Unknown, EffectTrouble.NoAnswer));
        await SeenAsync(() => Assert.Equal(3, page.FindAll(".reply-sent .both button").Count));

        await page.Find(".reply-sent .both button").ClickAsync(new());

        Assert.Equal(EffectState.Done, Show.Snapshot.State.Effects.Find(effect.Id)!.State);
    }

    [Fact]
    public async Task Where_nobody_acts_it_says_so_instead_of_a_field()
    {
        var page = await CardAsync(acting: false);

        Assert.Empty(page.FindAll("#reply-text"));
        Assert.NotEqual("", page.Find(".reply .why-not").TextContent.Trim());
    }

    private async Task<IRenderedComponent<DeskFrame>> CardAsync(bool acting)
    {
        var item = Ask("why is it red");
        if (acting) Show.Append(new ActingKnown(new ChannelActing("twitch", item.Asks[0].Channel!, "Agence Orbite", "77", [DeedKind.Post])));
        var page = Open<QuestionsPage>();
        await PressAsync(page, "select", Painted.Of(item), "candidates");
        return page;
    }
}
