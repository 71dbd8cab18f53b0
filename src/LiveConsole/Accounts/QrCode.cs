using System.Globalization;
using System.Text;
using QRCoder;

namespace LiveConsole.Accounts;

/// <summary>A QR code as one SVG path in modules, drawn by the page itself: no picture to fetch, no inline style.</summary>
/// <param name="Size">Modules a side, quiet zone included.</param>
public sealed record QrCode(int Size, string Path)
{
    /// <summary>The same in a terminal: half a sign high a module, light ones drawn, as on a dark ground.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.L);
        var rows = code.ModuleMatrix;
        for (var y = 0; y < rows.Count; y += 2)
        {
            var (upper, lower) = (rows[y], y + 1 < rows.Count ? rows[y + 1] : null);
            yield return string.Concat(Enumerable.Range(0, upper.Length).Select(x => (upper[x], lower?[x] ?? true) switch { (false, false) => '█', (false, true) => '▀', (true, false) => '▄', _ => ' ' }));
        }
    }

    public static QrCode Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (!rows[y][x]) continue;
                var begin = x;
                while (x + 1 < rows[y].Length && rows[y][x + 1]) x++;
                path.Append(CultureInfo.InvariantCulture, $"M{begin} {y}h{x - begin + 1}v1h-{x - begin + 1}z");
            }
        }

        return new QrCode(rows.Count, path.ToString());
    }
}
