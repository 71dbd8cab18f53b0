using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Acting;

/// <summary>What the desks say of acting on the platforms: what waits longer than it should, and that nobody is signed in any more. Pure.</summary>
public static class EffectAlerts
{
    /// <summary>Nothing can be done on a platform because its account is signed out.</summary>
    public const string SignedOutKind = "acting.signed-out";

    /// <summary>Show time at rate 1: a removal takes less than a second, unless something holds it up.</summary>
    private static readonly TimeSpan SaidAfter = TimeSpan.FromSeconds(30), Urgent = TimeSpan.FromMinutes(2);

    /// <param name="rate">Show seconds a second: the platforms answer in machine time.</param>
    public static IEnumerable<Alert> Of(ShowState show, DateTimeOffset now, double rate)
    {
        foreach (var platform in show.Effects.Open.Values.Select(e => e.Platform).Distinct().Order(StringComparer.Ordinal))
        {
            List<Effect> waiting = [.. show.Effects.Open.Values.Where(e => e.Platform == platform && Since(e, now) is { } since && now - since > SaidAfter * Math.Max(1, rate))];
            if (waiting.Count > 0) yield return Waiting(platform, waiting, waiting.Min(e => Since(e, now)!.Value), now, rate);
        }

        foreach (var dead in show.Effects.Acting.Values.Where(a => a is { Trouble: EffectTrouble.SignInDead } && IsRead(show, a)).GroupBy(a => a.Platform).OrderBy(g => g.Key, StringComparer.Ordinal))
            yield return SignedOut(dead.Key, dead.Min(a => a.Since) ?? show.StartedAt ?? now);
    }

    /// <returns>Since when it waits; null: its time has not come.</returns>
    private static DateTimeOffset? Since(Effect effect, DateTimeOffset now) => effect switch
    {
        { Tries: 0, NotBefore: { } from } => from <= now ? from : null,
        // Its hour may have been long after it was asked for, and is overwritten by the first delay.
        { Deed.Urgency: Urgency.Post, StartedAt: { } started } => started,
        _ => effect.At,
    };

    private static bool IsRead(ShowState show, ChannelActing acting) => (show.Settings?.Channels ?? []).Any(c => ChannelNames.Of(c.Platform, c.Name).Channel is { } known && (known.Platform, known.Name) == (acting.Platform, acting.Channel));

    private static Alert Waiting(string platform, List<Effect> waiting, DateTimeOffset since, DateTimeOffset now, double rate)
    {
        var name = Refusals.PlatformName(platform);
        var words = waiting.Count == 1
            ? new Words($"{name}: one action ({Refusals.DeedWords(waiting[0].Deed.Kind).En}) has waited for {{0}}.", $"{name} : une action ({Refusals.DeedWords(waiting[0].Deed.Kind).Fr}) attend depuis {{0}}.")
            : new Words($"{name}: {waiting.Count} actions have waited, the oldest for {{0}}.", $"{name} : {waiting.Count} actions attendent, la plus ancienne depuis {{0}}.");
        return new Alert("acting.waits", platform, now - since > Urgent * Math.Max(1, rate) ? AlertSeverity.ActNow : AlertSeverity.Watch, words,
            new($"They go out by themselves as fast as {name} lets us, removals first. What cannot wait: do it in {name}'s own chat.",
                $"Elles partiront seules, au rythme que {name} permet, suppressions d'abord. Ce qui ne peut attendre : faites-le dans le chat de {name}."), since);
    }

    private static Alert SignedOut(string platform, DateTimeOffset since)
    {
        var name = Refusals.PlatformName(platform);
        return new Alert(SignedOutKind, platform, AlertSeverity.ActNow,
            new($"{name} has not accepted our sign-in for {{0}}: nothing can be removed or posted there.", $"{name} n'accepte plus notre connexion depuis {{0}} : plus rien ne peut y être supprimé ni publié."),
            new($"Connect the account again (Installation, Platform accounts); until then act in {name}'s own chat. H hides a message on our desks.",
                $"Reconnectez le compte (Installation, Comptes des plateformes) ; d'ici là, agissez dans le chat de {name}. H masque un message chez nous."), since);
    }
}
