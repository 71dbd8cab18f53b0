using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Posts;

/// <summary>
/// Makes a post ready: its moment, or one key, sends it. Only what could go out is armed; in the critical minutes nothing new is.
/// </summary>
public sealed record ArmPost(int Number, int Seen) : IShowCommand
{
    public string Verb => "arm-post";

    public Permission Needs => Permission.Post;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Posts.Find(Number) is not { } post) return Refusals.NoPost;
        if (post.Armed is not null) return Decision.Unchanged;
        if (post.Version != Seen) return Refusals.PostMovedOn(show, post);
        if (show.Contingency is not null) return Refusals.NoArmingInContingency(show);
        if (Posting.IsFrozen(show)) return Refusals.PostsFrozen(show);
        if (PostDeeds.WhyNot(post, show.Settings, PostEnding.Nominal) is { } not) return not;
        if (post.Written.Other is not null && PostDeeds.WhyNot(post, show.Settings, PostEnding.Lost) is { } other) return other;
        return new PostArmed(Number, show.Posts.FreeKey);
    }
}

/// <summary>It is not ready any more; a schedule is stopped, too. Never refused: who stops is right.</summary>
/// <param name="Number">Null: all of them, and what counts down is taken back.</param>
public sealed record DisarmPost(int? Number) : IShowCommand
{
    public string Verb => "disarm-post";

    public Permission Needs => Permission.Post;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (Number is not { } number) return Decision.Of([.. Posting.StopAll(show)]);
        if (show.Posts.Find(number) is not { } post) return Refusals.NoPost;
        return post.Waits ? new PostsStopped([number]) : Decision.Unchanged;
    }
}

/// <summary>Repeats a post from now on, first after one interval: an arm's length between the press and the chat.</summary>
public sealed record SchedulePost(int Number, int Seen) : IShowCommand
{
    public string Verb => "schedule-post";

    public Permission Needs => Permission.Post;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Posts.Find(Number) is not { } post) return Refusals.NoPost;
        if (post.Schedule is not null) return Decision.Unchanged;
        if (post.Version != Seen) return Refusals.PostMovedOn(show, post);
        if (post.Written.Every is not { } every) return Refusals.NotRepeated(post);
        if (show.Contingency is not null) return Refusals.NoArmingInContingency(show);
        if (Posting.IsFrozen(show)) return Refusals.PostsFrozen(show);
        if (show.Hold is not null) return Refusals.NoScheduleWhileHeld;
        if (PostDeeds.WhyNot(post, show.Settings, PostEnding.Nominal) is { } not) return not;
        return new PostScheduled(Number, now + every);
    }
}
