using LiveConsole.CommandLine;
using LiveConsole.Journal;

namespace LiveConsole.Hosting;

/// <summary>What a server process plays host to: the shows of a folder, or a rehearsal.</summary>
public interface IServed : IAsyncDisposable
{
    /// <summary>What stands between the shows and their journal: a rehearsal has drills there.</summary>
    IJournal Over(IJournal journal) => journal;

    /// <summary>Stores are open, nothing listens yet: shows are opened, sources started.</summary>
    Task StartAsync(IServiceProvider services, CancellationToken ct);

    /// <summary>The server answers: print what a person needs to go on.</summary>
    Task SayAsync(IServiceProvider services, Uri publicUri, CommandSession session, CancellationToken ct);
}
