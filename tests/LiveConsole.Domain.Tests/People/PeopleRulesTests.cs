using LiveConsole.Domain.Journal;
using LiveConsole.Domain.People;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.People;

/// <summary>Every role against every role: who brings in, changes and takes out whom.</summary>
public sealed class PeopleRulesTests
{
    private static readonly Role[] Roles = Enum.GetValues<Role>();

    public static TheoryData<Role, Role> Pairs => [.. Roles.SelectMany(by => Roles.Select(role => (by, role)))];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Owners_do_anything_producers_anything_but_with_owners_others_nothing(Role by, Role about)
    {
        var may = by is Role.Owner || (by is Role.Producer && about is not Role.Owner);
        var (ana, bo, show) = (new Actor("ana", "Ana", by), new Actor("bo", "Bo", about), ShowState.Empty);

        Assert.Equal(may, new InvitePerson(Guid.NewGuid(), about, [], null, 1, A.Time).Decide(show, ana, A.Time).Refusal is null);
        Assert.Equal(may, new RevokeInvitation(Guid.NewGuid(), about, null).Decide(show, ana, A.Time).Refusal is null);
        Assert.Equal(may, new TakeOut(bo).Decide(show, ana, A.Time).Refusal is null);
        Assert.Equal(may, new ChangeRole(bo, Role.Observer, []).Decide(show, ana, A.Time).Refusal is null);
        Assert.Equal(may, new ChangeRole(bo with { Role = Role.Observer }, about, []).Decide(show, ana, A.Time).Refusal is null);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Nobody_changes_or_takes_out_themselves_so_one_who_may_always_stays(Role by, Role other)
    {
        var ana = new Actor("ana", "Ana", by);

        Assert.NotNull(new TakeOut(ana).Decide(ShowState.Empty, ana, A.Time).Refusal);
        Assert.NotNull(new ChangeRole(ana, other, []).Decide(ShowState.Empty, ana, A.Time).Refusal);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(PeopleRules.MostUses, true)]
    [InlineData(PeopleRules.MostUses + 1, false)]
    public void An_invitation_is_for_one_to_a_hundred_people(int uses, bool may) =>
        Assert.Equal(may, new InvitePerson(Guid.NewGuid(), Role.Editor, [], null, uses, A.Time).Decide(ShowState.Empty, new Actor("ana", "Ana", Role.Owner), A.Time).Refusal is null);

    [Fact]
    public void A_refusal_names_who_and_says_the_way_on_in_both_languages()
    {
        var words = new TakeOut(new Actor("bo", "Bo", Role.Owner)).Decide(ShowState.Empty, new Actor("ana", "Ana", Role.Producer), A.Time).Refusal!.Words;

        Assert.Equal(("Bo is an owner: only an owner can change that.", "Bo est propriétaire : seul·e un·e propriétaire peut y toucher."), (words.En, words.Fr));
    }
}
