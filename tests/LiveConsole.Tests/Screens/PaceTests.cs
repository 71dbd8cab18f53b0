using LiveConsole.Screens;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Screens;

public sealed class PaceTests
{
    private readonly FakeTime _time = new();
    private readonly List<int> _passed = [];

    [Fact]
    public void The_first_passes_at_once_then_one_a_second_the_newest()
    {
        using var pace = new Pace<int>(_passed.Add, _time);
        for (var i = 0; i < 1000; i++) pace.Say(i);
        Assert.Equal([0], _passed);

        _time.Advance(Pace<int>.Every);
        Assert.Equal([0, 999], _passed);
        pace.Say(1000);
        Assert.Equal([0, 999], _passed);
        _time.Advance(Pace<int>.Every);
        _time.Advance(Pace<int>.Every);
        Assert.Equal([0, 999, 1000], _passed);

        pace.Say(1001);
        Assert.Equal([0, 999, 1000, 1001], _passed);
    }

    [Fact]
    public void Nothing_passes_of_a_connection_that_has_gone()
    {
        var pace = new Pace<int>(_passed.Add, _time);
        pace.Say(1);
        pace.Say(2);

        pace.Dispose();
        _time.Advance(Pace<int>.Every);
        pace.Say(3);

        Assert.Equal([1], _passed);
    }
}
