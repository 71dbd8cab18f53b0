using System.Data.Common;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using LiveConsole.Accounts;
using LiveConsole.Accounts.Connected;
using LiveConsole.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Doctor;

/// <summary>The accounts' store, and the keys that sessions and screens' addresses hang on.</summary>
public static class AccountChecks
{
    private static readonly TimeSpan EndsSoon = TimeSpan.FromDays(2);

    private const string Restore = "Restore accounts.db from a backup, or move it away: the journal keeps the shows, people come in again";

    public static async Task<(Check Check, IReadOnlyDictionary<Guid, string> Slugs)> StoreAsync(Patient patient, TimeProvider time, CancellationToken ct)
    {
        var none = new Dictionary<Guid, string>();
        var options = new DbContextOptionsBuilder<AccountsDb>();
        if (patient.Database is { } database) AccountsStore.UseDatabase(options, database);
        else
        {
            var file = Path.Combine(patient.Folder, "accounts.db");
            if (!File.Exists(file)) return (Check.Ok("accounts", "none yet: the first start makes them"), none);
            options.UseSqlite($"Data Source={file};Mode=ReadOnly;Pooling=False");
        }

        var place = patient.Sqlite ? "accounts.db" : "the accounts' schema of the database";
        try
        {
            await using var db = new AccountsDb(options.Options);
            var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
            if (applied.Except(db.Database.GetMigrations(), StringComparer.Ordinal).Any())
                return (Check.Broken("accounts", $"{place} was written by a newer LiveConsole", "Start the newer version"), none);
            if (applied.Count == 0) return (Check.Ok("accounts", "empty: the first start makes them"), none);
            // A rehearsal's owner is whoever opens its link.
            var real = await db.Shows.AnyAsync(s => !s.Rehearsal && s.ArchivedAt == null, ct);
            var slugs = await db.Shows.AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.Slug, ct);
            var now = time.GetUtcNow();
            // Before 0003 nobody owned the installation, and a show's owner was who looked after it.
            var owned = applied.Contains("0003_SignIn", StringComparer.Ordinal) ? await db.People.CountAsync(p => p.IsOwner, ct) : 0;
            var (people, owners) = (await db.People.CountAsync(ct), owned + await db.Memberships.CountAsync(m => m.Role == Role.Owner, ct));
            var sessions = await db.Sessions.CountAsync(s => s.RevokedAt == null && s.ExpiresAt > now, ct);
            var evidence = string.Create(CultureInfo.InvariantCulture, $"people {people}, owners {owners}, signed in {sessions}, shows {slugs.Count}");
            return (owners > 0 || !real ? Check.Ok("accounts", evidence) : Check.Watch("accounts", evidence, "Nobody is owner yet: open the owner's link that a start prints"), slugs);
        }
        catch (Exception unusable) when (unusable is DbException or InvalidOperationException or FormatException)
        {
            return (patient.Sqlite ? Check.Broken("accounts", "accounts.db cannot be read", Restore) : Check.Broken("accounts", "the accounts in the database cannot be read", "Start the database, or correct ConnectionStrings:LiveConsole"), none);
        }
    }

    /// <summary>The connected accounts of the platforms, as they were last found: nothing is asked, no token is opened.</summary>
    public static async Task<IReadOnlyList<Check>> ConnectedAsync(Patient patient, TimeProvider time, CancellationToken ct)
    {
        var options = new DbContextOptionsBuilder<AccountsDb>();
        if (patient.Database is { } database) AccountsStore.UseDatabase(options, database);
        else if (Path.Combine(patient.Folder, "accounts.db") is var file && File.Exists(file)) options.UseSqlite($"Data Source={file};Mode=ReadOnly;Pooling=False");
        else return [];
        try
        {
            await using var db = new AccountsDb(options.Options);
            // Before 0023 none could be connected.
            if (!(await db.Database.GetAppliedMigrationsAsync(ct)).Contains("0023_PlatformAccounts", StringComparer.Ordinal)) return [];
            var clients = await db.PlatformClients.AsNoTracking().ToListAsync(ct);
            var accounts = await db.PlatformAccounts.AsNoTracking().OrderBy(a => a.Platform).ThenBy(a => a.ConnectedAt).ToListAsync(ct);
            return [.. accounts.Select(a => Connected(a, patient, clients.Find(c => c.Platform == a.Platform && c.ClientId == a.ClientId), time.GetUtcNow()))];
        }
        catch (Exception unusable) when (unusable is DbException or InvalidOperationException or FormatException)
        {
            // The store's own line says that it cannot be read.
            return [];
        }
    }

    private static Check Connected(PlatformAccountRow account, Patient patient, PlatformClientRow? client, DateTimeOffset now)
    {
        const string again = "Connect it again under Installation, Platform accounts";
        var (twitch, youtube) = (patient.Platforms.Twitch, patient.Platforms.YouTube);
        var hasSecret = client?.Secret is not null || (twitch.ClientId == account.ClientId && !string.IsNullOrWhiteSpace(twitch.ClientSecret));
        var ends = SignInLife.EndsAt(account, hasSecret, youtube.Published || client is { Published: true });
        var who = $"{Domain.Chat.PlatformNames.Of(account.Platform)} {account.Name}";
        var age = $"renewed {Features.Frame.ShowTimes.Age(Later(now - account.RefreshedAt))} ago{(account.Refresh is null ? " and cannot be: no refresh token" : "")}";
        if (account.DeadSince is { } since) return Check.Watch("connected", string.Create(CultureInfo.InvariantCulture, $"{who}: let in no more since {since:yyyy-MM-dd HH:mm} UTC, {age}"), again);
        if (ends is not { } end) return Check.Ok("connected", $"{who}: good until it is withdrawn, {age}");
        var evidence = string.Create(CultureInfo.InvariantCulture, $"{who}: good until {end:yyyy-MM-dd HH:mm} UTC, {age}");
        return end - now < EndsSoon ? Check.Watch("connected", evidence, $"{again} before the next show") : Check.Ok("connected", evidence);
    }

    private static TimeSpan Later(TimeSpan age) => age < TimeSpan.Zero ? TimeSpan.Zero : age;

    public static Check Keys(Patient patient)
    {
        if (!patient.Sqlite) return Check.Ok("keys", "in PostgreSQL, shared by every machine");
        try
        {
            var secret = Path.Combine(patient.Folder, Tokens.SecretFile);
            if (File.Exists(secret) && File.ReadAllBytes(secret).Length != 32)
                return Check.Broken("keys", $"{Tokens.SecretFile} is damaged: screens' addresses and links made before do not open", "Restore it from a backup, or remove it: each screen then gets a new address");
            var keys = Path.Combine(patient.Folder, "keys");
            List<string> files = Directory.Exists(keys) ? [.. Directory.EnumerateFiles(keys, "key-*.xml")] : [];
            foreach (var file in files)
            {
                if (XDocument.Load(file).Root?.Name.LocalName != "key") throw new XmlException("no key");
            }

            if (OpenToOthers(secret) is { } open) return Check.Watch("keys", $"{open} can be read by other users of this machine", $"chmod 600 {open}");
            return Check.Ok("keys", File.Exists(secret) ? string.Create(CultureInfo.InvariantCulture, $"readable, {files.Count} for sessions") : "none yet: the first start makes them");
        }
        catch (XmlException)
        {
            return Check.Broken("keys", "a session key in keys/ is damaged", "Move it away: who was signed in with it comes in again by a new link");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Check.Broken("keys", $"they cannot be read ({Check.Why(unreadable)})", "Run the doctor as the user LiveConsole runs as");
        }
    }

    private static string? OpenToOthers(string file) =>
        !OperatingSystem.IsWindows() && File.Exists(file) && (File.GetUnixFileMode(file) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != UnixFileMode.None ? file : null;
}
