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

    public IEnumerable<MessagesRemoved> Strikes(ShowState show, Actor by, DateTimeOffset now) => Found is null ? [] : [Striking.Of(Found, by, Reason, here: false, now)];

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (Found is null) return Refusals.NoMessage;
        if (Reason?.Length > Bans.LongestReason) return Refusals.ReasonTooLong;
        if (ActedFirst(show, by) is { } first) return first;
        if (WhyNot(show, by, Found) is { } refusal) return refusal;
        // Struck by this action too where another has struck it: each is undone by itself.
        return Decision.Of([.. Striking.With(show, Striking.Of(Found, by, Reason, here: false, now), now), new EffectsRequested([Asking.Effect(show, Found.Platform, Found.Channel, new RemoveDeed(Asking.LocalId(Found), Asking.TargetOf(Found.Author)))])]);
    }

    /// <returns>Null: it can be asked. Else why not, in words: shown where the button would be.</returns>
    public static Refusal? WhyNot(ShowState show, Actor by, ChatMessage message) =>
        Asking.WhyNot(show, by, message.Platform, message.Channel, DeedKind.Remove) ?? (Asking.IsOfTheHouse(show, message) ? Refusals.OfTheHouse(message.Author.Name) : null);

    /// <summary>Two moderators on one message: the second is told, also when the first was one of the platform's. What failed may be tried again.</summary>
    private Decision? ActedFirst(ShowState show, Actor by)
    {
        if (ShowingAgain.OfOurs(show, Found!) is { } effect)
            return !effect.IsOpenOrDone ? null : effect.By.Id == by.Id ? Decision.Unchanged : Refusals.RemovedFirst(show, effect);
        // A ban strikes a viewer's messages on Twitch; YouTube does not say that it does (platforms' notes, section 4).
        return Removed is { Here: false } && (Removed.Scope == RemovalScope.Message || Found!.Platform == "twitch") ? (Decision)Refusals.MessageRemoved(show, Removed) : null;
    }
}

/// <summary>H: off our desks and screens; its platform goes on showing it. Undone, it stands as before. Where a rule of the show hides it already, a person has seen it and says so too.</summary>
public sealed record HideMessage(MessageRef Message, string? Reason = null, ChatMessage? Found = null, Removal? Removed = null) : INeedsMessage, IStrikes
{
    public string Verb => "hide";

    public Permission Needs => Permission.Moderate;

    public IShowCommand With(ChatMessage? message, Removal? removed, Listening.Judgement? judgement = null) => this with { Found = message, Removed = removed };

    public IEnumerable<MessagesRemoved> Strikes(ShowState show, Actor by, DateTimeOffset now) => Found is null ? [] : [Striking.Of(Found, by, Reason, here: true, now)];

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (Found is null) return Refusals.NoMessage;
        if (Reason?.Length > Bans.LongestReason) return Refusals.ReasonTooLong;
        if (Removed is not null && Removals.ByRule(Removed) is null) return Removed.Here && Removed.By == by.Name ? Decision.Unchanged : Refusals.MessageRemoved(show, Removed);
        return Decision.Of([.. Striking.With(show, Striking.Of(Found, by, Reason, here: true, now), now)]);
    }
}

/// <summary>What a person's removal writes: the same entries as a platform's.</summary>
internal static class Striking
{
    public static MessagesRemoved Of(ChatMessage message, Actor by, string? reason, bool here, DateTimeOffset now) =>
        new(message.Platform, message.Channel, new Removal(now, RemovalScope.Message, by.Name, reason, here), MessageId: message.Id);

    public static MessagesRemoved OfViewer(string platform, string channel, string viewer, int? seconds, Actor by, string? reason, DateTimeOffset now) =>
        new(platform, channel, new Removal(now, RemovalScope.Viewer, by.Name, reason), ViewerId: viewer, Seconds: seconds);

    public static ImmutableArray<Entry> With(ShowState show, MessagesRemoved removed, DateTimeOffset now) => [removed, .. RemovalConsequences.Of(show, removed, now)];
}
