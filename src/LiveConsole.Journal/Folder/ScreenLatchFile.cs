using System.Buffers.Binary;
using System.Security.Cryptography;
using LiveConsole.Domain.Journal;
using Microsoft.Win32.SafeHandles;

namespace LiveConsole.Journal.Folder;

/// <summary>What a show's screens keep dark although the journal does not know it yet.</summary>
/// <param name="AirNumber">The on-air number that is hidden; a later TAKE has a higher one and lifts it.</param>
/// <param name="Withdrawn">Removed on its platform, not cleared by a person.</param>
public readonly record struct LatchedAir(int AirNumber, DateTimeOffset At, bool Withdrawn);

/// <summary>
/// A show's screen latch on disk: 4 KiB that are there from the start and written in place, so that CLEAR holds on a full disk and
/// through a kill. Two slots take turns: a write that is cut spoils only the older one. Safe from any thread.
/// </summary>
public sealed class ScreenLatchFile : IDisposable
{
    private const int FileLength = 4096;
    // Half a file apart: never in one sector.
    private const int SlotOffset = 2048;
    private const int Used = 64;
    private const ulong Magic = 0x314843_54414C434C; // "LCLATCH1"
    private const int Set = 1;
    private const int WithdrawnFlag = 2;

    // A lock, not a channel: CLEAR must not wait for a loop to be scheduled.
    private readonly Lock _gate = new();
    private readonly SafeFileHandle _file;
    private readonly ShowId _show;
    private long _count;

    private ScreenLatchFile(SafeFileHandle file, ShowId show)
    {
        _file = file;
        _show = show;
        (_count, Current) = Newest();
    }

    /// <summary>What is latched; null when nothing is.</summary>
    public LatchedAir? Current { get; private set; }

    /// <summary>Opens the show's file in the data folder, making it at its full length when it is not there.</summary>
    /// <exception cref="IOException">It cannot be made or read (a full disk before the show was ever opened).</exception>
    public static ScreenLatchFile Open(string folder, ShowId show)
    {
        var latches = Path.Combine(folder, "latches");
        Directory.CreateDirectory(latches);
        var file = File.OpenHandle(Path.Combine(latches, $"{show}.latch"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            if (RandomAccess.GetLength(file) < FileLength)
            {
                // Zeros are written, not only the length set: the blocks must be there when the disk is full.
                RandomAccess.Write(file, new byte[FileLength], 0);
                RandomAccess.FlushToDisk(file);
            }

            return new ScreenLatchFile(file, show);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>On disk when it returns.</summary>
    /// <param name="latched">Null lifts the latch.</param>
    /// <exception cref="IOException">The disk does not answer: the latch holds in memory only.</exception>
    public void Write(LatchedAir? latched)
    {
        lock (_gate)
        {
            Current = latched;
            Span<byte> slot = stackalloc byte[Used];
            slot.Clear();
            BinaryPrimitives.WriteUInt64LittleEndian(slot, Magic);
            BinaryPrimitives.WriteInt64LittleEndian(slot[8..], _count + 1);
            BinaryPrimitives.WriteInt32LittleEndian(slot[16..], latched is null ? 0 : Set | (latched.Value.Withdrawn ? WithdrawnFlag : 0));
            BinaryPrimitives.WriteInt32LittleEndian(slot[20..], latched?.AirNumber ?? 0);
            BinaryPrimitives.WriteInt64LittleEndian(slot[24..], latched?.At.UtcTicks ?? 0);
            Checksum(slot, slot[32..]);
            RandomAccess.Write(_file, slot, OffsetOf(_count + 1));
            RandomAccess.FlushToDisk(_file);
            _count++;
        }
    }

    public void Dispose() => _file.Dispose();

    private static long OffsetOf(long count) => (count & 1) * SlotOffset;

    private (long Count, LatchedAir? Latched) Newest()
    {
        var (first, second) = (Slot(0), Slot(1));
        return first.Count >= second.Count ? first : second;
    }

    /// <returns>Count 0: never written, or its write was cut.</returns>
    private (long Count, LatchedAir? Latched) Slot(long parity)
    {
        Span<byte> slot = stackalloc byte[Used];
        Span<byte> sum = stackalloc byte[32];
        if (RandomAccess.Read(_file, slot, OffsetOf(parity)) != Used || BinaryPrimitives.ReadUInt64LittleEndian(slot) != Magic) return default;
        Checksum(slot, sum);
        if (!sum.SequenceEqual(slot[32..])) return default;
        var flags = BinaryPrimitives.ReadInt32LittleEndian(slot[16..]);
        var latched = new LatchedAir(BinaryPrimitives.ReadInt32LittleEndian(slot[20..]),
            new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(slot[24..]), TimeSpan.Zero), (flags & WithdrawnFlag) != 0);
        return (BinaryPrimitives.ReadInt64LittleEndian(slot[8..]), (flags & Set) != 0 ? latched : null);
    }

    /// <summary>Over the slot and the show: a file copied to another show's name is not believed.</summary>
    private void Checksum(ReadOnlySpan<byte> slot, Span<byte> sum)
    {
        Span<byte> input = stackalloc byte[48];
        slot[..32].CopyTo(input);
        _show.Value.TryWriteBytes(input[32..]);
        SHA256.HashData(input, sum);
    }
}
