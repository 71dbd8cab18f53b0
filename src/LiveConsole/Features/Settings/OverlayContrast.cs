using System.Globalization;

namespace LiveConsole.Features.Settings;

/// <summary>How well the caption's words stand on a panel of a colour that somebody chose (WCAG 2.1, contrast ratio): most watch on a phone.</summary>
public static class OverlayContrast
{
    /// <param name="bg">#rgb, #rgba, #rrggbb or #rrggbbaa; null: the theme's own.</param>
    /// <returns>1 to 21; null where the theme's own panel stands, which is right.</returns>
    public static double? Of(string theme, string? bg)
    {
        if (bg is null) return null;
        // The words' colours of overlay.css.
        var text = theme == "light" ? Luminance(0x14, 0x19, 0x1F) : Luminance(0xFF, 0xFF, 0xFF);
        var digits = bg[1..];
        var wide = digits.Length > 4;
        int Part(int at) => wide ? int.Parse(digits.AsSpan(at * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : int.Parse(digits.AsSpan(at, 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture) * 17;
        var opacity = digits.Length is 4 or 8 ? Part(3) / 255.0 : 1;
        // What is behind a thin panel is a picture: the worst of black and white counts.
        return new[] { 0, 255 }.Min(behind => Ratio(text, Luminance(Over(Part(0), behind), Over(Part(1), behind), Over(Part(2), behind))));

        double Over(int colour, int behind) => (colour * opacity) + (behind * (1 - opacity));
    }

    private static double Ratio(double one, double other) => (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    private static double Luminance(double red, double green, double blue) => (0.2126 * Linear(red)) + (0.7152 * Linear(green)) + (0.0722 * Linear(blue));

    private static double Linear(double part) => part / 255 is var share && share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
}
