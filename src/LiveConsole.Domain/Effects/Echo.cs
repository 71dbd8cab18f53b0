using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Domain.Effects;

/// <summary>
/// What we had done comes back from the platform, as somebody's act: under the name of our account, or of nobody. It is told once, as done by the person of the crew who
/// asked for it. Pure; on the writer's thread.
/// </summary>
internal static class Echo
{
    // The platform's clock is not ours: its telling may be dated a little before we asked. And it may be late: a broken line is read on.
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan After = TimeSpan.FromMinutes(2);

    /// <returns>The effect of ours that this removal is; null: somebody else's.</returns>
    public static Effect? Of(ShowState show, MessagesRemoved removed)
    {
        var by = removed.Removal.By;
        if (removed.MessageId is { } message)
            return OfMessage(show, new MessageRef(removed.Platform, message)) is { Deed: RemoveDeed, IsOpenOrDone: true, StartedAt: not null } effect && MayBeOurs(show, effect, by) ? effect : null;
        if (removed.ViewerId is not { } viewer) return Latest(show, removed.Platform, removed.Channel, DeedKind.Clear, removed.Removal.At, by);
        return show.Effects.BanOf(new ViewerRef(removed.Platform, viewer)) is { IsOpenOrDone: true } ban && IsNear(ban, removed.Removal.At) && MayBeOurs(show, ban, by)
            && (ban.Deed is BanDeed || (ban.Deed is TimeOutDeed && removed is not { Seconds: null, Removal.By: not null })) ? ban : null;
    }

    /// <returns>The effect of ours that this act is; null: somebody else's, also when they used our account elsewhere.</returns>
    public static Effect? Of(ShowState show, ModeratorAct act)
    {
        if (act.Verb == "delete") return act.MessageId is { } message && OfMessage(show, new MessageRef(act.Platform, message)) is { IsOpenOrDone: true } removal && IsBy(show, removal, act) ? removal : null;
        if (KindOf(act) is not { } kind) return null;
        if (act.TargetId is not { } viewer || kind is DeedKind.Modes or DeedKind.Clear) return Near(show, act.Platform, act.Channel, kind, act.At).Where(e => IsBy(show, e, act)).MaxBy(e => e.Id);
        var last = kind == DeedKind.Warn ? show.Effects.Of(new ViewerRef(act.Platform, viewer)) : show.Effects.BanOf(new ViewerRef(act.Platform, viewer));
        if (last is { IsOpenOrDone: true } && last.Deed.Kind == kind && IsNear(last, act.At) && IsBy(show, last, act)) return last;
        // Something else was asked for this viewer since; what is done and known needs no telling.
        return Near(show, act.Platform, act.Channel, kind, act.At).Where(e => e.Deed.Viewer?.Id == viewer && e.State != EffectState.Done && IsBy(show, e, act)).MaxBy(e => e.Id);
    }

    /// <returns>The change of modes that we asked for, and that this is or is part of.</returns>
    public static Effect? Of(ShowState show, ModesCame came)
    {
        if (came.Modes.Shield is not null && Latest(show, came.Platform, came.Channel, DeedKind.Shield, came.At, came.By) is { Deed: ShieldDeed shield } raised && shield.On == came.Modes.Shield) return raised;
        return Latest(show, came.Platform, came.Channel, DeedKind.Modes, came.At, came.By) is { Deed: ModesDeed deed } effect && !deed.Modes.ChangedFrom(came.Modes).Only(came.Modes).Told().Any() ? effect : null;
    }

    /// <returns>Our decision about a held message.</returns>
    public static Effect? Of(ShowState show, HoldEnded ended) => show.Effects.Of(new MessageRef(ended.Platform, ended.Id)) is { Deed: HoldDeed deed, IsOpenOrDone: true, StartedAt: not null } effect
        && MayBeOurs(show, effect, ended.By)
        && ended.Outcome == (deed.Allow ? HoldOutcome.Allowed : HoldOutcome.Denied) ? effect : null;

    public static Effect? OfMessage(ShowState show, MessageRef message) => show.Effects.Of(message)
        // Of a shared chat: asked for under another room's id.
        ?? (show.Recent.Find(message) is { } row ? row.Message.Copies.Append(row.Message.Id).Select(id => show.Effects.Of(new MessageRef(message.Platform, id))).FirstOrDefault(e => e is not null) : null);

    private static Effect? Latest(ShowState show, string platform, string channel, DeedKind kind, DateTimeOffset at, string? by) =>
        Near(show, platform, channel, kind, at).Where(e => MayBeOurs(show, e, by)).MaxBy(e => e.Id);

    private static IEnumerable<Effect> Near(ShowState show, string platform, string channel, DeedKind kind, DateTimeOffset at) =>
        show.Effects.All.Where(e => e.Deed.Kind == kind && e.Platform == platform && e.Channel == channel && e.IsOpenOrDone && IsNear(e, at));

    /// <summary>Asked again, it may be an earlier try that is told of.</summary>
    private static bool IsNear(Effect effect, DateTimeOffset at) =>
        effect.StartedAt is { } started && at >= (effect.Tries > 1 ? effect.At : started) - Before && (effect.SettledAt is not { } settled || at <= settled + After);

    /// <summary>Nobody is named, or the account that it was done with.</summary>
    private static bool MayBeOurs(ShowState show, Effect effect, string? by) => by is null || IsName(show.Effects.AccountOf(effect).Name, by);

    private static bool IsBy(ShowState show, Effect effect, ModeratorAct act)
    {
        var (id, name) = show.Effects.AccountOf(effect);
        return act.ById is { } by && id is not null ? by == id : IsName(name, act.By);
    }

    private static bool IsName(string? ours, string? by) => ours is not null && string.Equals(ours, by, StringComparison.OrdinalIgnoreCase);

    private static DeedKind? KindOf(ModeratorAct act) => act.Verb switch
    {
        "ban" => DeedKind.Ban,
        "timeout" => DeedKind.TimeOut,
        "unban" => DeedKind.Unban,
        "untimeout" => DeedKind.Untimeout,
        "warn" => DeedKind.Warn,
        "clear" => DeedKind.Clear,
        _ => act.Modes is null ? null : DeedKind.Modes,
    };
}
