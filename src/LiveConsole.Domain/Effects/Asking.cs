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
        if (acting.TakenOut) return Refusals.NotOfShow(platform, channel);
        if (!acting.Can.Contains(kind)) return Refusals.AccountMayNot(acting, kind);
        if (show.Effects.Open.Count >= EffectBook.OpenAtMost && kind is not (DeedKind.Remove or DeedKind.Shield or DeedKind.Modes or DeedKind.EndPoll)) return Refusals.TooMuchIsAsked;
        if (ActionsLeft(show, platform) is not { } left) return null;
        return left <= 0 ? Refusals.NoUnitsLeft(platform) : Room(show, by, platform) <= 0 ? Refusals.KeptForLead(left) : null;
    }

    /// <summary>How many one may ask for there now: the last ones of the day are the lead's, and no schedule's.</summary>
    public static int Room(ShowState show, Actor by, string platform) => ActionsLeft(show, platform) is not { } left ? int.MaxValue : HasTheLast(show, by) ? left : left - KeptForTheLead;

    /// <summary>What one more than <see cref="Room"/> is answered.</summary>
    public static Refusal NoRoom(ShowState show, Actor by, string platform) => HasTheLast(show, by) ? Refusals.NoUnitsLeft(platform) : Refusals.KeptForLead(Math.Min(KeptForTheLead, ActionsLeft(show, platform) ?? 0));

    /// <summary>What undoing a deed, or deciding about one that nobody knows of, needs.</summary>
    public static Permission RightOf(ShowState show, Deed deed) => deed.Kind switch
    {
        DeedKind.Modes or DeedKind.Shield or DeedKind.Clear => Permission.Modes,
        DeedKind.Ban or DeedKind.Unban when !show.Rules.ModeratorsMayBan => Permission.Modes,
        _ => deed.Urgency == Urgency.Post ? Permission.Post : Permission.Moderate,
    };

    /// <summary>How many more writes the day's units allow: what waits, and what went out since the ledger was last heard of, is taken off. Null: the platform has no price, or the ledger has not been heard of.</summary>
    public static int? ActionsLeft(ShowState show, string platform)
    {
        if (PlatformDeeds.Units(platform) == 0 || show.Audience.Quotas is not [.., var quota]) return null;
        return (int)Math.Max(0, quota.ActionsLeft - EffectIndex.Of(show.Effects).Taken(platform, quota.At));
    }

    /// <summary>Broadcaster, moderators, the platform's staff: no platform lets a program act on them, as far as their roles tell. What our own account wrote may be removed.</summary>
    public static bool IsOfTheHouse(ShowState show, ChatMessage message) =>
        message.Author.Roles.Any(r => r is "broadcaster" or "moderator" or "staff") && show.Effects.ActingIn(message.Platform, message.Channel)?.AsId != message.Author.Id;

    /// <summary>As above of a viewer, by the last of their messages among the newest.</summary>
    public static bool IsOfTheHouse(ShowState show, string platform, string channel, string viewer)
    {
        if (show.Effects.ActingIn(platform, channel)?.AsId == viewer) return true;
        for (var i = show.Recent.Count - 1; i >= 0; i--)
        {
            var message = show.Recent[i].Message;
            if (message.Author.Id == viewer && message.Platform == platform) return IsOfTheHouse(show, message);
        }

        return false;
    }

    /// <summary>The message's id in the room it was read in: of a shared chat, a moderator there removes the room's own copy by that (Twitch, "Shared Chat").</summary>
    public static string LocalId(ChatMessage message) => message is { SharedFrom: not null, Copies: [var local, ..] } ? local : message.Id;

    public static Target TargetOf(Author author) => new(author.Id, author.Name, author.Login);

    /// <param name="before">How many effects the same decision asks for before this one.</param>
    public static RequestedEffect Effect(ShowState show, string platform, string channel, Deed deed, int before = 0, DateTimeOffset? notBefore = null, ItemId? item = null) =>
        new(show.Effects.LastId + 1 + before, platform, channel, deed, notBefore, item);

    private static bool HasTheLast(ShowState show, Actor by) => by.IsPerson && show.May(by, Permission.Modes);
}
