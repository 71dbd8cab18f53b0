using System.Buffers;

namespace LiveConsole.Platforms.YouTube;

internal enum Split
{
    /// <summary>A whole element was found.</summary>
    Element,

    /// <summary>The bytes so far end inside or between elements.</summary>
    NeedsMore,

    /// <summary>The array was closed by its bracket.</summary>
    Closed,

    /// <summary>What came is no JSON array or object (a proxy's page, say).</summary>
    NotJson,

    /// <summary>An element exceeds the bound.</summary>
    TooLong,
}

/// <summary>
/// Cuts the stream's endless JSON array into its elements while it comes in, without judging what is inside them: a broken element
/// is handed out like any other and its neighbours live. A body that is one object (an error, a list answer) is one element.
/// Not safe for two threads. An element's memory holds until <see cref="Room"/> is called.
/// </summary>
internal sealed class ElementSplitter(int maxElement = ElementSplitter.DefaultMaxElement)
{
    /// <summary>2,000 items of about 2 kB are 4 MB; a longer element is no chat.</summary>
    public const int DefaultMaxElement = 32 * 1024 * 1024;

    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> InText = SearchValues.Create("\"\\"u8);

    private byte[] _buffer = new byte[64 * 1024];
    private int _scanned;
    private int _end;
    private int _elementStart = -1;
    private int _depth;
    private bool _inArray;
    private bool _inText;
    private bool _afterBackslash;
    private bool _closed;

    /// <summary>True when the bytes so far stop in the middle of an element.</summary>
    public bool IsMidElement => _elementStart >= 0;

    /// <summary>Where to read the next bytes into.</summary>
    public Memory<byte> Room()
    {
        var keepFrom = _elementStart >= 0 ? _elementStart : _scanned;
        if (keepFrom > 0 && _buffer.Length - _end < _buffer.Length / 2)
        {
            _buffer.AsSpan(keepFrom, _end - keepFrom).CopyTo(_buffer);
            _scanned -= keepFrom;
            _end -= keepFrom;
            if (_elementStart >= 0) _elementStart = 0;
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        return _buffer.AsMemory(_end);
    }

    public void Filled(int count) => _end += count;

    public Split Next(out ReadOnlyMemory<byte> element)
    {
        element = default;
        while (!_closed && _scanned < _end)
        {
            if (_inText) SkipText();
            else if (_elementStart >= 0)
            {
                if (!InsideElement()) continue;
                element = _buffer.AsMemory(_elementStart, _scanned - _elementStart);
                _elementStart = -1;
                _closed = !_inArray;
                return Split.Element;
            }
            else if (!BetweenElements()) return Split.NotJson;
        }

        if (_closed) return Split.Closed;
        return _elementStart >= 0 && _end - _elementStart > maxElement ? Split.TooLong : Split.NeedsMore;
    }

    private void SkipText()
    {
        if (_afterBackslash)
        {
            _afterBackslash = false;
            _scanned++;
            return;
        }

        var at = _buffer.AsSpan(_scanned, _end - _scanned).IndexOfAny(InText);
        if (at < 0)
        {
            _scanned = _end;
            return;
        }

        _scanned += at + 1;
        if (_buffer[_scanned - 1] == (byte)'"') _inText = false;
        else _afterBackslash = true;
    }

    /// <returns>True when the element's last bracket was passed.</returns>
    private bool InsideElement()
    {
        var at = _buffer.AsSpan(_scanned, _end - _scanned).IndexOfAny(Structure);
        if (at < 0)
        {
            _scanned = _end;
            return false;
        }

        _scanned += at + 1;
        switch (_buffer[_scanned - 1])
        {
            case (byte)'"': _inText = true; return false;
            case (byte)'{' or (byte)'[': _depth++; return false;
            default: return --_depth == 0;
        }
    }

    /// <returns>False when the body does not begin as JSON should.</returns>
    private bool BetweenElements()
    {
        switch (_buffer[_scanned])
        {
            case (byte)'[' when !_inArray: _inArray = true; break;
            case (byte)']' when _inArray: _closed = true; break;
            case (byte)'{' or (byte)'[': _elementStart = _scanned; _depth = 1; break;
            case (byte)'"' when _inArray: _inText = true; break;
            case (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or 0xEF or 0xBB or 0xBF: break; // white space, byte order mark
            default:
                if (!_inArray) return false;
                break; // a comma, or a bare word between elements: nothing of ours
        }

        _scanned++;
        return true;
    }
}
