using System.Collections.Immutable;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Posts;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Posts;

/// <summary>A rehearsal's library is that of its show.</summary>
public sealed class CopyPostsTests
{
    private static readonly Actor Salome = A.Producer("Salomé");

    private static readonly ShowSettings Real = A.Settings() with { Channels = [new("twitch", "agence"), new("youtube", "abc"), new("youtube", "def")] };

    private static readonly ShowSettings Rehearsed = A.Settings() with { Rehearsal = true, Channels = [new("twitch", "night"), new("youtube", "video")] };

    [Fact]
    public void Numbers_keys_arming_and_chats_are_as_there_for_the_rehearsals_own_chats()
    {
        var real = A.Show(Real).After(Kept("gone"), Salome).After(Kept("moment", moment: "touchdown"), Salome).After(Kept("key"), Salome)
            .After(Kept("both", to: [new("youtube", "abc", PostLanguage.En), new("youtube", "def", PostLanguage.Fr)]), Salome)
            .After(new ArmPost(1, 1), Salome).After(new ArmPost(2, 1), Salome).After(new ArmPost(3, 1), Salome).After(new DisarmPost(1), Salome).After(new DropPost(1, 3), Salome);

        var before = A.Show(Rehearsed).After(new CopyPosts([.. real.State.Posts.All.Values], MomentsToCome: true), Actor.Program).State.Posts;
        var after = A.Show(Rehearsed).After(new CopyPosts([.. real.State.Posts.All.Values], MomentsToCome: false), Actor.Program).State.Posts;

        Assert.Equal([2, 3, 4], before.All.Keys);
        Assert.Equal([2, 3, null], before.All.Values.Select(p => p.Armed?.Key));
        Assert.Equal([null, 3, null], after.All.Values.Select(p => p.Armed?.Key));
        Assert.Equal(new PostChat("youtube", "video", PostLanguage.En), Assert.Single(before.All[4].Written.To));
        Assert.All(before.All.Values, p => Assert.Null(p.Sent));
    }

    [Fact]
    public void What_was_for_a_platform_that_is_not_rehearsed_goes_to_no_other()
    {
        var real = A.Show(Real).After(Kept("yt", to: [new("youtube", "abc")]), Salome).After(new ArmPost(1, 1), Salome);

        var posts = A.Show(Rehearsed with { Channels = [new("twitch", "night")] }).After(new CopyPosts([.. real.State.Posts.All.Values], MomentsToCome: true), Actor.Program).State.Posts;

        Assert.Equal(("abc", null), (posts.All[1].Written.To.Single().Channel, posts.All[1].Armed));
    }

    [Fact]
    public void Neither_a_real_show_nor_a_library_that_has_posts_is_written_over()
    {
        Assert.NotNull(A.Show(Real).Decide(new CopyPosts([], MomentsToCome: true), Salome).Refusal);
        Assert.NotNull(A.Show(Rehearsed).After(Kept("own"), Salome).Decide(new CopyPosts([], MomentsToCome: true), Salome).Refusal);
    }

    private static KeepPost Kept(string name, string? moment = null, ImmutableArray<PostChat> to = default) => new(new PostWritten(name, PostKind.Post, new("Bonsoir", "Hello"), To: to, Moment: moment));
}
