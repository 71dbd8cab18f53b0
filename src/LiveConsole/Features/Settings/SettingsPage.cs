namespace LiveConsole.Features.Settings;

/// <param name="Name">Last part of its address.</param>
/// <param name="Missing">How many things of it are not ready.</param>
public sealed record SettingsPage(string Name, int Missing = 0);
