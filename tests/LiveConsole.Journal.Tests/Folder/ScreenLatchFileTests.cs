using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Folder;

namespace LiveConsole.Journal.Tests.Folder;

public sealed class ScreenLatchFileTests : IDisposable
{
    private static readonly LatchedAir Seventeen = new(17, Samples.Noon, false);

    private readonly string _folder = Directory.CreateTempSubdirectory("latch").FullName;
    private readonly ShowId _show = Samples.NewShow();

    private string LatchPath => Path.Combine(_folder, "latches", $"{_show}.latch");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Nothing_is_latched_at_first_and_the_file_has_its_whole_length()
    {
        using var latch = ScreenLatchFile.Open(_folder, _show);

        Assert.Null(latch.Current);
        Assert.Equal(4096, new FileInfo(LatchPath).Length);
    }

    [Fact]
    public void What_was_latched_last_is_there_after_a_restart_and_the_file_never_grows()
    {
        using (var latch = ScreenLatchFile.Open(_folder, _show))
        {
            for (var n = 1; n < 17; n++) latch.Write(new LatchedAir(n, Samples.Noon, true));
            latch.Write(Seventeen);
        }

        Assert.Equal(Seventeen, Reopened());
        using (var latch = ScreenLatchFile.Open(_folder, _show)) latch.Write(null);
        Assert.Null(Reopened());
        Assert.Equal(4096, new FileInfo(LatchPath).Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2048)]
    public void A_write_that_was_cut_leaves_what_was_latched_before(int slot)
    {
        using (var latch = ScreenLatchFile.Open(_folder, _show))
        {
            latch.Write(new LatchedAir(16, Samples.Noon, false));
            latch.Write(Seventeen);
        }

        var bytes = File.ReadAllBytes(LatchPath);
        bytes[slot + 20] ^= 0xff;
        File.WriteAllBytes(LatchPath, bytes);

        // The second write went to the first half.
        Assert.Equal(slot == 0 ? new LatchedAir(16, Samples.Noon, false) : Seventeen, Reopened());
        using (var latch = ScreenLatchFile.Open(_folder, _show)) latch.Write(new LatchedAir(18, Samples.Noon, true));
        Assert.Equal(new LatchedAir(18, Samples.Noon, true), Reopened());
    }

    [Fact]
    public void Garbage_or_another_shows_file_latches_nothing()
    {
        using (var latch = ScreenLatchFile.Open(_folder, _show)) latch.Write(Seventeen);
        var other = Samples.NewShow();
        File.Copy(LatchPath, Path.Combine(_folder, "latches", $"{other}.latch"));
        File.WriteAllBytes(LatchPath, [.. Enumerable.Range(0, 4096).Select(n => (byte)(n * 31))]);

        Assert.Null(Reopened());
        using var copied = ScreenLatchFile.Open(_folder, other);
        Assert.Null(copied.Current);
    }

    private LatchedAir? Reopened()
    {
        using var latch = ScreenLatchFile.Open(_folder, _show);
        return latch.Current;
    }
}
