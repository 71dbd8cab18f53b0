using System.Text.Json;
using System.Text.RegularExpressions;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Hosting;

/// <summary>The whole program and its screens: one server for all, which none of them changes for the others.</summary>
public sealed class ServedScreenTests(AServedShow served) : IClassFixture<AServedShow>
{
    [Fact]
    public async Task A_screen_gets_its_state_then_numbered_changes_and_only_a_presenter_signals()
    {
        await using var presenter = await ARawScreen.ConnectAsync(served.Server, served.Server.Link("Presenter"));
        await using var overlay = await ARawScreen.ConnectAsync(served.Server, served.Server.Link("Overlay"));
        var state = await presenter.NextAsync("State");
        Assert.Equal("landing", state.GetProperty("show").GetProperty("slug").GetString());
        Assert.Equal("open", state.GetProperty("state").GetString());
        await overlay.NextAsync("State");

        await presenter.SendAsync("Signal", "another", null, DateTimeOffset.UnixEpoch, false);
        await overlay.SendAsync("Signal", "another", null, DateTimeOffset.UnixEpoch, false);
        Assert.Equal(JsonValueKind.Null, (await presenter.CompletionAsync()).ValueKind);
        Assert.Equal(JsonValueKind.Null, (await overlay.CompletionAsync()).ValueKind);

        var recording = Path.Combine(served.Folder, "moment.jsonl");
        await File.WriteAllTextAsync(recording, """{"at":"2026-03-14T21:50:00Z","kind":"moment","text":"touchdown"}""" + "\n");
        Assert.Equal(0, (await AServer.RunAsync("import", "--show", "landing", recording, "--data", served.Data)).Code);
        var (_, journal, _) = await AServer.RunAsync("export", "--show", "landing", "--what", "journal", "--data", served.Data);
        Assert.Equal(1, Regex.Count(journal, "\"type\":\"signal\"", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Cap.Signal));
    }

    [Fact]
    public async Task An_unknown_screen_gets_no_line()
    {
        await using var unknown = await ARawScreen.ConnectAsync(served.Server, "/screen/overlay/unknown");

        Assert.True(await unknown.ClosedAsync());
    }

    [Fact]
    public async Task A_frame_of_a_megabyte_costs_its_sender_the_line_and_nobody_else_anything()
    {
        var overlay = served.Server.Link("Overlay");
        await using var other = await ARawScreen.ConnectAsync(served.Server, overlay);
        await other.NextAsync("State");
        await using var loud = await ARawScreen.ConnectAsync(served.Server, overlay);
        await loud.NextAsync("State");

        await loud.SendAsync("Drawn", new string('9', 1_000_000));

        Assert.True(await loud.ClosedAsync());
        await other.SendAsync("Drawn", 0);
        Assert.Equal(JsonValueKind.Null, (await other.CompletionAsync()).ValueKind);
        await using var again = await ARawScreen.ConnectAsync(served.Server, overlay);
        await again.NextAsync("State");
        Assert.DoesNotContain(served.Server.Said, l => l.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_in_use_is_one_line_that_says_what_to_do()
    {
        var (code, output, error) = await AServer.RunAsync("serve", "--urls", $"http://127.0.0.1:{served.Server.Uri.Port}", "--data", Path.Combine(served.Folder, "other"));

        Assert.Equal((1, ""), (code, output));
        Assert.Matches("^Cannot listen: .*address already in use.* --urls http://localhost:5081\\.\n$", error);
    }
}
