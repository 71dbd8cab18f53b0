using LiveConsole.Domain.Moderation;
using Microsoft.Extensions.Localization;

namespace LiveConsole.Features.Moderate;

/// <summary>What a moderator did on a platform, as a desk says it.</summary>
public static class ActWords
{
    /// <returns>"timed out Bo for 10 min: spam".</returns>
    public static string Of(ModeratorAct act, IStringLocalizer words)
    {
        var target = act.Target ?? words["ActSomebody"].Value;
        string said = act.Verb switch
        {
            "timeout" when act.Seconds is { } seconds => words["Act.timeout.for", target, Lasts(seconds, words)],
            "slow" when act.Value is { } value => words["Act.slow.of", value],
            "followers" when act.Value is > 0 and var minutes => words["Act.followers.for", minutes],
            // Words of one verb alone take who it was done to, and nothing else: a platform may leave any figure out.
            _ => words["Act." + act.Verb, target] is { ResourceNotFound: false } known ? known.Value : act.Target is null ? act.Verb : $"{act.Verb} {act.Target}",
        };
        if (act.About is { Length: > 0 } about) said += $" ({about})";
        return act.Reason is { Length: > 0 } reason ? words["ActBecause", said, reason] : said;
    }

    public static string Lasts(int seconds, IStringLocalizer words) => seconds switch
    {
        < 120 => words["ActSeconds", seconds],
        < 7_200 => words["ActMinutes", seconds / 60],
        < 172_800 => words["ActHours", seconds / 3_600],
        _ => words["ActDays", seconds / 86_400],
    };
}
