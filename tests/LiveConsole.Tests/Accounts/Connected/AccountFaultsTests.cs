using LiveConsole.Accounts.Connected;
using LiveConsole.Domain.Journal;
using LiveConsole.Hosting;
using LiveConsole.Platforms;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Shows;
using LiveConsole.Testing;
using LiveConsole.Tests.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Accounts.Connected;

/// <summary>What happens to connected accounts when Twitch is slow, the store is away, somebody leaves, or two come at once.</summary>
public sealed class AccountFaultsTests : IAsyncLifetime
{
    private readonly StoreFaults _faults = new();
    private readonly NodeHealth _node = new();
    private AccountsInstallation _house = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _house = await AccountsInstallation.StartAsync(withSecret: false, faults: _faults);

    public async ValueTask DisposeAsync()
    {
        _faults.Trouble = null;
        await _house.DisposeAsync();
    }

    [Fact]
    public async Task A_slow_answer_of_what_is_moderated_is_no_answer()
    {
        var time = new FakeTime();
        using var twitch = new SlowTwitch();
        using var http = new HttpClient(twitch);
        using var signIn = new TwitchSignIn(new TwitchOptions { UserAccessToken = "a", ClientId = "c" }, http, time);

        var asking = signIn.ModeratesAsync(Ct);
        await twitch.Asked.Task.WaitAsync(Cap.Signal, Ct);
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Null(await asking.WaitAsync(Cap.Signal, Ct));
    }

    [Fact]
    public async Task Whatever_goes_wrong_with_an_account_ends_neither_the_watch_nor_the_server()
    {
        await _house.ConnectTwitchAsync();
        using var watch = Watch();
        _faults.Trouble = () => new NotSupportedException("nobody foresaw this");

        await watch.TurnAsync(shared: true, Ct);

        Assert.True(_faults.Met >= 2);
    }

    [Fact]
    public async Task Who_asked_for_a_renewal_may_leave_and_what_Twitch_gave_is_kept()
    {
        var account = await _house.ConnectTwitchAsync();
        var held = _house.Accounts.Held(account.Id)!;
        var (asked, answer) = (NewSignal<CancellationToken>(), NewSignal<HeldTokens?>());
        using var leaves = new CancellationTokenSource();

        var renewing = _house.Accounts.Vault(account.Id).RenewAsync(held, (_, c) =>
        {
            asked.SetResult(c);
            return answer.Task.WaitAsync(c);
        }, leaves.Token);
        var given = await asked.Task.WaitAsync(Cap.Signal, Ct);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => renewing);
        Assert.False(given.IsCancellationRequested);
        answer.SetResult(held with { Access = "new", Refresh = "newer" });
        await _house.Accounts.SettleAsync().WaitAsync(Cap.Signal, Ct);

        Assert.Equal(("new", "newer"), (_house.Accounts.Held(account.Id)!.Access, _house.Accounts.Held(account.Id)!.Refresh));
        Assert.Equal("newer", (await StoredAsync(account.Id))!.Refresh);
    }

    [Fact]
    public async Task Configured_tokens_too_are_kept_when_who_asked_left()
    {
        using var vault = new ConfiguredTokens(new HeldTokens("old", "once", "c", null));
        var held = (await vault.ReadAsync(Ct))!;
        var (asked, answer) = (NewSignal<CancellationToken>(), NewSignal<HeldTokens?>());
        using var leaves = new CancellationTokenSource();

        var renewing = vault.RenewAsync(held, (_, c) =>
        {
            asked.SetResult(c);
            return answer.Task.WaitAsync(c);
        }, leaves.Token);
        await asked.Task.WaitAsync(Cap.Signal, Ct);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => renewing);
        answer.SetResult(held with { Access = "new", Refresh = "newer" });

        // Waits for the renewal that is under way, and finds what came.
        Assert.Equal("newer", (await vault.RenewAsync(held, (_, _) => throw new InvalidOperationException("spent twice"), Ct).WaitAsync(Cap.Signal, Ct))!.Refresh);
    }

    [Fact]
    public async Task A_renewed_sign_in_is_used_and_said_while_the_store_is_away_and_saved_when_it_is_back()
    {
        var account = await _house.ConnectTwitchAsync();
        var vault = _house.Accounts.Vault(account.Id);
        var held = (await vault.ReadAsync(Ct))!;
        using var watch = Watch(loopbackOnly: true);

        var made = await vault.RenewAsync(held, (kept, _) =>
        {
            _faults.GoesAway();
            return Task.FromResult<HeldTokens?>(kept with { Access = "new", Refresh = "newer" });
        }, Ct);
        await vault.FoundAsync(new(TokenHealth.Good, Login: account.Login), Ct);
        await watch.TurnAsync(shared: true, Ct);

        Assert.Equal("new", made!.Access);
        Assert.Equal("newer", _house.Accounts.Held(account.Id)!.Refresh);
        var said = Assert.Single(_node.Troubles);
        Assert.Equal((AccountWatch.Unsaved, "twitch"), (said.Kind, said.Platform));
        Assert.DoesNotContain(account.Name, Health.Ready(said), StringComparison.OrdinalIgnoreCase);

        _faults.Trouble = null;
        await _house.Accounts.LoadAsync(Ct);
        Assert.Equal("newer", _house.Accounts.Held(account.Id)!.Refresh);
        await watch.TurnAsync(shared: true, Ct);
        Assert.Empty(_node.Troubles);
        Assert.Equal("newer", (await StoredAsync(account.Id))!.Refresh);
    }

    [Fact]
    public async Task The_stores_fault_reaches_nobody_who_asks_how_a_sign_in_stands_and_a_dead_one_is_dead_all_the_same()
    {
        var account = await _house.ConnectTwitchAsync();
        _faults.GoesAway();
        // What it moderates has changed, and cannot be noted.
        Assert.Equal(TokenHealth.Good, (await _house.Doors.CheckAsync(account, Ct))!.Health);

        // Near its end: it would be renewed, and cannot be. Nothing was spent, so nothing is said of it.
        _house.Platforms.Fire("token-expired");
        Assert.Equal(TokenHealth.Unknown, (await _house.Doors.CheckAsync(account, Ct))!.Health);
        Assert.False(_house.Accounts.Find(account.Id)!.IsDead);

        var vault = _house.Accounts.Vault(account.Id);
        await vault.ReadAsync(Ct);
        await vault.FoundAsync(new(TokenHealth.Dead, Why: "refused"), Ct);
        Assert.True(_house.Accounts.Find(account.Id)!.IsDead);

        _faults.Trouble = null;
        await _house.Accounts.LoadAsync(Ct);
        Assert.True(_house.Accounts.Find(account.Id)!.IsDead);
        await _house.Accounts.SaveAgainAsync(Ct);
        await using var db = await _house.Store.CreateDbContextAsync(Ct);
        Assert.NotNull((await db.PlatformAccounts.SingleAsync(Ct)).DeadSince);
    }

    [Fact]
    public async Task Who_was_let_in_and_cannot_be_kept_is_given_back_and_said()
    {
        var asked = (await _house.Doors.AskDeviceAsync(["read"], Ct)).Value!;
        _house.Platforms.Fire("device-approved");
        _faults.GoesAway();

        var answer = await _house.Doors.WaitAsync(asked, AccountsInstallation.Camille, () => true, Ct);

        Assert.Equal((null, ConsentTrouble.NotKept), (answer.Value, answer.Trouble));
        Assert.Empty(_house.Accounts.All);
    }

    [Fact]
    public async Task A_google_account_that_is_connected_anew_and_cannot_be_kept_stays_connected_as_it_was()
    {
        var account = (await _house.ConnectYouTubeAsync()).Value!;
        _faults.GoesAwayWhenSaving();

        var again = await _house.ConnectYouTubeAsync();

        Assert.Equal((null, ConsentTrouble.NotKeptAnew), (again.Value, again.Trouble));
        _faults.Trouble = null;
        Assert.Equal(TokenHealth.Good, (await _house.Doors.CheckAsync(account, Ct))!.Health);
        Assert.False(_house.Accounts.Find(account.Id)!.IsDead);
    }

    [Fact]
    public async Task A_show_whose_journal_hangs_holds_up_neither_who_connects_nor_the_other_shows_trails()
    {
        var time = new FakeTime();
        var (hung, well) = (new FakeShow(time, new ShowSettings("hung", "Hung", Channels: [])), new FakeShow(time, new ShowSettings("well", "Well", Channels: [])) { Id = new ShowId(Guid.NewGuid()) });
        var commands = new Hanging(hung.Id);
        var trail = new AccountTrail(new Several(hung, well), new EveryTrail(commands, time, NullLogger<EveryTrail>.Instance));
        var account = await _house.ConnectTwitchAsync();

        var saying = trail.SayAsync(account, AccountDeed.Connected, AccountsInstallation.Camille, Ct);
        await time.TimerDueIn(EveryTrail.WaitsFor);
        Assert.Equal([hung.Id, well.Id], commands.Asked);
        time.Advance(EveryTrail.WaitsFor);

        Assert.Equal("It is done; the trail of \"Hung\" will say so when its journal answers.", (await saying.WaitAsync(Cap.Signal, Ct))!.En);
    }

    [Fact]
    public async Task What_cannot_be_taken_out_is_still_there_and_let_in()
    {
        var account = await _house.ConnectTwitchAsync();
        _faults.GoesAway();

        Assert.Equal(new Parted(Gone: false, Told: false), await _house.Doors.DisconnectAsync(account.Id, AccountsInstallation.Camille, Ct));

        _faults.Trouble = null;
        Assert.Equal(TokenHealth.Good, (await _house.Doors.CheckAsync(account, Ct))!.Health);
    }

    [Fact]
    public async Task A_platform_that_says_nothing_holds_the_end_up_for_moments_only_and_what_comes_meanwhile_is_kept()
    {
        var (soon, never) = (await _house.ConnectTwitchAsync(), await _house.Accounts.ConnectAsync("twitch", new(new HeldTokens("a", "b", "c", null), "77", "bot", "Bot", []), "Bo", Ct));
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        using var accounts = new PlatformAccounts(_house.Store, _house.Clients, _house.Protection, time, NullLogger<PlatformAccounts>.Instance);
        await accounts.LoadAsync(Ct);
        var (answer, begun) = (NewSignal<HeldTokens?>(), new SemaphoreSlim(0));
        Task<HeldTokens?> Asked(Task<HeldTokens?> until, CancellationToken c)
        {
            begun.Release();
            return until.WaitAsync(c);
        }

        var renewing = accounts.RenewAsync(soon.Id, accounts.Held(soon.Id)!, (_, c) => Asked(answer.Task, c), Ct);
        var silent = accounts.RenewAsync(never.Id, accounts.Held(never.Id)!, (_, c) => Asked(NewSignal<HeldTokens?>().Task, c), Ct);
        Assert.True(await begun.WaitAsync(Cap.Signal, Ct) && await begun.WaitAsync(Cap.Signal, Ct));
        var ending = accounts.SettleAsync();
        await time.TimerDueIn(PlatformAccounts.StopsWithin);
        Assert.False(ending.IsCompleted);
        answer.SetResult(accounts.Held(soon.Id)! with { Access = "new", Refresh = "newer" });
        await renewing.WaitAsync(Cap.Signal, Ct);
        // Nothing more is spent: its answer might come too late.
        await Assert.ThrowsAsync<TokensAwayException>(() => accounts.RenewAsync(soon.Id, accounts.Held(soon.Id)!, (_, _) => throw new InvalidOperationException("spent at the end"), Ct));
        time.Advance(PlatformAccounts.StopsWithin);
        await ending.WaitAsync(Cap.Signal, Ct);

        await Assert.ThrowsAsync<TokensAwayException>(() => silent);
        Assert.Equal("newer", (await StoredAsync(soon.Id))!.Refresh);
        Assert.Equal("b", (await StoredAsync(never.Id))!.Refresh);
        // By those who end after it, too.
        await accounts.SettleAsync().WaitAsync(Cap.Signal, Ct);
        begun.Dispose();
    }

    [Fact]
    public async Task An_account_connected_anew_while_its_old_token_was_renewed_is_not_called_dead()
    {
        var account = await _house.ConnectTwitchAsync();
        var held = _house.Accounts.Held(account.Id)!;
        // As on another node: this process does not see it in its memory.
        var other = AccountsInstallation.Of(_house.Platforms, _house.Store, _house.Folder, _house.Protection, withSecret: false);

        var made = await _house.Accounts.RenewAsync(account.Id, held, async (kept, _) =>
        {
            await other.Accounts.ConnectAsync("twitch", new(kept with { Access = "anew", Refresh = "anew-too" }, account.UserId, account.Login, account.Name, []), "Bo", Ct);
            return kept with { Access = "renewed", Refresh = "renewed-too" };
        }, Ct);
        Assert.Equal("anew", made!.Access);
        Assert.Equal("anew-too", _house.Accounts.Held(account.Id)!.Refresh);

        var vault = _house.Accounts.Vault(account.Id);
        var now = (await vault.ReadAsync(Ct))!;
        var refused = await vault.RenewAsync(now, async (kept, _) =>
        {
            await _house.Accounts.ConnectAsync("twitch", new(kept with { Access = "third" }, account.UserId, account.Login, account.Name, []), "Bo", Ct);
            return null;
        }, Ct);

        Assert.Equal("third", refused!.Access);
        await other.Sources.DisposeAsync();
    }

    [Fact]
    public async Task What_was_found_of_a_token_is_not_said_of_the_one_that_came_after_it()
    {
        var account = await _house.ConnectTwitchAsync();
        var vault = _house.Accounts.Vault(account.Id);
        var held = (await vault.ReadAsync(Ct))!;

        var refused = await vault.RenewAsync(held, (_, _) => Task.FromResult<HeldTokens?>(null), Ct);
        await _house.Accounts.ConnectAsync("twitch", new(held with { Access = "anew" }, account.UserId, account.Login, account.Name, []), "Bo", Ct);
        await vault.FoundAsync(new(TokenHealth.Dead, Why: "refused"), Ct);

        Assert.Null(refused);
        Assert.False(_house.Accounts.Find(account.Id)!.IsDead);
    }

    [Fact]
    public async Task Of_two_who_connect_the_same_account_at_once_the_second_writes_over_the_first()
    {
        var other = AccountsInstallation.Of(_house.Platforms, _house.Store, _house.Folder, _house.Protection, withSecret: false);
        GrantedAccount Granted(string access) => new(new HeldTokens(access, null, "c", null), "4242", "bot", "Bot", []);
        _faults.BeforeSaving = () => other.Accounts.ConnectAsync("twitch", Granted("first"), "Ana", Ct);

        var account = await _house.Accounts.ConnectAsync("twitch", Granted("second"), "Bo", Ct);

        Assert.Equal("Bo", account.ConnectedBy);
        Assert.Equal("second", (await StoredAsync(account.Id))!.Access);
        await using var db = await _house.Store.CreateDbContextAsync(Ct);
        Assert.Equal(1, await db.PlatformAccounts.CountAsync(Ct));
        await other.Sources.DisposeAsync();
    }

    [Fact]
    public async Task A_code_that_was_typed_when_who_began_runs_the_installation_no_more_connects_nothing()
    {
        var asked = (await _house.Doors.AskDeviceAsync(["read"], Ct)).Value!;
        _house.Platforms.Fire("device-approved");

        var answer = await _house.Doors.WaitAsync(asked, AccountsInstallation.Camille, () => false, Ct);

        Assert.Equal(ConsentTrouble.Declined, answer.Trouble);
        Assert.Empty(_house.Accounts.All);
    }

    [Fact]
    public async Task A_process_that_rehearses_opens_asks_connects_and_takes_out_no_account()
    {
        var account = await _house.ConnectTwitchAsync();
        _house.Platforms.Fire("token-expired");
        var rehearsing = AccountsInstallation.Of(_house.Platforms, _house.Store, _house.Folder, _house.Protection, withSecret: false, opens: false);
        await rehearsing.Accounts.LoadAsync(Ct);
        using var watch = Watch(rehearsing);

        await watch.TurnAsync(shared: true, Ct);

        Assert.Null(rehearsing.Accounts.Held(account.Id));
        Assert.Null(await rehearsing.Accounts.RenewAsync(account.Id, _house.Accounts.Held(account.Id)!, (_, _) => throw new InvalidOperationException("asked"), Ct));
        Assert.Null(rehearsing.Sources.SignIn("agence_orbite"));
        Assert.Null(await rehearsing.Doors.CheckAsync(account, Ct));
        Assert.Equal(ConsentTrouble.Rehearses, (await rehearsing.Doors.AskDeviceAsync(["read"], Ct)).Trouble);
        Assert.Equal(ConsentTrouble.Rehearses, (await rehearsing.Doors.BackAsync("twitch", "code", "state", Guid.NewGuid(), AccountsInstallation.Camille, Ct)).Trouble);
        var session = Guid.NewGuid();
        Assert.Null(rehearsing.Doors.Leave("twitch", ["read"], rehearsing.Doors.Ticket(session), session));
        Assert.False((await rehearsing.Doors.DisconnectAsync(account.Id, AccountsInstallation.Camille, Ct)).Gone);
        // The real installation's sign-in is as it was: it renews.
        Assert.Equal(TokenHealth.Good, (await _house.Doors.CheckAsync(account, Ct))!.Health);
        Assert.False(_house.Accounts.Find(account.Id)!.IsDead);
        await rehearsing.Sources.DisposeAsync();
    }

    [Fact]
    public async Task A_dead_account_is_said_at_the_desks_that_use_it_and_nobody_else_reads_a_name()
    {
        var account = await _house.ConnectTwitchAsync();
        _house.Platforms.Fire("sign-in-withdrawn");
        var landing = new FakeShow(TimeProvider.System, new ShowSettings("landing", "The landing", Channels: [new("twitch", "agence_orbite")]));
        var other = new FakeShow(TimeProvider.System, new ShowSettings("other", "Another", Channels: [new("youtube", "@other")])) { Id = new ShowId(Guid.NewGuid()) };
        using var watch = Watch(shows: new Several(landing, other));

        await watch.LookAsync(Ct);

        var said = Assert.Single(_node.Troubles);
        Assert.Equal((AccountWatch.Dead, (ShowId?)landing.Id), (said.Kind, said.Show));
        Assert.Contains(account.Name, said.Words.En, StringComparison.Ordinal);
        Assert.Equal("account.dead (Twitch): the desks of the show say more.", Health.Ready(said));

        // Not with the show's other readers, and over where it was said.
        await _house.ConnectTwitchAsync();
        await watch.LookAsync(Ct);
        Assert.Empty(_node.Troubles);
    }

    private async Task<HeldTokens?> StoredAsync(Guid id)
    {
        var again = AccountsInstallation.Of(_house.Platforms, _house.Store, _house.Folder, _house.Protection, withSecret: false);
        await again.Accounts.LoadAsync(Ct);
        var held = again.Accounts.Held(id);
        await again.Sources.DisposeAsync();
        return held;
    }

    private AccountWatch Watch(AccountsInstallation? house = null, IShows? shows = null, bool loopbackOnly = false)
    {
        var at = house ?? _house;
        return new AccountWatch(at.Accounts, at.Clients, at.Doors, shows ?? new Several(), _node, at.Addresses with { LoopbackOnly = loopbackOnly }, at.Store, TimeProvider.System, NullLogger<AccountWatch>.Instance);
    }

    private static TaskCompletionSource<T> NewSignal<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
