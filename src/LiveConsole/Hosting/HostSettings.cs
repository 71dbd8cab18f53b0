namespace LiveConsole.Hosting;

/// <summary>How a server is started, from the command line.</summary>
/// <param name="Urls">Semicolon-separated; null: Server:PublicUri's port on loopback, IPv4 and IPv6.</param>
/// <param name="Overrides">"--Storage:Provider", "Sqlite", ...: configuration given on the command line.</param>
public sealed record HostSettings(string? Urls, string? DataFolder, IReadOnlyList<string> Overrides);

/// <summary>Where the data is.</summary>
public sealed record StorageOptions
{
    /// <summary>"Sqlite": in the data folder; "Postgres": in the database of ConnectionStrings:LiveConsole.</summary>
    public string Provider { get; init; } = "Sqlite";

    /// <summary>With Sqlite everything; with Postgres only what is this machine's own: lock and latch files.</summary>
    public string DataFolder { get; init; } = "./data";

    /// <summary>ConnectionStrings:LiveConsole, holds a secret; null with Sqlite.</summary>
    public string? Database { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{Provider} {DataFolder}";
}

/// <summary>Under which name the server is known.</summary>
public sealed record ServerOptions
{
    /// <summary>The name that printed links, passkeys and cookies hang on.</summary>
    public Uri PublicUri { get; init; } = new("http://localhost:5080");
}

/// <summary>A start that cannot be: one line for stderr that says what is wrong and what to do.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
