using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;

namespace LiveConsole.Api;

/// <summary>How often programs may call ("Api" in the configuration).</summary>
public sealed record ApiOptions
{
    public const string Section = "Api";

    /// <summary>Calls a second that one token may go on with. A surface's polling and a script's work fit; a loop without a pause does not.</summary>
    [Range(1, 10_000)]
    public int CallsPerSecond { get; init; } = 20;

    /// <summary>So many at once, before it waits.</summary>
    [Range(1, 100_000)]
    public int Burst { get; init; } = 100;
}

/// <summary>Each token has its own measure. CLEAR has none: it is never refused.</summary>
public static class ApiLimits
{
    public static void Add(IServiceCollection services, ApiOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, Guid>(http => http.Features.Get<ApiCall>() is { } call
            ? RateLimitPartition.GetTokenBucketLimiter(call.Token.Id, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.Burst, TokensPerPeriod = options.CallsPerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0, AutoReplenishment = true,
            })
            : RateLimitPartition.GetNoLimiter(Guid.Empty));
        limiter.OnRejected = (rejected, _) => new ValueTask(ApiProblem.TooMany(
            rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1)).ExecuteAsync(rejected.HttpContext));
    });
}
