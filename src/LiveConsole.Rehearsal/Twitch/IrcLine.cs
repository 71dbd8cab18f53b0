using System.Buffers;
using System.Text;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>One finished line with its CR LF, shared by all clients of a room.</summary>
/// <param name="TagBytes">Length of the tag section with its space: left out for clients without the tags capability.</param>
/// <param name="NeedsCommands">Only sent to clients with the commands capability (all but PRIVMSG, JOIN and their kind).</param>
/// <param name="Mark">The message this line carries; null for other lines.</param>
internal sealed record IrcLine(byte[] Bytes, int TagBytes = 0, bool NeedsCommands = false, SentMark? Mark = null)
{
    public static IrcLine Plain(string line, bool needsCommands = false) => new(Encoding.UTF8.GetBytes(line + "\r\n"), 0, needsCommands);

    public static IrcLine Tagged(string tags, string rest, bool needsCommands = true)
    {
        var bytes = Encoding.UTF8.GetBytes($"@{tags} {rest}\r\n");
        return new IrcLine(bytes, Encoding.UTF8.GetByteCount(tags) + 2, needsCommands);
    }
}

/// <summary>Lines that leave together in one WebSocket frame.</summary>
internal sealed class IrcFrame(ReadOnlyMemory<byte> bytes, IReadOnlyList<SentMark> marks)
{
    private int _sent;

    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public IReadOnlyList<SentMark> Marks { get; } = marks;

    /// <summary>True for the first client that it was written to: the others need not look through its messages.</summary>
    public bool FirstSent() => Marks.Count > 0 && Interlocked.Exchange(ref _sent, 1) == 0;

    public static IrcFrame Of(string line) => new(Encoding.UTF8.GetBytes(line + "\r\n"), []);
}

/// <summary>Writes one line into a buffer that is used again and again. Not for several threads.</summary>
internal sealed class IrcLineBuilder
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("; \\\r\n\0");

    private byte[] _buffer = new byte[4096];
    private int _length;
    private int _tagBytes;

    public IrcLineBuilder Begin()
    {
        _length = 0;
        _tagBytes = 0;
        return this;
    }

    /// <summary>Adds a tag, escaped as IRCv3 tells: ';' space '\' CR LF.</summary>
    public IrcLineBuilder Tag(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        Room(2 + Encoding.UTF8.GetMaxByteCount(key.Length) + 2 * Encoding.UTF8.GetMaxByteCount(value.Length));
        var mark = _length == 0 ? (byte)'@' : (byte)';';
        _buffer[_length++] = mark;
        _length += Encoding.UTF8.GetBytes(key, _buffer.AsSpan(_length));
        _buffer[_length++] = (byte)'=';
        while (value.IndexOfAny(Escaped) is >= 0 and var odd)
        {
            _length += Encoding.UTF8.GetBytes(value[..odd], _buffer.AsSpan(_length));
            if (value[odd] != '\0')
            {
                _buffer[_length++] = (byte)'\\';
                _buffer[_length++] = value[odd] switch { ';' => (byte)':', ' ' => (byte)'s', '\r' => (byte)'r', '\n' => (byte)'n', _ => (byte)'\\' };
            }

            value = value[(odd + 1)..];
        }

        _length += Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_length));
        return this;
    }

    public IrcLineBuilder EndTags()
    {
        Text(" ");
        _tagBytes = _length;
        return this;
    }

    public IrcLineBuilder Text(ReadOnlySpan<char> text)
    {
        Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
        return this;
    }

    public IrcLine Line(bool needsCommands, string? messageId = null)
    {
        Text("\r\n");
        return new IrcLine(_buffer.AsSpan(0, _length).ToArray(), _tagBytes, needsCommands, messageId is null ? null : new SentMark(messageId));
    }

    private void Room(int more)
    {
        if (_length + more > _buffer.Length) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + more));
    }
}
