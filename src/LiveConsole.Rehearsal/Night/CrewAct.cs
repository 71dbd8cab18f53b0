using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Night;

/// <summary>A played colleague. <paramref name="Key"/> is stable; <paramref name="Role"/> one of the show's roles.</summary>
public sealed record CrewMember(string Key, string Name, string Role)
{
    public static CrewMember Salome { get; } = new("salome", "Salomé", "producer");

    public static CrewMember Camille { get; } = new("camille", "Camille", "editor");

    public static CrewMember Basile { get; } = new("basile", "Basile", "lead");

    public static CrewMember Nora { get; } = new("nora", "Nora", "moderator");

    public static CrewMember Yanis { get; } = new("yanis", "Yanis", "moderator");

    public static CrewMember Ombeline { get; } = new("ombeline", "Ombeline", "moderator");

    public static CrewMember Lou { get; } = new("lou", "Lou", "editor");

    public static CrewMember Maud { get; } = new("maud", "Maud", "presenter");

    public static IReadOnlyList<CrewMember> All { get; } = [Salome, Camille, Basile, Nora, Yanis, Ombeline, Lou, Maud];
}

/// <summary>Something a played colleague does at a time. Whoever plays it leaves out the acts of a role that a person has taken.</summary>
/// <param name="Id">Names the act, for an undo.</param>
public sealed record CrewAct(DateTimeOffset At, CrewMember Who, CrewVerb Verb, string Id);

/// <summary>What played colleagues can do. Items go by the schedule's own keys, given when they are made.</summary>
public abstract record CrewVerb;

/// <param name="Kind">"question" or "comment".</param>
public sealed record PlayedPromote(string Item, string Kind, MessageRef Message, string? Topic = null) : CrewVerb;

/// <summary>A line of the crew's own, in both languages.</summary>
public sealed record PlayedAdd(string Item, string French, string English) : CrewVerb;

public sealed record PlayedEdit(string Item, string French, string English) : CrewVerb;

public sealed record PlayedApprove(string Item) : CrewVerb;

/// <param name="Place">1 is NEXT; null: at the end.</param>
public sealed record PlayedQueue(string Item, int? Place = null) : CrewVerb;

public sealed record PlayedMove(string Item, int Place) : CrewVerb;

public sealed record PlayedDequeue(string Item) : CrewVerb;

public sealed record PlayedTake(string Item) : CrewVerb;

/// <param name="Item">Clear only if this item is on air; null: whatever is.</param>
public sealed record PlayedClear(string? Item = null) : CrewVerb;

public sealed record PlayedShowOverlay : CrewVerb;

public sealed record PlayedHideOverlay : CrewVerb;

public sealed record PlayedSkip(string Item) : CrewVerb;

public sealed record PlayedLater(string Item) : CrewVerb;

public sealed record PlayedDismiss(string Item, string Reason) : CrewVerb;

public sealed record PlayedReopen(string Item) : CrewVerb;

/// <param name="Act">The act to undo, by its id.</param>
public sealed record PlayedUndo(string Act) : CrewVerb;

public sealed record PlayedMark(string French, string English) : CrewVerb;

/// <param name="Phase">A key of <see cref="LandingNight.Phases"/>.</param>
public sealed record PlayedPhase(string Phase) : CrewVerb;

/// <summary>A tap on the presenter's screen.</summary>
/// <param name="Kind">reading, skip, later, another.</param>
/// <param name="Item">What was on the screen; null for another.</param>
public sealed record PlayedSignal(string Kind, string? Item) : CrewVerb;
