using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Chat;

/// <summary>What Listening says of a message stands in its row, whenever it was said.</summary>
public sealed class JudgedTests
{
    private static readonly Judgement Asks = new(true, 0.9, "en", [Reasons.Mark]);
    private static readonly Judgement Chats = new(false, 0.1, "en", []);

    private static StoredEntry At(long sequence, Entry entry) => new(sequence, A.Time, entry);

    [Fact]
    public void It_comes_with_the_message_or_after_it_and_the_last_one_holds()
    {
        var state = ShowState.Empty.Apply([At(1, new MessageArrived(A.Message(id: "m1"), Asks)), At(2, new MessageArrived(A.Message(id: "m2"))), At(3, new MessageArrived(A.Message(id: "m3")))]);

        var judged = state.Apply([At(4, new Judged(2, Asks)), At(5, new Judged(2, Chats))]);

        Assert.Equal([Asks, null, null], state.Recent.Newest(9).Select(r => r.Judgement));
        Assert.Equal([Asks, Chats, null], judged.Recent.Newest(9).Select(r => r.Judgement));
        Assert.Equal((0, 3), (judged.DeskVersion, judged.Messages));
    }

    [Fact]
    public void Of_a_message_that_is_long_past_nothing_changes_here()
    {
        var state = ShowState.Empty.Apply([At(1, new MessageArrived(A.Message(), Asks))]);

        Assert.Same(state.Recent, state.Apply(At(2, new Judged(77, Chats))).Recent);
    }

    [Fact]
    public void A_message_that_its_platform_changes_is_not_judged_again()
    {
        var gift = A.Message("Rocket", id: "gift") with { Count = 1 };
        var state = ShowState.Empty.Apply([At(1, new MessageArrived(gift, Chats))]);

        var entries = ArrivalEntries.Again(state, state.Recent[0], gift with { Count = 2, Text = "Rocket ×2" }, A.Time);

        Assert.Equal(Chats, state.Apply(entries.Select((e, i) => At(2 + i, e))).Recent[0].Judgement);
    }
}
