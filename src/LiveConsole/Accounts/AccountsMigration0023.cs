using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LiveConsole.Accounts;

/// <summary>Accounts of platforms that somebody connected, and this program as the platforms know it.</summary>
[DbContext(typeof(AccountsDb))]
[Migration("0023_PlatformAccounts")]
public sealed class AccountsMigration0023 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var schema = AccountsStore.SchemaOf(ActiveProvider);
        migrationBuilder.CreateTable("PlatformAccounts", t => new
        {
            Id = t.Column<Guid>(),
            Platform = t.Column<string>(),
            UserId = t.Column<string>(),
            Login = t.Column<string>(),
            Name = t.Column<string>(),
            Scopes = t.Column<string>(),
            ClientId = t.Column<string>(),
            Access = t.Column<byte[]>(),
            Refresh = t.Column<byte[]>(nullable: true),
            AccessEndsAt = t.Column<long>(nullable: true),
            RefreshedAt = t.Column<long>(),
            ConnectedAt = t.Column<long>(),
            ConnectedByName = t.Column<string>(nullable: true),
            CheckedAt = t.Column<long>(nullable: true),
            DeadSince = t.Column<long>(nullable: true),
            Moderates = t.Column<string>(),
            Version = t.Column<int>(),
        }, schema: schema, constraints: t => t.PrimaryKey("PK_PlatformAccounts", x => x.Id));
        migrationBuilder.CreateIndex("IX_PlatformAccounts_Platform_UserId", "PlatformAccounts", ["Platform", "UserId"], schema: schema, unique: true);
        migrationBuilder.CreateTable("PlatformClients", t => new
        {
            Platform = t.Column<string>(),
            ClientId = t.Column<string>(),
            Secret = t.Column<byte[]>(nullable: true),
            Published = t.Column<bool>(),
            KeptAt = t.Column<long>(),
            KeptByName = t.Column<string>(nullable: true),
        }, schema: schema, constraints: t => t.PrimaryKey("PK_PlatformClients", x => x.Platform));
    }
}
