using System.Text;
using System.Text.Json;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Archive;

namespace LiveConsole.Journal;

/// <summary>An entry's columns, as every store holds them, read back.</summary>
internal static class EntryRow
{
    public const int Skippable = 1;
    public const int Desk = 2;

    /// <exception cref="JournalStorageException">The payload is not what was written.</exception>
    /// <exception cref="JournalFormatException">Of a type unknown here that may not be skipped.</exception>
    public static Entry Read(long sequence, string type, int version, int flags, ReadOnlySpan<byte> payload)
    {
        try
        {
            if (EntryJson.Read(type, version, payload) is { } entry) return entry;
        }
        catch (JsonException e)
        {
            throw Damaged(sequence, type, e);
        }

        return (flags & Skippable) != 0
            ? new UnknownEntry(type, version, (flags & Desk) != 0)
            : throw JournalFormatException.Of(new(sequence, type, version));
    }

    /// <returns>Null: of a type or version unknown here, whatever a reader may do with it.</returns>
    /// <exception cref="JournalStorageException">The payload is not what was written.</exception>
    public static Entry? ReadKnown(RawEntry entry)
    {
        try
        {
            return EntryJson.Read(entry.Type, entry.Version, entry.Payload.Span);
        }
        catch (JsonException e)
        {
            throw Damaged(entry.Sequence, entry.Type, e);
        }
    }

    /// <summary>For an export: what is not known here comes with its payload as it was written, and throws nothing.</summary>
    public static Entry ReadRaw(string type, int version, int flags, ReadOnlySpan<byte> payload) =>
        EntryJson.Read(type, version, payload) ?? new UnknownEntry(type, version, (flags & Desk) != 0, Encoding.UTF8.GetString(payload));

    public static JournalStorageException Damaged(long sequence, string type, Exception? inner = null) =>
        new(StorageTrouble.Damaged, $"Entry {sequence} ({type}) of the journal is damaged. 'liveconsole doctor' says what can be read; restore the last backup.", inner);
}
