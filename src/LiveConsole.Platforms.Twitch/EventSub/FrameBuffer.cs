using System.Buffers;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>Puts a frame's pieces together. One pooled buffer, which grows up to a bound; a frame beyond it is skipped. Not thread-safe.</summary>
internal sealed class FrameBuffer : IDisposable
{
    private const int FirstBytes = 16 * 1024;
    private const int MostBytes = 4 * 1024 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _length;
    private bool _skipping;

    /// <summary>Room to receive into; never empty.</summary>
    public Memory<byte> Room()
    {
        if (_length < _bytes.Length) return _bytes.AsMemory(_length);
        if (_bytes.Length >= MostBytes)
        {
            _skipping = true;
            _length = 0;
            return _bytes;
        }

        var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
        return _bytes.AsMemory(_length);
    }

    /// <summary>True at a frame's end: then <paramref name="frame"/> is all of it, valid until the next <see cref="Room"/>; empty when it was too long.</summary>
    public bool Received(int count, bool endOfFrame, out ReadOnlySpan<byte> frame)
    {
        _length += count;
        frame = endOfFrame && !_skipping ? _bytes.AsSpan(0, _length) : default;
        if (!endOfFrame) return false;
        _length = 0;
        _skipping = false;
        return true;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }
}
