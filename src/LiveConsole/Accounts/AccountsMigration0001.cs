using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LiveConsole.Accounts;

/// <summary>
/// Written by hand (the design-time package is not used), for both stores: columns get the type that the provider has for theirs. The store as it begins.
/// </summary>
[DbContext(typeof(AccountsDb))]
[Migration("0001_Begin")]
public sealed class AccountsMigration0001 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var schema = AccountsStore.SchemaOf(ActiveProvider);
        if (schema is not null) migrationBuilder.EnsureSchema(schema);
        migrationBuilder.CreateTable("Shows", t => new
        {
            Id = t.Column<Guid>(),
            Slug = t.Column<string>(),
            Title = t.Column<string>(),
            Rehearsal = t.Column<bool>(),
            RehearsalOptions = t.Column<string>(nullable: true),
            CreatedAt = t.Column<long>(),
            ArchivedAt = t.Column<long>(nullable: true),
        }, schema: schema, constraints: t => t.PrimaryKey("PK_Shows", x => x.Id));
        migrationBuilder.CreateIndex("IX_Shows_Slug", "Shows", "Slug", schema: schema, unique: true);
        migrationBuilder.CreateTable("People", t => new
        {
            Id = t.Column<string>(),
            Name = t.Column<string>(),
            CreatedAt = t.Column<long>(),
        }, schema: schema, constraints: t => t.PrimaryKey("PK_People", x => x.Id));
        migrationBuilder.CreateTable("Memberships", t => new
        {
            PersonId = t.Column<string>(),
            ShowId = t.Column<Guid>(),
            Role = t.Column<string>(),
        }, schema: schema, constraints: t => t.PrimaryKey("PK_Memberships", x => new { x.PersonId, x.ShowId }));
        migrationBuilder.CreateTable("SignInLinks", t => new
        {
            Id = t.Column<Guid>(),
            TokenHash = t.Column<byte[]>(),
            ShowId = t.Column<Guid>(),
            Role = t.Column<string>(),
            ExpiresAt = t.Column<long>(),
            SpentAt = t.Column<long>(nullable: true),
            RevokedAt = t.Column<long>(nullable: true),
        }, schema: schema, constraints: t => t.PrimaryKey("PK_SignInLinks", x => x.Id));
        migrationBuilder.CreateIndex("IX_SignInLinks_TokenHash", "SignInLinks", "TokenHash", schema: schema, unique: true);
        migrationBuilder.CreateTable("Sessions", t => new
        {
            Id = t.Column<Guid>(),
            PersonId = t.Column<string>(),
            CreatedAt = t.Column<long>(),
            ExpiresAt = t.Column<long>(),
            RevokedAt = t.Column<long>(nullable: true),
        }, schema: schema, constraints: t => t.PrimaryKey("PK_Sessions", x => x.Id));
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
        }, schema: schema, constraints: t => t.PrimaryKey("PK_Screens", x => x.Id));
        migrationBuilder.CreateIndex("IX_Screens_TokenHash", "Screens", "TokenHash", schema: schema, unique: true);
    }
}
