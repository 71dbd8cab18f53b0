using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch.Irc;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Platforms.Twitch.Tests.Irc;

public class IrcFuzzTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 21, 55, 0, TimeSpan.Zero);

    private static readonly byte[][] Frames = [.. new[]
    {
        "@badge-info=subscriber/14;badges=moderator/1,subscriber/12;color=#FF7F50;display-name=Ayşe;emotes=25:0-4,12-16/1902:6-10;first-msg=0;id=0f3c2a52;mod=1;room-id=777;tmi-sent-ts=1767225600123;user-id=901 :ayse!ayse@ayse PRIVMSG #alpha :Kappa Keepo Kappa",
        "@display-name=Dil;emotes=1902:8-12;id=3d4e;reply-parent-display-name=Cem;reply-parent-msg-id=2c3d;reply-parent-user-id=903;reply-parent-user-login=cem;tmi-sent-ts=1767225607000;user-id=904 :dil!dil@dil PRIVMSG #alpha :@cem 😀😀 Keepo",
        "@emotes=25:6-10;id=1;user-id=2;tmi-sent-ts=1 :bo!bo@bo PRIVMSG #a :\u0001ACTION waves Kappa\u0001",
        "@id=1b2c;login=bo;msg-id=raid;system-msg=42\\sraiders\\sfrom\\sBo!;tmi-sent-ts=1767225605000;user-id=902 :tmi.twitch.tv USERNOTICE #alpha",
        "@id=2c3d;room-id=777;source-id=9a9a;source-room-id=888;tmi-sent-ts=1767225606000;user-id=903 :cem!cem@cem PRIVMSG #alpha :hello from the other room",
        "@ban-duration=600;room-id=777;target-user-id=901;tmi-sent-ts=1767225601000 :tmi.twitch.tv CLEARCHAT #alpha :ayse",
        "@login=ayse;target-msg-id=0f3c;tmi-sent-ts=1767225604000 :tmi.twitch.tv CLEARMSG #alpha :bad words here",
        "@room-id=777;slow=30 :tmi.twitch.tv ROOMSTATE #alpha",
        ":tmi.twitch.tv CAP * ACK :twitch.tv/tags",
        "PING :tmi.twitch.tv",
    }.Select(Encoding.UTF8.GetBytes)];

    // What parsers trip over: separators, escapes, signs, halves of characters, control characters.
    private static readonly byte[] Nasty = [.. "@:;=\\ ,/-#!+0123456789\u0001\0\r\t"u8, 0x80, 0xC3, 0xE2, 0xF0, 0x9F, 0xFF];

    private static readonly Gen<byte[]> Mutated =
        from frame in Gen.Elements(Frames)
        from other in Gen.Elements(Frames)
        from edits in Gen.ListOf(
            from at in Gen.Choose(0, 400)
            from how in Gen.Choose(0, 4)
            from with in Gen.Elements(Nasty)
            select (at, how, with))
        select edits.Take(12).Aggregate(frame, (bytes, e) => Edit(bytes, other, e.at, e.how, e.with));

    [Fact]
    public void No_mutated_frame_makes_the_parser_throw_and_parts_always_join_to_the_text()
    {
        var parser = new IrcParser(new OddFrames(NullLogger.Instance, new FakeTime()));
        var config = Config.QuickThrowOnFailure.WithMaxTest(20_000);

        Prop.ForAll(Mutated.ToArbitrary(), bytes => Holds(parser.Parse(bytes, Now))).Check(config);
    }

    [Fact]
    public void No_bytes_at_all_make_the_parser_throw()
    {
        var parser = new IrcParser(new OddFrames(NullLogger.Instance, new FakeTime()));
        var config = Config.QuickThrowOnFailure.WithMaxTest(5_000);

        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Holds(parser.Parse(bytes, Now))).Check(config);
    }

    private static bool Holds(IrcEvent read) => read is not IrcEvent.Message { Chat: var m }
        || (m.Id.Length > 0 && m.Author is { Id.Length: > 0, Name.Length: > 0 } && (m.Parts.IsEmpty || string.Concat(m.Parts.Select(p => p.Text)) == m.Text)
            && m.Parts.All(p => p.Text.Length > 0 && (p.Type != PartType.Emote || p.Id is not null)));

    private static byte[] Edit(byte[] bytes, byte[] other, int at, int how, byte with)
    {
        if (bytes.Length == 0) return other;
        at %= bytes.Length;
        return how switch
        {
            0 => [.. bytes[..at], with, .. bytes[at..]],
            1 => [.. bytes[..at], with, .. bytes[(at + 1)..]],
            2 => [.. bytes[..at], .. bytes[(at + 1)..]],
            3 => bytes[..at],
            _ => [.. bytes[..at], .. other[(at % other.Length)..]],
        };
    }
}
