using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Moderation;

/// <summary>Two viewers, each on a platform of theirs, are one person: somebody said so. Nothing is ever concluded from names.</summary>
/// <param name="Action">The command that said it.</param>
public sealed record SamePerson(ViewerRef One, ViewerRef Other, Actor By, DateTimeOffset At, Guid Action)
{
    public bool Is(ViewerRef viewer) => One == viewer || Other == viewer;

    public ViewerRef Beside(ViewerRef viewer) => One == viewer ? Other : One;
}

/// <summary>The same person writes here and there (<paramref name="Same"/>), or it was an error. Of one platform's viewers each is somebody else: it tells them apart itself.</summary>
public sealed record MatchViewers(ViewerRef One, ViewerRef Other, bool Same) : IShowCommand
{
    public string Verb => Same ? "same-person" : "not-same-person";

    public Permission Needs => Permission.Triage;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (One.Id.Length == 0 || Other.Id.Length == 0 || One.Platform == Other.Platform)
            return Refusals.Invalid("Choose a viewer of another platform.", "Choisissez quelqu'un d'une autre plateforme.");
        var known = show.SamePeople.Find(p => p.Is(One) && p.Is(Other));
        if (!Same) return known is null ? Decision.Unchanged : new ViewersMatched(One, Other, Same: false);
        if (known is not null) return Decision.Unchanged;
        // One person, one viewer a platform: else a third would join whom nobody compared.
        if (show.SamePeople.Find(p => (p.Is(One) && p.Beside(One).Platform == Other.Platform) || (p.Is(Other) && p.Beside(Other).Platform == One.Platform)) is { } taken) return Refusals.MatchedAlready(show, taken);
        return new ViewersMatched(One, Other, Same: true);
    }
}
