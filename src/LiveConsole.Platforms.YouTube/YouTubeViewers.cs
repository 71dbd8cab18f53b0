using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.YouTube;

/// <summary>
/// Samples a broadcast: its viewers at once and how it stands (announced, live, over), at the pace that the day's units and the show's length allow. YouTube gives
/// no count when there is none or the owner hides it: then the sample says so, not zero.
/// </summary>
/// <param name="showTime">Show time; <paramref name="time"/> is machine time.</param>
/// <param name="showLasts">Machine time to the show's planned end; null: not planned.</param>
public sealed class YouTubeViewers(YouTubeProject project, FollowedBroadcast followed, Func<DateTimeOffset> showTime, TimeProvider time, Func<TimeSpan?>? showLasts = null)
{
    /// <summary>When a person has to change something first, and when there is nothing to count any more.</summary>
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(10);

    private bool _saidOver;

    /// <summary>Runs until cancelled; a call that fails is a sample less, its reason is the reading connection's to say.</summary>
    public async Task RunAsync(IArrivalSink sink, CancellationToken ct)
    {
        // Another show may have heard what is said once.
        _saidOver = false;
        long? lookedAt = null;
        while (true)
        {
            var every = project.Budget.ViewersInterval(showLasts?.Invoke());
            // A channel's broadcast is looked for by who reads it.
            if (followed.VideoId is not { } video)
            {
                await Task.Delay(QuotaBudget.SoonestCount, time, ct);
                // Who resumes at a place never looks; and who looks does so at once, so that this costs little.
                if (followed.VideoId is not null || (lookedAt is { } at && time.GetElapsedTime(at) < AfterRefusal)) continue;
                lookedAt = time.GetTimestamp();
                await followed.FindAsync(ct);
                continue;
            }

            var (found, failure, age) = await project.Counts.AskAsync(video, every * 0.8, ct);
            if (found is not null) await TellAsync(found, showTime() - age, sink, ct);
            // A count that is hidden for a moment is looked for again soon: its hole in the curve is no longer than it was.
            if (found is { Phase: BroadcastPhase.Live, Viewers: null }) every = QuotaBudget.SoonestCount;
            await Task.Delay(_saidOver ? Longer(every, QuotaBudget.LatestCount) : PauseAfter(failure, every), time, ct);
        }
    }

    private async Task TellAsync(YouTubeVideo video, DateTimeOffset at, IArrivalSink sink, CancellationToken ct)
    {
        var standing = Standing(video);
        if (standing is not null)
        {
            await sink.PutAsync(new BroadcastCame(YouTubeParser.Platform, followed.Name, at)
            {
                Standing = standing, Id = video.Id, Title = video.Title, ScheduledStart = video.ScheduledStart, LiveSince = video.LiveSince, EndedAt = video.EndedAt,
            }, ct);
        }

        var over = standing is BroadcastStanding.Ended or null;
        // That nobody is counted any more is said once: the curve ends there.
        if (!over || !_saidOver) await sink.PutAsync(new ViewersCame(YouTubeParser.Platform, followed.Name, video.Viewers, at), ct);
        _saidOver = over;
    }

    /// <returns>Null: it was never a broadcast.</returns>
    private static BroadcastStanding? Standing(YouTubeVideo video) => video.Phase switch
    {
        BroadcastPhase.Live => BroadcastStanding.Live,
        BroadcastPhase.Upcoming => BroadcastStanding.Upcoming,
        _ when video.ChatId is not null => BroadcastStanding.Live,
        _ => video.LiveSince is not null || video.EndedAt is not null ? BroadcastStanding.Ended : null,
    };

    private TimeSpan PauseAfter(YouTubeFailure? failure, TimeSpan every) => failure?.Kind switch
    {
        FailureKind.QuotaSpent when project.Budget.ClosedUntil is { } until => until - time.GetUtcNow() + every,
        FailureKind.QuotaKept => project.Budget.NextReset - time.GetUtcNow() + every,
        FailureKind.NotAllowed or FailureKind.SignInExpired => AfterRefusal,
        FailureKind.TooFast => every * 5,
        _ => every,
    };

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
