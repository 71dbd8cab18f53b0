using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace LiveConsole.Rehearsal.YouTube;

/// <summary>Finding a channel's broadcasts: its uploads, where live and announced ones stand too, and, for the signed-in owner, its broadcasts (platforms/youtube.md 1.2).</summary>
internal sealed class ListEndpoints(EmulatedYouTube youtube)
{
    private static readonly YouTubeError NoFilter = new(400, "missingRequiredParameter", "No filter selected. Expected one of: broadcastStatus, id, mine", "youtube.parameter");
    private static readonly YouTubeError TwoFilters = new(400, "incompatibleParameters", "Incompatible parameters specified in the request: broadcastStatus, id, mine", "youtube.parameter");
    private static readonly YouTubeError NoPlaylist = new(404, "playlistNotFound", "The playlist identified with the request's <code>playlistId</code> parameter cannot be found.", "youtube.playlistItem");

    public async Task<YouTubeError?> UploadsAsync(HttpContext http)
    {
        if (YouTubeEndpoints.Words(http.Request.Query["part"]).Count == 0) return YouTubeError.Missing("part");
        var playlist = http.Request.Query["playlistId"].ToString();
        if (playlist.Length == 0) return YouTubeError.Missing("playlistId");
        var videos = youtube.Videos.Where(v => playlist.StartsWith("UU", StringComparison.Ordinal) && v.ChannelId[2..] == playlist[2..]).OrderByDescending(v => v.StartedAt).Take(Most(http)).ToList();
        if (videos.Count == 0) return NoPlaylist;
        await YouTubeEndpoints.JsonAsync(http, 200, json =>
        {
            YouTubeEndpoints.Head(json, "youtube#playlistItemListResponse", videos.Count);
            foreach (var video in videos)
            {
                json.WriteStartObject();
                json.WriteString("kind", "youtube#playlistItem");
                json.WriteString("id", "UU." + video.Id);
                json.WriteStartObject("contentDetails");
                json.WriteString("videoId", video.Id);
                json.WriteString("videoPublishedAt", YouTubeEndpoints.Second(video.StartedAt));
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
        return null;
    }

    public async Task<YouTubeError?> BroadcastsAsync(HttpContext http)
    {
        var query = http.Request.Query;
        if (http.Request.Headers.Authorization.Count == 0) return YouTubeError.WrongToken;
        if (YouTubeEndpoints.Words(query["part"]).Count == 0) return YouTubeError.Missing("part");
        var filters = new[] { "broadcastStatus", "id", "mine" }.Count(f => query[f].Count > 0);
        if (filters != 1) return filters == 0 ? NoFilter : TwoFilters;
        // Without a type only scheduled events are told, and this channel simply goes live.
        var told = query["broadcastType"] == "all" || query["broadcastType"] == "persistent";
        var (status, ids, mine) = (query["broadcastStatus"].ToString(), YouTubeEndpoints.Words(query["id"]), youtube.Accounts.Of(http)?.Author.Id);
        var videos = youtube.Videos.Where(v => v.ChannelId == mine && (ids.Count > 0 ? ids.Contains(v.Id) : told && status switch
        {
            "active" => !v.IsUpcoming && !v.Ended,
            "upcoming" => v.IsUpcoming,
            "completed" => v.Ended,
            _ => true,
        })).OrderByDescending(v => v.StartedAt).Take(Most(http)).ToList();
        await YouTubeEndpoints.JsonAsync(http, 200, json =>
        {
            YouTubeEndpoints.Head(json, "youtube#liveBroadcastListResponse", videos.Count);
            foreach (var video in videos)
            {
                json.WriteStartObject();
                json.WriteString("kind", "youtube#liveBroadcast");
                json.WriteString("id", video.Id);
                json.WriteStartObject("snippet");
                json.WriteString("title", video.Title);
                json.WriteString("channelId", video.ChannelId);
                json.WriteString("liveChatId", video.LastChatId);
                json.WriteString("scheduledStartTime", YouTubeEndpoints.Second(video.StartedAt));
                if (!video.IsUpcoming) json.WriteString("actualStartTime", YouTubeEndpoints.Second(video.StartedAt));
                if (video.EndedAt is { } ended) json.WriteString("actualEndTime", YouTubeEndpoints.Second(ended));
                json.WriteEndObject();
                json.WriteStartObject("status");
                json.WriteString("lifeCycleStatus", video.Ended ? "complete" : video.IsUpcoming ? "ready" : "live");
                json.WriteString("privacyStatus", "public");
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
        return null;
    }

    private static int Most(HttpContext http) =>
        int.TryParse(http.Request.Query["maxResults"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 0, 50) : 5;
}
