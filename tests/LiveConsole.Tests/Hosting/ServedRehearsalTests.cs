
namespace LiveConsole.Tests.Hosting;

public sealed class ServedRehearsalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("liveconsole-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_rehearsal_stops_at_Ctrl_C_and_goes_on_at_its_next_start()
    {
        var folder = Path.Combine(_folder, "rehearsal");
        for (var start = 0; start < 2; start++)
        {
            await using var rehearsal = await AServer.RehearseAsync(folder);
            using var browser = rehearsal.Browser();
            Assert.Equal("ready", await browser.GetStringAsync("/health/ready"));
            Assert.Equal(0, await rehearsal.StopAsync());
            Assert.DoesNotContain(rehearsal.Said, l => l.Contains("   at ", StringComparison.Ordinal));
        }

        var (_, shows, _) = await AServer.RunAsync("show", "list", "--data", folder);
        Assert.StartsWith("landing-night ", Assert.Single(shows.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }
}
