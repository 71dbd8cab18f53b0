using System.Globalization;
using System.Text.Json;
using LiveConsole.Domain.Chat;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace LiveConsole.Rehearsal.YouTube;

/// <summary>Every call: who asks, what it costs, whether the project can pay, then the answer.</summary>
internal sealed class YouTubeEndpoints(EmulatedYouTube youtube, Random random)
{
    private readonly ChatEndpoints _chats = new(youtube, random);
    private readonly ListEndpoints _lists = new(youtube);
    private readonly WriteEndpoints _writes = new(youtube);
    private readonly GoogleEndpoints _google = new(youtube.Tokens, () => youtube.Drills.Fire("google-withdrawn"));

    public async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        if (GoogleEndpoints.Answers(http.Request.Path))
        {
            await _google.AnswerAsync(http);
            return;
        }

        try
        {
            await youtube.LoadedAsync(http.RequestAborted);
            if (!HttpMethods.IsGet(http.Request.Method))
            {
                await ((http.Request.Method, path) switch
                {
                    ("POST", "/youtube/v3/liveChat/messages") => WrittenAsync(http, _writes.InsertMessageAsync),
                    ("DELETE", "/youtube/v3/liveChat/messages") => WrittenAsync(http, _writes.DeleteMessageAsync),
                    ("POST", "/youtube/v3/liveChat/messages/transition") => WrittenAsync(http, _writes.TransitionAsync),
                    ("POST", "/youtube/v3/liveChat/bans") => WrittenAsync(http, _writes.InsertBanAsync),
                    ("DELETE", "/youtube/v3/liveChat/bans") => WrittenAsync(http, _writes.DeleteBanAsync),
                    _ => ErrorAsync(http, YouTubeError.NotFound, inArray: false),
                });
                return;
            }

            await (path switch
            {
                "/youtube/v3/videos" => PaidAsync(http, 1, inArray: false, VideosAsync),
                "/youtube/v3/channels" => PaidAsync(http, 1, inArray: false, ChannelsAsync),
                "/youtube/v3/playlistItems" => PaidAsync(http, 1, inArray: false, _lists.UploadsAsync),
                "/youtube/v3/liveBroadcasts" => PaidAsync(http, 1, inArray: false, _lists.BroadcastsAsync),
                "/youtube/v3/liveChat/moderators" => PaidAsync(http, 1, inArray: false, _writes.ModeratorsAsync),
                "/youtube/v3/liveChat/messages" => PaidAsync(http, 5, inArray: false, _chats.ListAsync),
                "/youtube/v3/liveChat/messages/stream" => PaidAsync(http, 5, inArray: true, _chats.StreamAsync),
                _ => ErrorAsync(http, YouTubeError.NotFound, inArray: false),
            });
        }
        catch (OperationCanceledException)
        {
            // The client went, or the emulator stops: there is nobody to answer.
        }
    }

    /// <summary>A write: a key alone is nobody, and the account must have granted it.</summary>
    private Task WrittenAsync(HttpContext http, Func<HttpContext, Task<YouTubeError?>> write) => PaidAsync(http, WriteEndpoints.Units, inArray: false, async answering =>
    {
        if (youtube.Accounts.Of(answering) is not { } account) return YouTubeError.NeedsToken;
        if (!account.MayWrite) return YouTubeError.NotGranted;
        if (youtube.Drills.Take(YouTubeDrills.WriteUnavailable)) return YouTubeError.Unavailable;
        return await write(answering);
    });

    private async Task PaidAsync(HttpContext http, int units, bool inArray, Func<HttpContext, Task<YouTubeError?>> answer)
    {
        var error = Refuses(http);
        if (error is null && youtube.Drills.TakeUnavailable()) error = YouTubeError.Unavailable;
        var cost = error == YouTubeError.ExpiredToken || error == YouTubeError.Unavailable ? 1 : 0;
        if (cost > 0) youtube.Quota.Spend(cost);
        if (error is null && !youtube.Quota.Spend(units)) (error, cost) = (YouTubeError.QuotaExceeded, 1);
        if (error is null)
        {
            // Counted as it is begun: a stream stays open.
            Count(http, failed: false, units);
            if (await answer(http) is not { } refused) return;
            // A failed call costs one.
            youtube.Quota.GiveBack(units - 1);
            Count(http, failed: true, 1 - units, again: true);
            await ErrorAsync(http, refused, inArray);
            return;
        }

        Count(http, failed: true, cost);
        await ErrorAsync(http, error, inArray);
    }

    /// <param name="again">It was counted already, as one that would go well.</param>
    private void Count(HttpContext http, bool failed, int units, bool again = false) => youtube.Seen.Called($"{http.Request.Method} {http.Request.Path.Value!["/youtube/v3/".Length..]}", again ? 0 : 1, failed, units);

    private YouTubeError? Refuses(HttpContext http)
    {
        var bearer = http.Request.Headers.Authorization.ToString();
        if (bearer.Length > 0)
        {
            if (youtube.Drills.TakeUnauthorized() || (!HttpMethods.IsGet(http.Request.Method) && youtube.Drills.Take(YouTubeDrills.WriteUnauthorized)))
                return YouTubeError.ExpiredToken;

            return youtube.Accounts.Of(http) is null ? YouTubeError.WrongToken : null;
        }

        var key = http.Request.Headers["X-Goog-Api-Key"].ToString();
        if (key.Length == 0) key = http.Request.Query["key"].ToString();
        if (key.Length == 0) return YouTubeError.NoCredential;
        return key == EmulatedYouTube.ApiKey ? null : YouTubeError.WrongKey;
    }

    private async Task<YouTubeError?> VideosAsync(HttpContext http)
    {
        var part = Words(http.Request.Query["part"]);
        var ids = Words(http.Request.Query["id"]);
        if (part.Count == 0) return YouTubeError.Missing("part");
        if (ids.Count is 0 or > 50) return new YouTubeError(400, "missingRequiredParameter", "No filter selected. Expected one of: id, chart, myRating", "youtube.parameter");
        var videos = ids.Select(youtube.FindVideo).OfType<Video>().ToList();
        await JsonAsync(http, 200, json =>
        {
            Head(json, "youtube#videoListResponse", videos.Count);
            foreach (var video in videos) WriteVideo(json, video, part);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        return null;
    }

    private void WriteVideo(Utf8JsonWriter json, Video video, List<string> part)
    {
        var chat = video.ActiveChat;
        json.WriteStartObject();
        json.WriteString("kind", "youtube#video");
        json.WriteString("etag", video.Id);
        json.WriteString("id", video.Id);
        if (part.Contains("snippet"))
        {
            json.WriteStartObject("snippet");
            json.WriteString("publishedAt", Second(Shown(video.StartedAt)));
            json.WriteString("channelId", video.ChannelId);
            json.WriteString("title", video.Title);
            json.WriteString("channelTitle", video.Title);
            json.WriteString("liveBroadcastContent", video.IsUpcoming ? "upcoming" : chat is null ? "none" : "live");
            json.WriteEndObject();
        }

        if (part.Contains("liveStreamingDetails"))
        {
            json.WriteStartObject("liveStreamingDetails");
            if (!video.IsUpcoming) json.WriteString("actualStartTime", Second(Shown(video.StartedAt)));
            json.WriteString("scheduledStartTime", Second(Shown(video.StartedAt)));
            if (video.EndedAt is { } ended) json.WriteString("actualEndTime", Second(Shown(ended)));
            // Absent when hidden, unknown or ended: never "0" for that.
            if (chat is not null && video.Viewers is > 0 and var viewers) json.WriteString("concurrentViewers", viewers.ToString(CultureInfo.InvariantCulture));
            if (chat is not null && !video.IsChatDisabled) json.WriteString("activeLiveChatId", chat.Id);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>A moment of the machine in the time line's own time, as all that is written carries it.</summary>
    private DateTimeOffset Shown(DateTimeOffset at) => youtube.ShowTimeNow + (at - youtube.Time.GetUtcNow());

    private async Task<YouTubeError?> ChannelsAsync(HttpContext http)
    {
        var parts = Words(http.Request.Query["part"]);
        if (parts.Count == 0) return YouTubeError.Missing("part");
        var ids = Words(http.Request.Query["id"]);
        var mine = http.Request.Query["mine"] == "true";
        if (mine && http.Request.Headers.Authorization.Count == 0) return YouTubeError.WrongToken;
        if (mine && youtube.Accounts.Of(http) is { IsOwner: false } other) return await OtherChannelAsync(http, other.Author);
        var handle = http.Request.Query["forHandle"].ToString();
        var channels = youtube.Videos.Where(v => mine ? v.Id == youtube.Video : ids.Contains(v.ChannelId) || (handle.Length > 0 && handle.TrimStart('@') == Handle(v.Title)))
            .DistinctBy(v => v.ChannelId, StringComparer.Ordinal).ToList();
        await JsonAsync(http, 200, json =>
        {
            Head(json, "youtube#channelListResponse", channels.Count);
            foreach (var channel in channels)
            {
                json.WriteStartObject();
                json.WriteString("kind", "youtube#channel");
                json.WriteString("etag", channel.ChannelId);
                json.WriteString("id", channel.ChannelId);
                json.WriteStartObject("snippet");
                json.WriteString("title", channel.Title);
                json.WriteString("customUrl", "@" + Handle(channel.Title));
                json.WriteEndObject();
                if (parts.Contains("contentDetails"))
                {
                    json.WriteStartObject("contentDetails");
                    json.WriteStartObject("relatedPlaylists");
                    json.WriteString("uploads", "UU" + channel.ChannelId[2..]);
                    json.WriteEndObject();
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
        return null;
    }

    /// <summary>The channel of somebody who has no broadcast here.</summary>
    private static async Task<YouTubeError?> OtherChannelAsync(HttpContext http, Author author)
    {
        await JsonAsync(http, 200, json =>
        {
            Head(json, "youtube#channelListResponse", author.Id.Length == 0 ? 0 : 1);
            if (author.Id.Length > 0) WriteOther(json, author);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        return null;
    }

    private static void WriteOther(Utf8JsonWriter json, Author author)
    {
        json.WriteStartObject();
        json.WriteString("kind", "youtube#channel");
        json.WriteString("id", author.Id);
        json.WriteStartObject("snippet");
        json.WriteString("title", author.Name);
        json.WriteString("customUrl", author.Name);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    internal static void Head(Utf8JsonWriter json, string kind, int count)
    {
        json.WriteStartObject();
        json.WriteString("kind", kind);
        json.WriteString("etag", kind);
        json.WriteStartObject("pageInfo");
        json.WriteNumber("totalResults", count);
        json.WriteNumber("resultsPerPage", count);
        json.WriteEndObject();
        json.WriteStartArray("items");
    }

    internal static string Handle(string title) => new([.. title.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);

    internal static string Second(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    internal static List<string> Words(StringValues values) =>
        [.. values.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    internal static Task ErrorAsync(HttpContext http, YouTubeError error, bool inArray) => JsonAsync(http, error.Code, json =>
    {
        if (inArray) json.WriteStartArray();
        error.Write(json);
        if (inArray) json.WriteEndArray();
    });

    internal static async Task JsonAsync(HttpContext http, int status, Action<Utf8JsonWriter> write)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=UTF-8";
        await using (var json = new Utf8JsonWriter(http.Response.BodyWriter, ChatItemJson.Options))
        {
            write(json);
        }

        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
