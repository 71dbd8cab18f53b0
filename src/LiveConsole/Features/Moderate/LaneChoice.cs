using LiveConsole.Domain.Moderation;

namespace LiveConsole.Features.Moderate;

/// <summary>A lane as its key chooses it.</summary>
/// <param name="Digit">Its key.</param>
/// <param name="Lane">Null: what the platforms hold, the lead's, or the whole chat.</param>
/// <param name="Name">Of its words.</param>
public sealed record LaneChoice(int Digit, Lanes? Lane, string Name)
{
    /// <summary>First, for the platform drops it after some minutes.</summary>
    public static LaneChoice Held { get; } = new(1, null, "Held");

    public static LaneChoice Chat { get; } = new(7, null, "All");

    public static LaneChoice Lead { get; } = new(0, null, "Lead");

    /// <summary>From top to bottom.</summary>
    public static IReadOnlyList<LaneChoice> All { get; } =
    [
        Held, new(2, Lanes.Flagged, "Flagged"), new(3, Lanes.Questions, "Questions"), new(4, Lanes.First, "First"), new(5, Lanes.Paid, "Paid"), new(6, Lanes.Mentions, "Mentions"), Chat, Lead,
    ];

    /// <summary>Work to be done: the age of the oldest is watched.</summary>
    public bool IsWork => Lane is Lanes.Flagged or Lanes.Questions || this == Lead || this == Held;
}
