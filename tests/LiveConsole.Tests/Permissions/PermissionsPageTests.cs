namespace LiveConsole.Tests.Permissions;

public sealed class PermissionsPageTests
{
    private static string Page => Path.Combine(Root(), "docs", "permissions.md");

    [Fact]
    public void The_page_in_docs_is_what_the_code_says() =>
        Assert.True(File.Exists(Page) && File.ReadAllText(Page).ReplaceLineEndings("\n") == PermissionsPage.Write(), "docs/permissions.md is not what the code says: its first line tells how it is written again.");

    /// <summary>Not a test: what the page's first line names.</summary>
    [Fact(Explicit = true)]
    public void Write_the_page_again() => File.WriteAllText(Page, PermissionsPage.Write());

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LiveConsole.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("LiveConsole.sln is above no folder of the tests.");
        return folder.FullName;
    }
}
