using LiveConsole.Domain.Journal;

namespace LiveConsole.Tests.Api;

/// <summary>What is said by hand for the tests that are made from the description.</summary>
internal static class ContractRights
{
    /// <summary>What a token's role must be allowed to. An operation that writes and stands in no line fails a test.</summary>
    public static readonly Dictionary<string, Permission> Needs = new(StringComparer.Ordinal)
    {
        ["addItem"] = Permission.Triage,
        ["editItem"] = Permission.Triage,
        ["noteItem"] = Permission.Triage,
        ["tagItem"] = Permission.Triage,
        ["routeItem"] = Permission.Triage,
        ["dismissItem"] = Permission.Triage,
        ["reopenItem"] = Permission.Triage,
        ["claimItem"] = Permission.Claim,
        ["releaseItem"] = Permission.Claim,
        ["approveItem"] = Permission.Rundown,
        ["unapproveItem"] = Permission.Rundown,
        ["queueItem"] = Permission.Rundown,
        ["moveItem"] = Permission.Rundown,
        ["dequeueItem"] = Permission.Rundown,
        ["skipItem"] = Permission.Rundown,
        ["laterItem"] = Permission.Rundown,
        ["takeItem"] = Permission.Take,
        ["takeNext"] = Permission.Take,
        ["clear"] = Permission.Clear,
        ["clearAll"] = Permission.Clear,
        ["undo"] = Permission.Clear,
        ["showOverlay"] = Permission.Overlay,
        ["hideOverlay"] = Permission.Overlay,
        ["markMoment"] = Permission.Moments,
        ["beginPhase"] = Permission.Moments,
        ["holdShow"] = Permission.Moments,
        ["resumeShow"] = Permission.Moments,
        ["callContingency"] = Permission.Moments,
        ["standDown"] = Permission.Moments,
        ["passMessage"] = Permission.Triage,
        ["callLead"] = Permission.Triage,
        ["shareLane"] = Permission.Modes,
        ["unshareLane"] = Permission.Modes,
        ["matchViewers"] = Permission.Triage,
        ["dismissOvertaken"] = Permission.Triage,
        ["listLanes"] = Permission.ReadFeed,
        ["readLane"] = Permission.ReadFeed,
        ["moderateRemove"] = Permission.Moderate,
        ["moderateHide"] = Permission.Moderate,
        ["moderateUnhide"] = Permission.Moderate,
        ["moderateTimeout"] = Permission.Moderate,
        ["moderateUntimeout"] = Permission.Moderate,
        ["moderateBan"] = Permission.Moderate,
        ["moderateUnban"] = Permission.Moderate,
        ["moderateWarn"] = Permission.Moderate,
        ["moderateHoldAllow"] = Permission.Moderate,
        ["moderateHoldDeny"] = Permission.Moderate,
        ["moderateModes"] = Permission.Modes,
        ["moderateModesBack"] = Permission.Modes,
        ["moderateShield"] = Permission.Modes,
        ["moderateClearChat"] = Permission.Modes,
        ["moderateActAs"] = Permission.Modes,
        ["listActing"] = Permission.Moderate,
        ["sendPost"] = Permission.Post,
        ["replyItem"] = Permission.Post,
        ["listPosts"] = Permission.Post,
        ["writePost"] = Permission.Post,
        ["changePost"] = Permission.Post,
        ["deletePost"] = Permission.Post,
        ["armPost"] = Permission.Post,
        ["schedulePost"] = Permission.Post,
        ["disarmPost"] = Permission.Post,
        ["disarmPosts"] = Permission.Post,
        ["firePost"] = Permission.Post,
        ["getEffect"] = Permission.Moderate,
        ["takeMessages"] = Permission.Triage,
        // As it is called here: hide-overlay.
        ["press"] = Permission.Overlay,
        ["listMessages"] = Permission.ReadFeed,
        ["getAudience"] = Permission.ReadSources,
        ["listSources"] = Permission.ReadSources,
    };

    /// <summary>What nobody sends who means well.</summary>
    public static readonly string[] Hostile =
    [
        "", " ", "\u0000", "\u0001\u0007\u001b[31m", "\u202eevil\u202d\u2066", "<script>alert(1)</script>", "' OR 1=1; DROP TABLE items;--", "../../etc/passwd", "%00%0a%0d", "{{7*7}}", "${jndi:ldap://x}",
        "\ud83d\ude80\ufe0f\u200d", "a\u0301\u0301\u0301\u0301\u0301\u0301", new('x', 5_000), new('\u00e9', 60_000), "-1", "0", "99999999999999999999", "NaN", "true", "null", "2026-02-30T25:61:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
        "00000000-0000-0000-0000-000000000000", "Q0", "Q99999999999", "Q-1", "\r\nSet-Cookie: a=b",
    ];
}
