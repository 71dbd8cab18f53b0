using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Moderation;

/// <summary>A or D on a held message: let through, or turned away. Neither can be undone.</summary>
/// <param name="Held">The platform's key of it.</param>
public sealed record DecideHeld(MessageRef Held, bool Allow) : IShowCommand
{
    public string Verb => Allow ? "hold-allow" : "hold-deny";

    public Permission Needs => Permission.Moderate;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Holds.Find(Held) is not { } hold) return Refusals.NoMessage;
        if (hold.Outcome is not null) return Refusals.HoldDecided(show, hold);
        if (show.Effects.Of(Held) is { Deed: HoldDeed deed, State: EffectState.Requested or EffectState.Started or EffectState.Done } first)
            return first.By.Id == by.Id && deed.Allow == Allow ? Decision.Unchanged : Refusals.ActedFirst(show, first);
        if (Asking.WhyNot(show, by, Held.Platform, hold.Message.Channel, DeedKind.Hold) is { } refusal) return refusal;
        var author = hold.Message.Author;
        return new EffectsRequested([Asking.Effect(show, Held.Platform, hold.Message.Channel, new HoldDeed(Held.Id, Allow, new Target(author.Id, author.Name, author.Login)))]);
    }
}
