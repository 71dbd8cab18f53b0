using LiveConsole.Domain.Moderation;
using Microsoft.Extensions.Localization;

namespace LiveConsole.Features.Moderate;

/// <summary>Held messages in words.</summary>
public static class HeldWords
{
    /// <returns>"AutoMod: swearing, level 3 of 4" or "a word the channel has blocked".</returns>
    public static string Because(HeldMessage held, IStringLocalizer words)
    {
        if (held.Reason != "automod") return words["HeldBlocked"];
        var category = held.Category is null ? words["HeldDoubted"].Value : words["Held." + held.Category] is { ResourceNotFound: false } known ? known.Value : held.Category;
        return held.Level is { } level ? words["HeldLevel", category, level] : category;
    }

    public static string Ended(Hold hold, IStringLocalizer words) => hold switch
    {
        { Outcome: HoldOutcome.Expired } => words["HeldExpired"],
        { Outcome: HoldOutcome.Allowed, By: { } by } => words["HeldAllowedBy", by],
        { Outcome: HoldOutcome.Allowed } => words["HeldAllowed"],
        { By: { } by } => words["HeldDeniedBy", by],
        _ => words["HeldDenied"],
    };
}
