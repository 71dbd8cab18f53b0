using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LiveConsole.Domain.Chat;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveConsole.Rehearsal.YouTube;

/// <summary>What Google accounts have granted the one program (platforms/youtube.md 7). Safe on any thread.</summary>
internal sealed class GoogleTokens
{
    public const string ActScope = "https://www.googleapis.com/auth/youtube.force-ssl";

    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    // A lock: requests come on any thread, a drill on the player's.
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Grant> _access = new(StringComparer.Ordinal);
    private readonly YouTubeAccounts _accounts;
    private readonly Dictionary<string, Grant> _refresh = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Grant Grant, string Redirect, string Challenge, DateTimeOffset Until)> _codes = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly Grant _first;
    private int _made;

    public GoogleTokens(YouTubeAccounts accounts, TimeProvider time)
    {
        (_accounts, _time) = (accounts, time);
        Accounts = [accounts.Owner, accounts.Moderator, new YouTubeAccount(new Author("", "Nobody's account"))];
        _first = new Grant(accounts.Owner, [ActScope]);
        _access[EmulatedYouTube.AccessToken] = _first;
        _refresh[EmulatedYouTube.RefreshToken] = _first;
    }

    /// <summary>Who can sign in: the channel's owner, a moderator, somebody who has no channel.</summary>
    public IReadOnlyList<YouTubeAccount> Accounts { get; }

    /// <returns>A code, good once, for that address and for who knows what the challenge was made of.</returns>
    public string Agree(YouTubeAccount account, IReadOnlyList<string> scopes, string redirect, string challenge)
    {
        lock (_gate)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"4/rehearsal-code-{++_made}");
            _codes[code] = (new Grant(account, scopes), redirect, challenge, _time.GetUtcNow() + CodeLife);
            return code;
        }
    }

    /// <returns>Null: used, too old, for another address, or the verifier is not the one.</returns>
    public (string Access, string Refresh, IReadOnlyList<string> Scopes)? Exchange(string code, string redirect, string verifier)
    {
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        lock (_gate)
        {
            if (!_codes.Remove(code, out var given) || given.Redirect != redirect || given.Challenge != challenge || _time.GetUtcNow() >= given.Until) return null;
            var number = (++_made).ToString(CultureInfo.InvariantCulture);
            Let_NeedsLock($"{EmulatedYouTube.AccessToken}-{number}", given.Grant);
            _refresh[$"{EmulatedYouTube.RefreshToken}-{number}"] = given.Grant;
            return ($"{EmulatedYouTube.AccessToken}-{number}", $"{EmulatedYouTube.RefreshToken}-{number}", given.Grant.Scopes);
        }
    }

    /// <summary>The first grant's access token stays the same for ever: who only reads needs no other.</summary>
    public (string Access, IReadOnlyList<string> Scopes)? Renew(string refresh)
    {
        lock (_gate)
        {
            if (!_refresh.TryGetValue(refresh, out var grant)) return null;
            if (refresh == EmulatedYouTube.RefreshToken) return (EmulatedYouTube.AccessToken, grant.Scopes);
            var access = $"{EmulatedYouTube.AccessToken}-{(++_made).ToString(CultureInfo.InvariantCulture)}";
            Let_NeedsLock(access, grant);
            return (access, grant.Scopes);
        }
    }

    /// <summary>Of either token; with it ends all that the account has granted the program, however often it was asked ("Revoking a token"). The first, which nobody asked for, stays: tests begin with it.</summary>
    public bool Revoke(string token)
    {
        lock (_gate)
        {
            if (!_access.TryGetValue(token, out var grant) && !_refresh.TryGetValue(token, out grant)) return false;
            foreach (var gone in _access.Where(a => IsSame(a.Value)).Select(a => a.Key).ToList())
            {
                _access.Remove(gone);
                _accounts.Take(gone);
            }

            foreach (var gone in _refresh.Where(a => IsSame(a.Value)).Select(a => a.Key).ToList()) _refresh.Remove(gone);
            return true;

            bool IsSame(Grant other) => other == grant || (other != _first && grant != _first && other.Account.Author.Id == grant.Account.Author.Id);
        }
    }

    /// <summary>Every account took the program off the list of those it lets in; or its seven days of "Testing" are over.</summary>
    public void Withdraw()
    {
        lock (_gate)
        {
            _access.Clear();
            _refresh.Clear();
            _accounts.Clear();
        }
    }

    private void Let_NeedsLock(string access, Grant grant)
    {
        _access[access] = grant;
        _accounts.Put(access, grant.Account with { MayWrite = grant.Scopes.Contains(ActScope, StringComparer.Ordinal) });
    }

    private sealed class Grant(YouTubeAccount account, IReadOnlyList<string> scopes)
    {
        public YouTubeAccount Account { get; } = account;

        public IReadOnlyList<string> Scopes { get; } = scopes;
    }
}
