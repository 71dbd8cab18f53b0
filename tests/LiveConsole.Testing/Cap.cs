namespace LiveConsole.Testing;

/// <summary>The most a journey waits for any signal: a page, a process, a link (style of the house: 30 s with a browser).</summary>
public static class Cap
{
    public static readonly TimeSpan Signal = TimeSpan.FromSeconds(30);

    public const float Milliseconds = 30_000;

    /// <summary>A start under a loaded machine: compilation just in time, storage, the first page.</summary>
    public static readonly TimeSpan Start = TimeSpan.FromSeconds(60);
}
