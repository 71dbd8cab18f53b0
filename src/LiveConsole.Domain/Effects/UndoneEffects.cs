using System.Collections.Immutable;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Questions;

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
    public static bool Concerns(ShowState show, ActionRecord action) => !action.Struck.IsEmpty || action.Verb is "remove" or "hide" or "ban" or "timeout" or "clear-chat" || show.Effects.OfAction(action.Id).Any();

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
        entries.AddRange(ShownAgain(show, action, effects, stays));
        if (entries.Count == 0 && stays.Count == 0 && effects.Count > 0) stays.Add(Refusals.NotDone(effects[0]));
        return new UndoneEffects([.. entries], [.. stays.Distinct()]);
    }

    /// <summary>What the action struck and, as far as is known, its platform has not removed for it; what another removal reaches as well stays struck. The items are put back by what undo does with every item.</summary>
    private static IEnumerable<Entry> ShownAgain(ShowState show, ActionRecord action, List<Effect> effects, List<Refusal> stays)
    {
        List<RemovalLifted> lifted = [.. effects.Where(WasNotDone).Select(e => Whole(e, action)).OfType<RemovalLifted>()];
        List<Removal> still = [.. lifted.SelectMany(l => StillStruck(show, l))];
        OneByOne(show, action, effects, stays, lifted, still);
        if (still.Count > 0)
        {
            stays.Add(Refusals.StruckBesides(show, still.Count, still[0]));
            // Nothing at all would come of it: that is said instead.
            if (effects.Count == 0 && still.Count == lifted.Count) yield break;
        }

        foreach (var one in lifted) yield return one;
        foreach (var item in show.Items.Values.OrderBy(i => i.Number))
        {
            foreach (var ask in item.Asks.Where(a => a.Removed is { } r && lifted.Exists(l => Concerns(l, a) && Removals.Without(r, l) is null))) yield return new AskStruck(item.Id, ask.Message, null);
        }

        if (lifted.Count == 0 && effects.Count == 0 && stays.Count == 0) stays.Add(action.Verb is "remove" or "hide" ? Refusals.NothingHidden : Refusals.ActsForgotten);
    }

    /// <summary>Who was not banned after all has written what they wrote; a chat that was not cleared stands.</summary>
    private static RemovalLifted? Whole(Effect effect, ActionRecord action) => effect.Deed switch
    {
        BanDeed or TimeOutDeed => new RemovalLifted(effect.Platform, effect.Channel, null, action.At, effect.Deed.Viewer!.Id, action.By.Name),
        ClearDeed => new RemovalLifted(effect.Platform, effect.Channel, null, action.At, By: action.By.Name),
        _ => null,
    };

    /// <param name="still">What goes on striking each message that stays struck all the same.</param>
    private static void OneByOne(ShowState show, ActionRecord action, List<Effect> effects, List<Refusal> stays, List<RemovalLifted> lifted, List<Removal> still)
    {
        var asked = effects.Where(e => e.Deed is RemoveDeed).ToDictionary(e => e.Message!.Value);
        var struck = action.Struck.ToHashSet();
        var unknown = action.StruckCount - struck.Count;
        // What is not remembered message by message is known by when and by whom it was struck.
        var byStamp = unknown > 0 && !show.Actions.Values.Any(a => a.Id != action.Id && a.At == action.At && a.By.Name == action.By.Name);
        for (var i = show.Recent.Count - 1; i >= 0 && (struck.Count > 0 || byStamp); i--)
        {
            var row = show.Recent[i];
            var known = struck.Remove(row.Message.Ref);
            if ((!known && !byStamp) || !show.Struck.TryGetValue(row.Sequence, out var stands)) continue;
            var ours = Removals.All(stands).FirstOrDefault(r => r.Scope == RemovalScope.Message && r.At == action.At && r.By == action.By.Name);
            if (ours is null) continue;
            if (!known) unknown--;
            var effect = row.Message.Copies.Prepend(row.Message.Id).Select(id => asked.GetValueOrDefault(new MessageRef(row.Message.Platform, id))).FirstOrDefault(e => e is not null);
            if (effect is null && !ours.Here) unknown++;
            else if (Anothers(show, row, action) is { } first) stays.Add(Refusals.RemovedFirst(show, first));
            else if (ours.Here || WasNotDone(effect!)) Lift(row.Message.Ref, row.Message.Channel, stands);
        }

        // Older than what is at hand: what another has removed besides stays, for theirs is an entry of its own.
        foreach (var message in struck)
        {
            if (asked.TryGetValue(message, out var effect) ? WasNotDone(effect) : action.Verb == "hide" || !show.Effects.HasForgotten) Lift(message, "", null);
            else if (effect is null) unknown++;
        }

        if (unknown > 0) stays.Add(Refusals.StruckAndForgotten(unknown));

        void Lift(MessageRef message, string channel, Removal? stands)
        {
            lifted.Add(new RemovalLifted(message.Platform, channel, message.Id, action.At, By: action.By.Name));
            // What a rule of the show hides waits for a person again: that is no other's removal.
            if (stands is not null && Removals.Without(stands, lifted[^1]) is { } rest && Removals.ByRule(rest) is null) still.Add(rest);
        }
    }

    /// <returns>What goes on striking each message that stays struck all the same, of all that a viewer or a chat had written.</returns>
    private static IEnumerable<Removal> StillStruck(ShowState show, RemovalLifted lifted)
    {
        foreach (var (sequence, removal) in show.Struck.OrderBy(s => s.Key))
        {
            if (Removals.Without(removal, lifted) is { } rest && !ReferenceEquals(rest, removal) && Removals.ByRule(rest) is null && show.Recent.Find(sequence) is { } row && row.Message.Platform == lifted.Platform
                && (lifted.ViewerId is { } viewer ? row.Message.Author.Id == viewer : row.Message.Channel == lifted.Channel)) yield return rest;
        }
    }

    private static bool Concerns(RemovalLifted lifted, Ask ask) => ask.Message.Platform == lifted.Platform
        && (lifted.MessageId is { } id ? ask.Message.Id == id : lifted.ViewerId is { } viewer && ask.Viewer.Id == viewer);

    /// <returns>What another action asked off its platform and has not struck for itself: that stands.</returns>
    private static Effect? Anothers(ShowState show, FeedRow row, ActionRecord action) =>
        show.Effects.Of(row.Message.Ref) is { Deed: RemoveDeed, IsOpenOrDone: true } effect && effect.Action != action.Id
            && !Removals.All(show.Struck.GetValueOrDefault(row.Sequence)).Any(r => r.At == effect.At && r.By == effect.By.Name && !(r.At == action.At && r.By == action.By.Name)) ? effect : null;

    private static bool WasNotDone(Effect effect) => effect.CanBeTakenBack || effect.State is EffectState.Failed or EffectState.Cancelled or EffectState.Expired;

    private static (Deed? Deed, Refusal? Why) InverseOf(ShowState show, Effect effect, Actor by, DateTimeOffset now)
    {
        // What it comes to is not known before it is: only what is so of every such deed is said at once.
        if (effect.State == EffectState.Unknown) return (null, Refusals.NobodyKnows(effect));
        if (effect.State == EffectState.Requested || (effect.State == EffectState.Started && effect.Deed is not (RemoveDeed or WarnDeed or ClearDeed))) return (null, Refusals.OnItsWay(effect));
        var (deed, why) = effect.Deed switch
        {
            BanDeed or TimeOutDeed => Lifting(show, effect, now),
            ModesDeed modes => ModesBack(show, effect, modes),
            ShieldDeed shield => show.Modes.GetValueOrDefault((effect.Platform, effect.Channel)) is { Modes.Shield: { } on } known && on != shield.On ? (null, MovedOn(show, known, ChatMode.Shield)) : (new ShieldDeed(!shield.On), null),
            PollDeed => effect.Handle is not { } poll ? (null, Refusals.CannotUndo(effect)) : show.Audience.Poll(effect.Platform, poll) is { Status: PollStatus.Closed } ? (null, Refusals.PollOver) : (new EndPollDeed(poll), null),
            _ => ((Deed?)null, (Refusal?)Refusals.CannotUndo(effect)),
        };
        if (deed is null) return (null, why);
        return Asking.WhyNot(show, by, effect.Platform, effect.Channel, deed.Kind) is { } refusal ? (null, refusal) : (deed, null);
    }

    private static (Deed? Deed, Refusal? Why) Lifting(ShowState show, Effect effect, DateTimeOffset now)
    {
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
