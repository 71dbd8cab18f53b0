using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LiveConsole.Accounts;

/// <summary>
/// 256-bit tokens. Stored hashed. A screen's and an invitation's are derived from the installation's secret and their id, so that the
/// address can be shown again after a restart without keeping it anywhere; others are random.
/// </summary>
public sealed class Tokens(byte[] secret)
{
    public const string SecretFile = "tokens.key";

    /// <summary>With the installation's secret, which is made when there is none.</summary>
    public static Tokens Open(IKeys keys) => new(keys.Find(SecretFile) ?? keys.Keep(SecretFile, RandomNumberGenerator.GetBytes(32)));

    public static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <param name="turn">Grows when the address is revoked and made anew.</param>
    public string ForScreen(Guid screen, int turn = 0) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"screen:{screen:D}:{turn}")));

    public string ForInvitation(Guid invitation) => Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"invitation:{invitation:D}")));

    public override string ToString() => "[redacted]";
}
