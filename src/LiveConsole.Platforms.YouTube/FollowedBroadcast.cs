using System.Text.Json;
using System.Text.RegularExpressions;

namespace LiveConsole.Platforms.YouTube;

/// <summary>
/// What a show follows: one video, or a channel, of which the broadcast that is live is read, then its next one. A channel's broadcasts are found without
/// search.list (100 calls a day): among its newest uploads, where live and scheduled ones stand too, or, for the connected account's own channel, among its
/// broadcasts. One object for the reader and the counter of a channel; safe on any thread.
/// </summary>
/// <param name="showTime">What an announced start is compared with: a rehearsal's broadcasts are announced in its own time.</param>
/// <param name="name">A video's id, a channel's ("UC…") or its handle ("@…"): also the name under which its messages stand.</param>
public sealed partial class FollowedBroadcast(YouTubeProject project, string name, Func<DateTimeOffset> showTime)
{
    private const int NewestUploads = 15;

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1), Seldom = TimeSpan.FromMinutes(5), Near = TimeSpan.FromMinutes(30);

    private volatile Channel? _channel;
    private volatile string? _video;
    private volatile string? _chat;

    public string Name => name;

    public bool IsChannel { get; } = IsChannelName(name);

    /// <summary>The video that is followed at this moment; null: a channel's that nobody has looked for yet.</summary>
    public string? VideoId => IsChannel ? _video : name;

    /// <summary>The chat that was last found open or is being read; null: none is known.</summary>
    internal string? ChatId => _chat;

    /// <summary>"UC…", "@handle", or the address of a channel's page in one of these forms.</summary>
    public static bool TryParseChannel(string? text, out string name)
    {
        var match = ChannelAddress().Match(text?.Trim() ?? "");
        name = match.Success ? match.Groups["id"].Success ? match.Groups["id"].Value : match.Groups["handle"].Value.ToLowerInvariant() : "";
        return match.Success;
    }

    /// <summary>The broadcast as it stands. No value: there is none (<see cref="NotFound"/> says what that means).</summary>
    public async Task<Answer<YouTubeVideo>> FindAsync(CancellationToken ct, QuotaUse use = QuotaUse.Reading)
    {
        var answer = IsChannel ? await FindOfChannelAsync(use, ct) : await project.FindVideoAsync(name, ct, use);
        if (answer.Failure is null) _chat = answer.Value?.ChatId;
        return answer;
    }

    /// <summary>A kept place is read on without looking for the broadcast: this is its chat.</summary>
    internal void Reads(string chat) => _chat = chat;

    /// <summary>It ended, or was never there: whoever writes next looks again.</summary>
    internal void HasEnded(string chat)
    {
        if (_chat == chat) _chat = null;
    }

    /// <summary>How soon to look again for one that has not begun: seldom while its time is far.</summary>
    internal TimeSpan LookAgainFor(YouTubeVideo upcoming) => upcoming.ScheduledStart is { } start && start - showTime() > Near ? Seldom : Soon;

    internal ConnectionEnd NotFound(bool wasRead) => !IsChannel
        ? new ConnectionEnd.Denied($"YouTube knows no public video {name}: check its address. A private one needs a connected account.")
        : _channel is null ? new ConnectionEnd.Denied($"YouTube knows no channel {name}: check its name.")
        : wasRead ? new ConnectionEnd.BroadcastEnded("The broadcast is over.")
        : new ConnectionEnd.Lost($"The channel {name} has no broadcast now and none announced.", Healthy: true, RetryAfter: Seldom);

    internal static bool IsChannelName(string name) => name.StartsWith('@') || (name.Length == 24 && name.StartsWith("UC", StringComparison.Ordinal));

    private async Task<Answer<YouTubeVideo>> FindOfChannelAsync(QuotaUse use, CancellationToken ct)
    {
        if (_channel is null)
        {
            var known = await FindChannelAsync(use, ct);
            if (known.Failure is not null || known.Value is null) return new(null, known.Failure);
            _channel = known.Value;
        }

        var ids = await CandidatesAsync(_channel, use, ct);
        if (ids.Failure is not null || ids.Value!.Count == 0) return new(null, ids.Failure);
        var videos = await project.FindVideosAsync(ids.Value, use, ct);
        if (videos.Failure is not null) return new(null, videos.Failure);
        var best = Best(videos.Value!);
        _video = best?.Id ?? _video;
        return new(best, null);
    }

    /// <summary>The one that is followed while it is live, else the one that went live last, else the next that is announced.</summary>
    private YouTubeVideo? Best(IReadOnlyList<YouTubeVideo> videos)
    {
        var live = videos.Where(v => v.Phase == BroadcastPhase.Live || v.ChatId is not null).ToList();
        return live.Find(v => v.Id == _video && v.Phase == BroadcastPhase.Live)
            ?? live.OrderByDescending(v => v.Phase == BroadcastPhase.Live).ThenByDescending(v => v.LiveSince ?? v.ScheduledStart ?? DateTimeOffset.MinValue).FirstOrDefault()
            ?? videos.Where(v => v.Phase == BroadcastPhase.Upcoming).OrderBy(v => v.ScheduledStart ?? DateTimeOffset.MaxValue).FirstOrDefault();
    }

    private async Task<Answer<Channel>> FindChannelAsync(QuotaUse use, CancellationToken ct)
    {
        var filter = name.StartsWith('@') ? $"forHandle={Uri.EscapeDataString(name)}" : $"id={Uri.EscapeDataString(name)}";
        var answer = await project.LookAsync($"channels?part=id,contentDetails&{filter}", use, ct);
        if (answer.Failure is { } failure) return new(null, failure);
        var channels = YouTubeLists.Items(answer.Value, item => YouTubeLists.Text(item, "id") is { Length: > 2 } id
            ? new Channel(id, YouTubeLists.Text(YouTubeLists.Object(YouTubeLists.Object(item, "contentDetails"), "relatedPlaylists"), "uploads") ?? "UU" + id[2..])
            : null);
        return new(channels.Count > 0 ? channels[0] : null, null);
    }

    private async Task<Answer<IReadOnlyList<string>>> CandidatesAsync(Channel channel, QuotaUse use, CancellationToken ct)
    {
        // What is not public, a test, stands in no playlist that others see.
        if (project.IsSignedIn)
        {
            // Without a type only scheduled events would be told (youtube/api-samples, pull request 109).
            var own = await project.LookAsync("liveBroadcasts?part=id,snippet&broadcastStatus=active&broadcastType=all&maxResults=50", use, ct);
            if (own.Failure is null && YouTubeLists.Items(own.Value, item => OfChannel(item, channel.Id)) is { Count: > 0 } mine) return new(mine, null);
            if (own.Failure is { Kind: not (FailureKind.NotAllowed or FailureKind.Refused) } failure) return new(null, failure);
        }

        var uploads = await project.LookAsync($"playlistItems?part=contentDetails&maxResults={NewestUploads}&playlistId={Uri.EscapeDataString(channel.Uploads)}", use, ct);
        // A channel without a public video has no such list.
        if (uploads.Failure is { Kind: FailureKind.Refused, Status: 404 }) return new([], null);
        if (uploads.Failure is { } trouble) return new(null, trouble);
        IReadOnlyList<string> newest = YouTubeLists.Items(uploads.Value, item => YouTubeLists.Text(YouTubeLists.Object(item, "contentDetails"), "videoId"));
        // One that is followed may have been followed by many uploads.
        return new(_video is { } followed && !newest.Contains(followed) ? [followed, .. newest] : newest, null);
    }

    private static string? OfChannel(JsonElement broadcast, string channelId) =>
        YouTubeLists.Text(YouTubeLists.Object(broadcast, "snippet"), "channelId") == channelId ? YouTubeLists.Text(broadcast, "id") : null;

    private sealed record Channel(string Id, string Uploads);

    [GeneratedRegex(@"^(?:(?:https?://)?(?:www\.|m\.)?youtube\.com/(?:channel/)?)?(?:(?<id>UC[A-Za-z0-9_-]{22})|(?<handle>@[\w.·-]{3,30}))(?:/(?:live|streams|featured|videos)?)?(?:\?.*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ChannelAddress();
}
