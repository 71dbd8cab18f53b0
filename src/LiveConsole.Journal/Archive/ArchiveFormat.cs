using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LiveConsole.Journal.Archive;

/// <summary>
/// The file, as docs/archive-format.md says it: eight bytes that mark it, then frames. A frame is a header of 16 bytes (kind, flags, stored
/// and raw length), its body, and a SHA-256 over the sum of the frame before, the header and the body: no frame can be changed, taken out,
/// doubled or moved unseen, and the last sum stands for the whole file.
/// </summary>
internal static class ArchiveFormat
{
    /// <summary>A newer one is refused.</summary>
    public const int Major = 1;

    /// <summary>A newer one is read; frames that it brings and marks so are skipped.</summary>
    public const int Minor = 0;

    public const int HeaderLength = 16;
    public const int SumLength = SHA256.HashSizeInBytes;

    /// <summary>A frame is closed when it has so many bytes; one entry more never makes it much longer.</summary>
    public const int FrameWanted = 1024 * 1024;

    /// <summary>A frame that says to be longer, stored or raw, is damaged: nothing of that size is ever taken into memory on its word.</summary>
    public const int FrameBound = 64 * 1024 * 1024;

    public const byte Brotli = 1;
    public const byte MayBeSkipped = 2;

    /// <summary>As PNG's: not text, and spoilt visibly by whatever changes ends of lines.</summary>
    public static ReadOnlySpan<byte> Mark => [0x89, (byte)'L', (byte)'C', (byte)'A', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    public static void WriteHeader(Span<byte> header, FrameKind kind, byte flags, int stored, int raw)
    {
        header.Clear();
        Encoding.ASCII.GetBytes(kind.Name, header);
        header[4] = flags;
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], (uint)stored);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], (uint)raw);
    }

    /// <param name="sum">In: of the frame before. Out: of this one.</param>
    public static void Chain(Span<byte> sum, ReadOnlySpan<byte> header, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(sum);
        hash.AppendData(header);
        hash.AppendData(body);
        hash.GetHashAndReset(sum);
    }
}

/// <summary>Four letters that say what a frame holds.</summary>
internal readonly record struct FrameKind(string Name)
{
    public static FrameKind Head => new("head");
    public static FrameKind Rows => new("rows");
    public static FrameKind Secret => new("secr");
    public static FrameKind Show => new("show");
    public static FrameKind Entries => new("entr");
    public static FrameKind End => new("end ");

    public bool IsKnown => Name is "head" or "rows" or "secr" or "show" or "entr" or "end ";
}

/// <summary>Where in the file something is, for people who must be told.</summary>
internal readonly record struct FramePlace(long Number, long Offset, string Kind)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"frame {Number} ({(Kind.Length == 0 ? "no frame" : $"\"{Kind.Trim()}\"")} at byte {Offset})");
}
