namespace LiveConsole.Rehearsal.Twitch.Acting;

/// <summary>Limits of what one account may write (platforms/twitch.md 1.11, 4.3). Under the emulator's lock.</summary>
internal sealed class SendLimits
{
    private const int Most = 20;
    private const int MostAsModerator = 100;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30), Apart = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnnouncementsApart = TimeSpan.FromSeconds(2), ShoutoutsApart = TimeSpan.FromMinutes(2), SameShoutoutApart = TimeSpan.FromMinutes(60);

    private readonly Dictionary<string, Queue<(DateTimeOffset At, string Room)>> _said = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _last = new(StringComparer.Ordinal);
    private readonly Dictionary<(string User, string Text), DateTimeOffset> _texts = [];

    /// <summary>20 messages in 30 seconds over all rooms, 100 where the sender moderates (these fill the 20, too), and one a second in a room.</summary>
    public bool MaySay(string user, string room, bool moderates, DateTimeOffset now)
    {
        if (!_said.TryGetValue(user, out var said)) _said[user] = said = new();
        while (said.TryPeek(out var first) && now - first.At >= Window) said.Dequeue();
        if (said.Count >= (moderates ? MostAsModerator : Most)) return false;
        if (said.Any(s => s.Room == room && now - s.At < Apart)) return false;
        said.Enqueue((now, room));
        return true;
    }

    public bool MayAnnounce(string room, DateTimeOffset now) => Take("announce " + room, AnnouncementsApart, now);

    public bool MayShoutOut(string room, string to, DateTimeOffset now)
    {
        var same = $"shoutout {room} {to}";
        if (_last.TryGetValue(same, out var last) && now - last < SameShoutoutApart) return false;
        if (!Take("shoutout " + room, ShoutoutsApart, now)) return false;
        _last[same] = now;
        return true;
    }

    /// <summary>The same words by the same person within 30 seconds: only of who does not moderate.</summary>
    public bool IsDuplicate(string user, string text, DateTimeOffset now)
    {
        if (_texts.TryGetValue((user, text), out var last) && now - last < Window) return true;
        _texts[(user, text)] = now;
        return false;
    }

    private bool Take(string what, TimeSpan apart, DateTimeOffset now)
    {
        if (_last.TryGetValue(what, out var last) && now - last < apart) return false;
        _last[what] = now;
        return true;
    }
}
