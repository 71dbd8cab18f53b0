using System.Text;
using BenchmarkDotNet.Attributes;
using LiveConsole.Platforms;
using LiveConsole.Platforms.Twitch.Irc;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Benchmarks;

/// <summary>IRC bytes to messages with every field; one operation is one line. Quote ratios to a peer measured in the same run.</summary>
[MemoryDiagnoser]
public class IrcParsing
{
    private const int Lines = 2000;

    private static readonly DateTimeOffset Now = new(2026, 3, 14, 21, 55, 0, TimeSpan.Zero);

    private readonly IrcParser _parser = new(new OddFrames(NullLogger.Instance, TimeProvider.System));
    private byte[][] _lines = [];

    /// <summary>"composed": tags of today's Twitch, 200 authors; "real": an hour of a real chat, where it is on this machine.</summary>
    [Params("composed", "real")]
    public string Source { get; set; } = "composed";

    [GlobalSetup]
    public void Read()
    {
        var real = Source == "real" ? RealData.Find("chat/twitch_raw/forsen_2022-01-01.irc.txt") : null;
        _lines = real is null
            ? [.. Enumerable.Range(0, Lines).Select(i => Encoding.UTF8.GetBytes(Composed(i)))]
            : [.. File.ReadAllText(real).Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(Lines).Select(Encoding.UTF8.GetBytes)];
    }

    [Benchmark(OperationsPerInvoke = Lines)]
    public int Parse()
    {
        var messages = 0;
        foreach (var line in _lines) messages += _parser.Parse(line, Now) is IrcEvent.Message ? 1 : 0;
        return messages;
    }

    internal int Count => _lines.Length;

    internal string AsText() => string.Join('\n', _lines.Select(Encoding.UTF8.GetString));

    private static string Composed(int i)
    {
        var author = i % 200;
        var (emotes, text) = (i % 4) switch
        {
            0 => ("25:0-4,12-16/1902:6-10", "Kappa Keepo Kappa"),
            1 => ("", "is the parachute of the rover made in Toulouse? my son asks"),
            2 => ("1902:12-16", "@bo_12 😀😀 ok Keepo and how cold is it there"),
            _ => ("", "à quelle heure est prévu l'atterrissage, heure de Paris ?"),
        };
        return $"@badge-info=subscriber/14;badges=subscriber/12,premium/1;client-nonce=9f3c{i:x8};color=#FF7F50;display-name=Viewer_{author};emotes={emotes};first-msg=0;flags=;id=0f3c2a52-0000-4000-8000-{i:x12};mod=0;returning-chatter=0;room-id=777;subscriber=1;tmi-sent-ts={1767225600000 + i};turbo=0;user-id={90000 + author};user-type= :viewer_{author}!viewer_{author}@viewer_{author}.tmi.twitch.tv PRIVMSG #alpha :{text}";
    }
}
