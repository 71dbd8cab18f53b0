using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch.Irc;
using Microsoft.Extensions.Logging;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>
/// Reads one Twitch channel over EventSub, as the signed-in account. The token is checked first, then the socket opened, then subscribed. When Twitch asks us
/// to move, the next session opens while this one reads on; subscriptions move by themselves. After any other end all is made anew by the next run.
/// </summary>
/// <param name="channel">The channel's login, with or without '#', in any case.</param>
/// <param name="http">Its redirects should be off: a rehearsal's address check sees the first address only.</param>
/// <param name="open">Opens a socket that sends nothing by itself: <see cref="SocketOpener.OpenSilentAsync"/>.</param>
public sealed partial class TwitchEventSubConnection(string channel, TwitchOptions options, TwitchSignIn signIn, HttpClient http, OpenSocket open, Func<DateTimeOffset> showTime, TimeProvider time, ILogger<TwitchEventSubConnection> logger)
    : IChatConnection
{
    private const string ReadsChat = "user:read:chat";

    private static readonly TimeSpan BetweenMoves = TimeSpan.FromSeconds(2);

    private readonly string _channel = channel.TrimStart('#').ToLowerInvariant();
    private readonly EventSubSubscriptions _subscriptions = new(options, http, time);
    private readonly SeenDeliveries _seen = new(time);

    public SourceKey Source { get; } = new(IrcParser.Platform, channel.TrimStart('#').ToLowerInvariant(), "eventsub");

    /// <summary>EventSub has no history: what happens between two sessions is lost to it.</summary>
    public bool Replays => false;

    /// <summary>What could not be read, by kind; for the desk and for people who look into it.</summary>
    public OddFrames Odd { get; } = new(logger, time);

    public async Task<ConnectionEnd> RunAsync(IArrivalSink sink, string? resumeToken, CancellationToken ct)
    {
        if (Refusal() is { } refusal) return new ConnectionEnd.Denied(refusal);
        // First the token: a session that cannot be subscribed ends unused after ten seconds, again and again.
        var signedIn = await signIn.CheckAsync(ct);
        if (signedIn is not SignedIn.Ready me) return EndOf(signedIn);
        if (!me.Scopes.Contains(ReadsChat)) return new ConnectionEnd.Denied($"The account has not allowed this program to read chats ({ReadsChat}): connect it again.");
        var (broadcaster, unknown) = await _subscriptions.BroadcasterAsync(me, _channel, ct);
        if (broadcaster is null) return unknown!;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var token = WatchTokenAsync(stop.Token);
        var session = Start(options.EventSubUri, sink, ct);
        try
        {
            if (await SubscribeAsync(session, me, broadcaster, ct) is { } failed) return failed;
            await sink.PutAsync(new SourceChanged(Source, SourceState.Live, showTime()), ct);
            var rest = SubscribeRestAsync(session, me, broadcaster, sink, stop.Token);
            try
            {
                return await ReadAsync(session, token, sink, next => session = next, ct);
            }
            finally
            {
                await stop.CancelAsync();
                await ((Task)rest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await session.DisposeAsync();
            await ((Task)token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private string? Refusal()
    {
        // A login is typed by people and goes into an address.
        if (_channel.Length is 0 or > 25 || !_channel.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) return "That is no name of a Twitch channel.";
        if (!signIn.HasAccount) return "EventSub needs a connected account (Twitch:UserAccessToken).";
        return Loopback.Refusal(options.EventSubUri, options.LoopbackOnly) ?? Loopback.Refusal(options.ApiBaseUri, options.LoopbackOnly) ?? Loopback.Refusal(options.IdBaseUri, options.LoopbackOnly);
    }

    private EventSubSession Start(Uri address, IArrivalSink sink, CancellationToken ct) => new(new EventSubSeams(open, showTime, time, Odd, _seen, LostType), address, sink, ct);

    private static ConnectionEnd EndOf(SignedIn answer) => answer switch
    {
        SignedIn.Dead dead => new ConnectionEnd.Denied(dead.Reason),
        SignedIn.Unreachable unreachable => new ConnectionEnd.Lost(unreachable.Reason),
        _ => throw new InvalidOperationException($"Nobody knows this answer: {answer.GetType().Name}."),
    };

    /// <summary>Waits for the welcome and subscribes the messages; null when they come.</summary>
    private async Task<ConnectionEnd?> SubscribeAsync(EventSubSession session, SignedIn.Ready me, string broadcaster, CancellationToken ct)
    {
        await Task.WhenAny(session.Welcomed, session.Reading);
        if (!session.Welcomed.IsCompleted) return await session.Reading;
        var id = await session.Welcomed;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var subscribing = SubscribeMessagesAsync(me, broadcaster, id, over.Token);
        await Task.WhenAny((Task)subscribing, session.Reading);
        if (subscribing.IsCompleted) return await subscribing;
        await over.CancelAsync();
        await ((Task)subscribing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await session.Reading;
    }

    private async Task<ConnectionEnd?> SubscribeMessagesAsync(SignedIn.Ready me, string broadcaster, string session, CancellationToken ct)
    {
        var (trouble, reason) = await _subscriptions.SubscribeMessagesAsync(me, broadcaster, session, ct);
        if (trouble == HelixTrouble.TokenDied)
        {
            // It died since it was checked: one new one, one more try.
            var again = await signIn.CheckAsync(ct);
            if (again is not SignedIn.Ready renewed) return EndOf(again);
            (trouble, reason) = await _subscriptions.SubscribeMessagesAsync(renewed, broadcaster, session, ct);
        }

        return trouble == HelixTrouble.None ? null : EventSubSubscriptions.EndOf(trouble, reason);
    }

    private async Task SubscribeRestAsync(EventSubSession session, SignedIn.Ready me, string broadcaster, IArrivalSink sink, CancellationToken ct)
    {
        var refused = await _subscriptions.SubscribeRestAsync(me, broadcaster, await session.Welcomed, ct);
        foreach (var type in refused) TypeMissing(logger, Source, type.Name);
        // It reads, and says what it does not get.
        var lacking = string.Join(' ', refused.Select(t => t.Lacking).OfType<string>().Distinct(StringComparer.Ordinal));
        if (lacking.Length > 0) await sink.PutAsync(new SourceChanged(Source, SourceState.Live, showTime(), lacking), ct);
    }

    private async Task<ConnectionEnd> ReadAsync(EventSubSession session, Task<ConnectionEnd> token, IArrivalSink sink, Action<EventSubSession> moved, CancellationToken ct)
    {
        while (true)
        {
            await Task.WhenAny(session.Reading, session.MoveAsked, token);
            if (session.Reading.IsCompleted) return await EndOfAsync(session);
            if (token.IsCompleted) return (await token) with { CoveredUntil = session.CoveredUntil };
            if (await MoveAsync(session, sink, ct) is not { } next) return await EndOfAsync(session);
            var old = session;
            moved(session = next);
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

    private static async Task<ConnectionEnd> EndOfAsync(EventSubSession session) => (await session.Reading) with { CoveredUntil = session.CoveredUntil };

    /// <summary>Opens the next session while the old one reads on; null when there is none and the old one has ended.</summary>
    private async Task<EventSubSession?> MoveAsync(EventSubSession old, IArrivalSink sink, CancellationToken ct)
    {
        if (!Uri.TryCreate(await old.MoveAsked, UriKind.Absolute, out var address) || address.Scheme is not ("ws" or "wss")
            || Loopback.Refusal(address, options.LoopbackOnly) is not null)
        {
            await ((Task)old.Reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ct.ThrowIfCancellationRequested();
            return null;
        }

        while (true)
        {
            var next = Start(address, sink, ct);
            var moved = false;
            try
            {
                moved = await WelcomedAsync(next, old, sink, ct);
                if (moved) return next;
            }
            finally
            {
                if (!moved) await next.DisposeAsync();
            }

            // A used or wrong address stays so: the old session reads until Twitch ends it.
            await Task.WhenAny(old.Reading, next.CloseCode == CloseCodes.InvalidMove ? old.Reading : Task.Delay(BetweenMoves, time, ct));
            ct.ThrowIfCancellationRequested();
            if (old.Reading.IsCompleted) return null;
        }
    }

    private async Task<bool> WelcomedAsync(EventSubSession next, EventSubSession old, IArrivalSink sink, CancellationToken ct)
    {
        await Task.WhenAny(next.Welcomed, next.Reading, old.Reading);
        var interrupted = !next.Welcomed.IsCompleted && !next.Reading.IsCompleted;
        if (interrupted)
        {
            await sink.PutAsync(new SourceChanged(Source, SourceState.Connecting, old.CoveredUntil, "Twitch moved us and closed before the new session was ready."), ct);
            await Task.WhenAny(next.Welcomed, next.Reading);
        }

        if (next.Welcomed.IsCompleted && interrupted) await sink.PutAsync(new SourceChanged(Source, SourceState.Live, showTime()), ct);
        return next.Welcomed.IsCompleted;
    }

    /// <summary>Ends when the token is dead; trouble on the way to its check is none of the token's.</summary>
    private async Task<ConnectionEnd> WatchTokenAsync(CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(TwitchSignIn.CheckEvery, time, ct);
            if (await signIn.CheckAsync(ct) is SignedIn.Dead dead) return EndOf(dead);
        }
    }

    private void LostType(string type, string status) => TypeLost(logger, Source, type.Length <= 60 ? type : "unknown", status.Length <= 60 ? status : "unknown");

    [LoggerMessage(1030, LogLevel.Warning, "{Source} has lost {Type}: {Status}")]
    private static partial void TypeLost(ILogger logger, SourceKey source, string type, string status);

    [LoggerMessage(1031, LogLevel.Information, "{Source} reads without {Type}.")]
    private static partial void TypeMissing(ILogger logger, SourceKey source, string type);
}
