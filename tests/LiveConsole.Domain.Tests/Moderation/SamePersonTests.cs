using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Moderation;

public sealed class SamePersonTests
{
    private static readonly ViewerRef Here = new("twitch", "901"), There = new("youtube", "UC1"), AnotherThere = new("youtube", "UC2");
    private static readonly Actor Nora = A.Moderator("Nora"), Max = A.Moderator("Max");

    [Fact]
    public void Two_viewers_are_one_person_when_somebody_says_so_and_whoever_asks_about_either_is_told()
    {
        var show = A.Show().After(new MatchViewers(Here, There, Same: true), Nora);

        var match = Assert.Single(show.State.SamePeople);
        Assert.Equal(("Nora", There, Here), (match.By.Name, match.Beside(Here), match.Beside(There)));
        Assert.Equal(Decision.Unchanged, show.Decide(new MatchViewers(There, Here, Same: true), Max));
    }

    [Fact]
    public void Viewers_of_one_platform_are_never_one_and_a_person_is_one_viewer_a_platform()
    {
        var show = A.Show().After(new MatchViewers(Here, There, Same: true), Nora);

        Assert.Equal(RefusalKind.Invalid, A.Show().Decide(new MatchViewers(There, AnotherThere, Same: true), Nora).Refusal!.Kind);
        var second = show.Decide(new MatchViewers(Here, AnotherThere, Same: true), Max).Refusal!;
        Assert.Contains("Nora", second.Message, StringComparison.Ordinal);
        Assert.NotNull(show.Decide(new MatchViewers(new ViewerRef("twitch", "902"), There, Same: true), Max).Refusal);
    }

    [Fact]
    public void It_is_taken_back_by_saying_so_and_by_undoing_it()
    {
        var show = A.Show().After(new MatchViewers(Here, There, Same: true), Nora);

        Assert.Empty(show.After(new MatchViewers(There, Here, Same: false), Max).State.SamePeople);
        Assert.Empty(show.Undo(Nora).State.SamePeople);
        Assert.Equal(Decision.Unchanged, A.Show().Decide(new MatchViewers(Here, There, Same: false), Nora));
    }

    [Fact]
    public void It_outlives_a_stored_state()
    {
        var show = A.Show().After(new MatchViewers(Here, There, Same: true), Nora);

        Assert.Equal(show.State.SamePeople, StoredShowState.FromJson(StoredShowState.Of(show.State).ToJson()).Restore([]).SamePeople);
    }
}
