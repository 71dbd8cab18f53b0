using System.Security.Cryptography;
using System.Text;

namespace LiveConsole.Journal.Postgres;

/// <summary>
/// Ids as fixed-size keys, the same in every process and for ever: SHA-256 over platform and id, cut. 128 bits tell messages apart (nobody
/// can make two that meet); 64 bits gather a viewer's messages, and whoever reads them compares the payload.
/// </summary>
internal static class RefKey
{
    public static Guid OfMessage(string platform, string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(platform, id, hash);
        return new Guid(hash[..16]);
    }

    /// <returns>Never 0, which stands for no viewer.</returns>
    public static long OfViewer(string platform, string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(platform, id, hash);
        return BitConverter.ToInt64(hash) is var key and not 0 ? key : 1;
    }

    private static void Hash(string platform, string id, Span<byte> hash)
    {
        Span<byte> bytes = stackalloc byte[512];
        if (!TryJoin(platform, id, bytes, out var length)) SHA256.HashData([.. Encoding.UTF8.GetBytes(platform), 0, .. Encoding.UTF8.GetBytes(id)], hash);
        else SHA256.HashData(bytes[..length], hash);
    }

    private static bool TryJoin(string platform, string id, Span<byte> bytes, out int length)
    {
        length = 0;
        if (!Encoding.UTF8.TryGetBytes(platform, bytes, out var first) || first == bytes.Length) return false;
        bytes[first] = 0;
        if (!Encoding.UTF8.TryGetBytes(id, bytes[(first + 1)..], out var second)) return false;
        length = first + 1 + second;
        return true;
    }
}
