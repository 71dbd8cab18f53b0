namespace LiveConsole.Platforms;

/// <summary>A sign-in's tokens as they stand, with the program they were given to.</summary>
/// <param name="Refresh">Null: when the access token ends, a person signs in again.</param>
/// <param name="AccessEndsAt">Machine time; null: not known.</param>
public sealed record HeldTokens(string Access, string? Refresh, string? ClientId, string? ClientSecret, DateTimeOffset? AccessEndsAt = null)
{
    public override string ToString() => "[redacted]";
}

/// <summary>What the platform said of a sign-in when it was asked.</summary>
/// <param name="Health">Unknown: it could not be asked; nothing else is told then.</param>
/// <param name="AccessEndsAt">Machine time; null: not said.</param>
/// <param name="Why">For people, when it is dead; never a token.</param>
public sealed record SignInFinding(TokenHealth Health, string? UserId = null, string? Login = null, IReadOnlyCollection<string>? Scopes = null, DateTimeOffset? AccessEndsAt = null, string? Why = null);

/// <summary>What keeps the tokens does not answer, or the program ends: nothing is known of the sign-in by that, and nothing was spent.</summary>
public sealed class TokensAwayException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Where a sign-in's tokens are kept. A refresh token may be good for one use: renewing is one at a time over all that share the vault, other
/// nodes too, and what came is kept before anybody uses it. Safe on any thread.
/// </summary>
public interface ITokenVault
{
    /// <summary>A renewal's own time: a single-use token that was spent is lost with its answer, so who asked for it cannot end it sooner.</summary>
    static readonly TimeSpan RenewsWithin = TimeSpan.FromSeconds(30);

    /// <returns>Null: the account was disconnected, or its tokens cannot be opened any more.</returns>
    ValueTask<HeldTokens?> ReadAsync(CancellationToken ct);

    /// <summary>Renews what was found dead or near its end; somebody else may have done so meanwhile. Whoever asks may leave: once begun, a renewal goes on.</summary>
    /// <param name="used">What was found so.</param>
    /// <param name="renew">Asks the platform with what is kept now, within the vault's own 30 s. Null: it did not give any; whoever asks knows why.</param>
    /// <returns>What is kept now, also of an account connected anew meanwhile; null: nothing newer than <paramref name="used"/>.</returns>
    /// <exception cref="TokensAwayException">It could not be begun.</exception>
    Task<HeldTokens?> RenewAsync(HeldTokens used, Func<HeldTokens, CancellationToken, Task<HeldTokens?>> renew, CancellationToken ct);

    /// <summary>What the platform said, for those who look at the accounts.</summary>
    ValueTask FoundAsync(SignInFinding finding, CancellationToken ct);
}

/// <summary>Tokens of a configuration, or a rehearsal's: what is renewed is known until the program ends.</summary>
public sealed class ConfiguredTokens(HeldTokens? held) : ITokenVault, IDisposable
{
    private readonly SemaphoreSlim _renewing = new(1);
    private volatile HeldTokens? _held = held;
    private volatile Task _going = Task.CompletedTask;

    public ValueTask<HeldTokens?> ReadAsync(CancellationToken ct) => new(_held);

    public async Task<HeldTokens?> RenewAsync(HeldTokens used, Func<HeldTokens, CancellationToken, Task<HeldTokens?>> renew, CancellationToken ct)
    {
        await _renewing.WaitAsync(ct);
        var going = Renew_HoldsGateAsync(used, renew);
        _going = going;
        return await going.WaitAsync(ct);
    }

    public ValueTask FoundAsync(SignInFinding finding, CancellationToken ct) => default;

    public void Dispose()
    {
        // A renewal that is still under way lets go of it.
        if (_going.IsCompleted) _renewing.Dispose();
    }

    private async Task<HeldTokens?> Renew_HoldsGateAsync(HeldTokens used, Func<HeldTokens, CancellationToken, Task<HeldTokens?>> renew)
    {
        try
        {
            if (_held is not { } now || now.Access != used.Access) return _held;
            using var own = new CancellationTokenSource(ITokenVault.RenewsWithin);
            if (await renew(now, own.Token) is not { } made) return null;
            return _held = made;
        }
        finally
        {
            _renewing.Release();
        }
    }
}
