using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Listening;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Shows;

/// <summary>Beside another node: what a rule hides late is written only on what people have decided by then.</summary>
public sealed class HiddenLateTests
{
    private static readonly Judgement Slur = new(false, 0, "fr", []) { Marks = [new MessageMark(MarkKind.Slur, MarkSeverity.Severe, Reasons.Slur)] };

    [Fact]
    public void A_late_judgement_that_hides_waits_for_its_version_and_a_message_of_the_turn_does_not()
    {
        var settings = A.Settings() with { Listening = new ListeningSettings { Safety = new SafetySettings { Hides = [new HideRule(MarkKind.Slur, MarkSeverity.Severe)] } } };
        var show = A.Show(settings).After(new MessageCame(A.Message()));

        Turn Taking(Arrival arrival)
        {
            var turn = new Turn(show.State, show.Now, alone: false);
            Assert.Null(turn.Take(arrival, new Dictionary<MessageRef, FeedRow?>()).Left);
            return turn;
        }

        var (late, fresh, harmless) = (Taking(new JudgementCame(2, Slur)), Taking(new MessageCame(A.Message(id: "m2"), Slur)), Taking(new JudgementCame(2, Slur with { Marks = [] })));

        Assert.Equal((true, false, 2), (late.ReadsDesk, late.HasDeskEntries, late.Entries.Count));
        Assert.Equal((false, 2, 1), (fresh.ReadsDesk, fresh.Entries.Count, fresh.State.Struck.Count));
        Assert.Equal((false, 1), (harmless.ReadsDesk, harmless.Entries.Count));
    }
}
