using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Moderation;

/// <summary>Changes a chat's rules; undone ("back to before"), what this changed is put back.</summary>
/// <param name="Modes">Only what is to change.</param>
public sealed record SetModes(string Platform, string Channel, ChatModes Modes) : IShowCommand
{
    public string Verb => "modes";

    public Permission Needs => Permission.Modes;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (Modes.Slow is not (null or 0 or (>= 3 and <= 120))) return Refusals.Invalid("Slow mode lasts 3 to 120 s.", "Le mode lent va de 3 à 120 s.");
        if (Modes.Followers is < ChatModes.FollowersOff or > 129_600) return Refusals.Invalid("Followers: 0 minutes to 3 months.", "Abonnés : de 0 minute à 3 mois.");
        if (!Modes.Told().Any()) return Decision.Unchanged;
        if (Asking.WhyNot(show, by, Platform, Channel, DeedKind.Modes) is { } refusal) return refusal;
        return new EffectsRequested([Asking.Effect(show, Platform, Channel, new ModesDeed(Modes))]);
    }
}

/// <summary>SHIELD, held for a second: the platform's own, or, where it is not granted, followers 10 min + slow 30 s + unique chat (desks.md, section 5).</summary>
public sealed record SetShield(string Platform, string Channel, bool On) : IShowCommand
{
    public string Verb => "shield";

    public Permission Needs => Permission.Modes;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (Asking.WhyNot(show, by, Platform, Channel, DeedKind.Shield) is not { } refusal)
            return new EffectsRequested([Asking.Effect(show, Platform, Channel, new ShieldDeed(On))]);
        if (Asking.WhyNot(show, by, Platform, Channel, DeedKind.Modes) is not null) return refusal;
        var modes = On ? new ChatModes(Slow: 30, Followers: 10, Unique: true) : new ChatModes(Slow: 0, Followers: ChatModes.FollowersOff, Unique: false);
        return new EffectsRequested([Asking.Effect(show, Platform, Channel, new ModesDeed(modes))]);
    }
}

/// <summary>Empties the platform's whole chat. Guarded: its desk asks twice, and nothing brings it back.</summary>
public sealed record ClearChat(string Platform, string Channel) : IShowCommand
{
    public string Verb => "clear-chat";

    public Permission Needs => Permission.Modes;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now) =>
        Asking.WhyNot(show, by, Platform, Channel, DeedKind.Clear) is { } refusal ? refusal : (Decision)new EffectsRequested([Asking.Effect(show, Platform, Channel, new ClearDeed())]);
}
