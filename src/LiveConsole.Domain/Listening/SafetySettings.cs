using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace LiveConsole.Domain.Listening;

/// <summary>What a show wants marked. Without any of it every shipped list is on and everything that is seen is marked.</summary>
public sealed record SafetySettings
{
    /// <summary>Keys of <see cref="SafetyLists"/> that the show does without.</summary>
    public ImmutableArray<string> ListsOff { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The show's own words.</summary>
    public ImmutableArray<OwnWord> Words { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Never marked: words, turns of phrase ("dick cheney") and hosts of links ("agence-orbite.example").</summary>
    public ImmutableArray<string> Allowed { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Kinds that the show does not want marked.</summary>
    public ImmutableArray<MarkKind> KindsOff { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What the show hides here by itself: none unless somebody asked for it, rule by rule; at most one a kind.</summary>
    public ImmutableArray<HideRule> Hides { get; init => field = value.IsDefault ? [] : value; } = [];
}

/// <param name="Text">A word, or a few; accents and capitals do not matter.</param>
/// <param name="Language">"fr" or "en": only where the message is not known to be in another language; null: in any.</param>
public sealed record OwnWord(
    string Text,
    // Written always: left out, Note would be read as what it begins with.
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] MarkSeverity Severity = MarkSeverity.Flagged,
    string? Language = null);
