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
        if (PlatformDeeds.Units(platform) > 0 && ActionsLeft(show, platform) is { } left)
        {
            if (left <= 0) return Refusals.NoUnitsLeft(platform);
            if (left <= KeptForTheLead && !show.May(by, Permission.Modes)) return Refusals.KeptForLead(left);
        }

        return null;
    }

    /// <summary>How many more writes the day's units allow; null: the platform has no price, or the ledger has not been heard of.</summary>
    public static int? ActionsLeft(ShowState show, string platform)
    {
        if (PlatformDeeds.Units(platform) == 0 || show.Audience.Quotas is not [.., var quota]) return null;
        var waiting = show.Effects.Open.Values.Count(e => e.Platform == platform && e.State == EffectState.Requested);
        return (int)Math.Max(0, quota.ActionsLeft - waiting);
    }

    /// <param name="before">How many effects the same decision asks for before this one.</param>
    public static RequestedEffect Effect(ShowState show, string platform, string channel, Deed deed, int before = 0, DateTimeOffset? notBefore = null) =>
        new(show.Effects.LastId + 1 + before, platform, channel, deed, notBefore);
}
