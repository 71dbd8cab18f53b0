using LiveConsole.Features.Frame;

namespace LiveConsole.Tests.Features.Frame;

public sealed class ShowTimesTests
{
    [Fact]
    public void After_midnight_every_time_says_so_with_seconds_and_without()
    {
        var times = new ShowTimes(TimeZoneInfo.Utc, new DateOnly(2026, 11, 22));
        var late = new DateTimeOffset(2026, 11, 22, 23, 59, 58, TimeSpan.Zero);

        Assert.Equal(("23:59:58", "23:59"), (times.Clock(late), times.Minutes(late)));
        Assert.Equal(("00:04:58 +1", "00:04 +1"), (times.Clock(late.AddMinutes(5)), times.Minutes(late.AddMinutes(5))));
    }
}
