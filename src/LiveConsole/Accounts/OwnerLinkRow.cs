namespace LiveConsole.Accounts;

/// <summary>A link that makes one person the owner of this installation. Opening it never spends it.</summary>
public sealed class OwnerLinkRow
{
    public Guid Id { get; init; }
    public required byte[] TokenHash { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SpentAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}
