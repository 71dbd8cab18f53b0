using System.Collections.Immutable;
using System.Text.Json;
using LiveConsole.Rehearsal.Night;

namespace LiveConsole.Rehearsals;

/// <summary>How a rehearsal plays; kept with its show, so that one that was cut goes on the same and what was rehearsed can be told afterwards.</summary>
/// <param name="Recordings">Full paths; empty: the built-in night.</param>
/// <param name="From">A jump point of the night, or null.</param>
/// <param name="CloseSegments">Silences of a recording longer than five seconds are jumped over.</param>
/// <param name="Zone">IANA name of the night's local time; null: the built-in show's own.</param>
/// <param name="Of">The real show that is rehearsed; null: one that a command began.</param>
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
    bool CloseSegments = true,
    string? Zone = null,
    RehearsalOf? Of = null)
{
    public ImmutableArray<string> Drills { get; init; } = Drills.IsDefault ? [] : Drills;

    /// <summary>What its conductor did, in order.</summary>
    public ImmutableArray<Conducted> Conducted { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Null: it was not ended by anybody.</summary>
    public RehearsalEnd? Over { get; init; }

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

    /// <summary>Begun the same way, whatever was done with it since.</summary>
    public bool IsSameAs(RehearsalOptions? other) => other is not null && AsBegun().ToJson() == other.AsBegun().ToJson();

    /// <summary>With the ending, speed and colleagues that its conductor left it with.</summary>
    public RehearsalOptions AsConducted() => Conducted.Aggregate(this, (now, did) => did.Did switch
    {
        ConductedDeed.Ending when Enum.TryParse<Ending>(did.What, out var ending) => now with { Ending = ending },
        ConductedDeed.Crew => now with { Crew = did.What is "played" },
        ConductedDeed.Speed when double.TryParse(did.What, System.Globalization.CultureInfo.InvariantCulture, out var speed) => now with { Speed = speed },
        _ => now,
    });

    private RehearsalOptions AsBegun() => this with { Conducted = [], Over = null };
}

/// <param name="Show">The real one.</param>
/// <param name="By">The name of who began it.</param>
/// <param name="Screens">Those it has borrowed, with where each goes back to.</param>
public sealed record RehearsalOf(Guid Show, string By, ImmutableArray<BorrowedScreen> Screens);

/// <param name="Before">The show it was pointed at; null: at none.</param>
public sealed record BorrowedScreen(Guid Screen, Guid? Before);

/// <param name="At">Machine time.</param>
/// <param name="By">Null: nobody, the program stopped.</param>
/// <param name="GoesOnIn">Slug of the rehearsal that was begun anew from it; null: none was.</param>
public sealed record RehearsalEnd(DateTimeOffset At, string? By, string? GoesOnIn = null);

public enum ConductedDeed { Pause, Speed, Jump, Drill, Ending, Crew }

/// <param name="At">Show time.</param>
/// <param name="What">The speed, the point, the drill, the ending; null where there is nothing to say.</param>
/// <param name="Occurrence">Of a drill that is a scene: with it its truth is found again. Null: a fault of the wire.</param>
/// <param name="To">Where a jump went to, show time.</param>
public sealed record Conducted(ConductedDeed Did, DateTimeOffset At, string By, string? What = null, int? Occurrence = null, DateTimeOffset? To = null);
