using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Effects;

/// <summary>What was asked of the platforms and what became of it: a fold of the journal, immutable. What is open is never dropped; of what is settled the last ones are kept.</summary>
public sealed record EffectBook
{
    /// <summary>Of what was done or taken back; and as many of all else: forgotten, a failure would read as done.</summary>
    public const int SettledKept = 2_000;

    public const int BansKept = 5_000;

    /// <summary>What is open is never dropped: above this, only removals and what calms a chat are asked for.</summary>
    public const int OpenAtMost = 5_000;

    public static EffectBook Empty { get; } = new();

    public long LastId { get; init; }

    /// <summary>By id: the oldest first.</summary>
    public ImmutableSortedDictionary<long, Effect> Open { get; init; } = ImmutableSortedDictionary<long, Effect>.Empty;

    public ImmutableSortedDictionary<long, Effect> Settled { get; init; } = ImmutableSortedDictionary<long, Effect>.Empty;

    /// <summary>Of <see cref="Settled"/>, what failed or nobody knows: kept apart, for a raid's failures do not make room for what was done since, nor the other way round.</summary>
    private ImmutableSortedSet<long> NotDone { get; init; } = [];

    private ImmutableSortedSet<long> Over { get; init; } = [];

    /// <summary>The last effect on a message, open or settled.</summary>
    public ImmutableDictionary<MessageRef, long> OfMessages { get; init; } = ImmutableDictionary<MessageRef, long>.Empty;

    /// <summary>The last ban, time-out, or its lifting, of a viewer.</summary>
    public ImmutableDictionary<ViewerRef, long> OfViewers { get; init; } = ImmutableDictionary<ViewerRef, long>.Empty;

    /// <summary>The last warning of a viewer: apart, for each message that comes asks for its author's ban.</summary>
    public ImmutableDictionary<ViewerRef, long> Warnings { get; init; } = ImmutableDictionary<ViewerRef, long>.Empty;

    /// <summary>What we gave and still stands.</summary>
    public ImmutableDictionary<ViewerRef, StandingBan> Bans { get; init; } = ImmutableDictionary<ViewerRef, StandingBan>.Empty;

    /// <summary>How many bans fell out of <see cref="Bans"/> because it was full: whose id is no longer kept.</summary>
    public long BansLeft { get; init; }

    public ImmutableDictionary<(string Platform, string Channel), ChannelActing> Acting { get; init; } = ImmutableDictionary<(string, string), ChannelActing>.Empty;

    /// <summary>As it was stored.</summary>
    public static EffectBook Of(long lastId, IEnumerable<Effect> open, IEnumerable<Effect> settled, IEnumerable<StandingBan> bans, long bansLeft, IEnumerable<ChannelActing> acting)
    {
        var (waiting, over) = (open.ToImmutableSortedDictionary(e => e.Id, e => e), settled.ToImmutableSortedDictionary(e => e.Id, e => e));
        var book = waiting.Values.Concat(over.Values).OrderBy(e => e.Id).Aggregate(Empty, (b, e) => b.Indexed(e));
        return book with
        {
            LastId = lastId,
            Open = waiting,
            Settled = over,
            NotDone = [.. over.Values.Where(e => !IsOver(e)).Select(e => e.Id)],
            Over = [.. over.Values.Where(IsOver).Select(e => e.Id)],
            Bans = bans.ToImmutableDictionary(b => new ViewerRef(b.Platform, b.Of.Id)),
            BansLeft = bansLeft,
            Acting = acting.ToImmutableDictionary(a => (a.Platform, a.Channel)),
        };
    }

    /// <summary>What is remembered: open, then settled.</summary>
    public IEnumerable<Effect> All => Open.Values.Concat(Settled.Values);

    public Effect? Find(long id) => Open.GetValueOrDefault(id) ?? Settled.GetValueOrDefault(id);

    public Effect? Of(MessageRef message) => OfMessages.TryGetValue(message, out var id) ? Find(id) : null;

    /// <summary>The last ban, time-out or warning of a viewer, or its lifting.</summary>
    public Effect? Of(ViewerRef viewer)
    {
        var id = Math.Max(OfViewers.GetValueOrDefault(viewer), Warnings.GetValueOrDefault(viewer));
        return id > 0 ? Find(id) : null;
    }

    /// <summary>The last ban or time-out of a viewer, or its lifting; a warning since is none.</summary>
    public Effect? BanOf(ViewerRef viewer) => OfViewers.TryGetValue(viewer, out var id) ? Find(id) : null;

    public IEnumerable<Effect> OfAction(Guid action) => EffectIndex.Of(this).ByAction[action];

    /// <summary>This removal is one that our people asked for, and struck here then.</summary>
    public bool IsAsked(Removal removal) => EffectIndex.Of(this).Asked.Contains((removal.At, removal.By));

    /// <returns>The removal of this message that was asked for then, while it is remembered.</returns>
    public Effect? Asked(MessageRef message, Removal removal) => EffectIndex.Of(this).Removing[message].FirstOrDefault(e => e.At == removal.At && e.By.Name == removal.By);

    /// <summary>Some were settled so long ago that they are remembered no more.</summary>
    public bool HasForgotten => LastId > Open.Count + Settled.Count;

    public ChannelActing? ActingIn(string platform, string channel) => Acting.GetValueOrDefault((platform, channel));

    /// <summary>Under which account the platform tells of it: that which it was done with; where that is not known, who acts there now.</summary>
    public (string? Id, string? Name) AccountOf(Effect effect) => effect.AsId is { } id ? (id, effect.As) : ActingIn(effect.Platform, effect.Channel) is { } acting ? (acting.AsId, acting.As) : (null, null);

    public EffectBook With(Effect requested) => Indexed(requested) with { LastId = Math.Max(LastId, requested.Id), Open = Open.SetItem(requested.Id, requested) };

    /// <summary>A look that ends after its channel was taken out brings it back in nowhere.</summary>
    public EffectBook With(ChannelActing acting) => this with { Acting = Acting.SetItem((acting.Platform, acting.Channel), acting with { TakenOut = ActingIn(acting.Platform, acting.Channel)?.TakenOut == true }) };

    /// <summary>The show's channels are others now. Settings keep them as they are read.</summary>
    public EffectBook With(ImmutableArray<ChannelSetting> were, ImmutableArray<ChannelSetting> are)
    {
        var book = this;
        foreach (var acting in Acting.Values)
        {
            var taken = !Has(are, acting) && (acting.TakenOut || Has(were, acting));
            if (taken != acting.TakenOut) book = book with { Acting = book.Acting.SetItem((acting.Platform, acting.Channel), acting with { TakenOut = taken }) };
        }

        return book;

        static bool Has(ImmutableArray<ChannelSetting> channels, ChannelActing acting) => channels.Any(c => c.Platform == acting.Platform && c.Name.Equals(acting.Channel, StringComparison.OrdinalIgnoreCase));
    }

    public EffectBook Started(EffectStarted entry, DateTimeOffset at) => Open.GetValueOrDefault(entry.Effect) is not { } effect ? this : this with
    {
        Open = Open.SetItem(effect.Id, effect with { State = EffectState.Started, Try = entry.Try, Tries = effect.Tries + 1, StartedAt = at, As = entry.As ?? effect.As, AsId = entry.AsId, Said = null, Trouble = EffectTrouble.None }),
    };

    public EffectBook Told(long id, DateTimeOffset at) => Open.GetValueOrDefault(id) is not { } effect ? this : this with { Open = Open.SetItem(id, effect with { ToldAt = at }) };

    /// <summary>Taken back; what has been started since goes its way: nobody calls it back from the platform.</summary>
    public EffectBook Cancelled(long id, DateTimeOffset at) => Open.GetValueOrDefault(id) is { State: EffectState.Requested } ? Settle(id, EffectState.Cancelled, at) : this;

    /// <summary>Somebody lifted it elsewhere.</summary>
    public EffectBook Lifted(ViewerRef viewer) => Bans.ContainsKey(viewer) ? this with { Bans = Bans.Remove(viewer) } : this;

    /// <summary>The platform asked for patience, or another tries at once: it waits again.</summary>
    public EffectBook Delayed(long id, DateTimeOffset until, EffectTrouble trouble, string? said, bool unsent) => Open.GetValueOrDefault(id) is not { } effect ? this : this with
    {
        Open = Open.SetItem(id, effect with
        {
            State = EffectState.Requested,
            Try = null,
            Unsent = effect.Unsent + (unsent ? 1 : 0),
            NotBefore = until,
            WasAtOnce = effect.WasAtOnce || effect.NotBefore is null,
            Unanswered = effect.Unanswered || trouble == EffectTrouble.NoAnswer,
            Trouble = trouble,
            Said = said,
        }),
    };

    public EffectBook Settle(long id, EffectState outcome, DateTimeOffset at, EffectTrouble trouble = EffectTrouble.None, string? said = null, string? handle = null)
    {
        // What nobody knew may be known later: our own message came back after all, or who was away while it was done comes with its handle.
        if ((Open.GetValueOrDefault(id) ?? (Settled.GetValueOrDefault(id) is { } known && (known.State == EffectState.Unknown || outcome == EffectState.Done) ? known : null)) is not { } effect) return this;
        var settled = effect with { State = outcome, SettledAt = at, Trouble = trouble, Said = said, Handle = handle ?? effect.Handle };
        var book = this with
        {
            Open = Open.Remove(id),
            Settled = Settled.SetItem(id, settled),
            NotDone = IsOver(settled) ? NotDone.Remove(id) : NotDone.Add(id),
            Over = IsOver(settled) ? Over.Add(id) : Over.Remove(id),
        };
        if (outcome == EffectState.Done) book = book with { Bans = WithBan(settled) };
        // Time-outs that are over need nobody who lifts them: they go first, all at once.
        if (book.Bans.Count > BansKept) book = book with { Bans = book.Bans.RemoveRange(book.Bans.Where(b => b.Value.Until <= at).Select(b => b.Key)) };
        if (book.Bans.Count > BansKept) book = book with { Bans = book.Bans.Remove(book.Bans.MinBy(b => b.Value.Effect).Key), BansLeft = book.BansLeft + 1 };
        return book.Over.Count > SettledKept ? book.Without(book.Over.Min) : book.NotDone.Count > SettledKept ? book.Without(book.NotDone.Min) : book;
    }

    private EffectBook Indexed(Effect effect) => this with
    {
        OfMessages = effect.Message is { } message ? OfMessages.SetItem(message, effect.Id) : OfMessages,
        OfViewers = effect is { Viewer: { } viewer, Deed.Kind: DeedKind.Ban or DeedKind.TimeOut or DeedKind.Unban or DeedKind.Untimeout } ? OfViewers.SetItem(viewer, effect.Id) : OfViewers,
        Warnings = effect is { Viewer: { } warned, Deed.Kind: DeedKind.Warn } ? Warnings.SetItem(warned, effect.Id) : Warnings,
    };

    private ImmutableDictionary<ViewerRef, StandingBan> WithBan(Effect done)
    {
        if (done.Viewer is not { } viewer) return Bans;
        return done.Deed switch
        {
            BanDeed ban => Bans.SetItem(viewer, new StandingBan(done.Platform, done.Channel, ban.Of, done.Id, done.Action, done.At, done.Handle, Until: null)),
            TimeOutDeed timeOut => Bans.SetItem(viewer, new StandingBan(done.Platform, done.Channel, timeOut.Of, done.Id, done.Action, done.At, done.Handle, done.At + TimeSpan.FromSeconds(timeOut.Seconds))),
            UnbanDeed or UntimeoutDeed => Bans.Remove(viewer),
            _ => Bans,
        };
    }

    private static bool IsOver(Effect effect) => effect.State is EffectState.Done or EffectState.Cancelled;

    private EffectBook Without(long id)
    {
        var effect = Settled[id];
        return this with
        {
            Settled = Settled.Remove(id),
            NotDone = NotDone.Remove(id),
            Over = Over.Remove(id),
            OfMessages = effect.Message is { } message && OfMessages.GetValueOrDefault(message) == id ? OfMessages.Remove(message) : OfMessages,
            OfViewers = effect.Viewer is { } viewer && OfViewers.GetValueOrDefault(viewer) == id ? OfViewers.Remove(viewer) : OfViewers,
            Warnings = effect.Viewer is { } warned && Warnings.GetValueOrDefault(warned) == id ? Warnings.Remove(warned) : Warnings,
        };
    }
}
