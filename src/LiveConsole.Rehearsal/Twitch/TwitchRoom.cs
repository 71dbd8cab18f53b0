using System.Collections.Immutable;
using LiveConsole.Domain.Moderation;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Rehearsal.Twitch.Acting;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>One channel's chat: who is joined, what waits to go out, what went by lately.</summary>
internal sealed class TwitchRoom(string login, SaidTimes said)
{
    // A raid of thousands, and what came before it, can still be removed one by one.
    private const int Remembered = 50_000;
    private const int FrameBytes = 32 * 1024;
    private static readonly TimeSpan ClumpEvery = TimeSpan.FromSeconds(3);

    // A lock, not a loop per room: the player puts lines in and the sockets' receive loops join and leave; both are a few instructions long.
    private readonly Lock _gate = new();
    private readonly List<IrcLine> _waiting = [];
    private readonly Dictionary<string, RecentMessage> _recent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _logins = new(StringComparer.Ordinal);
    private readonly Queue<string> _recentOrder = new();
    private readonly Dictionary<string, string> _origins = new(StringComparer.Ordinal);
    private readonly HashSet<string> _moderators = new(StringComparer.Ordinal);
    private ImmutableArray<IrcClient> _clients = [];
    private DateTimeOffset _flushed;
    private DateTimeOffset _windowStart;
    private int _windowCount;
    private double _perSecond;

    public string Login { get; } = login;

    public string Id { get; } = TwitchNames.RoomId(login);

    /// <summary>Viewers at once; null: offline or never told.</summary>
    public long? Viewers { get; set; }

    public bool Live { get; set; } = true;

    /// <summary>The rules of the chat as they stand.</summary>
    public ChatModes Modes { get; set; } = ChatModes.Off;

    /// <summary>What AutoMod holds, with the time its patience ends. Under the emulator's lock.</summary>
    public Dictionary<string, (HeldMessage Message, DateTimeOffset EndsAt)> Held { get; } = new(StringComparer.Ordinal);

    /// <summary>Who may not write, and what was removed. Under the emulator's lock.</summary>
    public RoomStanding Standing { get; } = new();

    /// <summary>Under the emulator's lock.</summary>
    public RunningPoll? Poll { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public bool HasClients => !_clients.IsEmpty;

    public void Join(IrcClient client, IEnumerable<string> welcome)
    {
        lock (_gate)
        {
            // The answer to JOIN and the joining are one step: no message may come before ROOMSTATE.
            foreach (var line in welcome) client.Send(line);
            if (!_clients.Contains(client)) _clients = _clients.Add(client);
        }
    }

    public void Leave(IrcClient client)
    {
        lock (_gate) _clients = _clients.Remove(client);
    }

    public void Put(IrcLine line)
    {
        lock (_gate)
        {
            _waiting.Add(line);
            _windowCount++;
        }
    }

    /// <summary>Sends what waits, in frames of several lines; of a fast chat only every 3 s.</summary>
    /// <param name="clumpAbove">So many messages a second make it a fast one; null: none do.</param>
    /// <param name="except">Clients whose own words these are: Twitch does not echo.</param>
    public void Flush(DateTimeOffset now, double? clumpAbove, Func<IrcClient, bool>? except = null)
    {
        IrcLine[] lines;
        ImmutableArray<IrcClient> clients;
        lock (_gate)
        {
            var perSecond = PerSecond_NeedsLock(now);
            if (_waiting.Count == 0 || (perSecond > clumpAbove && now - _flushed < ClumpEvery)) return;
            lines = [.. _waiting];
            _waiting.Clear();
            _flushed = now;
            clients = _clients;
        }

        said.Put(lines.Select(l => l.Mark), now);

        if (clients.IsEmpty) return;
        foreach (var sight in clients.GroupBy(c => c.Sees))
        {
            var frames = FramesOf(lines, sight.Key).ToList();
            foreach (var client in sight.Where(c => except is null || !except(c))) frames.ForEach(client.Send);
        }
    }

    public void Remember(RecentMessage message)
    {
        if (_logins.Count < 200_000) _logins[message.UserId] = message.Login;
        if (message.ByModerator) _moderators.Add(message.UserId);
        foreach (var copy in message.WireIds)
        {
            if (copy != message.Id) _origins[copy] = message.Id;
        }

        if (!_recent.TryAdd(message.Id, message))
        {
            _recent[message.Id] = message;
            return;
        }

        _recentOrder.Enqueue(message.Id);
        if (_recentOrder.Count <= Remembered || !_recent.Remove(_recentOrder.Dequeue(), out var old)) return;
        foreach (var copy in old.WireIds) _origins.Remove(copy);
    }

    /// <summary>The message that has this id in this room: its own, or a copy's.</summary>
    public RecentMessage? RecentOfWire(string wireId) => Recent(_origins.GetValueOrDefault(wireId, wireId)) is { } message && message.WireIds.Contains(wireId) ? message : null;

    /// <summary>Their messages said so.</summary>
    public bool IsModerator(string userId) => _moderators.Contains(userId);

    /// <summary>Who has written here, by id.</summary>
    public IReadOnlyDictionary<string, string> Writers => _logins;

    public RecentMessage? Recent(string id) => _recent.GetValueOrDefault(id);

    /// <summary>The message that went by <paramref name="back"/> messages ago, or the oldest remembered; null when there was none.</summary>
    public RecentMessage? RecentBack(int back) => _recentOrder.Count == 0 ? null : _recent[_recentOrder.ElementAt(Math.Max(0, _recentOrder.Count - 1 - back))];

    public string LoginOf(string userId) => _logins.GetValueOrDefault(userId) ?? TwitchNames.Login("", userId);

    /// <summary>By the last whole window or the one that runs, whichever is faster.</summary>
    private double PerSecond_NeedsLock(DateTimeOffset now)
    {
        var elapsed = now - _windowStart;
        if (elapsed >= ClumpEvery)
        {
            _perSecond = _windowCount / elapsed.TotalSeconds;
            (_windowStart, _windowCount) = (now, 0);
        }

        return Math.Max(_perSecond, _windowCount / ClumpEvery.TotalSeconds);
    }

    private static IEnumerable<IrcFrame> FramesOf(IrcLine[] lines, IrcSight sees)
    {
        var frame = new List<IrcLine>();
        var bytes = 0;
        foreach (var line in lines)
        {
            if (line.NeedsCommands && !sees.HasFlag(IrcSight.Commands)) continue;
            if (bytes + line.Bytes.Length > FrameBytes && frame.Count > 0)
            {
                yield return Joined(frame, bytes, sees);
                frame.Clear();
                bytes = 0;
            }

            frame.Add(line);
            bytes += line.Bytes.Length;
        }

        if (frame.Count > 0) yield return Joined(frame, bytes, sees);
    }

    private static IrcFrame Joined(List<IrcLine> lines, int bytes, IrcSight sees)
    {
        var joined = new byte[bytes];
        var length = 0;
        foreach (var line in lines)
        {
            var part = sees.HasFlag(IrcSight.Tags) ? line.Bytes.AsSpan() : line.Bytes.AsSpan(line.TagBytes);
            part.CopyTo(joined.AsSpan(length));
            length += part.Length;
        }

        return new IrcFrame(joined.AsMemory(0, length), [.. lines.Where(l => l.Mark is not null).Select(l => l.Mark!)]);
    }
}

/// <summary>Which capabilities a client asked for: what it gets to see.</summary>
[Flags]
internal enum IrcSight
{
    None = 0,
    Tags = 1,
    Commands = 2,
    Membership = 4,
}
