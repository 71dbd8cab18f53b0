using LiveConsole.Domain.Audience;
using LiveConsole.Domain.CrewLine;
using LiveConsole.Domain.Journal;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.CrewLine;

/// <summary>What the crew says to each other, and the notes they hand over.</summary>
public sealed class CrewLineTests
{
    private static readonly Actor Ana = A.Editor("Ana");
    private static readonly Actor Bo = A.Editor("Bo");
    private static readonly Actor Di = A.Moderator("Di");

    private static SayToCrew ToAll(string text) => new(text, CrewRecipient.All) { Addressed = ["bo", "di"] };

    [Fact]
    public void A_message_says_how_many_of_those_who_were_there_have_seen_it()
    {
        var show = A.Show().After(ToAll("sound is back"), Ana);
        var id = show.State.CrewLine[0].Id;
        show = show.After(new SeeCrewMessages([id]), Bo).After(new SeeCrewMessages([id]), Bo);

        var message = show.State.CrewLine[0];

        Assert.Equal(("Bo", 1, 2), (message.Seen[0].Name, message.Seen.Length, message.Readers));
    }

    [Fact]
    public void Who_came_later_and_saw_it_counts_too_and_the_sender_never()
    {
        var show = A.Show().After(ToAll("sound is back"), Ana);
        var id = show.State.CrewLine[0].Id;
        show = show.After(new SeeCrewMessages([id]), A.Person("Inès", Role.Expert)).After(new SeeCrewMessages([id]), Ana);

        Assert.Equal((1, 3), (show.State.CrewLine[0].Seen.Length, show.State.CrewLine[0].Readers));
    }

    [Fact]
    public void What_is_said_to_one_person_cannot_be_seen_by_another()
    {
        var show = A.Show().After(new SayToCrew("are you there?", new CrewRecipient("bo", "Bo")), Ana);
        show = show.After(new SeeCrewMessages([show.State.CrewLine[0].Id]), Di);

        Assert.Empty(show.State.CrewLine[0].Seen);
        Assert.False(show.State.CrewLine[0].IsFor("di"));
    }

    [Fact]
    public void A_message_calls_those_it_is_for_at_their_desk_and_not_its_sender()
    {
        var desk = A.Show().After(new SayToCrew("held lane is full", new CrewRecipient(Desk: "moderate")), Ana).State.CrewLine[0];

        Assert.True(desk.Calls("di", "moderate"));
        Assert.False(desk.Calls("di", "questions"));
        Assert.False(desk.Calls("ana", "moderate"));
    }

    [Fact]
    public void It_changes_no_version_and_pushes_out_no_action_that_can_be_undone()
    {
        var show = A.Show().With(A.Question("one?").Queued());
        var (desk, item, actions) = (show.State.DeskVersion, show.Version(1), show.State.Actions.Count);

        show = show.After(new SayToCrew("look at it", CrewRecipient.All, Number: 1), Ana);

        Assert.Equal((desk, item, actions), (show.State.DeskVersion, show.Version(1), show.State.Actions.Count));
    }

    [Fact]
    public void The_last_two_hundred_are_kept_and_a_stored_state_keeps_them()
    {
        var show = Enumerable.Range(1, 205).Aggregate(A.Show(), (s, n) => s.After(ToAll($"m{n}"), Ana)).After(new WriteHandover("moderate", "all quiet", 0), Di);

        var restored = StoredShowState.FromJson(StoredShowState.Of(show.State).ToJson()).Restore([]);

        Assert.Equal((200, "m6", "m205"), (show.State.CrewLine.Count, show.State.CrewLine[0].Text, show.State.CrewLine[^1].Text));
        Assert.Equal(show.State.CrewLine, restored.CrewLine);
        Assert.Equal(show.State.Handovers, restored.Handovers);
    }

    [Fact]
    public void In_the_critical_minutes_nobody_is_rung()
    {
        var show = A.Show().After(new BeginPhase("critical", "CRITIQUE", "CRITICAL", null), A.Producer("Cy"));

        Assert.Equal("These are the critical minutes: nobody is rung. Write it as urgent.", show.Decide(new SayToCrew("", new CrewRecipient("bo", "Bo"), Ring: true), Ana).Refusal!.Message);
        Assert.Null(show.Decide(new SayToCrew("now", CrewRecipient.All, Urgent: true), Ana).Refusal);
    }

    [Theory]
    [InlineData("  ", "There is nothing to say: type a few words.")]
    [InlineData(null, "A crew message holds 500 characters; this has 501. Shorten it.")]
    public void Nothing_and_too_much_are_refused(string? text, string why) =>
        Assert.Equal(why, A.Show().Decide(new SayToCrew(text ?? new string('x', 501), CrewRecipient.All), Ana).Refusal!.Message);

    [Fact]
    public void An_item_that_is_not_there_cannot_be_sent() =>
        Assert.Equal(RefusalKind.NotFound, A.Show().Decide(new SayToCrew("see", CrewRecipient.All, Number: 41), Ana).Refusal!.Kind);

    [Fact]
    public void A_hand_over_note_is_not_overwritten_by_who_saw_an_older_one()
    {
        var show = A.Show().After(new WriteHandover("moderate", "Ombre is a friend", 0), Di).Later(60);
        Assert.Equal("Di changed this note at 21:50:00. Yours is kept in the field: read theirs, then keep what is right.",
            show.Decide(new WriteHandover("moderate", "watch Ombre", 0), Bo).Refusal!.Message);

        show = show.After(new WriteHandover("moderate", "Ombre is a friend. Lane 1 is mine.", 1), Bo);

        Assert.Equal(("Bo", 2), (show.State.Handovers["moderate"].By.Name, show.State.Handovers["moderate"].Version));
    }

    [Fact]
    public void Notes_are_kept_for_so_many_desks_and_a_desk_that_has_one_can_go_on_writing()
    {
        var show = Enumerable.Range(0, WriteHandover.MostDesks).Aggregate(A.Show(), (s, i) => s.After(new WriteHandover($"desk{i}", "note", 0), A.Moderator("Nora")));

        Assert.StartsWith("There are notes for 50 desks", show.Decide(new WriteHandover("one more", "note", 0), A.Moderator("Nora")).Refusal!.Message, StringComparison.Ordinal);
        Assert.Null(show.Decide(new WriteHandover("desk7", "longer", 1), A.Moderator("Nora")).Refusal);
    }
}
