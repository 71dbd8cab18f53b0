using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Effects;

/// <summary>What verbs that act on a platform have in common: may it be asked at all, and the asking. Pure.</summary>
public static class Asking
{
    /// <summary>Units are kept for the lead: so many YouTube actions (desks.md, section 13).</summary>
    public const int KeptForTheLead = 20;

    /// <returns>Null: it can be asked. Else why not, in words: shown where the button would be.</returns>
    public static Refusal? WhyNot(ShowState show, Actor by, string platform, string channel, DeedKind kind)
    {
        if (!PlatformDeeds.Can(platform, kind)) return Refusals.PlatformCannot(platform, kind);
        var acting = show.Effects.ActingIn(platform, channel);
        if (acting is null || acting.As is null) return Refusals.NobodyActs(platform, acting);
        if (!acting.Can.Contains(kind)) return Refusals.AccountMayNot(acting, kind);
        if (ActionsLeft(show, platform) is not { } left) return null;
        return left <= 0 ? Refusals.NoUnitsLeft(platform) : Room(show, by, platform) <= 0 ? Refusals.KeptForLead(left) : null;
    }

    /// <summary>How many one may ask for there now: the last ones of the day are the lead's.</summary>
    public static int Room(ShowState show, Actor by, string platform) => ActionsLeft(show, platform) is not { } left ? int.MaxValue : show.May(by, Permission.Modes) ? left : left - KeptForTheLead;

    /// <summary>How many more writes the day's units allow: what waits, and what went out since the ledger was last heard of, is taken off. Null: the platform has no price, or the ledger has not been heard of.</summary>
    public static int? ActionsLeft(ShowState show, string platform)
    {
        if (PlatformDeeds.Units(platform) == 0 || show.Audience.Quotas is not [.., var quota]) return null;
        var taken = show.Effects.Open.Values.Count(e => e.Platform == platform && (e.State == EffectState.Requested || e.StartedAt > quota.At))
            + show.Effects.Settled.Values.Count(e => e.Platform == platform && e.StartedAt > quota.At);
        return (int)Math.Max(0, quota.ActionsLeft - taken);
    }

    /// <summary>Broadcaster, moderators, the platform's staff: no platform lets anybody act on them by a program, as far as their roles tell.</summary>
    public static bool IsOfTheHouse(Author author) => author.Roles.Any(r => r is "broadcaster" or "moderator" or "staff");

    public static Target TargetOf(Author author) => new(author.Id, author.Name, author.Login);

    /// <param name="before">How many effects the same decision asks for before this one.</param>
    public static RequestedEffect Effect(ShowState show, string platform, string channel, Deed deed, int before = 0, DateTimeOffset? notBefore = null) =>
        new(show.Effects.LastId + 1 + before, platform, channel, deed, notBefore);
}
