namespace LiveConsole.Accounts;

/// <summary>A link that makes one person the owner of this installation. Opening it never spends it.</summary>
public sealed class OwnerLinkRow
{
    /// <summary>Whoever holds an unused one could become owner: it does not lie about for ever. Used too late it says how to get another.</summary>
    public static readonly TimeSpan Lives = TimeSpan.FromHours(24);

    public Guid Id { get; init; }
    public required byte[] TokenHash { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SpentAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }

    public bool IsOpen(DateTimeOffset now) => SpentAt is null && RevokedAt is null && now < CreatedAt + Lives;
}
