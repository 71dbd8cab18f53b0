using Bunit;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Features.Settings;

public sealed class WordListsTests : HouseRoom
{
    [Fact]
    public async Task Lists_signals_own_words_and_what_is_never_marked_are_saved_and_shown_again()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var page = OpenSettings("words");

        page.Find("input[aria-label='Insults, French: on']").Change(false);
        page.FindAll(".checks .check input")[^1].Change(false);
        page.FindAll("form button").First(b => b.TextContent == "Add words").Click();
        page.Find(".own-words textarea").Input("parapente, faux départ");
        page.FindAll(".own-words select")[0].Change("fr");
        page.FindAll(".own-words select")[1].Change("Severe");
        page.Find("#s-allowed").Input("Dick Cheney, orbite.example");
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("Saved at", page.Find(".said").TextContent, StringComparison.Ordinal));
        var safety = show.Snapshot.State.Settings!.Listening.Safety;
        Assert.Equal(["fr.insults"], safety.ListsOff);
        Assert.Equal([MarkKind.Emotes], safety.KindsOff);
        Assert.Equal([new OwnWord("parapente", MarkSeverity.Severe, "fr"), new OwnWord("faux départ", MarkSeverity.Severe, "fr")], safety.Words);
        Assert.Equal(["Dick Cheney", "orbite.example"], safety.Allowed);
        var again = OpenSettings("words");
        Assert.False(again.Find("input[aria-label='Insults, French: on']").HasAttribute("checked"));
        Assert.Equal("parapente, faux départ", again.Find(".own-words textarea").GetAttribute("value"));
    }

    [Fact]
    public async Task A_message_is_tried_by_what_stands_in_the_fields_and_nothing_of_it_is_kept()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var page = OpenSettings("words");

        page.Find(".try-it input").Input("bonsoir bande de débiles, parapente");
        Assert.Contains("débiles", page.Find(".try-it mark").TextContent, StringComparison.Ordinal);
        Assert.Contains("flagged", page.Find(".try-it .severity").TextContent, StringComparison.Ordinal);
        page.FindAll("form button").First(b => b.TextContent == "Add words").Click();
        page.Find(".own-words textarea").Input("parapente");

        Assert.Equal(["parapente", "débiles"], page.FindAll(".try-it mark").Select(m => m.TextContent).Order(StringComparer.Ordinal).Reverse());
        page.Find(".try-it input").Input("bonsoir");
        Assert.Equal("Not marked.", page.Find(".try-it [role=status]").TextContent.Trim());
        Assert.Empty(show.Snapshot.State.Settings!.Listening.Safety.Words);
    }

    [Fact]
    public async Task What_is_hidden_by_itself_is_chosen_kind_by_kind_and_what_it_would_have_hidden_is_counted_before_it_is_saved()
    {
        var show = await AShowAsync();
        foreach (var (id, marks) in new (string, MessageMark[])[] { ("a", [new(MarkKind.Slur, MarkSeverity.Severe, Reasons.Slur)]), ("b", [new(MarkKind.Slur, MarkSeverity.Flagged, Reasons.Slur)]), ("c", [new(MarkKind.Caps, MarkSeverity.Note, Reasons.Caps)]), ("d", []) })
            await SaidAsync(show, id, marks);
        await SignInAsync(show);
        var page = OpenSettings("words");
        Assert.Equal("Nothing is hidden by itself.", page.Find(".would-hide").TextContent);

        page.Find("select[aria-label='Hide here by itself: words of hate']").Change("Severe");
        Assert.Equal("These rules would have hidden 1 of the last 4 messages.", page.Find(".would-hide").TextContent);
        Assert.Equal("1 hidden of 2 marked", page.Find(".hide-rules .hides .many").TextContent);
        page.Find("select[aria-label='Hide here by itself: words of hate']").Change("Flagged");
        page.Find("select[aria-label='Hide here by itself: capitals']").Change("Note");
        Assert.Equal("These rules would have hidden 3 of the last 4 messages.", page.Find(".would-hide").TextContent);
        page.Find(".try-it input").Input("sale arabe");
        Assert.Equal("It would be hidden here by your rule: words of hate.", page.Find(".try-it .would-hide").TextContent);
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("Saved at", page.Find(".said").TextContent, StringComparison.Ordinal));
        Assert.Equal([new HideRule(MarkKind.Slur, MarkSeverity.Flagged), new(MarkKind.Caps, MarkSeverity.Note)], show.Snapshot.State.Settings!.Listening.Safety.Hides);
        Assert.Empty(show.Snapshot.State.Struck);
        var again = OpenSettings("words");
        Assert.Equal("Flagged", again.Find("select[aria-label='Hide here by itself: words of hate']").GetAttribute("value"));
        Assert.DoesNotContain("HideRule", again.Find(".hide-rules").TextContent, StringComparison.Ordinal);

        Assert.Equal(MarkKind.Caps, (await SaidAsync(show, "e", new MessageMark(MarkKind.Caps, MarkSeverity.Note, Reasons.Caps))).Struck.Values.Single().Rule);
    }

    /// <summary>Written and seen by every desk.</summary>
    private static async Task<ShowState> SaidAsync(LiveShow show, string id, params MessageMark[] marks)
    {
        await show.Writer.TakeAsync([new MessageCame(new ChatMessage("twitch", "agency", id, show.Clock.Now, show.Clock.Now, new Author("v" + id, "Ana"), id), new Judgement(false, 0, "fr", []) { Marks = [.. marks] })], default);
        using var patience = new CancellationTokenSource(Cap.Signal);
        await foreach (var snapshot in show.WatchAsync(patience.Token))
        {
            if (snapshot.State.Recent.Find(new MessageRef("twitch", id)) is not null) return snapshot.State;
        }

        throw new InvalidOperationException("The show was closed.");
    }

    [Fact]
    public async Task Every_list_and_signal_has_its_words()
    {
        await SignInAsync(await AShowAsync());

        var page = OpenSettings("words");

        Assert.DoesNotContain("List.", page.Find(".word-lists").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Signal.", page.Find("form").TextContent, StringComparison.Ordinal);
        Assert.Equal(SafetyLists.Keys.Length, page.FindAll(".word-lists input").Count);
    }
}
