using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LiveConsole.Accounts;

/// <summary>Logos that overlays show: the installation's own, so that nothing on air comes from elsewhere.</summary>
[DbContext(typeof(AccountsDb))]
[Migration("0022_Logos")]
public sealed class AccountsMigration0022 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable("Logos", t => new
    {
        Name = t.Column<string>(),
        Bytes = t.Column<byte[]>(),
        KeptAt = t.Column<long>(),
    }, schema: AccountsStore.SchemaOf(ActiveProvider), constraints: t => t.PrimaryKey("PK_Logos", x => x.Name));
}
