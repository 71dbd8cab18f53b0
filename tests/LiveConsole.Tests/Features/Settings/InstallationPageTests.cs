using Bunit;
using LiveConsole.Archives;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Features.Settings;
using LiveConsole.Features.Shows;
using LiveConsole.Hosting;
using LiveConsole.Screens;
using LiveConsole.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LiveConsole.Tests.Features.Settings;

public sealed class InstallationPageTests : HouseRoom
{
    private ScreenDirectory Screens => App.GetRequiredService<ScreenDirectory>();

    [Fact]
    public async Task Only_who_runs_the_installation_opens_it()
    {
        var show = await AShowAsync();
        await SignInAsync(show, Role.Producer);

        var page = Open();

        Assert.Contains("belongs to the owner of the installation", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".settings"));
    }

    [Fact]
    public async Task A_screen_is_made_pointed_at_a_show_and_keeps_its_address_when_it_is_pointed_elsewhere()
    {
        var show = await AShowAsync();
        var other = await AShowAsync("another");
        await SignInAsync(show);
        var page = Open();

        page.Find("#screen-name").Input("Tablet left");
        await page.Find("form").SubmitAsync();
        await page.WaitForAssertionAsync(() => Assert.Single(Screens.All));
        var address = Screens.Address(Screens.All[0]);
        await page.Find(".screen-fields select").ChangeAsync(new() { Value = other.Id.Value.ToString() });

        await page.WaitForAssertionAsync(() => Assert.Equal(other.Id.Value, Screens.All[0].ShowId));
        Assert.Equal(address, Screens.Address(Screens.All[0]));
        Assert.DoesNotContain(address, page.Find(".screen-form").TextContent, StringComparison.Ordinal);
        Assert.EndsWith(address, page.Find("[data-copy-text]").GetAttribute("data-copy-text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_run_it_any_more_changes_no_screen_on_a_page_that_is_still_open()
    {
        var show = await AShowAsync();
        await Screens.AddAsync(ScreenKind.Overlay, "Programme", "en", show.Id, default);
        await SignInAsync(show);
        var user = await UserAsync();
        Services.AddSingleton(PublicName.Of(App.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>(), new HostSettings(null, null, [])));
        // The page alone: its frame would take it away at once.
        var page = Render<ScreensPage>(p => p.AddCascadingValue(HousePerson.Of(user, Crew, Live)!));
        await Crew.SeatAsync(Crew.SignedIn(user)!, show.Id, Role.Producer, [], default);

        var (code, secret, _) = await App.GetRequiredService<Pairings>().BeginAsync(null, null, default);
        var address = Screens.Address(Screens.All[0]);

        page.Find("#screen-name").Input("Tablet left");
        await page.Find("form.add-screen").SubmitAsync();
        await page.Find(".screen-fields select").ChangeAsync(new() { Value = "" });
        foreach (var deed in new[] { 3, 4 })
        {
            await page.Find($".screen-deeds button:nth-of-type({deed})").ClickAsync();
            await page.Find($".screen-deeds button:nth-of-type({deed})").ClickAsync();
        }

        await page.Find("#pair-code").InputAsync(new() { Value = code });
        Assert.Empty(page.FindAll(".pairing form"));
        Assert.IsType<PairingAnswer.Waiting>(await App.GetRequiredService<Pairings>().LookAsync(secret, default));
        Assert.Equal(address, Screens.Address(Screens.All[0]));

        Assert.Contains("you do not run this installation any more", page.Find(".refused").TextContent, StringComparison.Ordinal);
        Assert.Equal(("Programme", show.Id.Value), Assert.Single(Screens.All) is var left ? (left.Name, left.ShowId!.Value) : default);
    }

    [Fact]
    public async Task Two_screens_of_one_name_would_be_taken_for_each_other()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        Assert.Null(await Screens.AddAsync(ScreenKind.Overlay, "Programme", "fr", show.Id, default));
        var page = Open();

        page.Find("#screen-name").Input("programme");
        await page.Find("form").SubmitAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("There is a screen 'programme' already", page.Find("p.refused").TextContent, StringComparison.Ordinal));
        Assert.Single(Screens.All);
    }

    [Fact]
    public async Task What_is_on_air_stays_on_the_screen_that_shows_it()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        await Screens.AddAsync(ScreenKind.Presenter, "Tablet", "fr", show.Id, default);
        var item = ItemId.New(TimeProvider.System.GetUtcNow());
        await show.DoAsync(new AddItem(ItemKind.Line, "Bonsoir à tous", null, null, "fr", item), A.Producer("Bo"), Guid.NewGuid(), repeatable: false, default);
        var version = show.Snapshot.State.Item(item)!.Version;
        await show.DoAsync(new Domain.OnAir.PutOnAir(item, version, null), A.Producer("Bo"), Guid.NewGuid(), repeatable: false, default);
        var page = Open();

        await page.Find(".screen-fields select").ChangeAsync(new() { Value = "" });

        await page.WaitForAssertionAsync(() => Assert.Contains("CLEAR first", page.Find("p.refused").TextContent, StringComparison.Ordinal));
        Assert.Equal(show.Id.Value, Screens.All[0].ShowId);
    }

    [Fact]
    public async Task A_revoked_screen_opens_nothing_after_two_presses()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        await Screens.AddAsync(ScreenKind.Presenter, "Tablet", "fr", show.Id, default);
        var page = Open();

        await PressAsync(page, ".screen-deeds button:nth-of-type(4)");
        Assert.Single(Screens.All);
        await PressAsync(page, ".screen-deeds button:nth-of-type(4)");

        await page.WaitForAssertionAsync(() => Assert.Empty(Screens.All));
        Assert.Empty(Screens.PointedAt(show.Id));
    }

    [Fact]
    public async Task A_screens_address_is_made_anew_after_two_presses_and_the_one_before_opens_nothing()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        await Screens.AddAsync(ScreenKind.Overlay, "Programme", "fr", show.Id, default);
        var before = Screens.Address(Screens.All[0]);
        var page = Open();

        await PressAsync(page, ".screen-deeds button:nth-of-type(3)");
        Assert.Equal(before, Screens.Address(Screens.All[0]));
        await PressAsync(page, ".screen-deeds button:nth-of-type(3)");

        await page.WaitForAssertionAsync(() => Assert.NotEqual(before, Screens.Address(Screens.All[0])));
        Assert.Equal(("Programme", show.Id.Value), (Screens.All[0].Name, Screens.All[0].ShowId));
        Assert.False(ScreenDirectory.Opens(Screens.Find(before.Split('/')[^1])!, before.Split('/')[^1]));
        Assert.DoesNotContain(before, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_shows_a_code_becomes_a_named_screen_of_a_show()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        var (code, secret, _) = await App.GetRequiredService<Pairings>().BeginAsync("Safari, iPad", null, default);
        var page = Open();
        Assert.Empty(page.FindAll("#pair-name"));

        await page.InvokeAsync(() => page.Find("#pair-code").InputAsync(new() { Value = $"{code[..3]} {code[3..].ToLowerInvariant()}" }));
        await page.WaitForAssertionAsync(() => Assert.Contains("Safari, iPad", page.Find(".pairing form p").TextContent, StringComparison.Ordinal));
        await page.InvokeAsync(() => page.Find("#pair-name").InputAsync(new() { Value = "Tablet left" }));
        await page.InvokeAsync(() => page.Find(".pairing form").SubmitAsync());

        await page.WaitForAssertionAsync(() => Assert.Contains("It is Tablet left now", page.Find(".pairing .said").TextContent, StringComparison.Ordinal));
        Assert.Equal(("Tablet left", ScreenKind.Presenter, show.Id.Value), Screens.All.Select(s => (s.Name, s.Kind, s.ShowId!.Value)).Single());
        Assert.Equal(Screens.Address(Screens.All[0]), Assert.IsType<PairingAnswer.Paired>(await App.GetRequiredService<Pairings>().LookAsync(secret, default)).Address);
    }

    [Fact]
    public async Task A_new_device_takes_the_place_of_one_that_broke()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        await Screens.AddAsync(ScreenKind.Presenter, "Tablet left", "fr", show.Id, default);
        var (code, secret, _) = await App.GetRequiredService<Pairings>().BeginAsync(null, null, default);
        var page = Open();

        await page.InvokeAsync(() => page.Find("#pair-code").InputAsync(new() { Value = code }));
        await page.WaitForElementAsync("#pair-as");
        await page.InvokeAsync(() => page.Find("#pair-as").ChangeAsync(new() { Value = Screens.All[0].Id.ToString() }));
        Assert.Empty(page.FindAll("#pair-name"));
        await page.InvokeAsync(() => page.Find(".pairing form").SubmitAsync());

        await page.WaitForElementAsync(".pairing .said");
        Assert.Single(Screens.All);
        Assert.Equal(Screens.Address(Screens.All[0]), Assert.IsType<PairingAnswer.Paired>(await App.GetRequiredService<Pairings>().LookAsync(secret, default)).Address);
    }

    [Fact]
    public async Task A_wrong_code_is_said_and_makes_nothing()
    {
        await SignInAsync(await AShowAsync());
        var page = Open();

        await page.InvokeAsync(() => page.Find("#pair-code").InputAsync(new() { Value = "AAA AAA" }));

        await page.WaitForAssertionAsync(() => Assert.Contains("No device shows this code", page.Find(".pairing .refused[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".pairing form"));
        Assert.Empty(Screens.All);
    }

    [Fact]
    public async Task A_screen_says_how_it_is_and_shows_its_test_card()
    {
        var show = await AShowAsync();
        await SignInAsync(show);
        await Screens.AddAsync(ScreenKind.Presenter, "Tablet", "fr", show.Id, default);
        var now = show.Clock.Now;
        var report = new LiveConsole.Shows.ScreenReport("Tablet", ScreenKind.Presenter, null, null, now, now);
        using var connected = show.Connect(report);
        show.Drawn(report, 0);
        show.Present(report, new ScreenPresence(Awake: true, Battery: 17, Charging: false));
        var page = Open();
        Assert.Equal("Connected, draws its rest page · kept awake · battery 17 %", string.Join(' ', page.Find(".screen-form .row-state").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

        await PressAsync(page, ".screen-form .test-card");

        await page.WaitForAssertionAsync(() => Assert.Contains("shows its test card", page.Find(".screen-form .row-state").TextContent, StringComparison.Ordinal));
        await PressAsync(page, ".screen-form .test-card");
        await page.WaitForAssertionAsync(() => Assert.Contains("draws its rest page", page.Find(".screen-form .row-state").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_connected_by_a_screen_looks_whether_it_is_still_the_same()
    {
        var show = await AShowAsync();
        await Screens.AddAsync(ScreenKind.Presenter, "Tablet", "fr", null, default);
        await Screens.AddAsync(ScreenKind.Presenter, "Another", "fr", null, default);
        var (tablet, another) = (Screens.All.First(s => s.Name == "Tablet"), Screens.All.First(s => s.Name == "Another"));
        var looked = 0;
        Screens.Changed += () => looked++;

        await Screens.ChangeAsync(tablet.Id, s => s.ShowId = show.Id.Value, default);

        Assert.Equal(1, looked);
        Assert.False(Screens.IsStill(tablet));
        Assert.True(Screens.IsStill(another));
    }

    [Fact]
    public async Task Storage_says_when_the_last_backup_was_made()
    {
        var health = ActivatorUtilities.CreateInstance<HouseHealth>(new Owned(App, Folder));

        Assert.Equal(GoStanding.No, (await health.LookAsync(default)).First(l => l.Key == "backup").Standing);
        LastBackup.Keep(Folder, TimeProvider.System.GetUtcNow());

        Assert.Equal(GoStanding.Go, (await health.LookAsync(default)).First(l => l.Key == "backup").Standing);
    }

    // Found and pressed in one go: the page renders by itself meanwhile.
    private static Task PressAsync(IRenderedComponent<InstallationPage> page, string selector) => page.InvokeAsync(() => page.Find(selector).ClickAsync());

    private IRenderedComponent<InstallationPage> Open(string? page = null)
    {
        // The server gives it, which does not listen here.
        Services.AddSingleton(PublicName.Of(App.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>(), new HostSettings(null, Folder, [])));
        return Render<InstallationPage>(p => p.Add(x => x.Name, page));
    }

    /// <summary>With the folder as the server owns it.</summary>
    private sealed class Owned(IServiceProvider app, string folder) : IServiceProvider
    {
        private readonly LiveConsole.Journal.Folder.DataFolder.Owned? _owned = LiveConsole.Journal.Folder.DataFolder.Open(folder) as LiveConsole.Journal.Folder.DataFolder.Owned;

        public object? GetService(Type serviceType) => serviceType == typeof(LiveConsole.Journal.Folder.DataFolder.Owned) ? _owned : serviceType == typeof(IServiceProvider) ? this : app.GetService(serviceType);
    }
}
