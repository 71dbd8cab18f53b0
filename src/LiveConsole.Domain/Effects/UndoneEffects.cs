using System.Collections.Immutable;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Domain.Effects;

/// <summary>
/// What undoing an action comes to on the platforms: what waits is taken back, what is done is lifted by its inverse where there is one, what was only hidden is shown
/// again; and what stays, each with its reason. Pure.
/// </summary>
/// <param name="Entries">In order; empty: nothing of it can be undone.</param>
/// <param name="Stays">Why what cannot be undone stays: said before it is tried.</param>
public sealed record UndoneEffects(ImmutableArray<Entry> Entries, ImmutableArray<Refusal> Stays)
{
    /// <summary>The action asked something of a platform, or struck messages.</summary>
    public static bool Concerns(ShowState show, ActionRecord action) => !action.Struck.IsEmpty || action.Verb is "remove" or "hide" || show.Effects.OfAction(action.Id).Any();

    public static UndoneEffects Of(ShowState show, ActionRecord action, Actor by, DateTimeOffset now)
    {
        List<long> cancelled = [];
        List<RequestedEffect> inverse = [];
        List<Refusal> stays = [];
        List<Effect> effects = [.. show.Effects.OfAction(action.Id)];
        foreach (var effect in effects)
        {
            if (effect.CanBeTakenBack) cancelled.Add(effect.Id);
            else if (effect.State is EffectState.Done or EffectState.Requested or EffectState.Started or EffectState.Unknown)
            {
                var (deed, why) = InverseOf(show, effect, by, now);
                if (deed is not null && inverse.Count(i => i.Platform == effect.Platform) >= Asking.Room(show, by, effect.Platform)) stays.Add(Asking.NoRoom(show, by, effect.Platform));
                else if (deed is not null)
                {
                    inverse.Add(Asking.Effect(show, effect.Platform, effect.Channel, deed, inverse.Count));
                    if (Replaced(show, effect, now) is { } lost) stays.Add(lost);
                }
                else if (why is not null) stays.Add(why);
            }
        }

        List<Entry> entries = [];
        if (cancelled.Count > 0) entries.Add(new EffectsCancelled([.. cancelled]));
        if (inverse.Count > 0) entries.Add(new EffectsRequested([.. inverse]));
        entries.AddRange(ShownAgain(show, action, effects, stays, now));
        return new UndoneEffects([.. entries], [.. stays.Distinct()]);
    }

    /// <summary>What the action struck and its platform has not removed; the items are put back by what undo does with every item.</summary>
    private static IEnumerable<Entry> ShownAgain(ShowState show, ActionRecord action, List<Effect> effects, List<Refusal> stays, DateTimeOffset now)
    {
        var gone = effects.Where(e => e.Deed is RemoveDeed && !WasNotDone(e)).Select(e => e.Message!.Value).ToHashSet();
        // Who was not banned after all has written what they wrote.
        var viewers = effects.Where(e => e.Deed is (BanDeed or TimeOutDeed) && WasNotDone(e))
            // Unless somebody else has removed them since, or it is too long ago to know.
            .Select(e => e.Viewer!.Value).Where(v => show.Removed.Viewers.GetValueOrDefault(v)?.At == action.At).ToHashSet();
        var struck = action.Struck.ToHashSet();
        List<(MessageRef Message, string Channel)> again = [];
        for (var i = 0; i < show.Recent.Count && (struck.Count > 0 || viewers.Count > 0); i++)
        {
            var row = show.Recent[i];
            if (show.Struck.GetValueOrDefault(row.Sequence) is not { } removal || removal.At != action.At || removal.By != action.By.Name) continue;
            var ours = removal.Scope == RemovalScope.Message ? struck.Contains(row.Message.Ref) && (removal.Here || !show.Removed.Viewers.ContainsKey(row.Message.Viewer)) && !row.Message.Copies.Prepend(row.Message.Id).Any(id => gone.Contains(new MessageRef(row.Message.Platform, id)))
                : removal.Scope == RemovalScope.Viewer && viewers.Contains(row.Message.Viewer);
            if (ours && struck.Remove(row.Message.Ref) | removal.Scope == RemovalScope.Viewer) again.Add((row.Message.Ref, row.Message.Channel));
            else struck.Remove(row.Message.Ref);
        }

        // Older ones are looked at no more than this: a removal by another since stands, for theirs is another time.
        foreach (var message in action.Struck.Where(m => struck.Contains(m) && !gone.Contains(m) && !IsRecent(show, m))) again.Add((message, ""));
        // Asked off its platform by another action, before or since: that stands.
        again.RemoveAll(m => IsAnothers(show, m.Message, action));
        foreach (var (message, channel) in again) yield return new RemovalLifted(message.Platform, channel, message.Id, action.At);
        foreach (var item in show.Items.Values.OrderBy(i => i.Number))
        {
            foreach (var ask in item.Asks.Where(a => a.Removed is { } r && r.At == action.At && r.By == action.By.Name && (again.Exists(m => m.Message == a.Message) || (viewers.Contains(a.Viewer) && !IsAnothers(show, a.Message, action)))))
                yield return new AskStruck(item.Id, ask.Message, null);
        }

        if (again.Count == 0 && effects.Count == 0 && stays.Count == 0) stays.Add(Refusals.NothingHidden);
    }

    private static bool IsAnothers(ShowState show, MessageRef message, ActionRecord action) =>
        show.Effects.Of(message) is { Deed: RemoveDeed, IsOpenOrDone: true } effect && effect.Action != action.Id;

    private static bool WasNotDone(Effect effect) => effect.CanBeTakenBack || effect.State is EffectState.Failed or EffectState.Cancelled or EffectState.Expired;

    private static bool IsRecent(ShowState show, MessageRef message) => show.Recent.Find(message) is not null;

    private static (Deed? Deed, Refusal? Why) InverseOf(ShowState show, Effect effect, Actor by, DateTimeOffset now)
    {
        // Put off, and maybe done: the next try says it.
        if (effect.State == EffectState.Requested) return (null, Refusals.OnItsWay(effect));
        var (deed, why) = effect.Deed switch
        {
            BanDeed or TimeOutDeed => Lifting(show, effect, now),
            ModesDeed modes => ModesBack(show, effect, modes),
            ShieldDeed shield => show.Modes.GetValueOrDefault((effect.Platform, effect.Channel)) is { Modes.Shield: { } on } known && on != shield.On ? (null, MovedOn(show, known, ChatMode.Shield)) : (new ShieldDeed(!shield.On), null),
            PollDeed => effect.Handle is not { } poll ? (null, Refusals.CannotUndo(effect)) : show.Audience.Poll(effect.Platform, poll) is { Status: PollStatus.Closed } ? (null, Refusals.PollOver) : (new EndPollDeed(poll), null),
            _ => ((Deed?)null, (Refusal?)Refusals.CannotUndo(effect)),
        };
        if (deed is null) return (null, why);
        if (effect.State != EffectState.Done) return (null, Refusals.OnItsWay(effect));
        return Asking.WhyNot(show, by, effect.Platform, effect.Channel, deed.Kind) is { } refusal ? (null, refusal) : (deed, null);
    }

    private static (Deed? Deed, Refusal? Why) Lifting(ShowState show, Effect effect, DateTimeOffset now)
    {
        if (effect.State != EffectState.Done) return (new UnbanDeed(effect.Deed.Viewer!), null);
        var of = effect.Deed.Viewer!;
        if (show.Effects.Bans.GetValueOrDefault(effect.Viewer!.Value) is not { } standing || standing.Effect != effect.Id || standing.Until <= now) return (null, Refusals.NotBanned(of.Name, effect.Deed is TimeOutDeed));
        // Banned or timed out since, here or elsewhere: lifting ours would lift that.
        if (Bans.Standing(show, effect.Platform, of.Id, now) is { } other && other.Effect?.Id != effect.Id)
            return (null, effect.Deed is TimeOutDeed && other.Until is null ? Refusals.BannedSince(show, of.Name, other.By, other.At) : Refusals.BannedFirst(show, of.Name, other.By, other.At, other.Until));
        // YouTube lifts a ban by its id only, and lists none (platforms' notes, section 4).
        if (effect.Platform == "youtube" && standing.Handle is null) return (null, Refusals.OnlyInStudio);
        return (effect.Deed is BanDeed ? new UnbanDeed(of, standing.Handle) : new UntimeoutDeed(of, standing.Handle), null);
    }

    /// <summary>A time-out of ours that this ban, or longer time-out, replaced and that would still stand: lifting frees the viewer altogether.</summary>
    private static Refusal? Replaced(ShowState show, Effect effect, DateTimeOffset now)
    {
        if (effect.Deed is not (BanDeed or TimeOutDeed)) return null;
        var before = show.Effects.Settled.Values.Where(e => e.Id < effect.Id && e.Viewer == effect.Viewer && e.State == EffectState.Done && e.Deed is (BanDeed or TimeOutDeed or UnbanDeed or UntimeoutDeed)).MaxBy(e => e.Id);
        return before is { Deed: TimeOutDeed timeOut } && before.At.AddSeconds(timeOut.Seconds) is var until && until > now ? Refusals.NotPutBack(show, timeOut.Of.Name, before.By.Name, until) : null;
    }

    /// <summary>Only while what this set still stands: a mode that somebody has changed since is theirs.</summary>
    private static (Deed? Deed, Refusal? Why) ModesBack(ShowState show, Effect effect, ModesDeed deed)
    {
        if (deed.Before is not { } before || !before.Told().Any()) return (null, Refusals.ModesNotKnown);
        var known = show.Modes.GetValueOrDefault((effect.Platform, effect.Channel));
        return known is not null && deed.Modes.ChangedFrom(known.Modes).Only(known.Modes).Told().Cast<ChatMode?>().FirstOrDefault() is { } changed
            ? (null, MovedOn(show, known, changed)) : (new ModesDeed(before, deed.Modes.Only(before)), null);
    }

    private static Refusal MovedOn(ShowState show, ChannelModes known, ChatMode mode) => Refusals.ModesMovedOn(show, known.Stamp(mode));
}
