namespace LiveConsole.Rehearsal.Night;

/// <summary>A stretch of the night in which a question is asked by itself, apart from what a cue sets off.</summary>
internal sealed record Window(string From, string To);

/// <summary>One question of the landing night and the many ways it is asked.</summary>
/// <param name="Asks">How often over the whole night at the default audience.</param>
internal sealed record QuestionGroup(string Id, int Asks, string Topic, string CleanFrench, string CleanEnglish, Wordings French, Wordings English)
{
    /// <summary>Worth answering at this moment only.</summary>
    public bool OnlyNow { get; init; }

    public Window[] Windows { get; init; } = [new("19:12", "00:50")];

    /// <summary>Wordings in other languages, by language. Empty: such viewers ask in English.</summary>
    public (string Language, string Text)[] Elsewhere { get; init; } = [];

    /// <summary>Too long for YouTube's 200 characters.</summary>
    public bool TwitchOnly { get; init; }
}
