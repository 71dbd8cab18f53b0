using System.Globalization;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>
/// The tokens of the one user there is: an access token until it expires, a refresh token that is good for one use to who has no secret
/// (platforms/twitch.md 5, public clients). Safe on any thread.
/// </summary>
internal sealed class UserTokens
{
    // A lock: requests come on any thread, a drill on the player's; each touches a few fields.
    private readonly Lock _gate = new();
    private readonly HashSet<string> _access = new(StringComparer.Ordinal) { EmulatedTwitch.UserToken };
    private string _refresh = EmulatedTwitch.UserRefreshToken;
    private int _made = 1;

    public bool IsValid(string? access)
    {
        lock (_gate) return access is not null && _access.Contains(access);
    }

    /// <summary>All access tokens die; the refresh token lives.</summary>
    public void Expire()
    {
        lock (_gate) _access.Clear();
    }

    /// <param name="isPublic">It came without a secret: then the refresh token is spent, and another one given.</param>
    /// <returns>Null: this refresh token was spent or never was one.</returns>
    public (string Access, string Refresh)? Renew(string refresh, bool isPublic)
    {
        lock (_gate)
        {
            if (refresh != _refresh) return null;
            var number = (++_made).ToString(CultureInfo.InvariantCulture);
            if (isPublic) _refresh = $"{EmulatedTwitch.UserRefreshToken}-{number}";
            var access = $"{EmulatedTwitch.UserToken}-{number}";
            _access.Add(access);
            return (access, _refresh);
        }
    }
}
