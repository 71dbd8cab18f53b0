namespace LiveConsole.Domain.Questions;

/// <summary>What a platform that tells of no removal says when it is looked at.</summary>
public enum AtSource
{
    /// <summary>The message stood there.</summary>
    There,

    /// <summary>It was removed, by whom nobody tells.</summary>
    Gone,

    /// <summary>Too old for what can be read, or nothing could be read.</summary>
    CannotKnow,
}

/// <summary>Whether what an item shows still stood on its platform.</summary>
/// <param name="At">Show time of the look.</param>
public sealed record SourceCheck(AtSource Found, DateTimeOffset At);
