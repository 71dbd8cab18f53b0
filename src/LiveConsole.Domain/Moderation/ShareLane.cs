using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Moderation;

/// <summary>A lane whose new messages are dealt to those who are there: since when, and from which message on.</summary>
/// <param name="After">Sequence of the entry that says so: what waited before is anybody's.</param>
public sealed record SharedLane(Lanes Lane, DateTimeOffset At, long After, Actor By);

/// <summary>SHARE: the lane's new messages are dealt to the moderators who are there (<see cref="Dealing"/>), until somebody stops it. Nobody is kept from any of them.</summary>
public sealed record ShareLane(Lanes Lane, bool Shared) : IShowCommand
{
    public string Verb => Shared ? "share" : "unshare";

    public Permission Needs => Permission.Modes;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now) =>
        !LaneRules.Shareable.Contains(Lane) ? Refusals.Invalid("This is no lane that can be shared.", "Cette file ne peut pas être partagée.")
        : show.SharedLanes.ContainsKey(Lane) == Shared ? Decision.Unchanged
        : new LaneShared(Lane, Shared);
}
