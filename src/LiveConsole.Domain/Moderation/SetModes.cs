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
        var stands = ChatRules.Now(show, Platform, Channel);
        return !Modes.ChangedFrom(stands).Told().Any() ? Decision.Unchanged : new EffectsRequested([Asking.Effect(show, Platform, Channel, new ModesDeed(Modes, stands.Only(Modes)))]);
    }
}

/// <summary>"Back to before": how the chat stood before the last change that somebody of this show made.</summary>
public sealed record ModesBack(string Platform, string Channel) : IShowCommand
{
    public string Verb => "modes-back";

    public Permission Needs => Permission.Modes;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (ChatRules.LastChange(show, Platform, Channel) is not { } last) return Refusals.NoModesBefore;
        Deed deed = last.Deed is ShieldDeed shield ? new ShieldDeed(!shield.On) : new ModesDeed(((ModesDeed)last.Deed).Before!);
        if (Asking.WhyNot(show, by, Platform, Channel, deed.Kind) is { } refusal) return refusal;
        var stands = ChatRules.Now(show, Platform, Channel);
        var back = deed is ShieldDeed down ? new ChatModes(Shield: down.On) : ((ModesDeed)deed).Modes;
        if (!back.ChangedFrom(stands).Told().Any()) return Decision.Unchanged;
        return new EffectsRequested([Asking.Effect(show, Platform, Channel, deed is ModesDeed ? new ModesDeed(back, stands.Only(back)) : deed)]);
    }
}

/// <summary>How a chat stands, with what is asked for and not told yet.</summary>
public static class ChatRules
{
    public static ChatModes Now(ShowState show, string platform, string channel) => show.Effects.Open.Values.Where(e => e.Platform == platform && e.Channel == channel).Aggregate(
        show.Modes.GetValueOrDefault((platform, channel))?.Modes ?? new ChatModes(),
        (modes, effect) => effect.Deed switch { ModesDeed deed => modes.With(deed.Modes), ShieldDeed shield => modes.With(new ChatModes(Shield: shield.On)), _ => modes });

    /// <returns>The last change of this show's people that can be put back; null: none is known.</returns>
    public static Effect? LastChange(ShowState show, string platform, string channel) => show.Effects.All
        .Where(e => e.Platform == platform && e.Channel == channel && e.IsOpenOrDone && (e.Verb is "modes" or "shield")
            && (e.Deed is ShieldDeed || (e.Deed is ModesDeed { Before: { } before } && before.Told().Any()))).MaxBy(e => e.Id);
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
        var stands = ChatRules.Now(show, Platform, Channel);
        return !modes.ChangedFrom(stands).Told().Any() ? Decision.Unchanged : new EffectsRequested([Asking.Effect(show, Platform, Channel, new ModesDeed(modes, stands.Only(modes)))]);
    }
}
