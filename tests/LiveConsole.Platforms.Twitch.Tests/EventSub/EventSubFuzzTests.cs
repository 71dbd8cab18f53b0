using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch.EventSub;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Platforms.Twitch.Tests.EventSub;

public class EventSubFuzzTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 21, 55, 0, TimeSpan.Zero);

    private static readonly byte[][] Originals = [.. new[]
    {
        Frames.Notification("channel.chat.message", Frames.FullMessage), Frames.Says("m1", "\\u0001ACTION waves\\u0001"), Frames.Says("m2", "\\ud83d\\ude00 \\ud83d"),
        Frames.Moderates("timeout", """{"user_id":"901","reason":"spam","expires_at":"2026-03-14T19:10:00.2Z"}"""), Frames.Moderates("delete", """{"user_id":"901","message_id":"m1"}"""),
        Frames.Notification("channel.chat.clear", $$"""{{{Frames.Room}}}"""), Frames.Notification("stream.online", $$"""{{{Frames.Room}},"started_at":"2026-03-14T18:00:00Z"}"""),
        Frames.Welcome(), Frames.Keepalive, Frames.Reconnect("wss://x/ws"), Frames.Revocation("user_removed"),
    }.Select(Encoding.UTF8.GetBytes)];

    // What JSON readers trip over: brackets, quotes, escapes, signs, halves of characters and of surrogate pairs.
    private static readonly byte[][] Nasty = [.. new[] { "{", "}", "[", "]", "\"", "\\", ":", ",", "null", "true", "-1", "1e999", "99999999999999", "\"\"", "{}", "[]", "\\ud83d", "\\u0000", "\0", " " }
        .Select(Encoding.UTF8.GetBytes), [0x80], [0xC3], [0xF0, 0x9F], [0xFF]];

    private static readonly Gen<byte[]> Mutated =
        from frame in Gen.Elements(Originals)
        from other in Gen.Elements(Originals)
        from edits in Gen.ListOf(
            from at in Gen.Choose(0, 3000)
            from how in Gen.Choose(0, 4)
            from with in Gen.Elements(Nasty)
            select (at, how, with))
        select edits.Take(8).Aggregate(frame, (bytes, e) => Edit(bytes, other, e.at, e.how, e.with));

    // Well formed whatever is swapped: values of any kind in any place reach the fields' own readers.
    private static readonly Gen<byte[]> Swapped =
        from frame in Gen.Elements(Originals)
        from swaps in Gen.ListOf(from at in Gen.Choose(0, 60) from with in Gen.Elements("null", "7", "\"x\"", "{}", "[]", "[{}]", "{\"id\":{}}", "\"\\ud800\"", "true", "1.5") select (at, with))
        select swaps.Take(4).Aggregate(frame, (bytes, s) => Swap(bytes, s.at, s.with));

    [Fact]
    public void No_mutated_frame_makes_the_parser_throw_and_parts_always_join_to_the_text()
    {
        var parser = new EventSubParser(new OddFrames(NullLogger.Instance, new FakeTime()));
        Prop.ForAll(Mutated.ToArbitrary(), bytes => Holds(parser.Parse(bytes, Now))).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));
    }

    [Fact]
    public void No_value_in_another_ones_place_makes_the_parser_throw()
    {
        var parser = new EventSubParser(new OddFrames(NullLogger.Instance, new FakeTime()));
        Prop.ForAll(Swapped.ToArbitrary(), bytes => Holds(parser.Parse(bytes, Now))).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));
    }

    [Fact]
    public void No_bytes_at_all_make_the_parser_throw()
    {
        var parser = new EventSubParser(new OddFrames(NullLogger.Instance, new FakeTime()));
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Holds(parser.Parse(bytes, Now))).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    private static bool Holds(EventSubEvent read) => read switch
    {
        EventSubEvent.Message { Chat: var m } => m is { Id.Length: > 0, Author: { Id.Length: > 0, Name.Length: > 0 } }
            && (m.Parts.IsEmpty || string.Concat(m.Parts.Select(p => p.Text)) == m.Text)
            && m.Parts.All(p => p.Text.Length > 0 && (p.Type != PartType.Emote || p.Id is not null)),
        EventSubEvent.Removed { Removal: var r } => r.Removal.Scope switch
        {
            RemovalScope.Message => r.MessageId is { Length: > 0 },
            RemovalScope.Viewer => r.ViewerId is { Length: > 0 },
            _ => r.MessageId is null && r.ViewerId is null,
        },
        _ => true,
    };

    private static byte[] Edit(byte[] bytes, byte[] other, int at, int how, byte[] with)
    {
        if (bytes.Length == 0) return other;
        at %= bytes.Length;
        return how switch
        {
            0 => [.. bytes[..at], .. with, .. bytes[at..]],
            1 => [.. bytes[..at], .. with, .. bytes[(at + 1)..]],
            2 => [.. bytes[..at], .. bytes[(at + 1)..]],
            3 => bytes[..at],
            _ => [.. bytes[..at], .. other[(at % other.Length)..]],
        };
    }

    private static byte[] Swap(byte[] bytes, int at, string with)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var values = System.Text.RegularExpressions.Regex.Matches(text, """(?<=":)(null|true|\d+|"(\\.|[^"\\])*")""", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        if (values.Count == 0) return bytes;
        var value = values[at % values.Count];
        return Encoding.UTF8.GetBytes(text[..value.Index] + with + text[(value.Index + value.Length)..]);
    }
}
