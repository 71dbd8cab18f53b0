using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsals;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Rehearsals;

public sealed class DrillPlanTests
{
    [Fact]
    public async Task Drills_wait_for_a_reader_of_their_platform_and_follow_each_other_three_seconds_apart_in_their_order()
    {
        var time = new FakeTime();
        await using var platforms = await EmulatedPlatforms.StartAsync(new EmulatorOptions(), time, NullLoggerFactory.Instance, default);
        var fired = Channel.CreateUnbounded<string>();
        platforms.Content = name =>
        {
            fired.Writer.TryWrite(name);
            return null;
        };

        var firing = DrillPlan.FireAsync(["irc-pings", "chat-cleared", "twitch-drop"], platforms, time, default);
        for (var i = 0; i < 40; i++) await PassAsync(0.25);
        Assert.Equal(0, fired.Reader.Count);

        using var irc = new ClientWebSocket();
        await irc.ConnectAsync(platforms.Twitch.IrcUri, default);
        await irc.SendAsync(Encoding.UTF8.GetBytes($"NICK justinfan1\r\nJOIN #{platforms.Twitch.Channel}\r\n"), WebSocketMessageType.Text, endOfMessage: true, default);
        while (!platforms.MeetsSomebody("irc-pings")) await irc.ReceiveAsync(new byte[4096], default).WaitAsync(Cap.Signal);
        Assert.False(platforms.MeetsSomebody("youtube-503"));
        await PassAsync(0.25);
        foreach (var drill in new[] { "irc-pings", "chat-cleared", "twitch-drop" })
        {
            await time.TimerDueIn(DrillPlan.Between);
            Assert.Equal(0, fired.Reader.Count);
            time.Advance(DrillPlan.Between);
            Assert.Equal(drill, await fired.Reader.ReadAsync().AsTask().WaitAsync(Cap.Signal));
        }

        await firing.WaitAsync(Cap.Signal);

        async Task PassAsync(double seconds)
        {
            await time.TimerDueIn(TimeSpan.FromSeconds(seconds));
            time.Advance(TimeSpan.FromSeconds(seconds));
        }
    }
}
