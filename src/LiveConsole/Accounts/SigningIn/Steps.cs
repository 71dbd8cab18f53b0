using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace LiveConsole.Accounts.SigningIn;

/// <summary>
/// What a browser carries from one step of a sign-in to the next (a passkey's challenge, who has given their password), sealed with the
/// installation's keys in a cookie of its own. It lives five minutes and is taken once.
/// </summary>
public sealed class Steps(IDataProtectionProvider protection, PublicOrigin origin, TimeProvider time)
{
    public static readonly TimeSpan Lives = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _taken = new(StringComparer.Ordinal);

    /// <param name="step">Part of the cookie's name; one step's state is never read as another's.</param>
    public void Begin(HttpContext http, string step, string state)
    {
        var nonce = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var until = (time.GetUtcNow() + Lives).UtcTicks.ToString(CultureInfo.InvariantCulture);
        http.Response.Cookies.Append(Name(step), Protector(step).Protect($"{until} {nonce} {state}"), Options(http, Lives));
    }

    /// <returns>The state, which stays; null: there is none, or it is too old.</returns>
    public string? Look(HttpContext http, string step) => Read(http, step)?.State;

    /// <returns>The state, for the only time; null: there is none, it is too old, or it was taken.</returns>
    public string? Take(HttpContext http, string step)
    {
        http.Response.Cookies.Delete(Name(step), Options(http, null));
        if (Read(http, step) is not { } read) return null;
        var now = time.GetUtcNow();
        foreach (var (old, until) in _taken)
        {
            if (until <= now) _taken.TryRemove(old, out _);
        }

        return _taken.TryAdd(read.Nonce, now + Lives) ? read.State : null;
    }

    private (string Nonce, string State)? Read(HttpContext http, string step)
    {
        if (http.Request.Cookies[Name(step)] is not { Length: > 0 } carried) return null;
        try
        {
            var parts = Protector(step).Unprotect(carried).Split(' ', 3);
            var until = new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero);
            return until > time.GetUtcNow() && !_taken.ContainsKey(parts[1]) ? (parts[1], parts[2]) : null;
        }
        catch (CryptographicException)
        {
            // Somebody's own invention, or sealed with keys that are gone: as if there were none.
            return null;
        }
    }

    private IDataProtector Protector(string step) => protection.CreateProtector("LiveConsole.SigningIn", step);

    private static string Name(string step) => $"liveconsole.{step}";

    private CookieOptions Options(HttpContext http, TimeSpan? lives) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true, Secure = origin.IsSecure(http.Request), MaxAge = lives, Path = "/",
    };
}
