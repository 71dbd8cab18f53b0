using LiveConsole.Accounts;
using LiveConsole.Accounts.SigningIn;
using LiveConsole.Screens;
using LiveConsole.Testing;
using LiveConsole.Tests.Archives;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace LiveConsole.Tests.Accounts;

/// <summary>What signing in keeps to, on either store.</summary>
public abstract class SigningInContract : IAsyncLifetime
{
    private const string Password = "correct horse battery";

    private readonly FakeTime _time = new();
    private IDbContextFactory<AccountsDb> _store = null!;
    private Lockout _lockout = null!;
    private Passwords _passwords = null!;
    private SecondStep _second = null!;

    protected abstract Task<IDbContextFactory<AccountsDb>> StoreAsync();

    public async ValueTask InitializeAsync()
    {
        _store = await StoreAsync();
        await AccountsStore.BringUpToDateAsync(_store, default);
        _lockout = new Lockout(_store, _time);
        _passwords = new Passwords(_store, new PasswordHasher<PersonRow>(Options.Create(new PasswordHasherOptions { IterationCount = 1_000 })), _lockout, _time);
        _second = new SecondStep(_store, new EphemeralDataProtectionProvider(), _time);
        await using var db = await _store.CreateDbContextAsync();
        var ana = new PersonRow { Id = "ana", Name = "Ana" };
        _passwords.Set(ana, "Ana@Orbite", Password);
        db.People.AddRange(ana, new PersonRow { Id = "guest", Name = "Guest" });
        await db.SaveChangesAsync();
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_name_and_its_password_are_right_however_the_name_is_written()
    {
        Assert.Equal(new PasswordAnswer.Right("ana", NeedsCode: false), await _passwords.CheckAsync("  ANA@orbite ", Password, default));
    }

    [Theory]
    [InlineData("Ana@Orbite")]
    [InlineData("nobody")]
    [InlineData("")]
    public async Task Wrong_is_answered_the_same_and_no_sooner_whoever_is_known(string name)
    {
        var answer = _passwords.CheckAsync(name, "not the right one", default);
        await _time.TimerDueIn(Passwords.WrongAfter).WaitAsync(Cap.Signal);
        Assert.False(answer.IsCompleted);

        _time.Advance(Passwords.WrongAfter);

        Assert.IsType<PasswordAnswer.Wrong>(await answer);
    }

    [Theory]
    [InlineData("Ana@Orbite")]
    [InlineData("nobody")]
    public async Task Five_wrong_ones_lock_a_name_for_five_minutes_whether_anybody_has_it_or_not(string name)
    {
        for (var tries = 1; tries < Lockout.Tries; tries++) Assert.IsType<PasswordAnswer.Wrong>(await WrongAsync(name));
        var locked = Assert.IsType<PasswordAnswer.Locked>(await WrongAsync(name));
        Assert.Equal(Lockout.Length - Passwords.WrongAfter, locked.Until - _time.GetUtcNow());
        Assert.IsType<PasswordAnswer.Locked>(await CheckAsync(name, Password));

        _time.Advance(Lockout.Length);

        Assert.IsType<PasswordAnswer.Wrong>(await WrongAsync(name));
    }

    [Fact]
    public async Task The_right_password_forgets_the_wrong_ones_before_it()
    {
        for (var rounds = 0; rounds < 3; rounds++)
        {
            for (var tries = 1; tries < Lockout.Tries; tries++) await WrongAsync("Ana@Orbite");
            Assert.IsType<PasswordAnswer.Right>(await CheckAsync("Ana@Orbite", Password));
        }
    }

    [Fact]
    public async Task Many_tries_at_once_are_counted_as_many()
    {
        var may = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _lockout.TryAsync("ana", default)));

        Assert.True(may.Count(until => until is null) <= Lockout.Tries, $"{may.Count(until => until is null)} tries were let through.");
        Assert.NotNull(await _lockout.TryAsync("ana", default));
    }

    [Fact]
    public async Task A_try_that_was_cut_in_the_middle_locks_nobody_for_ever()
    {
        for (var tries = 0; tries < Lockout.Tries; tries++) Assert.Null(await _lockout.TryAsync("ana", default));
        Assert.Equal(_time.GetUtcNow() + Lockout.Length, await _lockout.TryAsync("ana", default));

        _time.Advance(Lockout.Length);

        Assert.Null(await _lockout.TryAsync("ana", default));
    }

    [Fact]
    public async Task Who_has_no_password_is_let_in_by_none()
    {
        Assert.IsType<PasswordAnswer.Wrong>(await CheckAsync("guest", ""));
        Assert.IsType<PasswordAnswer.Wrong>(await CheckAsync("", ""));
    }

    [Fact]
    public async Task A_code_counts_once_and_an_older_one_never_after_it()
    {
        var key = await SetUpAsync();
        _time.Advance(TimeSpan.FromMinutes(5));
        var (before, code) = (OneTimeCode.Of(key, _time.GetUtcNow() - TimeSpan.FromSeconds(30)), OneTimeCode.Of(key, _time.GetUtcNow()));

        var both = await Task.WhenAll(_second.TakeCodeAsync("ana", code, default), _second.TakeCodeAsync("ana", code, default));

        Assert.Single(both, taken => taken);
        Assert.False(await _second.TakeCodeAsync("ana", before, default));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.False(await _second.TakeCodeAsync("ana", code, default));
        Assert.True(await _second.TakeCodeAsync("ana", OneTimeCode.Of(key, _time.GetUtcNow()), default));
    }

    [Fact]
    public async Task A_right_password_alone_gives_no_endless_tries_at_the_code()
    {
        await SetUpAsync();
        for (var tries = 0; tries < Lockout.Tries; tries++) Assert.Equal(new PasswordAnswer.Right("ana", NeedsCode: true), await CheckAsync("Ana@Orbite", Password));

        Assert.IsType<PasswordAnswer.Locked>(await CheckAsync("Ana@Orbite", Password));
    }

    [Fact]
    public async Task Who_is_in_and_gives_the_right_password_again_has_not_failed_at_anything()
    {
        await SetUpAsync();
        await using var db = await _store.CreateDbContextAsync();
        var ana = await db.People.AsNoTracking().FirstAsync(p => p.Id == "ana");

        for (var times = 0; times < Lockout.Tries + 1; times++) Assert.IsType<PasswordAnswer.Right>(await _passwords.CheckPresentAsync(ana, Password, default));

        Assert.Equal(0, (await db.People.AsNoTracking().FirstAsync(p => p.Id == "ana")).AccessFailedCount);
    }

    [Fact]
    public async Task Codes_are_not_asked_for_before_one_confirmed_that_the_app_has_the_key()
    {
        await _second.NewKeyAsync("ana", default);

        Assert.Null(await _second.ConfirmAsync("ana", "000000", default));
        Assert.Equal(new PasswordAnswer.Right("ana", NeedsCode: false), await CheckAsync("Ana@Orbite", Password));
        await using var db = await _store.CreateDbContextAsync();
        Assert.NotNull(_second.WaitingKey(await db.People.AsNoTracking().FirstAsync(p => p.Id == "ana")));
    }

    [Fact]
    public async Task A_recovery_code_counts_once_whoever_sends_it_and_new_ones_end_the_old()
    {
        var key = await _second.NewKeyAsync("ana", default);
        var codes = (await _second.ConfirmAsync("ana", OneTimeCode.Of(key, _time.GetUtcNow()), default))!;
        Assert.Equal(8, codes.Distinct(StringComparer.Ordinal).Count());

        var both = await Task.WhenAll(_second.TakeRecoveryCodeAsync("ana", codes[0].ToLowerInvariant().Replace('-', ' '), default), _second.TakeRecoveryCodeAsync("ana", codes[0], default));

        Assert.Single(both, taken => taken);
        Assert.False(await _second.TakeRecoveryCodeAsync("guest", codes[1], default));
        Assert.Equal(7, await _second.RecoveryCodesLeftAsync("ana", default));
        await _second.NewRecoveryCodesAsync("ana", default);
        Assert.False(await _second.TakeRecoveryCodeAsync("ana", codes[1], default));
    }

    [Fact]
    public async Task Neither_keys_nor_codes_nor_passwords_stand_in_the_store_as_they_are()
    {
        var key = await _second.NewKeyAsync("ana", default);
        var codes = (await _second.ConfirmAsync("ana", OneTimeCode.Of(key, _time.GetUtcNow()), default))!;

        var rows = string.Join('\n', (await AccountsArchive.ReadAsync(_store, withSessions: true, default)).SelectMany(t => t.Rows));

        foreach (var secret in codes.Append(Password).Append(OneTimeCode.Text(key)).Append(Convert.ToBase64String(key))) Assert.DoesNotContain(secret, rows, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_owners_link_is_printed_until_there_is_an_owner_and_lets_one_in()
    {
        var (owners, crew) = await OwnersAsync();
        var old = await FindAsync(owners, (await owners.PrintAsync(default))!);
        var link = await FindAsync(owners, (await owners.PrintAsync(default))!);

        Assert.Null(await owners.CreateAsync(old.Id, "olga", "Olga", (_, _) => { }, null, default));
        var both = await Task.WhenAll(
            owners.CreateAsync(link.Id, "olga", "Olga", (_, row) => _passwords.Set(row, "olga", Password), null, default),
            owners.CreateAsync(link.Id, "mallory", "Mallory", (_, row) => _passwords.Set(row, "mallory", Password), null, default));

        var came = Assert.Single(both, p => p is not null)!;
        Assert.True(crew.IsOwner(came));
        Assert.Null(await owners.PrintAsync(default));
        Assert.Null(await owners.CreateAsync(link.Id, "late", "Late", (_, _) => { }, null, default));
        await using var db = await _store.CreateDbContextAsync();
        Assert.Equal(1, await db.People.CountAsync(p => p.IsOwner));
    }

    [Fact]
    public async Task An_owners_link_that_nobody_used_ends_after_a_day_and_a_new_one_can_be_made()
    {
        var (owners, crew) = await OwnersAsync();
        var link = await FindAsync(owners, (await owners.PrintAsync(default))!);
        _time.Advance(OwnerLinkRow.Lives);

        Assert.False(link.IsOpen(_time.GetUtcNow()));
        Assert.Null(await owners.CreateAsync(link.Id, "olga", "Olga", (_, row) => _passwords.Set(row, "olga", Password), null, default));
        var fresh = await FindAsync(owners, await owners.MakeLinkAsync(default));
        Assert.True(crew.IsOwner((await owners.CreateAsync(fresh.Id, "olga", "Olga", (_, row) => _passwords.Set(row, "olga", Password), null, default))!));
    }

    [Fact]
    public async Task An_owners_link_whose_person_could_not_be_kept_is_not_spent()
    {
        var (owners, _) = await OwnersAsync();
        var path = (await owners.PrintAsync(default))!;
        var link = await FindAsync(owners, path);

        await Assert.ThrowsAsync<DbUpdateException>(() => owners.CreateAsync(link.Id, "olga", "Olga", (_, row) => _passwords.Set(row, "ana@orbite", Password), null, default));

        Assert.Null((await FindAsync(owners, path)).SpentAt);
        Assert.False(await owners.AnyAsync(default));
    }

    [Fact]
    public async Task Somebody_who_is_in_already_becomes_the_owner_and_stays_the_same_person()
    {
        var (owners, crew) = await OwnersAsync();
        var link = await FindAsync(owners, (await owners.PrintAsync(default))!);

        var came = await owners.CreateAsync(link.Id, "guest", "Olga", (_, row) => _passwords.Set(row, "olga", Password), null, default);

        Assert.Equal(("guest", "Olga"), (crew.SignedIn(came!), crew.NameOf("guest")));
    }

    [Fact]
    public async Task Two_people_never_sign_in_with_one_name()
    {
        Assert.True(await _passwords.IsTakenAsync("ana@orbite", "guest", default));
        Assert.False(await _passwords.IsTakenAsync("ana@orbite", "ana", default));
        await using var db = await _store.CreateDbContextAsync();
        _passwords.Set(await db.People.FirstAsync(p => p.Id == "guest"), "ANA@ORBITE", Password);
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
    }

    private async Task<byte[]> SetUpAsync()
    {
        var key = await _second.NewKeyAsync("ana", default);
        Assert.NotNull(await _second.ConfirmAsync("ana", OneTimeCode.Of(key, _time.GetUtcNow()), default));
        return key;
    }

    private Task<PasswordAnswer> WrongAsync(string name) => CheckAsync(name, "not the right one");

    private async Task<PasswordAnswer> CheckAsync(string name, string password)
    {
        var answer = _passwords.CheckAsync(name, password, default);
        var due = _time.TimerDueIn(Passwords.WrongAfter);
        if (await Task.WhenAny(answer, due).WaitAsync(Cap.Signal) == due) _time.Advance(Passwords.WrongAfter);
        return await answer.WaitAsync(Cap.Signal);
    }

    private async Task<(Owners Owners, Crew Crew)> OwnersAsync()
    {
        var crew = new Crew(_store, new ScreenDirectory(_store, new Tokens(new byte[32])), _time);
        await crew.LoadAsync(default);
        return (new Owners(_store, crew, _time), crew);
    }

    private static async Task<OwnerLinkRow> FindAsync(Owners owners, string path) => (await owners.FindAsync(path.Split('/')[^1], default))!;
}

public sealed class SqliteSigningInTests : SigningInContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("signing-in").FullName;

    protected override Task<IDbContextFactory<AccountsDb>> StoreAsync() => Task.FromResult(AccountsStore.Factory(o => AccountsStore.UseFolder(o, _folder, pooling: false)));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

public sealed class PostgresSigningInTests(OnePostgres postgres) : SigningInContract
{
    protected override async Task<IDbContextFactory<AccountsDb>> StoreAsync()
    {
        var database = await postgres.NewDatabaseAsync();
        return AccountsStore.Factory(o => AccountsStore.UseDatabase(o, database));
    }
}
