using System.Globalization;
using System.Security.Claims;
using LiveConsole.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LiveConsole.Tests.Archives;

/// <summary>Rows as the version before sign-in wrote them (migrations 0001 and 0002), in the columns it had.</summary>
internal static class AStoreOf0002
{
    public const string Link = "a-link-that-was-printed";

    public static readonly DateTimeOffset Now = new(2026, 11, 21, 22, 0, 0, TimeSpan.Zero);
    public static readonly Guid Show = new("019aa000-0000-7000-8000-000000000001");
    public static readonly Guid Session = new("019aa000-0000-7000-8000-000000000002");
    public static readonly Guid Revoked = new("019aa000-0000-7000-8000-000000000003");

    private static readonly Guid Other = new("019aa000-0000-7000-8000-000000000004");

    public static ClaimsPrincipal Cookie(Guid session) => new(new ClaimsIdentity([new(Crew.SessionClaim, session.ToString("D"))], "LiveConsole"));

    /// <summary>A store as that version left it.</summary>
    public static async Task MakeAsync(IDbContextFactory<AccountsDb> store)
    {
        await using var db = await store.CreateDbContextAsync();
        var (migrations, sql, history) = (db.GetService<IMigrationsAssembly>(), db.GetService<IMigrationsSqlGenerator>(), db.GetService<IHistoryRepository>());
        List<string> commands = [];
        foreach (var (id, migration) in migrations.Migrations.Take(2))
        {
            commands.AddRange(sql.Generate(migrations.CreateMigration(migration, db.Database.ProviderName!).UpOperations).Select(c => c.CommandText));
            if (id == "0001_Begin") commands.Add(history.GetCreateScript());
            commands.Add(history.GetInsertScript(new HistoryRow(id, "10")));
        }

        commands.AddRange(Rows(db));
        foreach (var command in commands) await db.Database.ExecuteSqlRawAsync(command.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Rows(AccountsDb db)
    {
        var postgres = db.Database.IsNpgsql();
        var (schema, no, yes) = postgres ? ("accounts.", "false", "true") : ("", "0", "1");
        string Id(Guid id) => postgres ? $"'{id:D}'" : $"'{id.ToString("D").ToUpperInvariant()}'";
        string Bytes(byte[] bytes) => postgres ? $"decode('{Convert.ToHexString(bytes)}', 'hex')" : $"x'{Convert.ToHexString(bytes)}'";
        yield return $"""INSERT INTO {schema}"Shows" ("Id", "Slug", "Title", "Rehearsal", "RehearsalOptions", "CreatedAt", "ArchivedAt") VALUES ({Id(Show)}, 'landing', 'Nuit', {no}, NULL, {At(Now)}, NULL)""";
        yield return $"""INSERT INTO {schema}"People" ("Id", "Name", "CreatedAt") VALUES ('ana', 'Ana É.', {At(Now)})""";
        yield return $"""INSERT INTO {schema}"Memberships" ("PersonId", "ShowId", "Role") VALUES ('ana', {Id(Show)}, 'Lead')""";
        yield return $"""INSERT INTO {schema}"SignInLinks" ("Id", "TokenHash", "ShowId", "Role", "ExpiresAt", "SpentAt", "RevokedAt") VALUES ({Id(Other)}, {Bytes(Tokens.Hash(Link))}, {Id(Show)}, 'Editor', {At(Now.AddDays(7))}, NULL, NULL)""";
        yield return $"""INSERT INTO {schema}"Sessions" ("Id", "PersonId", "CreatedAt", "ExpiresAt", "RevokedAt") VALUES ({Id(Session)}, 'ana', {At(Now.AddHours(-16))}, {At(Now.AddHours(20))}, NULL)""";
        yield return $"""INSERT INTO {schema}"Sessions" ("Id", "PersonId", "CreatedAt", "ExpiresAt", "RevokedAt") VALUES ({Id(Revoked)}, 'ana', {At(Now.AddHours(-16))}, {At(Now.AddHours(20))}, {At(Now)})""";
        yield return $"""INSERT INTO {schema}"Screens" ("Id", "Name", "Kind", "TokenHash", "ShowId", "Language", "DistanceMetres", "DiagonalInches", "Mirrored", "NotesHidden", "RevokedAt") VALUES ({Id(Other)}, 'Left', 'Presenter', {Bytes([1, 2, 3])}, {Id(Show)}, 'fr', 2.5, 10, {yes}, {no}, NULL)""";
    }

    private static string At(DateTimeOffset time) => ((long)new DateTimeOffsetToBinaryConverter().ConvertToProvider(time)!).ToString(CultureInfo.InvariantCulture);
}
