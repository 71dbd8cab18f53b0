using System.Security.Claims;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Accounts;
using LiveConsole.Accounts.Invitations;
using LiveConsole.Domain.Journal;
using LiveConsole.Screens;
using LiveConsole.Testing;
using LiveConsole.Tests.Archives;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Tests.Accounts;

/// <summary>Whom an invitation lets in, on either store.</summary>
public abstract class InvitationContract
{
    private static readonly ShowId Show = new(Guid.CreateVersion7());
    private static readonly Actor Camille = new("camille", "Camille", Role.Owner);

    private readonly FakeTime _time = new();

    protected abstract Task<IDbContextFactory<AccountsDb>> StoreAsync();

    [Fact]
    public async Task Of_many_who_press_at_once_only_so_many_come_in_as_it_is_for()
    {
        var (book, crew, _) = await OpenAsync();
        var link = await book.MakeAsync(Show, new InvitationWish(Role.Moderator, [], null, 3, _time.GetUtcNow().AddHours(1)), Camille, default);

        var pressed = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => crew.ComeInAsync(link, $"Guest {i}", null, null, default)));

        Assert.Equal(3, pressed.Count(p => p is not null));
        var listed = Assert.Single(await book.ListAsync(Show, default));
        Assert.Equal((3, 3), (listed.Row.Used, listed.Uses.Count));
        Assert.Equal(3, listed.Uses.Select(u => u.PersonId).Distinct().Count());
        Assert.Equal(listed.Uses.Select(u => u.Name).Order(), crew.SeatsIn(Show).Select(s => s.Name).Order());
    }

    [Fact]
    public async Task However_it_is_opened_pressed_waited_and_revoked_it_never_lets_in_more_than_it_says()
    {
        var store = await StoreAsync();
        var press = Gen.Constant((Act: 'p', Hours: 0));
        var steps = Gen.Frequency((6, press), (3, Gen.Constant((Act: 'o', Hours: 0))), (2, Gen.Choose(1, 9).Select(h => (Act: 'w', Hours: h))), (1, Gen.Constant((Act: 'r', Hours: 0)))).ListOf();
        var cases = Gen.Choose(1, 4).Zip(Gen.Choose(1, 24)).Zip(steps);

        Prop.ForAll(Arb.From(cases), c => KeepsToAsync(store, c.Item1.Item1, c.Item1.Item2, [.. c.Item2]).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25).WithEndSize(14));
    }

    private async Task<bool> KeepsToAsync(IDbContextFactory<AccountsDb> store, int uses, int hours, IReadOnlyList<(char Act, int Hours)> steps)
    {
        var (book, crew, _) = await OpenAsync(store);
        var link = await book.MakeAsync(Show, new InvitationWish(Role.Expert, ["images"], "Tomas", uses, _time.GetUtcNow().AddHours(hours)), Camille, default);
        var token = book.PathOf(link).Split('/')[^1];
        var (came, revoked) = (0, false);
        foreach (var (act, wait) in steps)
        {
            switch (act)
            {
                case 'w':
                    _time.Advance(TimeSpan.FromHours(wait));
                    break;
                case 'r':
                    if (await book.RevokeAsync(Show, link.Id, Camille, default) == revoked) return false;
                    revoked = true;
                    break;
                case 'o':
                    // Robots open it, and open it again.
                    if (await book.FindAsync(token, default) is not { } opened || opened.Used != came) return false;
                    break;
                default:
                    var should = came < uses && !revoked && _time.GetUtcNow() < link.ExpiresAt;
                    if (await crew.ComeInAsync(link, "Tomas", null, null, default) is not null != should) return false;
                    if (should) came++;
                    break;
            }
        }

        return came <= uses && (await book.ListAsync(Show, default)).Single(l => l.Row.Id == link.Id).Uses.Count == came;
    }

    [Fact]
    public async Task Who_came_in_is_there_after_a_restart_with_role_topics_and_session_until_twelve_hours_after_its_end()
    {
        var (book, crew, store) = await OpenAsync();
        var link = await book.MakeAsync(Show, new InvitationWish(Role.Expert, ["images", "sound"], "Tomas", 1, _time.GetUtcNow().AddDays(3)), Camille, default);

        var tomas = (await crew.ComeInAsync(link, "Tomas É.", null, "Firefox, Linux", default))!;

        var (_, restarted, _) = await OpenAsync(store);
        foreach (var now in new[] { crew, restarted })
        {
            Assert.Equal(("Tomas É.", Role.Expert), now.ActorFor(tomas, Show) is { } actor ? (actor.Name, actor.Role) : default);
            Assert.Equal(["images", "sound"], now.TopicsOf(tomas.FindFirstValue(ClaimTypes.NameIdentifier)!, Show));
            var seat = Assert.Single(now.SeatsIn(Show));
            Assert.Equal((link.Id, true, false), (seat.Invitation, seat.SignedIn, seat.HouseOwner));
        }

        // Three days: longer than a session without a plan lives.
        Assert.Equal(link.ExpiresAt + Crew.AfterTheShow, restarted.EndOf(restarted.SessionOf(tomas)!.Value));
    }

    [Fact]
    public async Task What_a_start_prints_is_one_a_role_and_the_next_start_takes_back_what_nobody_used()
    {
        var (book, crew, _) = await OpenAsync();
        var first = await book.PrintAsync(Show, default);
        Assert.Equal([Role.Owner, Role.Producer, Role.Editor, Role.Lead, Role.Moderator, Role.Expert, Role.Observer], first.Select(l => l.Role));
        var editor = (await book.FindAsync(Token(first, Role.Editor), default))!;
        Assert.NotNull(await crew.ComeInAsync(editor, "Ana", null, null, default));
        var made = await book.MakeAsync(Show, new InvitationWish(Role.Lead, [], null, 1, _time.GetUtcNow().AddHours(1)), Camille, default);

        var second = await book.PrintAsync(Show, default);

        Assert.Empty(first.Select(l => l.Path).Intersect(second.Select(l => l.Path)));
        Assert.Null(await crew.ComeInAsync((await book.FindAsync(Token(first, Role.Producer), default))!, "Bo", null, null, default));
        Assert.Null(await crew.ComeInAsync((await book.FindAsync(Token(first, Role.Editor), default))!, "Cy", null, null, default));
        Assert.NotNull(await crew.ComeInAsync((await book.FindAsync(Token(second, Role.Producer), default))!, "Bo", null, null, default));
        Assert.NotNull(await crew.ComeInAsync(made, "Dee", null, null, default));
        Assert.Null(await book.FindAsync("unknown", default));
    }

    [Fact]
    public async Task Who_is_taken_out_reads_by_whom_and_may_do_nothing_also_after_a_restart_until_they_are_let_in_again()
    {
        var (book, crew, store) = await OpenAsync();
        var link = await book.MakeAsync(Show, new InvitationWish(Role.Editor, [], null, 2, _time.GetUtcNow().AddHours(1)), Camille, default);
        var other = new ShowId(Guid.CreateVersion7());
        var tomas = (await crew.ComeInAsync(link, "Tomas", null, null, default))!;
        var id = tomas.FindFirstValue(ClaimTypes.NameIdentifier)!;
        var before = crew.ActorFor(tomas, Show)!;
        await crew.SeatAsync(id, other, Role.Observer, [], default);
        var changes = 0;
        crew.Changed += () => changes++;
        var at = _time.GetUtcNow().ToOffset(TimeSpan.FromHours(2));

        Assert.True(await crew.TakeOutAsync(id, Show, "Camille", at, default));
        Assert.False(await crew.TakeOutAsync(id, Show, "Bo", at, default));

        Assert.Equal(1, changes);
        var (_, restarted, _) = await OpenAsync(store);
        foreach (var now in new[] { crew, restarted })
        {
            Assert.Equal(new Standing.TakenOut(new Leaving("Camille", at.ToUniversalTime())), now.StandingOf(tomas, Show));
            Assert.Null(now.SignedIn(tomas));
            Assert.Null(now.ActorFor(tomas, Show));
            Assert.Null(now.Current(before, Show));
            Assert.Empty(now.SeatsIn(Show));
            Assert.Equal(other, Assert.Single(now.ShowsOf(id)).Show);
            Assert.IsType<Standing.SignedOut>(now.StandingOf(tomas, other));
        }

        var again = (await crew.ComeInAsync(link, "Tomas", null, null, default))!;
        Assert.IsType<Standing.In>(crew.StandingOf(again, Show));
    }

    private static string Token(IReadOnlyList<PrintedLink> links, Role role) => links.Single(l => l.Role == role).Path.Split('/')[^1];

    private async Task<(InvitationBook Book, Crew Crew, IDbContextFactory<AccountsDb> Store)> OpenAsync(IDbContextFactory<AccountsDb>? of = null)
    {
        var store = of ?? await StoreAsync();
        var tokens = new Tokens(new byte[32]);
        var crew = new Crew(store, new ScreenDirectory(store, tokens), _time);
        await crew.LoadAsync(default);
        return (new InvitationBook(store, tokens, _time), crew, store);
    }
}

public sealed class SqliteInvitationTests : InvitationContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("invitations").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    protected override async Task<IDbContextFactory<AccountsDb>> StoreAsync()
    {
        var store = AccountsStore.Factory(o => AccountsStore.UseFolder(o, _folder, pooling: false));
        await AccountsStore.BringUpToDateAsync(store, default);
        return store;
    }
}

public sealed class PostgresInvitationTests(OnePostgres postgres) : InvitationContract
{
    protected override async Task<IDbContextFactory<AccountsDb>> StoreAsync()
    {
        var database = await postgres.NewDatabaseAsync();
        var store = AccountsStore.Factory(o => AccountsStore.UseDatabase(o, database));
        await AccountsStore.BringUpToDateAsync(store, default);
        return store;
    }
}
