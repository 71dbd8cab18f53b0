using System.Net;
using LiveConsole.Accounts;
using LiveConsole.Hosting;

namespace LiveConsole.Tests.Hosting;

public sealed class ReachTests
{
    private static readonly IPAddress[] Machine = [IPAddress.Parse("192.168.1.20"), IPAddress.Parse("10.0.0.4")];

    [Theory]
    [InlineData("http://localhost:5080", "http://localhost:5080", "")]
    [InlineData("http://[::]:5080", "http://localhost:5080", "http://192.168.1.20:5080/ http://10.0.0.4:5080/")]
    [InlineData("http://0.0.0.0:5080", "https://regie.example/", "https://regie.example/ http://192.168.1.20:5080/ http://10.0.0.4:5080/")]
    [InlineData("http://127.0.0.1:5080", "https://regie.example/", "https://regie.example/")]
    [InlineData("http://192.168.1.20:5080", "http://192.168.1.20:5080", "http://192.168.1.20:5080/")]
    public void A_device_comes_by_the_public_name_or_by_this_machines_addresses(string listens, string name, string reached) =>
        Assert.Equal(reached, string.Join(' ', Reach.Of([listens], new Uri(name), Machine)));

    [Fact]
    public void A_code_in_a_terminal_is_a_quiet_frame_round_the_same_modules()
    {
        var lines = QrCode.Lines("http://192.168.1.20:5080/screen").ToList();

        Assert.All(lines, l => Assert.Equal(lines[0].Length, l.Length));
        Assert.Equal(new string('█', lines[0].Length), lines[0]);
        Assert.Contains(lines, l => l.Contains('▄', StringComparison.Ordinal) && l.Contains(' ', StringComparison.Ordinal));
    }
}
