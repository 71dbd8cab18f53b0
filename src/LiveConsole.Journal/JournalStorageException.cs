namespace LiveConsole.Journal;

/// <summary>
/// Storage cannot do what was asked (a read, a stored state, opening). Appends never throw it: they answer
/// <see cref="Appended.Failed"/>. The message is words for people, without anything from chats.
/// </summary>
public sealed class JournalStorageException(StorageTrouble trouble, string words, Exception? inner = null) : Exception(words, inner)
{
    public StorageTrouble Trouble { get; } = trouble;
}
