using System.Collections.Immutable;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Posts;

/// <summary>What the ways to send a post have in common: by hand, by a moment, by a schedule.</summary>
public static class Posting
{
    /// <summary>More messages a second than this, and a scheduled post would be in the way (desks.md, section 13: calm).</summary>
    public const double BusyFrom = 8;

    /// <summary>All chats together, over about a minute.</summary>
    public static bool IsBusy(ShowState show, DateTimeOffset now) => show.Sources.Paces.Sum(p => p.Now(now)) > BusyFrom * 60;

    /// <summary>Frozen in the critical minutes, save what was agreed before they began.</summary>
    public static bool IsFrozen(ShowState show, Post? post = null) => show.IsCritical && !(post?.Armed is { } armed && armed.At < show.Phase!.Since);

    /// <summary>
    /// Asks for it, once a chat. A chat that nobody can write to now is asked for, too, and failed at once with why: the others are not held up, and the desk says of each what became of it.
    /// </summary>
    /// <param name="before">How many effects the same decision asks for before.</param>
    public static List<Entry> Fire(ShowState show, Actor by, Post post, PostEnding ending, DateTimeOffset? notBefore, int before = 0, string? moment = null, int? slot = null, DateTimeOffset? next = null)
    {
        List<RequestedEffect> asked = [];
        List<Entry> failed = [];
        foreach (var part in PostDeeds.Of(post.Written, show.Settings, ending).Where(p => p.Deed is not null))
        {
            var effect = Asking.Effect(show, part.Platform, part.Channel, part.Deed!, before + asked.Count, notBefore);
            asked.Add(effect);
            if (Asking.WhyNot(show, by, part.Platform, part.Channel, part.Deed!.Kind) is not null)
                failed.Add(new EffectSettled(effect.Id, EffectState.Failed, TroubleOf(show, part.Platform, part.Channel, part.Deed!.Kind)));
        }

        return [new EffectsRequested([.. asked]), .. failed, new PostFired(post.Number, ending, [.. asked.Select(e => e.Id)], moment, slot, next)];
    }

    /// <returns>Null: at least one chat can be written to. Else why the first cannot.</returns>
    public static Refusal? NoneCan(ShowState show, Actor by, Post post, PostEnding ending)
    {
        var whys = PostDeeds.Of(post.Written, show.Settings, ending).Where(p => p.Deed is not null).Select(p => Asking.WhyNot(show, by, p.Platform, p.Channel, p.Deed!.Kind)).ToList();
        return whys.TrueForAll(w => w is not null) ? whys.FirstOrDefault() : null;
    }

    /// <summary>What has not gone out: it counts down, waits for its turn, or was put off by its platform. A poll's end is no post.</summary>
    /// <param name="agreed">Also what was agreed before: it was armed for a moment, and that came.</param>
    public static ImmutableArray<long> Waiting(ShowState show, bool agreed) =>
        [.. show.Effects.Open.Values.Where(e => e is { State: EffectState.Requested, Deed: { Urgency: Urgency.Post } and not EndPollDeed } && (agreed || !IsAgreed(e))).Select(e => e.Id)];

    /// <summary>Nothing of the library goes out any more by itself, by a key or by a moment, and what has not gone out is taken back.</summary>
    public static IEnumerable<Entry> StopAll(ShowState show)
    {
        if (Waiting(show, agreed: true) is { IsEmpty: false } waiting) yield return new EffectsCancelled(waiting);
        if (show.Posts.All.Values.Where(p => p.Waits).Select(p => p.Number).ToImmutableArray() is { IsEmpty: false } armed) yield return new PostsStopped(armed);
    }

    /// <summary>Why nobody can do this in that chat now, where <see cref="Asking.WhyNot"/> says that nobody can.</summary>
    public static EffectTrouble TroubleOf(ShowState show, string platform, string channel, DeedKind kind)
    {
        if (!PlatformDeeds.Can(platform, kind)) return EffectTrouble.CannotThere;
        var acting = show.Effects.ActingIn(platform, channel);
        if (acting?.As is null) return acting?.Trouble == EffectTrouble.SignInDead ? EffectTrouble.SignInDead : EffectTrouble.NoAccount;
        return acting.Can.Contains(kind) ? EffectTrouble.QuotaSpent : EffectTrouble.NotAllowed;
    }

    // Sent by hand it counts down, unless it was armed for a moment (FirePost).
    private static bool IsAgreed(Effect effect) => effect.Verb == "moment" || (effect.Verb == "fire-post" && (effect.NotBefore is null || effect.WasAtOnce));
}
