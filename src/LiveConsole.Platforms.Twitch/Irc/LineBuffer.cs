using System.Buffers;

namespace LiveConsole.Platforms.Twitch.Irc;

/// <summary>
/// Cuts what a socket delivers into lines: a frame may carry many, and a line may come in several pieces. One pooled buffer, which grows up to a
/// bound; a line beyond it is skipped to its end. Not thread-safe.
/// </summary>
internal sealed class LineBuffer : IDisposable
{
    public const int FirstBytes = 64 * 1024;
    public const int MostBytes = 4 * 1024 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _start;
    private int _end;
    private int _searched;
    private bool _skipping;
    private int _tooLong;

    /// <summary>Lines that were longer than the buffer may grow, since the last time this was asked.</summary>
    public int TakeTooLong()
    {
        var count = _tooLong;
        _tooLong = 0;
        return count;
    }

    /// <summary>Room to receive into; never empty.</summary>
    public Memory<byte> Room()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_bytes, _start, _bytes, 0, _end - _start);
            _end -= _start;
            _searched -= _start;
            _start = 0;
        }

        if (_end >= _bytes.Length - 1) Grow();
        // One byte stays free for the line end that a frame may lack.
        return _bytes.AsMemory(_end, _bytes.Length - _end - 1);
    }

    /// <param name="endOfFrame">A frame's end ends its last line even without a line end.</param>
    public void Received(int count, bool endOfFrame)
    {
        _end += count;
        if (!endOfFrame || _end == _start || _bytes[_end - 1] == '\n') return;
        _bytes[_end++] = (byte)'\n';
    }

    /// <summary>The next whole line without its end, valid until the next call of <see cref="Room"/>; blank ones are passed over.</summary>
    public bool TryTake(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var at = _bytes.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
            if (at < 0)
            {
                _searched = _end;
                line = default;
                return false;
            }

            var end = _searched + at;
            line = _bytes.AsSpan(_start, end - _start).TrimEnd((byte)'\r');
            _start = _searched = end + 1;
            if (_skipping) _skipping = false;
            else if (!line.IsEmpty) return true;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Grow()
    {
        if (_bytes.Length >= MostBytes)
        {
            if (!_skipping) _tooLong++;
            _skipping = true;
            _start = _end = _searched = 0;
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
        _bytes.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
