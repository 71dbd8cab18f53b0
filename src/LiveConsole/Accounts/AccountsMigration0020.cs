using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LiveConsole.Accounts;

/// <summary>The quota's ledger: what each Google project has used on each Pacific day.</summary>
[DbContext(typeof(AccountsDb))]
[Migration("0020_QuotaDays")]
public sealed class AccountsMigration0020 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable("QuotaDays", t => new
    {
        Project = t.Column<string>(),
        Day = t.Column<int>(),
        Reading = t.Column<long>(),
        Viewers = t.Column<long>(),
        Actions = t.Column<long>(),
        ClosedUntil = t.Column<long>(nullable: true),
    }, schema: AccountsStore.SchemaOf(ActiveProvider), constraints: t => t.PrimaryKey("PK_QuotaDays", x => new { x.Project, x.Day }));
}
