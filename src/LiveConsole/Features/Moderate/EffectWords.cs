using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Features.Frame;
using Microsoft.Extensions.Localization;

namespace LiveConsole.Features.Moderate;

/// <summary>How an act stands, as a row says it in a chip.</summary>
/// <param name="Tone">"", "watch" or "warn".</param>
/// <param name="Title">The whole of it.</param>
/// <param name="Until">Counted down beside it; null: nothing waits.</param>
public sealed record RowState(string Text, string Tone, string Title, DateTimeOffset? Until = null);

/// <summary>What was asked of a platform, in words.</summary>
public static class EffectWords
{
    public static RowState? Of(IReadOnlyList<Effect> effects, DeskSession desk, IStringLocalizer words)
    {
        if (effects.Count == 0) return null;
        if (effects.Count > 1) return OfMany(effects, desk, words);
        var effect = effects[0];
        var deed = By(effect, desk, words);
        var whole = Whole(effect, desk, words);
        return effect.State switch
        {
            EffectState.Requested when Waits(effect, desk.Now) is { } until => new(words["Effect.Waits", deed], "watch", whole, until),
            EffectState.Requested or EffectState.Started => new(words["Effect.Asked", deed], "", whole),
            EffectState.Done => new(words["Effect.Done", deed], "", whole),
            EffectState.Cancelled => new(words["Effect.Cancelled", deed], "", whole),
            EffectState.Unknown => new(words["Effect.Unknown", deed], "warn", whole),
            _ => new(words["Effect.Failed", deed], "warn", whole),
        };
    }

    /// <summary>"61 of 143", and what did not go as asked.</summary>
    private static RowState OfMany(IReadOnlyList<Effect> effects, DeskSession desk, IStringLocalizer words)
    {
        var done = effects.Count(e => e.State == EffectState.Done);
        var wrong = effects.Where(IsTrouble).ToList();
        var deed = By(effects[0], desk, words);
        var text = effects.Any(e => e.IsOpen) ? words["Effect.Progress", deed, done, effects.Count] : words["Effect.AllOver", deed, done, effects.Count];
        var title = wrong.Count == 0 ? text : $"{text}. {Whole(wrong[^1], desk, words)}";
        return new(text, wrong.Count > 0 ? "warn" : "", title, effects.Select(e => Waits(e, desk.Now)).FirstOrDefault(u => u is not null));
    }

    /// <summary>"Nora: remove", one's own too: the row says who.</summary>
    private static string By(Effect effect, DeskSession desk, IStringLocalizer words) => words["Effect.By", effect.By.Name, Deed(effect, desk)];

    public static bool IsTrouble(Effect effect) => effect.State is EffectState.Failed or EffectState.Unknown or EffectState.Expired;

    /// <summary>The platform asked for patience, or a limit is known: until when.</summary>
    public static DateTimeOffset? Waits(Effect effect, DateTimeOffset now) => effect is { State: EffectState.Requested, NotBefore: { } until } && until > now ? until : null;

    /// <summary>"Remove, on Twitch as Agence Orbite: done at 21:48:03."</summary>
    /// <param name="what">Which of the deed's kind, in brackets; null: its name says it.</param>
    public static string Whole(Effect effect, DeskSession desk, IStringLocalizer words, string? what = null)
    {
        var (deed, platform) = (what is null ? Deed(effect, desk) : $"{Deed(effect, desk)} ({what})", PlatformNames.Of(effect.Platform));
        var account = effect.As ?? desk.View.Acting.In(effect.Platform, effect.Channel)?.As ?? platform;
        var why = Why(effect, words);
        return effect.State switch
        {
            EffectState.Requested when Waits(effect, desk.Now) is not null => words["Effect.Waits.whole", deed, platform],
            EffectState.Requested => words["Effect.Asked.whole", deed, platform, account],
            EffectState.Started => words["Effect.Started.whole", deed, platform, account],
            EffectState.Done => words["Effect.Done.whole", deed, platform, account, desk.Times.Clock(effect.SettledAt ?? effect.At)],
            EffectState.Cancelled => words["Effect.Cancelled.whole", deed, platform],
            EffectState.Unknown => words["Effect.Unknown.whole", deed, platform, desk.Times.Clock(effect.SettledAt ?? effect.At)],
            EffectState.Expired => words["Effect.Expired.whole", deed, platform],
            _ when effect.Deed.Kind == DeedKind.Remove => words["Effect.StillThere", platform, why],
            _ => words["Effect.Failed.whole", deed, platform, why],
        };
    }

    /// <summary>Ours, and the platform's own words as they came.</summary>
    public static string Why(Effect effect, IStringLocalizer words)
    {
        var ours = words["Trouble." + effect.Trouble].Value;
        return effect.Said is { Length: > 0 } said ? words["Effect.Said", ours, said] : ours;
    }

    public static string Deed(Effect effect, DeskSession desk) => effect.Deed switch
    {
        HoldDeed { Allow: true } => desk.Say(Refusals.HoldWords(allow: true)),
        HoldDeed => desk.Say(Refusals.HoldWords(allow: false)),
        _ => desk.Say(Refusals.DeedWords(effect.Deed.Kind)),
    };
}
