using System.Buffers.Binary;
using System.IO.Compression;
using LiveConsole.Journal.Sqlite;

namespace LiveConsole.Journal;

/// <summary>A stored state's JSON, compressed, behind a sum of those bytes: the same on every store.</summary>
internal static class StateBytes
{
    /// <summary>States of another format are not read: the show is then folded from its entries. It grows also with each new type of entry that may not be skipped: else an older program would begin after it, and not notice.</summary>
    public const int Format = 11;

    public static byte[] Compress(byte[] json)
    {
        using var to = new MemoryStream();
        to.Write(stackalloc byte[sizeof(uint)]);
        using (var brotli = new BrotliStream(to, new BrotliCompressionOptions { Quality = 4 }, leaveOpen: true)) brotli.Write(json);
        var body = to.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(body, EntrySum.Of(body.AsSpan(sizeof(uint))));
        return body;
    }

    /// <exception cref="InvalidDataException">It is not what was stored.</exception>
    public static byte[] Decompress(ReadOnlySpan<byte> body)
    {
        if (body.Length < sizeof(uint) || BinaryPrimitives.ReadUInt32LittleEndian(body) != EntrySum.Of(body[sizeof(uint)..])) throw new InvalidDataException("A stored state is damaged.");
        using var from = new BrotliStream(new MemoryStream(body[sizeof(uint)..].ToArray()), CompressionMode.Decompress);
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }
}
