using System.Collections.Immutable;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Posts;

/// <summary>What a post becomes on a platform. An announcement is Twitch's; on YouTube it is a plain post. A shout-out is Twitch's alone.</summary>
public enum PostKind { Post, Announcement, Poll, ShoutOut }

/// <summary>Which of a post's two texts a chat gets.</summary>
public enum PostLanguage
{
    /// <summary>The show's own.</summary>
    Show,
    Fr,
    En,

    /// <summary>Both in one message, the show's language first.</summary>
    Both,
}

/// <summary>Which way the moment went: a post that celebrates carries a second text, for when there is nothing to celebrate (desks.md, section 4).</summary>
public enum PostEnding { Nominal, Lost }

/// <summary>One text, side by side in the two languages.</summary>
/// <param name="ChoicesFr">Of a poll: what can be voted for.</param>
public sealed record PostText(string Fr, string En, ImmutableArray<string> ChoicesFr = default, ImmutableArray<string> ChoicesEn = default)
{
    public ImmutableArray<string> ChoicesFr { get; init; } = ChoicesFr.IsDefault ? [] : ChoicesFr;

    public ImmutableArray<string> ChoicesEn { get; init; } = ChoicesEn.IsDefault ? [] : ChoicesEn;

    public bool IsEmpty => string.IsNullOrWhiteSpace(Fr) && string.IsNullOrWhiteSpace(En);

    public bool Equals(PostText? other) => other is not null && (Fr, En) == (other.Fr, other.En) && ChoicesFr.AsSpan().SequenceEqual(other.ChoicesFr.AsSpan()) && ChoicesEn.AsSpan().SequenceEqual(other.ChoicesEn.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Fr, En);
}

/// <summary>A chat that gets the post, and in which language.</summary>
/// <param name="Channel">As in the show's settings.</param>
public sealed record PostChat(string Platform, string Channel, PostLanguage Language = PostLanguage.Show);

/// <summary>A post as people write it, whole.</summary>
/// <param name="Name">What the crew calls it.</param>
/// <param name="Other">The text when the moment goes the other way; null: then nothing is posted.</param>
/// <param name="To">Empty: all chats of the show, in the show's language.</param>
/// <param name="Moment">Armed, it fires when a person marks a moment of this word; null: by hand, or by <paramref name="Every"/>.</param>
/// <param name="Every">How often it is repeated once its schedule was started; null: it has none.</param>
/// <param name="Color">Of an announcement.</param>
/// <param name="Login">Of a shout-out: the channel that is recommended.</param>
/// <param name="Seconds">Of a poll.</param>
public sealed record PostWritten(string Name, PostKind Kind, PostText Text, PostText? Other = null, ImmutableArray<PostChat> To = default, string? Moment = null, TimeSpan? Every = null,
    string? Color = null, string? Login = null, int Seconds = PostWritten.PollLasts)
{
    public const int PollLasts = 120;

    public ImmutableArray<PostChat> To { get; init; } = To.IsDefault ? [] : To;

    public bool Equals(PostWritten? other) => other is not null && (Name, Kind, Text, Other, Moment, Every, Color, Login, Seconds) == (other.Name, other.Kind, other.Text, other.Other, other.Moment, other.Every, other.Color, other.Login, other.Seconds)
        && To.AsSpan().SequenceEqual(other.To.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Name, Kind, Text);
}

/// <summary>Ready to go: by whom, since when, and under which of the keys 1 to 4; null: all four were taken.</summary>
public sealed record PostArming(Actor By, DateTimeOffset At, int? Key);

/// <summary>Why a schedule let a time pass, or stands.</summary>
public enum PostPause { None, Busy, Critical, Held, ByHand, CannotPost }

/// <summary>It is repeated: which time is next, and when.</summary>
/// <param name="Slot">Counts the times since it was started: each is posted at most once.</param>
/// <param name="Passed">Why the last time was let pass.</param>
public sealed record PostSchedule(Guid Started, Actor By, DateTimeOffset At, int Slot, DateTimeOffset Next, PostPause Passed = PostPause.None);

/// <summary>It went out, or was to: by whom, and the effects that say what became of it in each chat.</summary>
/// <param name="Moment">It was armed for this one, and the moment was marked.</param>
/// <param name="Slot">By its schedule.</param>
public sealed record PostSending(Guid Action, Actor By, DateTimeOffset At, PostEnding Ending, ImmutableArray<long> Effects, string? Moment = null, int? Slot = null)
{
    public bool Equals(PostSending? other) => other is not null && (Action, By, At, Ending, Moment, Slot) == (other.Action, other.By, other.At, other.Ending, other.Moment, other.Slot) && Effects.AsSpan().SequenceEqual(other.Effects.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Action, At);
}

/// <summary>A post of the show's library, as it stands.</summary>
/// <param name="Number">P3: what the crew says; never reused.</param>
/// <param name="Version">What a person saw; grows with every change of the text, the arming, the schedule, and when it goes out.</param>
/// <param name="Last">Who changed it last.</param>
/// <param name="Stopped">Why its schedule stopped.</param>
public sealed record Post(int Number, PostWritten Written, int Version, Stamp Last, PostArming? Armed = null, PostSchedule? Schedule = null, PostSending? Sent = null, PostPause Stopped = PostPause.None)
{
    public string P => $"P{Number}";

    /// <summary>It waits for nothing but a press or its moment.</summary>
    public bool Waits => Armed is not null || Schedule is not null;
}
