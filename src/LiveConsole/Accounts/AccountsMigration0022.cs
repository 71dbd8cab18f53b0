using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LiveConsole.Accounts;

/// <summary>Pictures that overlays show: the installation's own, so that nothing on air comes from elsewhere.</summary>
[DbContext(typeof(AccountsDb))]
[Migration("0022_Pictures")]
public sealed class AccountsMigration0022 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable("Pictures", t => new
    {
        Name = t.Column<string>(),
        Bytes = t.Column<byte[]>(),
        KeptAt = t.Column<long>(),
    }, schema: AccountsStore.SchemaOf(ActiveProvider), constraints: t => t.PrimaryKey("PK_Pictures", x => x.Name));
}
