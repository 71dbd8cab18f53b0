using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Effects;

/// <summary>As whom a channel is acted in, chosen by a person.</summary>
public sealed class ActAsTests
{
    private static readonly Actor Lise = A.Person("Lise", Role.Lead);
    private static readonly Actor Bo = A.Person("Bo", Role.Producer);
    private static readonly ActAs Regie = new("twitch", "agence", "4242", "orbite_regie", null);

    private static AShow Show => A.Show(A.Settings() with { Channels = [new("twitch", "agence"), new("youtube", "abc")] });

    [Fact]
    public void It_holds_for_that_channel_until_it_is_taken_back_and_undoing_puts_it_back()
    {
        var chosen = Show.After(Regie, Lise);
        Assert.Equal(new ActingAccount("twitch", "agence", "4242", "orbite_regie"), Assert.Single(chosen.State.Settings!.ActsAs));
        Assert.Same(Decision.Unchanged, chosen.Decide(Regie with { SeenUserId = "4242" }, Bo));

        var back = chosen.After(Regie with { UserId = null, Name = null, SeenUserId = "4242" }, Bo);
        Assert.Empty(back.State.Settings!.ActsAs);
    }

    [Fact]
    public void Of_two_who_choose_the_second_is_told_who_came_first()
    {
        var chosen = Show.After(Regie, Lise);

        var refusal = chosen.Decide(new ActAs("twitch", "agence", "7", "orbite_modo", null), Bo).Refusal!;

        Assert.Equal(RefusalKind.Stale, refusal.Kind);
        Assert.StartsWith("Lise changed the channels at", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_channel_of_the_show_and_a_rehearsal_have_no_such_choice()
    {
        Assert.Equal(RefusalKind.NotFound, Show.Decide(Regie with { Channel = "other" }, Lise).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, Show.Decide(Regie with { Platform = "youtube" }, Lise).Refusal!.Kind);
        var rehearsal = A.Show(A.Settings() with { Rehearsal = true, Channels = [new("twitch", "agence")] });
        Assert.Equal(RefusalKind.Invalid, rehearsal.Decide(Regie, Lise).Refusal!.Kind);
    }

    [Fact]
    public void Who_changes_the_list_of_channels_keeps_what_was_chosen()
    {
        var chosen = Show.After(Regie, Lise);
        var seen = chosen.State.Settings!;

        var more = chosen.After(new ConfigureShow(seen with { Channels = seen.Channels.Add(new("twitch", "other")) }, seen), Bo);

        Assert.Single(more.State.Settings!.ActsAs);
    }

    [Fact]
    public void Who_may_choose_may_undo_it_though_the_settings_are_not_theirs()
    {
        var undone = Show.After(Regie, Lise).Undo(Lise);

        Assert.Empty(undone.State.Settings!.ActsAs);
        var seen = Show.State.Settings!;
        var renamed = Show.After(new ConfigureShow(seen with { Title = "Another" }, seen), Bo);
        Assert.Equal(RefusalKind.Forbidden, renamed.Decide(new UndoAction(renamed.LastAction), Lise).Refusal!.Kind);
    }

    [Fact]
    public void A_channel_that_is_taken_out_takes_its_choice_along_and_undoing_brings_both_back()
    {
        var chosen = Show.After(Regie, Lise);
        var seen = chosen.State.Settings!;

        var without = chosen.After(new ConfigureShow(seen with { Channels = [new("youtube", "abc")] }, seen), Bo);
        Assert.Empty(without.State.Settings!.ActsAs);

        var back = without.Undo(Bo);
        Assert.Equal((2, "4242"), (back.State.Settings!.Channels.Length, Assert.Single(back.State.Settings.ActsAs).UserId));
    }
}
