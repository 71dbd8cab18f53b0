using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace LiveConsole.Accounts.SigningIn;

/// <summary>How often one address may try to come in: thirty times at once, then one every two seconds. A whole newsroom may sit behind one address.</summary>
public sealed class SignInRate(int atOnce, int eachTwoSeconds) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(http =>
        RateLimitPartition.GetTokenBucketLimiter(Network(http.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = atOnce, TokensPerPeriod = eachTwoSeconds, ReplenishmentPeriod = TimeSpan.FromSeconds(2), QueueLimit = 0,
        }));

    public SignInRate() : this(AtOnce, 1)
    {
    }

    public const int AtOnce = 30;

    public bool May(HttpContext http)
    {
        using var lease = _limiter.AttemptAcquire(http);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    /// <summary>Of IPv6 one customer has a /64.</summary>
    public static IPAddress Network(IPAddress? address)
    {
        if (address is null || address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6) return address?.MapToIPv4() ?? IPAddress.None;
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes);
    }
}
