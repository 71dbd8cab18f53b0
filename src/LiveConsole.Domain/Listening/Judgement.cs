using System.Collections.Immutable;

namespace LiveConsole.Domain.Listening;

/// <summary>What Listening says of one message, once: it is journaled with the message, or after it (<see cref="Journal.Judged"/>).</summary>
/// <param name="Question">It is taken for a question to the show: <paramref name="Score"/> is at least <see cref="QuestionJudge.Threshold"/>.</param>
/// <param name="Score">0 to 1: the share of messages judged so that are questions to the show, as far as calibration holds (docs/listening.md).</param>
/// <param name="Language">ISO 639-1; null when unsure or when there are no words.</param>
/// <param name="Reasons">Keys of <see cref="Listening.Reasons"/>, the strongest first; never default.</param>
public sealed record Judgement(bool Question, double Score, string? Language, ImmutableArray<string> Reasons)
{
    public ImmutableArray<string> Reasons { get; init => field = value.IsDefault ? [] : value; } = Reasons.IsDefault ? [] : Reasons;

    /// <summary>What the desk should look at, the gravest first; never default.</summary>
    public ImmutableArray<MessageMark> Marks { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Proposed: a question about the moment ("has it landed?"), worth an answer now only. People decide.</summary>
    public bool OnlyNow { get; init; }

    public bool Equals(Judgement? other) => other is not null && Question == other.Question && Score.Equals(other.Score) && Language == other.Language
        && OnlyNow == other.OnlyNow && Reasons.AsSpan().SequenceEqual(other.Reasons.AsSpan()) && Marks.AsSpan().SequenceEqual(other.Marks.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Question, Score, Language);
}
