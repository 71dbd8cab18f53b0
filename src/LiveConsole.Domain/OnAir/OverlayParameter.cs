using System.Collections.Immutable;
using System.Globalization;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.OnAir;

/// <summary>
/// A parameter of the overlay's look: in its address, and the same among a show's settings (docs/front-end.md). What a value may be is said here;
/// the overlay's page reads its own address by the same rules (Client/screens/parameters.ts), and both are tested with Client/tests/overlay-parameters.json.
/// </summary>
/// <param name="Default">What stands where nothing is given; empty: the theme's, the screen's, none.</param>
/// <param name="Rule">What it may be, for who typed something else.</param>
/// <param name="Choices">In the order in which they are offered; empty where it is typed.</param>
public sealed record OverlayParameter(string Name, string Default, Words Rule, ImmutableArray<string> Choices, Func<string, string?> Reads)
{
    public const int Longest = 200;

    private static readonly string[] Pictures = [".png", ".webp", ".jpg", ".jpeg", ".svg"];

    /// <summary>All, by the names they have in the address.</summary>
    public static ImmutableSortedDictionary<string, OverlayParameter> All { get; } = new OverlayParameter[]
    {
        Choice("theme", "dark", "light"),
        new("pos", "left", new("The place is left, center, right, top-left, top-center or top-right.", "La place est left, center, right, top-left, top-center ou top-right."),
            ["left", "center", "right", "top-left", "top-center", "top-right"], Place),
        new("margin", "96x162", new("A margin is 0 to 600 px from the side and from the edge, like 96x162.", "Une marge va de 0 à 600 px depuis le côté et le bord, comme 96x162."), [], Margin),
        Number("scale", "1", 0.5, 2, new("The size is between 0.5 and 2.", "La taille va de 0.5 à 2.")),
        Number("max", "1240", 480, 1920, new("The widest text is between 480 and 1920 px.", "La plus grande largeur va de 480 à 1920 px.")),
        Flag("name", "1"),
        Flag("platform", "0"),
        new("lang", "", new("The language is fr or en.", "La langue est fr ou en."), ["fr", "en"], v => OneOf(v, ["fr", "en"])),
        new("logo", "", new("A logo is a picture on this server: a path that begins with / and ends with .png, .webp, .jpg or .svg.",
            "Un logo est une image de ce serveur : un chemin qui commence par / et finit par .png, .webp, .jpg ou .svg."), [], Picture),
        Colour("accent"),
        Colour("bg"),
        Colour("key"),
        new("on-loss", "20", new("Without the server the caption is held, cleared, or stays 0 to 3600 seconds.", "Sans le serveur le synthé reste (hold), s'efface (clear), ou tient 0 à 3600 secondes."), ["hold", "clear"],
            v => OneOf(v, ["hold", "clear"]) ?? Between(v, 0, 3600)),
        Choice("form", "auto", "lower", "full"),
    }.ToImmutableSortedDictionary(p => p.Name, p => p, StringComparer.Ordinal);

    /// <returns>The value in its one spelling; null: it is none.</returns>
    public string? Read(string? typed) => typed?.Trim() is { Length: > 0 and <= Longest } value ? Reads(value) : null;

    /// <summary>As it is kept: right values in their one spelling, and nothing that is the default.</summary>
    public static ImmutableSortedDictionary<string, string> Kept(IEnumerable<KeyValuePair<string, string>> typed) => typed
        .Select(t => (t.Key, Value: All.GetValueOrDefault(t.Key)?.Read(t.Value)))
        .Where(t => t.Value is not null && t.Value != All[t.Key].Default)
        .ToImmutableSortedDictionary(t => t.Key, t => t.Value!, StringComparer.Ordinal);

    /// <returns>What is wrong with it, in words; null: nothing.</returns>
    public static Words? WhyNot(IEnumerable<KeyValuePair<string, string>> look)
    {
        foreach (var (name, value) in look)
        {
            if (!All.TryGetValue(name, out var parameter)) return new($"The overlay knows no setting '{Short(name)}'.", $"Le synthé ne connaît pas le réglage « {Short(name)} ».");
            if (parameter.Read(value) is null) return parameter.Rule;
        }

        return null;
    }

    private static OverlayParameter Choice(string name, params string[] choices) => new(name, choices[0],
        new($"'{name}' is one of: {string.Join(", ", choices)}.", $"« {name} » est l'un de : {string.Join(", ", choices)}."), [.. choices], v => OneOf(v, choices));

    private static OverlayParameter Flag(string name, string otherwise) => new(name, otherwise, new($"'{name}' is 1 or 0.", $"« {name} » est 1 ou 0."), ["1", "0"],
        v => OneOf(v, ["1", "yes", "on", "true"]) is not null ? "1" : OneOf(v, ["0", "no", "off", "false"]) is not null ? "0" : null);

    private static OverlayParameter Number(string name, string otherwise, double least, double most, Words rule) => new(name, otherwise, rule, [], v => Between(v, least, most));

    private static OverlayParameter Colour(string name) => new(name, "",
        new("A colour is written like #c4262b: 3, 4, 6 or 8 hexadecimal digits.", "Une couleur s'écrit comme #c4262b : 3, 4, 6 ou 8 chiffres hexadécimaux."), [],
        v => v.TrimStart('#') is { Length: 3 or 4 or 6 or 8 } digits && v.Length <= digits.Length + 1 && digits.All(char.IsAsciiHexDigit) ? "#" + digits.ToLowerInvariant() : null);

    private static string? OneOf(string value, ReadOnlySpan<string> known)
    {
        foreach (var one in known)
        {
            if (one.Equals(value, StringComparison.OrdinalIgnoreCase)) return one;
        }

        return null;
    }

    /// <summary>At most four digits and three behind the point: no sign, no exponent.</summary>
    private static string? Between(string value, double least, double most)
    {
        var parts = value.Split('.');
        var right = parts is [{ Length: >= 1 and <= 4 } whole] ? whole.All(char.IsAsciiDigit)
            : parts is [{ Length: >= 1 and <= 4 } before, { Length: >= 1 and <= 3 } behind] && before.All(char.IsAsciiDigit) && behind.All(char.IsAsciiDigit);
        return right && double.Parse(value, CultureInfo.InvariantCulture) is var number && number >= least && number <= most ? number.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static string? Margin(string value)
    {
        var parts = value.Split(['x', 'X', ',']);
        if (parts.Length > 2 || Between(parts[0], 0, 600) is not { } side) return null;
        return Between(parts.Length == 2 ? parts[1] : "162", 0, 600) is { } edge ? $"{side}x{edge}" : null;
    }

    private static string? Place(string value)
    {
        var parts = value.ToLowerInvariant().Split('-');
        if (parts.Length > 2 || (parts.Length == 2 && parts[0] is not ("top" or "bottom"))) return null;
        var side = parts[^1] == "centre" ? "center" : parts[^1];
        return side is "left" or "center" or "right" ? parts[0] == "top" ? "top-" + side : side : null;
    }

    // One leading slash only: two would name another server.
    private static string? Picture(string value) =>
        value.StartsWith('/') && value.Length > 1 && value[1] is not ('/' or '.') && value.All(c => char.IsAsciiLetterOrDigit(c) || "/._~%-".Contains(c))
            && Array.Exists(Pictures, end => value.EndsWith(end, StringComparison.OrdinalIgnoreCase)) ? value : null;

    private static string Short(string name) => name.Length > 20 ? name[..20] + "…" : name;
}
