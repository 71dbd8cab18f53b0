using System.Globalization;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>Whose token it is and what that user has allowed it.</summary>
internal readonly record struct TokenUser(string UserId, string Login, IReadOnlyList<string> Scopes)
{
    public bool May(string scope) => Scopes.Contains(scope, StringComparer.Ordinal);
}

/// <summary>
/// What users have granted the one program: each an access token until it expires, and a refresh token that is good for one use to who has no secret
/// (platforms/twitch.md 5, public clients). Safe on any thread.
/// </summary>
internal sealed class UserTokens
{
    // A lock: requests come on any thread, a drill on the player's; each touches a few fields.
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Grant> _access = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Grant> _refresh = new(StringComparer.Ordinal);
    private int _made = 1;

    public UserTokens()
    {
        var first = new Grant(new(EmulatedTwitch.UserId, EmulatedTwitch.UserLogin, EmulatedTwitch.UserScopes));
        _access[EmulatedTwitch.UserToken] = first;
        _refresh[EmulatedTwitch.UserRefreshToken] = first;
    }

    public bool IsValid(string? access) => Find(access) is not null;

    /// <summary>Who asks with this token; null: it has expired, was revoked or never was one.</summary>
    public TokenUser? Find(string? access)
    {
        lock (_gate) return access is not null && _access.TryGetValue(access, out var grant) ? grant.User : null;
    }

    /// <summary>Whether that user has let the program in at all: what is subscribed of them is free then.</summary>
    public bool HasGranted(string userId)
    {
        lock (_gate) return _refresh.Values.Any(g => g.User.UserId == userId);
    }

    /// <summary>The user agreed, on a page or with a code.</summary>
    public (string Access, string Refresh) Give(TokenUser user)
    {
        lock (_gate)
        {
            var grant = new Grant(user);
            var number = Next_NeedsLock();
            _access[$"{EmulatedTwitch.UserToken}-{number}"] = grant;
            _refresh[$"{EmulatedTwitch.UserRefreshToken}-{number}"] = grant;
            return ($"{EmulatedTwitch.UserToken}-{number}", $"{EmulatedTwitch.UserRefreshToken}-{number}");
        }
    }

    /// <summary>All access tokens die; the refresh tokens live.</summary>
    public void Expire()
    {
        lock (_gate) _access.Clear();
    }

    /// <summary>A user took the program off the list of those they let in: nothing of theirs lives on. Null: every one did.</summary>
    public void Withdraw(string? userId)
    {
        lock (_gate)
        {
            foreach (var grants in new[] { _access, _refresh })
            {
                foreach (var token in grants.Where(g => userId is null || g.Value.User.UserId == userId).Select(g => g.Key).ToList()) grants.Remove(token);
            }
        }
    }

    /// <summary>The program gives a token back; what was granted with it ends.</summary>
    /// <returns>False: no such token.</returns>
    public bool Revoke(string access)
    {
        lock (_gate)
        {
            if (!_access.Remove(access, out var grant)) return false;
            foreach (var other in _access.Where(a => a.Value == grant).Select(a => a.Key).ToList()) _access.Remove(other);
            foreach (var other in _refresh.Where(a => a.Value == grant).Select(a => a.Key).ToList()) _refresh.Remove(other);
            return true;
        }
    }

    /// <param name="isPublic">It came without a secret: then the refresh token is spent, and another one given.</param>
    /// <returns>Null: this refresh token was spent or never was one.</returns>
    public (string Access, string Refresh, TokenUser User)? Renew(string refresh, bool isPublic)
    {
        lock (_gate)
        {
            if (!_refresh.TryGetValue(refresh, out var grant)) return null;
            var number = Next_NeedsLock();
            if (isPublic)
            {
                _refresh.Remove(refresh);
                refresh = $"{EmulatedTwitch.UserRefreshToken}-{number}";
                _refresh[refresh] = grant;
            }

            var access = $"{EmulatedTwitch.UserToken}-{number}";
            _access[access] = grant;
            return (access, refresh, grant.User);
        }
    }

    private string Next_NeedsLock() => (++_made).ToString(CultureInfo.InvariantCulture);

    private sealed class Grant(TokenUser user)
    {
        public TokenUser User { get; } = user;
    }
}
