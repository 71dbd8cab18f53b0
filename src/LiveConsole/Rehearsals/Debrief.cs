using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveConsole.Rehearsals;

/// <summary>What the people of a rehearsal did about what was planted in it, and what came of it on the platforms.</summary>
/// <param name="From">Show time of the first message that was no backlog.</param>
/// <param name="Playing">It goes on: all figures are so far.</param>
/// <param name="Told">False: a recording, whose truth nobody knows; then there is nothing but the counts of messages and people.</param>
public sealed record Debrief(DateTimeOffset? From, DateTimeOffset To, long Messages, bool Playing, bool Told)
{
    public ImmutableArray<DebriefTask> Tasks { get; init; } = [];

    public ImmutableArray<DebriefQuestion> Questions { get; init; } = [];

    public ImmutableArray<DebriefIncident> Incidents { get; init; } = [];

    /// <summary>Numbers of items that hold asks of more than one question.</summary>
    public ImmutableArray<int> WronglyGrouped { get; init; } = [];

    /// <summary>Numbers of items that went on air though somebody in them is abusive, a spammer, or should have been removed.</summary>
    public ImmutableArray<int> NotSuitable { get; init; } = [];

    public DebriefPulled Pulled { get; init; } = new(0, 0, null);

    public DebriefHolds Holds { get; init; } = new(0, 0, 0, 0, 0);

    public DebriefPosts Posts { get; init; } = new(0, 0, 0);

    /// <summary>Decisions about messages, by who took them; played colleagues are none of them.</summary>
    public ImmutableArray<DebriefPerson> People { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}

/// <summary>Messages of one sort that wanted a decision.</summary>
/// <param name="Name">abuse, spam, lead (a child's data, distress: for the lead) or paid.</param>
/// <param name="Decided">By a person, first: passed, made an item, or the lead was called.</param>
/// <param name="Played">By a played colleague first.</param>
/// <param name="Gone">Removed on its platform before anybody had decided.</param>
/// <param name="Missed">None of these.</param>
/// <param name="Called">Of the decided, how many calls to the lead.</param>
/// <param name="MedianSeconds">Of what people decided, in seconds of theirs, whatever the speed. Null: nothing was.</param>
public sealed record DebriefTask(string Name, int Planted, int Decided, int Played, int Gone, int Missed, int Called, double? MedianSeconds)
{
    /// <summary>Taken off their platform from here, by people or played colleagues: the platform said so. What somebody elsewhere took off first is not among them.</summary>
    public int Removed { get; init; }

    /// <summary>Asked for from here and not done: refused, expired, or nobody knows.</summary>
    public int NotRemoved { get; init; }
}

public enum QuestionOutcome { Aired, Answered, OnTheBoard, Dismissed, Withdrawn, Missed }

/// <param name="Group">The generator's name for it.</param>
/// <param name="Number">Of the first item that holds an ask of it; null: there is none.</param>
/// <param name="AfterSeconds">From the first ask to the air, in seconds of the people's. Null: it was not aired.</param>
public sealed record DebriefQuestion(string Group, string TextFr, string TextEn, int Asked, bool OnlyNow, QuestionOutcome Outcome, int? Number, double? AfterSeconds);

/// <param name="Name">The drill's.</param>
/// <param name="At">Show time of its first message, or of the press that fired it.</param>
/// <param name="By">Who fired it by hand; null: the script.</param>
/// <param name="Messages">Zero: a fault of the wire.</param>
/// <param name="FirstSeconds">Until a person first decided about one of them. Null: nobody did.</param>
public sealed record DebriefIncident(string Name, DateTimeOffset At, string? By, int Messages, int Decided, int Gone, double? FirstSeconds);

/// <param name="MedianSeconds">From the removal to the dark screens, of those that were on air.</param>
public sealed record DebriefPulled(int Items, int OnAir, double? MedianSeconds);

/// <summary>What the platforms held back; what is none of these waits still.</summary>
/// <param name="Decided">By people here; <paramref name="Played"/>: by played colleagues; <paramref name="Elsewhere"/>: in the platform's own queue.</param>
/// <param name="RanOut">Nobody decided in time.</param>
public sealed record DebriefHolds(int Held, int Decided, int Played, int Elsewhere, int RanOut);

/// <summary>Posts and announcements, one a chat.</summary>
/// <param name="NotSent">Refused, taken back, or too late.</param>
/// <param name="Unknown">The platform never said.</param>
public sealed record DebriefPosts(int Sent, int NotSent, int Unknown);

public sealed record DebriefPerson(string Name, int Decisions);
