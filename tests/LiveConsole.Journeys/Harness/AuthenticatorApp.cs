using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace LiveConsole.Journeys.Harness;

/// <summary>What an authenticator app does with a key (RFC 6238), written apart from the program it lets its user into.</summary>
public sealed class AuthenticatorApp(string key)
{
    private readonly byte[] _key = [.. string.Concat(key.Where(char.IsLetterOrDigit).Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')))
        .Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];

    public string At(DateTimeOffset time)
    {
        Span<byte> step = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, time.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // What apps and RFC 6238 use.
        var hash = HMACSHA1.HashData(_key, step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
