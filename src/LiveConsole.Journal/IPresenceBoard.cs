using LiveConsole.Domain.Journal;

namespace LiveConsole.Journal;

/// <summary>What nodes on one journal tell each other beside it: who is at their desks. Not history; what a node does not repeat is gone after six seconds.</summary>
public interface IPresenceBoard
{
    /// <summary>Says what this node has, and hears what the others have.</summary>
    /// <param name="here">Empty: nothing any more.</param>
    /// <exception cref="JournalStorageException"/>
    ValueTask<IReadOnlyList<(string Node, byte[] Here)>> MeetAsync(ShowId show, string node, byte[] here, CancellationToken ct);
}
