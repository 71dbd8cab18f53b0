using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace LiveConsole.Journal.Sqlite;

/// <summary>
/// A sum (CRC-32C) over an entry as it is stored, so that a page that a disk has spoilt is never served for what was written: SQLite
/// finds a broken page, not other bytes in a whole one.
/// </summary>
internal static class EntrySum
{
    /// <remarks>Type, version and flags are not in it: one that is spoilt is no type that is known, and refused as such.</remarks>
    public static long Of(long key, long at, ReadOnlySpan<byte> command, ReadOnlySpan<byte> verb, ReadOnlySpan<byte> actor, ReadOnlySpan<byte> payload)
    {
        var sum = Add(Add(uint.MaxValue, key), at);
        return ~Add(Add(Add(Add(sum, command), verb), actor), payload);
    }

    /// <summary>Of any bytes, such as a stored state.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => ~Add(uint.MaxValue, bytes);

    private static uint Add(uint sum, long value) => BitOperations.Crc32C(sum, (ulong)value);

    /// <summary>With its length, so that bytes cannot move from one column to the next.</summary>
    private static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        sum = Add(sum, bytes.Length);
        var lanes = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var lane in lanes) sum = BitOperations.Crc32C(sum, BitConverter.IsLittleEndian ? lane : BinaryPrimitives.ReverseEndianness(lane));
        foreach (var rest in bytes[(lanes.Length * 8)..]) sum = BitOperations.Crc32C(sum, rest);
        return sum;
    }
}
