using System.ComponentModel.DataAnnotations;

namespace LiveConsole.Outputs;

/// <summary>What outputs may reach from this machine.</summary>
public enum OutputReach
{
    /// <summary>Only addresses of the public network.</summary>
    Public,

    /// <summary>Graphics and OSC also this machine and private networks, where a studio's machines are; webhooks only the public network.</summary>
    Studio,

    /// <summary>Webhooks, too.</summary>
    Everywhere,
}

/// <summary>Section <c>Outputs</c>.</summary>
public sealed record OutputOptions
{
    public const string Section = "Outputs";

    [EnumDataType(typeof(OutputReach))]
    public OutputReach Reach { get; init; } = OutputReach.Studio;

    /// <summary>An output that has not got through for so long is switched off, and the desks say so.</summary>
    [Range(1, 60)]
    public int GivesUpAfterDays { get; init; } = 3;
}
