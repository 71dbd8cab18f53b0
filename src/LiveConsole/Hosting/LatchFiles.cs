using System.Collections.Concurrent;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Folder;
using LiveConsole.Shows;

namespace LiveConsole.Hosting;

/// <summary>Each show's latch in a file of its own, made when the show is opened.</summary>
public sealed class LatchFiles(string folder) : ILatchStore, IDisposable
{
    private readonly ConcurrentDictionary<ShowId, ScreenLatchFile> _files = new();

    public ScreenLatch? Read(ShowId show)
    {
        try
        {
            return FileOf(show).Current is { } latched ? new ScreenLatch(latched.AirNumber, latched.At, latched.Withdrawn) : null;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            // A disk that is full before the show was ever opened here: each write tries again, and says so.
            return null;
        }
    }

    public void Write(ShowId show, ScreenLatch? latch) =>
        FileOf(show).Write(latch is null ? null : new LatchedAir(latch.AirNumber, latch.At, latch.Withdrawn));

    public void Dispose()
    {
        foreach (var file in _files.Values) file.Dispose();
    }

    private ScreenLatchFile FileOf(ShowId show) => _files.GetOrAdd(show, id => ScreenLatchFile.Open(folder, id));
}
