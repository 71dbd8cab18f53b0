namespace LiveConsole.Rehearsal.Twitch.Acting;

/// <summary>A call of Helix as the emulator answered it.</summary>
/// <param name="Call">"POST moderation/bans".</param>
/// <param name="Scope">What it needs of the token; null: nothing.</param>
public sealed record SeenCall(DateTimeOffset At, string Call, string? Scope, int Status, string UserId);

/// <summary>What was asked of the emulated Helix and what came of it: for tests and soaks. Thread-safe.</summary>
public sealed class HelixLedger
{
    private const int Kept = 50_000;

    // A lock: requests come on any thread; each adds a row or counts one up.
    private readonly Lock _gate = new();
    private readonly Queue<SeenCall> _calls = new();
    private readonly HashSet<(string Call, string Scope)> _scopes = [];
    private readonly Dictionary<string, int> _posted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _removed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _barred = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _overruns = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The last 50,000, the oldest first.</summary>
    public IReadOnlyList<SeenCall> Calls
    {
        get
        {
            lock (_gate) return [.. _calls];
        }
    }

    /// <summary>Each call that was answered, with a scope that it used; a subscription of EventSub as "eventsub" and its type.</summary>
    public IReadOnlySet<(string Call, string Scope)> Scopes
    {
        get
        {
            lock (_gate) return _scopes.ToHashSet();
        }
    }

    /// <summary>How many times each text was put into a chat by a call: messages and announcements.</summary>
    public IReadOnlyDictionary<string, int> Posted => Copy(_posted);

    /// <summary>How many times each message, by its id, was removed by a call.</summary>
    public IReadOnlyDictionary<string, int> Removed => Copy(_removed);

    /// <summary>How many times each viewer, by their id, was banned or timed out by a call.</summary>
    public IReadOnlyDictionary<string, int> Barred => Copy(_barred);

    /// <summary>How often each limit was run into: "helix", "chat", "announcements", "shoutouts".</summary>
    public IReadOnlyDictionary<string, long> Overruns
    {
        get
        {
            lock (_gate) return new Dictionary<string, long>(_overruns, StringComparer.Ordinal);
        }
    }

    /// <summary>Completes once the ledger says so; looked at again with every call.</summary>
    public async Task UntilAsync(Func<HelixLedger, bool> says, CancellationToken ct)
    {
        while (true)
        {
            Task changed;
            lock (_gate) changed = _changed.Task;
            if (says(this)) return;
            await changed.WaitAsync(ct);
        }
    }

    internal void Note(SeenCall call)
    {
        lock (_gate)
        {
            _calls.Enqueue(call);
            if (_calls.Count > Kept) _calls.Dequeue();
            if (call is { Scope: { } scope, Status: < 300 }) _scopes.Add((call.Call, scope));
            Changed_NeedsLock();
        }
    }

    internal void NoteScopes(string call, IEnumerable<string> scopes)
    {
        lock (_gate)
        {
            foreach (var scope in scopes) _scopes.Add((call, scope));
        }
    }

    internal void NotePosted(string text) => Count(_posted, text);

    internal void NoteRemoved(string messageId) => Count(_removed, messageId);

    internal void NoteBarred(string userId) => Count(_barred, userId);

    internal void NoteOverrun(string limit)
    {
        lock (_gate) _overruns[limit] = _overruns.GetValueOrDefault(limit) + 1;
    }

    private void Count(Dictionary<string, int> of, string what)
    {
        lock (_gate) of[what] = of.GetValueOrDefault(what) + 1;
    }

    private Dictionary<string, int> Copy(Dictionary<string, int> of)
    {
        lock (_gate) return new Dictionary<string, int>(of, StringComparer.Ordinal);
    }

    private void Changed_NeedsLock()
    {
        _changed.TrySetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
