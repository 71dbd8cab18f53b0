using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LiveConsole.Accounts;

/// <summary>The shows' outputs: what follows a show's air from outside.</summary>
[DbContext(typeof(AccountsDb))]
[Migration("0014_Outputs")]
public sealed class AccountsMigration0014 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var schema = AccountsStore.SchemaOf(ActiveProvider);
        migrationBuilder.CreateTable("Outputs", t => new
        {
            Id = t.Column<Guid>(),
            ShowId = t.Column<Guid>(),
            Kind = t.Column<string>(),
            Name = t.Column<string>(),
            Settings = t.Column<string>(),
            Secret = t.Column<byte[]>(nullable: true),
            On = t.Column<bool>(),
            FailingSince = t.Column<long>(nullable: true),
            GaveUpAt = t.Column<long>(nullable: true),
            CreatedAt = t.Column<long>(),
            CreatedByName = t.Column<string>(nullable: true),
        }, schema: schema, constraints: t => t.PrimaryKey("PK_Outputs", x => x.Id));
        migrationBuilder.CreateIndex("IX_Outputs_ShowId", "Outputs", "ShowId", schema: schema);
    }
}
