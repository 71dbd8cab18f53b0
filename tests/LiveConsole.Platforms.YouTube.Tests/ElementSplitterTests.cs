using System.Text;

namespace LiveConsole.Platforms.YouTube.Tests;

public sealed class ElementSplitterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Elements_come_out_whole_however_the_bytes_are_cut(int cut)
    {
        string[] elements = ["""{"a":"]}\"{[","b":[1,{"c":"\\"}]}""", "{}", """{"é":"🚀"}""", """{"broken": nonsense}"""];

        var (found, end) = Split("[" + string.Join("\r\n,\r\n", elements) + "\r\n]", cut);

        Assert.Equal(elements, found);
        Assert.Equal(YouTube.Split.Closed, end);
    }

    [Fact]
    public void An_element_is_handed_out_at_its_last_brace_without_waiting_for_a_comma()
    {
        var (found, end) = Split("[{\"a\":1}", 1000);

        Assert.Equal("{\"a\":1}", Assert.Single(found));
        Assert.Equal(YouTube.Split.NeedsMore, end);
    }

    [Fact]
    public void A_bare_object_is_one_element()
    {
        var (found, end) = Split("\r\n{\"error\":{}}", 4);

        Assert.Equal("{\"error\":{}}", Assert.Single(found));
        Assert.Equal(YouTube.Split.Closed, end);
    }

    [Fact]
    public void A_proxys_page_is_no_json()
    {
        Assert.Equal(YouTube.Split.NotJson, Split("<html>", 10).End);
    }

    [Fact]
    public void An_element_that_never_ends_is_given_up()
    {
        Assert.Equal(YouTube.Split.TooLong, Split("[{\"a\":\"" + new string('x', 5000), 1000, maxElement: 4000).End);
    }

    [Fact]
    public void A_long_element_after_many_short_ones_is_kept_whole()
    {
        var huge = "{\"a\":\"" + new string('é', 300_000) + "\"}";

        var (found, _) = Split("[" + string.Concat(Enumerable.Repeat("{\"s\":1},", 20_000)) + huge + "]", 8191);

        Assert.Equal(20_001, found.Count);
        Assert.Equal(huge, found[^1]);
    }

    private static (List<string> Found, Split End) Split(string text, int cut, int maxElement = ElementSplitter.DefaultMaxElement)
    {
        var splitter = new ElementSplitter(maxElement);
        var found = new List<string>();
        var rest = Encoding.UTF8.GetBytes(text).AsMemory();
        while (true)
        {
            Split split;
            while ((split = splitter.Next(out var element)) == YouTube.Split.Element) found.Add(Encoding.UTF8.GetString(element.Span));
            if (split != YouTube.Split.NeedsMore || rest.IsEmpty) return (found, split);
            var room = splitter.Room();
            var some = rest[..Math.Min(Math.Min(cut, rest.Length), room.Length)];
            some.CopyTo(room);
            splitter.Filled(some.Length);
            rest = rest[some.Length..];
        }
    }
}
