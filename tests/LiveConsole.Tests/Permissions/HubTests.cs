using System.Reflection;
using LiveConsole.Screens;
using LiveConsole.Shows;
using LiveConsole.Tests.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.JSInterop;

namespace LiveConsole.Tests.Permissions;

/// <summary>The hub's methods with every kind of token; and what a page's script may call.</summary>
[Collection(nameof(AConsole))]
public sealed class HubTests(AConsole console)
{
    [Fact]
    public void Every_hub_and_every_method_of_a_hub_is_expected()
    {
        var methods = Program.GetTypes().Where(t => typeof(Hub).IsAssignableFrom(t) && !t.IsAbstract)
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => m.GetBaseDefinition().DeclaringType == t && !m.IsSpecialName).Select(m => $"{t.Name}.{m.Name}"));

        Assert.Equal(Expected.HubMethods.Order(), methods.Order());
    }

    [Fact]
    public void Everything_that_a_pages_script_may_call_is_expected()
    {
        var methods = Program.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(m => m.GetCustomAttribute<JSInvokableAttribute>() is not null).Select(m => $"{t.Name}.{m.Name}"));

        Assert.Equal(Expected.FromThePage.Order(), methods.Order());
    }

    [Fact]
    public async Task Without_a_screens_token_there_is_no_line()
    {
        await using var nobody = await ARawScreen.ConnectAsync(console.Uri, "/screen/presenter/not-a-token");

        Assert.True(await nobody.ClosedAsync());
    }

    [Fact]
    public async Task A_presenters_screen_is_told_the_show_and_its_taps_count()
    {
        await using var presenter = await ARawScreen.ConnectAsync(console.Uri, console.PresenterScreen);
        Assert.Contains("Landing night", (await presenter.NextAsync("State")).ToString(), StringComparison.Ordinal);
        var before = Signals;

        await presenter.SendAsync("Signal", "another", null, console.Show.Clock.Now, false);
        await presenter.CompletionAsync();

        Assert.Equal(before + 1, Signals);
    }

    [Fact]
    public async Task An_overlays_token_reads_only()
    {
        await using var overlay = await ARawScreen.ConnectAsync(console.Uri, console.OverlayScreen);
        await overlay.NextAsync("State");
        var before = Signals;

        await overlay.SendAsync("Signal", "skip", null, console.Show.Clock.Now, false);
        await overlay.CompletionAsync();

        Assert.Equal(before, Signals);
    }

    [Fact]
    public async Task How_a_screen_says_it_is_stands_in_the_show_and_is_held_to_what_can_be()
    {
        await using var overlay = await ARawScreen.ConnectAsync(console.Uri, console.OverlayScreen);
        await overlay.NextAsync("State");

        await overlay.SendAsync("Presence", new { visible = true, awake = (bool?)null, battery = 4711, charging = false, obs = true, inProgramme = false });
        await overlay.CompletionAsync();

        Assert.Equal(new ScreenPresence(Battery: 100, Charging: false, Obs: true, InProgramme: false), console.Show.Snapshot.Screens.Last(s => s.Kind == ScreenKind.Overlay).Presence);
    }

    [Fact]
    public async Task What_a_screen_has_drawn_already_or_cannot_have_drawn_wakes_nobody()
    {
        await using var overlay = await ARawScreen.ConnectAsync(console.Uri, console.OverlayScreen);
        await overlay.NextAsync("State");
        await overlay.SendAsync("Drawn", console.Show.Snapshot.State.Air.Number);
        await overlay.CompletionAsync();
        var drawnAt = Report.DrawnAt;

        await overlay.SendAsync("Drawn", console.Show.Snapshot.State.Air.Number);
        await overlay.CompletionAsync();
        await overlay.SendAsync("Drawn", console.Show.Snapshot.State.Air.Number + 1);
        await overlay.CompletionAsync();

        Assert.NotNull(drawnAt);
        Assert.Equal(drawnAt, Report.DrawnAt);
        Assert.Equal(console.Show.Snapshot.State.Air.Number, Report.Drawn);
    }

    [Fact]
    public async Task A_revoked_screen_is_told_so_and_nothing_of_the_show()
    {
        await using var gone = await ARawScreen.ConnectAsync(console.Uri, console.RevokedScreen);
        var state = (await gone.NextAsync("State")).ToString();
        var before = Signals;
        await gone.SendAsync("Signal", "another", null, console.Show.Clock.Now, false);
        await gone.CompletionAsync();
        await gone.SendAsync("Drawn", 1);
        await gone.CompletionAsync();

        Assert.DoesNotContain("Landing night", state, StringComparison.Ordinal);
        Assert.Equal(before, Signals);
        Assert.DoesNotContain(console.Show.Snapshot.Screens, s => s.Name == "Gone");
    }

    [Fact]
    public async Task No_screen_is_told_what_is_the_desks()
    {
        foreach (var address in new[] { console.PresenterScreen, console.OverlayScreen })
        {
            await using var screen = await ARawScreen.ConnectAsync(console.Uri, address);
            var state = (await screen.NextAsync("State")).ToString();

            Assert.DoesNotContain(AConsole.Planted.Keys, word => state.Contains(word, StringComparison.Ordinal));
        }
    }

    private static Assembly Program => typeof(ShowHub).Assembly;

    private ScreenReport Report => console.Show.Snapshot.Screens.Last(s => s.Kind == ScreenKind.Overlay);

    private int Signals => console.Show.Snapshot.State.Signals.Count;
}
