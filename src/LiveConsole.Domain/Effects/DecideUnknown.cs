using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Effects;

/// <summary>Nobody knows what became of a call: a person looked on the platform and says so. "It is there": done. "It is not": asked once more, with its countdown.</summary>
/// <param name="Again">It is not there, and is wanted: ask for it again.</param>
public sealed record DecideUnknown(long Effect, bool IsThere, bool Again = false) : IShowCommand
{
    public string Verb => "decide-unknown";

    public Permission Needs => Permission.Moderate;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Effects.Find(Effect) is not { } effect) return Refusals.NoEffect;
        if (effect.State != EffectState.Unknown) return Refusals.EffectKnown(show, effect);
        if (!show.May(by, Asking.RightOf(show, effect.Deed))) return Refusals.Forbidden(by.Role);
        if (IsThere) return new EffectSettled(Effect, EffectState.Done, EffectTrouble.None, effect.Said);
        var settled = new EffectSettled(Effect, EffectState.Failed, EffectTrouble.NoAnswer, effect.Said);
        if (!Again) return settled;
        if (show.Posts.All.Values.FirstOrDefault(p => p.Sent?.Effects.Contains(Effect) == true) is { } post && show.IsTooCheerful(post, post.Sent!.Ending)) return Refusals.TooCheerful(show, post);
        if (effect.Deed is { Urgency: Urgency.Post } and not EndPollDeed && Posts.Posting.IsFrozen(show)) return Refusals.PostsFrozen(show);
        if (Asking.WhyNot(show, by, effect.Platform, effect.Channel, effect.Deed.Kind) is { } refusal) return refusal;
        var again = Asking.Effect(show, effect.Platform, effect.Channel, effect.Deed, notBefore: effect.Deed.Urgency == Urgency.Post ? now + Posts.SendPost.CountsDown : null, item: effect.Item);
        return Decision.Of([settled, new EffectsRequested([again])]);
    }
}
