using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using LiveConsole.Accounts;
using LiveConsole.Hosting;
using LiveConsole.Journal.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveConsole.Tests.Accounts;

/// <summary>Sign-in by Twitch and Google, against a small platform of our own that speaks their OAuth.</summary>
public sealed partial class OutsideLoginTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("outside-").FullName;
    private readonly ConcurrentQueue<string> _said = new();
    private WebApplication _platform = null!;
    private Uri _platformUri = null!;
    private string? _who = "901";
    private WebApplication _app = null!;
    private SqliteJournal _journal = null!;
    private Uri _uri = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _platform = builder.Build();
        _platform.MapGet("/oauth2/authorize", Authorize);
        _platform.MapGet("/authorize", Authorize);
        _platform.MapPost("/oauth2/token", TokenAsync);
        _platform.MapPost("/token", TokenAsync);
        _platform.MapGet("/oauth2/validate", (HttpRequest request) => request.Headers.Authorization.ToString().Split("OAuth token-of-") is [_, var id] ? Results.Json(new { client_id = "client", login = $"viewer{id}", user_id = id }) : Results.Unauthorized());
        _platform.MapGet("/userinfo", (HttpRequest request) => request.Headers.Authorization.ToString().Split("Bearer token-of-") is [_, var id] ? Results.Json(new { sub = id, email = $"viewer{id}@example.org" }) : Results.Unauthorized());
        await _platform.StartAsync();
        _platformUri = AddressOf(_platform);
        await StartAsync("client");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _journal.DisposeAsync();
        await _platform.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("twitch", "Twitch", "viewer901")]
    [InlineData("google", "Google", "viewer901@example.org")]
    public async Task Who_linked_an_account_on_their_own_page_comes_in_with_it_and_nobody_else_is_let_in(string scheme, string name, string called)
    {
        using var olga = Browser();
        Assert.Equal($"/sign-in?trouble=NotLinked&with={scheme}", await FollowAsync(olga, $"/sign-in/with/{scheme}"));
        Assert.Contains($"This {name} account is linked to nobody here.", await olga.GetStringAsync($"/sign-in?trouble=NotLinked&with={scheme}"), StringComparison.Ordinal);
        Assert.Equal(0, await PeopleAsync());
        await BecomeOwnerAsync(olga);

        Assert.Equal("/me?said=Linked", await FollowAsync(olga, await LinkAsync(olga, scheme)));
        Assert.Contains($"{name} as {called}", await olga.GetStringAsync("/me"), StringComparison.Ordinal);

        using var elsewhere = Browser();
        Assert.Equal("/me", await FollowAsync(elsewhere, $"/sign-in/with/{scheme}?back=/me"));
        Assert.Contains("owner of this installation", await elsewhere.GetStringAsync("/me"), StringComparison.Ordinal);
        _who = "902";
        using var viewer = Browser();
        Assert.Equal($"/sign-in?trouble=NotLinked&with={scheme}", await FollowAsync(viewer, $"/sign-in/with/{scheme}"));
        Assert.Equal(1, await PeopleAsync());
        Assert.DoesNotContain(_said, line => line.Contains("token-of", StringComparison.Ordinal) || line.Contains("platform-secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_to_link_an_account_counts_only_in_the_session_whose_page_it_stands_on()
    {
        using var olga = Browser();
        await BecomeOwnerAsync(olga);
        var link = await LinkAsync(olga, "twitch");

        using var stranger = Browser();
        Assert.Equal("/me?trouble=Expired", await FollowAsync(stranger, link));
        Assert.Equal("/me?trouble=Expired", await FollowAsync(olga, link[..^8] + "AAAAAAAA"));

        Assert.Equal("/sign-in?trouble=NotLinked&with=twitch", await FollowAsync(stranger, "/sign-in/with/twitch"));
    }

    [Fact]
    public async Task A_platform_that_does_not_sign_in_is_named()
    {
        _who = null;
        using var browser = Browser();

        Assert.Equal("/sign-in?trouble=OutsideFailed&with=twitch", await FollowAsync(browser, "/sign-in/with/twitch"));
        Assert.Equal("/sign-in?trouble=OutsideFailed&with=twitch", await FollowAsync(browser, "/sign-in/twitch/back?code=forged&state=forged"));
        Assert.Contains("Twitch did not sign you in.", await browser.GetStringAsync("/sign-in?trouble=OutsideFailed&with=twitch"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_client_there_is_no_button_and_no_way()
    {
        using (var browser = Browser()) Assert.Contains("Sign in with Twitch", await browser.GetStringAsync("/sign-in"), StringComparison.Ordinal);
        await _app.DisposeAsync();
        await _journal.DisposeAsync();
        await StartAsync("");

        using var plain = Browser();
        var page = await plain.GetStringAsync("/sign-in");
        Assert.DoesNotContain("Twitch", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Google", page, StringComparison.Ordinal);
        Assert.Equal("/sign-in", await FollowAsync(plain, "/sign-in/with/twitch"));
    }

    private IResult Authorize(string redirect_uri, string state, string code_challenge) => Results.Redirect(
        _who is null ? $"{redirect_uri}?error=access_denied&state={Uri.EscapeDataString(state)}" : $"{redirect_uri}?code=code-of-{_who}&state={Uri.EscapeDataString(state)}&challenge={code_challenge.Length}");

    private static async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var right = form["client_secret"] == "platform-secret" && form["code_verifier"].ToString().Length > 20;
        // Twitch gives its scopes as a list.
        return right ? Results.Json(new { access_token = $"token-of-{form["code"].ToString().Split('-')[^1]}", token_type = "bearer", expires_in = 3600, scope = Array.Empty<string>() }) : Results.BadRequest();
    }

    private async Task StartAsync(string client)
    {
        var secret = client.Length == 0 ? "" : "platform-secret";
        var settings = new HostSettings("http://127.0.0.1:0", _folder,
        [
            $"--Twitch:ClientId={client}", $"--Twitch:ClientSecret={secret}", $"--Twitch:IdBaseUri={_platformUri}",
            $"--YouTube:ClientId={client}", $"--YouTube:ClientSecret={secret}", $"--YouTube:TokenUri={new Uri(_platformUri, "/token")}",
            $"--Google:AuthorizeUri={new Uri(_platformUri, "/authorize")}", $"--Google:UserInfoUri={new Uri(_platformUri, "/userinfo")}",
        ]);
        _journal = await SqliteJournal.OpenAsync(_folder, TimeProvider.System);
        var builder = ConsoleHost.CreateBuilder(settings);
        builder.Logging.ClearProviders().AddProvider(new Heard(_said)).SetMinimumLevel(LogLevel.Debug);
        var name = PublicName.Of(builder.Configuration, settings);
        builder.Services.AddSingleton(name);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        ConsoleHost.AddLiveConsole(builder, _journal, _folder, ConsoleHost.Platforms(builder.Configuration));
        _app = builder.Build();
        await Server.LoadStoresAsync(_app.Services, default);
        ConsoleHost.Map(_app);
        await _app.StartAsync();
        _uri = AddressOf(_app);
        name.Listens(_uri);
    }

    private HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer(), UseProxy = false }) { BaseAddress = _uri, DefaultRequestHeaders = { { "Accept-Language", "en" } } };

    /// <returns>Where the browser stands after the platform has sent it back to us.</returns>
    private async Task<string?> FollowAsync(HttpClient browser, string path)
    {
        var there = new Uri(_uri, path);
        for (var hops = 0; hops < 4; hops++)
        {
            using var answer = await browser.GetAsync(there);
            there = new Uri(there, answer.Headers.Location ?? throw new InvalidOperationException($"{there}: {answer.StatusCode}"));
            if (there.Authority == _uri.Authority && !there.AbsolutePath.EndsWith("/back", StringComparison.Ordinal)) return there.PathAndQuery;
        }

        return null;
    }

    private async Task BecomeOwnerAsync(HttpClient browser)
    {
        var path = (await _app.Services.GetRequiredService<Owners>().PrintAsync(default))!;
        var token = Token().Match(await browser.GetStringAsync(path)).Groups["token"].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["name"] = "Olga", ["signInName"] = "olga", ["password"] = "correct horse battery" });
        Assert.Equal("/", (await browser.PostAsync(path + "/password", form)).Headers.Location?.ToString());
    }

    private static async Task<string> LinkAsync(HttpClient browser, string scheme) =>
        WebUtility.HtmlDecode(Href().Matches(await browser.GetStringAsync("/me")).Select(m => m.Groups["href"].Value).Single(h => h.StartsWith($"/sign-in/with/{scheme}?", StringComparison.Ordinal)));

    private async Task<int> PeopleAsync()
    {
        await using var db = await _app.Services.GetRequiredService<IDbContextFactory<AccountsDb>>().CreateDbContextAsync();
        return await db.People.CountAsync();
    }

    private static Uri AddressOf(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("href=\"(?<href>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Href();

    private sealed class Heard(ConcurrentQueue<string> said) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => said.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
