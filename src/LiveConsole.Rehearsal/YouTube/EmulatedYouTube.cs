using System.Collections.Concurrent;
using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Playing;
using Microsoft.Extensions.Logging;

namespace LiveConsole.Rehearsal.YouTube;

/// <summary>
/// YouTube's Data API on one loopback port, written from platforms/youtube.md: videos, channels, liveChat/messages as list and as stream, writing, the token
/// endpoint, one Google project with its daily quota. Removals by others give no event; the message is a tombstone for whoever reads it later.
/// </summary>
public sealed class EmulatedYouTube : IAsyncDisposable
{
    public const string ApiKey = "rehearsal-api-key";
    public const string AccessToken = "rehearsal-access-token";
    /// <summary>Of a moderator of the channel.</summary>
    public const string ModeratorToken = "rehearsal-moderator-token";

    /// <summary>Of somebody who is no moderator.</summary>
    public const string ViewerToken = "rehearsal-viewer-token";

    /// <summary>The owner's, who granted reading alone.</summary>
    public const string ReadOnlyToken = "rehearsal-read-only-token";
    public const string ClientId = "rehearsal-client-id";
    public const string ClientSecret = "rehearsal-client-secret";
    public const string RefreshToken = "rehearsal-refresh-token";

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, Video> _videos = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _next = new(StringComparer.Ordinal);
    private readonly DeliveredIds _delivered;
    private readonly SaidTimes _saidTimes;
    private readonly YouTubeEndpoints _endpoints;
    private LoopbackHost? _host;
    private volatile TaskCompletionSource? _loading;

    private EmulatedYouTube(EmulatorOptions options, TimeProvider time)
    {
        Options = options;
        Time = time;
        Video = options.Video ?? YouTube.Video.IdOf(options.YouTubeChannelTitle);
        Quota = new QuotaLedger(time, options.YouTubeDailyQuota);
        Drills = new YouTubeDrills(this);
        _delivered = new DeliveredIds(options.RememberIds);
        _saidTimes = new SaidTimes(options.RememberIds);
        var own = new Video(Video, options.YouTubeChannelTitle, this);
        Accounts = new YouTubeAccounts(new Author(own.ChannelId, options.YouTubeChannelTitle, Roles: ["broadcaster"]));
        Tokens = new GoogleTokens(Accounts, time);
        _endpoints = new YouTubeEndpoints(this, new Random(options.Seed));
        if (options.WaitsForPlay) BeginLoading();
        _videos[Video] = own;
    }

    /// <summary>The host; calls are at "/youtube/v3/…" below it.</summary>
    public Uri ApiBaseUri => new($"http://127.0.0.1:{_host?.Port ?? throw new InvalidOperationException("Not started.")}/");

    public Uri TokenUri => new(ApiBaseUri, "token");

    /// <summary>Where an account agrees, as at accounts.google.com.</summary>
    public Uri AuthorizeUri => new(ApiBaseUri, "o/oauth2/v2/auth");

    public Uri RevokeUri => new(ApiBaseUri, "revoke");

    /// <summary>The show's video.</summary>
    public string Video { get; }

    /// <summary>The show's chat that is open now, or the last one.</summary>
    public string LiveChatId => _videos[Video].ActiveChat?.Id ?? _videos[Video].LastChatId;

    /// <summary>Items written to readers, repeats included.</summary>
    public long Delivered => _delivered.Count;

    /// <summary>Ids of the messages written to readers; empty unless <see cref="EmulatorOptions.RememberIds"/>.</summary>
    public IReadOnlySet<string> DeliveredIds => _delivered.Snapshot();

    /// <summary>When each message was put into a chat (machine time), read by somebody or not; empty unless <see cref="EmulatorOptions.RememberIds"/>.</summary>
    public IReadOnlyDictionary<string, Said> SaidAt => _saidTimes.Snapshot();

    /// <summary>Messages that were removed in Studio: who had not read them by then gets a tombstone.</summary>
    public IReadOnlySet<string> RemovedIds => _videos.Values.SelectMany(v => v.RemovedIds).ToHashSet(StringComparer.Ordinal);

    public int QuotaUsed => Quota.Used;

    /// <summary>What clients called, and what they did by it.</summary>
    public YouTubeLedger Seen { get; } = new();

    internal YouTubeAccounts Accounts { get; }

    internal EmulatorOptions Options { get; }

    internal TimeProvider Time { get; }

    internal QuotaLedger Quota { get; }

    internal YouTubeDrills Drills { get; }

    internal GoogleTokens Tokens { get; }

    /// <summary>The time that what a drill writes carries: that of the time line that is played.</summary>
    internal DateTimeOffset ShowTimeNow => ShowTime?.Invoke() ?? Time.GetUtcNow();

    internal Func<DateTimeOffset>? ShowTime { get; set; }

    internal IEnumerable<Video> Videos => _videos.Values;

    internal CancellationToken Stopping => _stopping.Token;

    /// <summary>The video id under which a recording's channel is found: itself when it is one.</summary>
    public string VideoOf(string channel) => channel.Length == 0 || channel == Options.YouTubeChannelTitle || channel == Video ? Video : YouTube.Video.IdOf(channel);

    /// <summary>Makes a recording's channel known before its first line is played. Returns its video id.</summary>
    public string OpenVideo(string channel) => Find(channel).Id;

    /// <summary>A message that is removed without even a tombstone in its place, as those of a viewer whom the channel hides.</summary>
    /// <returns>False: no chat has it.</returns>
    public bool Forget(string messageId) => Videos.SelectMany(v => v.Chats).Any(c => c.Forget(messageId));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_host is not null) await _host.DisposeAsync();
        _stopping.Dispose();
    }

    internal static async Task<EmulatedYouTube> StartAsync(EmulatorOptions options, TimeProvider time, ILoggerFactory logs, CancellationToken ct)
    {
        var youtube = new EmulatedYouTube(options, time);
        youtube._host = await LoopbackHost.StartAsync(options.YouTubePort, logs, youtube._endpoints.AnswerAsync, ct);
        return youtube;
    }

    internal bool HasReaders => Videos.Any(v => v.ActiveChat is { WasRead: true });

    internal bool HasReader(string channel) => Find(channel).ActiveChat is { WasRead: true };

    internal Video? FindVideo(string id) => _videos.GetValueOrDefault(id);

    internal (Video Video, LiveChat Chat)? FindChat(string chatId)
    {
        foreach (var video in _videos.Values)
        {
            if (video.Chat(chatId) is { } chat) return (video, chat);
        }

        return null;
    }

    /// <returns>False when the video's chat was closed at that time. What somebody banned writes is taken, and nobody sees it.</returns>
    internal bool Play(RecordedMessage line, DateTimeOffset playedAt, TimeSpan shift)
    {
        var video = Find(line.Message.Channel);
        if (video.IsBanned(line.Message.Author.Id)) return true;
        var added = video.Add(line.Message.Id, playedAt.UtcTicks, line.Message.SentAt + shift, line.Message, null);
        if (added) _saidTimes.Put(line.Message.Id, Time.GetUtcNow());
        if (added && Drills.TakeDuplicate()) video.Add(line.Message.Id, playedAt.UtcTicks, line.Message.SentAt + shift, line.Message, null);
        return added;
    }

    internal void Play(RecordedRemoval removal, DateTimeOffset playedAt, TimeSpan shift, bool before)
    {
        var video = Find(removal.Channel);
        if (removal.MessageId is { } id) video.ActiveChat?.Remove(id, before);
        else if (removal.ViewerId is not null)
        {
            var banId = "LCC.ban" + YouTube.Video.Opaque(removal.ViewerId + removal.At.UtcTicks, 30);
            video.Add(banId, playedAt.UtcTicks, removal.At + shift, null, removal);
        }
    }

    internal void Play(RecordedViewers viewers) => Find(viewers.Channel).Viewers = viewers.Count;

    internal void Announce()
    {
        foreach (var video in _videos.Values) video.Announce();
    }

    internal void EndBroadcast()
    {
        foreach (var video in _videos.Values) video.End();
    }

    /// <summary>Requests wait while the history before the starting place is put in, so that none sees half of it.</summary>
    internal void BeginLoading() => _loading ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    internal void EndLoading()
    {
        var loading = _loading;
        _loading = null;
        loading?.TrySetResult();
    }

    internal Task LoadedAsync(CancellationToken ct) => _loading?.Task.WaitAsync(ct) ?? Task.CompletedTask;

    /// <summary>A tombstone is no message.</summary>
    internal void CountSent(IReadOnlyList<ChatEntry> entries)
    {
        var now = Time.GetUtcNow();
        _delivered.Add([.. entries.Where(e => e.Message is not null && !e.IsRemovedAt(now)).Select(e => e.Id)]);
    }

    /// <summary>The channel's present broadcast ends for good; it goes on under another video, announced for some seconds later.</summary>
    internal void NextBroadcast(TimeSpan after)
    {
        foreach (var video in _videos.Values.Where(v => !_next.ContainsKey(v.Id)).ToList())
        {
            var next = new Video(YouTube.Video.Opaque($"{video.Id}+", 11), video.Title, this);
            next.Announced(Time.GetUtcNow() + after);
            _videos[next.Id] = next;
            _next[video.Id] = next.Id;
            video.End();
        }
    }

    /// <summary>A time line goes on writing to its channel, whichever video is live there.</summary>
    private Video Find(string channel)
    {
        var video = First(channel);
        while (_next.TryGetValue(video.Id, out var next)) video = _videos[next];
        return video;
    }

    private Video First(string channel) =>
        _videos.GetOrAdd(VideoOf(channel), static (id, found) => new Video(id, found.Channel, found.YouTube), (Channel: channel, YouTube: this));
}
