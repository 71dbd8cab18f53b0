namespace LiveConsole.Journal.Sqlite;

public sealed partial class SqliteJournal : ITrimmed
{
    /// <summary>Idle reading connections, each with a page cache of up to 8 MB, and idle batch buffers. What messages there are is no cache: appends need it.</summary>
    public void Trim()
    {
        if (_closed) return;
        _readers.Clear();
        while (_idleBuffers.TryTake(out var buffer)) buffer.Dispose();
    }
}
