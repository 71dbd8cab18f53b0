using System.Globalization;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Features.Frame;

/// <summary>Keys as they are printed on the keyboards of who reads: Shift Enter, Maj Entrée.</summary>
public static class KeyNames
{
    public static string Of(string key) => key.StartsWith("g ", StringComparison.Ordinal)
        ? key.ToUpperInvariant()
        : string.Join(' ', key.Split('+', StringSplitOptions.RemoveEmptyEntries).DefaultIfEmpty(key).Select(One));

    private static string One(string key) => key switch
    {
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        "Shift" => Say(new("Shift", "Maj")),
        "Enter" => Say(new("Enter", "Entrée")),
        "Escape" => Say(new("Esc", "Échap")),
        "Delete" => Say(new("Del", "Suppr")),
        "Backspace" => Say(new("Backspace", "Retour arr.")),
        " " or "Space" => Say(new("Space", "Espace")),
        "Home" => Say(new("Home", "Début")),
        "End" => Say(new("End", "Fin")),
        { Length: 1 } => key.ToUpperInvariant(),
        _ => key,
    };

    private static string Say(Words words) => words.In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
}
