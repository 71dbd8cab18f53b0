using System.Collections.Concurrent;
using System.Net;
using LiveConsole.Domain.Chat;
using LiveConsole.Pictures;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Sources;
using LiveConsole.Testing;
using LiveConsole.Tests.Features;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LiveConsole.Tests.Pictures;

public sealed class ShowPicturesTests : IAsyncLifetime
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private readonly ConcurrentQueue<string> _asked = new();
    private readonly ShowPictures _pictures = new(TimeProvider.System);
    private WebApplication _twitch = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _twitch = builder.Build();
        _twitch.Run(async http =>
        {
            _asked.Enqueue(http.Request.Path + http.Request.QueryString);
            if (http.Request.Path == "/helix/chat/badges/global")
                await http.Response.WriteAsync($$"""{"data":[{"set_id":"moderator","versions":[{"id":"1","image_url_2x":"{{_twitch.Urls.First()}}/badges/v1/global/2"}]}]}""");
            else if (http.Request.Path.StartsWithSegments("/helix", StringComparison.Ordinal)) await http.Response.WriteAsync("""{"data":[]}""");
            else await http.Response.Body.WriteAsync(Png);
        });
        await _twitch.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _pictures.Dispose();
        await _twitch.DisposeAsync();
    }

    [Fact]
    public async Task Badges_are_asked_for_of_the_shows_own_channels_and_of_nobody_elses()
    {
        var show = new FakeShow(TimeProvider.System, A.Settings() with { Channels = [new("twitch", "https://www.twitch.tv/Agence"), new("youtube", "somebody")] });
        var at = new Uri(_twitch.Urls.First());
        var twitch = new TwitchOptions { PicturesUri = at, ApiBaseUri = at, IdBaseUri = at, ClientId = "c", UserAccessToken = "t" };
        _pictures.Use(show.Id, new PlatformAddresses(twitch, new YouTubeOptions(), LoopbackOnly: true));

        Assert.Null(await _pictures.BadgeAsync(show, "somebody", new Badge("moderator", "1")));
        Assert.Empty(_asked);
        Assert.NotNull(await _pictures.BadgeAsync(show, "agence", new Badge("moderator", "1")));
        Assert.Contains("/helix/users?login=agence", _asked);
        var asked = _asked.Count;
        Assert.NotNull(await _pictures.BadgeAsync(show, "AGENCE", new Badge("moderator", "1")));
        Assert.Equal(asked, _asked.Count);
    }
}
