namespace LiveConsole.Accounts.Connected;

/// <summary>Who really acts in a channel: a connected account that is let in, else the configured one, else nobody.</summary>
/// <param name="Account">Null: none of the connected ones.</param>
/// <param name="Configured">The configured token does: nobody knows its name before it was looked at.</param>
public readonly record struct WhoActs(PlatformAccount? Account, bool Configured)
{
    /// <param name="canAct">A token that may act is configured.</param>
    /// <param name="chosen">By a person; null: nobody chose.</param>
    public static WhoActs In(IEnumerable<PlatformAccount> accounts, string platform, string channel, string? chosen, bool canAct) =>
        PlatformAccount.Choose(accounts, platform, channel, chosen) is { IsDead: false } account ? new(account, Configured: false) : new(null, canAct);
}
