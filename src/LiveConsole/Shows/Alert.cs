using LiveConsole.Domain.Journal;

namespace LiveConsole.Shows;

/// <summary>Watch: somebody should know (outlined amber). ActNow: somebody must do something (filled amber). Never red: red is on air.</summary>
public enum AlertSeverity { Watch, ActNow }

/// <summary>
/// A trouble that every desk says in one sentence, for as long as it lasts. What comes from the show itself (sources, gaps, storage) is
/// computed by <see cref="Alerts.Of"/>; what the machine or the process has (clock, memory, a slow disk) is said to <see cref="NodeHealth"/>.
/// </summary>
/// <param name="Kind">Stable name of the sort of trouble: "storage", "clock", "source.down".</param>
/// <param name="About">Which one, where there can be several of a kind: a channel, a screen; else empty.</param>
/// <param name="Words">What happened. "{0}" stands where "for so long" belongs; the page counts there by itself.</param>
/// <param name="ToDo">The way on; null when nothing needs doing.</param>
/// <param name="Since">Show time.</param>
public sealed record Alert(string Kind, string About, AlertSeverity Severity, Words Words, Words? ToDo, DateTimeOffset Since)
{
    /// <summary>Stays the same for as long as this trouble lasts.</summary>
    public string Id => About.Length == 0 ? Kind : $"{Kind}:{About}";
}
