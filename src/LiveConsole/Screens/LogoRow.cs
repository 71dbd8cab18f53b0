namespace LiveConsole.Screens;

/// <summary>A picture that overlays show.</summary>
public sealed class LogoRow
{
    /// <summary>By its content: 3f…9a.png. Another picture has another name, so that browsers may keep it for good.</summary>
    public required string Name { get; init; }
    public required byte[] Bytes { get; init; }
    public DateTimeOffset KeptAt { get; init; }
}
