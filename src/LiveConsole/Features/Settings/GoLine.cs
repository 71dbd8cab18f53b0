using LiveConsole.Domain.Journal;

namespace LiveConsole.Features.Settings;

/// <summary>Ready, to be looked at, or not ready.</summary>
public enum GoStanding { Go, Look, No }

/// <summary>One check before a show: what, what was seen, what to do. What is not built is no line: never green.</summary>
/// <param name="Page">The page of the settings on which it is put right; null: elsewhere.</param>
/// <param name="ToDo">Null when there is nothing to do.</param>
public sealed record GoLine(string Key, string? Page, GoStanding Standing, Words Word, Words Evidence, Words? ToDo = null)
{
    /// <summary>Address where it is put right, outside this show's settings.</summary>
    public string? Elsewhere { get; init; }
}
