using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;
using LiveConsole.Surfaces.Osc;
using LiveConsole.Testing;
using LiveConsole.Tests.Api;
using LiveConsole.Tests.Permissions;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Surfaces;

[Collection(nameof(AConsole))]
public sealed class OscDoorTests(AConsole console)
{
    private async Task<(OscDoor Door, Func<OscMessage, Task> Send)> OpenAsync(string token)
    {
        var door = new OscDoor(new OscOptions { Listen = "127.0.0.1:0", Token = token }, console.Get<ApiTokenBook>(), console.Get<LiveShows>(), console.Get<ICommands>(), TimeProvider.System, NullLogger<OscDoor>.Instance);
        await door.StartAsync(default);
        var at = await door.Listens.WaitAsync(Cap.Signal);
        return (door, async message =>
        {
            using var socket = new UdpClient();
            await socket.SendAsync(OscFormat.Write(message), at!);
        });
    }

    private async Task MarkedAsync(string word)
    {
        using var patience = new CancellationTokenSource(Cap.Signal);
        await foreach (var snapshot in console.Show.WatchAsync(patience.Token))
        {
            if (snapshot.State.Moments.Any(m => m.Text == word)) return;
        }
    }

    [Fact]
    public async Task A_packet_presses_a_button_as_the_configured_token_and_a_release_or_rubbish_does_nothing()
    {
        using var program = await AProgram.OfAsync(console, Role.Producer);
        var (door, send) = await OpenAsync(program.Token!);
        using (door)
        {
            await send(OscMessage.Of("/liveconsole/moment", 0));
            await send(OscMessage.Of("/other/moment", "not ours"));
            await send(OscMessage.Of("/liveconsole/moment", "by osc"));

            await MarkedAsync("by osc");
            Assert.Equal("Producer program", console.Show.Snapshot.State.Moments.Last(m => m.Text == "by osc").By);
            Assert.DoesNotContain(console.Show.Snapshot.State.Moments, m => m.Text is "not ours" or "Producer program");
            await door.StopAsync(default);
        }
    }

    [Fact]
    public async Task A_token_that_was_revoked_presses_nothing_any_more()
    {
        using var program = await AProgram.OfAsync(console, Role.Producer);
        using var still = await AProgram.OfAsync(console, Role.Producer);
        var (door, send) = await OpenAsync(program.Token!);
        var (other, sendOther) = await OpenAsync(still.Token!);
        using (door)
        using (other)
        {
            await console.Get<ApiTokenBook>().RevokeAsync(program.Row!.Id, default);
            await send(OscMessage.Of("/liveconsole/moment", "too late"));
            await sendOther(OscMessage.Of("/liveconsole/moment", "in time"));

            await MarkedAsync("in time");
            // It waits for every press it has begun.
            await door.StopAsync(default);
            await other.StopAsync(default);
            Assert.DoesNotContain(console.Show.Snapshot.State.Moments, m => m.Text == "too late");
        }
    }

    [Theory]
    [InlineData("127.0.0.1", "", true)]
    [InlineData("::1", "", true)]
    [InlineData("::ffff:127.0.0.1", "", true)]
    [InlineData("192.168.1.20", "", false)]
    [InlineData("192.168.1.20", "192.168.1.20", true)]
    [InlineData("::ffff:192.168.1.20", "192.168.1.0/24", true)]
    [InlineData("192.168.2.20", "192.168.1.0/24", false)]
    public void Who_may_send_is_this_machine_and_whom_the_configuration_names(string from, string allowed, bool may) =>
        Assert.Equal(may, new OscOptions { Allowed = allowed }.Allows(IPAddress.Parse(from)));

    [Theory]
    [InlineData("127.0.0.1:9000", "token", "", true)]
    [InlineData(null, null, "", true)]
    [InlineData("127.0.0.1:9000", null, "", false)]
    [InlineData("127.0.0.1", "token", "", false)]
    [InlineData("0.0.0.0:9000", "token", "", false)]
    [InlineData("0.0.0.0:9000", "token", "192.168.1.20", true)]
    [InlineData("0.0.0.0:9000", "token", "somebody", false)]
    public void What_would_be_open_to_everybody_does_not_start(string? listen, string? token, string allowed, bool starts)
    {
        var options = new OscOptions { Listen = listen, Token = token, Allowed = allowed };

        Assert.Equal(starts, Validator.TryValidateObject(options, new ValidationContext(options), [], validateAllProperties: true));
        Assert.DoesNotContain("token", options.ToString(), StringComparison.Ordinal);
    }
}
