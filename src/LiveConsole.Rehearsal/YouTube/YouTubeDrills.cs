namespace LiveConsole.Rehearsal.YouTube;

/// <summary>What a connection is told to do by a running drill.</summary>
/// <param name="At">Machine time of the cut.</param>
/// <param name="MidElement">Cut inside an element, without a goodbye.</param>
internal readonly record struct StreamCut(DateTimeOffset At, bool MidElement);

/// <summary>
/// Faults of YouTube's wire, each by its name (landing night, section 7; platforms/youtube.md 10 and 11). They last their own seconds whatever the speed.
/// </summary>
internal sealed class YouTubeDrills(EmulatedYouTube youtube)
{
    public const string Overlap = "youtube-overlap";
    public const string RateLimit = "youtube-rate-limit";
    public const string Forbidden = "youtube-forbidden";
    public const string PageOverflow = "youtube-page-overflow";
    public const string WriteRateLimit = "youtube-write-rate-limit";
    public const string WriteForbidden = "youtube-write-forbidden";
    public const string WriteEnded = "youtube-write-ended";
    public const string WriteNoAnswer = "youtube-write-no-answer";
    public const string WriteUnavailable = "youtube-write-503";
    public const string WriteUnauthorized = "youtube-write-401";
    private const string Duplicates = "duplicate-burst";
    private const string TokenInvalid = "page-token-invalid";
    private const string Unavailable = "youtube-503";
    private const string Unauthorized = "youtube-401";
    private const string StreamCuts = "youtube-stream-cut";
    private const string Overrun = "youtube-window-overrun";

    /// <summary>Faults that so many next ones meet: calls, lines or reads, each counted where it is met.</summary>
    private static readonly Dictionary<string, int> Counted = new(StringComparer.Ordinal)
    {
        [Duplicates] = 200, [TokenInvalid] = 1, [Unavailable] = 5, [Unauthorized] = 1, [Overlap] = 1, [RateLimit] = 3, [Forbidden] = 1, [PageOverflow] = 1,
        [WriteRateLimit] = 2, [WriteForbidden] = 1, [WriteEnded] = 1, [WriteNoAnswer] = 1, [WriteUnavailable] = 3, [WriteUnauthorized] = 1,
    };

    /// <summary>Those that the next call meets: open streams end, so that it comes now and not when YouTube next closes one by itself.</summary>
    private static readonly HashSet<string> MetByCalls = new(StringComparer.Ordinal) { TokenInvalid, Unavailable, Unauthorized, Overlap, RateLimit, Forbidden };

    public static readonly string[] Names =
    [
        .. Counted.Keys, StreamCuts, Overrun, "viewers-absent", "broadcast-restart", "studio-removal", "quota-end", "youtube-quota", "quota-back",
        "youtube-chat-disabled", "youtube-no-stream", "youtube-gift-combo", "youtube-odd-items", "youtube-gift-wave", "youtube-poll", "youtube-poll-end", "youtube-members-only", "youtube-members-only-off",
        "youtube-next-broadcast", "google-withdrawn",
    ];

    /// <summary>How many entries a read goes back when it overlaps.</summary>
    public const int OverlapLength = 20;

    private static readonly TimeSpan CutEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CutsLast = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ViewersAbsent = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan ChatDisabled = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan NoStream = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenBroadcasts = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan OverrunTakes = TimeSpan.FromSeconds(5);

    // A lock: drills are fired on one thread and met by requests on others; each meeting counts something down.
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _left = new(StringComparer.Ordinal);
    private DateTimeOffset _cutsFrom = DateTimeOffset.MinValue;
    private DateTimeOffset _cutsUntil = DateTimeOffset.MinValue;
    private DateTimeOffset _noStreamUntil = DateTimeOffset.MinValue;
    private DateTimeOffset? _overrunUntil;
    private DateTimeOffset _endOpenedBefore = DateTimeOffset.MinValue;
    private int _cuts;
    private bool _refuseTokenAfterCuts;
    private int _fired;

    public bool Fire(string drill)
    {
        var now = youtube.Time.GetUtcNow();
        if (Counted.TryGetValue(drill, out var count))
        {
            lock (_gate) _left[drill] = count;
            if (MetByCalls.Contains(drill)) EndStreams(now);
            return true;
        }

        switch (drill)
        {
            case "google-withdrawn":
                // The account's owner took the program out, or its seven days of "Testing" are over: what is open ends, and no token lets anybody in.
                youtube.Tokens.Withdraw();
                EndStreams(now);
                return true;
            case StreamCuts:
                lock (_gate) (_cutsFrom, _cutsUntil, _cuts, _refuseTokenAfterCuts) = (now, now + CutsLast, 0, true);
                WakeStreams();
                return true;
            case Overrun:
                lock (_gate) _overrunUntil = now + OverrunTakes;
                WakeStreams();
                return true;
            case "youtube-no-stream":
                lock (_gate) _noStreamUntil = now + NoStream;
                WakeStreams();
                return true;
            case "youtube-chat-disabled":
                foreach (var video in youtube.Videos) video.ChatDisabledUntil = now + ChatDisabled;
                WakeStreams();
                return true;
            case "quota-end":
                youtube.Quota.Leave(0);
                EndStreams(now);
                return true;
            case "youtube-next-broadcast":
                youtube.NextBroadcast(BetweenBroadcasts);
                return true;
            case "youtube-quota": youtube.Quota.Leave(300); return true;
            case "quota-back": youtube.Quota.Reset(); return true;
            default: return FireOnVideos(drill, now);
        }
    }

    private bool FireOnVideos(string drill, DateTimeOffset now)
    {
        var known = drill is "viewers-absent" or "broadcast-restart" or "studio-removal" or "youtube-gift-combo" or "youtube-odd-items"
            or "youtube-gift-wave" or "youtube-poll" or "youtube-poll-end" or "youtube-members-only" or "youtube-members-only-off";
        if (!known) return false;
        var occurrence = Interlocked.Increment(ref _fired);
        foreach (var video in youtube.Videos)
        {
            switch (drill)
            {
                case "viewers-absent": video.ViewersHiddenUntil = now + ViewersAbsent; break;
                case "broadcast-restart": video.Restart(); break;
                case "studio-removal": video.ActiveChat?.RemoveLast(3); break;
                case "youtube-gift-wave": OddItems.PutGiftWave(video, occurrence, youtube.ShowTimeNow); break;
                case "youtube-poll": RunningPoll.Begin(video, occurrence, youtube.ShowTimeNow, now); break;
                case "youtube-poll-end": RunningPoll.End(video, youtube.ShowTimeNow, now); break;
                case "youtube-members-only": OddItems.PutMembersOnly(video, occurrence, youtube.ShowTimeNow, on: true); break;
                case "youtube-members-only-off": OddItems.PutMembersOnly(video, occurrence, youtube.ShowTimeNow, on: false); break;
                case "youtube-gift-combo": OddItems.PutGiftCombo(video, occurrence, youtube.ShowTimeNow); break;
                default: OddItems.Put(video, occurrence, youtube.ShowTimeNow); break;
            }

            video.Announce();
        }

        return true;
    }

    private void EndStreams(DateTimeOffset now)
    {
        lock (_gate) _endOpenedBefore = now;
        WakeStreams();
    }

    private void WakeStreams()
    {
        foreach (var video in youtube.Videos) video.ActiveChat?.Wake();
    }

    /// <summary>True when this one is met by a counted drill.</summary>
    public bool Take(string drill)
    {
        lock (_gate)
        {
            if (_left.GetValueOrDefault(drill) is not (> 0 and var left)) return false;
            _left[drill] = left - 1;
            return true;
        }
    }

    public bool TakeDuplicate() => Take(Duplicates);

    /// <summary>While a window is being overrun nobody is answered either.</summary>
    public bool TakeUnavailable() => IsOverrunning() || Take(Unavailable);

    public bool TakeUnauthorized() => Take(Unauthorized);

    /// <summary>True when this page token is to be called dead although it is not.</summary>
    public bool TakeTokenRefusal()
    {
        lock (_gate)
        {
            if (_refuseTokenAfterCuts && _cuts >= 2)
            {
                _refuseTokenAfterCuts = false;
                return true;
            }
        }

        return Take(TokenInvalid);
    }

    /// <summary>The stream's form of call is not served, and open streams end.</summary>
    public bool RefusesStreams
    {
        get
        {
            lock (_gate) return youtube.Time.GetUtcNow() < _noStreamUntil;
        }
    }

    /// <summary>A drill waits for the next call of whoever reads this stream.</summary>
    public bool EndsStreamOf(DateTimeOffset opened)
    {
        lock (_gate) return opened < _endOpenedBefore;
    }

    /// <summary>True while nobody is to read: streams end. What was written until it is over is let go of by the first who asks after it.</summary>
    public bool IsOverrunning()
    {
        lock (_gate)
        {
            if (_overrunUntil is not { } until) return false;
            if (youtube.Time.GetUtcNow() < until) return true;
            _overrunUntil = null;
        }

        foreach (var video in youtube.Videos) video.ActiveChat?.LetGo();
        return false;
    }

    /// <summary>When a stream that was opened at <paramref name="opened"/> is to be cut; null: not by a drill.</summary>
    public StreamCut? CutOf(DateTimeOffset opened)
    {
        lock (_gate)
        {
            var at = (opened > _cutsFrom ? opened : _cutsFrom) + CutEvery;
            return at > _cutsUntil ? null : new StreamCut(at, MidElement: _cuts == 0);
        }
    }

    public void CountCut()
    {
        lock (_gate) _cuts++;
    }
}
