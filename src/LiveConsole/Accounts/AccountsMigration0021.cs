using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LiveConsole.Accounts;

/// <summary>A screen's address can be made anew, and the one before it says that it was; devices that show a code until somebody types it.</summary>
[DbContext(typeof(AccountsDb))]
[Migration("0021_Screens")]
public sealed class AccountsMigration0021 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var schema = AccountsStore.SchemaOf(ActiveProvider);
        migrationBuilder.AddColumn<int>("Turn", "Screens", schema: schema, nullable: false, defaultValue: 0);
        migrationBuilder.AddColumn<byte[]>("FormerHash", "Screens", schema: schema, nullable: true);
        migrationBuilder.CreateTable("Pairings", t => new
        {
            Id = t.Column<Guid>(),
            Code = t.Column<string>(),
            SecretHash = t.Column<byte[]>(),
            Device = t.Column<string>(nullable: true),
            BeganAt = t.Column<long>(),
            EndsAt = t.Column<long>(),
            ScreenId = t.Column<Guid>(nullable: true),
        }, schema: schema, constraints: t => t.PrimaryKey("PK_Pairings", x => x.Id));
        migrationBuilder.CreateIndex("IX_Pairings_Code", "Pairings", "Code", schema: schema, unique: true);
        migrationBuilder.CreateIndex("IX_Pairings_SecretHash", "Pairings", "SecretHash", schema: schema, unique: true);
    }
}
