using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Shows;

namespace LiveConsole.Tests.Permissions;

/// <summary>Every verb as every role, through the one door for verbs.</summary>
[Collection(nameof(AConsole))]
public sealed class VerbTests(AConsole console) : IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await console.StandDownAsync();

    public static TheoryData<int> Known => [.. Enumerable.Range(0, Expected.Verbs.Count)];

    [Fact]
    public void Every_verb_of_the_house_is_expected()
    {
        var verbs = typeof(IShowCommand).Assembly.GetTypes().Where(t => typeof(IShowCommand).IsAssignableFrom(t) && t is { IsAbstract: false, IsInterface: false });
        var missing = verbs.Except(Expected.Verbs.Select(v => v.Verb.GetType())).Select(t => t.Name).ToList();

        Assert.True(missing is [], $"Say in Expected.Verbs who may: {string.Join(", ", missing)}");
    }

    [Theory]
    [MemberData(nameof(Known))]
    public async Task A_verb_is_for_these_and_no_others(int number)
    {
        var (verb, who) = Expected.Verbs[number];
        foreach (var visitor in Enum.GetValues<Visitor>())
        {
            var outcome = await console.Get<ICommands>().DoAsync(console.Show.Id, verb, console.As(visitor));

            Assert.True(IsForbidden(outcome) != Expected.May(who, visitor), $"{verb.GetType().Name} as {visitor}: {outcome}");
        }
    }

    [Theory]
    [MemberData(nameof(Known))]
    public async Task A_role_in_one_show_is_none_in_another(int number)
    {
        var outcome = await console.Get<ICommands>().DoAsync(console.Other.Id, Expected.Verbs[number].Verb, console.As(Visitor.Owner));

        Assert.True(IsForbidden(outcome), outcome.ToString());
    }

    [Fact]
    public async Task Who_may_take_is_the_shows_to_say()
    {
        var seen = console.Other.Snapshot.State.Settings!;
        // The played crew's way: roles for this test alone.
        Actor overlay = new("lou", "Lou", Role.Overlay), editor = new("ana", "Ana", Role.Editor);
        var crew = console.Get<LiveConsole.Accounts.Crew>();
        crew.Play(overlay, console.Other.Id);
        crew.Play(editor, console.Other.Id);
        Assert.True(IsForbidden(await TakeAsync(overlay)));
        Assert.False(IsForbidden(await TakeAsync(editor)));

        await DoAsync(new ConfigureShow(seen with { Rules = new ShowRules { MayTake = [Role.Owner, Role.Overlay] } }, seen), console.As(Visitor.Elsewhere));

        Assert.False(IsForbidden(await TakeAsync(overlay)));
        Assert.True(IsForbidden(await TakeAsync(editor)));
        Assert.True(console.Other.Snapshot.For(new Reader(Role.Overlay)).May(Permission.Take));
        Assert.False(console.Other.Snapshot.For(new Reader(Role.Editor)).May(Permission.Take));
    }

    [Fact]
    public async Task A_screen_that_was_revoked_signals_no_more()
    {
        var gone = LiveConsole.Screens.ScreenDirectory.ActorOf(console.ScreenId(console.RevokedScreen), "Gone");
        var overlay = LiveConsole.Screens.ScreenDirectory.ActorOf(console.ScreenId(console.OverlayScreen), "Overlay");

        Assert.True(IsForbidden(await DoAsync(new PresenterSignal(SignalKind.Another, null, console.Show.Clock.Now, "Gone"), gone)));
        Assert.True(IsForbidden(await DoAsync(new PresenterSignal(SignalKind.Another, null, console.Show.Clock.Now, "Overlay"), overlay)));
    }

    private Task<Outcome> TakeAsync(Actor by) => console.Get<ICommands>().DoAsync(console.Other.Id, new PutOnAir(new ItemId(Guid.NewGuid()), 1, null), by);

    private Task<Outcome> DoAsync(IShowCommand command, Actor by) =>
        console.Get<ICommands>().DoAsync(command is ConfigureShow ? console.Other.Id : console.Show.Id, command, by);

    private static bool IsForbidden(Outcome outcome) => outcome is Outcome.Refused { Refusal.Kind: RefusalKind.Forbidden };
}
