using LiveConsole.Accounts;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Shows;

namespace LiveConsole.Pictures;

/// <summary>A show's emotes and badges, for who may read its chats. Never a redirect: the platform learns nothing of who looks.</summary>
public static class PicturePages
{
    private const int LongestName = 100;
    private const string For = "private, max-age=86400", NotFor = "private, max-age=120";

    public static void Map(WebApplication app)
    {
        app.MapGet("/shows/{slug}/pictures/emote/{id}", (HttpContext http, string slug, string id, IShows shows, ICrew crew, ShowPictures pictures) =>
            SendAsync(http, slug, shows, crew, show => pictures.EmoteAsync(show.Id, id)));
        app.MapGet("/shows/{slug}/pictures/badge/{channel}/{set}/{version}", (HttpContext http, string slug, string channel, string set, string version, IShows shows, ICrew crew, ShowPictures pictures) =>
            SendAsync(http, slug, shows, crew, show => channel.Length + set.Length + version.Length > LongestName ? Task.FromResult<Picture?>(null) : pictures.BadgeAsync(show, channel, new Badge(set, version))));
    }

    private static async Task SendAsync(HttpContext http, string slug, IShows shows, ICrew crew, Func<IShow, Task<Picture?>> find)
    {
        if (shows.Find(slug) is not { } show)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (crew.ActorFor(http.User, show.Id) is not { } actor || !new Reader(actor.Role).May(Permission.ReadFeed))
        {
            http.Response.StatusCode = http.User.Identity?.IsAuthenticated == true ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;
            return;
        }

        var picture = await find(show);
        http.Response.Headers.CacheControl = picture is null ? NotFor : For;
        if (picture is null)
        {
            // The show is there, the picture is not: the browser writes the name.
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        http.Response.ContentType = picture.Type;
        http.Response.ContentLength = picture.Bytes.Length;
        await http.Response.Body.WriteAsync(picture.Bytes, http.RequestAborted);
    }
}
