using System.Collections.Immutable;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Posts;

/// <summary>
/// A rehearsal begins with the library of the show that is rehearsed: the same numbers and keys, armed and repeated as there, for the rehearsal's own chats. What was
/// sent there was not sent here.
/// </summary>
/// <param name="MomentsToCome">False: it begins after the moments that posts are armed for; these wait for nothing any more.</param>
public sealed record CopyPosts(ImmutableArray<Post> Posts, bool MomentsToCome) : IShowCommand
{
    public string Verb => "copy-posts";

    public Permission Needs => Permission.Post;

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (show.Settings is not { Rehearsal: true } settings || show.Posts.LastNumber > 0) return Refusals.Invalid(
            "Only a rehearsal that has no posts yet begins with those of its show.", "Seule une répétition qui n'a pas encore de publications commence avec celles de son émission.");
        List<Entry> entries = [];
        foreach (var post in Posts.OrderBy(p => p.Number))
        {
            var here = post with { Written = Here(post.Written, settings) };
            entries.Add(new PostKept(here.Number, here.Written));
            if (!CanGoOut(here, settings) || Posting.IsFrozen(show)) continue;
            if (here.Armed is { } armed && (MomentsToCome || here.Written.Moment is null)) entries.Add(new PostArmed(here.Number, armed.Key));
            if (here is { Schedule: not null, Written.Every: { } every }) entries.Add(new PostScheduled(here.Number, now + every));
        }

        return Decision.Of([.. entries]);
    }

    /// <summary>A chat of the real show becomes the rehearsal's of that platform. What was for none of these platforms stays as it was, and goes nowhere: without a chat it would be for all.</summary>
    private static PostWritten Here(PostWritten written, ShowSettings settings)
    {
        var chats = written.To.DistinctBy(t => t.Platform).SelectMany(t => settings.Channels.Where(c => c.Platform == t.Platform).Select(c => t with { Channel = c.Name })).ToImmutableArray();
        return chats.IsEmpty ? written : written with { To = chats };
    }

    private static bool CanGoOut(Post post, ShowSettings settings) =>
        PostDeeds.WhyNot(post, settings, PostEnding.Nominal) is null && (post.Written.Other is null || PostDeeds.WhyNot(post, settings, PostEnding.Lost) is null);
}
