using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Shows;

namespace LiveConsole.Outputs;

/// <summary>What an overlay would show at a moment: the same gate, the same latch, so that CLEAR and a removal darken it before the journal says so.</summary>
/// <param name="Number">Of the air: counts its changes.</param>
/// <param name="Shown">Null: nothing.</param>
/// <param name="Withdrawn">It went dark because what it showed was removed: no farewell, gone at once.</param>
public sealed record AirPicture(int Number, ShownLine? Shown, bool Withdrawn)
{
    private static readonly Reader Overlay = new(Role.Overlay);

    public static AirPicture Of(ShowSnapshot snapshot)
    {
        var view = snapshot.For(Overlay);
        var (air, item) = (view.Air, view.OnAir);
        if (item is null || !air.OverlayShown) return new AirPicture(air.Number, null, item is null && air.Cause == AirCause.Withdrawn);
        var language = view.Settings?.Language == "en" ? "en" : "fr";
        var source = item.Kind == ItemKind.Line ? "" : item.Shown is { } shown ? PlatformNames.Of(shown.Platform) : item.Source ?? "";
        return new AirPicture(air.Number, new ShownLine(item.Id.Value, air.Wording.In(language) ?? item.Text, air.Name.Hidden ? "" : air.Name.Name ?? "", source, air.Since), Withdrawn: false);
    }
}

/// <param name="Name">Of who asked; empty: hidden, or nobody's.</param>
/// <param name="Source">"YouTube", "hall"; empty for a line of the crew's.</param>
public sealed record ShownLine(Guid Item, string Text, string Name, string Source, DateTimeOffset Since);
