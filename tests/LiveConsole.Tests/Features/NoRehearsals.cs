using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using LiveConsole.Rehearsals;
using LiveConsole.Shows;

namespace LiveConsole.Tests.Features;

/// <summary>A room in which nothing is rehearsed, or was: what is kept of a rehearsal can be put in.</summary>
internal sealed class NoRehearsals : IRehearsals
{
    public Dictionary<ShowId, RehearsalOptions> Options { get; } = [];

    public event Action? Changed;

    public void Change() => Changed?.Invoke();

    public PlayedShow? Find(ShowId rehearsal) => null;

    public PlayedShow? Of(ShowId real) => null;

    public Task<IReadOnlyList<(ShowRow Row, RehearsalOptions Options)>> KeptAsync(ShowId real, CancellationToken ct) => Task.FromResult<IReadOnlyList<(ShowRow, RehearsalOptions)>>([]);

    public Task<RehearsalOptions?> OptionsOfAsync(ShowId rehearsal, CancellationToken ct) => Task.FromResult(Options.GetValueOrDefault(rehearsal));

    public Task<(ShowRow? Row, Words? WhyNot)> RehearseAsync(IShow real, RehearsalWish wish, Actor by, CancellationToken ct) => throw new NotSupportedException();

    public Task<Words?> EndAsync(ShowId rehearsal, Actor by, CancellationToken ct) => throw new NotSupportedException();

    public Task<(ShowRow? Row, Words? WhyNot)> BeginAgainAsync(ShowId rehearsal, string point, Actor by, CancellationToken ct) => throw new NotSupportedException();
}
