using System.Text;
using LiveConsole.Accounts;
using LiveConsole.Accounts.Connected;
using LiveConsole.Doctor;
using LiveConsole.Platforms;
using LiveConsole.Platforms.Twitch.Writing;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Sources;
using LiveConsole.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Tests.Accounts.Connected;

public sealed class PlatformAccountsTests : IAsyncLifetime
{
    private static readonly Guid Session = Guid.NewGuid();
    private AccountsInstallation _house = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _house = await AccountsInstallation.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_devices_code_that_was_typed_connects_the_account_with_what_it_moderates_and_it_is_used_at_once()
    {
        var heard = 0;
        _house.Sources.AccountsChanged += () => heard++;
        Assert.Null(_house.Sources.SignIn("agence_orbite"));

        var account = await _house.ConnectTwitchAsync();

        Assert.Equal((EmulatedTwitch.UserId, EmulatedTwitch.UserLogin, "Camille"), (account.UserId, account.Login, account.ConnectedBy));
        Assert.Contains("agence_orbite", account.Moderates);
        Assert.Equal(TokenHealth.Good, (await _house.Sources.SignIn("agence_orbite")!.StandingAsync(Ct)).Health);
        Assert.True(heard > 0);
    }

    [Fact]
    public async Task No_token_stands_readable_in_the_store_nor_in_a_backup_nor_in_what_a_row_prints()
    {
        var account = await _house.ConnectTwitchAsync();
        await _house.Clients.KeepAsync("youtube", "other", "a-client-secret-of-google", published: true, "Camille", Ct);
        var held = _house.Accounts.Held(account.Id)!;

        var file = string.Concat(Directory.GetFiles(_house.Folder).Select(f => Encoding.Latin1.GetString(File.ReadAllBytes(f))));
        var archived = string.Concat((await AccountsArchive.ReadAsync(_house.Store, withSessions: false, Ct)).SelectMany(t => t.Rows));
        await using var db = await _house.Store.CreateDbContextAsync(Ct);
        var row = await db.PlatformAccounts.SingleAsync(Ct);

        Assert.Contains(EmulatedTwitch.UserLogin, file, StringComparison.Ordinal);
        foreach (var secret in new[] { held.Access, held.Refresh!, "a-client-secret-of-google" })
        {
            Assert.DoesNotContain(secret, file, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, $"{archived}{row}{held}{account}", StringComparison.Ordinal);
        }

        Assert.DoesNotContain("\"access\"", archived, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_who_find_the_token_dead_at_once_one_renews_it_and_it_is_kept_before_it_is_used()
    {
        await using var house = await AccountsInstallation.StartAsync(withSecret: false);
        var account = await house.ConnectTwitchAsync();
        var before = house.Accounts.Held(account.Id)!;
        house.Platforms.Fire("token-expired");
        // As on another node: a sign-in of its own, on the same store.
        await using var other = house.Sources.SignIn("agence_orbite") is null ? null : new Sharing(house);

        var standings = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? house.Sources.SignIn("agence_orbite")! : other!.SignIn).StandingAsync(Ct)));

        Assert.All(standings, s => Assert.Equal(TokenHealth.Good, s.Health));
        var after = house.Accounts.Held(account.Id)!;
        Assert.NotEqual((before.Access, before.Refresh), (after.Access, after.Refresh));
        // A public client's refresh token is good once: what stands in the store is the living one.
        var again = AccountsInstallation.Of(house.Platforms, house.Store, house.Folder, house.Protection, withSecret: false);
        await again.Accounts.LoadAsync(Ct);
        house.Platforms.Fire("token-expired");
        Assert.Equal(TokenHealth.Good, (await again.Sources.SignIn("agence_orbite")!.StandingAsync(Ct)).Health);
        await again.Sources.DisposeAsync();
    }

    [Fact]
    public async Task A_withdrawn_account_is_dead_since_then_and_lives_when_it_is_connected_again()
    {
        var account = await _house.ConnectTwitchAsync();
        _house.Platforms.Fire("sign-in-withdrawn");

        var standing = await _house.Doors.CheckAsync(account, Ct);
        var dead = _house.Accounts.Find(account.Id)!;
        var again = await _house.ConnectTwitchAsync();

        Assert.Equal(TokenHealth.Dead, standing!.Health);
        Assert.True(dead.IsDead);
        Assert.Equal((account.Id, false), (again.Id, again.IsDead));
        Assert.NotEqual(account.Key, again.Key);
    }

    [Fact]
    public async Task Disconnecting_gives_the_token_back_at_the_platform_and_forgets_it()
    {
        var account = await _house.ConnectTwitchAsync();
        var access = _house.Accounts.Held(account.Id)!.Access;

        Assert.Equal(new Parted(Gone: true, Told: true), await _house.Doors.DisconnectAsync(account.Id, AccountsInstallation.Camille, Ct));

        using var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "OAuth " + access);
        using var asked = await http.GetAsync(new Uri(_house.Platforms.Twitch.IdBaseUri, "oauth2/validate"), Ct);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, asked.StatusCode);
        Assert.Empty(_house.Accounts.All);
        Assert.Null(_house.Sources.SignIn("agence_orbite"));
    }

    [Fact]
    public async Task The_doctor_says_of_a_connected_account_until_when_it_is_good_how_old_its_token_is_and_no_token()
    {
        var account = await _house.ConnectTwitchAsync();
        var held = _house.Accounts.Held(account.Id)!;
        var patient = new Patient(_house.Folder, null, new Uri("http://localhost:5080"), _house.Addresses, null);

        var good = Assert.Single(await AccountChecks.ConnectedAsync(patient, TimeProvider.System, Ct));
        Assert.Equal(Verdict.Ok, good.Verdict);
        Assert.StartsWith("Twitch orbite_regie: good until it is withdrawn, renewed ", good.Evidence, StringComparison.Ordinal);
        Assert.DoesNotContain(held.Access, good.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(held.Refresh!, good.ToString(), StringComparison.Ordinal);

        _house.Platforms.Fire("sign-in-withdrawn");
        await _house.Doors.CheckAsync(account, Ct);
        var dead = Assert.Single(await AccountChecks.ConnectedAsync(patient, TimeProvider.System, Ct));
        Assert.Equal(Verdict.Watch, dead.Verdict);
        Assert.Contains("let in no more since", dead.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rehearsal_never_sees_a_connected_account()
    {
        await _house.ConnectTwitchAsync();
        await using var rehearsed = new NodeSources(_house.Addresses with { LoopbackOnly = true }, TimeProvider.System, accounts: _house.Accounts, clients: _house.Clients);

        Assert.NotNull(_house.Sources.AccountFor("twitch", "agence_orbite"));
        Assert.Null(rehearsed.AccountFor("twitch", "agence_orbite"));
        Assert.Null(rehearsed.SignIn("agence_orbite"));
        Assert.Equal("", rehearsed.ReadsAs("twitch", "agence_orbite"));
    }

    [Theory]
    [InlineData("twitch")]
    [InlineData("youtube")]
    public async Task A_page_and_back_connects_the_account_only_for_the_session_that_left_and_to_our_own_address(string platform)
    {
        var page = _house.Doors.Leave(platform, AccountWishes.Of(platform).Select(w => w.Key), _house.Doors.Ticket(Session), Session)!;
        var query = QueryHelpers.ParseQuery(page.Query);
        Assert.Equal($"http://localhost:5080/settings/accounts/back/{platform}", query["redirect_uri"]);
        var (code, state) = await AccountsInstallation.AgreeAsync(page);

        var stranger = await _house.Doors.BackAsync(platform, code, state, Guid.NewGuid(), AccountsInstallation.Camille, Ct);
        var forged = await _house.Doors.BackAsync(platform, code, "forged", Session, AccountsInstallation.Camille, Ct);
        var other = await _house.Doors.BackAsync(platform == "twitch" ? "youtube" : "twitch", code, state, Session, AccountsInstallation.Camille, Ct);
        var came = await _house.Doors.BackAsync(platform, code, state, Session, AccountsInstallation.Camille, Ct);

        Assert.All([stranger, forged, other], a => Assert.Equal(ConsentTrouble.Declined, a.Trouble));
        Assert.Equal("Camille", came.Value!.ConnectedBy);
        Assert.All(AccountWishes.Granted(platform, came.Value.Scopes), w => Assert.Contains(w, AccountWishes.Of(platform)));
        Assert.Equal(platform == "youtube" ? 1 : 0, _house.Platforms.YouTube.QuotaUsed);
        Assert.Equal(TokenHealth.Good, (await _house.Doors.CheckAsync(came.Value, Ct))!.Health);
    }

    [Fact]
    public void Nobody_leaves_by_a_ticket_of_another_session()
    {
        Assert.Null(_house.Doors.Leave("twitch", ["read"], _house.Doors.Ticket(Session), Guid.NewGuid()));
        Assert.Null(_house.Doors.Leave("twitch", ["read"], "forged", Session));
        Assert.Null(_house.Doors.Leave("twitch", [], _house.Doors.Ticket(Session), Session));
    }

    [Fact]
    public void The_channels_own_account_is_used_before_one_that_moderates_it_and_that_before_the_oldest_and_a_dead_one_last()
    {
        var (own, moderator, oldest) = (An("chan", 3), An("mod", 2, "chan"), An("old", 1));

        Assert.Equal("chan", PlatformAccount.Choose([oldest, moderator, own], "twitch", "Chan")!.Login);
        Assert.Equal("mod", PlatformAccount.Choose([oldest, moderator], "twitch", "chan")!.Login);
        Assert.Equal("mod", PlatformAccount.Choose([oldest, moderator, own with { DeadSince = A.Time }], "twitch", "chan")!.Login);
        Assert.Equal("old", PlatformAccount.Choose([oldest, moderator], "twitch", "another")!.Login);
        Assert.Null(PlatformAccount.Choose([oldest], "youtube", "another"));
    }

    [Fact]
    public void The_one_that_a_person_chose_goes_before_all_others_unless_it_is_let_in_no_more()
    {
        var (own, moderator, oldest) = (An("chan", 3), An("mod", 2, "chan"), An("old", 1));

        Assert.Equal("old", PlatformAccount.Choose([oldest, moderator, own], "twitch", "chan", "old")!.Login);
        Assert.Equal("chan", PlatformAccount.Choose([oldest with { DeadSince = A.Time }, moderator, own], "twitch", "chan", "old")!.Login);
        Assert.Equal("chan", PlatformAccount.Choose([moderator, own], "twitch", "chan", "old")!.Login);
    }

    [Fact]
    public async Task A_show_acts_as_the_account_that_was_chosen_for_its_channel_and_another_show_as_before()
    {
        var own = await _house.ConnectTwitchAsync();
        var second = await _house.ConnectTwitchByPageAsync("orbite_modo");
        string? chosen = second.UserId;
        var writer = _house.Sources.Writer("twitch", _ => chosen)!;

        Assert.Equal(second.UserId, (await writer.LookAsync("agence_orbite", Ct)).AsId);
        Assert.Equal(own.UserId, (await _house.Sources.Writer("twitch")!.LookAsync("agence_orbite", Ct)).AsId);
        // Known before it was ever looked at.
        Assert.Equal(new WriterAccount(second.UserId, second.Name), _house.Sources.Writer("twitch", _ => chosen)!.In("@another").Account);
        chosen = null;
        Assert.Equal(own.UserId, (await writer.LookAsync("agence_orbite", Ct)).AsId);
        // Read as before: who acts is another matter.
        Assert.Equal(own.Id, _house.Sources.AccountFor("twitch", "agence_orbite")!.Id);
    }

    [Fact]
    public async Task A_dead_account_gives_its_place_to_a_configured_token_and_to_no_key_that_only_reads()
    {
        var account = (await _house.ConnectYouTubeAsync()).Value!;
        var vault = _house.Accounts.Vault(account.Id);
        await vault.ReadAsync(Ct);
        await vault.FoundAsync(new SignInFinding(TokenHealth.Dead, Why: "withdrawn"), Ct);
        var keyed = _house.Addresses with { YouTube = _house.Addresses.YouTube with { ApiKey = "key" } };
        await using var withKey = new NodeSources(keyed, TimeProvider.System, accounts: _house.Accounts, clients: _house.Clients);
        await using var withToken = new NodeSources(keyed with { YouTube = keyed.YouTube with { AccessToken = "token" } }, TimeProvider.System, accounts: _house.Accounts, clients: _house.Clients);

        Assert.Equal(account.UserId, withKey.Writer("youtube")!.In("abc").Account?.Id);
        Assert.Equal("", withKey.ReadsAs("youtube", "abc"));
        Assert.Null(withToken.Writer("youtube")!.In("abc").Account);
    }

    [Fact]
    public void Every_scope_that_the_adapter_uses_can_be_wished_for_and_none_that_it_does_not()
    {
        Assert.Equal(TwitchScopes.All.Select(s => s.Name).Order(StringComparer.Ordinal), AccountWishes.Twitch.SelectMany(w => w.Scopes).Order(StringComparer.Ordinal));
    }

    private static PlatformAccount An(string login, int day, params string[] moderates) =>
        new(Guid.NewGuid(), "twitch", login, login, login, [], A.Time.AddDays(day), null, A.Time, null, null, null, [.. moderates]);

    private sealed class Sharing : IAsyncDisposable
    {
        private readonly AccountsInstallation _second;

        public Sharing(AccountsInstallation first)
        {
            _second = AccountsInstallation.Of(first.Platforms, first.Store, first.Folder, first.Protection, withSecret: false);
            SignIn = new LiveConsole.Platforms.Twitch.TwitchSignIn(_second.Addresses.Twitch, _second.Sources.Http, TimeProvider.System, first.Accounts.Vault(first.Accounts.All[0].Id));
        }

        public LiveConsole.Platforms.Twitch.TwitchSignIn SignIn { get; }

        public ValueTask DisposeAsync()
        {
            SignIn.Dispose();
            return _second.Sources.DisposeAsync();
        }
    }
}
