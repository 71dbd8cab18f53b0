namespace LiveConsole.Domain.Chat;

/// <summary>Platforms as people call them.</summary>
public static class PlatformNames
{
    /// <returns>"Twitch", "YouTube"; an intake's own name as it is.</returns>
    public static string Of(string platform) => platform switch { "twitch" => "Twitch", "youtube" => "YouTube", _ => platform };
}
