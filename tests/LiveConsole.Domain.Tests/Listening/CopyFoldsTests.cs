using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Listening;

public sealed class CopyFoldsTests
{
    private static ShowState Said(params string[] texts) => Said(texts.Select((text, i) => A.Message(text, id: $"m{i}", viewer: $"v{i}")));

    private static ShowState Said(IEnumerable<ChatMessage> messages) => ShowState.Empty.Apply(messages.Select((m, i) => new StoredEntry(i + 1, m.ReceivedAt, new MessageArrived(m))));

    private static CopyFold? FirstOf(ShowState state) => CopyFolds.Of(state).Of(1);

    private static bool AreCopies(string one, string other) => FirstOf(Said(one, other)) is { Count: 2 };

    [Theory]
    [InlineData("LETS GOOOOO", "lets gooo")]
    [InlineData("allez l'équipe !!!", "ALLEZ L'EQUIPE")]
    [InlineData("gg", "gg gg gg gg")]
    [InlineData("go rover go rover", "GO ROVER go rover go rover go")]
    [InlineData("hahahaha", "haha")]
    [InlineData("touchdown 🎉🎉🎉", "Touchdown")]
    [InlineData("@Bo this is huge", "@Ayşe this is huge")]
    [InlineData("why is it red ?", "why is it red")]
    [InlineData("??", "???")]
    [InlineData("get 500 free points at http://one.example/x", "get 900 free points at http://two.example/y")]
    [InlineData("поехали!!!", "ПОЕХАЛИ")]
    [InlineData("着陆成功", "着陆成功！")]
    public void The_same_words_however_they_are_typed_are_copies(string one, string other) => Assert.True(AreCopies(one, other));

    [Theory]
    [InlineData("why is it red", "why is it cold")]
    [InlineData("is the rover ok", "is the lander ok")]
    [InlineData("10/10", "7/10")]
    [InlineData("1", "2")]
    [InlineData("?", "!")]
    [InlineData("http://one.example/x", "http://two.example/y")]
    [InlineData("@Bo", "@Ayşe")]
    [InlineData("𝐰𝐡𝐲", "𝐡𝐨𝐰")]
    [InlineData("🎉", "gg")]
    [InlineData("will they show the first picture of the crater tonight", "will they show the first picture of the parachute tonight")]
    public void Other_words_are_not(string one, string other) => Assert.False(AreCopies(one, other));

    [Fact]
    public void A_long_text_that_is_nearly_the_same_is_a_copy_of_the_first_one()
    {
        const string Pasta = "they spent seven minutes falling through the sky of another world and we spent them holding our breath";

        Assert.True(AreCopies(Pasta, Pasta + " wow"));
        Assert.True(AreCopies(Pasta, "guys " + Pasta));
        Assert.True(AreCopies(Pasta, Pasta.Replace("another world", "anothr world", StringComparison.Ordinal)));
        Assert.False(AreCopies(Pasta, "they spent seven minutes talking about the weather of another world and nobody was holding a camera at all"));
    }

    [Fact]
    public void Whatever_emotes_they_are_messages_of_nothing_else_are_one_run()
    {
        var fold = FirstOf(Said("🎉", "😀😀", ":red_heart:", "❤", "gg"))!;

        Assert.Equal((true, 4), (fold.Emotes, fold.Count));
    }

    [Fact]
    public void It_says_how_many_by_how_many_people_on_which_platform()
    {
        var state = Said(
        [
            A.Message("GG", id: "a", viewer: "1"), A.Message("gg", id: "b", viewer: "1"), A.Message("gg", id: "c", viewer: "2"), A.Message("other", id: "d"),
            A.Message("gg !", id: "e", viewer: "1") with { Platform = "youtube" },
        ]);

        var fold = CopyFolds.Of(state).Of(5)!;

        Assert.Equal(new CopyFold(1, 5, 4, 3, [("twitch", 3), ("youtube", 1)], Emotes: false), fold);
        Assert.Null(CopyFolds.Of(state).Of(4));
    }

    [Fact]
    public void What_was_removed_leaves_the_count_and_the_next_one_stands_for_it()
    {
        var state = Said(Enumerable.Range(0, 5).Select(i => A.Message("buy followers", id: $"m{i}", viewer: i < 2 ? "spammer" : $"v{i}") with { SentAt = A.Time }));

        var after = state.Apply(new StoredEntry(6, A.Time, new MessagesRemoved("twitch", "agence", A.Removal(RemovalScope.Viewer) with { At = A.Time.AddSeconds(1) }, ViewerId: "spammer")));

        Assert.Equal((5, 4), (CopyFolds.Of(state).Of(1)!.Count, CopyFolds.Of(state).Of(1)!.People));
        Assert.Null(CopyFolds.Of(after).Of(1));
        Assert.Equal((3L, 3, 3), (CopyFolds.Of(after).Of(5)!.First, CopyFolds.Of(after).Of(5)!.Count, CopyFolds.Of(after).Of(5)!.People));
    }

    [Fact]
    public void What_is_said_again_after_a_minute_is_said_anew()
    {
        var state = Said(new[] { 0, 30, 59, 61, 62 }.Select((at, i) => A.Message("gg", id: $"m{i}") with { ReceivedAt = A.Time.AddSeconds(at) }));

        Assert.Equal((3, 2), (CopyFolds.Of(state).Of(1)!.Count, CopyFolds.Of(state).Of(5)!.Count));
    }

    [Fact]
    public void Money_gifts_and_the_crews_own_words_stand_for_themselves()
    {
        var message = A.Message("gg");
        ChatMessage[] alone =
        [
            message with { Id = "p", Paid = new Paid(1_000_000, "EUR", "1 €"), Kind = MessageKind.Paid }, message with { Id = "b", Bits = 100 },
            message with { Id = "g", Kind = MessageKind.Gift }, message with { Id = "m", Author = message.Author with { Roles = ["moderator"] } },
        ];

        var folds = CopyFolds.Of(Said([message, .. alone, message with { Id = "z" }]));

        Assert.Equal(2, folds.Of(1)!.Count);
        Assert.All(Enumerable.Range(2, 4), sequence => Assert.Null(folds.Of(sequence)));
    }

    [Fact]
    public void A_message_that_is_amended_is_folded_as_it_stands_now()
    {
        var state = Said("gg", "gg");

        var after = state.Apply(new StoredEntry(3, A.Time, new MessageAmended(2, state.Recent[1].Message with { Text = "other words" })));

        Assert.Null(CopyFolds.Of(after).Of(1));
        Assert.Equal(2, CopyFolds.Of(state).Of(1)!.Count);
    }

    [Fact]
    public void The_folds_of_a_state_are_those_of_its_entries_wherever_it_was_loaded()
    {
        var dice = new Random(7);
        string[] texts = ["gg", "GG !", "lets go", "why is it red", "🎉", "haha", "mdr"];
        var messages = Enumerable.Range(0, 9_000).Select(i => A.Message(texts[dice.Next(texts.Length)] + (dice.Next(3) == 0 ? " " + i : ""), id: $"m{i}", viewer: $"v{dice.Next(500)}") with { ReceivedAt = A.Time.AddMilliseconds(i * 2) }).ToList();
        var folded = Said(messages);

        // As it is after a start: the newest rows, of which a log holds other ones than a log that has grown.
        var loaded = StoredShowState.Of(folded).Restore(folded.Recent.Newest(FeedLog.Kept).Select(r => (r, (Removal?)null)));

        Assert.NotEqual(folded.Recent.Count, loaded.Recent.Count);
        var (grown, restored) = (CopyFolds.Of(folded), CopyFolds.Of(loaded));
        Assert.All(Enumerable.Range(1, 9_000), sequence => Assert.Equal(grown.Of(sequence), restored.Of(sequence)));
        Assert.Null(grown.Of(9_000 - (2 * CopyFolds.Stretch) - 1));
        Assert.Contains(Enumerable.Range(1, 9_000), sequence => grown.Of(sequence) is { Count: > 20 });
    }

    [Fact]
    public void How_many_say_a_thing_does_not_depend_on_their_order()
    {
        string[] texts = ["gg", "GG", "lets go!!", "LETS GOOO", "why is it red ?", "🎉", "😀", "hahaha", "other " + "words"];
        var chat = Gen.Elements(texts).Zip(Gen.Choose(0, 9)).ListOf(60).ToArbitrary();

        Prop.ForAll(chat, said =>
        {
            var messages = said.Select((m, i) => A.Message(m.Item1, id: $"m{i}", viewer: $"v{m.Item2}")).ToList();
            var mixed = messages.ToArray();
            new Random(said.Count).Shuffle(mixed);
            return Counts(messages).SetEquals(Counts(mixed)) && Counts(messages).SetEquals(Counts(Enumerable.Reverse(messages)));
        }).QuickCheckThrowOnFailure();

        static HashSet<(string, int, int)> Counts(IEnumerable<ChatMessage> messages)
        {
            var state = Said(messages);
            var folds = CopyFolds.Of(state);
            return [.. state.Recent.After(0).Select(r => (r.Message.Id, folds.Of(r.Sequence)?.Count ?? 1, folds.Of(r.Sequence)?.People ?? 1))];
        }
    }

    [Fact]
    public void Any_text_can_be_folded_and_is_its_own_copy()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            if (string.IsNullOrEmpty(text)) return true;
            return FirstOf(Said(text, text)) is { Count: 2, People: 2 };
        }).QuickCheckThrowOnFailure();
    }
}
