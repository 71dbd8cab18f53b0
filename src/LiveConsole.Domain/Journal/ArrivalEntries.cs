using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Listening;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Domain.Journal;

/// <summary>What an arrival becomes in the journal, with what it does to items beside it. Pure; on the writer's thread.</summary>
public static class ArrivalEntries
{
    /// <summary>The caller has dropped messages that were seen before.</summary>
    public static IEnumerable<Entry> Of(ShowState show, Arrival arrival, DateTimeOffset now) => arrival switch
    {
        MessageCame a => Message(show, a.Message, a.Judgement, now),
        JudgementCame a => Judged(show, a, now),
        RemovalCame a => Came(show, new MessagesRemoved(a.Platform, a.Channel, a.Removal, a.MessageId, a.ViewerId, a.Seconds), now),
        HoldCame a => show.Holds.Find(Ref(a.Message)) is null ? [new MessageHeld(a.Message.Bounded())] : [],
        HoldEnded a => Ended(show, a),
        ModesCame a => Modes(show, a),
        ModeratorActed a => Acted(show, a.Act.Bounded()),
        SharedChatCame a => Equals(show.Shared.GetValueOrDefault((a.Platform, a.Channel)), a.Chat) ? [] : [new ChatShared(a.Platform, a.Channel, a.Chat, a.At)],
        ViewersCame a => [new ViewersSampled(a.Platform, a.Channel, a.Count, a.At)],
        ChattersCame a => [new ChattersSampled(a.Platform, a.Channel, a.Count, a.At)],
        PollCame a => a.Poll.Bounded().Over(show.Audience.Poll(a.Poll.Platform, a.Poll.Id)) is { } poll ? [new PollKnown(poll)] : [],
        BroadcastCame a => Broadcast.Over(show.Audience.BroadcastOf(a.Platform, a.Channel), a) is { } broadcast ? [new BroadcastChanged(broadcast)] : [],
        QuotaCame a => [new QuotaKnown(a.Quota)],
        EffectStarting a => show.Effects.Open.GetValueOrDefault(a.Effect) is { State: EffectState.Requested } ? [new EffectStarted(a.Effect, a.Try, a.As, a.AsId)] : [],
        EffectPutOff a => PutOff(show, a),
        EffectEnded a => Settled(show, a, now),
        ActingCame a => show.Effects.ActingIn(a.Acting.Platform, a.Acting.Channel) == a.Acting ? [] : [new ActingKnown(a.Acting)],
        CheckCame a => show.Items.ContainsKey(a.Item) ? [new ItemChecked(a.Item, a.Check)] : [],
        ResumePointReached a => [new ResumePointKept(a.Source, a.Token)],
        SourceChanged a => [new SourceMoved(a.Source, a.State, a.Reason, a.At)],
        GapFound a => [new GapRecorded(new Gap(a.Source, a.From, a.To, a.Reason))],
        _ => throw new InvalidOperationException($"No entry for {arrival.GetType().Name}."),
    };

    private static IReadOnlyList<Entry> Message(ShowState show, ChatMessage message, Judgement? judgement, DateTimeOffset now)
    {
        // Its removal came first, or its author was removed (its chat cleared) after it was written: struck from the start.
        List<MessagesRemoved> removed = [.. RemovalsOf(show, message)];
        var row = new FeedRow(show.Sequence + 1, message.Bounded(), judgement);
        return removed.Count == 0 && HidingByRule.Of(show, row, now) is { } hidden ? [new MessageArrived(row.Message, judgement, Hidden: true), hidden] : [new MessageArrived(row.Message, judgement), .. removed];
    }

    /// <summary>Judged late: a rule of the show never hides what somebody has removed, asked or passed meanwhile.</summary>
    private static IReadOnlyList<Entry> Judged(ShowState show, JudgementCame came, DateTimeOffset now)
    {
        if (show.Recent.Find(came.Sequence)?.Judgement == came.Judgement) return [];
        var kept = show.Recent.FindKept(came.Sequence);
        var row = kept ?? (came.Older is { } older && show.Removed.Of(older) is null ? new FeedRow(came.Sequence, older) : null);
        if (row is null || show.Struck.ContainsKey(row.Sequence) || show.Asked.ContainsKey(row.Message.Ref) || !show.IsUndecided(row)
            || HidingByRule.Of(show, row with { Judgement = came.Judgement }, now) is not { } hidden) return [new Judged(came.Sequence, came.Judgement)];
        // Of what a state no longer holds the entry brings the message along: it waits for a person all the same. Hidden first, so that nobody who reads in between finds it shown.
        return kept is not null ? [new Judged(came.Sequence, came.Judgement, Hidden: true), hidden] : [hidden, new Judged(came.Sequence, came.Judgement, Hidden: true, row.Message)];
    }

    /// <summary>A rule may hide it, and it is older than what this state holds: it has to be handed in, for whatever passed unjudged is hidden whenever its judgement comes.</summary>
    public static bool NeedsMessage(ShowState show, JudgementCame came) => came.Older is null && show.Recent.FindKept(came.Sequence) is null
        && show.Settings?.Listening.Safety.Hides is { IsEmpty: false } rules && HideRules.Which(rules, came.Judgement) is not null;

    /// <summary>
    /// A message that the show has comes again. An older count, or what is known, says nothing: so it is one entry however often it is told. First
    /// seen stays when it was sent and by whom: a removal of all until then reaches it as before.
    /// </summary>
    public static IEnumerable<Entry> Again(ShowState show, FeedRow known, ChatMessage came, DateTimeOffset now)
    {
        var was = known.Message;
        var more = (came.Count ?? 1) > (was.Count ?? 1);
        var amended = ((more ? was with { Text = came.Text, Parts = came.Parts, Paid = came.Paid, Bits = came.Bits, Count = came.Count } : was) with
        {
            Copies = [.. was.Copies.Concat(came.Copies).Where(c => c != was.Id).Distinct(StringComparer.Ordinal)],
        }).Bounded();
        if (amended == was) return [];
        // A copy's removal came before the copy: now it is known whose it was.
        return [new MessageAmended(known.Sequence, amended, known.Judgement), .. Removals.All(show.Removed.OfItself(amended))
            .SelectMany(removal => Removed(show, new MessagesRemoved(was.Platform, was.Channel, removal with { Many = false }, MessageId: was.Id), now))];
    }

    /// <summary>A message that was appended as it came while another node wrote its removal: neither knew of the other.</summary>
    public static IReadOnlyList<Entry> Overtaken(ShowState show, ChatMessage message, DateTimeOffset now)
    {
        if (show.Recent.Find(message.Ref) is not { } row || show.IsRemoved(row.Sequence)) return [];
        return RemovalsOf(show, message).ToList() is [var first, ..] removals ? [.. removals, .. RemovalConsequences.Of(show, first, now)] : [];
    }

    private static IEnumerable<MessagesRemoved> RemovalsOf(ShowState show, ChatMessage message) => Removals.All(show.Removed.Of(message) ?? WrittenMeanwhile(show, message))
        .Select(removal => new MessagesRemoved(message.Platform, message.Channel, removal with { Many = false }, MessageId: message.Id));

    /// <summary>Between our asking for a ban and the platform's giving it, the viewer wrote on.</summary>
    private static Removal? WrittenMeanwhile(ShowState show, ChatMessage message) =>
        show.Effects.BanOf(message.Viewer) is { Deed: BanDeed or TimeOutDeed, State: EffectState.Done, SettledAt: { } given } ban && message.SentAt >= ban.At && message.SentAt <= given
            ? new Removal(given, RemovalScope.Viewer, ban.By.Name, ReasonOf(ban)) : null;

    /// <summary>A platform tells of a removal. What we had asked for ourselves was struck then: of its echo only what was written meanwhile is left, and that for the same person.</summary>
    private static IEnumerable<Entry> Came(ShowState show, MessagesRemoved removed, DateTimeOffset now)
    {
        // What only we hide says nothing of the platform, whoever does it.
        if (removed.Removal.Here) return Removed(show, removed, now);
        if (Echo.Of(show, removed) is { } ours)
        {
            // Its answer may be lost, or come later: told, it is done, and nobody takes it back.
            if (removed.MessageId is not null) return ours.State == EffectState.Done ? [] : [new EffectSettled(ours.Id, EffectState.Done), .. StruckAgain(show, ours, now)];
            var told = removed with { Removal = removed.Removal with { By = ours.By.Name, Reason = ReasonOf(ours) ?? removed.Removal.Reason } };
            // Under no name it may be another's, and ours may fail yet: then theirs stands.
            return StrikesMore(show, told) || (ours.State != EffectState.Done && !show.WasTold(told)) ? [told, .. Consequences(show, told, ours, now)] : [];
        }

        // We could not, or not yet: somebody else did, and nobody shows it again here.
        return [.. Removed(show, removed, now), .. DoneByOthers(show, removed).Select(e => new EffectSettled(e.Id, EffectState.Done))];
    }

    private static bool StrikesMore(ShowState show, MessagesRemoved told) =>
        Enumerable.Range(0, show.Recent.Count).Select(i => show.Recent[i]).Any(row => Removals.Reaches(told, row.Message) && !show.IsRemoved(row.Sequence));

    /// <summary>Of a whole-chat clear of ours the desk was asked when it was pressed: only what came from there since is asked for.</summary>
    private static IEnumerable<Entry> Consequences(ShowState show, MessagesRemoved told, Effect ours, DateTimeOffset now) => RemovalConsequences.Of(show, told, now)
        .Where(e => e is not ChatClearAsked asked || !show.Clears.Exists(c => c.At == ours.At && c.By == ours.By.Name && c.Platform == asked.Platform && c.Channel == asked.Channel && asked.Items.All(c.Items.Contains)));

    private static IEnumerable<Effect> DoneByOthers(ShowState show, MessagesRemoved removed)
    {
        if (removed.MessageId is { } id) return Echo.OfMessage(show, new MessageRef(removed.Platform, id)) is { Deed: RemoveDeed } effect && IsLeft(effect) ? [effect] : [];
        // A ban takes away what a viewer wrote on Twitch; YouTube does not say that it does.
        return removed is { ViewerId: { } viewer, Platform: "twitch" } ? show.Effects.All.Where(e => e.Deed is RemoveDeed && IsLeft(e) && e.Viewer == new ViewerRef(removed.Platform, viewer)) : [];

        static bool IsLeft(Effect effect) => effect.State is EffectState.Requested or EffectState.Failed or EffectState.Expired or EffectState.Unknown;
    }

    private static string? ReasonOf(Effect effect) => effect.Deed switch
    {
        BanDeed ban => ban.Reason,
        TimeOutDeed timeOut => timeOut.Reason,
        _ => null,
    };

    /// <summary>Told twice, it is one entry, for the second would strike nothing more; but who did it is learnt from whoever says it.</summary>
    private static IEnumerable<Entry> Removed(ShowState show, MessagesRemoved removed, DateTimeOffset now) =>
        !show.WasTold(removed) ? [removed, .. RemovalConsequences.Of(show, removed, now)]
        : show.LearnsWho(removed) ? [removed]
        : [];

    /// <summary>A contingency took back what had not gone out: what was on its way then and was sent back did not go out either.</summary>
    private static IEnumerable<Entry> PutOff(ShowState show, EffectPutOff a)
    {
        if (show.Effects.Open.GetValueOrDefault(a.Effect) is not { } effect || (a.Try is not null && a.Try != effect.Try)) return [];
        return show.Contingency is { } call && effect.At < call.Since && effect.Deed is { Urgency: Urgency.Post } and not EndPollDeed
            ? [new EffectSettled(a.Effect, EffectState.Cancelled)] : [new EffectDelayed(a.Effect, a.Until, a.Trouble, a.Said, a.Unsent)];
    }

    /// <summary>What is done is so from now on, whether the platform tells it (its telling adds nothing then) or not.</summary>
    private static IEnumerable<Entry> Settled(ShowState show, EffectEnded ended, DateTimeOffset now)
    {
        if (show.Effects.Find(ended.Effect) is not { } effect) yield break;
        // Who lost the lease while its call was under way still knows what became of it, and maybe the only handle; what it was refused says nothing of another's try.
        var done = ended.Outcome == EffectState.Done && (ended.Try is not null || effect.State == EffectState.Unknown) && (effect.State != EffectState.Done || (effect.Handle is null && ended.Handle is not null));
        var counts = effect.IsOpen ? ended.Try is null || ended.Try == effect.Try || done : done || (effect.State == EffectState.Unknown && ended.Outcome != EffectState.Unknown);
        if (!counts) yield break;
        yield return new EffectSettled(ended.Effect, ended.Outcome, ended.Trouble, ended.Said, ended.Handle);
        if (ended.Outcome != EffectState.Done || effect.State == EffectState.Done) yield break;
        var so = effect.Deed switch
        {
            RemoveDeed or BanDeed or TimeOutDeed or ClearDeed => StruckAgain(show, effect, now),
            ModesDeed deed => Modes(show, new ModesCame(effect.Platform, effect.Channel, deed.Modes, now, effect.By.Name)),
            ShieldDeed deed => Modes(show, new ModesCame(effect.Platform, effect.Channel, new ChatModes(Shield: deed.On), now, effect.By.Name)),
            // Words with it: it was resolved already, and we do not know how.
            HoldDeed deed when ended.Said is null => Ended(show, new HoldEnded(effect.Platform, effect.Channel, deed.HeldId, deed.Allow ? HoldOutcome.Allowed : HoldOutcome.Denied, now, effect.By.Name)),
            _ => [],
        };
        foreach (var entry in so) yield return entry;
    }

    /// <summary>
    /// What it struck is shown again, or was never struck for it: taken back while whoever had lost the lease was doing it, or asked for once more when another's was to be
    /// undone. It is gone from its platform all the same.
    /// </summary>
    private static IEnumerable<Entry> StruckAgain(ShowState show, Effect effect, DateTimeOffset now)
    {
        var by = effect.By.Name;
        var removed = effect.Deed switch
        {
            RemoveDeed deed => new MessagesRemoved(effect.Platform, effect.Channel, new Removal(now, RemovalScope.Message, by), MessageId: deed.MessageId),
            // YouTube does not say that a ban takes away what was written.
            BanDeed or TimeOutDeed when effect.Platform == "twitch" => new MessagesRemoved(effect.Platform, effect.Channel, new Removal(now, RemovalScope.Viewer, by, ReasonOf(effect)), ViewerId: effect.Deed.Viewer!.Id),
            ClearDeed => new MessagesRemoved(effect.Platform, effect.Channel, new Removal(now, RemovalScope.Channel, by)),
            _ => null,
        };
        if (removed is null) return [];
        var undone = show.Actions.GetValueOrDefault(effect.Action) is { Undone: true };
        var row = removed.MessageId is null ? null : show.Recent.Find(effect.Message!.Value);
        var isShown = row is null ? undone || (removed.MessageId is not null && show.Items.Values.Any(i => i.LiveAsks.Any(a => Removals.Reaches(removed, a))))
            : !Removals.All(show.Struck.GetValueOrDefault(row.Sequence)).Any(r => !r.Here && r.Scope == RemovalScope.Message && ((r.At == effect.At && r.By == by) || !show.Effects.IsAsked(r)));
        return isShown ? [removed, .. RemovalConsequences.Of(show, removed, now)] : [];
    }

    private static MessageRef Ref(HeldMessage held) => new(held.Platform, held.Id);

    private static IEnumerable<Entry> Ended(ShowState show, HoldEnded a)
    {
        var known = show.Holds.Find(new MessageRef(a.Platform, a.Id));
        var by = Echo.Of(show, a)?.By.Name ?? a.By;
        // What was let through may come before it is told who let it.
        var tellsWho = by is not null && known is { By: null } && known.Outcome == a.Outcome;
        // Held while nobody read.
        if (known is null && a.Message is { } missed) yield return new MessageHeld(missed.Bounded());
        else if (known is not { Outcome: null } && !tellsWho) yield break;
        yield return new HoldSettled(a.Platform, a.Channel, a.Id, a.Outcome, a.At, by);
    }

    private static IEnumerable<Entry> Modes(ShowState show, ModesCame came)
    {
        if (!came.Modes.Told().Any()) return [];
        if (Echo.Of(show, came) is { } ours) came = came with { By = ours.By.Name };
        if (show.Modes.GetValueOrDefault((came.Platform, came.Channel)) is not { } known) return [new ModesChanged(came.Platform, came.Channel, came.Modes, came.At, came.By, First: came.By is null)];
        var changed = came.Modes.ChangedFrom(known.Modes);
        if (changed.Told().Any()) return [new ModesChanged(came.Platform, came.Channel, changed, came.At, came.By)];
        // It stands so already, and now it is known who set it.
        return came.By is not null && came.Modes.Told().All(m => known.Stamp(m) is { By: null } stamp && (came.At - stamp.At).Duration() <= WhoWithin)
            ? [new ModesChanged(came.Platform, came.Channel, came.Modes, came.At, came.By)] : [];
    }

    // A mode's change and who made it are told by two events, and by two transports.
    private static readonly TimeSpan WhoWithin = TimeSpan.FromSeconds(30);

    private static IEnumerable<Entry> Acted(ShowState show, ModeratorAct act)
    {
        // Told again by a resend or a second connection: the same act at the same time.
        if (show.Acts.Exists(a => a.Act == act)) return [];
        // Our own: it stands as what somebody of the crew did.
        if (Echo.Of(show, act) is { } ours) return act.Modes is { } set ? Modes(show, new ModesCame(act.Platform, act.Channel, set, act.At, ours.By.Name)) : Told(ours, act.At);
        return act.Modes is { } modes ? [new ModeratorTold(act), .. Modes(show, new ModesCame(act.Platform, act.Channel, modes, act.At, act.By))] : [new ModeratorTold(act)];
    }

    /// <summary>
    /// It was done, and its answer has not come. While that is waited for, it is only noted: the answer may bring the handle. Where nobody waits any more (it was lost, and the
    /// effect is to be asked again or is a person's to decide), this settles it; a handle that comes after all is still taken.
    /// </summary>
    private static IEnumerable<Entry> Told(Effect ours, DateTimeOffset at) => ours switch
    {
        { State: EffectState.Started, ToldAt: null } => [new EffectTold(ours.Id, at)],
        { State: EffectState.Requested or EffectState.Unknown } => [new EffectSettled(ours.Id, EffectState.Done)],
        _ => [],
    };
}
