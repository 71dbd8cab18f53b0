using System.Collections.Immutable;

namespace LiveConsole.Domain.Listening;

/// <summary>What a show tells Listening about itself, beside <c>ShowSettings.Mentions</c> (its own and its hosts' names).</summary>
public sealed record ListeningSettings
{
    public ImmutableArray<Topic> Topics { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What viewers type before a question.</summary>
    public ImmutableArray<string> Commands { get; init => field = value.IsDefault ? Usual : value; } = Usual;

    /// <summary>Words the desk wants to see: they mark a message.</summary>
    public ImmutableArray<string> WatchWords { get; init => field = value.IsDefault ? [] : value; } = [];

    public SafetySettings Safety { get; init => field = value ?? new(); } = new();

    private static ImmutableArray<string> Usual { get; } = ["!q", "!question"];
}

/// <summary>What an expert answers for.</summary>
/// <param name="Key">Lower-case letters, digits and hyphens; unique in the show; items and invitations name it.</param>
public sealed record Topic(string Key, string NameFr, string NameEn)
{
    /// <summary>Experts' names as viewers type them.</summary>
    public ImmutableArray<string> Experts { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What viewers type about it.</summary>
    public ImmutableArray<string> Words { get; init => field = value.IsDefault ? [] : value; } = [];
}
