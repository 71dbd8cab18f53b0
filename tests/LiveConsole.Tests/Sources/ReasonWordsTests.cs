using System.Net.WebSockets;
using System.Text.RegularExpressions;
using LiveConsole.Domain.Journal;
using LiveConsole.Sources;

namespace LiveConsole.Tests.Sources;

/// <summary>Every reason that an adapter can give has its French: read from the adapters themselves, so that a new one is not forgotten.</summary>
public sealed partial class ReasonWordsTests
{
    // Configuration, bugs, what a room is told: never a reason of a source.
    private static readonly string[] NoReasons = ["YouTube:", "Twitch:", "Members-only", "A connection ended", "Nobody knows this answer"];

    public static TheoryData<string> Reasons => [.. Adapters().SelectMany(f => Sentence().Matches(File.ReadAllText(f)).Select(m => m.Groups["text"].Value))
        .Where(s => !NoReasons.Any(n => s.StartsWith(n, StringComparison.Ordinal))).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_reason_of_an_adapter_is_said_in_French_too(string reason)
    {
        var said = Inserted().Replace(reason, "X1");

        var words = ReasonWords.Of(said);

        Assert.Equal(CloseCode().Replace(said, ""), words.En);
        Assert.NotEqual(words.En, words.Fr);
        Assert.DoesNotContain("{", words.Fr, StringComparison.Ordinal);
        Assert.Equal(said.Contains("X1", StringComparison.Ordinal), words.Fr.Contains("X1", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_platform_adds_in_its_own_words_is_kept_and_what_nobody_knows_is_said_as_it_is()
    {
        Assert.Equal("YouTube a une panne de son côté. Backend error", ReasonWords.Of("YouTube has trouble of its own. Backend error").Fr);
        Assert.Equal("LiveConsole was not running.", ReasonWords.Of("not running").En);
        Assert.Equal("YouTube a une panne de son côté. Dans ses mots : Backend error", ReasonWords.Of("YouTube has trouble of its own. It says: Backend error").Fr);
        Assert.Equal("something new", ReasonWords.Of("something new").Fr);
    }

    public static TheoryData<string> Errors => [.. Enum.GetNames<WebSocketError>().Concat(Enum.GetNames<HttpRequestError>()).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Errors))]
    public void No_desk_reads_a_programmers_name_of_an_error(string error)
    {
        var words = ReasonWords.Of($"Twitch's chat cannot be reached ({error}).");

        Assert.DoesNotContain(error, words.En, StringComparison.Ordinal);
        Assert.DoesNotContain(error, words.Fr, StringComparison.Ordinal);
        Assert.StartsWith("Twitch's chat cannot be reached (", words.En, StringComparison.Ordinal);
        Assert.StartsWith("Le chat de Twitch est injoignable (", words.Fr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Twitch missed our answer to its ping (4002).", "Twitch missed our answer to its ping.", "Twitch n'a pas reçu notre réponse à son ping.")]
    [InlineData("Twitch closed EventSub (1006).", "Twitch closed EventSub.", "Twitch a fermé EventSub.")]
    [InlineData("YouTube asks for fewer calls (rateLimitExceeded). It says: Slow down.", "YouTube asks for fewer calls. It says: Slow down.", "YouTube demande moins d'appels. Dans ses mots : Slow down.")]
    public void Nor_a_code(string journaled, string en, string fr) => Assert.Equal(new Words(en, fr), ReasonWords.Of(journaled));

    private static IEnumerable<string> Adapters()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "LiveConsole.sln"))) continue;
            return new[] { "LiveConsole.Platforms", "LiveConsole.Platforms.Twitch", "LiveConsole.Platforms.YouTube" }
                .SelectMany(p => Directory.EnumerateFiles(Path.Combine(folder.FullName, "src", p), "*.cs", SearchOption.AllDirectories));
        }

        throw new DirectoryNotFoundException("LiveConsole.sln is not above the tests.");
    }

    [GeneratedRegex("\"(?<text>[A-Z][^\"\\n]{14,}?\\.)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sentence();

    [GeneratedRegex(@" \((?:\d{4}|rateLimitExceeded)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CloseCode();

    [GeneratedRegex(@"\{(?:[^{}()]|\([^{}]*\))+\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Inserted();
}
