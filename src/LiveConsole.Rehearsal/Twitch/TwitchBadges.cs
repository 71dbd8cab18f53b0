using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>A viewer's badges, as the recording has them or as their roles would have.</summary>
internal static class TwitchBadges
{
    /// <returns>"set/version", a comma between; "" for none.</returns>
    public static string Of(Author author, int? bits)
    {
        if (author.Badges is { } recorded) return recorded;
        var badges = author.Roles.Select(role => role switch
        {
            "broadcaster" => "broadcaster/1", "moderator" => "moderator/1", "vip" => "vip/1", "subscriber" or "member" => "subscriber/3",
            "staff" => "staff/1", "verified" => "partner/1", _ => "",
        }).Where(b => b.Length > 0);
        return string.Join(',', bits is > 0 ? badges.Append("bits/1") : badges);
    }

    /// <summary>Exact months stand beside a subscriber's badge.</summary>
    public static string TellsMonths(Author author) => author.Roles.Contains("subscriber") || author.Roles.Contains("member") ? "subscriber/4" : "";
}
