using System.Text;

namespace LiveConsole.Platforms.YouTube.Tests;

/// <summary>Pages and items in YouTube's shape, composed here.</summary>
internal static class Pages
{
    public const string Channel = ScriptedYouTube.Video;

    public static readonly DateTimeOffset Received = new(2026, 11, 20, 18, 30, 0, TimeSpan.Zero);

    /// <summary>An item of a type with its details; the writer is Ayşe unless said otherwise.</summary>
    public static string Item(string id, string type, string details = "", string? display = null, string? author = Ayse, string published = "2026-11-20T18:05:01.330172+00:00") => $$"""
        {"kind":"youtube#liveChatMessage","etag":"e","id":"{{id}}","snippet":{"type":"{{type}}","liveChatId":"Cg0KC","authorChannelId":"UCayse","publishedAt":"{{published}}",
        "hasDisplayContent":{{(display is null ? "false" : "true")}}{{(display is null ? "" : $",\"displayMessage\":\"{display}\"")}}{{(details.Length > 0 ? "," + details : "")}}}{{(author is null ? "" : ",\"authorDetails\":" + author)}}}
        """;

    public const string Ayse = """{"channelId":"UCayse","channelUrl":"http://www.youtube.com/channel/UCayse","displayName":"@ayşe","profileImageUrl":"https://yt3.ggpht.com/x=s88","isVerified":false,"isChatOwner":false,"isChatSponsor":false,"isChatModerator":false}""";

    public const string Mod = """{"channelId":"UCmod","channelUrl":"http://www.youtube.com/channel/UCmod","displayName":"@mod","profileImageUrl":"https://yt3.ggpht.com/x=s88","isVerified":true,"isChatOwner":false,"isChatSponsor":true,"isChatModerator":true}""";

    public static string Text(string id, string text, string published = "2026-11-20T18:05:01.330172+00:00") =>
        Item(id, "textMessageEvent", $$"""
            "textMessageDetails":{"messageText":"{{text}}"}
            """, display: text, published: published);

    public static string Page(string token, params string[] items) =>
        $$"""{"kind":"youtube#liveChatMessageListResponse","etag":"e","pageInfo":{"totalResults":{{items.Length}},"resultsPerPage":{{items.Length}}},"nextPageToken":"{{token}}","items":[{{string.Join(',', items)}}]}""";

    public static YouTubePage Parse(string page, DateTimeOffset? historyBefore = null) =>
        new YouTubeParser(Channel).Parse(Encoding.UTF8.GetBytes(page), Received, historyBefore);
}
