using LiveConsole.Domain.Effects;

namespace LiveConsole.Platforms.Twitch.Writing;

/// <summary>
/// Twitch's limits as they can be known beforehand (chat documentation, rate limits; API guide; Send Chat Announcement; Send a Shoutout). A place is taken when a call goes out
/// and given back so long after its answer came: the call reached Twitch between the two, so its own count is never higher than this one. Safe on any thread.
/// </summary>
internal sealed class HelixLimits(TimeProvider time)
{
    /// <summary>Points a minute of a program and a user; some stay for reading, which asks with the same token.</summary>
    internal const int Points = 800, KeptForReading = 60;

    private const int Messages = 20, MessagesAsModerator = 100;

    // Twitch's clock and ours need not run alike.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(100), Soon = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ChatWindow = TimeSpan.FromSeconds(30) + Slack, MessagesApart = TimeSpan.FromSeconds(1) + Slack;
    private static readonly TimeSpan AnnouncementsApart = TimeSpan.FromSeconds(2) + Slack, ShoutOutsApart = TimeSpan.FromMinutes(2) + Slack, SameShoutOutApart = TimeSpan.FromMinutes(60) + Slack;

    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private readonly Queue<TimeSpan> _said = new();
    private readonly Dictionary<string, Spacing> _spacings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _blocked = new(StringComparer.Ordinal);
    private double _left = Points;
    private TimeSpan _leftAt;
    private int _underWay;
    private int _sayingNow;

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <param name="room">A channel, by whatever name, the same for the same one.</param>
    /// <param name="moderates">The account is the channel's moderator or owner.</param>
    public TimeSpan WaitFor(Deed deed, string room, bool moderates)
    {
        lock (_gate) return Wait_NeedsLock(deed, room, moderates, Now);
    }

    /// <summary>Takes what the deed's call needs, to be given back when its answer is there.</summary>
    /// <returns>The time to wait instead, when it may not go now.</returns>
    public (Place? Taken, TimeSpan Wait) Take(Deed deed, string room, bool moderates, int calls = 1)
    {
        lock (_gate)
        {
            var wait = Wait_NeedsLock(deed, room, moderates, Now);
            if (wait > TimeSpan.Zero) return (null, wait);
            _underWay += calls;
            if (deed is PostDeed) _sayingNow++;
            var keys = SpacingsOf(deed, room).Select(s => s.Key).ToArray();
            foreach (var key in keys) _spacings[key] = _spacings.GetValueOrDefault(key) with { UnderWay = true };
            return (new Place(this, deed is PostDeed, keys, calls), TimeSpan.Zero);
        }
    }

    /// <summary>A point of the bucket for a look-up; there is always one: reading keeps some.</summary>
    public Place TakeLook(int calls = 1)
    {
        lock (_gate) _underWay += calls;
        return new Place(this, isMessage: false, [], calls);
    }

    /// <summary>Twitch says how many points are left: others may use the same token.</summary>
    public void Told(int? remaining)
    {
        if (remaining is not { } left) return;
        lock (_gate)
        {
            Refill_NeedsLock(Now);
            if (left < _left) _left = left;
        }
    }

    /// <summary>Twitch asked for patience with this kind of call in this room.</summary>
    public void Block(Deed deed, string room, TimeSpan after)
    {
        lock (_gate) _blocked[EndpointOf(deed, room)] = Now + after;
    }

    private TimeSpan Wait_NeedsLock(Deed deed, string room, bool moderates, TimeSpan now)
    {
        Refill_NeedsLock(now);
        var wait = TimeSpan.Zero;
        void AtLeast(TimeSpan other)
        {
            if (other > wait) wait = other;
        }

        if (_blocked.TryGetValue(EndpointOf(deed, room), out var until)) AtLeast(until - now);
        var free = _left - _underWay - KeptForReading;
        if (free < 1) AtLeast(TimeSpan.FromMinutes((1 - free) / Points) + Soon);
        foreach (var (key, apart) in SpacingsOf(deed, room))
        {
            if (!_spacings.TryGetValue(key, out var last)) continue;
            AtLeast(last.UnderWay ? Soon : last.At + apart - now);
        }

        if (deed is PostDeed) AtLeast(WindowWait_NeedsLock(moderates, now));
        return wait;
    }

    // What is said as a moderator fills the smaller bucket, too.
    private TimeSpan WindowWait_NeedsLock(bool moderates, TimeSpan now)
    {
        while (_said.TryPeek(out var first) && now - first >= ChatWindow) _said.Dequeue();
        var most = moderates ? MessagesAsModerator : Messages;
        var over = _said.Count + _sayingNow - most;
        if (over < 0) return TimeSpan.Zero;
        return over < _said.Count ? _said.ElementAt(over) + ChatWindow - now : Soon;
    }

    private void Refill_NeedsLock(TimeSpan now)
    {
        _left = Math.Min(Points, _left + (now - _leftAt).TotalMinutes * Points);
        _leftAt = now;
    }

    private static (string Key, TimeSpan Apart)[] SpacingsOf(Deed deed, string room) => deed switch
    {
        PostDeed => [("say " + room, MessagesApart)],
        AnnounceDeed => [("announce " + room, AnnouncementsApart)],
        ShoutOutDeed shout => [("shoutout " + room, ShoutOutsApart), ($"shoutout {room} {shout.Login.ToLowerInvariant()}", SameShoutOutApart)],
        _ => [],
    };

    /// <summary>Ban User's limit is that of a channel for banning, warning and lifting together.</summary>
    private static string EndpointOf(Deed deed, string room) => deed.Kind switch
    {
        DeedKind.Ban or DeedKind.TimeOut or DeedKind.Unban or DeedKind.Untimeout => "bans " + room,
        var kind => $"{kind} {room}",
    };

    private void Over(Place place)
    {
        lock (_gate)
        {
            var now = Now;
            Refill_NeedsLock(now);
            _left = Math.Max(0, _left - place.Calls);
            _underWay -= place.Calls;
            if (place.IsMessage)
            {
                _sayingNow--;
                _said.Enqueue(now);
            }

            foreach (var key in place.Keys) _spacings[key] = new Spacing(now, UnderWay: false);
        }
    }

    private readonly record struct Spacing(TimeSpan At, bool UnderWay);

    /// <summary>What a call has taken, until its answer is there.</summary>
    internal sealed class Place(HelixLimits limits, bool isMessage, string[] keys, int calls) : IDisposable
    {
        private int _over;

        public bool IsMessage => isMessage;

        public string[] Keys => keys;

        public int Calls => calls;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _over, 1) == 0) limits.Over(this);
        }
    }
}
