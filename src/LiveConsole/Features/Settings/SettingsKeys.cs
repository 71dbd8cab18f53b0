using LiveConsole.Features.Frame;

namespace LiveConsole.Features.Settings;

/// <summary>Keys of the settings' pages, beside the arrows in their list (Client/desks/pages.ts).</summary>
public static class SettingsKeys
{
    public const string Again = "again";

    public static IReadOnlyList<Key> All { get; } = [Key.Button("r", Again, KeyPlace.Page, "CheckAgain")];
}
