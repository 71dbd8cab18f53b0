using LiveConsole.Domain.Effects;

namespace LiveConsole.Platforms.YouTube.Writing;

/// <summary>What a refused write comes to. A failure is already classified by its details, then its reason, then its status; here it is read as an answer to a deed.</summary>
internal static class WriteAnswers
{
    /// <summary>What was to be gone is gone: somebody else was first, or our own call whose answer never came.</summary>
    public static bool IsAlreadySo(Deed deed, YouTubeFailure failure) => (deed, failure.Reason) is
        (RemoveDeed, "liveChatMessageNotFound" or "liveChatMessagesNotFound") or (UnbanDeed or UntimeoutDeed, "liveChatBanNotFound");

    /// <summary>The account moderates nothing there, or was not granted the right to: what is tried next would hear the same. That a target is protected is another no.</summary>
    public static bool IsNoModerator(YouTubeFailure failure) =>
        failure is { Kind: FailureKind.NotAllowed, Reason: "forbidden" or "insufficientPermissions" or "ACCESS_TOKEN_SCOPE_INSUFFICIENT" };

    public static EffectTrouble TroubleOf(YouTubeFailure failure) => failure.Kind switch
    {
        FailureKind.QuotaSpent or FailureKind.QuotaKept => EffectTrouble.QuotaSpent,
        FailureKind.SignInExpired => EffectTrouble.SignInDead,
        // The sign-in's own server refused to renew it.
        FailureKind.NotAllowed when failure.Status == 401 => EffectTrouble.SignInDead,
        FailureKind.NotAllowed when IsNoModerator(failure) => EffectTrouble.NotAllowed,
        FailureKind.Transient or FailureKind.TooFast => EffectTrouble.NoAnswer,
        _ => EffectTrouble.Refused,
    };

    /// <param name="soon">When what was not sent may be tried again.</param>
    public static DeedResult Of(YouTubeFailure failure, TimeSpan soon) => failure.Kind switch
    {
        FailureKind.Transient when failure.NeverLeft => new DeedResult.Later(soon, failure.Said),
        // YouTube may have done it before it stumbled: whoever asks knows which deeds may be asked twice.
        FailureKind.Transient => new DeedResult.NotKnown(failure.Said),
        FailureKind.TooFast => new DeedResult.Later(soon, failure.Said),
        // In whatever words: a chat that is over, or switched off, is said even where YouTube says nothing.
        FailureKind.ChatEnded or FailureKind.ChatDisabled or FailureKind.ChatNotFound => new DeedResult.Refused(EffectTrouble.Refused, failure.Said ?? failure.Words),
        _ => new DeedResult.Refused(TroubleOf(failure), failure.Said),
    };
}
