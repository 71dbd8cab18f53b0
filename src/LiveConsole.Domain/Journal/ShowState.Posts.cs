using LiveConsole.Domain.Posts;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Journal;

/// <summary>The show's own words to the chats.</summary>
public sealed partial record ShowState
{
    public PostBook Posts { get; init; } = PostBook.Empty;

    private ShowState WithPosts(StoredEntry stored)
    {
        var by = new Stamp(stored.Command ?? Guid.Empty, stored.Verb ?? "", stored.By ?? Actor.Program, stored.At);
        return this with
        {
            Posts = stored.Entry switch
            {
                PostKept e => Posts.With(e.Number, e.Written, by),
                PostDropped e => Posts.Without(e.Number),
                PostArmed e => Posts.Armed(e.Number, e.Key, by),
                PostScheduled e => Posts.Scheduled(e.Number, e.First, by),
                PostsStopped e => Posts.Stopped(e.Numbers, by),
                PostFired e => Posts.Fired(e.Number, new PostSending(by.Action, by.By, by.At, e.Ending, e.Effects, e.Moment, e.Slot), e.Next, by),
                PostSlotPassed e => Posts.Passed(e.Number, e.Next, e.Why),
                _ => Posts,
            },
        };
    }
}
