using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace LiveConsole.Journal.Sqlite;

/// <summary>
/// A 64-bit hash of (platform, id), seeded by the process so that nobody can prepare ids that collide. Equal hashes are never taken
/// for equal ids: whoever finds one compares the row.
/// </summary>
internal static class RefHash
{
    private static readonly ulong Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

    public static ulong Of(ReadOnlySpan<byte> platform, ReadOnlySpan<byte> id) => Mix(Mix(Seed, platform), id);

    private static ulong Mix(ulong hash, ReadOnlySpan<byte> bytes)
    {
        hash ^= (ulong)bytes.Length * 0x9E3779B97F4A7C15;
        for (; bytes.Length >= 8; bytes = bytes[8..]) hash = Round(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        ulong rest = 0;
        foreach (var b in bytes) rest = (rest << 8) | b;
        hash = Round(hash, rest);
        return hash ^ (hash >> 29);
    }

    private static ulong Round(ulong hash, ulong lane) =>
        BitOperations.RotateLeft(hash ^ (lane * 0xC2B2AE3D27D4EB4F), 29) * 0x9E3779B185EBCA87;
}
