using LiveConsole.Accounts;
using LiveConsole.Accounts.Invitations;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Testing;
using LiveConsole.Tests.Permissions;

namespace LiveConsole.Tests.Accounts;

/// <summary>What owner and production do with people, in a real server: in force at once, and in the show's journal.</summary>
public sealed class PeopleDeedsTests : IAsyncLifetime
{
    private readonly AConsole _console = new();

    private PeopleDeeds Deeds => _console.Get<PeopleDeeds>();

    private Crew Crew => _console.Get<Crew>();

    private InvitationBook Book => _console.Get<InvitationBook>();

    public ValueTask InitializeAsync() => _console.InitializeAsync();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public async Task Each_deed_stands_in_the_journal_with_who_and_whom_and_none_can_be_undone_there()
    {
        var owner = Now(Visitor.Owner);
        var (made, whyNot) = await Deeds.InviteAsync(_console.Show, owner, Wish(Role.Expert) with { Name = " Tomas\u0007 ", Topics = ["images"], Uses = 2 }, default);
        Assert.Null(whyNot);
        Assert.Equal("Tomas", made!.Name);
        var editor = Now(Visitor.Editor);
        Assert.Null(await Deeds.ChangeRoleAsync(_console.Show, owner, editor.Id, Role.Expert, ["images"], default));
        Assert.Null(await Deeds.ChangeRoleAsync(_console.Show, owner, editor.Id, Role.Expert, ["images"], default));
        Assert.Null(await Deeds.TakeOutAsync(_console.Show, owner, editor.Id, default));
        Assert.Null(await Deeds.RevokeAsync(_console.Show, owner, made, people: false, default));

        var entries = await EntriesAsync();
        Assert.Equal(
            [
                new PersonInvited(made.Id, Role.Expert, ["images"], "Tomas", 2, made.ExpiresAt), new RoleChanged(editor with { Role = Role.Expert }, Role.Editor, ["images"]),
                new PersonLeft(editor with { Role = Role.Expert }), new InvitationRevoked(made.Id, Role.Expert, "Tomas"),
            ],
            entries.Select(e => e.Entry));
        Assert.All(entries, e => Assert.Equal(owner, e.By));
        var state = _console.Show.Snapshot.State;
        Assert.All(entries, e => Assert.Equal(Refusals.PeopleNotUndone, UndoAction.WhyNot(state, state.Actions[e.Command!.Value], owner, A.Time)));
    }

    [Theory]
    [InlineData(Visitor.Producer, Role.Owner)]
    [InlineData(Visitor.Editor, Role.Observer)]
    [InlineData(Visitor.TakenOut, Role.Observer)]
    [InlineData(Visitor.Elsewhere, Role.Observer)]
    public async Task Who_may_not_changes_nothing(Visitor visitor, Role role)
    {
        // As their page believes: an owner.
        var by = _console.As(visitor);
        var owner = Now(Visitor.Owner);
        var (link, _) = await Deeds.InviteAsync(_console.Show, owner, Wish(role), default);
        var before = await EntriesAsync();

        Assert.NotNull((await Deeds.InviteAsync(_console.Show, by, Wish(role), default)).WhyNot);
        Assert.NotNull(await Deeds.RevokeAsync(_console.Show, by, link!, people: true, default));
        Assert.NotNull(await Deeds.ChangeRoleAsync(_console.Show, by, owner.Id, Role.Observer, [], default));
        Assert.NotNull(await Deeds.TakeOutAsync(_console.Show, by, owner.Id, default));
        if (visitor is Visitor.Producer) Assert.NotNull(await Deeds.ChangeRoleAsync(_console.Show, by, Now(Visitor.Lead).Id, Role.Owner, [], default));

        Assert.Equal(before.Count, (await EntriesAsync()).Count);
        Assert.Equal((Role.Owner, Role.Lead), (Now(Visitor.Owner).Role, Now(Visitor.Lead).Role));
        Assert.Null(Assert.Single(await Book.ListAsync(_console.Show.Id, default)).Row.RevokedAt);
    }

    [Fact]
    public async Task Who_runs_the_installation_and_oneself_are_left_alone_in_words()
    {
        var owner = Now(Visitor.Owner);

        Assert.Equal("Installation runs this installation and is in every show.", (await Deeds.TakeOutAsync(_console.Show, owner, _console.PersonOf(Visitor.Installation), default))!.Words.En);
        Assert.Equal("This is you. Another owner or the production can change it.", (await Deeds.ChangeRoleAsync(_console.Show, owner, owner.Id, Role.Editor, [], default))!.Words.En);
        Assert.Equal("This person is not in the show any more.", (await Deeds.TakeOutAsync(_console.Show, owner, _console.PersonOf(Visitor.TakenOut), default))!.Words.En);
    }

    [Theory]
    [InlineData(0, 1, "1 to 100")]
    [InlineData(101, 1, "1 to 100")]
    [InlineData(1, -1, "past")]
    [InlineData(1, 24 * 400, "366 days")]
    public async Task An_invitation_that_makes_no_sense_is_refused(int uses, int hours, string says)
    {
        var (made, whyNot) = await Deeds.InviteAsync(_console.Show, Now(Visitor.Owner), Wish(Role.Lead, hours) with { Uses = uses }, default);

        Assert.Null(made);
        Assert.Contains(says, whyNot!.Words.En, StringComparison.Ordinal);
        Assert.Empty(await Book.ListAsync(_console.Show.Id, default));
    }

    [Fact]
    public async Task An_invitations_people_leave_with_it_and_what_they_had_open_is_closed_at_once()
    {
        var owner = Now(Visitor.Owner);
        var (link, _) = await Deeds.InviteAsync(_console.Show, owner, Wish(Role.Moderator) with { Uses = 3 }, default);
        var (one, two) = ((await Crew.ComeInAsync(link!, "One", null, null, default))!, (await Crew.ComeInAsync(link!, "Two", null, null, default))!);
        var editor = await Crew.OpenSessionAsync(_console.PersonOf(Visitor.Editor), null, null, default);
        List<string> closed = [];
        var open = _console.Get<Connections>();
        var others = open.Count;
        using (open.WhileIn(one, _console.Show.Id, () => closed.Add("page")))
        using (open.WhileSignedIn(two, () => closed.Add("socket")))
        using (open.WhileIn(editor, _console.Show.Id, () => closed.Add("editor")))
        {
            Assert.Null(await Deeds.RevokeAsync(_console.Show, owner, link!, people: true, default));

            // No turn of a clock was waited for.
            Assert.Equal(["page", "socket"], closed.Order());
            Assert.Null(Crew.ActorFor(one, _console.Show.Id));
            Assert.Equal(new Standing.TakenOut(new Leaving("Owner", _console.Show.Snapshot.State.LastAt)).GetType(), Crew.StandingOf(two, _console.Show.Id).GetType());
            // A connection that comes a moment late is closed as it comes.
            using var late = open.WhileSignedIn(two, () => closed.Add("late"));
            Assert.Contains("late", closed);
        }

        Assert.Equal(others, open.Count);
        Assert.Equal(2, (await EntriesAsync()).Count(e => e.Entry is PersonLeft));
        Assert.Null(await Crew.ComeInAsync(link!, "Three", null, null, default));
    }

    private Actor Now(Visitor visitor) => Crew.Current(_console.As(visitor), _console.Show.Id)!;

    private static InvitationWish Wish(Role role, int hours = 1) => new(role, [], null, 1, TimeProvider.System.GetUtcNow().AddHours(hours));

    private async Task<IReadOnlyList<StoredEntry>> EntriesAsync()
    {
        List<StoredEntry> all = [];
        await foreach (var page in _console.Get<IJournal>().ReadAsync(_console.Show.Id, 0, null, default)) all.AddRange(page);
        return [.. all.Where(e => e.Entry is PersonInvited or InvitationRevoked or PersonJoined or RoleChanged or PersonLeft)];
    }
}
