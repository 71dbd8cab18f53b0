using System.Globalization;
using System.Text;
using LiveConsole.Accounts.Connected;
using LiveConsole.Platforms.Twitch.Writing;
using LiveConsole.Platforms.YouTube;

namespace LiveConsole.Tests.Accounts.Connected;

public sealed class ScopesPageTests
{
    private static string Page => Path.Combine(Root(), "docs", "scopes-and-quota.md");

    [Fact]
    public void The_page_in_docs_is_what_the_code_says() =>
        Assert.True(File.Exists(Page) && File.ReadAllText(Page).ReplaceLineEndings("\n") == Write(), "docs/scopes-and-quota.md is not what the code says: its first line tells how it is written again.");

    /// <summary>Not a test: what the page's first line names.</summary>
    [Fact(Explicit = true)]
    public void Write_the_page_again() => File.WriteAllText(Page, Write());

    private static string Write()
    {
        var page = new StringBuilder("<!-- Written by the code: dotnet run --project tests/LiveConsole.Tests -- -explicit only -method LiveConsole.Tests.Accounts.Connected.ScopesPageTests.Write_the_page_again -->\n# What is asked of the platforms, and what it costs\n\n");
        page.Append("Each account is asked only for what is ticked when it is connected (`/settings`, Accounts). What is not allowed is not offered on the desks.\n\n## What can be wished for\n\n| platform | wish | the console then | asks for |\n|---|---|---|---|\n");
        foreach (var (platform, wishes) in new[] { ("Twitch", AccountWishes.Twitch), ("YouTube", AccountWishes.YouTube) })
        {
            foreach (var wish in wishes) page.Append(CultureInfo.InvariantCulture, $"| {platform} | {wish.Name.En}{(wish.IsAsked ? "" : " (not ticked at first)")} | {wish.Does.En} | {string.Join(", ", wish.Scopes.Select(s => $"`{s[(s.LastIndexOf('/') + 1)..]}`"))} |\n");
        }

        page.Append("\n## Twitch: every scope and the calls it is for\n\n| scope | for | calls |\n|---|---|---|\n");
        foreach (var scope in TwitchScopes.All) page.Append(CultureInfo.InvariantCulture, $"| `{scope.Name}` | {scope.For.En} | {string.Join(", ", scope.Calls.Select(c => $"`{c}`"))} |\n");
        page.Append("\nSigning in itself needs none: `POST oauth2/device`, `POST oauth2/token`, `GET oauth2/validate` (at the start and every hour, as Twitch demands), `POST oauth2/revoke`.\n");
        page.Append("\n## YouTube: every call and its units\n\nA project has 10,000 units a day unless Google gave it more; each call is debited before it is sent. Signing in, renewing and giving back cost nothing.\n\n| call | units | scope | for |\n|---|---|---|---|\n");
        foreach (var call in YouTubeCalls.All) page.Append(CultureInfo.InvariantCulture, $"| `{call.Method} {call.Path}` | {call.Units} | {(call.Scope is { Length: > 0 } scope ? $"`{scope[(scope.LastIndexOf('/') + 1)..]}`" : "")} | {call.For} |\n");
        return page.ToString();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LiveConsole.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("LiveConsole.sln is above no folder of the tests.");
        return folder.FullName;
    }
}
