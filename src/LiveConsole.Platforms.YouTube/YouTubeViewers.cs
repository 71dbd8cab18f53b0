using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms.YouTube;

/// <summary>Samples a broadcast's viewers at once, once a minute for one unit. YouTube gives no count when there is none or the owner hides it: then the sample says so, not zero.</summary>
public sealed class YouTubeViewers(YouTubeProject project, string videoId, Func<DateTimeOffset> showTime, TimeProvider time)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(60);

    /// <summary>When a person has to change something first.</summary>
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(10);

    /// <summary>Runs until cancelled; a call that fails is a sample less, its reason is the reading connection's to say.</summary>
    public async Task RunAsync(IArrivalSink sink, CancellationToken ct)
    {
        while (true)
        {
            var answer = await project.FindVideoAsync(videoId, ct);
            if (answer.Value is { } video) await sink.PutAsync(new ViewersCame(YouTubeParser.Platform, videoId, video.Viewers, showTime()), ct);
            await Task.Delay(PauseAfter(answer.Failure), time, ct);
        }
    }

    private TimeSpan PauseAfter(YouTubeFailure? failure) => failure?.Kind switch
    {
        FailureKind.QuotaSpent when project.Budget.ClosedUntil is { } until => until - time.GetUtcNow() + Every,
        FailureKind.NotAllowed or FailureKind.SignInExpired => AfterRefusal,
        FailureKind.TooFast => Every * 5,
        _ => Every,
    };
}
