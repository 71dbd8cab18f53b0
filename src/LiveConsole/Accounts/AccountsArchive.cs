using System.Data;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Accounts.Connected;
using LiveConsole.Accounts.Invitations;
using LiveConsole.Journal.Archive;
using LiveConsole.Screens;
using LiveConsole.Outputs;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts;

/// <summary>Rows of one table as an archive carries them: JSON objects, in an order that does not hang on the store.</summary>
public sealed record ArchivedTable(string Name, IReadOnlyList<string> Rows);

/// <summary>
/// The accounts' store in an archive: every table but what the installation keeps by name (its keys have frames of their own) and codes that devices show. Sessions
/// and platforms' accounts are left out of a backup: a copy lets nobody in who had come in before, and acts as nobody (two that renew the same single-use token
/// would sign each other out). Moving house takes them along.
/// </summary>
public static class AccountsArchive
{
    public const string Sessions = "sessions";
    public const string PlatformAccounts = "platformAccounts";

    private static readonly Table[] Tables =
    [
        new Table<ShowRow>("shows", AccountsJson.Default.ShowRow),
        new Table<PersonRow>("people", AccountsJson.Default.PersonRow),
        new Table<MembershipRow>("memberships", AccountsJson.Default.MembershipRow),
        new Table<InvitationRow>("invitations", AccountsJson.Default.InvitationRow),
        new Table<InvitationUseRow>("invitationUses", AccountsJson.Default.InvitationUseRow),
        new Table<ScreenRow>("screens", AccountsJson.Default.ScreenRow),
        new Table<LogoRow>("logos", AccountsJson.Default.LogoRow),
        new Table<OwnerLinkRow>("ownerLinks", AccountsJson.Default.OwnerLinkRow),
        new Table<IdentityUserPasskey<string>>("passkeys", AccountsJson.Default.IdentityUserPasskeyString),
        new Table<IdentityUserLogin<string>>("logins", AccountsJson.Default.IdentityUserLoginString),
        new Table<RecoveryCodeRow>("recoveryCodes", AccountsJson.Default.RecoveryCodeRow),
        new Table<OutputRow>("outputs", AccountsJson.Default.OutputRow),
        new Table<ApiTokenRow>("apiTokens", AccountsJson.Default.ApiTokenRow),
        new Table<QuotaDayRow>("quotaDays", AccountsJson.Default.QuotaDayRow),
        new Table<PlatformClientRow>("platformClients", AccountsJson.Default.PlatformClientRow),
        new Table<PlatformAccountRow>(PlatformAccounts, AccountsJson.Default.PlatformAccountRow),
        new Table<SessionRow>(Sessions, AccountsJson.Default.SessionRow),
    ];

    /// <summary>Of earlier versions: links that a start had printed, which the next start revokes. Nothing is missed.</summary>
    private const string PrintedLinks = "signInLinks";

    /// <summary>Entities that have a table here: a test holds them against the store's model.</summary>
    internal static IEnumerable<Type> Archived => Tables.Select(t => t.Row);

    /// <summary>All tables as they are at one moment.</summary>
    public static async Task<IReadOnlyList<ArchivedTable>> ReadAsync(IDbContextFactory<AccountsDb> store, bool withSessions, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var moment = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        List<ArchivedTable> tables = [];
        foreach (var table in Tables.Where(t => withSessions || t.Name is not (Sessions or PlatformAccounts))) tables.Add(new ArchivedTable(table.Name, await table.ReadAsync(db, ct)));
        return tables;
    }

    /// <summary>Takes every row out: what a restore that was cut left.</summary>
    public static async Task ClearAsync(AccountsDb db, CancellationToken ct)
    {
        foreach (var table in Tables) await table.ClearAsync(db, ct);
    }

    /// <returns>True: nothing that a person would miss.</returns>
    public static async Task<bool> IsEmptyAsync(IDbContextFactory<AccountsDb> store, CancellationToken ct) =>
        (await ReadAsync(store, withSessions: true, ct)).All(t => t.Rows.Count == 0);

    /// <exception cref="ArchiveException">A table or a member that this version does not know, or rows that are none of its.</exception>
    public static void Add(AccountsDb db, string table, ReadOnlySpan<byte> rows) => Known(table, rows, (known, json) => known.Add(db, json));

    /// <summary>Rows of an archive as <see cref="ReadAsync"/> gives those of a store.</summary>
    /// <exception cref="ArchiveException">As <see cref="Add"/>.</exception>
    public static IEnumerable<string> Plain(string table, ReadOnlySpan<byte> rows)
    {
        IReadOnlyList<string> plain = [];
        Known(table, rows, (known, json) => plain = known.Plain(json));
        return plain;
    }

    private static void Known(string table, ReadOnlySpan<byte> rows, Action<Table, JsonElement> then)
    {
        if (table == PrintedLinks) return;
        var known = Array.Find(Tables, t => t.Name == table)
            ?? throw new ArchiveException($"The archive holds a table \"{table}\" that this LiveConsole does not know. Nothing was restored. Start the version that wrote it, or a newer one.");
        try
        {
            using var json = JsonDocument.Parse(rows.ToArray());
            then(known, json.RootElement);
        }
        catch (JsonException wrong)
        {
            throw new ArchiveException($"The archive's table \"{table}\" holds what this LiveConsole does not know. Nothing was restored. Start the version that wrote it, or a newer one.", wrong);
        }
    }

    private abstract class Table(string name, Type row)
    {
        public string Name => name;

        public Type Row => row;

        public abstract Task<IReadOnlyList<string>> ReadAsync(AccountsDb db, CancellationToken ct);

        public abstract Task ClearAsync(AccountsDb db, CancellationToken ct);

        public abstract void Add(AccountsDb db, JsonElement rows);

        public abstract IReadOnlyList<string> Plain(JsonElement rows);
    }

    private sealed class Table<T>(string name, JsonTypeInfo<T> json) : Table(name, typeof(T)) where T : class
    {
        public override async Task<IReadOnlyList<string>> ReadAsync(AccountsDb db, CancellationToken ct) =>
            [.. (await db.Set<T>().AsNoTracking().ToListAsync(ct)).Select(row => JsonSerializer.Serialize(row, json)).Order(StringComparer.Ordinal)];

        public override Task ClearAsync(AccountsDb db, CancellationToken ct) => db.Set<T>().ExecuteDeleteAsync(ct);

        public override void Add(AccountsDb db, JsonElement rows) => db.AddRange(In(rows));

        public override IReadOnlyList<string> Plain(JsonElement rows) => [.. In(rows).Select(row => JsonSerializer.Serialize(row, json))];

        private IEnumerable<T> In(JsonElement rows) => rows.EnumerateArray().Select(row => row.Deserialize(json) ?? throw new JsonException("A row is null."));
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ShowRow))]
[JsonSerializable(typeof(PersonRow))]
[JsonSerializable(typeof(MembershipRow))]
[JsonSerializable(typeof(InvitationRow))]
[JsonSerializable(typeof(InvitationUseRow))]
[JsonSerializable(typeof(ScreenRow))]
[JsonSerializable(typeof(LogoRow))]
[JsonSerializable(typeof(OwnerLinkRow))]
[JsonSerializable(typeof(IdentityUserPasskey<string>))]
[JsonSerializable(typeof(IdentityUserLogin<string>))]
[JsonSerializable(typeof(RecoveryCodeRow))]
[JsonSerializable(typeof(OutputRow))]
[JsonSerializable(typeof(ApiTokenRow))]
[JsonSerializable(typeof(SessionRow))]
[JsonSerializable(typeof(QuotaDayRow))]
[JsonSerializable(typeof(PlatformClientRow))]
[JsonSerializable(typeof(PlatformAccountRow))]
internal sealed partial class AccountsJson : JsonSerializerContext;
