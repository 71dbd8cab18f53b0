namespace LiveConsole.Soak.Fuzz;

/// <summary>Makes a hostile input of a real one: some edits, each of a kind that parsers have been seen to trip over. One buffer, reused.</summary>
internal sealed class Mutation(FuzzDice dice)
{
    private const int Longest = 256 * 1024;

    // Separators of both protocols, escapes, halves of characters and of surrogate pairs, numbers at and beyond their ends, brackets that never close.
    private static readonly byte[][] Nasty = [.. new[]
    {
        "@", ":", ";", "=", "\\", " ", ",", "/", "-", "#", "!", "+", "\u0001", "\0", "\r", "\t", "\n", "\r\n", "\\s", "\\:", "\\\\", "\\r\\n", "\u0001ACTION ",
        "{", "}", "[", "]", "\"", "null", "true", "-1", "0", "1e999", "-0", "2147483648", "9223372036854775808", "99999999999999999999999999", "0.1e-9999", "\"\"", "{}", "[]",
        "\\ud83d", "\\ude00", "\\ud83d\\ude00", "\\u0000", "\\u12", "\u202E", "\uFEFF", "\u200B", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "2026-02-30T25:61:61Z",
    }.Select(System.Text.Encoding.UTF8.GetBytes), [0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]];

    // Well formed whatever is swapped: values of any kind in any place reach the fields' own readers.
    private static readonly byte[][] Values = [.. new[] { "null", "7", "-1", "1e999", "9223372036854775808", "\"\"", "\"x\"", "\"7\"", "{}", "[]", "[{}]", "{\"id\":{}}", "\"\\ud800\"", "true", "1.5", "\"1\\u00300\"" }
        .Select(System.Text.Encoding.UTF8.GetBytes)];

    private byte[] _bytes = new byte[64 * 1024];
    private byte[] _spare = new byte[4 * 1024];
    private int _length;

    public ReadOnlySpan<byte> Of(byte[] frame, byte[][] others)
    {
        _length = 0;
        Insert(0, frame);
        // One in forty goes through as it came: real frames stay in the mix.
        if (dice.OneIn(40)) return _bytes.AsSpan(0, _length);
        if (dice.OneIn(3))
        {
            for (var swaps = 1 + dice.Next(4); swaps > 0; swaps--) Swap(dice.Next(_length + 1));
            return _bytes.AsSpan(0, _length);
        }

        for (var edits = 1 + dice.Next(dice.OneIn(8) ? 20 : 4); edits > 0; edits--) Edit(others);
        return _bytes.AsSpan(0, _length);
    }

    private void Edit(byte[][] others)
    {
        var at = dice.Next(_length + 1);
        switch (dice.Next(16))
        {
            case 0 or 1 when at < _length: _bytes[at] = (byte)dice.Next(256); break;
            case 2 when at < _length: _bytes[at] ^= (byte)(1 << dice.Next(8)); break;
            case 3 or 4 or 5: Insert(at, dice.Of(Nasty)); break;
            case 6: Delete(at, 1 + dice.Next(dice.OneIn(4) ? 400 : 8)); break;
            case 7 when dice.OneIn(3): _length = at; break;
            case 8: Splice(at, dice.Of(others)); break;
            case 9: Repeat(at, 1 + dice.Next(120)); break; // doubled keys, doubled tags
            case 10 or 11: Swap(at); break;
            case 12 or 13: Number(at); break;
            case 14 when dice.OneIn(20): Deep(at); break;
            case 15 when dice.OneIn(60): Long(at); break;
        }
    }

    private void Insert(int at, ReadOnlySpan<byte> what)
    {
        if (_length + what.Length > Longest) return;
        if (_length + what.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + what.Length));
        _bytes.AsSpan(at, _length - at).CopyTo(_bytes.AsSpan(at + what.Length));
        what.CopyTo(_bytes.AsSpan(at));
        _length += what.Length;
    }

    private void Delete(int at, int count)
    {
        count = Math.Min(count, _length - at);
        _bytes.AsSpan(at + count, _length - at - count).CopyTo(_bytes.AsSpan(at));
        _length -= count;
    }

    /// <summary>This frame's beginning, another one's end.</summary>
    private void Splice(int at, byte[] other)
    {
        _length = at;
        Insert(at, other.AsSpan(dice.Next(other.Length + 1)));
    }

    private void Repeat(int at, int count)
    {
        count = Math.Min(count, Math.Min(_length - at, _spare.Length));
        _bytes.AsSpan(at, count).CopyTo(_spare);
        Insert(at, _spare.AsSpan(0, count));
    }

    /// <summary>Another value in a value's place: what follows the next colon or equals sign, up to what may end it.</summary>
    private void Swap(int at)
    {
        var found = _bytes.AsSpan(at, _length - at).IndexOfAny((byte)':', (byte)'=');
        if (found < 0) return;
        var from = at + found + 1;
        var isText = from < _length && _bytes[from] == '"';
        var end = isText ? Ending(from + 1, "\""u8) + 1 : Ending(from, ",}];\r\n "u8);
        Delete(from, Math.Min(end, _length) - from);
        Insert(from, dice.Of(dice.OneIn(4) ? Nasty : Values));
    }

    private int Ending(int from, ReadOnlySpan<byte> marks) => _bytes.AsSpan(from, _length - from).IndexOfAny(marks) is >= 0 and var i ? from + i : _length;

    /// <summary>The next number grows, shrinks or changes its sign.</summary>
    private void Number(int at)
    {
        var found = _bytes.AsSpan(at, _length - at).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (found < 0) return;
        var from = at + found;
        switch (dice.Next(4))
        {
            case 0: Insert(from, "99999999999"u8); break;
            case 1: Insert(from, "-"u8); break;
            case 2: Delete(from, Ending(from, ",}];\r\n \":-/=."u8) - from); break;
            default: _bytes[from] = (byte)('0' + dice.Next(10)); break;
        }
    }

    private void Deep(int at)
    {
        var one = dice.Next(3) switch { 0 => "["u8, 1 => "{\"a\":"u8, _ => "[{\"snippet\":"u8 };
        for (var depth = dice.Next(3_000); depth > 0 && _length < 32 * 1024; depth--) Insert(at, one);
    }

    private void Long(int at)
    {
        var sign = dice.Next(4) switch { 0 => (byte)'a', 1 => (byte)' ', 2 => (byte)'\\', _ => (byte)0xF0 };
        var run = new byte[dice.Next(dice.OneIn(10) ? 200_000 : 8_000)];
        run.AsSpan().Fill(sign);
        Insert(at, run);
    }
}
