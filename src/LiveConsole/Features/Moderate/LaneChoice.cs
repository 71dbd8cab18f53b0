using LiveConsole.Domain.Moderation;

namespace LiveConsole.Features.Moderate;

/// <summary>A lane as its key chooses it. The held one comes with what is held.</summary>
/// <param name="Digit">Its key.</param>
/// <param name="Lane">Null: the lead's, or the whole chat.</param>
/// <param name="Name">Of its words.</param>
public sealed record LaneChoice(int Digit, Lanes? Lane, string Name)
{
    public static LaneChoice Chat { get; } = new(7, null, "All");

    public static LaneChoice Lead { get; } = new(0, null, "Lead");

    /// <summary>From top to bottom.</summary>
    public static IReadOnlyList<LaneChoice> All { get; } =
    [
        new(2, Lanes.Flagged, "Flagged"), new(3, Lanes.Questions, "Questions"), new(4, Lanes.First, "First"), new(5, Lanes.Paid, "Paid"), new(6, Lanes.Mentions, "Mentions"), Chat, Lead,
    ];

    /// <summary>Work to be done: the age of the oldest is watched.</summary>
    public bool IsWork => Lane is Lanes.Flagged or Lanes.Questions || this == Lead;
}
