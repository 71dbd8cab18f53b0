namespace LiveConsole.Tests.Hosting;

/// <summary>The walls between projects stand as house.md draws them.</summary>
public sealed class WallTests
{
    [Fact]
    public void Every_project_keeps_to_the_table()
    {
        var projects = new[] { "src", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.csproj", SearchOption.AllDirectories)).ToList();

        Assert.True(projects.Count >= 16, $"Only {projects.Count} projects were found.");
        Assert.Empty(projects.SelectMany(p => Walls.Problems(Path.GetFileNameWithoutExtension(p), File.ReadAllText(p))));
    }

    [Theory]
    [InlineData("LiveConsole.Domain", """<PackageReference Include="MediatR" />""", "LiveConsole.Domain may not see MediatR: it is LiveConsole's.")]
    [InlineData("LiveConsole.Domain", """<FrameworkReference Include="Microsoft.AspNetCore.App" />""", "LiveConsole.Domain may see no framework but .NET's own.")]
    [InlineData("LiveConsole.Rehearsal", """<ProjectReference Include="../LiveConsole.Platforms.Twitch/LiveConsole.Platforms.Twitch.csproj" />""", "LiveConsole.Rehearsal may not see LiveConsole.Platforms.Twitch.")]
    [InlineData("LiveConsole.Platforms", """<ProjectReference Include="..\LiveConsole.Platforms.YouTube\LiveConsole.Platforms.YouTube.csproj" />""", "LiveConsole.Platforms may not see LiveConsole.Platforms.YouTube.")]
    [InlineData("LiveConsole.Platforms.Twitch", """<PackageReference Include="Polly.Core" />""", "LiveConsole.Platforms.Twitch may not see Polly.Core.")]
    [InlineData("LiveConsole", """<PackageReference Include="Google.Apis" />""", "LiveConsole may not see Google.Apis: it is LiveConsole.Platforms.YouTube's.")]
    [InlineData("LiveConsole", """<PackageReference Include="Npgsql" />""", "LiveConsole may not see Npgsql: it is LiveConsole.Journal's and LiveConsole.Testing's.")]
    [InlineData("LiveConsole.Rehearsal.Tests", """<ProjectReference Include="../../src/LiveConsole.Platforms.YouTube/LiveConsole.Platforms.YouTube.csproj" />""", "LiveConsole.Rehearsal.Tests may not see LiveConsole.Platforms.YouTube.")]
    [InlineData("LiveConsole.Platforms.Tests", """<ProjectReference Include="../../src/LiveConsole.Rehearsal/LiveConsole.Rehearsal.csproj" />""", "LiveConsole.Platforms.Tests may not see LiveConsole.Rehearsal.")]
    [InlineData("LiveConsole.Utils", "", "LiveConsole.Utils stands in no table: put it into house.md's and this one.")]
    public void A_planted_violation_is_named(string project, string reference, string problem)
    {
        Assert.Contains(problem, Walls.Problems(project, $"<Project><ItemGroup>{reference}</ItemGroup></Project>"));
    }

    /// <summary>House.md: Blazor's, SignalR's and the store's types stay in the program; names that mean nothing stay out.</summary>
    [Fact]
    public void No_folder_or_file_has_a_name_that_says_nothing()
    {
        string[] banned = ["Service", "Services", "Manager", "Helper", "Helpers", "Util", "Utils", "Common", "Shared", "Core", "Processor", "Base", "Impl", "Info"];
        var named = Directory.EnumerateFileSystemEntries(Path.Combine(Root(), "src"), "*", SearchOption.AllDirectories)
            .Where(p => !p.Contains("node_modules", StringComparison.Ordinal) && !p.Contains("/obj/", StringComparison.Ordinal) && !p.Contains("/bin/", StringComparison.Ordinal) && !p.Contains("wwwroot", StringComparison.Ordinal))
            .Select(p => Path.GetFileNameWithoutExtension(p).Split('.')[0]);

        Assert.DoesNotContain(named, n => banned.Any(b => b is "Base" or "Core" or "Info" ? n == b : n.EndsWith(b, StringComparison.Ordinal)));
    }

    internal static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LiveConsole.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("LiveConsole.sln is not above the tests.");
    }
}
