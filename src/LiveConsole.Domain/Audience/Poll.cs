using System.Collections.Immutable;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Domain.Audience;

public enum PollStatus { Active, Closed }

/// <param name="Votes">Null: the platform does not tell us (YouTube tells the channel's owner alone). Absent is not zero.</param>
public sealed record PollOption(string Text, long? Votes = null);

/// <summary>A poll as it stands on its platform; bounded. Question and answers are hostile text like any other.</summary>
/// <param name="Id">The platform's own: a poll that changes keeps it.</param>
/// <param name="At">Show time of this standing.</param>
public sealed record Poll(string Platform, string Channel, string Id, string Question, ImmutableArray<PollOption> Options, PollStatus Status, DateTimeOffset At)
{
    /// <summary>Twitch lets through five answers, YouTube four (their help pages).</summary>
    public const int MostOptions = 20;

    /// <summary>Platforms tell a count several times a second; one a second is what a person can read.</summary>
    public static readonly TimeSpan CountedEvery = TimeSpan.FromSeconds(1);

    public ImmutableArray<PollOption> Options { get; init => field = value.IsDefault ? [] : value; } = Options;

    /// <summary>When it began, and when it ends or ended, as far as the platform tells.</summary>
    public DateTimeOffset? BeganAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>All votes; null when no option's are told.</summary>
    public long? Votes => Options.Any(o => o.Votes is not null) ? Options.Sum(o => o.Votes ?? 0) : null;

    public Poll Bounded() => this with
    {
        Question = MessageBounds.Shortened(Question, MessageBounds.LongestText),
        Options = [.. Options.Take(MostOptions).Select(o => o with { Text = MessageBounds.Shortened(o.Text, MessageBounds.LongestName) })],
    };

    /// <summary>What this telling adds to what is known: null when it adds nothing, or only a count that is too young to say again.</summary>
    public Poll? Over(Poll? known)
    {
        if (known is null) return this;
        var merged = this with { BeganAt = BeganAt ?? known.BeganAt, EndsAt = EndsAt ?? known.EndsAt };
        // A reader that was told again what is over (a history, a second transport) opens nothing.
        if (known.Status == PollStatus.Closed && Status == PollStatus.Active) return null;
        if (merged with { At = known.At } == known) return null;
        var countAlone = merged with { At = known.At, Options = known.Options } == known && merged.Options.Select(o => o.Text).SequenceEqual(known.Options.Select(o => o.Text), StringComparer.Ordinal);
        return countAlone && At - known.At < CountedEvery ? null : merged;
    }

    public bool Equals(Poll? other) => other is not null && (Platform, Channel, Id, Question, Status, At, BeganAt, EndsAt) == (other.Platform, other.Channel, other.Id, other.Question, other.Status, other.At, other.BeganAt, other.EndsAt)
        && Options.AsSpan().SequenceEqual(other.Options.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Platform, Id, Status);
}
