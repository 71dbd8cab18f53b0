using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Platforms.Twitch.Irc;

namespace LiveConsole.Platforms.Twitch.Tests.Irc;

public class LineBufferTests
{
    [Fact]
    public void However_a_stream_is_cut_into_pieces_the_lines_are_the_same()
    {
        var streams =
            from lines in Gen.ListOf(Gen.Elements("a", "", "PING :x", "é😀", new string('x', 70_000)))
            from cuts in Gen.ListOf(Gen.Choose(1, 50_000))
            select (Lines: lines, Cuts: cuts);

        Prop.ForAll(streams.ToArbitrary(), s => Read(Encoding.UTF8.GetBytes(string.Concat(s.Lines.Select(l => l + "\r\n"))), s.Cuts, endOfFrame: false)
            .SequenceEqual(s.Lines.Where(l => l.Length > 0))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_frames_end_ends_its_last_line()
    {
        Assert.Equal(["ab", "cd"], Read("ab\ncd"u8.ToArray(), [], endOfFrame: true));
    }

    [Fact]
    public void A_line_beyond_the_bound_is_skipped_to_its_end_and_counted()
    {
        var bytes = Encoding.UTF8.GetBytes("before\r\n" + new string('x', LineBuffer.MostBytes + 1) + "\r\nafter\r\n");
        using var buffer = new LineBuffer();

        Assert.Equal(["before", "after"], Read(buffer, bytes, [], endOfFrame: true));
        Assert.Equal(1, buffer.TakeTooLong());
        Assert.Equal(0, buffer.TakeTooLong());
    }

    private static List<string> Read(byte[] bytes, IEnumerable<int> cuts, bool endOfFrame)
    {
        using var buffer = new LineBuffer();
        return Read(buffer, bytes, cuts, endOfFrame);
    }

    private static List<string> Read(LineBuffer buffer, byte[] bytes, IEnumerable<int> cuts, bool endOfFrame)
    {
        var lines = new List<string>();
        using var sizes = cuts.GetEnumerator();
        var rest = bytes.AsMemory();
        while (!rest.IsEmpty)
        {
            var room = buffer.Room();
            var size = Math.Min(Math.Min(sizes.MoveNext() ? sizes.Current : int.MaxValue, room.Length), rest.Length);
            rest[..size].CopyTo(room);
            rest = rest[size..];
            buffer.Received(size, endOfFrame && rest.IsEmpty);
            while (buffer.TryTake(out var line)) lines.Add(Encoding.UTF8.GetString(line));
        }

        return lines;
    }
}
