using LiveConsole.Shows;

namespace LiveConsole.Accounts.Connected;

/// <summary>How long a sign-in lives by itself.</summary>
public static class SignInLife
{
    /// <summary>A show's sign-ins outlive its planned end by this much.</summary>
    public static readonly TimeSpan PastTheEnd = TimeSpan.FromHours(6);

    /// <summary>Google: refresh tokens of a project whose consent screen is in "Testing" (platforms, OAuth consent screen).</summary>
    public static readonly TimeSpan Testing = TimeSpan.FromDays(7);

    /// <summary>Twitch: an unused refresh token of a public client (refreshing access tokens).</summary>
    public static readonly TimeSpan UnusedPublic = TimeSpan.FromDays(30);

    /// <param name="hasSecret">The program has a secret: Twitch's refresh tokens do not end then.</param>
    /// <param name="published">Google's consent screen is published.</param>
    /// <returns>Null: no end is known.</returns>
    public static DateTimeOffset? EndsAt(PlatformAccountRow row, bool hasSecret, bool published)
    {
        if (row.Refresh is null) return row.AccessEndsAt;
        if (row.Platform == ChannelNames.YouTube) return published ? null : row.ConnectedAt + Testing;
        return hasSecret ? null : row.RefreshedAt + UnusedPublic;
    }
}
