using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Hosting;
using LiveConsole.Journal;
using LiveConsole.Journal.Folder;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Rehearsals;
using LiveConsole.Screens;
using LiveConsole.Shows;
using LiveConsole.Sources;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LiveConsole.Tests.Rehearsals;

/// <summary>What serve puts together, without its web server, on a folder: a real show "landing" with its people and two screens.</summary>
internal sealed class AHouse : IAsyncDisposable
{
    private readonly DataFolder.Owned _owned;
    private readonly SqliteJournal _journal;
    private readonly WebApplication _app;

    private AHouse(DataFolder.Owned owned, SqliteJournal journal, WebApplication app) => (_owned, _journal, _app) = (owned, journal, app);

    public LiveShow Real { get; private set; } = null!;

    public Actor Producer { get; private set; } = null!;

    public Actor Moderator { get; private set; } = null!;

    public Actor Expert { get; private set; } = null!;

    public RunningRehearsals Rehearsals => Get<RunningRehearsals>();

    public ScreenDirectory Screens => Get<ScreenDirectory>();

    public Guid Tablet => Screens.All.Single(s => s.Kind == ScreenKind.Presenter).Id;

    public Guid Overlay => Screens.All.Single(s => s.Kind == ScreenKind.Overlay).Id;

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public IServiceProvider Services => _app.Services;

    /// <summary>Opens the folder as a start does; the show and its people are made where there are none.</summary>
    /// <param name="leases">Of an installation of several nodes.</param>
    public static async Task<AHouse> OpenAsync(string folder, ILeases? leases = null)
    {
        var owned = Assert.IsType<DataFolder.Owned>(DataFolder.Open(folder));
        var journal = await SqliteJournal.OpenAsync(folder, TimeProvider.System);
        var settings = new HostSettings("http://127.0.0.1:0", folder, []);
        var builder = ConsoleHost.CreateBuilder(settings);
        builder.Services.AddSingleton(PublicName.Of(builder.Configuration, settings));
        builder.Services.AddSingleton(owned);
        ConsoleHost.AddLiveConsole(builder, leases is null ? journal : new FaultyJournal(journal) { Leases = leases }, folder, new PlatformAddresses(new(), new(), LoopbackOnly: false));
        var house = new AHouse(owned, journal, builder.Build());
        await Server.LoadStoresAsync(house.Services, default);
        await house.Get<ShowDirectory>().OpenAllAsync(default);
        if (house.Get<LiveShows>().Find("landing") is not { } known) await house.MakeAsync();
        else house.Real = house.Get<LiveShows>().Live(known.Id)!;
        return house;
    }

    public async Task<PlayedShow> RehearseAsync(params Guid[] screens)
    {
        var (row, whyNot) = await Rehearsals.RehearseAsync(Real, Wish(screens), Producer, default);
        Assert.Null(whyNot);
        return Rehearsals.Find(new ShowId(row!.Id))!;
    }

    public static RehearsalWish Wish(params Guid[] screens) => new("t-12", LiveConsole.Rehearsal.Night.Ending.Nominal, 400, Crew: true, screens);

    public async ValueTask DisposeAsync()
    {
        await Rehearsals.StopAsync();
        await _app.DisposeAsync();
        await _journal.DisposeAsync();
        _owned.Dispose();
    }

    private async Task MakeAsync()
    {
        var wanted = A.Settings() with
        {
            Slug = "landing", Title = "Landing night", Approvals = 1, Channels = [new("twitch", "somebody_real")], Mentions = ["Orbite"],
            Listening = new ListeningSettings { WatchWords = ["watched"], Topics = [new("images", "Images", "Images")] },
        };
        var (row, whyNot) = await Get<ShowDirectory>().CreateAsync(wanted, null, null, default);
        Assert.Null(whyNot);
        Real = Get<LiveShows>().Live(new ShowId(row!.Id))!;
        Producer = await SeatAsync("Salomé", Role.Producer);
        Moderator = await SeatAsync("Nora", Role.Moderator);
        Expert = await SeatAsync("Tomas", Role.Expert, "images");
        await Screens.EnsureAsync(Real.Id, "fr", default);
    }

    private async Task<Actor> SeatAsync(string name, Role role, params string[] topics)
    {
        var id = Guid.CreateVersion7().ToString("N");
        await using (var db = await Get<IDbContextFactory<AccountsDb>>().CreateDbContextAsync())
        {
            db.People.Add(new PersonRow { Id = id, Name = name, CreatedAt = A.Time });
            await db.SaveChangesAsync();
        }

        await Get<Crew>().RefreshAsync(id, default);
        await Get<Crew>().SeatAsync(id, Real.Id, role, topics, default);
        return new Actor(id, name, role);
    }
}
