using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Journal;
using LiveConsole.Features.Frame;

namespace LiveConsole.Tests.Features.Frame;

public sealed class PaintedTests
{
    [Fact]
    public void What_was_painted_comes_back_as_it_was()
    {
        var (item, air) = (Guid.NewGuid(), Guid.NewGuid());

        Assert.Equal(new Painted(new ItemId(item), 7), Painted.Parse($"{item}:7"));
        Assert.Equal(new Painted(new ItemId(item), 7, new ItemId(air)), Painted.Parse($"{item}:7:{air}"));
    }

    [Fact]
    public void What_no_page_painted_is_nothing() =>
        Prop.ForAll<string>(text => text.Contains(':', StringComparison.Ordinal) || Painted.Parse(text) is null).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x:1")]
    [InlineData("00000000-0000-0000-0000-000000000001:x")]
    [InlineData("00000000-0000-0000-0000-000000000001:1:x")]
    public void Half_an_id_is_nothing(string? text) => Assert.Null(Painted.Parse(text));
}
