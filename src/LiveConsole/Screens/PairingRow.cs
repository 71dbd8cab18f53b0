namespace LiveConsole.Screens;

/// <summary>A device that shows a code, until somebody types it or it runs out.</summary>
public sealed class PairingRow
{
    public Guid Id { get; init; }
    /// <summary>Six signs; stands on the device for everybody in the room to read.</summary>
    public required string Code { get; init; }
    /// <summary>Of what the device alone knows, and asks with.</summary>
    public required byte[] SecretHash { get; init; }
    /// <summary>"Chrome, Android": so that somebody sees that it is the one before them. Null: not known.</summary>
    public string? Device { get; init; }
    public DateTimeOffset BeganAt { get; init; }
    public DateTimeOffset EndsAt { get; set; }
    /// <summary>What it became; null: nobody has typed the code.</summary>
    public Guid? ScreenId { get; set; }
}
