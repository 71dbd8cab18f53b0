using System.Text;
using LiveConsole.Accounts;
using LiveConsole.Accounts.Invitations;
using LiveConsole.Domain.Journal;
using LiveConsole.Screens;
using LiveConsole.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LiveConsole.Tests.Archives;

/// <summary>What the accounts' store keeps to, on either provider.</summary>
public abstract class AccountsStoreContract
{
    private static readonly DateTimeOffset Now = A.Time;

    protected abstract Task<IDbContextFactory<AccountsDb>> StoreAsync();

    /// <summary>One that nothing was made in yet.</summary>
    protected abstract Task<IDbContextFactory<AccountsDb>> NewStoreAsync();

    protected abstract IKeys KeysOf(IDbContextFactory<AccountsDb> store);

    [Fact]
    public async Task A_new_store_is_made_and_an_old_one_found_as_it_was()
    {
        var store = await StoreAsync();
        await using (var db = await store.CreateDbContextAsync()) await FillAsync(db);

        await AccountsStore.BringUpToDateAsync(store, default);

        await using var again = await store.CreateDbContextAsync();
        Assert.Equal(["0001_Begin", "0002_Kept", "0003_SignIn", "0010_Invitations", "0011_PlacesEnd", "0014_Outputs", "0015_ApiTokens", "0020_QuotaDays", "0021_Screens", "0022_Logos", "0023_PlatformAccounts"], await again.Database.GetAppliedMigrationsAsync());
        var show = await again.Shows.AsNoTracking().SingleAsync();
        Assert.Equal(("landing", "Nuit 🚀", true, Now, (DateTimeOffset?)null), (show.Slug, show.Title, show.Rehearsal, show.CreatedAt, show.ArchivedAt));
        var screen = await again.Screens.AsNoTracking().SingleAsync();
        Assert.Equal((ScreenKind.Presenter, 2.5, true), (screen.Kind, screen.DistanceMetres, screen.Mirrored));
        Assert.Equal([1, 2, 3], screen.TokenHash);
    }

    [Fact]
    public async Task A_store_from_before_people_could_sign_in_keeps_everybody_and_everything()
    {
        var store = await NewStoreAsync();
        await AStoreOf0002.MakeAsync(store);

        await AccountsStore.BringUpToDateAsync(store, default);

        var screens = new ScreenDirectory(store, Tokens.Open(KeysOf(store)));
        await screens.LoadAsync(default);
        var crew = new Crew(store, screens, new FakeTime(AStoreOf0002.Now));
        await crew.LoadAsync(default);
        var (ana, show) = (AStoreOf0002.Cookie(AStoreOf0002.Session), new ShowId(AStoreOf0002.Show));
        Assert.Equal(("ana", "Ana É.", Role.Lead), crew.ActorFor(ana, show) is { } actor ? (actor.Id, actor.Name, actor.Role) : default);
        Assert.Null(crew.SignedIn(AStoreOf0002.Cookie(AStoreOf0002.Revoked)));
        Assert.Equal(AStoreOf0002.Now + TimeSpan.FromHours(20), crew.EndOf(AStoreOf0002.Session));
        // It came by a link to a show, and hangs on it: it does not live by its use.
        Assert.Equal(AStoreOf0002.Show, Assert.Single(crew.SessionsOf("ana")).EndsWith);
        Assert.Null(crew.SeatOf("ana", show)!.Until);
        Assert.False(crew.IsOwner("ana"));
        Assert.Equal("Left", Assert.Single(screens.PointedAt(show)).Name);
        // What a start had printed, the next start takes back: it is gone.
        Assert.Null(await new InvitationBook(store, Tokens.Open(KeysOf(store)), TimeProvider.System).FindAsync(AStoreOf0002.Link, default));
        await using var again = await store.CreateDbContextAsync();
        var person = await again.People.AsNoTracking().SingleAsync();
        Assert.Equal(("", true, false, 0), (person.SecurityStamp, person.LockoutEnabled, person.TwoFactorEnabled, person.AccessFailedCount));
        Assert.Null(person.UserName);
    }

    [Fact]
    public async Task What_identity_keeps_of_a_person_is_kept_and_carried_by_an_archive()
    {
        var store = await StoreAsync();
        await using (var db = await store.CreateDbContextAsync())
        {
            db.People.Add(new PersonRow
            {
                Id = "ana", Name = "Ana", CreatedAt = Now, IsOwner = true, UserName = "ana", NormalizedUserName = "ANA", PasswordHash = "hash", TwoFactorEnabled = true, TotpKey = "key", TotpStep = 7, LockoutEnd = Now,
            });
            db.Passkeys.Add(new IdentityUserPasskey<string>
            {
                UserId = "ana", CredentialId = [1, 2], Data = new IdentityPasskeyData { PublicKey = [3], Name = "Phone", CreatedAt = Now, SignCount = 4, Transports = ["internal", "hybrid"], IsUserVerified = true, AttestationObject = [5], ClientDataJson = [6] },
            });
            db.Logins.Add(new IdentityUserLogin<string> { LoginProvider = "Twitch", ProviderKey = "901", UserId = "ana", ProviderDisplayName = "ana_orbite" });
            db.RecoveryCodes.Add(new RecoveryCodeRow { PersonId = "ana", Hash = [7, 8], UsedAt = Now });
            db.OwnerLinks.Add(new OwnerLinkRow { Id = Guid.CreateVersion7(), TokenHash = [9], CreatedAt = Now, SpentAt = Now });
            await db.SaveChangesAsync();
        }

        var tables = await AccountsArchive.ReadAsync(store, withSessions: true, default);

        foreach (var table in tables) Assert.Equal(table.Rows, AccountsArchive.Plain(table.Name, Encoding.UTF8.GetBytes($"[{string.Join(',', table.Rows)}]")).Order(StringComparer.Ordinal));
        var there = await StoreAsync();
        await using (var db = await there.CreateDbContextAsync())
        {
            await AccountsArchive.ClearAsync(db, default);
            foreach (var table in tables) AccountsArchive.Add(db, table.Name, Encoding.UTF8.GetBytes($"[{string.Join(',', table.Rows)}]"));
            await db.SaveChangesAsync();
        }

        Assert.Equal(tables.SelectMany(t => t.Rows), (await AccountsArchive.ReadAsync(there, withSessions: true, default)).SelectMany(t => t.Rows));
        await using var read = await there.CreateDbContextAsync();
        var passkey = await read.Passkeys.AsNoTracking().SingleAsync();
        Assert.Equal(("Phone", 4u, "internal,hybrid", Now), (passkey.Data.Name, passkey.Data.SignCount, string.Join(',', passkey.Data.Transports ?? []), passkey.Data.CreatedAt));
    }

    [Fact]
    public void An_archive_from_before_people_could_sign_in_reads_the_same_each_time()
    {
        var rows = """[{"id":"ana","name":"Ana","createdAt":"2026-03-14T20:00:00+00:00"}]"""u8.ToArray();

        Assert.Equal(AccountsArchive.Plain("people", rows), AccountsArchive.Plain("people", rows));
    }

    [Fact]
    public async Task Two_shows_of_one_name_and_two_links_of_one_token_are_refused()
    {
        var store = await StoreAsync();
        await using (var db = await store.CreateDbContextAsync()) await FillAsync(db);

        await using var second = await store.CreateDbContextAsync();
        second.Shows.Add(new ShowRow { Id = Guid.CreateVersion7(), Slug = "landing", Title = "Other" });

        await Assert.ThrowsAsync<DbUpdateException>(() => second.SaveChangesAsync());
    }

    [Fact]
    public async Task Screens_keep_their_addresses_over_restarts()
    {
        var store = await StoreAsync();
        var show = new ShowId(Guid.CreateVersion7());
        var first = new ScreenDirectory(store, Tokens.Open(KeysOf(store)));
        var made = await first.EnsureAsync(show, "fr", default);

        var second = new ScreenDirectory(store, Tokens.Open(KeysOf(store)));
        await second.LoadAsync(default);

        Assert.Equal(made.Select(first.Address), second.PointedAt(show).Select(second.Address));
        Assert.Equal(made[0].Id, second.Find(second.Address(made[0]).Split('/')[^1])!.Id);
    }

    [Fact]
    public async Task The_first_key_of_a_name_stays()
    {
        var keys = KeysOf(await StoreAsync());

        Assert.Equal([1], keys.Keep("keys/key-a.xml", [1]));
        Assert.Equal([1], keys.Keep("keys/key-a.xml", [2]));

        Assert.Equal([("keys/key-a.xml", 1)], keys.All().Select(k => (k.Name, (int)k.Bytes[0])));
        Assert.Null(keys.Find("keys/key-b.xml"));
    }

    [Fact]
    public async Task What_one_process_protects_another_on_the_same_store_reads()
    {
        var store = await StoreAsync();

        var secret = Protector(store).Protect("token of a platform");

        Assert.DoesNotContain("platform", secret, StringComparison.Ordinal);
        Assert.Equal("token of a platform", Protector(store).Unprotect(secret));
        Assert.Single(KeysOf(store).All());
    }

    private IDataProtector Protector(IDbContextFactory<AccountsDb> store)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("LiveConsole");
        services.AddOptions<KeyManagementOptions>().Configure(o => o.XmlRepository = new ProtectionKeys(KeysOf(store)));
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }

    private static async Task FillAsync(AccountsDb db)
    {
        var show = Guid.CreateVersion7();
        db.Shows.Add(new ShowRow { Id = show, Slug = "landing", Title = "Nuit 🚀", Rehearsal = true, CreatedAt = Now });
        db.People.Add(new PersonRow { Id = "ana", Name = "Ana", CreatedAt = Now });
        db.Memberships.Add(new MembershipRow { PersonId = "ana", ShowId = show, Role = Role.Lead });
        db.Screens.Add(new ScreenRow { Id = Guid.CreateVersion7(), Name = "Left", Kind = ScreenKind.Presenter, TokenHash = [1, 2, 3], ShowId = show, Language = "fr", DistanceMetres = 2.5, Mirrored = true });
        await db.SaveChangesAsync();
    }
}

public sealed class SqliteAccountsStoreTests : AccountsStoreContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("accounts").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    protected override async Task<IDbContextFactory<AccountsDb>> StoreAsync()
    {
        var store = AccountsStore.Factory(o => AccountsStore.UseFolder(o, _folder, pooling: false));
        await AccountsStore.BringUpToDateAsync(store, default);
        return store;
    }

    protected override Task<IDbContextFactory<AccountsDb>> NewStoreAsync() => Task.FromResult(AccountsStore.Factory(o => AccountsStore.UseFolder(o, _folder, pooling: false)));

    protected override IKeys KeysOf(IDbContextFactory<AccountsDb> store) => new FolderKeys(_folder);

    [Theory]
    [InlineData("../owner.lock")]
    [InlineData("keys/../../x.xml")]
    [InlineData("keys/.hidden")]
    [InlineData("journal.db")]
    [InlineData("")]
    public void A_keys_name_never_leads_out_of_its_place(string name) => Assert.Throws<ArgumentException>(() => new FolderKeys(_folder).Keep(name, [1]));

    [Fact]
    public void Keys_are_their_users_alone()
    {
        new FolderKeys(_folder).Keep("keys/key-a.xml", [1]);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "keys", "key-a.xml")));
    }
}

public sealed class PostgresAccountsStoreTests(OnePostgres postgres) : AccountsStoreContract
{
    protected override async Task<IDbContextFactory<AccountsDb>> StoreAsync()
    {
        var database = await postgres.NewDatabaseAsync();
        var store = AccountsStore.Factory(o => AccountsStore.UseDatabase(o, database));
        // Two machines that start at once.
        await Task.WhenAll(AccountsStore.BringUpToDateAsync(store, default), AccountsStore.BringUpToDateAsync(AccountsStore.Factory(o => AccountsStore.UseDatabase(o, database)), default));
        return store;
    }

    protected override async Task<IDbContextFactory<AccountsDb>> NewStoreAsync()
    {
        var database = await postgres.NewDatabaseAsync();
        return AccountsStore.Factory(o => AccountsStore.UseDatabase(o, database));
    }

    protected override IKeys KeysOf(IDbContextFactory<AccountsDb> store) => new StoredKeys(store);
}
