using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LiveConsole.Platforms;

/// <summary>
/// Input a parser could not make sense of: counted by kind, logged at most once a minute a kind (never its content), and the first frame
/// of that minute kept so that a person can look at it. The connection lives on. Safe on any thread.
/// </summary>
public sealed partial class OddFrames(ILogger logger, TimeProvider time)
{
    /// <summary>Longer frames are kept cut: enough to see what is odd, too little to fill the memory.</summary>
    public const int KeptBytes = 8 * 1024;

    private readonly ConcurrentDictionary<string, Kind> _kinds = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, long>> Counts => _kinds.Select(k => KeyValuePair.Create(k.Key, k.Value.Count));

    public long Count(string kind) => _kinds.TryGetValue(kind, out var k) ? k.Count : 0;

    /// <summary>The kept frame of a kind. It holds viewers' words: show it to people, never log it.</summary>
    public ReadOnlyMemory<byte>? Frame(string kind) => _kinds.TryGetValue(kind, out var k) ? k.Frame : null;

    /// <param name="kind">A short fixed name (an enum's), never anything out of the frame.</param>
    public void Note(string kind, ReadOnlySpan<byte> frame)
    {
        var noted = _kinds.GetOrAdd(kind, static _ => new Kind());
        var count = Interlocked.Increment(ref noted.Count);
        var now = time.GetTimestamp();
        var last = Interlocked.Read(ref noted.LoggedAt);
        if (last != long.MinValue && time.GetElapsedTime(last, now) < TimeSpan.FromMinutes(1)) return;
        if (Interlocked.CompareExchange(ref noted.LoggedAt, now, last) != last) return;
        noted.Frame = frame[..Math.Min(frame.Length, KeptBytes)].ToArray();
        OddInput(logger, kind, count, frame.Length);
    }

    [LoggerMessage(1010, LogLevel.Warning, "Odd input from a platform: {Kind}, {Count} so far, this one {Length} bytes long")]
    private static partial void OddInput(ILogger logger, string kind, long count, int length);

    private sealed class Kind
    {
        public long Count;
        public long LoggedAt = long.MinValue;
        public volatile byte[]? Frame;
    }
}
