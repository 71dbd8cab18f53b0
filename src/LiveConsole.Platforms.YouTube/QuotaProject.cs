using System.Security.Cryptography;
using System.Text;

namespace LiveConsole.Platforms.YouTube;

/// <summary>Which Google project a configuration spends of: a name for its ledger that tells nothing of a secret.</summary>
public static class QuotaProject
{
    /// <summary>An OAuth client's id begins with its project's number, so all clients of a project share a ledger. A key does not say its project: it has one of its own.</summary>
    public static string Of(YouTubeOptions options)
    {
        var number = options.ClientId?.Split('-')[0];
        if (number is { Length: > 0 and <= 20 } && number.All(char.IsAsciiDigit)) return number;
        var what = options.ClientId is { Length: > 0 } client ? client : options.ApiKey is { Length: > 0 } key ? key : "account";
        // Where the calls go is part of it: what an emulator was asked for is nobody's quota.
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{options.ApiBaseUri.Authority}/{what}")))[..16];
    }
}
