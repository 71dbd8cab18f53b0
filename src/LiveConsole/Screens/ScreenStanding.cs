using System.Collections.Immutable;
using System.Globalization;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Screens;

/// <summary>Something that is known of a connected screen.</summary>
/// <param name="Watch">Somebody should look at it before the show.</param>
public sealed record ScreenFact(Words Words, bool Watch);

/// <summary>How a connected screen stands, in words: the same on the Screens page, in Go / No-go, on the remote and in the on-air block.</summary>
/// <param name="Draws">It has painted what is on air.</param>
/// <param name="Says">What it draws.</param>
/// <param name="Facts">What else it said of itself.</param>
public sealed record ScreenStanding(bool Draws, Words Says, ImmutableArray<ScreenFact> Facts)
{
    /// <summary>What somebody on air must know of it: what is as it should be is left out.</summary>
    public IEnumerable<Words> OnlyNeeded => Facts.Where(f => f.Watch).Select(f => f.Words);

    /// <summary>Below it somebody plugs it in.</summary>
    private const int LowBattery = 25;

    public static ScreenStanding Of(ScreenReport report, ShowView view)
    {
        var draws = HasDrawn(report, view);
        var says = report.Testing ? new Words("shows its test card", "affiche sa mire")
            : view.OnAir is { } item ? draws ? new($"draws {item.Q}", $"affiche {item.Q}") : new($"has not drawn {item.Q}", $"n'a pas affiché {item.Q}")
            : report.Drawn is null ? new("has drawn nothing yet", "n'a encore rien affiché")
            : report.Kind == ScreenKind.Overlay ? new("draws nothing, as it should", "n'affiche rien, comme il faut") : new("draws its rest page", "affiche sa page d'attente");
        return new(draws, says, [.. FactsOf(report)]);
    }

    /// <summary>It has painted the air of this number; before the first TAKE nobody owes anything.</summary>
    public static bool HasDrawn(ScreenReport report, ShowView view) => report.Drawn >= view.Air.Number || view.Air.Number == 0;

    /// <summary>An overlay that draws for nobody: OBS has it, and not in its programme.</summary>
    public static bool IsOutOfProgramme(ScreenReport report) => report is { Kind: ScreenKind.Overlay, Presence.InProgramme: false };

    /// <summary>Nobody can see it: a tab behind another, a tablet that sleeps. In OBS that says nothing.</summary>
    public static bool IsHidden(ScreenReport report) => report is { Presence: { Visible: false, Obs: false } };

    /// <summary>Right before its time, and wrong when something is shown on it: whoever asks says which.</summary>
    public static Words NotInProgramme { get; } = new("loaded in OBS, not in programme", "chargé dans OBS, pas au programme");

    private static IEnumerable<ScreenFact> FactsOf(ScreenReport report)
    {
        if (report.Presence is not { } presence) yield break;
        if (IsHidden(report)) yield return new(new("its page is hidden", "sa page est cachée"), Watch: true);
        if (presence is { Awake: false, Visible: true }) yield return new(new("may fall asleep", "peut s'endormir"), Watch: true);
        if (presence.Awake == true) yield return new(new("kept awake", "reste éveillé"), Watch: false);
        if (presence.Battery is { } charge)
        {
            var figure = charge.ToString(CultureInfo.InvariantCulture);
            yield return presence.Charging == true ? new(new($"battery {figure} %, charging", $"batterie {figure} %, en charge"), Watch: false)
                : new(new($"battery {figure} %", $"batterie {figure} %"), Watch: charge < LowBattery);
        }

        if (presence.Obs) yield return presence.InProgramme switch
        {
            true => new(new("in OBS's programme", "au programme d'OBS"), Watch: false),
            false => new(NotInProgramme, Watch: false),
            null => new(new("loaded in OBS", "chargé dans OBS"), Watch: false),
        };
    }
}
