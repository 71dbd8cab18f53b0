namespace LiveConsole.Outputs;

/// <summary>A place outside that follows a show's air. Off until somebody switches it on.</summary>
public sealed class OutputRow
{
    public Guid Id { get; init; }

    public Guid ShowId { get; init; }

    public OutputKind Kind { get; init; }

    /// <summary>How the crew calls it.</summary>
    public required string Name { get; set; }

    /// <summary><see cref="OutputSettings"/> as JSON: nothing secret.</summary>
    public required string Settings { get; set; }

    /// <summary>A webhook's signing secret, SPX's key: protected with Data Protection. Null: none.</summary>
    public byte[]? Secret { get; set; }

    public bool On { get; set; }

    /// <summary>Since when nothing got through; null: it does. Kept, so that days are counted over restarts.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>When it was switched off by itself, having failed for too long.</summary>
    public DateTimeOffset? GaveUpAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public string? CreatedByName { get; init; }
}
