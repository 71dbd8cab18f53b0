namespace LiveConsole.Outputs;

/// <summary>What listens at the other end.</summary>
public enum OutputKind
{
    /// <summary>A program that is told what changed, signed.</summary>
    Webhook,

    /// <summary>H2R Graphics: its HTTP listener (messages) and, where named, a graphic that is hidden when the air is dark.</summary>
    H2r,

    /// <summary>SPX Graphics Controller: a template played and stopped by its direct playout.</summary>
    Spx,

    /// <summary>CasparCG Server: a template by AMCP.</summary>
    Caspar,

    /// <summary>OSC over UDP: every variable of the control surfaces as it changes.</summary>
    Osc,
}
