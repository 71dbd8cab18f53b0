using LiveConsole.Testing;
using Microsoft.Extensions.Logging;

namespace LiveConsole.Platforms.Tests;

public class OddFramesTests
{
    private readonly FakeTime _time = new();
    private readonly ListLogger _log = new();

    [Fact]
    public void Odd_input_is_logged_once_a_minute_a_kind_without_its_content()
    {
        var odd = new OddFrames(_log, _time);
        odd.Note("BadJson", "a slur"u8);
        odd.Note("BadJson", "another"u8);
        odd.Note("NoId", "x"u8);
        _time.Advance(TimeSpan.FromMinutes(1));
        odd.Note("BadJson", "third"u8);

        Assert.Equal(3, odd.Count("BadJson"));
        Assert.Equal(["BadJson, 1", "NoId, 1", "BadJson, 3"], _log.Lines.Select(l => string.Join(',', l.Split(": ")[1].Split(',')[..2]).Replace(" so far", "", StringComparison.Ordinal)));
        Assert.DoesNotContain(_log.Lines, l => l.Contains("slur", StringComparison.Ordinal));
        Assert.Equal("third"u8.ToArray(), odd.Frame("BadJson")!.Value.ToArray());
    }

    [Fact]
    public void A_kept_frame_is_cut()
    {
        var odd = new OddFrames(_log, _time);
        odd.Note("TooLong", new byte[1_000_000]);

        Assert.Equal(OddFrames.KeptBytes, odd.Frame("TooLong")!.Value.Length);
    }

    private sealed class ListLogger : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
