using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LiveConsole.Accounts;

/// <summary>Values by name: the keys of an installation whose store is a database.</summary>
[DbContext(typeof(AccountsDb))]
[Migration("0002_Kept")]
public sealed class AccountsMigration0002 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable("Kept", t => new
    {
        Name = t.Column<string>(),
        Value = t.Column<byte[]>(),
    }, schema: AccountsStore.SchemaOf(ActiveProvider), constraints: t => t.PrimaryKey("PK_Kept", x => x.Name));
}
