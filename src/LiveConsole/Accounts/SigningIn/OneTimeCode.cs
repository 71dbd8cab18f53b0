using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LiveConsole.Accounts.SigningIn;

/// <summary>Six digits of an authenticator app (RFC 6238: SHA-1, 30 s), on our own clock and so that a step can be remembered: Identity's provider would take one code twice.</summary>
public static class OneTimeCode
{
    public const int KeyLength = 20;

    private const int Seconds = 30;
    private const int Digits = 6;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <returns>The time step whose code this is: the present one, the one before or the one after (clocks differ); null: none of them.</returns>
    public static long? StepOf(byte[] key, string typed, DateTimeOffset now)
    {
        var code = new string([.. typed.Where(char.IsAsciiDigit)]);
        if (code.Length != Digits) return null;
        var present = now.ToUnixTimeSeconds() / Seconds;
        long? found = null;
        foreach (var step in new[] { present, present - 1, present + 1 })
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(key, step)), Encoding.ASCII.GetBytes(code))) found ??= step;
        }

        return found;
    }

    public static string Of(byte[] key, DateTimeOffset now) => Of(key, now.ToUnixTimeSeconds() / Seconds);

    /// <summary>What the QR code says to an app.</summary>
    public static string Address(byte[] key, string name) =>
        $"otpauth://totp/LiveConsole:{Uri.EscapeDataString(name)}?secret={Text(key)}&issuer=LiveConsole&digits={Digits}&period={Seconds}";

    /// <summary>Base32, as apps take a key that is typed.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        var (held, bits) = (0, 0);
        foreach (var b in bytes)
        {
            (held, bits) = ((held << 8) | b, bits + 8);
            for (; bits >= 5; bits -= 5) text.Append(Base32[(held >> (bits - 5)) & 31]);
            held &= (1 << bits) - 1;
        }

        return bits == 0 ? text.ToString() : text.Append(Base32[(held << (5 - bits)) & 31]).ToString();
    }

    private static string Of(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238's own choice, and the only one every app knows; HMAC does not hang on SHA-1's collisions.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var at = hash[^1] & 0xf;
        return ((BinaryPrimitives.ReadInt32BigEndian(hash[at..]) & int.MaxValue) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
