using Bunit;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Features.Shows;
using LiveConsole.Shows;
using LiveConsole.Testing;
using LiveConsole.Tests.Features.Settings;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace LiveConsole.Tests.Features.Shows;

public sealed class ShowsPageTests : HouseRoom
{
    [Fact]
    public void Who_is_not_signed_in_reads_no_show()
    {
        var page = Render<ShowsPage>();

        Assert.Equal("You are not signed in here.", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll(".show-row"));
    }

    [Fact]
    public async Task A_moderator_sees_the_shows_they_are_in_and_no_way_to_make_one()
    {
        var show = await AShowAsync();
        await AShowAsync("another");
        await SignInAsync(show, Role.Moderator);

        var page = Render<ShowsPage>();

        Assert.Equal("/shows/landing/moderate", Assert.Single(page.FindAll(".show-row")).QuerySelector("h2 a")!.GetAttribute("href"));
        Assert.Empty(page.FindAll(".shows-new"));
        Assert.Empty(page.FindAll(".show-row button"));
    }

    [Fact]
    public async Task The_title_proposes_an_address_that_is_free()
    {
        await SignInAsync(await AShowAsync("soiree-d-ete"));
        var page = Render<ShowsPage>();

        page.Find("#new-title").Input("Soirée d'été !");

        Assert.Equal("soiree-d-ete-2", page.Find("#new-slug").GetAttribute("value"));
    }

    [Fact]
    public async Task A_show_is_made_with_its_channels_and_whoever_made_it_is_its_owner()
    {
        await SignInAsync(await AShowAsync());
        var page = Render<ShowsPage>();

        page.Find("#new-title").Input("Second night");
        page.Find("#new-twitch").Input("https://www.twitch.tv/Agence_Orbite");
        page.Find("#new-youtube").Input("https://youtu.be/dQw4w9WgXcQ?t=4");
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.EndsWith("/shows/second-night/settings", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        var made = (LiveShow)Live.Find("second-night")!;
        Assert.Equal([new("twitch", "agence_orbite"), new("youtube", "dQw4w9WgXcQ")], made.Snapshot.State.Settings!.Channels);
        Assert.Contains(Crew.SeatsIn(made.Id), s => s is { Role: Role.Owner, Name: "Salomé", SignedIn: true });
    }

    [Theory]
    [InlineData("#new-twitch", "not a channel", "is no Twitch channel")]
    [InlineData("#new-youtube", "https://example.org/video", "is no YouTube video")]
    [InlineData("#new-slug", "Not An Address", "lower-case letters")]
    [InlineData("#new-slug", "landing", "There is a show 'landing' already")]
    [InlineData("#new-zone", "Paris", "is no time zone")]
    public async Task What_cannot_be_is_said_beside_it_and_no_show_is_made(string field, string typed, string words)
    {
        await SignInAsync(await AShowAsync());
        var page = Render<ShowsPage>();

        page.Find("#new-title").Input("Second night");
        page.Find(field).Input(typed);
        await page.Find("form").SubmitAsync();

        Assert.Contains(words, page.Find(".shows-new .refused").TextContent, StringComparison.Ordinal);
        Assert.Single(await Shows.ListAsync(archived: true, default));
    }

    [Fact]
    public async Task A_copy_takes_settings_without_dates_video_and_history()
    {
        var show = await AShowAsync(set: s => s with
        {
            Approvals = 2, Channels = [new("twitch", "agence"), new("youtube", "dQw4w9WgXcQ")], Mentions = ["maud"],
            Plan = new ShowPlan { StartsAt = DateTimeOffset.UnixEpoch, EndsAt = DateTimeOffset.UnixEpoch.AddHours(2), Phases = [new("opening", "OUVERTURE", "OPENING")] },
        });
        await show.DoAsync(new MarkMoment("touchdown"), Actor.Program, Guid.NewGuid(), repeatable: false, default);
        await SignInAsync(show);
        var page = Render<ShowsPage>();

        await Button(page, "Copy").ClickAsync();
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.NotNull(Live.Find("landing-night")));
        var copy = Live.Find("landing-night")!.Snapshot.State;
        Assert.Equal(2, copy.Settings!.Approvals);
        Assert.Equal(["maud"], copy.Settings.Mentions);
        Assert.Equal([new("twitch", "agence")], copy.Settings.Channels);
        Assert.Null(copy.Settings.Plan.StartsAt);
        Assert.Equal("opening", Assert.Single(copy.Settings.Plan.Phases).Key);
        Assert.Empty(copy.Moments);
    }

    [Fact]
    public async Task A_show_is_held_and_resumed_from_the_list_towards_the_new_time()
    {
        var zero = new DateTimeOffset(2027, 3, 1, 20, 0, 0, TimeSpan.Zero);
        var show = await AShowAsync(set: s => s with { TimeZone = "Europe/Paris", Plan = new ShowPlan { Zero = zero } });
        await show.DoAsync(new BeginPhase("waiting", "ATTENTE", "WAITING", zero), Actor.Program, Guid.NewGuid(), repeatable: false, default);
        await SignInAsync(show, Role.Lead);
        var page = Render<ShowsPage>();

        await Button(page, "Hold").ClickAsync();
        Assert.Contains("stops on every desk", page.Find(".armed-says").TextContent, StringComparison.Ordinal);
        await Button(page, "Press again to hold").ClickAsync();
        await page.WaitForAssertionAsync(() => Assert.Contains("HOLD since", page.Find(".chip.is-held").TextContent, StringComparison.Ordinal), Cap.Signal);
        await Button(page, "Resume…").ClickAsync();
        Assert.Equal(ShowTimesIn.ToField(zero, "Europe/Paris"), page.Find(".hold-resume input").GetAttribute("value"));
        page.Find(".hold-resume input").Input(ShowTimesIn.ToField(zero.AddMinutes(40), "Europe/Paris"));
        await page.Find(".hold-resume").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll(".chip.is-held")), Cap.Signal);
        Assert.Equal((zero.AddMinutes(40), null), (show.Snapshot.State.Phase!.Zero, show.Snapshot.State.Hold));
    }

    [Fact]
    public async Task Who_does_not_lead_the_show_is_not_offered_to_hold_it()
    {
        await SignInAsync(await AShowAsync(), Role.Moderator);

        Assert.DoesNotContain("Hold", Render<ShowsPage>().Find(".show-row").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_run_the_installation_any_more_makes_and_archives_nothing_whatever_their_page_still_shows()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var (setup, by) = (App.GetRequiredService<ShowSetup>(), await UserAsync());
        await Crew.SeatAsync(Crew.SignedIn(by)!, show.Id, Role.Producer, [], default);

        Assert.StartsWith("Only who runs this installation", (await setup.CreateAsync(new ShowSettings("mine", "Mine"), by, default)).WhyNot!.En, StringComparison.Ordinal);
        Assert.StartsWith("Only who runs this installation", (await setup.ArchiveAsync("landing", by, default))!.En, StringComparison.Ordinal);
        Assert.Equal(["landing"], (await Shows.ListAsync(archived: true, default)).Where(r => r.ArchivedAt is null).Select(r => r.Slug));
    }

    [Fact]
    public async Task Archiving_takes_two_presses_and_the_first_says_what_stays()
    {
        await SignInAsync(await AShowAsync());
        var page = Render<ShowsPage>();

        await page.FindAll(".show-row .deeds button")[^1].ClickAsync();
        Assert.Contains("Everything that happened in it stays", page.Find(".armed-says").TextContent, StringComparison.Ordinal);
        Assert.NotNull(Live.Find("landing"));
        await page.FindAll(".show-row .deeds button")[^1].ClickAsync();

        await page.WaitForAssertionAsync(() => Assert.Null(Live.Find("landing")));
        await page.WaitForAssertionAsync(() => Assert.Contains("Landing night", page.Find(".archived li").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rehearsal_is_marked_in_the_list()
    {
        var show = await AShowAsync(set: s => s with { Rehearsal = true });
        await SignInAsync(show);

        var page = Render<ShowsPage>();

        Assert.Equal("REHEARSAL", page.Find(".show-row.rehearsed .mode").TextContent);
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<ShowsPage> page, string words) => page.FindAll("button").Single(b => b.TextContent.Trim() == words);
}
