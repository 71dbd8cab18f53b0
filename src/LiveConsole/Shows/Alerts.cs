using System.Collections.Immutable;
using LiveConsole.Acting;
using LiveConsole.Sources;

namespace LiveConsole.Shows;

/// <summary>All that the desks must say now, newest on top. Pure: the same snapshot gives the same alerts.</summary>
public static class Alerts
{
    public static ImmutableArray<Alert> Of(ShowSnapshot snapshot)
    {
        List<Alert> all = [.. snapshot.Node, .. SourceAlerts.Of(snapshot.State, snapshot.At, snapshot.Rate), .. QuotaAlerts.Of(snapshot.State, snapshot.At), .. EffectAlerts.Of(snapshot.State, snapshot.At, snapshot.Rate)];
        if (snapshot.Storage is { Words: { } words } storage) all.Add(new Alert("storage", "", storage.Slow ? AlertSeverity.Watch : AlertSeverity.ActNow, words, null, storage.Since ?? snapshot.At));
        return [.. all.OrderByDescending(a => a.Since).ThenBy(a => a.Id, StringComparer.Ordinal)];
    }
}
