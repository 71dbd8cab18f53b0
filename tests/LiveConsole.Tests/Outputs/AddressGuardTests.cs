using System.Net;
using LiveConsole.Outputs;

namespace LiveConsole.Tests.Outputs;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("::1")]
    [InlineData("10.0.0.7")]
    [InlineData("172.20.1.1")]
    [InlineData("192.168.1.20")]
    [InlineData("100.64.0.1")]
    [InlineData("fd12::1")]
    [InlineData("::ffff:192.168.1.20")]
    [InlineData("::ffff:127.0.0.1")]
    public void This_machine_and_private_networks_are_for_graphics_and_for_webhooks_only_where_the_installation_says_so(string address)
    {
        var ip = IPAddress.Parse(address);

        Assert.True(AddressGuard.Allows(ip, OutputKind.Caspar, OutputReach.Studio));
        Assert.False(AddressGuard.Allows(ip, OutputKind.Webhook, OutputReach.Studio));
        Assert.False(AddressGuard.Allows(ip, OutputKind.Caspar, OutputReach.Public));
        Assert.True(AddressGuard.Allows(ip, OutputKind.Webhook, OutputReach.Everywhere));
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("100.100.100.200")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("255.255.255.255")]
    [InlineData("224.0.0.1")]
    [InlineData("ff02::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("::127.0.0.1")]
    public void Metadata_link_local_and_what_is_nobodys_is_for_nothing(string address)
    {
        foreach (var kind in Enum.GetValues<OutputKind>()) Assert.False(AddressGuard.Allows(IPAddress.Parse(address), kind, OutputReach.Everywhere));
    }

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    public void The_public_network_is_for_all(string address)
    {
        foreach (var kind in Enum.GetValues<OutputKind>()) Assert.True(AddressGuard.Allows(IPAddress.Parse(address), kind, OutputReach.Public));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("0x7f000001")]
    [InlineData("2130706433")]
    public async Task A_name_or_number_that_leads_here_is_refused_when_it_is_connected_to(string host) =>
        await Assert.ThrowsAsync<AddressRefusedException>(() => AddressGuard.ConnectAsync(host, 9, OutputKind.Webhook, OutputReach.Studio, default));

    [Theory]
    [InlineData("http://user:secret@example.org/hook")]
    [InlineData("ftp://example.org")]
    [InlineData("/hook")]
    [InlineData("http://")]
    [InlineData("javascript:alert(1)")]
    public void What_is_no_web_address_is_refused_in_words(string address) => Assert.NotNull(new OutputSettings(address).WhyNot(OutputKind.Webhook));

    [Theory]
    [InlineData("localhost:9000", "localhost", 9000)]
    [InlineData("[::1]:9000", "::1", 9000)]
    [InlineData("192.168.1.5", "192.168.1.5", 5250)]
    public void Host_and_port_are_read(string address, string host, int port) => Assert.Equal((host, port), OutputSettings.HostOf(address, 5250) is { } at ? (at.Host, at.Port) : default);
}
