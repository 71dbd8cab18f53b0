using LiveConsole.Journeys.Harness;
using LiveConsole.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace LiveConsole.Journeys.Harness;

/// <summary>One browser for all journeys; every person and every screen has a context of their own in it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var place = Places.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("Chromium is not installed: tests/run installs it ('apt-get install chromium').");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = place, Headless = true, Args = Flags, Timeout = Cap.Milliseconds });
        Assertions.SetDefaultExpectTimeout(Cap.Milliseconds);
    }

    public async Task<IBrowserContext> ContextAsync(BrowserNewContextOptions options)
    {
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(Cap.Milliseconds);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
    }
}
