using LiveConsole.Domain.Journal;

namespace LiveConsole.Accounts.Invitations;

/// <summary>A link that lets people into one show with a role. Opening it never spends it; the button on its page does.</summary>
public sealed class InvitationRow
{
    public Guid Id { get; init; }
    public required byte[] TokenHash { get; init; }
    public Guid ShowId { get; init; }
    public Role Role { get; init; }
    /// <summary>Keys of topics, one a line.</summary>
    public string Topics { get; init; } = "";
    /// <summary>Whom it is for, as the page greets them and as the crew sees them until they choose; null: nobody in particular.</summary>
    public string? Name { get; init; }
    /// <summary>How many people it lets in.</summary>
    public int Uses { get; init; }
    public int Used { get; set; }
    public DateTimeOffset ExpiresAt { get; init; }
    /// <summary>That end was the show's when it was made, or later: who came by it stays until the show's end, wherever that moves to.</summary>
    public bool WithShow { get; init; } = true;
    public DateTimeOffset CreatedAt { get; init; }
    /// <summary>Who made it; null: LiveConsole printed it when it started.</summary>
    public string? CreatedBy { get; init; }
    /// <summary>Their name then.</summary>
    public string? CreatedByName { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }
    /// <summary>The name of who revoked it; null also where the next start did.</summary>
    public string? RevokedByName { get; set; }

    public IReadOnlyList<string> TopicKeys() => TopicsOf(Topics);

    /// <summary>Nobody comes in by it: used up, revoked or over.</summary>
    public bool IsClosed(DateTimeOffset now) => Used >= Uses || RevokedAt is not null || ExpiresAt <= now;

    internal static string[] TopicsOf(string lines) => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    internal static string Lines(IEnumerable<string> topics) => string.Join('\n', topics);
}

/// <summary>Somebody came in by an invitation.</summary>
public sealed class InvitationUseRow
{
    public Guid Id { get; init; }
    public Guid InvitationId { get; init; }
    public required string PersonId { get; init; }
    /// <summary>As they called themselves then.</summary>
    public required string Name { get; init; }
    public DateTimeOffset UsedAt { get; init; }
}
