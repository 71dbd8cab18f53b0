using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Moderation;

/// <summary>A verb that strikes messages: screens go dark for it before anything is written, as for a platform's own removal.</summary>
public interface IStrikes : IShowCommand
{
    /// <returns>What it removes, as far as it is known before it is decided: too much is dark a moment too long, never too little.</returns>
    IEnumerable<MessagesRemoved> Strikes(ShowState show, Actor by, DateTimeOffset now);
}

/// <summary>D: off its platform, and off our desks and screens at once, whatever the platform does. It cannot be undone.</summary>
/// <param name="Found">Handed in by the writer; null when the journal does not know the message.</param>
public sealed record RemoveMessage(MessageRef Message, string? Reason = null, ChatMessage? Found = null, Removal? Removed = null) : INeedsMessage, IStrikes
{
    public string Verb => "remove";

    public Permission Needs => Permission.Moderate;

    public IShowCommand With(ChatMessage? message, Removal? removed, Listening.Judgement? judgement = null) => this with { Found = message, Removed = removed };

    public IEnumerable<MessagesRemoved> Strikes(ShowState show, Actor by, DateTimeOffset now) =>
        [new MessagesRemoved(Message.Platform, Found?.Channel ?? "", new Removal(now, RemovalScope.Message, by.Name, Reason), MessageId: Message.Id)];

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (Found is null) return Refusals.NoMessage;
        if (ActedFirst(show, by) is { } first) return first;
        if (Asking.WhyNot(show, by, Message.Platform, Found.Channel, DeedKind.Remove) is { } refusal) return refusal;
        var deed = new RemoveDeed(Found.Id, new Target(Found.Author.Id, Found.Author.Name, Found.Author.Login));
        return Decision.Of([.. Striking.Message(show, Message, Found.Channel, Removed, by, Reason, here: false, now), new EffectsRequested([Asking.Effect(show, Message.Platform, Found.Channel, deed)])]);
    }

    /// <summary>Two moderators on one message: the second is told. What failed may be tried again.</summary>
    private Decision? ActedFirst(ShowState show, Actor by)
    {
        if (show.Effects.Of(Message) is { Deed: RemoveDeed, State: not (EffectState.Failed or EffectState.Cancelled or EffectState.Expired) } effect)
            return effect.By.Id == by.Id ? Decision.Unchanged : Refusals.RemovedFirst(show, effect);
        if (Removed is { Here: false, Scope: RemovalScope.Message } && show.Effects.Of(Message) is null) return Refusals.MessageRemoved(show, Removed);
        return null;
    }
}

/// <summary>H: off our desks and screens; its platform goes on showing it. Undone, it stands as before.</summary>
public sealed record HideMessage(MessageRef Message, string? Reason = null, ChatMessage? Found = null, Removal? Removed = null) : INeedsMessage, IStrikes
{
    public string Verb => "hide";

    public Permission Needs => Permission.Moderate;

    public IShowCommand With(ChatMessage? message, Removal? removed, Listening.Judgement? judgement = null) => this with { Found = message, Removed = removed };

    public IEnumerable<MessagesRemoved> Strikes(ShowState show, Actor by, DateTimeOffset now) =>
        [new MessagesRemoved(Message.Platform, Found?.Channel ?? "", new Removal(now, RemovalScope.Message, by.Name, Reason, Here: true), MessageId: Message.Id)];

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (Found is null) return Refusals.NoMessage;
        if (Removed is not null) return Removed.Here && Removed.By == by.Name ? Decision.Unchanged : Refusals.MessageRemoved(show, Removed);
        return Decision.Of([.. Striking.Message(show, Message, Found.Channel, Removed, by, Reason, here: true, now)]);
    }
}

/// <summary>What a person's removal writes: the same entries as a platform's.</summary>
internal static class Striking
{
    public static IEnumerable<Entry> Message(ShowState show, MessageRef message, string channel, Removal? known, Actor by, string? reason, bool here, DateTimeOffset now)
    {
        if (known is { Here: false }) return [];
        return With(show, new MessagesRemoved(message.Platform, channel, new Removal(now, RemovalScope.Message, by.Name, reason, here), MessageId: message.Id), now);
    }

    public static ImmutableArray<Entry> Viewer(ShowState show, string platform, string channel, string viewer, int? seconds, Actor by, string? reason, DateTimeOffset now) =>
        With(show, new MessagesRemoved(platform, channel, new Removal(now, RemovalScope.Viewer, by.Name, reason), ViewerId: viewer, Seconds: seconds), now);

    private static ImmutableArray<Entry> With(ShowState show, MessagesRemoved removed, DateTimeOffset now) => [removed, .. RemovalConsequences.Of(show, removed, now)];
}
