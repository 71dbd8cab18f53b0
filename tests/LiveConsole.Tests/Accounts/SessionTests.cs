using LiveConsole.Accounts;
using LiveConsole.Accounts.Invitations;
using LiveConsole.Domain.Journal;
using LiveConsole.Screens;
using LiveConsole.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Tests.Accounts;

public sealed class SessionTests : IAsyncLifetime
{
    private static readonly ShowId Show = new(Guid.CreateVersion7());

    private readonly string _folder = Directory.CreateTempSubdirectory("sessions").FullName;
    private readonly FakeTime _time = new();
    private IDbContextFactory<AccountsDb> _store = null!;
    private DateTimeOffset? _planned;

    public async ValueTask InitializeAsync()
    {
        _store = AccountsStore.Factory(o => AccountsStore.UseFolder(o, _folder, pooling: false));
        await AccountsStore.BringUpToDateAsync(_store, default);
        await using var db = await _store.CreateDbContextAsync();
        db.People.AddRange(new PersonRow { Id = "ana", Name = "Ana" }, new PersonRow { Id = "olga", Name = "Olga", IsOwner = true });
        db.Memberships.Add(new MembershipRow { PersonId = "ana", ShowId = Show.Value, Role = Role.Expert });
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_guests_session_ends_twelve_hours_after_the_show_wherever_its_end_moves_to()
    {
        var crew = await LoadAsync();
        _planned = _time.GetUtcNow() + TimeSpan.FromHours(3);
        var guest = await crew.OpenSessionAsync("ana", Show, null, default);

        _time.Advance(TimeSpan.FromHours(14));
        Assert.Equal("ana", crew.SignedIn(guest));
        _planned += TimeSpan.FromDays(1);
        _time.Advance(TimeSpan.FromHours(24));
        Assert.Equal("ana", crew.SignedIn(guest));
        _time.Advance(TimeSpan.FromHours(2));

        Assert.Null(crew.SignedIn(guest));
        Assert.Null(crew.ActorFor(guest, Show));
        Assert.False(await crew.SeenAsync(guest, default));
    }

    [Fact]
    public async Task Without_a_plan_a_guests_session_is_a_night_and_the_morning_after_and_use_does_not_lengthen_it()
    {
        var crew = await LoadAsync();
        var guest = await crew.OpenSessionAsync("ana", Show, null, default);

        for (var hours = 0; hours < 35; hours++)
        {
            _time.Advance(TimeSpan.FromHours(1));
            Assert.True(await crew.SeenAsync(guest, default));
        }

        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(await crew.SeenAsync(guest, default));
    }

    [Fact]
    public async Task A_show_that_was_over_when_they_came_does_not_end_their_session_at_once()
    {
        _planned = _time.GetUtcNow() - TimeSpan.FromDays(2);
        var crew = await LoadAsync();

        Assert.Equal(_time.GetUtcNow() + Crew.WithoutPlan, crew.EndOf(crew.SessionOf(await crew.OpenSessionAsync("ana", Show, null, default))!.Value));
    }

    [Fact]
    public async Task A_session_that_somebody_signed_in_to_lives_by_its_use_and_ninety_days_at_most()
    {
        var crew = await LoadAsync();
        var (used, unused) = (await crew.OpenSessionAsync("ana", null, null, default), await crew.OpenSessionAsync("ana", null, null, default));

        for (var days = 10; days < 90; days += 10)
        {
            _time.Advance(TimeSpan.FromDays(10));
            Assert.True(await crew.SeenAsync(used, default));
            // What was written down is what a restart finds.
            Assert.Equal("ana", (await LoadAsync()).SignedIn(used));
            if (days > 14) Assert.Null(crew.SignedIn(unused));
        }

        _time.Advance(TimeSpan.FromDays(10));
        Assert.Null(crew.SignedIn(used));
    }

    [Fact]
    public async Task A_session_taken_back_is_refused_at_once_and_after_a_restart_and_whoever_holds_something_open_hears_of_it()
    {
        var crew = await LoadAsync();
        List<AccessEnded> heard = [];
        crew.Ended += heard.Add;
        var (one, other) = (await crew.OpenSessionAsync("ana", Show, null, default), await crew.OpenSessionAsync("ana", null, null, default));
        var first = crew.SessionOf(one)!.Value;

        await crew.RevokeSessionAsync(first, default);
        await crew.RevokeSessionAsync(first, default);

        Assert.Null(crew.ActorFor(one, Show));
        Assert.Equal(Role.Expert, crew.ActorFor(other, Show)?.Role);
        Assert.Null((await LoadAsync()).SignedIn(one));
        Assert.Equal(new AccessEnded("ana", first), Assert.Single(heard));
    }

    [Fact]
    public async Task Everything_of_a_person_is_taken_back_and_nothing_of_another()
    {
        var crew = await LoadAsync();
        var (ana, olga) = (await crew.OpenSessionAsync("ana", null, null, default), await crew.OpenSessionAsync("olga", null, null, default));
        List<AccessEnded> heard = [];
        crew.Ended += heard.Add;

        await crew.RevokePersonAsync("ana", default);

        Assert.Null(crew.SignedIn(ana));
        Assert.Equal("olga", crew.SignedIn(olga));
        Assert.Equal(new AccessEnded("ana", null), Assert.Single(heard));
    }

    [Fact]
    public async Task Signing_out_the_others_leaves_the_one_it_is_pressed_in()
    {
        var crew = await LoadAsync();
        var (here, there) = (await crew.OpenSessionAsync("ana", null, "Firefox, Linux", default), await crew.OpenSessionAsync("ana", null, null, default));
        Assert.Equal(2, crew.SessionsOf("ana").Count);

        await crew.RevokeOthersAsync("ana", crew.SessionOf(here)!.Value, default);

        Assert.Null(crew.SignedIn(there));
        Assert.Equal("Firefox, Linux", Assert.Single(crew.SessionsOf("ana")).Device);
    }

    [Fact]
    public async Task The_installations_owner_is_owner_in_every_show_and_nobody_else_is()
    {
        var crew = await LoadAsync();
        var (ana, olga) = (await crew.OpenSessionAsync("ana", null, null, default), await crew.OpenSessionAsync("olga", null, null, default));

        Assert.Equal(Role.Owner, crew.ActorFor(olga, new ShowId(Guid.CreateVersion7()))?.Role);
        Assert.Equal(Role.Owner, crew.Current(new Actor("olga", "Olga", Role.Observer), Show)?.Role);
        Assert.Null(crew.ActorFor(ana, new ShowId(Guid.CreateVersion7())));
        Assert.True(crew.IsOwner(olga));
        Assert.False(crew.IsOwner(ana));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0", "Edge, Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1", "Safari, iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36", "Chrome, Android")]
    [InlineData("curl/8.5.0", null)]
    [InlineData("", null)]
    public void A_browser_is_known_again_by_two_words(string said, string? device)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.UserAgent = said;

        Assert.Equal(device, Device.Of(request));
    }

    [Fact]
    public async Task Who_came_by_an_invitation_is_in_until_its_end_and_twelve_hours_on_also_with_an_account_and_what_they_have_open_closes_then()
    {
        var crew = await LoadAsync();
        var book = new InvitationBook(_store, new Tokens(new byte[32]), _time);
        var link = await book.MakeAsync(Show, new InvitationWish(Role.Moderator, [], null, 1, _time.GetUtcNow().AddHours(20)), new Actor("olga", "Olga", Role.Owner), default);
        var guest = (await crew.ComeInAsync(link, "Tomas", null, null, default))!;
        var account = await crew.OpenSessionAsync(crew.SignedIn(guest)!, null, null, default);
        using var open = new Connections(crew, new ScreenDirectory(_store, new Tokens(new byte[32])), _time);
        var closed = 0;
        using var held = open.WhileIn(account, Show, () => closed++);

        _time.Advance(TimeSpan.FromHours(32) - TimeSpan.FromSeconds(1));
        Assert.Equal((Role.Moderator, Role.Moderator, 0), (crew.ActorFor(guest, Show)!.Role, crew.ActorFor(account, Show)!.Role, closed));
        Assert.Contains(crew.SeatsIn(Show), s => s.Name == "Tomas" && s.Until == _time.GetUtcNow().AddSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, closed);
        Assert.Null(crew.ActorFor(account, Show));
        Assert.Null(crew.Current(new Actor(crew.SignedIn(account)!, "Tomas", Role.Moderator), Show));
        Assert.Null(crew.SignedIn(guest));
        Assert.IsType<Standing.Over>(crew.StandingOf(account, Show));
        Assert.IsType<Standing.Over>(crew.StandingOf(guest, Show));
        Assert.DoesNotContain(crew.SeatsIn(Show), s => s.Name == "Tomas");
        Assert.Null((await LoadAsync()).ActorFor(account, Show));
        // What has no end has none: Ana came before there were any.
        Assert.Contains(crew.SeatsIn(Show), s => s is { Name: "Ana", Until: null });
    }

    [Theory]
    [InlineData(true, 36 + 12)]
    [InlineData(false, 20 + 12)]
    public async Task An_invitation_until_the_shows_end_moves_with_it_and_one_until_a_day_does_not(bool withShow, int hours)
    {
        _planned = _time.GetUtcNow().AddHours(20);
        var crew = await LoadAsync();
        var link = await new InvitationBook(_store, new Tokens(new byte[32]), _time).MakeAsync(Show, new InvitationWish(Role.Moderator, [], null, 1, _time.GetUtcNow().AddHours(20), withShow), new Actor("olga", "Olga", Role.Owner), default);
        var guest = (await crew.ComeInAsync(link, "Tomas", null, null, default))!;
        var came = _time.GetUtcNow();

        _planned = came.AddHours(36);

        Assert.Equal(came.AddHours(hours), crew.EndOf(crew.SessionOf(guest)!.Value));
        Assert.Equal(came.AddHours(hours), Assert.Single(crew.SeatsIn(Show), s => s.Name == "Tomas").Until);
    }

    [Fact]
    public async Task Who_is_given_a_place_anew_has_it_without_the_end_that_is_over_and_another_role_changes_no_end()
    {
        var crew = await LoadAsync();
        var link = await new InvitationBook(_store, new Tokens(new byte[32]), _time).MakeAsync(Show, new InvitationWish(Role.Moderator, [], null, 1, _time.GetUtcNow().AddHours(2)), new Actor("olga", "Olga", Role.Owner), default);
        var tomas = crew.SignedIn((await crew.ComeInAsync(link, "Tomas", null, null, default))!)!;

        await crew.SeatAsync(tomas, Show, Role.Lead, [], default);
        Assert.Equal(_time.GetUtcNow().AddHours(14), crew.SeatOf(tomas, Show)!.Until);
        _time.Advance(TimeSpan.FromHours(15));
        Assert.Null(crew.SeatOf(tomas, Show));
        await crew.SeatAsync(tomas, Show, Role.Lead, [], default);

        Assert.Equal((Role.Lead, null), (crew.SeatOf(tomas, Show)!.Role, crew.SeatOf(tomas, Show)!.Until));
    }

    private async Task<Crew> LoadAsync()
    {
        var crew = new Crew(_store, new ScreenDirectory(_store, new Tokens(new byte[32])), _time, show => show == Show ? _planned : null);
        await crew.LoadAsync(default);
        return crew;
    }
}
