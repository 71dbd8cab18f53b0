using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts.SigningIn;

/// <summary>What became of a name and a password.</summary>
public abstract record PasswordAnswer
{
    private PasswordAnswer()
    {
    }

    /// <summary>Right. A code may still be needed.</summary>
    public sealed record Right(string Person, bool NeedsCode) : PasswordAnswer;

    /// <summary>Wrong, whichever of the two.</summary>
    public sealed record Wrong : PasswordAnswer;

    /// <summary>Too many were wrong.</summary>
    public sealed record Locked(DateTimeOffset Until) : PasswordAnswer;
}

/// <summary>Names to sign in with and their passwords, hashed by Identity's hasher.</summary>
public sealed class Passwords(IDbContextFactory<AccountsDb> store, IPasswordHasher<PersonRow> hasher, Lockout lockout, TimeProvider time)
{
    public const int Shortest = 10;
    public const int Longest = 200;
    public const int LongestName = 64;

    /// <summary>A wrong answer comes no sooner: what differs by who is known is over before.</summary>
    public static readonly TimeSpan WrongAfter = TimeSpan.FromMilliseconds(600);

    private static readonly PersonRow Nobody = new() { Id = "nobody", Name = "" };

    private readonly Lazy<string> _nobodysHash = new(() => hasher.HashPassword(Nobody, Tokens.Random()));

    public async Task<PasswordAnswer> CheckAsync(string name, string password, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        var answer = await AnswerAsync(Normal(name), password, ct);
        if (answer is PasswordAnswer.Right) return answer;
        var left = WrongAfter - time.GetElapsedTime(began);
        if (left > TimeSpan.Zero) await Task.Delay(left, time, ct);
        return answer;
    }

    /// <summary>Somebody who is in already gives it again: with a code or without, that is the only step here, and a right one is no failed try at the next.</summary>
    public async Task<PasswordAnswer> CheckPresentAsync(PersonRow person, string password, CancellationToken ct)
    {
        var answer = await CheckAsync(person.UserName ?? "", password, ct);
        if (answer is PasswordAnswer.Right) await lockout.SucceededAsync(person.Id, ct);
        return answer;
    }

    /// <returns>The word of what is wrong with a name and a password that somebody chose; null: nothing.</returns>
    public static string? WhyNot(string name, string password) => name switch
    {
        { Length: < 2 or > LongestName } => "NameLength",
        _ when name.Any(char.IsControl) => "NameLength",
        _ when password.Length < Shortest => "PasswordShort",
        _ when password.Length > Longest => "PasswordLong",
        _ when password.Distinct().Count() < 5 => "PasswordPlain",
        _ when password.Contains(name, StringComparison.OrdinalIgnoreCase) && name.Length * 2 > password.Length => "PasswordPlain",
        _ => null,
    };

    /// <summary>Puts a name and a password on a row that is about to be saved.</summary>
    public void Set(PersonRow person, string name, string password)
    {
        (person.UserName, person.NormalizedUserName) = (name, Normal(name));
        person.PasswordHash = hasher.HashPassword(person, password);
        person.SecurityStamp = Guid.NewGuid().ToString("N");
    }

    /// <returns>True: somebody else signs in with this name.</returns>
    public async Task<bool> IsTakenAsync(string name, string except, CancellationToken ct)
    {
        var normal = Normal(name);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.People.AnyAsync(p => p.NormalizedUserName == normal && p.Id != except, ct);
    }

    /// <inheritdoc cref="IsTakenAsync"/>
    /// <remarks>For where an exception is looked at, which cannot wait.</remarks>
    public bool IsTaken(string name, string except)
    {
        var normal = Normal(name);
        using var db = store.CreateDbContext();
        return db.People.Any(p => p.NormalizedUserName == normal && p.Id != except);
    }

    private static string Normal(string name) => name.Trim().Normalize().ToUpperInvariant();

    private async Task<PasswordAnswer> AnswerAsync(string name, string password, CancellationToken ct)
    {
        // Nothing that long was ever set; it is neither kept nor hashed.
        if (password.Length > Longest) password = "";
        if (name.Length > LongestName) name = name[..LongestName];
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.NormalizedUserName == name && p.PasswordHash != null, ct) is not { } person)
        {
            var until = lockout.TryUnknown(name);
            // As long as a real one.
            hasher.VerifyHashedPassword(Nobody, _nobodysHash.Value, password);
            return until is { } then ? new PasswordAnswer.Locked(then) : new PasswordAnswer.Wrong();
        }

        if (await lockout.TryAsync(person.Id, ct) is { } locked)
        {
            hasher.VerifyHashedPassword(Nobody, _nobodysHash.Value, password);
            return new PasswordAnswer.Locked(locked);
        }

        if (hasher.VerifyHashedPassword(person, person.PasswordHash!, password) == PasswordVerificationResult.Failed)
            return await lockout.FailedAsync(person.Id, ct) is { } now ? new PasswordAnswer.Locked(now) : new PasswordAnswer.Wrong();
        // The count falls only when every step is done: else a known password would give endless tries at the code.
        if (!person.TwoFactorEnabled) await lockout.SucceededAsync(person.Id, ct);
        return new PasswordAnswer.Right(person.Id, person.TwoFactorEnabled);
    }
}
