namespace LiveConsole.Accounts.Connected;

/// <summary>An account of a platform that somebody connected. Both tokens are sealed with the installation's keys; nothing prints them.</summary>
public sealed class PlatformAccountRow
{
    public Guid Id { get; init; }

    public required string Platform { get; init; }

    /// <summary>A Twitch user's number, a YouTube channel's id.</summary>
    public required string UserId { get; init; }

    /// <summary>How addresses name it: a login, a handle with its @.</summary>
    public required string Login { get; set; }

    public required string Name { get; set; }

    /// <summary>What it was allowed, a space between.</summary>
    public required string Scopes { get; set; }

    /// <summary>The program it was connected with: its tokens are of no use to another.</summary>
    public required string ClientId { get; set; }

    public required byte[] Access { get; set; }

    /// <summary>Null: none was given.</summary>
    public byte[]? Refresh { get; set; }

    public DateTimeOffset? AccessEndsAt { get; set; }

    /// <summary>When the refresh token that is kept was given.</summary>
    public DateTimeOffset RefreshedAt { get; set; }

    /// <summary>When a person agreed the last time.</summary>
    public DateTimeOffset ConnectedAt { get; set; }

    public string? ConnectedByName { get; set; }

    /// <summary>When the platform said the last time that the sign-in holds.</summary>
    public DateTimeOffset? CheckedAt { get; set; }

    /// <summary>Since when the platform does not let it in any more; null: it does.</summary>
    public DateTimeOffset? DeadSince { get; set; }

    /// <summary>Logins of the channels it moderates, a space between; Twitch tells.</summary>
    public string Moderates { get; set; } = "";

    /// <summary>Grows with each change of the tokens: of two who change them at once the second looks again.</summary>
    public int Version { get; set; }

    public PlatformAccountRow Copy() => (PlatformAccountRow)MemberwiseClone();

    public override string ToString() => $"{Platform} account [redacted]";
}

/// <summary>This program as a platform knows it, typed in the settings; the configuration's wins.</summary>
public sealed class PlatformClientRow
{
    public required string Platform { get; init; }

    public required string ClientId { get; set; }

    /// <summary>Sealed; null: a public program, which has none.</summary>
    public byte[]? Secret { get; set; }

    /// <summary>Google's consent screen is published: sign-ins do not end after seven days.</summary>
    public bool Published { get; set; }

    public DateTimeOffset KeptAt { get; set; }

    public string? KeptByName { get; set; }

    public override string ToString() => $"{Platform} client [redacted]";
}
