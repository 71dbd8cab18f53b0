using LiveConsole.Domain.Journal;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Rehearsals;

/// <summary>A house with a real show, in a folder of its own, where rehearsals begin and end.</summary>
public abstract class RehearsalRoom : IAsyncLifetime
{
    private protected readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;
    private protected AHouse _house = null!;

    public async ValueTask InitializeAsync() => _house = await AHouse.OpenAsync(_folder);

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected async Task DoAsync(IShowCommand command) => Assert.IsType<Outcome.Accepted>(await _house.Get<ICommands>().DoAsync(_house.Real.Id, command, _house.Producer));

    private protected static async Task UntilAsync(LiveShow show, Func<ShowSnapshot, bool> seen)
    {
        using var patience = new CancellationTokenSource(Cap.Signal);
        await foreach (var snapshot in show.WatchAsync(patience.Token))
            if (seen(snapshot)) return;
    }
}
