using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LiveConsole.Accounts;

/// <summary>Tokens of programs.</summary>
[DbContext(typeof(AccountsDb))]
[Migration("0015_ApiTokens")]
public sealed class AccountsMigration0015 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var schema = AccountsStore.SchemaOf(ActiveProvider);
        migrationBuilder.CreateTable("ApiTokens", t => new
        {
            Id = t.Column<Guid>(),
            Name = t.Column<string>(),
            TokenHash = t.Column<byte[]>(),
            ShowId = t.Column<Guid>(nullable: true),
            Role = t.Column<string>(),
            Scope = t.Column<string>(),
            ActsByGet = t.Column<bool>(),
            CreatedAt = t.Column<long>(),
            CreatedByName = t.Column<string>(nullable: true),
            ExpiresAt = t.Column<long>(nullable: true),
            RevokedAt = t.Column<long>(nullable: true),
            LastUsedAt = t.Column<long>(nullable: true),
        }, schema: schema, constraints: t => t.PrimaryKey("PK_ApiTokens", x => x.Id));
        migrationBuilder.CreateIndex("IX_ApiTokens_TokenHash", "ApiTokens", "TokenHash", schema: schema, unique: true);
    }
}
