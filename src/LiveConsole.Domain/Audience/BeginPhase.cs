using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Audience;

/// <summary>A phase begins: its word and clock on every desk and screen.</summary>
/// <param name="Zero">What the clock counts to or from; null: no clock.</param>
public sealed record BeginPhase(string Key, string WordFr, string WordEn, DateTimeOffset? Zero) : IShowCommand
{
    public string Verb => "phase";

    public Permission Needs => Permission.Moments;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now) =>
        show.Phase is { } phase && phase.Key == Key && phase.Zero == Zero ? Decision.Unchanged : new PhaseBegan(new Phase(Key, WordFr, WordEn, now, Zero));
}

/// <summary>Marks a time, with a word for it.</summary>
public sealed record MarkMoment(string Text) : IShowCommand
{
    /// <summary>When it was, for a moment that a recording tells; null: now.</summary>
    public DateTimeOffset? At { get; init; }

    public string Verb => "moment";

    public Permission Needs => Permission.Moments;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now) => string.IsNullOrWhiteSpace(Text)
        ? Refusals.Invalid("Give the moment a word.", "Donnez un nom au repère.")
        : new MomentMarked(new Moment(At ?? now, Text.Trim(), by.Name));
}
