using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch.Irc;
using Microsoft.Extensions.Logging;

namespace LiveConsole.Platforms.Twitch;

/// <summary>
/// Reads one Twitch channel anonymously over IRC. When Twitch asks us to move, the next socket joins while this one reads on, and this one is
/// left only when it has nothing more to say: nothing is lost, and what came on both goes by its id (the supervisor drops it).
/// </summary>
/// <param name="channel">The channel's login, with or without '#', in any case.</param>
public sealed class TwitchIrcConnection(string channel, TwitchOptions options, OpenSocket open, Func<DateTimeOffset> showTime, TimeProvider time, Random random, ILogger<TwitchIrcConnection> logger)
    : IChatConnection
{
    private static readonly TimeSpan BetweenMoves = TimeSpan.FromSeconds(2);

    private readonly string _channel = channel.TrimStart('#').ToLowerInvariant();

    public SourceKey Source { get; } = new(IrcParser.Platform, channel.TrimStart('#').ToLowerInvariant(), "irc");

    public TimeSpan NoticesWithin => IrcSession.NoticesWithin;

    /// <summary>Twitch's IRC has no history at all.</summary>
    public bool Replays => false;

    /// <summary>What could not be read, by kind; for the desk and for people who look into it.</summary>
    public OddFrames Odd { get; } = new(logger, time);

    public async Task<ConnectionEnd> RunAsync(IArrivalSink sink, string? resumeToken, CancellationToken ct)
    {
        if (Refusal() is { } refusal) return new ConnectionEnd.Denied(refusal);
        var handovers = new List<Handover>();
        var current = Start(null, sink, handovers, ct);
        try
        {
            while (true)
            {
                await Task.WhenAny(current.Reading, current.MoveAsked);
                if (current.Reading.IsCompleted) return await current.Reading;
                if (await MoveAsync(current, sink, handovers, ct) is not { } next) return await current.Reading;
                var old = current;
                current = next;
                try
                {
                    await old.LeaveAsync();
                }
                finally
                {
                    await old.DisposeAsync();
                }
            }
        }
        finally
        {
            await current.DisposeAsync();
            handovers.ForEach(h => h.Dispose());
        }
    }

    private string? Refusal()
    {
        // A login is typed by people and goes into a line of the protocol.
        if (_channel.Length is 0 or > 25 || !_channel.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) return "That is no name of a Twitch channel.";
        return Loopback.Refusal(options.IrcUri, options.LoopbackOnly);
    }

    private IrcSession Start(IrcSession? old, IArrivalSink sink, List<Handover> handovers, CancellationToken ct)
    {
        var handover = new Handover(Source, sink, old);
        handovers.Add(handover);
        // Any "justinfan" and a number is let in to read without a password.
        var nick = string.Create(CultureInfo.InvariantCulture, $"justinfan{random.Next(10_000, 100_000)}");
        return new IrcSession(new IrcSeams(options.IrcUri, _channel, open, showTime, time, Odd, nick), sink, handover.LiveAsync, ct);
    }

    /// <summary>Opens the next socket while the old one reads on; null when the old one ended before any next one was in the room.</summary>
    private async Task<IrcSession?> MoveAsync(IrcSession old, IArrivalSink sink, List<Handover> handovers, CancellationToken ct)
    {
        while (true)
        {
            var next = Start(old, sink, handovers, ct);
            var moved = false;
            try
            {
                await Task.WhenAny(next.Live, next.Reading, old.Reading);
                if (!next.Live.IsCompleted && !next.Reading.IsCompleted)
                {
                    await handovers[^1].InterruptedAsync(ct);
                    await Task.WhenAny(next.Live, next.Reading);
                }

                moved = next.Live.IsCompleted;
                if (moved) return next;
            }
            finally
            {
                if (!moved) await next.DisposeAsync();
            }

            await Task.WhenAny(old.Reading, Task.Delay(BetweenMoves, time, ct));
            ct.ThrowIfCancellationRequested();
            if (old.Reading.IsCompleted) return null;
        }
    }
}
