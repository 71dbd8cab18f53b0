using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Chat;

public sealed class AmendedTests
{
    private static readonly ChatMessage Gift = A.Message("Rocket", id: "gift", copies: ["here"]) with { Kind = MessageKind.Gift };

    private static ChatMessage Times(int count) => Gift with { Text = $"Rocket ×{count}", Count = count, SentAt = A.Time.AddMinutes(count), Copies = [] };

    private static AShow Again(AShow show, ChatMessage came) => show.After([.. ArrivalEntries.Again(show.State, show.State.Recent[0], came, show.Now)]);

    [Fact]
    public void A_count_that_grows_changes_the_message_at_its_place_and_an_older_one_says_nothing()
    {
        var show = Again(Again(A.Show().After(new MessageCame(Gift)).After(new MessageCame(A.Message(id: "b"))), Times(2)), Times(4));
        foreach (var known in new[] { Times(4), Times(3), Gift }) show = Again(show, known);

        Assert.Equal([2, 4], show.Entries.Select(e => e.Entry).OfType<MessageAmended>().Select(a => a.Message.Count));
        Assert.Equal(["gift", "b"], show.State.Recent.Newest(9).Select(r => r.Message.Id));
        // When it was sent stays: a removal of all until then reaches it as before.
        Assert.Equal(Times(4) with { SentAt = Gift.SentAt, Copies = ["here"] }, show.State.Recent[0].Message);
        Assert.Equal(2, show.State.Messages);
    }

    [Fact]
    public void Another_rooms_id_is_added_to_the_message_and_to_its_ask_whose_words_stay()
    {
        var show = A.Show().After(new MessageCame(Gift)).After(new PromoteMessage(Gift.Ref, ItemKind.Question, new ItemId(Guid.NewGuid())).With(Gift, null), A.Editor("Ana"));
        var versions = (show.State.DeskVersion, show.Item(1).Version);

        show = Again(Again(show, Times(2) with { Copies = ["there"] }), Gift with { Copies = ["there", "gift"] });

        Assert.Equal(["here", "there"], show.State.Recent[0].Message.Copies);
        Assert.Equal(("Rocket", versions), (show.Item(1).Asks[0].Text, (show.State.DeskVersion, show.Item(1).Version)));
        show = show.After(new RemovalCame("twitch", "beta", A.Removal(at: show.Now), MessageId: "there"));
        Assert.Equal(Stage.Withdrawn, show.Item(1).Stage);
        Assert.Single(show.State.Struck);
    }

    [Fact]
    public void A_removal_that_came_before_the_copy_it_names_strikes_the_message_and_what_it_is_asked_in_once()
    {
        var show = A.Show().After(new MessageCame(Gift)).After(new PromoteMessage(Gift.Ref, ItemKind.Question, new ItemId(Guid.NewGuid())).With(Gift, null), A.Editor("Ana"));
        show = show.After(new RemovalCame("twitch", "beta", A.Removal(at: show.Now), MessageId: "there"));
        Assert.Empty(show.State.Struck);

        show = Again(Again(show, Gift with { Copies = ["there"] }), Times(2));

        Assert.Equal(Stage.Withdrawn, show.Item(1).Stage);
        Assert.Equal(2, show.Entries.Count(e => e.Entry is MessagesRemoved));
        Assert.Single(show.State.Struck);
    }

    [Fact]
    public void In_any_order_of_counts_copies_and_removals_the_message_stands_the_same_at_the_end()
    {
        var steps = Gen.Shuffle(new[] { 2, 3, 5, -1, -2, -3 }).ToArbitrary();
        Prop.ForAll(steps, order =>
        {
            var show = A.Show().After(new MessageCame(Gift));
            foreach (var step in order.Concat(order)) show = step switch
            {
                > 0 => Again(show, Times(step)),
                -1 => Again(show, Gift with { Copies = ["there"] }),
                -2 => show.After(new RemovalCame("twitch", "beta", A.Removal(at: A.Time), MessageId: "there")),
                _ => Again(show, Gift with { Copies = ["elsewhere"] }),
            };
            var message = Assert.Single(show.State.Recent.Newest(9)).Message;
            Assert.Equal(("Rocket ×5", 5), (message.Text, message.Count));
            Assert.Equal(["elsewhere", "here", "there"], message.Copies.Order());
            Assert.Equal(A.Removal(at: A.Time), Assert.Single(show.State.Struck).Value);
            Assert.Equal(StoredShowState.Of(show.State).ToJson(), StoredShowState.Of(ShowState.Empty.Apply(show.Entries)).ToJson());
            Assert.Equal(show.State.Recent.Newest(9), ShowState.Empty.Apply(show.Entries).Recent.Newest(9));
        }).QuickCheckThrowOnFailure();
    }
}
