namespace LiveConsole.Platforms;

/// <summary>A rehearsal's adapters refuse every address but this machine's own: it can never reach a real chat.</summary>
public static class Loopback
{
    /// <summary>Null when the address may be used, else a sentence for people.</summary>
    public static string? Refusal(Uri address, bool loopbackOnly) => !loopbackOnly || address.IsLoopback
        ? null
        : $"A rehearsal reads this machine's own addresses only, not {address.Host}.";
}
