using System.Security.Claims;
using Bunit;
using LiveConsole.Accounts;
using LiveConsole.Accounts.Invitations;
using LiveConsole.Domain.Journal;
using LiveConsole.Features.Frame;
using LiveConsole.Features.Settings;
using LiveConsole.Hosting;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Shows;
using LiveConsole.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace LiveConsole.Tests.Features.Settings;

/// <summary>An installation in a folder of its own, without a listening port: real stores and journal, pages rendered by the real renderer, somebody signed in.</summary>
public abstract class HouseRoom : BunitContext, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;
    private SqliteJournal _journal = null!;
    private WebApplication _app = null!;
    private Task<AuthenticationState> _who = Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity())));

    internal IServiceProvider App => _app.Services;

    internal ShowDirectory Shows => App.GetRequiredService<ShowDirectory>();

    internal LiveShows Live => App.GetRequiredService<LiveShows>();

    internal Crew Crew => App.GetRequiredService<Crew>();

    internal string Folder => _folder;

    public async ValueTask InitializeAsync()
    {
        _journal = await SqliteJournal.OpenAsync(_folder, TimeProvider.System);
        var builder = ConsoleHost.CreateBuilder(new HostSettings(null, _folder, []));
        ConsoleHost.AddLiveConsole(builder, _journal, _folder, new PlatformAddresses(new(), new(), LoopbackOnly: true));
        _app = builder.Build();
        await Server.LoadStoresAsync(App, default);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<CircuitLink>();
        Services.AddLocalization();
        Services.AddCascadingValue(_ => _who);
        Services.AddSingleton(TimeProvider.System);
        Services.AddFallbackServiceProvider(new Ours(App));
    }

    /// <summary>A show that is there already; nobody is in it.</summary>
    internal async Task<LiveShow> AShowAsync(string slug = "landing", Func<ShowSettings, ShowSettings>? set = null)
    {
        var settings = new ShowSettings(slug, "Landing night", Language: "en");
        var (row, whyNot) = await Shows.CreateAsync(set?.Invoke(settings) ?? settings, null, null, default);
        Assert.Null(whyNot);
        return Live.Live(new ShowId(row!.Id))!;
    }

    /// <summary>Somebody comes in by a link of that role, and every page from now on is theirs.</summary>
    internal async Task SignInAsync(LiveShow show, Role role = Role.Owner, string name = "Salomé")
    {
        var book = App.GetRequiredService<InvitationBook>();
        var link = (await book.PrintAsync(show.Id, default)).First(l => l.Role == role);
        var invitation = await book.FindAsync(link.Path["/come-in/".Length..], default);
        var principal = await Crew.ComeInAsync(invitation!, name, null, null, default);
        _who = Task.FromResult(new AuthenticationState(principal!));
    }

    /// <summary>Who is signed in at the pages.</summary>
    internal async Task<ClaimsPrincipal> UserAsync() => (await _who).User;

    internal IRenderedComponent<ShowSettingsPage> OpenSettings(string? page = null, string slug = "landing") =>
        Render<ShowSettingsPage>(p => p.Add(x => x.Slug, slug).Add(x => x.Name, page));

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _app.DisposeAsync();
        await _journal.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The renderer's own things are the room's; what LiveConsole is made of is the installation's.</summary>
    private sealed class Ours(IServiceProvider app) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType.Namespace?.StartsWith("LiveConsole", StringComparison.Ordinal) == true ? app.GetService(serviceType) : null;
    }
}
