using System.Buffers.Binary;
using System.IO.Compression;

namespace LiveConsole.Rehearsal.Playing;

/// <summary>
/// What is in a ".gz" file, and at its end the proof that all of it was there: <see cref="GZipStream"/> takes a file that was cut for one that ends, so that half a recording would
/// pass for a whole one. A packed part ends with the length of what was in it (RFC 1952, ISIZE).
/// </summary>
internal sealed class WholeGzip(FileStream file) : Stream
{
    private static ReadOnlySpan<byte> PartBegins => [0x1F, 0x8B, 0x08];

    private readonly GZipStream _inner = new(file, CompressionMode.Decompress);
    private long _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">It is no ".gz", damaged, or cut short.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = _inner.Read(buffer);
        _length += read;
        return read > 0 || buffer.IsEmpty || IsWhole() ? read : throw new InvalidDataException("It is cut short: the end of what was packed is missing. Copy it again.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>One packed part, or several behind one another (what "cat a.gz b.gz" gives), of which the last one says how long itself is.</summary>
    private bool IsWhole()
    {
        var packed = file.Length;
        if (packed < 18) return false;
        Span<byte> last = stackalloc byte[4];
        file.Position = packed - 4;
        file.ReadExactly(last);
        var said = BinaryPrimitives.ReadUInt32LittleEndian(last);
        return said == (uint)_length || LastPartIs(said);
    }

    private bool LastPartIs(uint said)
    {
        // From the end: the last part begins at one of these, and what looks like one by chance cannot be unpacked.
        var window = new byte[64 * 1024];
        for (var end = file.Length; end > 0; end -= window.Length - PartBegins.Length)
        {
            var from = Math.Max(0, end - window.Length);
            file.Position = from;
            var there = window.AsSpan(0, file.ReadAtLeast(window.AsSpan(0, (int)(end - from)), (int)(end - from), throwOnEndOfStream: false));
            for (var at = there.LastIndexOf(PartBegins); at >= 0; at = there[..at].LastIndexOf(PartBegins))
            {
                if (from + at > 0 && LengthFrom(from + at) == said) return true;
            }

            if (from == 0) break;
        }

        return false;
    }

    /// <returns>Null: no part begins there.</returns>
    private uint? LengthFrom(long at)
    {
        file.Position = at;
        using var part = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        var (length, buffer) = (0u, new byte[16 * 1024]);
        try
        {
            while (part.Read(buffer) is > 0 and var read) length += (uint)read;
            return length;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
