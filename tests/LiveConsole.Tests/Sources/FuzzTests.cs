using LiveConsole.Soak.Fuzz;

namespace LiveConsole.Tests.Sources;

/// <summary>A slice of "tests/soak fuzz": all parsers, the same inputs each time.</summary>
public sealed class FuzzTests
{
    [Fact]
    public async Task A_hundred_thousand_mutated_frames_give_a_value_each_and_soon()
    {
        var says = new StringWriter();

        var code = await new FuzzSoak(seed: 20261122, inputs: 100_000, says).RunAsync();

        Assert.True(code == 0, says.ToString());
    }
}
