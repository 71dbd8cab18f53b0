namespace LiveConsole.Accounts;

/// <summary>Units of one Google project on one Pacific day, debited before each call by whichever node made it.</summary>
public sealed class QuotaDayRow
{
    public required string Project { get; init; }

    /// <summary>The day's number since year 1 (<see cref="DateOnly.DayNumber"/>): a day in Los Angeles, not of this machine.</summary>
    public int Day { get; init; }

    public long Reading { get; set; }

    public long Viewers { get; set; }

    public long Actions { get; set; }

    /// <summary>Google said that the day is spent.</summary>
    public DateTimeOffset? ClosedUntil { get; set; }
}
