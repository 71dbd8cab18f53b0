using LiveConsole.Journal.Checkup;

namespace LiveConsole.Tests.Archives;

/// <summary>
/// An archive of every format there was, kept as "tests/soak fixture FILE" of its time wrote it, never made again: what it holds is drawn
/// from MixedNight's seed 1, and its keys are nobody's.
/// </summary>
public sealed class EarlierFormatTests : IDisposable
{
    private readonly AnInstallation _here = new();

    public void Dispose() => _here.Dispose();

    [Theory]
    [InlineData("format-1.0.liveconsole", 121)]
    public async Task An_archive_of_an_earlier_format_is_restored(string name, int entries)
    {
        var (code, said, error) = await AnInstallation.RunAsync("restore", Fixture(name), "--data", _here.Data);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains($"1 show, {entries} entries, every one compared", said, StringComparison.Ordinal);
        Assert.Empty(JournalCheckup.Examine(_here.Data, null, default).Findings);
        var journal = (await _here.DoneAsync("export", "--show", "landing", "--what", "journal", "--with-removed")).TrimEnd('\n').Split('\n');
        Assert.Equal(entries, journal.Length);
        Assert.Contains("\"type\":\"configured\"", journal[0], StringComparison.Ordinal);
        var messages = await _here.DoneAsync("export", "--show", "landing", "--with-removed");
        Assert.Contains("東京から見てます", messages, StringComparison.Ordinal);
        Assert.Contains("Landing night 🚀", await _here.DoneAsync("show", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fixture_has_its_line_here() =>
        Assert.Equal(["format-1.0.liveconsole"], Directory.GetFiles(Fixture("")).Select(Path.GetFileName));

    private static string Fixture(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LiveConsole.sln"))) return Path.Combine(folder.FullName, "tests", "LiveConsole.Tests", "Archives", "Fixtures", name);
        }

        throw new DirectoryNotFoundException("These tests run from inside the repository.");
    }
}
