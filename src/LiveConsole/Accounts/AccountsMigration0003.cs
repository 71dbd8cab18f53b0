using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LiveConsole.Accounts;

/// <summary>People get what Identity keeps of them; passkeys, logins elsewhere, recovery codes; the installation's owner; what a session hangs on.</summary>
[DbContext(typeof(AccountsDb))]
[Migration("0003_SignIn")]
public sealed class AccountsMigration0003 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var schema = AccountsStore.SchemaOf(ActiveProvider);
        AddToPeople(migrationBuilder, schema);
        AddToSessions(migrationBuilder, schema);
        migrationBuilder.CreateTable("OwnerLinks", t => new
        {
            Id = t.Column<Guid>(),
            TokenHash = t.Column<byte[]>(),
            CreatedAt = t.Column<long>(),
            SpentAt = t.Column<long>(nullable: true),
            RevokedAt = t.Column<long>(nullable: true),
        }, schema: schema, constraints: t => t.PrimaryKey("PK_OwnerLinks", x => x.Id));
        migrationBuilder.CreateIndex("IX_OwnerLinks_TokenHash", "OwnerLinks", "TokenHash", schema: schema, unique: true);
        migrationBuilder.CreateTable("Passkeys", t => new
        {
            CredentialId = t.Column<byte[]>(),
            UserId = t.Column<string>(),
            // Owned JSON has a type of its own where the store has one.
            Data = t.Column<string>(type: schema is null ? "TEXT" : "jsonb"),
        }, schema: schema, constraints: t => t.PrimaryKey("PK_Passkeys", x => x.CredentialId));
        migrationBuilder.CreateIndex("IX_Passkeys_UserId", "Passkeys", "UserId", schema: schema);
        migrationBuilder.CreateTable("Logins", t => new
        {
            LoginProvider = t.Column<string>(),
            ProviderKey = t.Column<string>(),
            ProviderDisplayName = t.Column<string>(nullable: true),
            UserId = t.Column<string>(),
        }, schema: schema, constraints: t => t.PrimaryKey("PK_Logins", x => new { x.LoginProvider, x.ProviderKey }));
        migrationBuilder.CreateIndex("IX_Logins_UserId", "Logins", "UserId", schema: schema);
        migrationBuilder.CreateTable("RecoveryCodes", t => new
        {
            PersonId = t.Column<string>(),
            Hash = t.Column<byte[]>(),
            UsedAt = t.Column<long>(nullable: true),
        }, schema: schema, constraints: t => t.PrimaryKey("PK_RecoveryCodes", x => new { x.PersonId, x.Hash }));
    }

    private static void AddToPeople(MigrationBuilder migrationBuilder, string? schema)
    {
        migrationBuilder.AddColumn<string>("UserName", "People", schema: schema, nullable: true);
        migrationBuilder.AddColumn<string>("NormalizedUserName", "People", schema: schema, nullable: true);
        migrationBuilder.AddColumn<string>("PasswordHash", "People", schema: schema, nullable: true);
        migrationBuilder.AddColumn<string>("SecurityStamp", "People", schema: schema, nullable: true, defaultValue: "");
        migrationBuilder.AddColumn<string>("ConcurrencyStamp", "People", schema: schema, nullable: true);
        migrationBuilder.AddColumn<bool>("TwoFactorEnabled", "People", schema: schema, nullable: false, defaultValue: false);
        migrationBuilder.AddColumn<long>("LockoutEnd", "People", schema: schema, nullable: true);
        migrationBuilder.AddColumn<bool>("LockoutEnabled", "People", schema: schema, nullable: false, defaultValue: true);
        migrationBuilder.AddColumn<int>("AccessFailedCount", "People", schema: schema, nullable: false, defaultValue: 0);
        migrationBuilder.AddColumn<bool>("IsOwner", "People", schema: schema, nullable: false, defaultValue: false);
        migrationBuilder.AddColumn<string>("TotpKey", "People", schema: schema, nullable: true);
        migrationBuilder.AddColumn<long>("TotpStep", "People", schema: schema, nullable: true);
        migrationBuilder.CreateIndex("IX_People_NormalizedUserName", "People", "NormalizedUserName", schema: schema, unique: true);
    }

    private static void AddToSessions(MigrationBuilder migrationBuilder, string? schema)
    {
        migrationBuilder.AddColumn<Guid>("EndsWith", "Sessions", schema: schema, nullable: true);
        migrationBuilder.AddColumn<long>("SeenAt", "Sessions", schema: schema, nullable: true);
        migrationBuilder.AddColumn<string>("Device", "Sessions", schema: schema, nullable: true);
    }
}
