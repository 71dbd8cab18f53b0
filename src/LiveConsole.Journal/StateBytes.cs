using System.IO.Compression;

namespace LiveConsole.Journal;

/// <summary>A stored state's JSON, compressed: the same on every store.</summary>
internal static class StateBytes
{
    /// <summary>States of another format are not read: the show is then folded from its entries.</summary>
    public const int Format = 1;

    public static byte[] Compress(byte[] json)
    {
        using var to = new MemoryStream();
        using (var brotli = new BrotliStream(to, new BrotliCompressionOptions { Quality = 4 })) brotli.Write(json);
        return to.ToArray();
    }

    public static byte[] Decompress(ReadOnlySpan<byte> body)
    {
        using var from = new BrotliStream(new MemoryStream(body.ToArray()), CompressionMode.Decompress);
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }
}
