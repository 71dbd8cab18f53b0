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
    public static readonly string[] Names = ["duplicate-burst", "viewers-absent", "broadcast-restart", "youtube-stream-cut", "page-token-invalid", "quota-end", "youtube-quota", "studio-removal", "youtube-503", "youtube-401"];

    private const int BurstLength = 200;
    private static readonly TimeSpan CutEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CutsLast = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ViewersAbsent = TimeSpan.FromMinutes(3);

    // A lock: drills are fired on one thread and met by requests on others; each meeting counts something down.
    private readonly Lock _gate = new();
    private DateTimeOffset _cutsFrom = DateTimeOffset.MinValue;
    private DateTimeOffset _cutsUntil = DateTimeOffset.MinValue;
    private int _cuts;
    private bool _refuseTokenAfterCuts;
    private int _refuseToken;
    private int _unavailable;
    private int _unauthorized;
    private int _duplicates;

    public bool Fire(string drill)
    {
        var now = youtube.Time.GetUtcNow();
        lock (_gate)
        {
            switch (drill)
            {
                case "duplicate-burst": _duplicates = BurstLength; return true;
                case "page-token-invalid": _refuseToken = 1; return true;
                case "youtube-503": _unavailable = 5; return true;
                case "youtube-401": _unauthorized = 1; return true;
                case "quota-end": youtube.Quota.Leave(0); return true;
                case "youtube-quota": youtube.Quota.Leave(300); return true;
                case "youtube-stream-cut":
                    (_cutsFrom, _cutsUntil, _cuts, _refuseTokenAfterCuts) = (now, now + CutsLast, 0, true);
                    break;
            }
        }

        switch (drill)
        {
            case "youtube-stream-cut":
                foreach (var video in youtube.Videos) video.ActiveChat?.Wake();
                return true;
            case "viewers-absent":
                foreach (var video in youtube.Videos) video.ViewersHiddenUntil = now + ViewersAbsent;
                return true;
            case "broadcast-restart":
                foreach (var video in youtube.Videos) video.Restart();
                return true;
            case "studio-removal":
                foreach (var video in youtube.Videos) video.ActiveChat?.RemoveLast(3);
                return true;
            default: return false;
        }
    }

    public bool TakeDuplicate()
    {
        lock (_gate) return _duplicates > 0 && _duplicates-- > 0;
    }

    public bool TakeUnavailable()
    {
        lock (_gate) return _unavailable > 0 && _unavailable-- > 0;
    }

    public bool TakeUnauthorized()
    {
        lock (_gate) return _unauthorized > 0 && _unauthorized-- > 0;
    }

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

            return _refuseToken > 0 && _refuseToken-- > 0;
        }
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
