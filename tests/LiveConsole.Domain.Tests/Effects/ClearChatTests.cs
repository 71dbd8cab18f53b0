using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Effects;

public sealed class ClearChatTests
{
    private static readonly Actor Lise = A.Person("Lise", Role.Lead);
    private static readonly ClearChat Clear = new("twitch", "agence");

    [Fact]
    public void A_clear_strikes_our_desks_when_it_is_pressed_withdraws_nothing_and_asks_the_desk()
    {
        var show = Show().After(Clear, Lise);

        Assert.Equal([("Lise", RemovalScope.Channel)], show.State.Struck.Values.Select(r => (r.By!, r.Scope)).Distinct());
        Assert.Equal(Stage.OnAir, show.Item(1).Stage);
        Assert.Equal("Lise", Assert.Single(show.State.Clears).By);
        Assert.Equal(new ClearDeed(), Assert.Single(show.State.Effects.Open.Values).Deed);
        Assert.DoesNotContain(show.State.Struck.Keys, s => show.State.Recent.Find(s)!.Message.Platform == "youtube");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Its_echo_strikes_only_what_was_written_meanwhile_and_asks_the_desk_no_second_time(bool answeredFirst)
    {
        var asked = Show().After(Clear, Lise).After(new EffectStarting(1, Guid.Empty, null)).Later(2);
        asked = asked.After(new MessageCame(A.Message("meanwhile", "m9", at: asked.Now.AddSeconds(-1))));
        Assert.False(asked.State.Struck.ContainsKey(asked.State.Recent.After(0).Last().Sequence));
        if (answeredFirst) asked = asked.After(new EffectEnded(1, EffectState.Done, Try: Guid.Empty));

        var told = asked.After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Channel, asked.Now, "Agence Orbite")));
        var twice = told.After(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Channel, told.Now.AddMilliseconds(300), by: null)));

        Assert.Equal("Lise", told.State.Struck[told.State.Recent.After(0).Last().Sequence].By);
        Assert.Single(told.State.Clears);
        Assert.Equal(told.Entries, twice.Entries);
    }

    [Fact]
    public void Taken_back_before_it_went_out_all_is_shown_and_nothing_is_asked_and_once_done_nothing_brings_it_back()
    {
        var show = Show().After(Clear, Lise);

        var undone = show.Undo(Lise);
        Assert.Empty(undone.State.Struck);
        Assert.Empty(undone.State.Clears);
        Assert.Equal(EffectState.Cancelled, undone.State.Effects.Find(1)?.State);
        Assert.Equal(Show().State.Lanes.Waiting.Count, undone.State.Lanes.Waiting.Count);
        Assert.Empty(undone.After(new MessageCame(A.Message("late", "m9"))).State.Struck);

        Assert.Equal("A cleared chat cannot be brought back.", show.Settled(1).Decide(new UndoAction(show.LastAction), Lise).Refusal?.Message);
        Assert.Empty(show.Settled(1, EffectState.Failed, EffectTrouble.NotAllowed).Undo(Lise).State.Struck);
    }

    private static AShow Show() => A.Show().Acting().With(A.Question("how cold?").OnAir()).After(new MessageCame(A.Message("first!", "m5") with { First = true })).After(new MessageCame(A.Message("hello", "y1", platform: "youtube", channel: "abc")));
}
