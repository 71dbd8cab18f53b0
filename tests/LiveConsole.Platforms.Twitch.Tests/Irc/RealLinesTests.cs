using System.Text;
using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch.Irc;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Platforms.Twitch.Tests.Irc;

/// <summary>Lines nobody of us wrote: published fixtures of three clients, and an hour of a real chat.</summary>
public class RealLinesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 21, 55, 0, TimeSpan.Zero);

    private readonly OddFrames _odd = new(NullLogger.Instance, new FakeTime());

    [Fact]
    public void All_published_lines_parse_and_only_those_without_ids_are_odd()
    {
        var parser = new IrcParser(_odd);
        var events = Read("parser_vectors/twitch_irc_lines.jsonl")
            .Select(l => JsonDocument.Parse(l).RootElement.GetProperty("line").GetString()!)
            .Select(l => parser.Parse(Encoding.UTF8.GetBytes(l), Now)).ToList();

        Assert.Equal(272, events.Count);
        // Fixtures from before Twitch gave ids, IRC in general, and five that name no room.
        Assert.Equal("NoChannel 6, NoMessageId 10", string.Join(", ",
            events.OfType<IrcEvent.Odd>().GroupBy(o => o.Problem).OrderBy(g => g.Key.ToString(), StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}")));
        Assert.Equal(12, events.OfType<IrcEvent.Removed>().Count());
        Assert.All(events.OfType<IrcEvent.Message>(), e => JoinsToItsText(e.Chat));
    }

    [Fact]
    public void An_hour_of_a_real_chat_parses_without_one_odd_line()
    {
        var parser = new IrcParser(_odd);
        var lines = Read("chat/twitch_raw/forsen_2022-01-01.irc.txt");
        var events = lines.Select(l => parser.Parse(Encoding.UTF8.GetBytes(l), Now)).ToList();
        var messages = events.OfType<IrcEvent.Message>().Select(e => e.Chat).ToList();

        Assert.Equal(2000, events.Count);
        Assert.Equal(1942, messages.Count);
        Assert.Equal(58, events.OfType<IrcEvent.Removed>().Count());
        Assert.Empty(_odd.Counts);
        Assert.All(messages, JoinsToItsText);
        Assert.Contains(messages, m => m.Parts.Any(p => p.Type == PartType.Emote));
        foreach (var (message, line) in messages.Zip(lines.Where(l => l.Contains(" PRIVMSG ", StringComparison.Ordinal) || l.Contains(" USERNOTICE ", StringComparison.Ordinal))))
        {
            if (message.Kind == MessageKind.Text) Assert.EndsWith(message.Text, line, StringComparison.Ordinal);
        }
    }

    private static void JoinsToItsText(ChatMessage message)
    {
        if (!message.Parts.IsEmpty) Assert.Equal(message.Text, string.Concat(message.Parts.Select(p => p.Text)));
    }

    internal static string[] Read(string path)
    {
        var file = RealData.Find(path);
        if (file is null) Assert.Skip($"{path} is not on this machine.");
        return File.ReadAllText(file!).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
