using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Moderation;

public sealed class ActOnAuthorsTests
{
    private static readonly Actor Nora = A.Moderator("Nora");

    [Fact]
    public void Everybody_who_wrote_one_is_banned_once_in_one_action()
    {
        var show = Raid().Acting();

        show = show.After(new ActOnAuthors(Sequences(show)), Nora);

        Assert.Equal(["a", "b"], show.State.Effects.Open.Values.Select(e => e.Deed.Viewer!.Id));
        Assert.Equal([1L, 2], show.State.Effects.Open.Keys);
        Assert.Single(show.State.Effects.Open.Values.Select(e => e.Action).Distinct());
        Assert.Equal(3, show.State.Struck.Count);
    }

    [Fact]
    public void Who_is_banned_already_is_left_out_and_pressed_again_it_is_harmless()
    {
        var show = Raid().Acting();
        show = show.After(new BanViewer("twitch", "agence", new Target("a", "A")), Nora);

        show = show.After(new ActOnAuthors(Sequences(show)), Nora);

        Assert.Equal(["a", "b"], show.State.Effects.Open.Values.Select(e => e.Deed.Viewer!.Id));
        Assert.Empty(show.Decide(new ActOnAuthors(Sequences(show)), Nora).Entries);
    }

    [Fact]
    public void Without_an_account_nobody_is_struck_behind_anybodys_back()
    {
        var show = Raid();

        Assert.Equal(RefusalKind.PlatformCannot, show.Decide(new ActOnAuthors(Sequences(show), Seconds: 600), Nora).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotAllowed, show.Acting().Decide(new ActOnAuthors(Sequences(show), Seconds: 86_400), Nora).Refusal!.Kind);
    }

    private static AShow Raid() => A.Show()
        .After(new MessageCame(A.Message("free drop", id: "t1", viewer: "a")))
        .After(new MessageCame(A.Message("free drop", id: "t2", viewer: "b")))
        .After(new MessageCame(A.Message("free drop", id: "t3", viewer: "a")));

    private static ImmutableArray<long> Sequences(AShow show) => [.. show.State.Recent.After(0).Select(r => r.Sequence)];
}
