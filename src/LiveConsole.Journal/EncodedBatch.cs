using System.Buffers;
using System.Text.Json;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Journal;

/// <summary>A batch's payloads as JSON, one after another in one buffer: made before the write lock is taken, and reused.</summary>
internal sealed class EncodedBatch : IDisposable
{
    private readonly ArrayBufferWriter<byte> _bytes = new(64 * 1024);
    private readonly Utf8JsonWriter _writer;
    private readonly List<int> _ends = [];

    public EncodedBatch() => _writer = EntryJson.NewWriter(_bytes);

    public ReadOnlySpan<byte> this[int entry]
    {
        get
        {
            var start = entry == 0 ? 0 : _ends[entry - 1];
            return _bytes.WrittenSpan[start.._ends[entry]];
        }
    }

    /// <summary>All payloads, one after another.</summary>
    public ReadOnlyMemory<byte> All => _bytes.WrittenMemory;

    /// <summary>Bytes held: a buffer that once was huge is not kept.</summary>
    public int Capacity => _bytes.Capacity;

    public void Fill(IReadOnlyList<NewEntry> entries)
    {
        _bytes.ResetWrittenCount();
        _ends.Clear();
        foreach (var entry in entries)
        {
            _writer.Reset();
            EntryJson.Write(entry.Entry, _writer);
            _ends.Add(_bytes.WrittenCount);
        }
    }

    public void Dispose() => _writer.Dispose();
}
