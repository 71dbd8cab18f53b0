using System.Text.Json.Serialization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Effects;

/// <summary>Requested: it waits for its turn, or until <see cref="Effect.NotBefore"/>. Started: the call is under way, or was when its program died. Unknown: a person looks and decides.</summary>
public enum EffectState { Requested, Started, Done, Failed, Unknown, Expired, Cancelled }

/// <summary>As a verb asks for it.</summary>
/// <param name="Id">The show's next, never reused.</param>
/// <param name="NotBefore">Show time: a post counts down, so that it can be taken back. Null: at once.</param>
/// <param name="Item">Whose asker is replied to: what became of it stands on its card.</param>
public sealed record RequestedEffect(long Id, string Platform, string Channel, Deed Deed, DateTimeOffset? NotBefore = null, ItemId? Item = null);

/// <summary>Something done on a platform for somebody, and how it stands.</summary>
/// <param name="Action">The command that asked for it.</param>
/// <param name="At">Show time of that.</param>
public sealed record Effect(long Id, string Platform, string Channel, Deed Deed, Guid Action, string Verb, Actor By, DateTimeOffset At, DateTimeOffset? NotBefore = null)
{
    public EffectState State { get; init; }

    /// <summary>The question that is replied to; null: it is no reply.</summary>
    public ItemId? Item { get; init; }

    /// <summary>Which try is under way: whoever started it knows it by that.</summary>
    public Guid? Try { get; init; }

    /// <summary>How often it was begun.</summary>
    public int Tries { get; init; }

    /// <summary>Begun, and kept here by a limit that is known: nothing was sent.</summary>
    public int Unsent { get; init; }

    /// <summary>How often a platform was really asked: only that uses up its patience.</summary>
    [JsonIgnore]
    public int Sent => Tries - Unsent;

    /// <summary>It was put off, and was to go at once: nothing counted down.</summary>
    public bool WasAtOnce { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>When the platform says that it was done, told among what happens in its chat, before its answer came: if that is lost, this is known.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>The account it was done with.</summary>
    public string? As { get; init; }

    /// <summary>Its id on the platform: what comes back of it comes under that, whoever acts there by then. Null: it was not known, or begun before that was kept.</summary>
    public string? AsId { get; init; }

    public EffectTrouble Trouble { get; init; }

    /// <summary>The platform's words, as they came.</summary>
    public string? Said { get; init; }

    /// <summary>What the platform calls the result: the id of a ban, of our message, of a poll.</summary>
    public string? Handle { get; init; }

    public bool IsOpen => State is EffectState.Requested or EffectState.Started;

    /// <summary>It will be, or may have been, or was done: it is not asked for again. What failed may be.</summary>
    public bool IsOpenOrDone => State is EffectState.Requested or EffectState.Started or EffectState.Done or EffectState.Unknown;

    /// <summary>A try of it was left without an answer: it may have been done, whatever became of the tries after it.</summary>
    public bool Unanswered { get; init; }

    /// <summary>It waits and no try of it can have been done: it can be taken back.</summary>
    [JsonIgnore]
    public bool CanBeTakenBack => State == EffectState.Requested && !Unanswered && Trouble != EffectTrouble.NoAnswer;

    /// <summary>Of a removal or a decision about a held message.</summary>
    public MessageRef? Message => Deed switch
    {
        RemoveDeed remove => new MessageRef(Platform, remove.MessageId),
        HoldDeed hold => new MessageRef(Platform, hold.HeldId),
        _ => null,
    };

    public ViewerRef? Viewer => Deed.Viewer is { } viewer ? new ViewerRef(Platform, viewer.Id) : null;
}

/// <summary>A ban or time-out that we gave and nobody has lifted, as far as is known.</summary>
/// <param name="Handle">YouTube's only way to lift it; null there: only in YouTube Studio.</param>
/// <param name="Until">Show time; null: a ban.</param>
public sealed record StandingBan(string Platform, string Channel, Target Of, long Effect, Guid Action, DateTimeOffset At, string? Handle, DateTimeOffset? Until);
