using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Posts;

/// <summary>
/// Sends a post of the library to its chats, each once. It counts down 5 s first, so that it can be taken back (undo), unless it was armed for a moment: then it was agreed before. Two who
/// press at once send it once: the second is told who was first.
/// </summary>
/// <param name="Seen">The version that was on the page.</param>
public sealed record FirePost(int Number, int Seen, PostEnding Ending = PostEnding.Nominal) : IShowCommand
{
    /// <summary>Who presses again meant the same press: by then the page shows its new version, and that protects nobody.</summary>
    public static readonly TimeSpan JustSentFor = TimeSpan.FromSeconds(10);

    public string Verb => "fire-post";

    public Permission Needs => Permission.Post;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Posts.Find(Number) is not { } post) return Refusals.NoPost;
        if (post.Version != Seen) return Refusals.PostMovedOn(show, post);
        if (show.IsTooCheerful(post, Ending)) return Refusals.TooCheerful(show, post);
        if (Posting.IsFrozen(show, post)) return Refusals.PostsFrozen(show);
        if (IsJustSent(show, post, now)) return Refusals.PostJustSent(show, post, post.Sent!);
        if (PostDeeds.WhyNot(post, show.Settings, Ending) is { } not) return not;
        if (Posting.NoneCan(show, by, post, Ending) is { } none) return none;
        var atOnce = post.Armed is not null && post.Written.Moment is not null;
        return Decision.Of(Posting.Fire(show, by, post, Ending, atOnce ? null : now + SendPost.CountsDown));
    }

    /// <summary>It still goes out, or went out a moment ago: it is not sent again. What was taken back, or went nowhere, may be at once.</summary>
    public static bool IsJustSent(ShowState show, Post post, DateTimeOffset now) => post.Sent is { } sent
        && sent.Effects.Select(show.Effects.Find).Any(e => e is not null && (e.IsOpen || (e.IsOpenOrDone && now - sent.At < JustSentFor)));
}

/// <summary>A scheduled post's time has come: sent by the program, from the node that listens. Each time is posted at most once, whoever asks and however often.</summary>
/// <param name="Started">The action that started the schedule: a time of an older one is nothing.</param>
/// <param name="Slot">Which time.</param>
public sealed record FireSlot(int Number, Guid Started, int Slot) : IShowCommand
{
    public string Verb => "post-slot";

    public Permission Needs => Permission.Post;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Posts.Find(Number) is not { Schedule: { } schedule, Written.Every: { } every } post) return Decision.Unchanged;
        if (schedule.Started != Started || schedule.Slot != Slot || now < schedule.Next) return Decision.Unchanged;
        // Times that passed while nothing ran are over: nobody wants six at once.
        var next = schedule.Next + every > now ? schedule.Next + every : now + every;
        if (Posting.IsFrozen(show)) return new PostSlotPassed(Number, Slot, next, PostPause.Critical);
        if (Posting.IsBusy(show, now)) return new PostSlotPassed(Number, Slot, next, PostPause.Busy);
        if (PostDeeds.WhyNot(post, show.Settings, PostEnding.Nominal) is not null || Posting.NoneCan(show, by, post, PostEnding.Nominal) is not null)
            return new PostSlotPassed(Number, Slot, next, PostPause.CannotPost);
        return Decision.Of(Posting.Fire(show, by, post, PostEnding.Nominal, notBefore: null, slot: Slot, next: next));
    }
}
