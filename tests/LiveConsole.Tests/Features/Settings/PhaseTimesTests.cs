using LiveConsole.Features.Settings;
using LiveConsole.Shows;

namespace LiveConsole.Tests.Features.Settings;

public sealed class PhaseTimesTests
{
    [Theory]
    [InlineData("-12:00", -720)]
    [InlineData("1:30:00", 5_400)]
    [InlineData(" T-00:04:27 ", -267)]
    [InlineData("90:00", 5_400)]
    public void A_time_from_zero_is_read_as_people_write_it_and_comes_back_the_same(string typed, int seconds)
    {
        Assert.Equal((true, TimeSpan.FromSeconds(seconds)), PhaseTimes.Parse(typed));
        Assert.Equal((true, TimeSpan.FromSeconds(seconds)), PhaseTimes.Parse(PhaseTimes.Of(TimeSpan.FromSeconds(seconds))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Nothing_is_by_hand(string typed) => Assert.Equal((true, null), PhaseTimes.Parse(typed));

    [Theory]
    [InlineData("soon")]
    [InlineData("12")]
    [InlineData("1:75")]
    [InlineData("1:75:00")]
    public void What_is_no_time_is_none(string typed) => Assert.False(PhaseTimes.Parse(typed).Right);

    [Theory]
    [InlineData("Soirée d'atterrissage n° 2", "soiree-d-atterrissage-n-2")]
    [InlineData("  LANDING -- night! ", "landing-night")]
    [InlineData("着陸", "")]
    public void A_title_gives_an_address(string title, string slug) => Assert.Equal(slug, ShowSlug.Of(title));

    [Fact]
    public void An_address_that_a_title_gives_is_one_however_long_it_is() =>
        Assert.True(ShowSlug.IsOne(ShowSlug.Of(new string('a', 59) + " b", new HashSet<string> { new('a', 59) })));
}
