namespace LiveConsole.Accounts;

/// <summary>A code that stands once for a device that was lost. Only its hash is kept.</summary>
public sealed class RecoveryCodeRow
{
    public required string PersonId { get; init; }
    public required byte[] Hash { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}
