using LiveConsole.Domain.Audience;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Posts;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>What is on air, and where the show is in its course.</summary>
public sealed partial record ShowState
{
    public Air Air { get; init; } = Air.Empty;

    /// <summary>The action that last changed the air: undo of an earlier one is refused.</summary>
    public Stamp? AirStamp { get; init; }
    public Actor? Hand { get; init; }
    public DateTimeOffset? LastTakeAt { get; init; }
    /// <summary>What was last withdrawn while on air; it stays after the next TAKE.</summary>
    public Withdrawal? Withdrawn { get; init; }
    public Phase? Phase { get; init; }
    /// <summary>Null: the clock runs.</summary>
    public ShowHold? Hold { get; init; }
    /// <summary>The action that last held or resumed it.</summary>
    public Stamp? CourseStamp { get; init; }

    public Item? OnAir => Air.Item is { } id ? Items.GetValueOrDefault(id) : null;

    /// <summary>The phase in which the desks' defaults are others (desks.md, section 4): as the plan says, else the one that is called so.</summary>
    public bool IsCritical => Phase is { Key: var key } && (Settings?.Plan.Phases.FirstOrDefault(p => p.Key == key)?.Critical ?? key == "critical");

    /// <summary>It is the critical phase, and no producer has approved this wording: who is none may not TAKE it. What a producer wrote, a producer approved.</summary>
    public bool LacksProducer(Item item) => IsCritical && Rules.CriticalByProducer && !ApprovedByProducer(item);

    private ShowState WithAir(StoredEntry stored, Air air)
    {
        var by = stored.By ?? Actor.Program;
        var (was, wasStamp) = (Air, AirStamp);
        var state = this with
        {
            Air = air,
            AirStamp = new Stamp(stored.Command ?? Guid.Empty, stored.Verb ?? "", by, stored.At),
            LastTakeAt = air.Cause is AirCause.Taken or AirCause.NewWording ? stored.At : LastTakeAt,
            Withdrawn = air is { Cause: AirCause.Withdrawn, Previous: { } withdrawn } ? new Withdrawal(withdrawn, air.Since) : Withdrawn,
        };
        return stored.Command is { } c ? state.WithRecord(c, stored.Verb ?? "", by, stored.At, r => r.AirBefore is null ? r with { AirBefore = was, AirStampBefore = wasStamp } : r) : state;
    }

    /// <summary>A phase begins; in a critical one nothing repeats by itself.</summary>
    private ShowState WithPhase(PhaseBegan e)
    {
        var state = this with { Phase = e.Phase };
        return state.IsCritical ? state with { Posts = state.Posts.Paused(PostPause.Critical) } : state;
    }

    private ShowState WithCourse(StoredEntry stored, ShowHold? hold, Phase? phase)
    {
        var by = stored.By ?? Actor.Program;
        var before = new CourseChange(Hold, Phase, CourseStamp);
        var state = this with { Hold = hold, Phase = phase ?? Phase, CourseStamp = new Stamp(stored.Command ?? Guid.Empty, stored.Verb ?? "", by, stored.At) };
        return stored.Command is { } c ? state.WithRecord(c, stored.Verb ?? "", by, stored.At, r => r with { Course = r.Course ?? before }) : state;
    }
}
