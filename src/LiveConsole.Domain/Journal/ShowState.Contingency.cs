using LiveConsole.Domain.Contingency;
using LiveConsole.Domain.Posts;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>When it has gone wrong: what airs and what may be posted until somebody stands it down (desks.md, section 4).</summary>
public sealed partial record ShowState
{
    /// <summary>Null: the show is in none.</summary>
    public ContingencyCall? Contingency { get; init; }

    /// <summary>A contingency lasts, and this is no line that a producer approved, wrote or takes, nor the prepared one as it was prepared.</summary>
    public bool IsHeldBack(Item item, Actor by) => Contingency is not null
        && (item.Kind != ItemKind.Line || (WaitsForProducer(item) && !May(by, Permission.Critical)));

    /// <summary>A contingency lasts, and this line airs once a producer approves it, wherever it stands.</summary>
    public bool WaitsForProducer(Item item) => Contingency is { } call && item.Kind == ItemKind.Line && !ApprovedByProducer(item) && !(item.Id == call.Line && !IsReworded(item));

    /// <summary>A contingency lasts, and this text is for when all goes well: of a post for a moment, or with a second ending, the other one alone goes out.</summary>
    public bool IsTooCheerful(Post post, PostEnding ending) => Contingency is not null && ending == PostEnding.Nominal && (post.Written.Moment is not null || post.Written.Other is not null);

    /// <summary>These very words. What a producer wrote, a producer approved.</summary>
    private bool ApprovedByProducer(Item item) =>
        item.Approvals.Any(a => a.Of == item.Wording && a.As is { } role && Rights.Has(role, Permission.Critical, Rules))
        || (item.Kind == ItemKind.Line && May(item.CreatedBy, Permission.Critical) && !IsReworded(item));

    private static bool IsReworded(Item item) => item.Stamps.Keys.Any(f => f.StartsWith("wording", StringComparison.Ordinal));
}
