using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LiveConsole.Accounts;

/// <summary>A place in a show ends with the invitation somebody came by. And sessions of guests from before sessions hung on a show hang on theirs from now on: they never lived by their use.</summary>
[DbContext(typeof(AccountsDb))]
[Migration("0011_PlacesEnd")]
public sealed class AccountsMigration0011 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var schema = AccountsStore.SchemaOf(ActiveProvider);
        var at = schema is null ? "" : $"\"{schema}\".";
        migrationBuilder.AddColumn<long>("EndsAt", "Memberships", schema: schema, nullable: true);
        // Of who is in already it is not known whether their end was the show's: nobody is thrown out because it was held.
        migrationBuilder.AddColumn<bool>("EndsWithShow", "Memberships", schema: schema, nullable: false, defaultValue: true);
        migrationBuilder.AddColumn<bool>("WithShow", "Invitations", schema: schema, nullable: false, defaultValue: true);
        migrationBuilder.Sql($"""
            UPDATE {at}"Memberships" SET "EndsAt" = (SELECT i."ExpiresAt" FROM {at}"Invitations" AS i WHERE i."Id" = "Memberships"."InvitationId" AND i."CreatedBy" IS NOT NULL)
            """);
        // Nobody could sign in then, and who has no way to sign in cannot have signed in.
        migrationBuilder.Sql($"""
            UPDATE {at}"Sessions" SET "EndsWith" = (SELECT m."ShowId" FROM {at}"Memberships" AS m WHERE m."PersonId" = "Sessions"."PersonId" ORDER BY m."ShowId" DESC LIMIT 1)
            WHERE "EndsWith" IS NULL
                AND EXISTS (SELECT 1 FROM {at}"People" AS p WHERE p."Id" = "Sessions"."PersonId" AND p."PasswordHash" IS NULL)
                AND NOT EXISTS (SELECT 1 FROM {at}"Passkeys" AS k WHERE k."UserId" = "Sessions"."PersonId")
                AND NOT EXISTS (SELECT 1 FROM {at}"Logins" AS l WHERE l."UserId" = "Sessions"."PersonId")
            """);
    }
}
