using LiveConsole.Domain.Posts;

namespace LiveConsole.Api.Wire;

/// <summary>A post's text: one in each language, side by side.</summary>
/// <param name="Choices">Of a poll.</param>
public sealed record WirePostText(string Fr = "", string En = "", WirePostChoices? Choices = null);

/// <summary>What can be voted for: 2 to 5 (YouTube: 4), each of 25 characters at most.</summary>
public sealed record WirePostChoices(IReadOnlyList<string>? Fr = null, IReadOnlyList<string>? En = null);

/// <summary>A chat that gets the post.</summary>
/// <param name="Channel">As the show reads it.</param>
/// <param name="Language">show: the show's own; fr; en; both: in one message.</param>
public sealed record WirePostChat(string Platform, string Channel, PostLanguage Language = PostLanguage.Show);

/// <summary>A post as it is written into the library, whole.</summary>
/// <param name="Name">What the crew calls it.</param>
/// <param name="Text">Of a shout-out: left out.</param>
/// <param name="Other">The text when its moment goes the other way; left out: then nothing is posted.</param>
/// <param name="To">Left out or empty: all chats of the show, in the show's language.</param>
/// <param name="Moment">Armed, it goes out when a person marks a moment of this word.</param>
/// <param name="EverySeconds">How often it is repeated once its schedule was started: 60 to 86400. Never together with a moment or a second ending.</param>
/// <param name="Color">Of an announcement: primary, blue, green, orange or purple.</param>
/// <param name="Login">Of a shout-out: the channel that is recommended.</param>
/// <param name="Seconds">Of a poll: 15 to 1800; default 120.</param>
public sealed record WireWrittenPost(string Name, PostKind Kind, WirePostText? Text = null, WirePostText? Other = null, IReadOnlyList<WirePostChat>? To = null, string? Moment = null, int? EverySeconds = null,
    string? Color = null, string? Login = null, int Seconds = PostWritten.PollLasts);

/// <param name="SeenVersion">The post's version that you decided on.</param>
/// <param name="Post">Its new text, whole.</param>
public sealed record WireChangedPost(int SeenVersion, WireWrittenPost Post);

/// <param name="SeenVersion">The post's version that you decided on.</param>
public sealed record WireSeenPost(int SeenVersion);

/// <param name="SeenVersion">The post's version that you decided on.</param>
/// <param name="Ending">nominal, or lost: the other text.</param>
public sealed record WireSentPost(int SeenVersion, PostEnding Ending = PostEnding.Nominal);

/// <param name="Key">1 to 4, on the posts' page; null: all four were taken.</param>
public sealed record WireArmedPost(string By, DateTimeOffset At, int? Key);

/// <param name="Passed">Why the last time was let pass: none, busy, critical, held, byHand or cannotPost.</param>
public sealed record WirePostSchedule(string By, DateTimeOffset Next, PostPause Passed);

/// <param name="Ending">Which text.</param>
/// <param name="Effects">One a chat: ask GET effects/{id} what became of each.</param>
/// <param name="Moment">It was armed for this one; null: sent by hand or by its schedule.</param>
public sealed record WirePostSending(string By, DateTimeOffset At, PostEnding Ending, IReadOnlyList<long> Effects, string? Moment);

/// <summary>A post of the library, as it stands.</summary>
/// <param name="Number">P3: what the crew says; never reused.</param>
/// <param name="Version">Grows with every change of the text, the arming, the schedule, and when it goes out.</param>
/// <param name="Stopped">Why its schedule stopped: none, critical, held or byHand.</param>
public sealed record WirePost(int Number, int Version, WireWrittenPost Post, WireArmedPost? Armed, WirePostSchedule? Schedule, PostPause Stopped, WirePostSending? Sent)
{
    public static WirePost Of(Post post) => new(post.Number, post.Version, Of(post.Written),
        post.Armed is { } armed ? new WireArmedPost(armed.By.Name, armed.At, armed.Key) : null,
        post.Schedule is { } schedule ? new WirePostSchedule(schedule.By.Name, schedule.Next, schedule.Passed) : null, post.Stopped,
        post.Sent is { } sent ? new WirePostSending(sent.By.Name, sent.At, sent.Ending, sent.Effects, sent.Moment) : null);

    private static WireWrittenPost Of(PostWritten post) => new(post.Name, post.Kind, Of(post.Text), post.Other is { } other ? Of(other) : null,
        [.. post.To.Select(t => new WirePostChat(t.Platform, t.Channel, t.Language))], post.Moment, (int?)post.Every?.TotalSeconds, post.Color, post.Login, post.Seconds);

    private static WirePostText Of(PostText text) => new(text.Fr, text.En, text.ChoicesFr.IsEmpty && text.ChoicesEn.IsEmpty ? null : new WirePostChoices(text.ChoicesFr, text.ChoicesEn));
}

/// <summary>What became of a verb on the library.</summary>
/// <param name="Post">As it stands now; null: it is not there any more, or it was about all.</param>
/// <param name="Action">Names it, for undo.</param>
/// <param name="Undoable">True, or why not, in a sentence.</param>
/// <param name="Changed">False: it was so already.</param>
public sealed record WireKeptPost(WirePost? Post, Guid Action, WireUndoable Undoable, bool Changed);
