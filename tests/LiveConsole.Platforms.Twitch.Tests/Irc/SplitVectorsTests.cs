using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LiveConsole.Platforms.Twitch.Irc;

namespace LiveConsole.Platforms.Twitch.Tests.Irc;

/// <summary>ircdocs/parser-tests "msg-split" (CC0), read with just enough YAML.</summary>
public partial class SplitVectorsTests
{
    [Fact]
    public void Lines_are_cut_as_the_public_vectors_say()
    {
        var vectors = Vectors().ToList();

        Assert.True(vectors.Count > 30);
        foreach (var v in vectors)
        {
            Assert.Null(IrcLine.Cut(Encoding.UTF8.GetBytes(v.Input), out var line));
            Assert.Equal(v.Verb, Encoding.UTF8.GetString(line.Verb));
            Assert.Equal(v.Source, Encoding.UTF8.GetString(line.Prefix));
            var rest = line.Arguments;
            var arguments = new List<string>();
            while (IrcLine.NextArgument(ref rest, out var argument)) arguments.Add(Encoding.UTF8.GetString(argument));
            Assert.Equal(v.Params, arguments);
            foreach (var (name, value) in v.Tags) Assert.Equal(value, Tag(Encoding.UTF8.GetString(line.Tags), name));
        }
    }

    // Through the parser's own unescaping: the tag's value becomes a notice's sentence.
    private static string Tag(string tags, string name)
    {
        var raw = tags.Split(';').Select(t => t.Split('=', 2)).Last(t => t[0] == name);
        var parser = new IrcParser(new OddFrames(Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, TimeProvider.System));
        var line = $"@id=1;user-id=2;tmi-sent-ts=1;system-msg={(raw.Length > 1 ? raw[1] : "")} :x USERNOTICE #a";
        return Assert.IsType<IrcEvent.Message>(parser.Parse(Encoding.UTF8.GetBytes(line), DateTimeOffset.UnixEpoch)).Chat.Text;
    }

    private static IEnumerable<Vector> Vectors()
    {
        var section = "";
        Vector? vector = null;
        foreach (var line in RealLinesTests.Read("parser_vectors/ircdocs_msg-split.yaml").Select(l => l.TrimEnd()))
        {
            if (line.TrimStart().StartsWith('#')) continue;
            if (Pair().Match(line.TrimStart(' ', '-')) is { Success: true } pair && !line.TrimStart().StartsWith("- \"", StringComparison.Ordinal))
            {
                var (key, value) = (pair.Groups["key"].Value.Trim('"'), pair.Groups["value"].Value);
                if (key == "input")
                {
                    if (vector is not null) yield return vector;
                    vector = new Vector { Input = Text(value) };
                }
                else if (value.Length == 0) section = key;
                else if (key == "verb") vector!.Verb = Text(value);
                else if (key == "source") vector!.Source = Text(value);
                else if (section == "tags") vector!.Tags[Text($"\"{key}\"")] = Text(value);
            }
            else if (line.TrimStart().StartsWith("- ", StringComparison.Ordinal) && section == "params")
            {
                vector!.Params.Add(Text(line.TrimStart()[2..]));
            }
        }

        if (vector is not null) yield return vector;
    }

    private static string Text(string yaml)
    {
        if (yaml.StartsWith('\'')) return yaml.Trim('\'').Replace("''", "'", StringComparison.Ordinal);
        if (!yaml.StartsWith('"')) return yaml;
        var json = Hex().Replace(yaml, m => "\\u00" + m.Groups["byte"].Value);
        return JsonSerializer.Deserialize<string>(json.Replace("\\e", "\\u001b", StringComparison.Ordinal).Replace("\\a", "\\u0007", StringComparison.Ordinal))!;
    }

    [GeneratedRegex("""^(?<key>"[^"]*"|[a-z]+):\s*(?<value>.*)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pair();

    [GeneratedRegex(@"\\x(?<byte>[0-9a-fA-F]{2})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hex();

    private sealed class Vector
    {
        public required string Input { get; init; }
        public string Verb { get; set; } = "";
        public string Source { get; set; } = "";
        public List<string> Params { get; } = [];
        public Dictionary<string, string> Tags { get; } = [];

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Input}");
    }
}
