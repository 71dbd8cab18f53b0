namespace LiveConsole.Journeys.Harness;

/// <summary>A data folder of one journey, gone after it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory("liveconsole-journey-").FullName;

    public string File(string name) => Path.Combine(FullName, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(FullName, recursive: true);
        }
        catch (IOException)
        {
            // A file still held by a process that is ending: the system's own cleaning takes it. Not what a journey is about.
        }
    }
}
