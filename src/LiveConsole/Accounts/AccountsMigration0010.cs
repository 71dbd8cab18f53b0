using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LiveConsole.Accounts;

/// <summary>Invitations take the place of the links that a start printed; a membership knows its topics, where it came from and how it ended.</summary>
[DbContext(typeof(AccountsDb))]
[Migration("0010_Invitations")]
public sealed class AccountsMigration0010 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var schema = AccountsStore.SchemaOf(ActiveProvider);
        migrationBuilder.CreateTable("Invitations", t => new
        {
            Id = t.Column<Guid>(),
            TokenHash = t.Column<byte[]>(),
            ShowId = t.Column<Guid>(),
            Role = t.Column<string>(),
            Topics = t.Column<string>(),
            Name = t.Column<string>(nullable: true),
            Uses = t.Column<int>(),
            Used = t.Column<int>(),
            ExpiresAt = t.Column<long>(),
            CreatedAt = t.Column<long>(),
            CreatedBy = t.Column<string>(nullable: true),
            CreatedByName = t.Column<string>(nullable: true),
            RevokedAt = t.Column<long>(nullable: true),
            RevokedByName = t.Column<string>(nullable: true),
        }, schema: schema, constraints: t => t.PrimaryKey("PK_Invitations", x => x.Id));
        migrationBuilder.CreateIndex("IX_Invitations_TokenHash", "Invitations", "TokenHash", schema: schema, unique: true);
        migrationBuilder.CreateIndex("IX_Invitations_ShowId", "Invitations", "ShowId", schema: schema);
        migrationBuilder.CreateTable("InvitationUses", t => new
        {
            Id = t.Column<Guid>(),
            InvitationId = t.Column<Guid>(),
            PersonId = t.Column<string>(),
            Name = t.Column<string>(),
            UsedAt = t.Column<long>(),
        }, schema: schema, constraints: t => t.PrimaryKey("PK_InvitationUses", x => x.Id));
        migrationBuilder.CreateIndex("IX_InvitationUses_InvitationId", "InvitationUses", "InvitationId", schema: schema);
        migrationBuilder.AddColumn<string>("Topics", "Memberships", schema: schema, nullable: false, defaultValue: "");
        migrationBuilder.AddColumn<long>("JoinedAt", "Memberships", schema: schema, nullable: true);
        migrationBuilder.AddColumn<Guid>("InvitationId", "Memberships", schema: schema, nullable: true);
        migrationBuilder.AddColumn<long>("EndedAt", "Memberships", schema: schema, nullable: true);
        migrationBuilder.AddColumn<string>("EndedByName", "Memberships", schema: schema, nullable: true);
        // The next start revokes what was printed and not used: nothing of them lives on.
        migrationBuilder.DropTable("SignInLinks", schema: schema);
    }
}
