namespace LiveConsole.Testing;

/// <summary>The most a test waits for any signal before it fails. A signal that comes costs none of it; a machine with other work must not fail a test.</summary>
public static class Cap
{
    public static readonly TimeSpan Signal = TimeSpan.FromSeconds(30);

    public const float Milliseconds = 30_000;

    /// <summary>A start under a loaded machine: compilation just in time, storage, the first page.</summary>
    public static readonly TimeSpan Start = TimeSpan.FromSeconds(60);
}
