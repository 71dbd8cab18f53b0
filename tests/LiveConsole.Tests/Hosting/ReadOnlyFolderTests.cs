using System.Diagnostics;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Journal;
using LiveConsole.Hosting;
using LiveConsole.Journal;
using LiveConsole.Shows;
using LiveConsole.Tests.Shows;

namespace LiveConsole.Tests.Hosting;

/// <summary>A disk that becomes read-only: while a show runs, and before a start. The latter on a small file system of its own, which needs root.</summary>
public sealed class ReadOnlyFolderTests : IDisposable
{
    private readonly string _disk = Directory.CreateTempSubdirectory("liveconsole-").FullName;

    private string Data => Path.Combine(_disk, "data");

    public void Dispose()
    {
        Run("umount", "-l", _disk);
        Directory.Delete(_disk, recursive: true);
    }

    [Fact]
    public async Task While_a_show_runs_verbs_are_refused_in_words_and_it_goes_on_alone_when_it_is_writable_again()
    {
        await using var show = await AnOpenShow.OpenAsync();
        show.Journal.Breaks(StorageTrouble.ReadOnly);

        var refused = Assert.IsType<Outcome.Refused>(await show.DoAsync(new MarkMoment("touchdown"))).Refusal;

        Assert.Equal(RefusalKind.Storage, refused.Kind);
        Assert.StartsWith("The data folder is read-only since ", refused.Words.En, StringComparison.Ordinal);
        Assert.StartsWith("Le dossier de données est en lecture seule depuis ", refused.Words.Fr, StringComparison.Ordinal);
        Assert.Contains("Make it writable", Assert.Single(Health.NotReady([new("landing", show.Live.Writer.Health)])), StringComparison.Ordinal);

        // Nobody presses, nothing arrives: it is found out all the same.
        show.Journal.Mends();
        await show.Until(s => s.Storage.Words is null);
        Assert.Empty(Health.NotReady([new("landing", show.Live.Writer.Health)]));
        Assert.IsType<Outcome.Accepted>(await show.DoAsync(new MarkMoment("touchdown")));
    }

    [Fact]
    public async Task A_start_is_refused_in_one_line_and_an_export_is_made_all_the_same()
    {
        SkipUnlessMounted();
        Assert.Equal(0, (await AServer.RunAsync("show", "create", "landing", "--title", "Landing night", "--data", Data)).Code);
        ReadOnly();

        var (code, _, error) = await AServer.RunAsync("serve", "--data", Data, "--urls", "http://127.0.0.1:0");
        Assert.Equal((1, 1), (code, error.Count(c => c == '\n')));
        Assert.Contains("Make it writable for this user", error, StringComparison.Ordinal);

        var (done, output, said) = await AServer.RunAsync("export", "--show", "landing", "--what", "journal", "--data", Data);
        Assert.Equal((0, ""), (done, said));
        Assert.Contains("Landing night", output, StringComparison.Ordinal);
    }

    private void SkipUnlessMounted() => Assert.SkipUnless(
        OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", _disk),
        "A small file system cannot be mounted here (root on Linux is needed): the read-only folder was not tried.");

    private void ReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", _disk));

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
