using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Sources;

namespace LiveConsole.Tests.Sources;

public sealed class CoverageBeforeTests
{
    private static readonly DateTimeOffset LiveSince = new(2026, 11, 21, 20, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Unnoticed = TimeSpan.FromSeconds(80);

    [Fact]
    public void A_source_that_was_never_read_has_no_coverage() => Assert.Null(CoverageBefore.Until(null, LiveSince, Unnoticed));

    [Fact]
    public void Another_channels_messages_are_no_witness_that_this_one_was_read() =>
        Assert.Equal(LiveSince.AddSeconds(60), CoverageBefore.Until(Known(last: LiveSince.AddSeconds(60)), lastEntry: LiveSince.AddSeconds(90), Unnoticed));

    [Fact]
    public void A_quiet_channel_was_read_until_a_dead_wire_would_have_been_noticed() =>
        Assert.Equal(LiveSince.AddMinutes(30) - Unnoticed, CoverageBefore.Until(Known(last: LiveSince.AddSeconds(60)), lastEntry: LiveSince.AddMinutes(30), Unnoticed));

    [Fact]
    public void A_source_without_a_message_was_read_since_it_was_said_to_be_live() =>
        Assert.Equal(LiveSince, CoverageBefore.Until(Known(last: null), lastEntry: LiveSince.AddSeconds(5), Unnoticed));

    [Fact]
    public void A_source_that_was_away_is_covered_until_it_was_lost_not_until_its_last_try() =>
        Assert.Equal(LiveSince.AddSeconds(9), CoverageBefore.Until(
            Known(last: LiveSince.AddSeconds(-3)) with { State = SourceState.Connecting, Since = LiveSince.AddMinutes(5), ReadUntil = LiveSince.AddSeconds(9) }, lastEntry: LiveSince.AddMinutes(30), Unnoticed));

    private static SourceStatus Known(DateTimeOffset? last) =>
        new(new SourceKey("twitch", "agency", "irc"), SourceState.Live, LiveSince, null, last, 0, null);
}
