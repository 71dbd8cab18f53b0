using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Listening;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Listening;

public sealed class CalmFeedTests
{
    private static readonly Judgement Asks = new(true, 0.9, "en", []);
    private static readonly Judgement Chats = new(false, 0.1, "en", []);

    private static CalmRow Row(long sequence, string text = "what a night", Judgement? judgement = null, CopyFold? fold = null, Func<ChatMessage, ChatMessage>? change = null) =>
        new(sequence, (change ?? (m => m))(A.Message(text, id: $"m{sequence}")), judgement ?? Chats, fold);

    private static CopyFold Fold(long first, int count, bool emotes = false) => new(first, first + 50, count, count, [("twitch", count)], emotes);

    private static IEnumerable<long> Chosen(int room, params CalmRow[] came) => CalmFeed.Choose(came, room).Select(r => r.Sequence);

    [Fact]
    public void What_the_desk_would_act_on_comes_before_chat()
    {
        CalmRow[] came =
        [
            Row(1), Row(2, judgement: Asks), Row(3, change: m => m with { Paid = new Paid(5_000_000, "EUR", "5 €"), Kind = MessageKind.Paid }), Row(4, "a long sentence about many things, said at length"),
            Row(5, change: m => m with { First = true }), Row(6, judgement: Chats with { Reasons = [Reasons.ToShow] }),
            Row(7, judgement: Chats with { Marks = [new MessageMark(MarkKind.Slur, MarkSeverity.Severe, Reasons.Slur)] }), Row(8, "lol"),
        ];

        long[] best = [3, 7, 2, 6, 5, 4, 1, 8];
        for (var room = 1; room <= came.Length; room++) Assert.Equal(best.Take(room).Order(), Chosen(room, came));
    }

    [Fact]
    public void What_many_say_comes_after_the_questions_and_before_what_one_says_and_once()
    {
        var crowd = Fold(1, 143);

        Assert.Equal([3L, 9], Chosen(2, Row(1, "gg", fold: crowd), Row(2, "a long sentence about many things"), Row(3, judgement: Asks), Row(9, "GG", fold: crowd)));
    }

    [Fact]
    public void A_question_that_many_ask_comes_before_one_that_one_asks()
    {
        Assert.Equal([1L], Chosen(1, Row(1, judgement: Asks, fold: Fold(1, 12)), Row(2, judgement: Asks with { Score = 0.99 })));
    }

    [Fact]
    public void A_run_of_emotes_gives_way_to_any_sentence() =>
        Assert.Equal([1L], Chosen(1, Row(1, "so beautiful"), Row(2, "🎉", fold: Fold(2, 400, emotes: true))));

    [Fact]
    public void In_the_critical_phase_fewer_rows_are_shown()
    {
        Assert.Equal(2, CalmFeed.ASecond(critical: true));
        Assert.Equal(4, CalmFeed.ASecond(critical: false));
    }

    [Fact]
    public void It_chooses_no_more_than_there_is_room_for_in_their_order_each_fold_once_and_the_same_every_time()
    {
        var row = from sequence in Gen.Choose(1, 500)
                  from length in Gen.Choose(1, 60)
                  from fold in Gen.Choose(0, 8)
                  from asks in Gen.Choose(0, 9)
                  select Row(sequence, new string('a', length), asks == 0 ? Asks : Chats, fold is 0 or > 4 ? null : Fold(fold, fold * 7));
        Prop.ForAll(row.ListOf().ToArbitrary(), Gen.Choose(0, 6).ToArbitrary(), (rows, room) =>
        {
            var came = rows.DistinctBy(r => r.Sequence).ToList();
            var chosen = CalmFeed.Choose(came, room);
            var possible = came.Where(r => r.Fold is null).Count() + came.Where(r => r.Fold is not null).DistinctBy(r => r.Fold!.First).Count();
            return chosen.Count == Math.Min(room, possible)
                && chosen.Zip(chosen.Skip(1)).All(p => p.First.Sequence < p.Second.Sequence)
                && chosen.Where(r => r.Fold is not null).DistinctBy(r => r.Fold!.First).Count() == chosen.Count(r => r.Fold is not null)
                && chosen.SequenceEqual(CalmFeed.Choose([.. Enumerable.Reverse(came)], room))
                && chosen.All(c => came.All(o => chosen.Contains(o) || o.Fold is not null || CalmFeed.WeightOf(o) <= CalmFeed.WeightOf(c)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_past_is_thinned_second_by_second()
    {
        var rows = Enumerable.Range(0, 600).Select(i => Row(i + 1, i % 50 == 0 ? "why is it red" : "gg", i % 50 == 0 ? Asks : Chats, change: m => m with { ReceivedAt = A.Time.AddSeconds(i / 200) })).ToList();

        var thinned = CalmFeed.Thin(rows, 4);

        Assert.Equal(12, thinned.Count);
        Assert.All(thinned, r => Assert.True(r.Judgement!.Question));
    }
}
