using System.Collections.Concurrent;
using LiveConsole.Accounts;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Contingency;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Questions;
using LiveConsole.Hosting;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Screens;
using LiveConsole.Shows;
using LiveConsole.Sources;
using LiveConsole.Testing;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveConsole.Tests.Permissions;

/// <summary>
/// One real server with two shows, somebody in every role of the first, somebody of the second, and words planted in the first that not everybody may read.
/// </summary>
public sealed class AConsole : IAsyncLifetime
{
    public const string Slug = "landing";
    public const string Secret = "the folder's secret";

    /// <summary>Planted, and who may read it.</summary>
    public static IReadOnlyDictionary<string, Permission> Planted { get; } = new Dictionary<string, Permission>(StringComparer.Ordinal)
    {
        ["planted-message"] = Permission.ReadFeed,
        ["planted-removed"] = Permission.ReadRemoved,
        ["planted-held"] = Permission.ReadRemoved,
        ["planted-act"] = Permission.ReadRemoved,
        ["planted-question"] = Permission.ReadBoard,
        ["planted-viewer"] = Permission.ReadViewers,
        ["planted-login"] = Permission.ReadViewers,
        ["planted-watchword"] = Permission.ReadSettings,
        ["planted-colleague"] = Permission.ReadCrew,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;
    private readonly ConcurrentDictionary<Visitor, string> _people = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private SqliteJournal _journal = null!;
    private WebApplication _app = null!;

    public LiveShow Show { get; private set; } = null!;

    public LiveShow Other { get; private set; } = null!;

    public Uri Uri { get; private set; } = null!;

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public IEnumerable<Endpoint> Endpoints => ((IEndpointRouteBuilder)_app).DataSources.SelectMany(s => s.Endpoints);

    /// <summary>Paths of the screens pointed at the show, and of one that was revoked.</summary>
    public string PresenterScreen { get; private set; } = "";

    public string OverlayScreen { get; private set; } = "";

    public string RevokedScreen { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _journal = await SqliteJournal.OpenAsync(_folder, TimeProvider.System);
        var settings = new HostSettings("http://127.0.0.1:0", _folder, []);
        var builder = ConsoleHost.CreateBuilder(settings);
        var name = PublicName.Of(builder.Configuration, settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(name);
        ConsoleHost.AddLiveConsole(builder, _journal, _folder, new PlatformAddresses(new(), new(), LoopbackOnly: true));
        // What a hash costs is nothing of permissions', and every visitor tries a password.
        builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1_000);
        _app = builder.Build();
        await Server.LoadStoresAsync(_app.Services, default);
        var usual = A.Settings() with { Listening = new ListeningSettings { WatchWords = ["planted-watchword"] } };
        (Show, Other) = (await MakeAsync(usual), await MakeAsync(usual with { Slug = "other", Title = "Another show" }));
        ConsoleHost.Map(_app);
        OwnerDoor.Map(_app, Secret);
        await _app.StartAsync();
        Uri = new Uri(_app.Urls.Single());
        name.Listens(Uri);
        await SeatAllAsync();
        await PointScreensAsync();
        await PlantAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _journal.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A contingency that lasts holds the rundown for all tests that come after.</summary>
    public async Task StandDownAsync()
    {
        if (Show.Snapshot.State.Contingency is { } call) await Get<ICommands>().DoAsync(Show.Id, new StandDown(call.Since), As(Visitor.Producer));
    }

    /// <summary>Most tests want a show without channels; nothing reads them here. One that is taken out again is acted in no more.</summary>
    public async Task ReadsAsync(params ChannelSetting[] channels)
    {
        if (Show.Snapshot.State.Settings is { } seen && !seen.Channels.SequenceEqual(channels))
            Assert.IsType<Outcome.Accepted>(await Get<ICommands>().DoAsync(Show.Id, new ConfigureShow(seen with { Channels = [.. channels] }, seen), As(Visitor.Owner)));
    }

    /// <summary>As a page would send it: with the role that it believes to have.</summary>
    public Actor As(Visitor visitor) => visitor switch
    {
        Visitor.Screen => ScreenDirectory.ActorOf(ScreenId(PresenterScreen), "Presenter"),
        Visitor.Nobody => new Actor("nobody", "Nobody", Role.Owner),
        // Whatever a page claims: the role is looked up.
        _ => new Actor(_people[visitor], visitor.ToString(), Role.Owner),
    };

    public string PersonOf(Visitor visitor) => _people[visitor];

    public Guid ScreenId(string address) => Get<ScreenDirectory>().Find(address.Split('/')[^1])!.Id;

    /// <summary>One request in a session of its own (it may be the one that ends it), with a valid antiforgery token where it writes.</summary>
    public async Task<(HttpResponseMessage Response, string Body)> AskAsync(Visitor visitor, string method, string path, Action<HttpRequestMessage>? also = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Uri, visitor == Visitor.Screen ? $"{path}?screen={PresenterScreen.Split('/')[^1]}" : path));
        request.Headers.Add("Accept", "text/html");
        List<string> cookies = [];
        var principal = new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity());
        if (visitor == Visitor.Screen) request.Headers.Authorization = new("Bearer", PresenterScreen.Split('/')[^1]);
        else if (_people.TryGetValue(visitor, out var person))
        {
            principal = await Get<Crew>().OpenSessionAsync(person, endsWith: null, device: null, default);
            cookies.Add(await CookieAsync(principal));
        }

        if (method is not ("GET" or "HEAD")) request.Content = new FormUrlEncodedContent(Antiforgery(principal, cookies));
        if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies));
        also?.Invoke(request);
        using var patience = new CancellationTokenSource(Cap.Signal);
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        // A stream has no end to wait for.
        var streams = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        return (response, streams ? "" : await response.Content.ReadAsStringAsync(patience.Token));
    }

    private async Task<string> CookieAsync(System.Security.Claims.ClaimsPrincipal principal)
    {
        var scheme = (await Get<IAuthenticationSchemeProvider>().GetDefaultAuthenticateSchemeAsync())!.Name;
        var options = Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);
        var now = Get<TimeProvider>().GetUtcNow();
        var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(1) }, scheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    }

    private Dictionary<string, string> Antiforgery(System.Security.Claims.ClaimsPrincipal principal, List<string> cookies)
    {
        var tokens = Get<IAntiforgery>().GetTokens(new DefaultHttpContext { User = principal, RequestServices = _app.Services });
        cookies.Add($"{Get<IOptions<AntiforgeryOptions>>().Value.Cookie.Name}={tokens.CookieToken}");
        return new Dictionary<string, string>(StringComparer.Ordinal) { [tokens.FormFieldName] = tokens.RequestToken! };
    }

    private async Task<LiveShow> MakeAsync(ShowSettings settings)
    {
        var (row, whyNot) = await Get<ShowDirectory>().CreateAsync(settings, null, null, default);
        Assert.Null(whyNot);
        return Get<LiveShows>().Live(new ShowId(row!.Id))!;
    }

    private async Task SeatAllAsync()
    {
        foreach (var role in Enum.GetValues<Role>()) await SeatAsync(Enum.Parse<Visitor>(role.ToString()), Show, role);
        await SeatAsync(Visitor.Elsewhere, Other, Role.Owner);
        await SeatAsync(Visitor.TakenOut, Show, Role.Editor);
        await Get<Crew>().TakeOutAsync(_people[Visitor.TakenOut], Show.Id, "Camille", A.Time, default);
        await SeatAsync(Visitor.Installation, null, Role.Owner);
    }

    private async Task SeatAsync(Visitor visitor, LiveShow? show, Role role)
    {
        var id = _people[visitor] = Guid.CreateVersion7().ToString("N");
        await using (var db = await Get<IDbContextFactory<AccountsDb>>().CreateDbContextAsync())
        {
            db.People.Add(new PersonRow { Id = id, Name = visitor.ToString(), CreatedAt = A.Time, IsOwner = show is null });
            await db.SaveChangesAsync();
        }

        await Get<Crew>().RefreshAsync(id, default);
        if (show is not null) await Get<Crew>().SeatAsync(id, show.Id, role, ["images"], default);
    }

    private async Task PointScreensAsync()
    {
        var screens = Get<ScreenDirectory>();
        var pointed = await screens.EnsureAsync(Show.Id, "en", default);
        PresenterScreen = screens.Address(pointed.Single(s => s.Kind == ScreenKind.Presenter));
        OverlayScreen = screens.Address(pointed.Single(s => s.Kind == ScreenKind.Overlay));
        var gone = new ScreenRow { Id = Guid.CreateVersion7(), Name = "Gone", Kind = ScreenKind.Presenter, TokenHash = [], Language = "en", ShowId = Show.Id.Value, RevokedAt = A.Time };
        RevokedScreen = screens.Address(gone);
        gone.TokenHash = Tokens.Hash(RevokedScreen.Split('/')[^1]);
        await using var db = await Get<IDbContextFactory<AccountsDb>>().CreateDbContextAsync();
        db.Screens.Add(gone);
        await db.SaveChangesAsync();
        await screens.LoadAsync(default);
    }

    private async Task PlantAsync()
    {
        var now = Show.Clock.Now;
        var viewer = A.Message("planted-message", id: "m1", viewer: "planted-viewer", name: "Ayşe", at: now);
        await Show.Writer.PutAsync(new MessageCame(viewer with { Author = viewer.Author with { Login = "planted-login" } }), default);
        await Show.Writer.PutAsync(new MessageCame(A.Message("planted-removed", id: "m2", viewer: "904", name: "Zoé", at: now) with { Event = new ChatEvent(EventKinds.Reward, Words: "planted-removed") }), default);
        await Show.Writer.PutAsync(new HoldCame(new HeldMessage("twitch", "agence", "h1", now, new Author("905", "Yuki"), "planted-held", "automod")), default);
        await Show.Writer.PutAsync(new ModeratorActed(new ModeratorAct("twitch", "agence", "warn", now, Reason: "planted-act")), default);
        await Show.Writer.PutAsync(new RemovalCame("twitch", "agence", A.Removal(at: now), MessageId: "m2"), default);
        await DoAsync(new AddItem(ItemKind.Question, "planted-question", "Marius", "hall", "fr", new ItemId(Guid.CreateVersion7())));
        await DoAsync(new PromoteMessage(new MessageRef("twitch", "m1"), ItemKind.Comment, new ItemId(Guid.CreateVersion7())));
        await DoAsync(new MarkMoment("planted"));
        await Show.CatchUpAsync(default);
        Show.Join(new PersonPresent("c", "planted-colleague", Role.Editor, "questions", null, Played: false, now));
    }

    private async Task DoAsync(IShowCommand command) =>
        Assert.IsType<Outcome.Accepted>(await Get<ICommands>().DoAsync(Show.Id, command, As(Visitor.Editor)));
}

/// <summary>One server for all of these tests.</summary>
[CollectionDefinition(nameof(AConsole))]
public sealed class AConsoleOfAll : ICollectionFixture<AConsole>;
