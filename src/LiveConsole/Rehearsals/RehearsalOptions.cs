using System.Collections.Immutable;
using System.Text.Json;
using LiveConsole.Rehearsal.Night;

namespace LiveConsole.Rehearsals;

/// <summary>How a rehearsal plays; kept with its show, so that one that was cut goes on the same.</summary>
/// <param name="Recordings">Full paths; empty: the built-in night.</param>
/// <param name="From">A jump point of the night, or null.</param>
/// <param name="CloseSegments">Silences of a recording longer than five seconds are jumped over.</param>
public sealed record RehearsalOptions(
    ImmutableArray<string> Recordings,
    Programme Programme = Programme.Tour,
    int? Seed = null,
    double Speed = 1,
    string? From = null,
    Ending Ending = Ending.Nominal,
    bool Crew = true,
    ImmutableArray<string> Drills = default,
    int Viewers = 81_000,
    bool CloseSegments = true)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <returns>Null also for what another version wrote: such a rehearsal is not gone on with.</returns>
    public static RehearsalOptions? FromJson(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<RehearsalOptions>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public bool IsSameAs(RehearsalOptions? other) => other is not null && ToJson() == other.ToJson();
}
