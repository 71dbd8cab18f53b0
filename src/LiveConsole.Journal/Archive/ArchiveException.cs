namespace LiveConsole.Journal.Archive;

/// <summary>An archive cannot be written or read: one sentence for people that names the place and says what to do.</summary>
public sealed class ArchiveException(string message, Exception? inner = null) : Exception(message, inner);
