namespace LiveConsole.Outputs;

/// <summary>What all graphics have in common: they show the present line or nothing.</summary>
public abstract class AirOutput : IOutput<AirPicture>
{
    /// <summary>A graphics machine is beside us: one that does not answer at once is away.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public bool Differs(AirPicture now, AirPicture? told) => told is null || now.Shown != told.Shown;

    public bool Darkens(AirPicture now, AirPicture telling) => telling.Shown is not null && now.Shown?.Item != telling.Shown.Item;

    public AirPicture? Last(AirPicture told) => told with { Shown = null };

    public abstract Task<OutputSaid> TellAsync(AirPicture now, AirPicture? told, CancellationToken ct);

    public abstract Task<OutputSaid> TestAsync(CancellationToken ct);
}
