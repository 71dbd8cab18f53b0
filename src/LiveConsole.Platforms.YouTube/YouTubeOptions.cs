using System.ComponentModel.DataAnnotations;

namespace LiveConsole.Platforms.YouTube;

/// <summary>One Google Cloud project and how to reach it. Bound to the configuration's <c>YouTube</c> section. Secrets never appear in <see cref="ToString"/>.</summary>
public sealed record YouTubeOptions : IValidatableObject
{
    public const string Section = "YouTube";

    /// <summary>Where <c>/youtube/v3/…</c> is served. Default: Google's own address.</summary>
    [Required]
    public Uri ApiBaseUri { get; init; } = new("https://youtube.googleapis.com/");

    /// <summary>Where access tokens are refreshed. Default: Google's own address.</summary>
    [Required]
    public Uri TokenUri { get; init; } = new("https://oauth2.googleapis.com/token");

    /// <summary>Enough for reading public chats. Sent as a header, never in an address (addresses end in logs).</summary>
    public string? ApiKey { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    /// <summary>Lives about an hour. When set it is used instead of the key.</summary>
    public string? AccessToken { get; init; }

    /// <summary>Gives new access tokens; needs <see cref="ClientId"/> and <see cref="ClientSecret"/>. Dies after 7 days while the project's consent screen is in "Testing".</summary>
    public string? RefreshToken { get; init; }

    /// <summary>The project's consent screen is published: sign-ins do not end after 7 days, and nobody is warned of it.</summary>
    public bool Published { get; init; }

    /// <summary>Units a day of the project, shared by all its keys and users. Google's default is 10,000.</summary>
    [Range(1, 100_000_000)]
    public int DailyQuota { get; init; } = 10_000;

    /// <summary>Units of the day that reading leaves alone, for moderation (50 units an action). 2,000 are forty actions.</summary>
    [Range(0, 100_000_000)]
    public int ActionReserve { get; init; } = 2_000;

    public bool HasCredential => !string.IsNullOrEmpty(ApiKey) || !string.IsNullOrEmpty(AccessToken) || !string.IsNullOrEmpty(RefreshToken);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsHttp(ApiBaseUri)) yield return new("YouTube:ApiBaseUri must be an absolute http or https address.", [nameof(ApiBaseUri)]);
        if (!IsHttp(TokenUri)) yield return new("YouTube:TokenUri must be an absolute http or https address.", [nameof(TokenUri)]);
        if (!string.IsNullOrEmpty(RefreshToken) && (string.IsNullOrEmpty(ClientId) || string.IsNullOrEmpty(ClientSecret)))
            yield return new("YouTube:RefreshToken needs YouTube:ClientId and YouTube:ClientSecret.", [nameof(RefreshToken)]);
        if (ActionReserve >= DailyQuota)
            yield return new("YouTube:ActionReserve must be smaller than YouTube:DailyQuota, or nothing is left for reading.", [nameof(ActionReserve)]);
    }

    public override string ToString() =>
        $"YouTubeOptions {{ ApiBaseUri = {ApiBaseUri}, TokenUri = {TokenUri}, ApiKey = {Redacted(ApiKey)}, ClientId = {Redacted(ClientId)}, ClientSecret = {Redacted(ClientSecret)}, "
        + $"AccessToken = {Redacted(AccessToken)}, RefreshToken = {Redacted(RefreshToken)}, DailyQuota = {DailyQuota}, ActionReserve = {ActionReserve} }}";

    private static bool IsHttp(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "http" or "https" };

    private static string Redacted(string? secret) => string.IsNullOrEmpty(secret) ? "none" : "[redacted]";
}
