using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Moderation;

/// <summary>
/// Empties the platform's whole chat, and strikes it here at once. Guarded: its desk asks twice, and once the platform has done it nothing brings it back. It withdraws
/// nothing; the desk is asked what becomes of what came from there.
/// </summary>
public sealed record ClearChat(string Platform, string Channel) : IStrikes
{
    public string Verb => "clear-chat";

    public Permission Needs => Permission.Modes;

    public IEnumerable<MessagesRemoved> Strikes(ShowState show, Actor by, DateTimeOffset now) => [new(Platform, Channel, new Removal(now, RemovalScope.Channel, by.Name))];

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Effects.Open.Values.FirstOrDefault(e => e.Deed is ClearDeed && e.Platform == Platform && e.Channel == Channel) is { } first)
            return first.By.Id == by.Id ? Decision.Unchanged : Refusals.ActedFirst(show, first);
        if (Asking.WhyNot(show, by, Platform, Channel, DeedKind.Clear) is { } refusal) return refusal;
        return Decision.Of([.. Strikes(show, by, now).SelectMany(r => Striking.With(show, r, now)), new EffectsRequested([Asking.Effect(show, Platform, Channel, new ClearDeed())])]);
    }
}
