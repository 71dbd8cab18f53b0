using Bunit;
using LiveConsole.Features.Moderate;
using LiveConsole.Features.Rehearsal;
using LiveConsole.Rehearsals;
using LiveConsole.Screens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace LiveConsole.Tests.Features.Shows;

public sealed class RehearsalStripTests : DeskRoom
{
    private NoRehearsals Rehearsals => (NoRehearsals)Services.GetRequiredService<IRehearsals>();

    [Fact]
    public void A_desk_of_which_nothing_is_to_be_said_has_no_strip()
    {
        Assert.Empty(Open<ModeratePage>().FindAll(".conduct"));
    }

    [Fact]
    public async Task Who_sits_at_a_desk_of_a_rehearsal_that_ends_reads_by_whom_and_where_it_goes_on()
    {
        var desk = Open<ModeratePage>();
        var ended = new RehearsalOptions([]) { Over = new RehearsalEnd(new DateTimeOffset(2026, 11, 22, 14, 5, 0, TimeSpan.Zero), "Salomé", "landing-rehearsal-2") };

        Rehearsals.Options[Show.Id] = ended;
        Rehearsals.Change();

        await desk.WaitForAssertionAsync(() => Assert.Contains("This rehearsal was ended at 15:05 by Salomé.", desk.Find(".conduct").TextContent, StringComparison.Ordinal));
        Assert.Equal("/shows/landing-rehearsal-2/moderate", desk.Find(".conduct a.primary").GetAttribute("href"));
        Assert.Empty(desk.FindAll(".conduct button"));
    }

    [Fact]
    public void Every_point_ending_outcome_and_task_has_its_words()
    {
        var words = Services.GetRequiredService<IStringLocalizer<RehearsalWords>>();
        var keys = PlayedShow.AllPoints.Select(p => "Point." + p)
            .Concat(Enum.GetNames<LiveConsole.Rehearsal.Night.Ending>().Select(e => "Ending." + e))
            .Concat(Enum.GetNames<QuestionOutcome>().Select(o => "Q." + o))
            .Concat(new[] { "abuse", "spam", "lead", "paid" }.Select(t => "Task." + t))
            .Concat(Enum.GetNames<ScreenKind>().Select(k => "Kind." + k))
            .Concat(Incident.All.Select(i => "Where." + i.Where));

        Assert.All(keys.Distinct(StringComparer.Ordinal), key => Assert.False(words[key].ResourceNotFound, key));
    }
}
