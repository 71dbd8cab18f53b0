using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace LiveConsole.Rehearsal.Twitch.EventSub;

/// <summary>
/// EventSub's connections and the rules of their life (platforms/twitch.md 2): welcome, ten seconds to subscribe, keepalive, ping, moving, closing.
/// Its subscriptions are in <see cref="SubscriptionBook"/> under the same lock.
/// </summary>
internal sealed class EventSubSessions(EmulatedTwitch twitch)
{
    private const int ShortestKeepalive = 10;
    private const int LongestKeepalive = 600;
    private static readonly TimeSpan SubscribeWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MoveWithin = TimeSpan.FromSeconds(30);

    private readonly List<EventSubSession> _open = [];
    private readonly Dictionary<string, EventSubSession> _challenges = new(StringComparer.Ordinal);

    // A lock, not a loop: the player's events, timers, requests and receive loops all touch a few fields for microseconds. Never held while another is taken.
    public Lock Gate { get; } = new();

    public SubscriptionBook Book { get; } = new();

    public EventSubSession? Find_NeedsLock(string id) => _open.Find(s => s.Id == id);

    public async Task AcceptAsync(HttpContext http, CancellationToken ct)
    {
        using var socket = await EventSubSocket.AcceptAsync(http, twitch.Time);
        if (socket is null)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        socket.OnSent = twitch.CountSent;
        using var session = Open(socket, http.Request.Query);
        if (session is null) socket.Close(4007, "invalid reconnect attempt");
        await socket.RunAsync(ct);
        if (session is not null) Leave(session, "websocket_disconnected");
    }

    /// <summary>Sends to a session; one that does not read is closed as Twitch does when its write times out.</summary>
    public void Send_NeedsLock(EventSubSession session, byte[] frame, SentMark? mark = null)
    {
        if (session.Socket.QueuedBytes > twitch.Options.TwitchQueueBytes)
        {
            twitch.CountSlowClient();
            Close_NeedsLock(session, 4005);
            return;
        }

        session.LastSent = twitch.Time.GetTimestamp();
        session.Socket.Send(frame, mark);
    }

    public void Close_NeedsLock(EventSubSession session, int code)
    {
        var (reason, status) = code switch
        {
            4000 => ("internal server error", "websocket_internal_error"),
            4001 => ("sent inbound traffic", "websocket_received_inbound_traffic"),
            4002 => ("failed ping pong", "websocket_failed_ping_pong"),
            4003 => ("connection unused", "websocket_connection_unused"),
            4004 => ("client reconnect grace time expired", "websocket_failed_to_reconnect"),
            4005 => ("network timeout", "websocket_network_timeout"),
            4006 => ("network error", "websocket_network_error"),
            _ => ("", "websocket_disconnected"),
        };
        if (Forget_NeedsLock(session, status)) session.Socket.Close(code, reason);
    }

    public void CloseAll(int code)
    {
        lock (Gate)
        {
            foreach (var session in _open.ToList()) Close_NeedsLock(session, code);
        }
    }

    /// <summary>Cables pulled: the clients see 1006.</summary>
    /// <param name="lingerUntil">Until then the subscriptions stay enabled and count against the caps.</param>
    public void CutAll(DateTimeOffset? lingerUntil = null)
    {
        lock (Gate)
        {
            foreach (var session in _open.ToList())
            {
                session.LingersUntil = lingerUntil;
                Forget_NeedsLock(session, "websocket_network_error");
                session.Socket.Cut();
            }
        }
    }

    public void SilenceAll()
    {
        lock (Gate) _open.ForEach(s => s.Socket.FallSilent());
    }

    /// <summary>session_reconnect: thirty seconds to come by the new address.</summary>
    /// <param name="addressWorks">False: who comes by it is turned away with 4007.</param>
    public void AskAllToMove(bool addressWorks = true)
    {
        var now = twitch.ShowTime;
        lock (Gate)
        {
            foreach (var session in _open.Where(s => s is { Challenge: null, HasMoved: false }).ToList())
            {
                session.Challenge = Guid.NewGuid().ToString("N");
                if (addressWorks) _challenges[session.Challenge] = session;
                session.Grace = Timer(session, MoveWithin, static (all, s) => all.Close_NeedsLock(s, s.HasMoved ? 1000 : 4004));
                var address = new Uri($"{twitch.EventSubUri}?challenge={session.Challenge}&id={session.Id}");
                Send_NeedsLock(session, EventSubFrames.Reconnect(session, address, now));
            }
        }
    }

    /// <summary>Frames of types nobody knows, and frames that are none.</summary>
    public void SayStrangeThings()
    {
        lock (Gate)
        {
            foreach (var session in _open.ToList())
            {
                foreach (var frame in EventSubFrames.Strange(session, twitch.ShowTime)) Send_NeedsLock(session, frame);
            }
        }
    }

    /// <summary>Tells each session that these are over, once.</summary>
    public void Revoke(string status, Func<Subscription, bool> which)
    {
        var (now, shown) = (twitch.Time.GetUtcNow(), twitch.ShowTime);
        lock (Gate)
        {
            foreach (var subscription in Book.Enabled().Where(which).ToList())
            {
                Book.Disable(subscription, status, now);
                if (subscription.Session.IsOpen) Send_NeedsLock(subscription.Session, EventSubFrames.Revocation(subscription, shown));
            }

            foreach (var session in _open.ToList()) WatchUse_NeedsLock(session);
        }
    }

    /// <summary>A session without a subscription has ten seconds.</summary>
    public void WatchUse_NeedsLock(EventSubSession session)
    {
        if (!session.IsOpen || session.HasMoved || Book.EnabledOf(session).Any())
        {
            session.Unused?.Dispose();
            session.Unused = null;
        }
        else
        {
            session.Unused ??= Timer(session, SubscribeWithin, static (all, s) => all.Close_NeedsLock(s, 4003));
        }
    }

    private EventSubSession? Open(EventSubSocket socket, IQueryCollection query)
    {
        var now = twitch.ShowTime;
        lock (Gate)
        {
            EventSubSession? old = null;
            var challenge = query["challenge"].ToString();
            if (challenge.Length > 0 && (!_challenges.Remove(challenge, out old) || old.Id != query["id"])) return null;
            var session = new EventSubSession(socket, "AgoQ" + Guid.NewGuid().ToString("N"), now, old?.KeepaliveSeconds ?? Keepalive(query));
            socket.OnData = () => Close(session, 4001);
            socket.OnNoPong = () => Close(session, 4002);
            socket.OnGoodbye = () => Leave(session, "websocket_disconnected");
            _open.Add(session);
            session.Ping = twitch.Time.CreateTimer(static s => ((EventSubSession)s!).Socket.Ping(), session, PingEvery, PingEvery);
            session.Keepalive = KeepaliveTimer(session, TimeSpan.FromSeconds(session.KeepaliveSeconds));
            if (old is not null)
            {
                old.HasMoved = true;
                Book.Move(old, session);
                WatchUse_NeedsLock(old);
            }

            WatchUse_NeedsLock(session);
            Send_NeedsLock(session, EventSubFrames.Welcome(session, now));
            return session;
        }
    }

    private void Close(EventSubSession session, int code)
    {
        lock (Gate) Close_NeedsLock(session, code);
    }

    private void Leave(EventSubSession session, string status)
    {
        lock (Gate) Forget_NeedsLock(session, status);
    }

    private bool Forget_NeedsLock(EventSubSession session, string status)
    {
        if (!session.IsOpen) return false;
        session.IsOpen = false;
        session.StopTimers();
        _open.Remove(session);
        if (session.Challenge is { } challenge) _challenges.Remove(challenge);
        if (session.LingersUntil is null) Book.DisableAll(session, status, twitch.Time.GetUtcNow());
        return true;
    }

    private ITimer KeepaliveTimer(EventSubSession session, TimeSpan due) => Timer(session, due, static (all, s) =>
    {
        var whole = TimeSpan.FromSeconds(s.KeepaliveSeconds);
        var silent = all.SilenceOf(s);
        if (silent >= whole)
        {
            all.Send_NeedsLock(s, EventSubFrames.Keepalive(all.ShowTime));
            silent = TimeSpan.Zero;
        }

        s.Keepalive?.Dispose();
        if (s.IsOpen) s.Keepalive = all.KeepaliveTimer(s, whole - silent);
    });

    private DateTimeOffset ShowTime => twitch.ShowTime;

    private TimeSpan SilenceOf(EventSubSession session) => twitch.Time.GetElapsedTime(session.LastSent);

    private ITimer Timer(EventSubSession session, TimeSpan due, Action<EventSubSessions, EventSubSession> then) => twitch.Time.CreateTimer(_ =>
    {
        lock (Gate)
        {
            if (session.IsOpen) then(this, session);
        }
    }, null, due, Timeout.InfiniteTimeSpan);

    private static int Keepalive(IQueryCollection query) =>
        int.TryParse(query["keepalive_timeout_seconds"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, ShortestKeepalive, LongestKeepalive) : ShortestKeepalive;
}
