using LiveConsole.Domain.Listening;

namespace LiveConsole.Domain.Tests.Listening;

/// <summary>Questions of a moon landing's viewers, written by one who had not the turns of phrase in mind ("+ " of the moment, "- " of the world): judged by rates.</summary>
public sealed class OnlyNowTriedTests
{
    [Fact]
    public void Most_questions_about_the_moment_are_proposed_and_hardly_another()
    {
        using var stream = typeof(OnlyNowTriedTests).Assembly.GetManifestResourceStream("tried.now.txt") ?? throw new InvalidOperationException("No tried.now.txt.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (ofNow, ofTheWorld) = (lines.Where(l => l[0] == '+').ToArray(), lines.Where(l => l[0] == '-').ToArray());

        var proposed = ofNow.Count(l => OnlyNow.Asks(l[2..], []));
        var wrongly = ofTheWorld.Where(l => OnlyNow.Asks(l[2..], [])).ToArray();

        Assert.True(proposed * 100 >= ofNow.Length * 65, $"{proposed} of {ofNow.Length}: without {string.Join("; ", ofNow.Where(l => !OnlyNow.Asks(l[2..], [])))}");
        Assert.True(wrongly.Length * 100 <= ofTheWorld.Length * 8, string.Join("; ", wrongly));
    }
}
