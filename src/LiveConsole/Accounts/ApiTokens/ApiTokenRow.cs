using LiveConsole.Domain.Journal;

namespace LiveConsole.Accounts.ApiTokens;

/// <summary>What a program may do with a token, of what the token's role may.</summary>
public enum ApiScope
{
    /// <summary>Reads, and changes nothing.</summary>
    Read,

    /// <summary>All that the role may.</summary>
    Write,
}

/// <summary>A token by which a program acts in a show. The token itself is kept nowhere.</summary>
public sealed class ApiTokenRow
{
    public Guid Id { get; init; }

    /// <summary>How the crew knows it: "Stream Deck". Stands in the journal as who did it.</summary>
    public required string Name { get; init; }

    public required byte[] TokenHash { get; init; }

    /// <summary>Null: every show of this installation.</summary>
    public Guid? ShowId { get; init; }

    public Role Role { get; init; }

    public ApiScope Scope { get; init; }

    /// <summary>Its actions may be called with GET, the token in the address: for control surfaces that can do nothing else.</summary>
    public bool ActsByGet { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The name of who made it; null: somebody at the terminal.</summary>
    public string? CreatedByName { get; init; }

    /// <summary>Null: until it is revoked.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>To the minute; null: never.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public bool IsAlive(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is not { } end || end > now);

    public bool Opens(ShowId show) => ShowId is null || ShowId == show.Value;
}
