using System.Security.Claims;
using LiveConsole.Accounts;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Accounts.Invitations;
using LiveConsole.Domain.Journal;
using LiveConsole.Screens;
using LiveConsole.Testing;
using LiveConsole.Tests.Archives;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Accounts;

/// <summary>Two nodes on one database: who is sent away on one has nothing open on the other, and who came in on one is known on the other.</summary>
public sealed class CrewOfTwoNodesTests(OnePostgres postgres) : IAsyncLifetime
{
    private static readonly ShowId Show = new(Guid.CreateVersion7());
    private static readonly Tokens Secret = new(new byte[32]);
    private static readonly Actor Camille = new("camille", "Camille", Role.Owner);

    private IDbContextFactory<AccountsDb> _store = null!;
    private InvitationBook _book = null!;

    public async ValueTask InitializeAsync()
    {
        var database = await postgres.NewDatabaseAsync();
        _store = AccountsStore.Factory(o => AccountsStore.UseDatabase(o, database));
        await AccountsStore.BringUpToDateAsync(_store, default);
        _book = new InvitationBook(_store, Secret, TimeProvider.System);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Who_is_taken_out_on_one_is_closed_on_the_other_without_waiting_for_anything()
    {
        var ((left, _), (right, screens)) = (await NodeAsync(), await NodeAsync());
        using var follower = new CrewFollower(right, screens, new ApiTokenBook(_store, TimeProvider.System), TimeProvider.System, NullLogger<CrewFollower>.Instance);
        using var open = new Connections(right, screens, TimeProvider.System);
        var link = await LinkAsync(2);
        var tomas = (await left.ComeInAsync(link, "Tomas", null, null, default))!;
        var ines = (await left.ComeInAsync(link, "Inès", null, null, default))!;
        // Known on the other as soon as a browser of theirs asks there.
        Assert.Null(right.SignedIn(tomas));
        Assert.True(await right.SeenAsync(tomas, default));
        Assert.Equal(Role.Editor, right.ActorFor(tomas, Show)?.Role);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var page = open.WhileIn(tomas, Show, closed.SetResult);
        await follower.StartAsync(default);

        var since = TimeProvider.System.GetTimestamp();
        await left.TakeOutAsync(tomas.FindFirstValue(ClaimTypes.NameIdentifier)!, Show, "Camille", A.Time, default);
        await closed.Task.WaitAsync(Cap.Signal);

        TestContext.Current.TestOutputHelper?.WriteLine($"Closed on the other node after {TimeProvider.System.GetElapsedTime(since).TotalMilliseconds:F0} ms.");
        Assert.Equal(new Standing.TakenOut(new Leaving("Camille", A.Time)), right.StandingOf(tomas, Show));
        Assert.Null(right.SignedIn(tomas));
        Assert.False(await right.SeenAsync(tomas, default));
        Assert.NotNull(right.ActorFor(ines, Show));
        await follower.StopAsync(default);
    }

    [Fact]
    public async Task Another_role_name_and_owner_are_taken_over_and_nothing_new_is_said_twice()
    {
        var ((left, _), (right, _)) = (await NodeAsync(), await NodeAsync());
        var tomas = (await left.ComeInAsync(await LinkAsync(1), "Tomas", null, null, default))!;
        var id = tomas.FindFirstValue(ClaimTypes.NameIdentifier)!;
        var said = 0;
        right.Changed += () => said++;

        Assert.True(await right.FollowAsync(default));
        Assert.False(await right.FollowAsync(default));
        await left.SeatAsync(id, Show, Role.Expert, ["images"], default);
        Assert.True(await right.FollowAsync(default));
        Assert.Equal((Role.Expert, "images"), (right.ActorFor(tomas, Show)!.Role, Assert.Single(right.TopicsOf(id, Show))));
        await using (var db = await _store.CreateDbContextAsync())
        {
            await db.People.Where(p => p.Id == id).ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, "Tomáš").SetProperty(x => x.IsOwner, true));
        }

        Assert.True(await right.FollowAsync(default));
        Assert.Equal(("Tomáš", Role.Owner), right.ActorFor(tomas, Show) is { } actor ? (actor.Name, actor.Role) : default);
        Assert.Equal(3, said);
    }

    private async Task<(Crew Crew, ScreenDirectory Screens)> NodeAsync()
    {
        var screens = new ScreenDirectory(_store, Secret);
        var crew = new Crew(_store, screens, TimeProvider.System);
        await crew.LoadAsync(default);
        return (crew, screens);
    }

    private Task<InvitationRow> LinkAsync(int uses) =>
        _book.MakeAsync(Show, new InvitationWish(Role.Editor, [], null, uses, TimeProvider.System.GetUtcNow().AddHours(1)), Camille, default);
}
