using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.People;

/// <summary>Who may bring in, change and take out whom. The owner anybody, a producer anybody but owners; nobody themselves, so that one who may always stays.</summary>
public static class PeopleRules
{
    public const int MostUses = 100;

    public const int LongestName = 40;

    /// <returns>Why this role may not be given by this person; null: it may.</returns>
    public static Refusal? WhyNotGive(Actor by, Role role)
    {
        if (!Rights.Has(by.Role, Permission.People, ShowRules.Default)) return Refusals.Forbidden(by.Role);
        if (!Enum.IsDefined(role)) return Refusals.Invalid("There is no such role.", "Ce rôle n'existe pas.");
        return role is Role.Owner && by.Role is not Role.Owner
            ? new(RefusalKind.Forbidden, new("Only an owner makes owners. Ask the owner.", "Seul·e un·e propriétaire peut en nommer un·e autre. Demandez-lui."))
            : null;
    }

    /// <returns>Why this person's role or stay is not this one's to change; null: it is.</returns>
    public static Refusal? WhyNotTouch(Actor by, Actor person)
    {
        if (!Rights.Has(by.Role, Permission.People, ShowRules.Default)) return Refusals.Forbidden(by.Role);
        if (by.Id == person.Id) return new(RefusalKind.NotAllowed, new(
            "This is you. Another owner or the production can change it.", "C'est vous. Un·e autre propriétaire ou la production peut le changer."));
        return person.Role is Role.Owner && by.Role is not Role.Owner
            ? new(RefusalKind.Forbidden, new($"{person.Name} is an owner: only an owner can change that.", $"{person.Name} est propriétaire : seul·e un·e propriétaire peut y toucher."))
            : null;
    }
}
