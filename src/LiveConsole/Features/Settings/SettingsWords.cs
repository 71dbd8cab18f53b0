namespace LiveConsole.Features.Settings;

/// <summary>Names the resource files with the words of the settings' pages: SettingsWords.resx, SettingsWords.fr.resx.</summary>
public sealed class SettingsWords;
