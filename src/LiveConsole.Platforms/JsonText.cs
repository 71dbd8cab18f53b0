using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LiveConsole.Platforms;

/// <summary>
/// A JSON string as it stands in its bytes, decoded only when somebody wants it. Decoding is total: broken UTF-8 and lone
/// surrogates (which <see cref="Utf8JsonReader.GetString"/> throws on) become U+FFFD, since viewers' words are hostile input.
/// </summary>
public readonly ref struct JsonText
{
    private readonly ReadOnlySpan<byte> _raw;
    private readonly bool _escaped;

    private JsonText(ReadOnlySpan<byte> raw, bool escaped)
    {
        _raw = raw;
        _escaped = escaped;
        IsPresent = true;
    }

    public bool IsPresent { get; }

    public bool IsEmpty => _raw.IsEmpty;

    /// <summary>The reader's current string, or an absent text when the token is anything else (its children are skipped).</summary>
    public static JsonText Read(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return new(reader.ValueSpan, reader.ValueIsEscaped);
        reader.Skip();
        return default;
    }

    public bool Is(ReadOnlySpan<byte> ascii) => _escaped ? Is(Decode(), ascii) : _raw.SequenceEqual(ascii);

    /// <summary>True when the text is exactly <paramref name="known"/>; may be false for equal texts that are escaped or long (the caller then decodes).</summary>
    public bool IsSurely(string known) => !_escaped && (Ascii.Equals(_raw, known) || IsBeyondAscii(known));

    /// <summary>True when both stand in their bytes alike.</summary>
    public bool Same(JsonText other) => _escaped == other._escaped && _raw.SequenceEqual(other._raw);

    /// <summary>A cheap hash for a table's place; the same in every process.</summary>
    public int Spread()
    {
        var hash = 0u;
        foreach (var b in _raw) hash = (hash * 31) + b;
        return (int)((hash * 2654435769u) >> 16);
    }

    public int Hash()
    {
        var hash = new HashCode();
        hash.AddBytes(_raw);
        return hash.ToHashCode();
    }

    public string? OrNull() => IsPresent ? Decode() : null;

    public string Decode() => _escaped ? Unescape(_raw) : Encoding.UTF8.GetString(_raw);

    private bool IsBeyondAscii(string known)
    {
        if (_raw.Length > 128 || _raw.Length <= known.Length || Ascii.IsValid(_raw)) return false;
        Span<char> decoded = stackalloc char[128];
        return Encoding.UTF8.TryGetChars(_raw, decoded, out var length) && decoded[..length].SequenceEqual(known);
    }

    private static bool Is(string text, ReadOnlySpan<byte> ascii) => Ascii.Equals(ascii, text);

    private static string Unescape(ReadOnlySpan<byte> raw)
    {
        var rented = ArrayPool<char>.Shared.Rent(raw.Length);
        try
        {
            Span<char> to = rented;
            var length = 0;
            while (raw.IndexOf((byte)'\\') is var at and >= 0)
            {
                length += Encoding.UTF8.GetChars(raw[..at], to[length..]);
                raw = raw[(at + 1)..];
                if (raw.IsEmpty) break;
                length += Escape(ref raw, to[length..]);
            }

            length += Encoding.UTF8.GetChars(raw, to[length..]);
            ReplaceLoneSurrogates(to[..length]);
            return new string(to[..length]);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    private static int Escape(ref ReadOnlySpan<byte> raw, Span<char> to)
    {
        var sign = raw[0];
        if (sign == (byte)'u' && raw.Length >= 5
            && ushort.TryParse(raw.Slice(1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            to[0] = (char)unit;
            raw = raw[5..];
            return 1;
        }

        to[0] = sign switch
        {
            (byte)'n' => '\n', (byte)'r' => '\r', (byte)'t' => '\t', (byte)'b' => '\b', (byte)'f' => '\f', _ => (char)sign,
        };
        raw = raw[1..];
        return 1;
    }

    private static void ReplaceLoneSurrogates(Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else text[i] = '\uFFFD';
        }
    }
}
