using System.Xml.Linq;

namespace LiveConsole.Tests.Hosting;

/// <summary>The house's table of projects: which may see which, and which package is whose.</summary>
internal static class Walls
{
    private static readonly Dictionary<string, string[]> MaySee = new(StringComparer.Ordinal)
    {
        ["LiveConsole.Domain"] = [],
        ["LiveConsole.Platforms"] = ["LiveConsole.Domain"],
        ["LiveConsole.Platforms.Twitch"] = ["LiveConsole.Platforms"],
        ["LiveConsole.Platforms.YouTube"] = ["LiveConsole.Platforms"],
        ["LiveConsole.Journal"] = ["LiveConsole.Domain"],
        ["LiveConsole.Rehearsal"] = ["LiveConsole.Domain"],
        ["LiveConsole"] = ["LiveConsole.Domain", "LiveConsole.Platforms", "LiveConsole.Platforms.Twitch", "LiveConsole.Platforms.YouTube", "LiveConsole.Journal", "LiveConsole.Rehearsal"],
        ["LiveConsole.Testing"] = ["LiveConsole.Domain", "LiveConsole.Platforms"],
        ["LiveConsole.Journeys"] = ["LiveConsole", "LiveConsole.Rehearsal"],
        ["LiveConsole.Benchmarks"] = ["LiveConsole"],
        ["LiveConsole.Soak"] = ["LiveConsole"],
        ["LiveConsole.Tools.Listening"] = ["LiveConsole.Rehearsal", "LiveConsole.Testing"],
    };

    /// <summary>Packages that one project alone may see, by how their name begins.</summary>
    private static readonly (string Package, string[] Owners)[] Owned =
    [
        ("Google.", ["LiveConsole.Platforms.YouTube"]),
        ("Microsoft.Data.Sqlite", ["LiveConsole.Journal"]),
        ("Npgsql.EntityFrameworkCore", ["LiveConsole"]),
        ("Npgsql", ["LiveConsole.Journal", "LiveConsole.Testing"]),
        ("SQLitePCLRaw", ["LiveConsole.Journal", "LiveConsole"]),
        ("Microsoft.EntityFrameworkCore", ["LiveConsole"]),
        ("MediatR", ["LiveConsole"]),
        ("System.CommandLine", ["LiveConsole"]),
        ("CsvHelper", ["LiveConsole"]),
        ("QRCoder", ["LiveConsole"]),
        ("Microsoft.AspNetCore.Identity", ["LiveConsole"]),
        ("Polly", ["LiveConsole", "LiveConsole.Journal"]),
        ("BenchmarkDotNet", ["LiveConsole.Benchmarks"]),
    ];

    /// <summary>Projects that fence a dependency must not be reached round their packages: they see these and nothing else.</summary>
    private static readonly Dictionary<string, string[]> OnlyPackages = new(StringComparer.Ordinal)
    {
        ["LiveConsole.Domain"] = [],
        ["LiveConsole.Platforms"] = ["Microsoft.Extensions.Logging.Abstractions"],
        ["LiveConsole.Platforms.Twitch"] = [],
        ["LiveConsole.Rehearsal"] = [],
    };

    /// <param name="name">The project's name.</param>
    /// <param name="csproj">Its text.</param>
    /// <returns>What is wrong with it, in words; empty when nothing is.</returns>
    public static IReadOnlyList<string> Problems(string name, string csproj)
    {
        var project = XDocument.Parse(csproj);
        var sees = Includes(project, "ProjectReference").Select(p => Path.GetFileNameWithoutExtension(p.Replace('\\', '/'))).ToList();
        var packages = Includes(project, "PackageReference").Concat(Includes(project, "PackageDownload")).ToList();
        List<string> problems = [];
        if (Allowed(name) is not { } allowed) return [$"{name} stands in no table: put it into house.md's and this one."];
        problems.AddRange(sees.Except(allowed, StringComparer.Ordinal).Select(p => $"{name} may not see {p}."));
        foreach (var package in packages)
        {
            if (Owned.FirstOrDefault(o => package.StartsWith(o.Package, StringComparison.Ordinal)) is { Owners: { } owners } && !owners.Contains(name, StringComparer.Ordinal))
                problems.Add($"{name} may not see {package}: it is {string.Join("'s and ", owners)}'s.");
            if (OnlyPackages.TryGetValue(name, out var only) && !only.Contains(package, StringComparer.Ordinal)) problems.Add($"{name} may not see {package}.");
        }

        if (name == "LiveConsole.Domain" && Includes(project, "FrameworkReference").Any()) problems.Add($"{name} may see no framework but .NET's own.");
        return problems;
    }

    private static string[]? Allowed(string name)
    {
        if (MaySee.TryGetValue(name, out var listed)) return name is "LiveConsole.Journeys" or "LiveConsole.Benchmarks" or "LiveConsole.Soak" ? [.. listed, "LiveConsole.Testing"] : listed;
        if (!name.EndsWith(".Tests", StringComparison.Ordinal) || !MaySee.ContainsKey(name[..^".Tests".Length])) return null;
        // Tests mirror projects: the project itself and the builders.
        string[] mirrored = [name[..^".Tests".Length], "LiveConsole.Testing"];
        return name switch
        {
            "LiveConsole.Tests" => [.. mirrored, "LiveConsole.Soak"],
            // An adapter is tried on its platform's emulator, which never sees it.
            "LiveConsole.Platforms.Twitch.Tests" => [.. mirrored, "LiveConsole.Rehearsal"],
            _ => mirrored,
        };
    }

    private static IEnumerable<string> Includes(XDocument project, string element) =>
        project.Descendants(element).Select(e => e.Attribute("Include")?.Value ?? e.Attribute("Update")?.Value ?? "");
}
