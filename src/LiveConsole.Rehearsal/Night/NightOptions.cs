namespace LiveConsole.Rehearsal.Night;

/// <summary>Tour: twelve minutes with a scene nearly every one, then the questions phase. Night: the seven hours.</summary>
public enum Programme { Tour, Night }

/// <summary>How the descent ends: as planned, after a silence of four minutes, or never.</summary>
public enum Ending { Nominal, Late, Lost }

/// <summary>What decides a generated night. Equal options give equal nights, message for message.</summary>
public sealed record NightOptions
{
    public Programme Programme { get; init; } = Programme.Tour;

    public int Seed { get; init; } = 2031;

    /// <summary>Peak of both platforms' viewers together. Viewers scale with it, message rates with its power 0.85.</summary>
    public int Viewers { get; init; } = 81_000;

    public Ending Ending { get; init; } = Ending.Nominal;

    /// <summary>Mixes in the quarter of all wordings that is otherwise never played, so that checks meet what nobody tuned to.</summary>
    public bool HeldOutWordings { get; init; }

    /// <summary>The local day on which the show begins; it ends in the next one's first hour.</summary>
    public DateOnly Date { get; init; } = new(2031, 3, 14);

    /// <summary>The show's local time.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
}
