namespace LiveConsole.Domain.Journal;

/// <summary>A sentence in the two languages of the interface.</summary>
public sealed record Words(string En, string Fr)
{
    public string In(string language) => language == "fr" ? Fr : En;
}

/// <summary>The kinds that the API's problem types name.</summary>
public enum RefusalKind { Stale, NotAllowed, NotFound, Removed, Forbidden, Invalid, Busy, Storage, UnknownOutcome, UndoBlocked, HandElsewhere, PlatformCannot }

/// <summary>Why something was not done: a value in words for people, with a name, a time and a way on. Never an exception.</summary>
public sealed record Refusal(RefusalKind Kind, Words Words)
{
    public string Message => Words.En;
}

/// <summary>What a verb decided on a state: entries to append, nothing to change, or why not.</summary>
public sealed record Decision
{
    private Decision(IReadOnlyList<Entry> entries, Refusal? refusal) => (Entries, Refusal) = (entries, refusal);

    public IReadOnlyList<Entry> Entries { get; }

    public Refusal? Refusal { get; }

    /// <summary>Harmless: it is so already.</summary>
    public static Decision Unchanged { get; } = new([], null);

    public static Decision Of(IReadOnlyList<Entry> entries) => new(entries, null);

    public static Decision Refused(Refusal refusal) => new([], refusal);

    public static implicit operator Decision(Refusal refusal) => Refused(refusal);

    public static implicit operator Decision(Entry entry) => Of([entry]);
}

/// <summary>
/// A verb: the record says what and which version was seen; <see cref="Decide"/> is its whole rule, pure: no clock, no I/O, the
/// same on every node. It runs on the writer's thread, on the state with the turn's earlier entries applied.
/// </summary>
public interface IShowCommand
{
    /// <summary>The verb in words of the house, as in the API's path: "take", "queue".</summary>
    string Verb { get; }

    Permission Needs { get; }

    Decision Decide(ShowState show, Actor by, DateTimeOffset now);
}

/// <summary>A verb that names messages: the writer hands them in before it decides, however old they are.</summary>
public interface INeedsMessage : IShowCommand
{
    Chat.MessageRef Message { get; }

    /// <returns>The same command with the message (null: the journal has none of that id), its removal, and what Listening says of it.</returns>
    IShowCommand With(Chat.ChatMessage? message, Chat.Removal? removed, Listening.Judgement? judgement = null);
}
