using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LiveConsole.Rehearsal.YouTube;

/// <summary>Reading a chat: list and stream. Each returns an error to be told, or null when it has answered.</summary>
internal sealed class ChatEndpoints(EmulatedYouTube youtube, Random random)
{
    // A lock: Random and the two tables below are met by requests on any thread.
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (double Left, DateTimeOffset At)> _connects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _pollsNotBefore = new(StringComparer.Ordinal);

    public async Task<YouTubeError?> ListAsync(HttpContext http)
    {
        if (Asked(http, out var chat, out var ended, out var after, out var parts) is { } error) return error;
        var token = http.Request.Query["pageToken"].ToString();
        var now = youtube.Time.GetUtcNow();
        if (token.Length > 0 && PollsTooFast(token, now)) return YouTubeError.TooFast;
        var most = int.TryParse(http.Request.Query["maxResults"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 200, 2000) : 500;
        if (after is not null && youtube.Drills.Take(YouTubeDrills.PageOverflow) && chat.BeforeNewest(most) is var newest && newest > after.Value) after = newest;
        var page = chat.Read(after ?? chat.BeforeFirstPage(), most);
        if (after is not null && !page.ReachesBack) return YouTubeError.PageTokenInvalid;
        var isFull = page.Entries.Count == most;
        if (ended is not null && page.Entries.Count == 0) return YouTubeError.ChatEnded;
        var polling = PollingInterval(page.Entries.Count);
        AllowNextPoll(page.Next.ToToken(chat.Id), isFull ? now : now + TimeSpan.FromMilliseconds(polling / 2.0), now);
        await YouTubeEndpoints.JsonAsync(http, 200, json => ChatItemJson.WriteResponse(json, chat, page, parts, now, polling, isFull ? null : ended));
        youtube.CountSent(page.Entries);
        chat.WasRead = true;
        return null;
    }

    public async Task<YouTubeError?> StreamAsync(HttpContext http)
    {
        if (http.Request.Query["alt"] == "sse") return YouTubeError.NoSse;
        if (Asked(http, out var chat, out var ended, out var after, out var parts) is { } error) return error;
        if (youtube.Drills.RefusesStreams) return YouTubeError.NotFound;
        if (ConnectsTooFast(chat.Id)) return YouTubeError.TooFast;
        var from = after ?? chat.BeforeFirstPage();
        var page = chat.Read(from, 1);
        if (!page.ReachesBack) return YouTubeError.PageTokenInvalid;
        if (ended is not null && page.Entries.Count == 0) return YouTubeError.ChatEnded;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, youtube.Stopping);
        await new ChatStream(youtube, chat, parts, http).RunAsync(from, stop.Token);
        return null;
    }

    private YouTubeError? Asked(HttpContext http, out LiveChat chat, out DateTimeOffset? ended, out ChatPlace? after, out Parts parts)
    {
        var query = http.Request.Query;
        (chat, ended, after, parts) = (null!, null, null, Parts.None);
        foreach (var word in YouTubeEndpoints.Words(query["part"]))
        {
            parts |= word switch { "id" => Parts.Id, "snippet" => Parts.Snippet, "authorDetails" => Parts.AuthorDetails, _ => Parts.None };
        }

        if (query["liveChatId"].ToString() is not { Length: > 0 } chatId) return YouTubeError.Missing("liveChatId");
        if (parts == Parts.None) return YouTubeError.Missing("part");
        if (youtube.FindChat(chatId) is not { } found) return YouTubeError.ChatNotFound;
        if (youtube.Drills.Take(YouTubeDrills.RateLimit)) return YouTubeError.TooFast;
        if (youtube.Drills.Take(YouTubeDrills.Forbidden)) return YouTubeError.Forbidden;
        if (found.Video.IsChatDisabled) return YouTubeError.ChatDisabled;
        chat = found.Chat;
        ended = chat.OfflineAt;
        if (query["pageToken"].ToString() is not { Length: > 0 } token) return null;
        after = ChatPlace.FromToken(token, chatId);
        if (after is null || youtube.Drills.TakeTokenRefusal()) return YouTubeError.PageTokenInvalid;
        if (youtube.Drills.Take(YouTubeDrills.Overlap)) after = chat.Before(after.Value, YouTubeDrills.OverlapLength);
        return null;
    }

    /// <summary>About 1.1 s in a busy chat, about 5 s in a normal one, now and then far off: as seen by practitioners.</summary>
    private int PollingInterval(int newMessages)
    {
        lock (_gate)
        {
            if (random.Next(50) == 0) return 10_000;
            return newMessages > 50 ? random.Next(1_000, 1_200) : random.Next(4_500, 5_500);
        }
    }

    private bool PollsTooFast(string token, DateTimeOffset now)
    {
        lock (_gate) return _pollsNotBefore.TryGetValue(token, out var notBefore) && now < notBefore;
    }

    private void AllowNextPoll(string token, DateTimeOffset notBefore, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_pollsNotBefore.Count > 1_000)
            {
                foreach (var old in _pollsNotBefore.Where(p => p.Value <= now).Select(p => p.Key).ToList()) _pollsNotBefore.Remove(old);
            }

            _pollsNotBefore[token] = notBefore;
        }
    }

    /// <summary>Five connects in a row are fine, then one every two seconds: a reader that waits after an empty stream never meets this.</summary>
    private bool ConnectsTooFast(string chatId)
    {
        const double Most = 5;
        var now = youtube.Time.GetUtcNow();
        lock (_gate)
        {
            var bucket = _connects.GetValueOrDefault(chatId, (Left: Most, At: now));
            var left = Math.Min(Most, bucket.Left + (now - bucket.At).TotalSeconds / 2);
            _connects[chatId] = (left < 1 ? left : left - 1, now);
            return left < 1;
        }
    }
}

/// <summary>One open stream: a JSON array whose elements are list responses, flushed one by one (platforms/youtube.md 2.1).</summary>
internal sealed class ChatStream(EmulatedYouTube youtube, LiveChat chat, Parts parts, HttpContext http)
{
    private const int MostInElement = 500;
    private readonly DateTimeOffset _opened = youtube.Time.GetUtcNow();
    private readonly ArrayBufferWriter<byte> _element = new(64 * 1024);

    public async Task RunAsync(ChatPlace from, CancellationToken ct)
    {
        http.Response.ContentType = "application/json; charset=UTF-8";
        var place = from;
        var isFirst = true;
        var lastAt = _opened;
        while (true)
        {
            var more = chat.More;
            var cut = youtube.Drills.CutOf(_opened);
            var now = youtube.Time.GetUtcNow();
            var page = chat.Read(place, MostInElement);
            if (cut is { } due && due.At <= now)
            {
                await CutAsync(page, due.MidElement, isFirst, ct);
                return;
            }

            if (!page.ReachesBack || MustEnd())
            {
                // Read so late that the history went on without it: the next connect hears that its token is dead. Or a drill ends all streams.
                await EndAsync(page with { Entries = [], Next = place }, null, isFirst, ct);
                return;
            }

            if (isFirst || page.Entries.Count > 0)
            {
                await WriteAsync(page, isFirst, null, ct);
                youtube.CountSent(page.Entries);
                chat.WasRead = true;
                (place, isFirst, lastAt) = (page.Next, false, now);
            }
            else if (chat.OfflineAt is { } offline)
            {
                await EndAsync(page, offline, isFirst, ct);
                return;
            }
            else if (lastAt + youtube.Options.YouTubeIdle <= now)
            {
                await EndAsync(page, null, isFirst, ct);
                return;
            }
            else
            {
                var until = lastAt + youtube.Options.YouTubeIdle;
                if (cut is { } coming && coming.At < until) until = coming.At;
                await WaitAsync(more, until - now, ct);
            }
        }
    }

    private bool MustEnd() => youtube.Drills.RefusesStreams || youtube.Drills.EndsStreamOf(_opened) || youtube.Drills.IsOverrunning() || youtube.FindChat(chat.Id) is { Video.IsChatDisabled: true };

    private async Task WriteAsync(ChatPage page, bool isFirst, DateTimeOffset? offlineAt, CancellationToken ct)
    {
        Build(page, isFirst, offlineAt);
        await http.Response.BodyWriter.WriteAsync(_element.WrittenMemory, ct);
    }

    /// <summary>A last element that repeats the token, then the end of the array.</summary>
    private async Task EndAsync(ChatPage page, DateTimeOffset? offlineAt, bool isFirst, CancellationToken ct)
    {
        await WriteAsync(page, isFirst, offlineAt, ct);
        await http.Response.BodyWriter.WriteAsync("]\n"u8.ToArray(), ct);
    }

    private async Task CutAsync(ChatPage page, bool midElement, bool isFirst, CancellationToken ct)
    {
        youtube.Drills.CountCut();
        if (!midElement)
        {
            await http.Response.BodyWriter.WriteAsync(isFirst ? "[]\n"u8.ToArray() : "]\n"u8.ToArray(), ct);
            return;
        }

        Build(page, isFirst, null);
        await http.Response.BodyWriter.WriteAsync(_element.WrittenMemory[..(_element.WrittenCount / 2)], ct);
        http.Abort();
    }

    private void Build(in ChatPage page, bool isFirst, DateTimeOffset? offlineAt)
    {
        _element.ResetWrittenCount();
        _element.Write(isFirst ? "["u8 : ",\n"u8);
        using (var json = new Utf8JsonWriter(_element, ChatItemJson.Options)) ChatItemJson.WriteResponse(json, chat, page, parts, youtube.Time.GetUtcNow(), polling: null, offlineAt);
        _element.Write("\n"u8);
    }

    private async Task WaitAsync(Task more, TimeSpan longest, CancellationToken ct)
    {
        using var waited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(more, Task.Delay(longest, youtube.Time, waited.Token));
        await waited.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }
}
