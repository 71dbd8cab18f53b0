using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Chat;

/// <summary>
/// What a platform's reading brings to a show, in the order it came. A supervisor hands arrivals to the show's writer through a
/// bounded queue (it waits, it never drops); the writer turns them into journal entries and decides what was seen before.
/// </summary>
public abstract record Arrival;

/// <param name="Judgement">What Listening says of it; null: it has not been asked, or is behind and says it later (<see cref="JudgementCame"/>).</param>
public sealed record MessageCame(ChatMessage Message, Judgement? Judgement = null) : Arrival;

/// <summary>Of a message that passed unjudged.</summary>
/// <param name="Sequence">Of the message's entry.</param>
/// <param name="Older">The message, handed in by the writer where a rule may hide it, it is older than what a state holds, and nothing has removed it; null otherwise.</param>
public sealed record JudgementCame(long Sequence, Judgement Judgement, ChatMessage? Older = null) : Arrival;

/// <summary>A platform removed messages: one (<paramref name="MessageId"/>), all of a viewer, or a whole chat. It may come before its message.</summary>
/// <param name="Seconds">Length of a time-out; null for a deletion, a ban or a clear.</param>
public sealed record RemovalCame(string Platform, string Channel, Removal Removal, string? MessageId = null, string? ViewerId = null, int? Seconds = null) : Arrival;

/// <summary>The platform holds a message back until somebody decides about it. It is not a message of the chat, and may never be one.</summary>
public sealed record HoldCame(HeldMessage Message) : Arrival;

/// <summary>A held message was let through, turned away, or its time ran out.</summary>
/// <param name="By">The moderator's name; null: nobody, or the platform does not tell.</param>
/// <param name="Message">The message once more, for who did not see it held; null where the platform does not say it again.</param>
public sealed record HoldEnded(string Platform, string Channel, string Id, HoldOutcome Outcome, DateTimeOffset At, string? By = null, HeldMessage? Message = null) : Arrival;

/// <summary>The rules of a chat are now these: only what is told (<see cref="ChatModes"/>) may have changed.</summary>
/// <param name="By">The moderator's name; null where the platform does not tell.</param>
public sealed record ModesCame(string Platform, string Channel, ChatModes Modes, DateTimeOffset At, string? By = null) : Arrival;

/// <summary>A moderator did something on the platform, from wherever.</summary>
public sealed record ModeratorActed(ModeratorAct Act) : Arrival;

/// <summary>The channel's chat is shared with others, with these from now on; null: no longer.</summary>
public sealed record SharedChatCame(string Platform, string Channel, SharedChat? Chat, DateTimeOffset At) : Arrival;

/// <param name="Count">Viewers at once as the platform counts; null: the platform gave no count (absent is not zero).</param>
public sealed record ViewersCame(string Platform, string Channel, long? Count, DateTimeOffset At) : Arrival;

/// <summary>People in a chat, writing or not, where the platform tells (Twitch's Get Chatters).</summary>
/// <param name="Count">Null: it was asked and gave none.</param>
public sealed record ChattersCame(string Platform, string Channel, long? Count, DateTimeOffset At) : Arrival;

/// <summary>A poll as it stands now: again with each change of its counts and at its end.</summary>
public sealed record PollCame(Poll Poll) : Arrival;

/// <summary>What a platform tells of a channel's broadcast. What it does not tell (null) stays as it is known.</summary>
public sealed record BroadcastCame(string Platform, string Channel, DateTimeOffset At) : Arrival
{
    /// <summary>Null: only something else was told.</summary>
    public BroadcastStanding? Standing { get; init; }

    /// <summary>The platform's own: another id is another broadcast of the channel.</summary>
    public string? Id { get; init; }

    public string? Title { get; init; }

    public DateTimeOffset? ScheduledStart { get; init; }

    public DateTimeOffset? LiveSince { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>How a Google project's ledger stands.</summary>
public sealed record QuotaCame(QuotaReading Quota) : Arrival;

/// <summary>An effect's call is about to go out: journaled before it does. Told of one that waits no longer (taken back, or tried by another), it says nothing.</summary>
/// <param name="Try">Known again by who started it.</param>
/// <param name="As">The account that the call will be made with, and its id on the platform.</param>
public sealed record EffectStarting(long Effect, Guid Try, string? As, string? AsId = null) : Arrival;

/// <summary>It waits again until then (show time): the platform, or a limit that is known, asked for patience.</summary>
/// <param name="Try">Of which this is told: of one that is not under way any more it says nothing. Null: of whichever is.</param>
/// <param name="Unsent">As of <see cref="EffectDelayed"/>.</param>
public sealed record EffectPutOff(long Effect, DateTimeOffset Until, EffectTrouble Trouble = EffectTrouble.None, string? Said = null, Guid? Try = null, bool Unsent = false) : Arrival;

/// <summary>What became of an effect.</summary>
/// <param name="Try">Of which this is told: of one that is not under way any more only that it was done counts. Null: of whichever is.</param>
public sealed record EffectEnded(long Effect, EffectState Outcome, EffectTrouble Trouble = EffectTrouble.None, string? Said = null, string? Handle = null, Guid? Try = null) : Arrival;

/// <summary>As whom the show acts in a channel now.</summary>
public sealed record ActingCame(ChannelActing Acting) : Arrival;

/// <summary>It was looked whether what an item shows still stands on its platform.</summary>
public sealed record CheckCame(ItemId Item, SourceCheck Check) : Arrival;

/// <summary>Everything before this was handed over: a restart may resume reading from here.</summary>
/// <param name="Token">Opaque to all but the adapter that made it (YouTube's page token with its chat id). Never shown, never logged.</param>
public sealed record ResumePointReached(SourceKey Source, string Token) : Arrival;

public sealed record SourceChanged(SourceKey Source, SourceState State, DateTimeOffset At, string? Reason = null) : Arrival;

/// <summary>An interval in which a source could not read and the platform cannot replay.</summary>
public sealed record GapFound(SourceKey Source, DateTimeOffset From, DateTimeOffset To, string Reason) : Arrival;

/// <summary>A live connection's name: its channel and which transport reads it.</summary>
/// <param name="Transport">"irc", "eventsub", "stream", "intake".</param>
public sealed record SourceKey(string Platform, string Channel, string Transport)
{
    public override string ToString() => $"{Platform}/{Channel}/{Transport}";
}

/// <summary>Connecting: no reading yet. Live: reading. Waiting: between two tries. Ended: the broadcast is over. Denied: the platform refuses, a person must act.</summary>
public enum SourceState { Connecting, Live, Waiting, Ended, Denied }
