using LiveConsole.Domain.Journal;
using LiveConsole.Journal;

namespace LiveConsole.Tests.Shows;

/// <summary>A show has other nodes: what they hold is theirs, the rest is this one's for the asking.</summary>
internal sealed class OtherNodes : ILeases
{
    public HashSet<ShowId> Held { get; } = [];

    public ValueTask<long?> TakeLeaseAsync(ShowId show, string node, CancellationToken ct) => ValueTask.FromResult<long?>(Held.Contains(show) ? null : 1);

    public ValueTask<bool> RenewLeaseAsync(ShowId show, long epoch, CancellationToken ct) => ValueTask.FromResult(true);

    public ValueTask GiveBackLeaseAsync(ShowId show, long epoch, CancellationToken ct) => ValueTask.CompletedTask;

    public ValueTask<string?> LastListenerAsync(ShowId show, CancellationToken ct) => ValueTask.FromResult<string?>(null);
}
