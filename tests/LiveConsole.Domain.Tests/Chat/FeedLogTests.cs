using LiveConsole.Domain.Chat;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Chat;

public sealed class FeedLogTests
{
    private static FeedRow Row(long sequence, string text = "hi") => new(sequence, A.Message(text, id: $"m{sequence}"));

    private static FeedLog Of(int rows) => Enumerable.Range(1, rows).Aggregate(FeedLog.Empty, (log, n) => log.Append(Row(n)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(300)]
    public void A_turn_that_was_dropped_is_not_seen_by_the_one_that_follows(int before)
    {
        var log = Of(before);
        var dropped = log.Append(Row(1_000, "dropped")).Append(Row(1_001, "dropped"));

        var next = log.Append(Row(1_000, "kept"));
        var after = next.Append(Row(1_001, "kept"));

        Assert.Equal(["kept", "kept"], after.After(before).Select(r => r.Message.Text));
        Assert.Equal(["dropped", "dropped"], dropped.After(before).Select(r => r.Message.Text));
        Assert.Equal(before, log.Count);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(300, 2)]
    [InlineData(300, 300)]
    [InlineData(512, 512)]
    public void A_row_that_is_replaced_keeps_its_place_and_the_log_of_before_keeps_its_row(int rows, int replaced)
    {
        var log = Of(rows);
        var other = log.Replace(Row(replaced, "amended"));
        var next = other.Append(Row(1_000, "next"));
        log.Append(Row(1_000, "dropped"));

        Assert.Equal((rows, "hi", "amended"), (other.Count, log.Find(replaced)!.Message.Text, other.Find(replaced)!.Message.Text));
        Assert.Equal((rows + 1, "amended", "next"), (next.Count, next.Find(replaced)!.Message.Text, next[rows].Message.Text));
        Assert.Same(other, other.Replace(Row(2_000)));
    }

    [Fact]
    public void At_least_the_newest_five_thousand_are_kept_and_at_most_a_chunk_more()
    {
        var log = FeedLog.Empty;
        for (var i = 1; i <= 12_000; i++)
        {
            log = log.Append(Row(i));
            Assert.InRange(log.Count, Math.Min(i, FeedLog.Kept), FeedLog.Kept + 512);
            Assert.Equal(i, log[log.Count - 1].Sequence);
        }
    }

    [Fact]
    public void Rows_are_found_by_sequence_where_other_entries_stand_between()
    {
        var log = FeedLog.Empty.Append(Row(2)).Append(Row(5)).Append(Row(9));

        Assert.Equal(5, log.Find(5)!.Sequence);
        Assert.Null(log.Find(4));
        Assert.Equal([5L, 9L], log.After(4).Select(r => r.Sequence));
        Assert.Equal([9L], log.Newest(1).Select(r => r.Sequence));
    }
}
