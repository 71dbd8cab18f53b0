using System.Collections.Immutable;

namespace LiveConsole.Rehearsal.YouTube;

/// <param name="Failed">Of them, those that were refused.</param>
/// <param name="Units">What all of them cost together.</param>
public sealed record SeenCalls(int Times, int Failed, long Units);

/// <param name="Seconds">Null: for good.</param>
/// <param name="EndsAt">Machine time; null: not by itself.</param>
/// <param name="Lifted">By its id.</param>
public sealed record GivenBan(string Id, string ChannelId, int? Seconds, DateTimeOffset? EndsAt, bool Lifted = false);

/// <summary>What clients did: for tests and soaks, which hold it against what they believe to have done. Safe on any thread.</summary>
public sealed class YouTubeLedger
{
    // A lock: requests on any thread.
    private readonly Lock _gate = new();
    private ImmutableDictionary<string, SeenCalls> _calls = ImmutableDictionary<string, SeenCalls>.Empty;
    private ImmutableDictionary<string, int> _posts = ImmutableDictionary<string, int>.Empty;
    private ImmutableDictionary<string, GivenBan> _bans = ImmutableDictionary<string, GivenBan>.Empty;
    private ImmutableHashSet<string> _removed = [];

    /// <summary>By method and path below "/youtube/v3/": "DELETE liveChat/bans".</summary>
    public IReadOnlyDictionary<string, SeenCalls> Calls => _calls;

    /// <summary>How often each text stands in a chat.</summary>
    public IReadOnlyDictionary<string, int> Posts => _posts;

    /// <summary>By the id that its giver was told.</summary>
    public IReadOnlyDictionary<string, GivenBan> Bans => _bans;

    /// <summary>Messages that were removed by a call.</summary>
    public IReadOnlySet<string> Removed => _removed;

    internal void Called(string call, int times, bool failed, int units)
    {
        lock (_gate)
        {
            var before = _calls.GetValueOrDefault(call) ?? new SeenCalls(0, 0, 0);
            _calls = _calls.SetItem(call, new SeenCalls(before.Times + times, before.Failed + (failed ? 1 : 0), before.Units + units));
        }
    }

    internal void Posted(string text)
    {
        lock (_gate) _posts = _posts.SetItem(text, _posts.GetValueOrDefault(text) + 1);
    }

    internal void Given(GivenBan ban)
    {
        lock (_gate) _bans = _bans.SetItem(ban.Id, ban);
    }

    /// <returns>False: there is no such ban, or it is lifted or over.</returns>
    internal bool Lift(string id, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_bans.GetValueOrDefault(id) is not { Lifted: false } ban || ban.EndsAt <= now) return false;
            _bans = _bans.SetItem(id, ban with { Lifted = true });
            return true;
        }
    }

    internal void HasRemoved(string message)
    {
        lock (_gate) _removed = _removed.Add(message);
    }
}
