using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Sources;

namespace LiveConsole.Tests.Sources;

/// <summary>Channels are added and taken out while the show is on, by its settings, without a restart.</summary>
public sealed class ChannelsWhileLiveTests
{
    private const string Other = "la_deuxieme";

    private static readonly SourceKey OtherIrc = new("twitch", Other, "irc");

    [Fact]
    public async Task A_channel_that_is_added_is_read_and_the_first_one_goes_on_without_a_pause()
    {
        await using var stand = await TwitchStand.StartAsync(withAccount: false);
        stand.Platforms.Twitch.OpenRoom(Other);
        var since = stand.State.Sources[TwitchStand.Irc].Since;

        await stand.SetChannelsAsync(TwitchStand.Channel, Other);
        await stand.Until(() => stand.IsLive(OtherIrc), "the added channel is read");
        stand.Say("from the second room", channel: Other);
        stand.Say("from the first room");
        await stand.Until(() => stand.State.Messages == 2, "both are heard");

        Assert.Equal([TwitchStand.Channel, Other], (await stand.MessagesAsync()).Select(m => m.Channel).Order(StringComparer.Ordinal));
        Assert.Equal(since, stand.State.Sources[TwitchStand.Irc].Since);
        Assert.Empty(stand.State.Gaps);
    }

    [Fact]
    public async Task A_channel_that_is_taken_out_is_left_says_so_and_alarms_nobody()
    {
        await using var stand = await TwitchStand.StartAsync(withAccount: false, Other);
        await stand.Until(() => stand.IsLive(OtherIrc), "both are read");

        await stand.SetChannelsAsync(TwitchStand.Channel);
        await stand.Until(() => stand.State.Sources[OtherIrc].State == SourceState.Ended, "the channel is left");
        stand.Say("nobody reads this", channel: Other);
        stand.Say("from the first room");
        await stand.Until(() => stand.State.Messages > 0, "the first room is heard");
        await stand.SettleAsync();

        Assert.Equal([TwitchStand.Channel], (await stand.MessagesAsync()).Select(m => m.Channel));
        Assert.Equal(ReadChannel.TakenOut, stand.State.Sources[OtherIrc].Reason);
        Assert.DoesNotContain(SourceAlerts.Of(stand.State, stand.State.LastAt, 1), a => a.About.Contains(Other, StringComparison.Ordinal));
        Assert.True(stand.IsLive(TwitchStand.Irc));
    }

    [Fact]
    public async Task Another_change_of_the_settings_touches_no_source()
    {
        await using var stand = await TwitchStand.StartAsync(withAccount: false);
        var before = (await stand.EntriesAsync()).Count(e => e is SourceMoved);

        await stand.SetChannelsAsync(TwitchStand.Channel, Other);
        await stand.SetChannelsAsync(TwitchStand.Channel);
        await stand.SettleAsync();

        Assert.DoesNotContain((await stand.EntriesAsync()).OfType<SourceMoved>().Skip(before), e => e.Source == TwitchStand.Irc);
    }
}
