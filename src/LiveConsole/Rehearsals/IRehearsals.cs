using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Rehearsals;

/// <summary>The rehearsals of this process, as the pages see them.</summary>
public interface IRehearsals
{
    /// <summary>One has begun or ended. On any thread.</summary>
    event Action? Changed;

    /// <returns>Null: it is played no more, or not here.</returns>
    PlayedShow? Find(ShowId rehearsal);

    /// <returns>The rehearsal of this real show that is played now.</returns>
    PlayedShow? Of(ShowId real);

    /// <summary>Those of a real show that are kept, the newest first.</summary>
    Task<IReadOnlyList<(ShowRow Row, RehearsalOptions Options)>> KeptAsync(ShowId real, CancellationToken ct);

    /// <summary>How a rehearsal was begun and ended; null: the show is none, or a version that is not known wrote it.</summary>
    Task<RehearsalOptions?> OptionsOfAsync(ShowId rehearsal, CancellationToken ct);

    /// <summary>Begins a rehearsal of a show, for its people, with what it is set to.</summary>
    /// <returns>The rehearsal's show; or why not, in words.</returns>
    Task<(ShowRow? Row, Words? WhyNot)> RehearseAsync(IShow real, RehearsalWish wish, Actor by, CancellationToken ct);

    /// <summary>Screens go back, the platforms are gone, the show is kept for its debrief.</summary>
    Task<Words?> EndAsync(ShowId rehearsal, Actor by, CancellationToken ct);

    /// <summary>Back to a point: another rehearsal of the same, from there; people and screens go along, the first is kept.</summary>
    Task<(ShowRow? Row, Words? WhyNot)> BeginAgainAsync(ShowId rehearsal, string point, Actor by, CancellationToken ct);
}
