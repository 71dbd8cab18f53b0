using System.Collections.Concurrent;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Rehearsal.Twitch.Acting;
using LiveConsole.Rehearsal.Twitch.EventSub;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>
/// Twitch on one loopback port, written from platforms/twitch.md: IRC over WebSocket at "/", EventSub at "/ws", Helix at "/helix" and "/mock", OAuth at "/oauth2" and "/auth".
/// There is no replay: what is played while nobody is joined is gone, and counted.
/// </summary>
public sealed partial class EmulatedTwitch : IAsyncDisposable
{
    public const string ClientId = "rehearsal-client-id";
    public const string ClientSecret = "rehearsal-client-secret";
    public const string UserId = "4242";
    public const string UserLogin = "orbite_regie";
    public const string UserToken = "rehearsal-user-token";
    public const string UserRefreshToken = "rehearsal-refresh-token";

    /// <summary>What <see cref="UserToken"/> may do: the one set of platforms/twitch.md section 5, and to write on IRC.</summary>
    public static readonly IReadOnlyList<string> UserScopes =
    [
        "user:read:chat", "user:write:chat", "chat:read", "chat:edit", "moderator:manage:chat_messages", "moderator:manage:banned_users", "moderator:manage:warnings",
        "moderator:manage:automod", "moderator:manage:chat_settings", "moderator:manage:announcements", "moderator:manage:shoutouts", "moderator:read:chatters",
        "moderator:read:blocked_terms", "moderator:read:unban_requests", "moderator:read:moderators", "moderator:read:vips", "user:read:moderated_channels",
        "moderator:manage:shield_mode", "moderator:manage:unban_requests", "moderator:manage:blocked_terms", "moderator:manage:suspicious_users", "moderator:read:suspicious_users",
        "channel:manage:polls", "channel:manage:broadcast", "channel:manage:raids",
    ];

    private const int ClumpAbovePerSecond = 40;

    /// <summary>Who removes in drills: the night's own moderator.</summary>
    internal const string Moderator = "orbite_modo";

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, TwitchRoom> _rooms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<IrcClient, bool> _clients = new();
    private readonly DeliveredIds _delivered;
    private readonly SaidTimes _saidTimes;
    private readonly HelixEndpoints _helix;
    private readonly OAuthEndpoints _oauth;
    private readonly ILogger _logger;

    // A lock: the player puts lines in and a client's own words come from its receive loop; both use the one line builder and the drills' counters.
    private readonly Lock _gate = new();
    private readonly TwitchLines _lines = new();
    private readonly TwitchDrills _drills;
    private readonly Notifications _notifications;
    private readonly ChatEvents _chatEvents;
    private readonly RoomEvents _roomEvents;
    private readonly ModerationEvents _moderation;
    private readonly TransportLag _lag;
    private readonly Queue<(DateTimeOffset Due, TwitchRoom Room, IrcLine Line)> _lateIrc = new();
    private DateTimeOffset _lastIrcDue;
    private long _showAhead;
    private double _speed = 1;
    private long _closedUntil;
    private LoopbackHost? _host;
    private long _slowClients;
    private long _missed;
    private long _said;

    private EmulatedTwitch(EmulatorOptions options, TimeProvider time, ILoggerFactory logs)
    {
        Options = options;
        Time = time;
        _logger = logs.CreateLogger<EmulatedTwitch>();
        _delivered = new DeliveredIds(options.RememberIds);
        _saidTimes = new SaidTimes(options.RememberIds);
        EventSub = new EventSubSessions(this);
        Acting = new HelixDrills(time);
        var subscriptions = new SubscriptionEndpoints(this, EventSub);
        _helix = new HelixEndpoints(this, subscriptions);
        Users = new EmulatedUsers(this);
        Consents = new Consents(options, time, Users);
        _oauth = new OAuthEndpoints(this, Consents, Users);
        _notifications = new Notifications(EventSub);
        _chatEvents = new ChatEvents(_notifications);
        _roomEvents = new RoomEvents(_notifications, _chatEvents);
        _moderation = new ModerationEvents(_roomEvents);
        _polls = new PollEvents(_roomEvents);
        _lag = new TransportLag(options.TwitchTransportLag, options.Seed);
        EventSubDrills = new EventSubDrills(this, _notifications, subscriptions);
        Irc = new IrcDrills(this);
        _drills = new TwitchDrills(this, new Random(options.Seed));
        OpenRoom(options.TwitchChannel);
    }

    public Uri IrcUri => new($"ws://127.0.0.1:{Port}/");

    /// <summary>Where EventSub listens.</summary>
    public Uri EventSubUri => new($"ws://127.0.0.1:{Port}/ws");

    /// <summary>The host of Helix; calls are at "/helix/…" below it.</summary>
    public Uri ApiBaseUri => new($"http://127.0.0.1:{Port}/");

    /// <summary>The host of OAuth; calls are at "/oauth2/…" below it.</summary>
    public Uri IdBaseUri => new($"http://127.0.0.1:{Port}/");

    public string Channel => Options.TwitchChannel;

    public string ChannelId => TwitchNames.RoomId(Options.TwitchChannel);

    /// <summary>Chat lines put on the wire, repeats included; a message to several clients, by IRC and EventSub, counts once.</summary>
    public long Delivered => _delivered.Count;

    /// <summary>Ids of the messages put on the wire (the origin's id in a shared chat); empty unless <see cref="EmulatorOptions.RememberIds"/>.</summary>
    public IReadOnlySet<string> DeliveredIds => _delivered.Snapshot();

    /// <summary>When each message was put on the wire (machine time), read by somebody or not; empty unless <see cref="EmulatorOptions.RememberIds"/>.</summary>
    public IReadOnlyDictionary<string, Said> SaidAt => _saidTimes.Snapshot();

    /// <summary>Messages played while nobody was joined to their room or subscribed to it.</summary>
    public long Missed => Interlocked.Read(ref _missed);

    /// <summary>Clients closed because they did not read.</summary>
    public long SlowClientsClosed => Interlocked.Read(ref _slowClients);

    public int Clients => _clients.Count;

    internal EmulatorOptions Options { get; }

    internal TimeProvider Time { get; }

    internal EventSubSessions EventSub { get; }

    internal EventSubDrills EventSubDrills { get; }

    internal IrcDrills Irc { get; }

    internal UserTokens Tokens { get; } = new();

    internal EmulatedUsers Users { get; }

    internal Consents Consents { get; }

    /// <summary>The time that something said now carries on the wire; set by the player at every step, machine time before. Takes no lock.</summary>
    internal DateTimeOffset ShowTime
    {
        get => Time.GetUtcNow().AddTicks(Interlocked.Read(ref _showAhead));
        set => Interlocked.Exchange(ref _showAhead, (value - Time.GetUtcNow()).Ticks);
    }

    /// <summary>How fast the time line is played: a chat is no busier for being played faster. Set as <see cref="ShowTime"/> is.</summary>
    internal double Speed
    {
        get => Volatile.Read(ref _speed);
        set => Volatile.Write(ref _speed, value);
    }

    /// <summary>A machine time as the show's clock has it now.</summary>
    internal DateTimeOffset Shown(DateTimeOffset at) => at.AddTicks(Interlocked.Read(ref _showAhead));

    internal RateWindow UserJoins { get; } = new(20, TimeSpan.FromSeconds(10));

    internal IEnumerable<IrcClient> IrcClients => _clients.Keys;

    internal IEnumerable<TwitchRoom> Rooms => _rooms.Values;

    /// <summary>The drills' shared chat begins or ends: EventSub says so, with who takes part.</summary>
    internal void ShareChat(TwitchRoom room, bool begins) => _moderation.SharedChat(room, begins ? "begin" : "end", [Options.SharedChatPartner], ShowTime, Time.GetUtcNow());

    private int Port => _host?.Port ?? throw new InvalidOperationException("Not started.");

    internal static async Task<EmulatedTwitch> StartAsync(EmulatorOptions options, TimeProvider time, ILoggerFactory logs, CancellationToken ct)
    {
        var twitch = new EmulatedTwitch(options, time, logs);
        twitch._host = await LoopbackHost.StartAsync(options.TwitchPort, logs, twitch.AnswerAsync, ct);
        return twitch;
    }

    /// <summary>A room's numeric id, the same in every run.</summary>
    public string RoomIdOf(string login) => Room(login).Id;

    /// <summary>A JOIN of any other room is answered by silence.</summary>
    public void OpenRoom(string login) => Room(login);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_host is not null) await _host.DisposeAsync();
        _stopping.Dispose();
    }

    /// <summary>Somebody has subscribed to this type of event of that channel.</summary>
    public bool IsSubscribed(string type, string login) => _notifications.AreWanted(type, Room(login).Id);

    internal bool HasReader(string channel) => Room(channel) is var room && (room.HasClients || _notifications.AreWanted("channel.chat.message", room.Id));

    internal bool HasReaders => _rooms.Values.Any(r => HasReader(r.Login));

    /// <summary>Nobody is let in by either transport; Helix answers.</summary>
    internal void CloseDoorFor(TimeSpan time) => Interlocked.Exchange(ref _closedUntil, (Time.GetUtcNow() + time).UtcTicks);

    /// <summary>Somebody took the program off the list of those they let in; null: everybody did. What was subscribed with their consent ends.</summary>
    internal void Withdraw(EmulatedUser? by)
    {
        Tokens.Withdraw(by?.Id);
        EventSub.Revoke("authorization_revoked", s => by is null || s.Condition.Any(c => c.Name is "user_id" or "moderator_user_id" && c.Value == by.Value.Id));
    }

    internal bool IsUser(string id) => id == UserId || id == Users.Second.Id || id == Users.Partner.Id || _rooms.Values.Any(r => r.Id == id);

    internal TwitchRoom? FindRoom(string login) => _rooms.GetValueOrDefault(login);

    internal TwitchRoom Room(string channel)
    {
        var login = channel.Length == 0 ? Options.TwitchChannel : channel.ToLowerInvariant();
        return _rooms.GetOrAdd(login, static (key, twitch) => new TwitchRoom(key, twitch._saidTimes) { StartedAt = twitch.Time.GetUtcNow() }, this);
    }

    /// <returns>False when the name is none of Twitch's drills.</returns>
    internal bool Fire(string drill)
    {
        lock (_gate) return _drills.Fire(drill) || FireHelix(drill);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.WebSockets.IsWebSocketRequest && Time.GetUtcNow().UtcTicks < Interlocked.Read(ref _closedUntil))
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        if (http.Request.Path == "/ws")
        {
            using var stopped = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, http.RequestAborted);
            await EventSub.AcceptAsync(http, stopped.Token);
            return;
        }

        if (!http.WebSockets.IsWebSocketRequest || http.Request.Path != "/")
        {
            await (OAuthEndpoints.Answers(http.Request.Path) ? _oauth.AnswerAsync(http) : _helix.AnswerAsync(http));
            return;
        }

        // tmi.js asks for the sub-protocol "irc" and wants it confirmed.
        var irc = http.WebSockets.WebSocketRequestedProtocols.Contains("irc");
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = irc ? "irc" : null, KeepAliveInterval = Timeout.InfiniteTimeSpan });
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, http.RequestAborted);
        using var client = new IrcClient(socket, http, this);
        _clients[client] = true;
        try
        {
            await client.RunAsync(ended.Token);
        }
        finally
        {
            _clients.TryRemove(client, out _);
        }
    }
}
