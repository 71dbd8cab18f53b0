using System.Buffers.Binary;

namespace LiveConsole.Screens;

/// <summary>
/// What a file is by its own bytes, never by its name. Only PNG and WebP: they draw on air with transparency and hold nothing that a browser would run,
/// unlike SVG.
/// </summary>
public static class LogoKind
{
    /// <summary>A side, in pixels: a logo stands in 280 x 72 of 1920 x 1080.</summary>
    public const int Widest = 4096;

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];

    /// <returns>png, webp; null: neither, or larger than <see cref="Widest"/>.</returns>
    public static string? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Png) && bytes.Length > 33 && Fits(BinaryPrimitives.ReadUInt32BigEndian(bytes[16..])) && Fits(BinaryPrimitives.ReadUInt32BigEndian(bytes[20..])) ? "png"
        : IsWebP(bytes) ? "webp" : null;

    // RIFF, the length of what follows, WEBP, the first chunk: VP8 (lossy), VP8L (lossless) or VP8X (with transparency or more).
    private static bool IsWebP(ReadOnlySpan<byte> bytes) => bytes.Length > 30 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8)
        && BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) + 8 <= (uint)bytes.Length + 1
        && (bytes[12..16].SequenceEqual("VP8 "u8) || bytes[12..16].SequenceEqual("VP8L"u8) || (bytes[12..16].SequenceEqual("VP8X"u8) && Fits(Wide(bytes[24..]) + 1) && Fits(Wide(bytes[27..]) + 1)));

    private static uint Wide(ReadOnlySpan<byte> three) => (uint)(three[0] | (three[1] << 8) | (three[2] << 16));

    private static bool Fits(uint side) => side is > 0 and <= Widest;
}
