using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LiveConsole.Accounts;

/// <summary>Written by hand (the design-time package is not used): the store as it begins.</summary>
[DbContext(typeof(AccountsDb))]
[Migration("0001_Begin")]
public sealed class AccountsMigration0001 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("Shows", t => new
        {
            Id = t.Column<Guid>(),
            Slug = t.Column<string>(),
            Title = t.Column<string>(),
            Rehearsal = t.Column<bool>(),
            RehearsalOptions = t.Column<string>(nullable: true),
            CreatedAt = t.Column<long>(),
            ArchivedAt = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_Shows", x => x.Id));
        migrationBuilder.CreateIndex("IX_Shows_Slug", "Shows", "Slug", unique: true);
        migrationBuilder.CreateTable("People", t => new
        {
            Id = t.Column<string>(),
            Name = t.Column<string>(),
            CreatedAt = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_People", x => x.Id));
        migrationBuilder.CreateTable("Memberships", t => new
        {
            PersonId = t.Column<string>(),
            ShowId = t.Column<Guid>(),
            Role = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("PK_Memberships", x => new { x.PersonId, x.ShowId }));
        migrationBuilder.CreateTable("SignInLinks", t => new
        {
            Id = t.Column<Guid>(),
            TokenHash = t.Column<byte[]>(),
            ShowId = t.Column<Guid>(),
            Role = t.Column<string>(),
            ExpiresAt = t.Column<long>(),
            SpentAt = t.Column<long>(nullable: true),
            RevokedAt = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_SignInLinks", x => x.Id));
        migrationBuilder.CreateIndex("IX_SignInLinks_TokenHash", "SignInLinks", "TokenHash", unique: true);
        migrationBuilder.CreateTable("Sessions", t => new
        {
            Id = t.Column<Guid>(),
            PersonId = t.Column<string>(),
            CreatedAt = t.Column<long>(),
            ExpiresAt = t.Column<long>(),
            RevokedAt = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_Sessions", x => x.Id));
        migrationBuilder.CreateTable("Screens", t => new
        {
            Id = t.Column<Guid>(),
            Name = t.Column<string>(),
            Kind = t.Column<string>(),
            TokenHash = t.Column<byte[]>(),
            ShowId = t.Column<Guid>(nullable: true),
            Language = t.Column<string>(),
            DistanceMetres = t.Column<double>(),
            DiagonalInches = t.Column<double>(),
            Mirrored = t.Column<bool>(),
            NotesHidden = t.Column<bool>(),
            RevokedAt = t.Column<long>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_Screens", x => x.Id));
        migrationBuilder.CreateIndex("IX_Screens_TokenHash", "Screens", "TokenHash", unique: true);
    }
}
