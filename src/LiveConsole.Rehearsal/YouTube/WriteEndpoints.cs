using System.Globalization;
using System.Text.Json;
using LiveConsole.Domain.Chat;
using Microsoft.AspNetCore.Http;

namespace LiveConsole.Rehearsal.YouTube;

/// <summary>Writing (platforms/youtube.md 4): what is done comes back to readers as YouTube tells it; a removal does not come back at all. Each returns an error to be told, or null when it has answered.</summary>
internal sealed class WriteEndpoints(EmulatedYouTube youtube)
{
    private const int LongestText = 200;
    private int _made;

    public const int Units = 50;

    private static readonly YouTubeError NoPermission = new(403, "forbidden", "You don't have the permissions required to do this in the specified live chat.", "youtube.liveChat", "PERMISSION_DENIED");
    private static readonly YouTubeError NoBanPermission = new(403, "insufficientPermissions", "The request is not authorized to create a ban in the specified live chat.", "youtube.liveChatBans", "PERMISSION_DENIED");
    private static readonly YouTubeError Protected = new(403, "liveChatBanInsertionNotAllowed", "The live chat's owner and its moderators cannot be banned.", "youtube.liveChatBans");
    private static readonly YouTubeError NoSuchUser = new(404, "liveChatUserNotFound", "The user cannot be found.", "youtube.liveChatBans");
    private static readonly YouTubeError NoSuchBan = new(404, "liveChatBanNotFound", "The live chat ban cannot be found.", "youtube.liveChatBans");
    private static readonly YouTubeError BadBanId = new(400, "invalidLiveChatBanId", "The value of the <code>id</code> parameter is not a ban's.", "youtube.liveChatBans", "INVALID_ARGUMENT");
    private static readonly YouTubeError NoSuchMessage = new(404, "liveChatMessageNotFound", "The live chat message cannot be found.");
    private static readonly YouTubeError NoSuchPoll = new(404, "liveChatMessagesNotFound", "The live chat message cannot be found.");
    private static readonly YouTubeError NotToBeChanged = new(403, "modificationNotAllowed", "This message cannot be changed so.");
    private static readonly YouTubeError BadText = new(400, "messageTextInvalid", "The message text is not valid.", Status: "INVALID_ARGUMENT");
    private static readonly YouTubeError PollRuns = new(400, "preconditionCheckFailed", "A poll is already active in this live chat.", Status: "FAILED_PRECONDITION");

    public async Task<YouTubeError?> InsertMessageAsync(HttpContext http)
    {
        var snippet = await SnippetAsync(http);
        var type = Text(snippet, "type");
        if (type.Length == 0) return Bad("typeRequired");
        if (Chat(Text(snippet, "liveChatId"), out var chat) is { } error) return error;
        if (youtube.Drills.Take(YouTubeDrills.WriteRateLimit)) return YouTubeError.TooFast;
        if (youtube.Drills.Take(YouTubeDrills.WriteForbidden)) return NoPermission;
        var entry = type switch
        {
            "textMessageEvent" => Post(http, chat, Text(Object(snippet, "textMessageDetails"), "messageText"), out error),
            "pollEvent" => BeginPoll(http, chat, Object(Object(snippet, "pollDetails"), "metadata"), out error),
            _ => Refused(Bad("typeInvalid"), out error),
        };
        if (entry is null) return error;
        chat.Announce();
        return await AnswerAsync(http, json => ChatItemJson.WriteItem(json, chat, entry, Parts.Id | Parts.Snippet, isRemoved: false));
    }

    public async Task<YouTubeError?> TransitionAsync(HttpContext http)
    {
        var (id, status) = (http.Request.Query["id"].ToString(), http.Request.Query["status"].ToString());
        if (id.Length == 0) return Bad("idRequired");
        if (status.Length == 0) return Bad("statusRequired");
        if (!Account(http).Moderates || youtube.Drills.Take(YouTubeDrills.WriteForbidden)) return NoPermission;
        var chat = youtube.Videos.Select(v => v.ActiveChat).FirstOrDefault(c => c?.Poll?.Id == id);
        if (chat is null) return youtube.Videos.Any(v => v.ActiveChat?.Find(id) is not null) ? NotToBeChanged : NoSuchPoll;
        if (status != "closed") return NotToBeChanged;
        var entry = RunningPoll.End(youtube.FindVideo(chat.Video)!, youtube.ShowTimeNow, youtube.Time.GetUtcNow());
        chat.Announce();
        return await AnswerAsync(http, json => ChatItemJson.WriteItem(json, chat, entry!, Parts.Id | Parts.Snippet, isRemoved: false));
    }

    /// <summary>No event follows: whoever reads the history later finds a tombstone.</summary>
    public async Task<YouTubeError?> DeleteMessageAsync(HttpContext http)
    {
        var id = http.Request.Query["id"].ToString();
        if (id.Length == 0) return Bad("idRequired");
        if (youtube.Drills.Take(YouTubeDrills.WriteForbidden)) return NoPermission;
        var chat = youtube.Videos.SelectMany(v => v.Chats).FirstOrDefault(c => c.Find(id) is not null);
        if (chat?.Find(id) is not { } entry) return NoSuchMessage;
        if (entry.Message is null) return NotToBeChanged;
        if (!Account(http).Moderates && entry.Message.Author.Id != Account(http).Author.Id) return NoPermission;
        if (!chat.Delete(id)) return NoSuchMessage;
        youtube.Seen.HasRemoved(id);
        return await AnswerAsync(http, write: null);
    }

    public async Task<YouTubeError?> InsertBanAsync(HttpContext http)
    {
        var snippet = await SnippetAsync(http);
        var (type, of) = (Text(snippet, "type"), Text(Object(snippet, "bannedUserDetails"), "channelId"));
        if (Chat(Text(snippet, "liveChatId"), out var chat) is { } error) return error.Reason == "liveChatEnded" ? YouTubeError.ChatNotFound : error;
        if (of.Length == 0) return Bad("bannedUserChannelIdRequired");
        if (of.Any(char.IsWhiteSpace)) return Bad("invalidChannelId");
        if (type is not ("permanent" or "temporary")) return Bad("typeInvalid");
        if (!Account(http).Moderates || youtube.Drills.Take(YouTubeDrills.WriteForbidden)) return NoBanPermission;
        if (youtube.Accounts.IsProtected(of)) return Protected;
        var video = youtube.FindVideo(chat.Video)!;
        if (video.NameOf(of) is not { } name) return NoSuchUser;
        int? seconds = type == "permanent" ? null : int.TryParse(Text(snippet, "banDurationSeconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : 300;
        var now = youtube.Time.GetUtcNow();
        var ban = new GivenBan(NewId("ban"), of, seconds, seconds is { } s ? now.AddSeconds(s) : null);
        youtube.Seen.Given(ban);
        video.Banned(ban);
        chat.Add(NewId("event"), DateTimeOffset.MinValue.UtcTicks, youtube.ShowTimeNow, null,
            new RecordedRemoval(youtube.ShowTimeNow, "youtube", video.Title, RemovalScope.Viewer, ViewerId: of, Reason: seconds is null ? "ban" : "timeout", Seconds: seconds), by: Account(http).Author);
        chat.Announce();
        return await AnswerAsync(http, json => WriteBan(json, chat, ban, name));
    }

    public async Task<YouTubeError?> DeleteBanAsync(HttpContext http)
    {
        var id = http.Request.Query["id"].ToString();
        if (id.Length == 0) return Bad("idRequired");
        // A channel's id is what is mistaken for it (youtube/api-samples, issue 168).
        if (id.StartsWith("UC", StringComparison.Ordinal)) return BadBanId;
        if (!Account(http).Moderates || youtube.Drills.Take(YouTubeDrills.WriteForbidden)) return NoPermission;
        if (!youtube.Seen.Lift(id, youtube.Time.GetUtcNow())) return NoSuchBan;
        foreach (var video in youtube.Videos) video.Lifted(id);
        return await AnswerAsync(http, write: null);
    }

    /// <summary>For the channel's owner alone.</summary>
    public async Task<YouTubeError?> ModeratorsAsync(HttpContext http)
    {
        if (YouTubeEndpoints.Words(http.Request.Query["part"]).Count == 0) return YouTubeError.Missing("part");
        if (youtube.Accounts.Of(http) is not { } account) return YouTubeError.NeedsToken;
        if (youtube.FindChat(http.Request.Query["liveChatId"].ToString()) is not { Chat: var chat }) return YouTubeError.ChatNotFound;
        if (!account.IsOwner) return NoPermission;
        return await AnswerAsync(http, json =>
        {
            YouTubeEndpoints.Head(json, "youtube#liveChatModeratorListResponse", 1);
            json.WriteStartObject();
            json.WriteString("kind", "youtube#liveChatModerator");
            json.WriteString("id", "LCC.moderator1");
            json.WriteStartObject("snippet");
            json.WriteString("liveChatId", chat.Id);
            json.WriteStartObject("moderatorDetails");
            ChatItemJson.WriteChannel(json, youtube.Accounts.Moderator.Author);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private ChatEntry? Post(HttpContext http, LiveChat chat, string text, out YouTubeError? error)
    {
        if (text.Length == 0) return Refused(Bad("messageTextRequired"), out error);
        if (text.Length > LongestText) return Refused(BadText, out error);
        if (youtube.FindVideo(chat.Video)!.IsBanned(Account(http).Author.Id)) return Refused(NoPermission, out error);
        error = null;
        var now = youtube.ShowTimeNow;
        var message = new ChatMessage("youtube", "", NewId("post"), now, now, Account(http).Author, text);
        youtube.Seen.Posted(text);
        return chat.Add(message.Id, DateTimeOffset.MinValue.UtcTicks, now, message, null);
    }

    private ChatEntry? BeginPoll(HttpContext http, LiveChat chat, JsonElement? metadata, out YouTubeError? error)
    {
        var question = Text(metadata, "questionText");
        var options = metadata is { } asked && asked.TryGetProperty("options", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(o => Text(o, "optionText")).ToList() : [];
        if (!Account(http).Moderates) return Refused(NoPermission, out error);
        if (question.Length == 0 || options.Count is < 2 or > 4 || options.Contains("")) return Refused(Bad("pollInvalid"), out error);
        var poll = new RunningPoll(NewId("poll"), youtube.ShowTimeNow, youtube.Time.GetUtcNow()) { Question = question, Options = options, By = Account(http).Author };
        var entry = RunningPoll.Begin(youtube.FindVideo(chat.Video)!, poll);
        error = entry is null ? PollRuns : null;
        return entry;
    }

    private YouTubeError? Chat(string id, out LiveChat chat)
    {
        chat = null!;
        if (id.Length == 0) return Bad("liveChatIdRequired");
        if (youtube.FindChat(id) is not { } found) return YouTubeError.ChatNotFound;
        if (found.Video.IsChatDisabled) return YouTubeError.ChatDisabled;
        if (found.Chat.OfflineAt is not null || youtube.Drills.Take(YouTubeDrills.WriteEnded)) return YouTubeError.ChatEnded;
        chat = found.Chat;
        return null;
    }

    private YouTubeAccount Account(HttpContext http) => youtube.Accounts.Of(http)!;

    /// <summary>No two processes give the same one: whoever reads on after a restart would take the second for the first come again.</summary>
    private string NewId(string kind) => $"LCC.{kind}{Video.Opaque(string.Create(CultureInfo.InvariantCulture, $"{kind}{Interlocked.Increment(ref _made)}/{youtube.Time.GetUtcNow().UtcTicks}"), 40)}";

    private async Task<YouTubeError?> AnswerAsync(HttpContext http, Action<Utf8JsonWriter>? write)
    {
        if (HttpMethods.IsGet(http.Request.Method) || !youtube.Drills.Take(YouTubeDrills.WriteNoAnswer))
        {
            if (write is null) http.Response.StatusCode = StatusCodes.Status204NoContent;
            else await YouTubeEndpoints.JsonAsync(http, StatusCodes.Status200OK, write);
            return null;
        }

        // Done, and nobody hears of it.
        http.Abort();
        return null;
    }

    private static void WriteBan(Utf8JsonWriter json, LiveChat chat, GivenBan ban, string name)
    {
        json.WriteStartObject();
        json.WriteString("kind", "youtube#liveChatBan");
        json.WriteString("etag", ban.Id);
        json.WriteString("id", ban.Id);
        json.WriteStartObject("snippet");
        json.WriteString("liveChatId", chat.Id);
        json.WriteString("type", ban.Seconds is null ? "permanent" : "temporary");
        if (ban.Seconds is { } seconds) json.WriteString("banDurationSeconds", seconds.ToString(CultureInfo.InvariantCulture));
        json.WriteStartObject("bannedUserDetails");
        ChatItemJson.WriteChannel(json, new Author(ban.ChannelId, name));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static async Task<JsonElement?> SnippetAsync(HttpContext http)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            return Object(document.RootElement.Clone(), "snippet");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Object(JsonElement? from, string name) =>
        from is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string Text(JsonElement? from, string name) =>
        from is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static YouTubeError Bad(string reason) => new(400, reason, "The request is not valid.", Status: "INVALID_ARGUMENT");

    private static ChatEntry? Refused(YouTubeError why, out YouTubeError? error)
    {
        error = why;
        return null;
    }
}
