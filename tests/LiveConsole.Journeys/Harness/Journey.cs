using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace LiveConsole.Journeys.Harness;

/// <summary>
/// What all journeys share: people and screens in a real browser, and the rule that no page may say an error in its console
/// (a refused script or style of the pages' policy is one). A failed journey leaves pictures of its pages.
/// </summary>
public abstract class Journey(Chromium chromium) : IAsyncDisposable
{
    private readonly List<IPage> _pages = [];
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly List<string> _expected = [];
    private readonly List<LiveConsoleProcess> _servers = [];
    private readonly TemporaryFolder _folder = new();

    /// <summary>Reference sizes of desks.md.</summary>
    protected static ViewportSize DeskSize => new() { Width = 1440, Height = 900 };

    protected static ViewportSize TabletSize => new() { Width = 1280, Height = 800 };

    protected static ViewportSize OverlaySize => new() { Width = 1920, Height = 1080 };

    /// <summary>A server of this journey's own, on a folder of its own; both go after the pages.</summary>
    protected async Task<LiveConsoleProcess> StartAsync(params string[] words)
    {
        var server = await LiveConsoleProcess.StartAsync(_folder.File("data"), words);
        _servers.Add(server);
        return server;
    }

    /// <summary>A place in this journey's own folder; its server's data is "data".</summary>
    protected string InFolder(string name) => _folder.File(name);

    /// <summary>A person's or a screen's own browser, on a page.</summary>
    protected async Task<IPage> OpenAsync(Uri address, ViewportSize? size = null, string locale = "en-GB", string? storage = null)
    {
        var page = await BlankAsync(size, locale, storage);
        await page.GotoAsync(address.AbsoluteUri);
        return page;
    }

    protected async Task<IPage> BlankAsync(ViewportSize? size = null, string locale = "en-GB", string? storage = null)
    {
        var context = await chromium.ContextAsync(new() { ViewportSize = size ?? DeskSize, Locale = locale, StorageState = storage });
        var page = await context.NewPageAsync();
        page.Console += (_, message) => { if (message.Type == "error") _errors.Enqueue($"{page.Url}: {message.Text} ({message.Location})"); };
        page.PageError += (_, error) => _errors.Enqueue($"{page.Url}: {error}");
        _pages.Add(page);
        return page;
    }

    protected Task<IPage> PresenterAsync(LiveConsoleProcess console) => OpenAsync(console.Presenter, TabletSize);

    protected Task<IPage> OverlayAsync(LiveConsoleProcess console) => OpenAsync(console.Overlay, OverlaySize);

    /// <summary>By the printed link of a role: opens it and presses its button.</summary>
    protected async Task<Desk> ComeInAsync(LiveConsoleProcess console, string role, string name, string locale = "en-GB")
    {
        var page = await OpenAsync(console.Links[role], locale: locale);
        await Desk.EnterAsync(page, name);
        return await Desk.OnAsync(page);
    }

    /// <summary>What this journey provokes on purpose, by a part of the browser's own words.</summary>
    protected void Expected(string part) => _expected.Add(part);

    protected IReadOnlyList<string> Errors => [.. _errors.Where(e => !_expected.Any(p => e.Contains(p, StringComparison.Ordinal)))];

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        if (failed) await PicturesAsync();
        foreach (var page in _pages) await page.Context.CloseAsync();
        foreach (var server in _servers) await server.DisposeAsync();
        _folder.Dispose();
        if (failed && Errors.Count > 0) TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', Errors));
        if (!failed) Assert.True(Errors.Count == 0, string.Join('\n', Errors));
    }

    private async Task PicturesAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "pictures"));
        for (var i = 0; i < _pages.Count; i++)
        {
            var path = Path.Combine(folder.FullName, $"{TestContext.Current.TestMethod?.MethodName}-{i}.png");
            try
            {
                await _pages[i].ScreenshotAsync(new() { Path = path, Timeout = 5_000 });
                TestContext.Current.TestOutputHelper?.WriteLine($"{_pages[i].Url}: {path}");
            }
            catch (Exception lost) when (lost is PlaywrightException or TimeoutException)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{_pages[i].Url}: no picture ({lost.Message})");
            }
        }
    }
}
