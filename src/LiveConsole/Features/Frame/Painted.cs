using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Features.Frame;

/// <summary>An item as it was painted: which one, in which version, and for TAKE what was on air beside it. The page sends it back with the press.</summary>
public sealed record Painted(ItemId Item, int Version, ItemId? OnAir = null)
{
    public static string Of(Item item, ItemId? onAir = null) =>
        onAir is { } air ? $"{item.Id}:{item.Version}:{air}" : $"{item.Id}:{item.Version}";

    /// <returns>Null for what no page of ours painted.</returns>
    public static Painted? Parse(string? text)
    {
        var parts = text?.Split(':') ?? [];
        if (parts.Length is not (2 or 3) || !Guid.TryParse(parts[0], out var item) || !int.TryParse(parts[1], System.Globalization.CultureInfo.InvariantCulture, out var version)) return null;
        if (parts.Length == 2) return new Painted(new ItemId(item), version);
        return Guid.TryParse(parts[2], out var air) ? new Painted(new ItemId(item), version, new ItemId(air)) : null;
    }
}
