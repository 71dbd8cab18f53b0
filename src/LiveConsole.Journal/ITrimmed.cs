namespace LiveConsole.Journal;

/// <summary>Holds things only to be quick.</summary>
public interface ITrimmed
{
    /// <summary>Lets them go; they come back with use. Safe from any thread.</summary>
    void Trim();
}
