using Bunit;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.CrewLine;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.People;
using LiveConsole.Domain.Questions;
using LiveConsole.Features.Audit;
using LiveConsole.Features.Frame;
using LiveConsole.Shows;
using Microsoft.AspNetCore.Components;

namespace LiveConsole.Tests.Features.Audit;

/// <summary>Who did what when, as those read it who may.</summary>
public sealed class AuditPageTests : DeskRoom
{
    private static readonly Actor Owner = new("rodrigue", "Rodrigue", Role.Owner);
    private static readonly Actor Di = new("di", "Di", Role.Moderator);

    private List<string> Lines(IRenderedComponent<DeskFrame> page) => [.. page.FindAll(".audit-lines tbody tr").Select(r => string.Join(' ', r.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];

    [Fact]
    public void Deeds_stand_newest_first_with_who_in_which_role_and_what()
    {
        var item = Ask("why is it red");
        Show.Do(new EditItem(item.Id, item.Version) { Fr = "Pourquoi ?", Note = "n" }, Bo);
        Show.Do(new DismissItem(item.Id, Now(item.Id).Version, DismissReason.OffTopic), Di);

        var lines = Lines(Open<AuditPage>());

        Assert.Equal(3, lines.Count);
        Assert.EndsWith("Di moderator Q1 dismissed off topic Q1", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("Bo editor Q1 edited wording FR, note Q1", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("Bo editor Q1 from a message Q1", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Who_let_the_show_hide_by_itself_stands_with_what_and_what_it_hides_is_nobodys_deed()
    {
        var (hate, settings) = (new Judgement(false, 0, "fr", []) { Marks = [new MessageMark(MarkKind.Slur, MarkSeverity.Severe, Reasons.Slur)] }, Show.Snapshot.State.Settings!);
        ShowSettings With(params HideRule[] rules) => settings with { Listening = new ListeningSettings { Safety = new SafetySettings { Hides = [.. rules] } } };
        var hides = With(new HideRule(MarkKind.Slur, MarkSeverity.Severe), new(MarkKind.Scam, MarkSeverity.Flagged));
        Show.Do(new ConfigureShow(hides, settings), Owner);
        Show.Arrive(new MessageCame(new ChatMessage("twitch", "agency", "h1", Show.Clock.Now, Show.Clock.Now, new Author("v1", "Troll"), "hate"), hate));
        Show.Do(new ConfigureShow(With(), hides), Owner);

        var lines = Lines(Open<AuditPage>());

        Assert.Equal(2, lines.Count);
        Assert.EndsWith("the topics and words, hides nothing by itself any more", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("the topics and words, hides by itself: words of hate, scams", lines[1], StringComparison.Ordinal);
        Assert.Single(Show.Snapshot.State.Struck);
    }

    [Fact]
    public void People_and_settings_are_in_it_and_what_was_said_to_the_crew_is_without_its_words()
    {
        Show.Do(new Join([], null), Di);
        Show.Do(new ChangeRole(Di, Role.Lead, []), Owner);
        Show.Do(new BeginPhase("opening", "OUVERTURE", "OPENING", null), Owner);
        Show.Do(new SayToCrew("a secret", new CrewRecipient("di", "Di")), Owner);
        Show.Do(new SeeCrewMessages([Show.Snapshot.State.CrewLine[0].Id]), Di);

        var page = Open<AuditPage>();

        var lines = Lines(page);
        Assert.Equal(4, lines.Count);
        Assert.Contains("to Di", lines[0], StringComparison.Ordinal);
        Assert.Contains("OPENING", lines[1], StringComparison.Ordinal);
        Assert.Contains("Di: moderator → lead", lines[2], StringComparison.Ordinal);
        Assert.Contains("Di moderator came in", lines[3], StringComparison.Ordinal);
        Assert.DoesNotContain("a secret", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_program_did_is_nobodys_role()
    {
        Show.Do(new BeginPhase("opening", "OUVERTURE", "OPENING", null), Actor.Program);

        var line = Assert.Single(Lines(Open<AuditPage>()));

        Assert.Contains("LiveConsole phase changed OPENING", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_filtered_by_person_deed_and_item_and_the_export_asks_for_the_same()
    {
        var first = Ask("why is it red");
        var second = Ask("how cold is it");
        Show.Do(new DismissItem(first.Id, first.Version, DismissReason.OffTopic), Di);
        Show.Do(new DismissItem(second.Id, second.Version, DismissReason.OffTopic), Bo);
        var page = Open<AuditPage>();

        await page.FindAll(".audit-filters select")[1].ChangeAsync(new ChangeEventArgs { Value = "dismiss" });
        Assert.Equal(2, Lines(page).Count);
        await page.FindAll(".audit-filters select")[0].ChangeAsync(new ChangeEventArgs { Value = "di" });
        Assert.Single(Lines(page));
        await page.Find(".audit-filters input").ChangeAsync(new ChangeEventArgs { Value = "q2" });

        Assert.Empty(Lines(page));
        Assert.Equal("/shows/landing/audit.csv?person=di&verb=dismiss&item=2", page.Find(".audit-exports a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_long_night_is_read_in_pages()
    {
        var item = Ask("why is it red");
        for (var i = 0; i < 130; i++) item = Reworded(item, i);
        var page = Open<AuditPage>();
        Assert.Equal(100, Lines(page).Count);

        await PressAsync(page, "older");

        Assert.Equal(131, page.FindAll(".audit-lines tbody tr").Count);
        Assert.Empty(page.FindAll("[data-act=older]"));
    }

    [Theory]
    [InlineData(Role.Moderator)]
    [InlineData(Role.Expert)]
    [InlineData(Role.Observer)]
    public async Task Who_may_not_read_it_gets_neither_the_page_nor_a_line(Role role)
    {
        Ask("why is it red");
        Show.Seat = Ana with { Role = role };

        Assert.Empty(Render<AuditPage>(p => p.Add(x => x.Slug, "landing")).FindAll(".audit"));
        Assert.Empty(await Show.ReadAuditAsync(new Reader(role), new AuditWish(), null, default).ToListAsync());
    }

    private Item Reworded(Item item, int n)
    {
        Show.Do(new EditItem(item.Id, item.Version) { Fr = $"w{n}" }, Bo);
        return Now(item.Id);
    }
}
