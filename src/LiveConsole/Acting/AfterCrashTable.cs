using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Acting;

/// <summary>
/// What becomes of a call that nobody waits for any more: its program died, or no answer came (house.md, Effects). Pure: the same state at the same time
/// gives the same answer on every node.
/// </summary>
public static class AfterCrashTable
{
    /// <summary>More would only be noise: a person reads what the platform says, and decides.</summary>
    public const int MostTries = 10;

    /// <summary>Machine time of reading the chat, after which what we wrote would have come back; and a ban's event.</summary>
    public static readonly TimeSpan OursComesBack = TimeSpan.FromSeconds(15), BanIsTold = TimeSpan.FromSeconds(10);

    /// <summary>Machine time: a chat that is not read tells nothing, and nobody waits for it for ever.</summary>
    public static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);

    /// <summary>Machine time before the try after this one: 1, 2, 4 … 60 s.</summary>
    public static TimeSpan Patience(int tries) => TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, Math.Clamp(tries - 1, 0, 6))));

    /// <param name="effect">Started, and nobody here waits for its answer.</param>
    /// <param name="readsSince">Show time since when this program reads: what the journal says of sources may be of the one that died. Or, later, since when nobody waits for its answer.</param>
    /// <param name="said">The platform's words, if it had any.</param>
    /// <returns>What to journal; null: it is too early to say.</returns>
    public static Arrival? Of(ShowState show, Effect effect, DateTimeOffset now, double rate, DateTimeOffset readsSince, string? said = null)
    {
        if (effect.StartedAt is not { } started) return null;
        if (EffectEvidence.Of(show, effect, rate) is { } evidence) return new EffectEnded(effect.Id, EffectState.Done, Handle: evidence.Handle, Try: effect.Try);
        var since = started > readsSince ? started : readsSince;
        if (effect.Deed.AfterCrash == AfterCrash.Never)
            return HasRead(show, effect, now, rate, since, OursComesBack) ? Unknown(effect, said) : null;
        // Its only handle came with the answer that was lost: a second ban would bring no other, so the event is waited for first.
        if (effect is { Platform: "youtube", Deed: BanDeed or TimeOutDeed } && !HasRead(show, effect, now, rate, since, BanIsTold)) return null;
        if (effect.Sent >= MostTries) return Unknown(effect, said);
        var again = started + (Patience(effect.Sent) * rate);
        return new EffectPutOff(effect.Id, again > now ? again : now, EffectTrouble.NoAnswer, said, effect.Try);
    }

    private static EffectEnded Unknown(Effect effect, string? said) => new(effect.Id, EffectState.Unknown, EffectTrouble.NoAnswer, said, Try: effect.Try);

    private static bool HasRead(ShowState show, Effect effect, DateTimeOffset now, double rate, DateTimeOffset since, TimeSpan atLeast)
    {
        var reading = ChannelReading.All(show).FirstOrDefault(c => c.Platform == effect.Platform && c.Channel == effect.Channel);
        if (reading?.ReadSince is { } live && now - (live > since ? live : since) >= atLeast * rate) return true;
        return now - since >= AtMost * rate;
    }
}
