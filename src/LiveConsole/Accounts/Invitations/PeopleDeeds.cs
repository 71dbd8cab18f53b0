using LiveConsole.Domain.Journal;
using LiveConsole.Domain.People;
using LiveConsole.Rehearsals;
using LiveConsole.Shows;

namespace LiveConsole.Accounts.Invitations;

/// <summary>
/// What owner and production do with people: each deed is in the accounts' store, in force on this node at once and on the others within a second, and said in the show's journal.
/// Taking somebody out waits for no journal; an invitation is shown to nobody before it stands there.
/// </summary>
public sealed class PeopleDeeds(InvitationBook book, Crew crew, ICommands commands, IShows shows, IRehearsals rehearsals, TimeProvider time)
{
    /// <returns>The new invitation, or why not.</returns>
    public async Task<(InvitationRow? Made, Refusal? WhyNot)> InviteAsync(IShow show, Actor by, InvitationWish wish, CancellationToken ct)
    {
        if (crew.Current(by, show.Id) is not { } now) return (null, Refusals.Forbidden(by.Role));
        var wanted = wish with { Name = Cleaned(wish.Name), Topics = wish.Role is Role.Expert ? wish.Topics : [], WithShow = show.Snapshot.State.Settings?.Plan.EndsAt is { } end && wish.Ends >= end };
        if (WhyNotMake(now, wanted) is { } whyNot) return (null, whyNot);
        var row = await book.MakeAsync(show.Id, wanted, now, ct);
        var said = await commands.DoAsync(show.Id, new InvitePerson(row.Id, row.Role, [.. wanted.Topics], row.Name, row.Uses, row.ExpiresAt), now, null, ct);
        if (said is not Outcome.Refused refused) return (row, null);
        await book.TakeBackAsync(row.Id, ct);
        return (null, refused.Refusal);
    }

    /// <param name="people">Who came in by it and is still in the show leaves, too.</param>
    public async Task<Refusal?> RevokeAsync(IShow show, Actor by, InvitationRow invitation, bool people, CancellationToken ct)
    {
        if (crew.Current(by, show.Id) is not { } now) return Refusals.Forbidden(by.Role);
        if (PeopleRules.WhyNotGive(now, invitation.Role) is { } whyNot) return whyNot;
        var revoked = await book.RevokeAsync(show.Id, invitation.Id, now, ct);
        Refusal? first = null;
        if (people)
        {
            // All of them leave, also when the journal refuses to say so of one.
            foreach (var seat in crew.SeatsIn(show.Id).Where(s => s.Invitation == invitation.Id && s.Person != now.Id))
            {
                var refusal = await TakeOutAsync(show, now, seat.Person, ct);
                first ??= refusal;
            }
        }

        var said = revoked ? Said(await commands.DoAsync(show.Id, new RevokeInvitation(invitation.Id, invitation.Role, invitation.Name), now, null, ct)) : null;
        return first ?? said;
    }

    public async Task<Refusal?> ChangeRoleAsync(IShow show, Actor by, string person, Role role, IReadOnlyList<string> topics, CancellationToken ct)
    {
        if (crew.Current(by, show.Id) is not { } now) return Refusals.Forbidden(by.Role);
        var (was, whyNot) = Touched(show, now, person);
        if (was is null) return whyNot;
        if (PeopleRules.WhyNotGive(now, role) is { } refusal) return refusal;
        var given = role is Role.Expert ? topics : [];
        if (was.Role == role && given.SequenceEqual(crew.TopicsOf(person, show.Id), StringComparer.Ordinal)) return null;
        await crew.SeatAsync(person, show.Id, role, given, ct);
        // Their place in the show's rehearsals is a copy of the one here.
        foreach (var (row, _) in await rehearsals.KeptAsync(show.Id, ct))
        {
            if (crew.SeatOf(person, new ShowId(row.Id)) is not null) await crew.SeatAsync(person, new ShowId(row.Id), role, given, ct);
        }

        return Said(await commands.DoAsync(show.Id, new ChangeRole(was, role, [.. given]), now, null, ct));
    }

    public async Task<Refusal?> TakeOutAsync(IShow show, Actor by, string person, CancellationToken ct)
    {
        if (crew.Current(by, show.Id) is not { } now) return Refusals.Forbidden(by.Role);
        var (was, whyNot) = Touched(show, now, person);
        if (was is null) return whyNot;
        if (!await crew.TakeOutAsync(person, show.Id, now.Name, show.Clock.Now, ct)) return null;
        // Their place in the show's rehearsals is a copy of the one here.
        foreach (var (row, _) in await rehearsals.KeptAsync(show.Id, ct))
        {
            var rehearsal = new ShowId(row.Id);
            await crew.TakeOutAsync(person, rehearsal, now.Name, shows.Find(rehearsal)?.Clock.Now ?? time.GetUtcNow(), ct);
        }

        return Said(await commands.DoAsync(show.Id, new TakeOut(was), now, null, ct));
    }

    private Refusal? WhyNotMake(Actor now, InvitationWish wish)
    {
        if (PeopleRules.WhyNotGive(now, wish.Role) is { } whyNot) return whyNot;
        if (wish.Uses is < 1 or > PeopleRules.MostUses) return Refusals.Invalid($"An invitation is for 1 to {PeopleRules.MostUses} people.", $"Une invitation vaut pour 1 à {PeopleRules.MostUses} personnes.");
        if (wish.Name?.Length > PeopleRules.LongestName) return Refusals.Invalid($"A name has at most {PeopleRules.LongestName} characters.", $"Un nom a {PeopleRules.LongestName} caractères au plus.");
        if (wish.Ends <= time.GetUtcNow()) return Refusals.Invalid("The end lies in the past: nobody could come in.", "La fin est passée : personne ne pourrait entrer.");
        return wish.Ends > time.GetUtcNow() + Longest
            ? Refusals.Invalid($"An invitation is open for {Longest.TotalDays:F0} days at most.", $"Une invitation reste ouverte {Longest.TotalDays:F0} jours au plus.") : null;
    }

    /// <summary>A year: what is longer is an account.</summary>
    private static TimeSpan Longest { get; } = TimeSpan.FromDays(366);

    /// <summary>Who it is about as they stand now, if this one may touch them.</summary>
    /// <param name="now">In the role they have now: what a page believes counts for nothing.</param>
    private (Actor? Was, Refusal? WhyNot) Touched(IShow show, Actor now, string person)
    {
        if (crew.SeatOf(person, show.Id) is not { } seat) return (null, new Refusal(RefusalKind.NotFound, new("This person is not in the show any more.", "Cette personne n'est plus dans l'émission.")));
        var was = new Actor(seat.Person, seat.Name, seat.Role);
        if (PeopleRules.WhyNotTouch(now, was) is { } whyNot) return (null, whyNot);
        return seat.HouseOwner
            ? (null, new Refusal(RefusalKind.NotAllowed, new($"{seat.Name} runs this installation and is in every show.", $"{seat.Name} gère cette installation et est dans chaque émission.")))
            : (was, null);
    }

    /// <summary>It is done, whatever the journal says; that it is not in the trail is said.</summary>
    private static Refusal? Said(Outcome outcome) => outcome is Outcome.Refused { Refusal: var refusal, NotInTheTrail: { } words } ? refusal with { Words = words } : null;

    private static string? Cleaned(string? name) => string.IsNullOrWhiteSpace(name) ? null : new string([.. name.Where(c => !char.IsControl(c))]).Trim();
}
