namespace LiveConsole.Domain.Tests.Effects;

public sealed class UndoPageTests
{
    private static string Page => Path.Combine(Root(), "docs", "undo.md");

    [Fact]
    public void The_page_in_docs_is_what_undo_does() =>
        Assert.True(File.Exists(Page) && File.ReadAllText(Page).ReplaceLineEndings("\n") == UndoPage.Write(), "docs/undo.md is not what the rules do: its first line tells how it is written again.");

    /// <summary>Not a test: what the page's first line names.</summary>
    [Fact(Explicit = true)]
    public void Write_the_page_again() => File.WriteAllText(Page, UndoPage.Write());

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LiveConsole.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("LiveConsole.sln is above no folder of the tests.");
        return folder.FullName;
    }
}
