using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Shows;

/// <summary>A person's removal of what is on air does not wait for the disk.</summary>
public sealed class StrikeTests
{
    private static readonly Actor Nora = A.Moderator("Nora");

    [Theory]
    [InlineData("remove")]
    [InlineData("hide")]
    [InlineData("ban")]
    [InlineData("hide bulk")]
    public async Task Screens_go_dark_before_it_is_journaled_and_stay_so(string verb)
    {
        await using var show = await OnAirAsync();
        show.Journal.Hangs();

        var strike = show.DoAsync(Verb(show, verb), Nora);
        Assert.Null(show.Seen);
        Assert.True(show.Live.Snapshot.Latch!.Withdrawn);
        Assert.NotNull(show.Live.Snapshot.State.Air.Item);

        show.Journal.Release();
        Assert.IsType<Outcome.Accepted>(await strike);
        var withdrawn = await show.Until(s => s.State.Air.Item is null);
        Assert.Equal((AirCause.Withdrawn, Stage.Withdrawn), (withdrawn.State.Air.Cause, show.Item(1).Stage));
        Assert.Null(show.Live.Snapshot.Latch);
        Assert.IsType<Outcome.Accepted>(await show.TakeOnAirAsync(show.Item(2)));
        Assert.Equal(2, show.Seen!.Number);
    }

    [Fact]
    public async Task Refused_by_its_rule_nothing_goes_dark()
    {
        await using var show = await OnAirAsync(acting: false);
        var version = show.Live.Snapshot.Version;

        var refused = Assert.IsType<Outcome.Refused>(await show.DoAsync(Verb(show, "remove"), Nora));

        Assert.Equal(RefusalKind.PlatformCannot, refused.Refusal.Kind);
        Assert.Equal(1, show.Seen!.Number);
        Assert.Equal(version, show.Live.Snapshot.Version);
    }

    [Fact]
    public async Task Refused_only_by_what_came_first_in_the_journal_it_lets_go_again()
    {
        await using var show = await OnAirAsync();
        show.Journal.Hangs();
        var before = show.DoAsync(new Domain.Audience.MarkMoment("before"), Nora);
        await show.Journal.Hanging;
        await show.Live.Writer.PutAsync(new ActingCame(new ChannelActing("twitch", "agence", null, null, [], EffectTrouble.SignInDead)), default);
        // Decided before the removal: arrivals of this turn come after its commands, so the account's end is journaled first.
        show.Journal.ReleaseOne();
        await show.Journal.Hanging;
        var strike = show.DoAsync(Verb(show, "remove"), Nora);
        Assert.Null(show.Seen);

        show.Journal.Release();
        await before;
        Assert.IsType<Outcome.Refused>(await strike);
        await show.Until(s => s.Latch is null);
        Assert.Equal(1, show.Seen!.Number);
    }

    [Fact]
    public async Task What_could_not_be_journaled_stays_dark_is_told_and_is_hidden_once_it_can_be_and_asked_for_by_pressing_again()
    {
        await using var show = await OnAirAsync();
        show.Journal.Breaks(LiveConsole.Journal.StorageTrouble.DiskFull);

        var refused = Assert.IsType<Outcome.Refused>(await show.DoAsync(Verb(show, "remove"), Nora));

        Assert.Equal(RefusalKind.Storage, refused.Refusal.Kind);
        Assert.EndsWith("It is off the screens of this machine all the same, and nothing was asked of the platform: press again.", refused.Refusal.Message, StringComparison.Ordinal);
        Assert.Null(show.Seen);

        show.Journal.Mends();
        await show.Until(s => s.State.Air.Item is null);
        var removal = Assert.Single(show.Live.Snapshot.State.Struck).Value;
        Assert.Equal(("Nora", true), (removal.By, removal.Here));
        Assert.IsType<Outcome.Accepted>(await show.DoAsync(Verb(show, "remove"), Nora));
        Assert.Equal("q1", Assert.Single(show.Live.Snapshot.State.Effects.Open).Value.Message!.Value.Id);
    }

    [Fact]
    public async Task What_a_take_under_way_puts_on_air_stays_dark_when_somebody_removes_it_meanwhile()
    {
        await using var show = await OnAirAsync();
        show.Journal.Hangs();
        var take = show.TakeOnAirAsync(show.Item(2), seen: show.Item(1).Id);
        await show.Journal.Hanging;
        var strike = show.DoAsync(new HideMessage(new MessageRef("twitch", "q2")), Nora);
        Assert.Equal(1, show.Seen!.Number);
        show.Journal.ReleaseOne();
        await show.Journal.Hanging;

        Assert.IsType<Outcome.Accepted>(await take);
        Assert.Equal(2, show.Live.Snapshot.State.OnAir!.Number);
        Assert.Null(show.Seen);

        show.Journal.Release();
        Assert.IsType<Outcome.Accepted>(await strike);
        Assert.Equal(AirCause.Withdrawn, (await show.Until(s => s.State.Air.Item is null)).State.Air.Cause);
    }

    private static IShowCommand Verb(AnOpenShow show, string verb) => verb switch
    {
        "remove" => new RemoveMessage(new MessageRef("twitch", "q1")),
        "hide" => new HideMessage(new MessageRef("twitch", "q1")),
        "hide bulk" => new HideMessages([show.Live.Snapshot.State.Recent[0].Sequence]),
        _ => new BanViewer("twitch", "agence", new Target("901", "Ayşe")),
    };

    /// <summary>Q1 is on air, Q2 waits.</summary>
    private static async Task<AnOpenShow> OnAirAsync(bool acting = true)
    {
        var show = await AnOpenShow.OpenAsync();
        await show.QuestionAsync("how cold is it?", "q1");
        await show.QuestionAsync("who built it?", "q2", "902");
        if (acting) await show.TakeAsync(new ActingCame(new ChannelActing("twitch", "agence", "Agence Orbite", "77", [.. Enum.GetValues<DeedKind>()])));
        Assert.IsType<Outcome.Accepted>(await show.TakeOnAirAsync(show.Item(1)));
        return show;
    }
}
