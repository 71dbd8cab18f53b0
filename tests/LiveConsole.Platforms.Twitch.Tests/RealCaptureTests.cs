using System.Text;
using System.Text.Json;
using LiveConsole.Platforms.Twitch.EventSub;
using LiveConsole.Platforms.Twitch.Irc;
using LiveConsole.Platforms.Twitch.Tests.EventSub;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Platforms.Twitch.Tests;

/// <summary>
/// Every frame of Twitch's own wire that others have published or captured, counted by what it is and what it becomes: the first table of docs/platforms.md.
/// The archives beside them (VOD comments, another tool's output) are no frames and come in by import.
/// </summary>
public sealed class RealCaptureTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 21, 55, 0, TimeSpan.Zero);

    private readonly OddFrames _odd = new(NullLogger.Instance, new FakeTime());

    [Fact]
    public void Every_captured_irc_line_becomes_something_and_each_odd_one_is_explained()
    {
        var parser = new IrcParser(_odd);
        var vectors = Irc.RealLinesTests.Read("parser_vectors/twitch_irc_lines.jsonl").Select(l => JsonDocument.Parse(l).RootElement.GetProperty("line").GetString()!);
        var captures = Directory.EnumerateFiles(Path.GetDirectoryName(RealData.Find("chat/twitch_raw/forsen_2022-01-01.irc.txt"))!, "*.irc.txt")
            .SelectMany(f => File.ReadAllText(f).Split('\n', StringSplitOptions.RemoveEmptyEntries));

        var counted = vectors.Concat(captures).Select(line =>
        {
            var bytes = Encoding.UTF8.GetBytes(line);
            return (Line: line, Verb: IrcLine.Cut(bytes, out var cut) is null ? Encoding.UTF8.GetString(cut.Verb) : "none", Event: parser.Parse(bytes, Now));
        }).ToList();

        Say(counted.CountBy(c => (c.Verb, Of(c.Event))).OrderBy(c => c.Key.Verb, StringComparer.Ordinal).Select(c => $"{c.Key.Verb} {c.Key.Item2}: {c.Value}"));
        var odd = counted.Where(c => c.Event is IrcEvent.Odd).ToList();
        // From before Twitch gave messages ids; lines of IRC at large, and some cut short on purpose, that name no room.
        Assert.All(odd, o => Assert.True(
            (o.Event is IrcEvent.Odd { Problem: ParseProblem.NoMessageId } && o.Verb is "PRIVMSG" or "USERNOTICE" && !o.Line.Split(' ')[0].Contains(";id=", StringComparison.Ordinal))
            || (o.Event is IrcEvent.Odd { Problem: ParseProblem.NoChannel } && !o.Line.Contains(" #", StringComparison.Ordinal)), o.Line));
        Assert.Equal(16, odd.Count);
        Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "PRIVMSG", "USERNOTICE", "CLEARCHAT", "CLEARMSG", "ROOMSTATE", "NOTICE", "USERSTATE", "GLOBALUSERSTATE", "PING", "RECONNECT", "HOSTTARGET", "WHISPER" },
            counted.Select(c => c.Verb).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_published_eventsub_payload_becomes_something_and_only_types_we_never_ask_for_are_unknown()
    {
        var parser = new EventSubParser(_odd);
        var counted = Irc.RealLinesTests.Read("parser_vectors/eventsub_payloads.jsonl").Select(l => JsonDocument.Parse(l).RootElement)
            .Select(row => (Type: row.GetProperty("type").GetString()!, Event: parser.Parse(Encoding.UTF8.GetBytes(Enveloped(row)), Now))).ToList();

        Say(counted.CountBy(c => (c.Type, Of(c.Event))).OrderBy(c => c.Key.Type, StringComparer.Ordinal).Select(c => $"{c.Key.Type} {c.Key.Item2}: {c.Value}"));
        Assert.All(counted.Where(c => c.Event is EventSubEvent.Odd), o => Assert.True(
            o.Event is EventSubEvent.Odd { Problem: EventSubProblem.UnknownType } && SubscriptionTypes.All.All(t => t.Name != o.Type), $"{o.Type} {o.Event}"));
    }

    private static void Say(IEnumerable<string> lines) => TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', lines));

    private static string Of(object read) => read switch
    {
        IrcEvent.Message m => $"message {m.Chat.Kind}",
        IrcEvent.Removed r => $"removal {r.Removal.Removal.Scope}",
        IrcEvent.Odd o => $"odd {o.Problem}",
        EventSubEvent.Message m => $"message {m.Chat.Kind}",
        EventSubEvent.Removed r => $"removal {r.Removal.Removal.Scope}",
        EventSubEvent.Odd o => $"odd {o.Problem}",
        _ => read.GetType().Name,
    };

    private static string Enveloped(JsonElement row)
    {
        var payload = row.GetProperty("payload");
        return payload.TryGetProperty("metadata", out _) ? payload.GetRawText()
            : $$$"""{"metadata":{"message_id":"1","message_type":"notification","message_timestamp":"{{{Frames.At}}}","subscription_type":"{{{row.GetProperty("type").GetString()}}}"},"payload":{{{payload.GetRawText()}}}}""";
    }
}
