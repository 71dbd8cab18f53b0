using Bunit;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Listening;
using LiveConsole.Features.Moderate;

namespace LiveConsole.Tests.Features.Moderate;

/// <summary>What a moderator sees of what Listening says, and of a chat too fast to read.</summary>
public sealed class CalmPageTests : DeskRoom
{
    private int _said;

    private void Came(string text, Judgement? judgement = null, string viewer = "Ayşe") => Show.Arrive(new MessageCame(
        new ChatMessage("twitch", "agency", $"c{_said++}", Show.Clock.Now, Show.Clock.Now, new Author(viewer, viewer), text), judgement ?? new Judgement(false, 0.02, null, [])));

    [Fact]
    public void A_question_says_so_with_its_reasons_under_the_pointer_and_its_language_when_it_is_not_the_shows()
    {
        Came("why is it red ?", new Judgement(true, 0.97, "en", [Reasons.Interrogative, Reasons.Mark]) { OnlyNow = true });
        Came("c'est froid ?", new Judgement(true, 0.9, "fr", [Reasons.Mark]));

        var page = Open<ModeratePage>();

        var asks = page.FindAll(".row .chip.asks");
        Assert.Equal(2, asks.Count);
        Assert.Contains("a question word · ends like a question", asks[0].GetAttribute("title"), StringComparison.Ordinal);
        // The room's show is in English.
        Assert.Equal("FR", Assert.Single(page.FindAll(".row .chip.language")).TextContent);
        Assert.Equal("now?", Assert.Single(page.FindAll(".row .chip.moment")).TextContent);
    }

    [Fact]
    public async Task A_mark_says_what_it_is_on_the_row_and_why_on_the_card()
    {
        Came("SEND ME YOUR COINS", new Judgement(false, 0.02, "en", [])
        {
            Marks = [new MessageMark(MarkKind.Scam, MarkSeverity.Flagged, Reasons.ScamWords), new MessageMark(MarkKind.Caps, MarkSeverity.Note, Reasons.Caps)],
        });
        var page = Open<ModeratePage>();

        var mark = Assert.Single(page.FindAll(".row .chip.watch"));
        Assert.Equal(("scam", "worded like a scam"), (mark.TextContent, mark.GetAttribute("title")));
        Assert.DoesNotContain("capitals", page.Find(".row .chips").TextContent, StringComparison.Ordinal);

        await PressAsync(page, "select", page.Find(".row").GetAttribute("data-id"), "feed");

        Assert.Equal(["worded like a scam", "nearly all in capitals"], page.FindAll(".card .whys li").Select(l => l.TextContent));
    }

    [Fact]
    public async Task The_bar_narrows_the_feed_to_languages_and_kinds_says_when_nothing_fits_and_lets_all_back()
    {
        Came("c'est froid ?", new Judgement(true, 0.9, "fr", [Reasons.Mark]));
        Came("so cold", new Judgement(false, 0.1, "en", []));
        var page = Open<ModeratePage>();

        await PressAsync(page, "language", "fr", "feed");
        Assert.Equal("c'est froid ?", Assert.Single(page.FindAll(".row .text")).TextContent.Trim());
        Assert.Equal("true", page.Find("[data-act=language][data-id=fr]").GetAttribute("aria-pressed"));

        page.Find(".feed-bar select").Change("Members");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".row")));
        Assert.Contains("None of the last messages", page.Find(".empty-state").TextContent, StringComparison.Ordinal);

        await PressAsync(page, "unfilter", null, "feed");
        Assert.Equal(2, page.FindAll(".row").Count);
        Assert.Equal("Any", page.Find(".feed-bar select").GetAttribute("value"));
    }

    [Fact]
    public void Copies_say_how_many_on_the_first_of_them()
    {
        Came("LETS GO", viewer: "Ayşe");
        Came("lets gooo", viewer: "Bo");
        Came("Lets go!!", viewer: "Bo");

        var page = Open<ModeratePage>();

        var copies = Assert.Single(page.FindAll(".row .chip.copies"));
        Assert.Equal(("×3", "3 copies by 2 people: Twitch 3"), (copies.TextContent, copies.GetAttribute("title")));
        Assert.Equal(page.FindAll(".row")[0].InnerHtml, copies.Closest(".row")!.InnerHtml);
    }

    [Fact]
    public async Task A_fast_chat_is_calm_until_the_person_wants_all_of_it()
    {
        for (var i = 0; i < 400; i++)
        {
            Came(i % 100 == 0 ? $"why is it red, {i} ?" : "LETS GO", i % 100 == 0 ? new Judgement(true, 0.97, "en", [Reasons.Mark]) : null, $"v{i}");
            if (i % 10 == 0) Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        var page = Open<ModeratePage>();

        Assert.Equal("true", page.Find("[data-act=calm]").GetAttribute("aria-pressed"));
        Assert.True(page.FindAll(".row").Count < 20);
        Assert.Equal(4, page.FindAll(".row .chip.asks").Count);
        Assert.Equal("×396", Assert.Single(page.FindAll(".row .chip.copies")).TextContent);

        await PressAsync(page, "calm", null, "feed");

        Assert.Equal("false", page.Find("[data-act=calm]").GetAttribute("aria-pressed"));
        Assert.Equal(FeedWindow.Most, page.FindAll(".row").Count);
    }

    [Fact]
    public void An_observer_gets_no_judgement_of_what_was_removed()
    {
        Show.Seat = Ana with { Role = Domain.Journal.Role.Observer };
        Came("an ugly word", new Judgement(false, 0.02, "en", []) { Marks = [new MessageMark(MarkKind.Slur, MarkSeverity.Severe, Reasons.Slur)] });
        Show.Arrive(new RemovalCame("twitch", "agency", new Removal(Show.Clock.Now, RemovalScope.Message), MessageId: "c0"));

        var page = Open<ModeratePage>();

        Assert.Empty(page.FindAll(".row .chip.warn"));
    }
}
