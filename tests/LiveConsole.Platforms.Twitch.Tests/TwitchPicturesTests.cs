using LiveConsole.Domain.Chat;
using Microsoft.AspNetCore.Http;

namespace LiveConsole.Platforms.Twitch.Tests;

public sealed class TwitchPicturesTests : IAsyncDisposable
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly List<string> _asked = [];
    private LoopbackServer _twitch = null!;

    private async Task<TwitchPictures> AtAsync(Func<HttpContext, Uri, Task> answer, Func<TwitchOptions, TwitchOptions>? with = null)
    {
        _twitch = await LoopbackServer.StartAsync(async http =>
        {
            lock (_asked) _asked.Add(http.Request.Path + http.Request.QueryString);
            await answer(http, _twitch.Address);
        });
        var options = new TwitchOptions { PicturesUri = _twitch.Address, ApiBaseUri = _twitch.Address, IdBaseUri = _twitch.Address, ClientId = "c", UserAccessToken = "t", LoopbackOnly = true };
        return new TwitchPictures(with?.Invoke(options) ?? options, _http, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _twitch.DisposeAsync();
        _http.Dispose();
    }

    private static Task SendAsync(HttpContext http, byte[] body, string type = "image/png")
    {
        http.Response.ContentType = type;
        return http.Response.Body.WriteAsync(body).AsTask();
    }

    private static Task BadgesAsync(HttpContext http, Uri host) => http.Request.Path.Value switch
    {
        "/helix/chat/badges/global" => http.Response.WriteAsync($$"""{"data":[{"set_id":"moderator","versions":[{"id":"1","image_url_2x":"{{host}}badges/v1/global/2"},{"id":"2","image_url_2x":"https://elsewhere.example/x"}]},{"set_id":5},"odd"]}"""),
        "/helix/users" => http.Response.WriteAsync("""{"data":[{"id":"777","login":"agence"}]}"""),
        "/helix/chat/badges" => http.Response.WriteAsync($$"""{"data":[{"set_id":"moderator","versions":[{"id":"1","image_url_2x":"{{host}}badges/v1/own/2"}]}]}"""),
        _ => SendAsync(http, Png),
    };

    [Fact]
    public async Task An_emote_is_asked_for_by_its_id_at_the_platforms_address()
    {
        var pictures = await AtAsync((http, _) => SendAsync(http, Png));

        var emote = await pictures.EmoteAsync("emotesv2_dc24", default);

        Assert.Equal(("image/png", Png.Length), (emote!.Type, emote.Bytes.Length));
        Assert.Equal(["/emoticons/v2/emotesv2_dc24/default/dark/2.0"], _asked);
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("25/../..")]
    [InlineData("")]
    [InlineData("25?x=1")]
    public async Task What_is_no_emotes_id_is_asked_for_nowhere(string id)
    {
        var pictures = await AtAsync((http, _) => SendAsync(http, Png));

        Assert.Null(await pictures.EmoteAsync(id, default));
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task Only_pictures_are_handed_on_whatever_they_are_said_to_be()
    {
        var pictures = await AtAsync((http, _) =>
        {
            switch (http.Request.Path.Value!.Split('/')[3])
            {
                case "1":
                    return SendAsync(http, "<svg onload='x()'/>"u8.ToArray());
                case "2":
                    return SendAsync(http, [.. Png, .. new byte[2 * 1024 * 1024]]);
                case "25":
                    return SendAsync(http, Png);
                default:
                    http.Response.Redirect("/emoticons/v2/25/default/dark/2.0");
                    return Task.CompletedTask;
            }
        });

        Assert.Null(await pictures.EmoteAsync("1", default));
        Assert.Null(await pictures.EmoteAsync("2", default));
        Assert.Null(await pictures.EmoteAsync("3", default));
    }

    [Fact]
    public async Task A_channels_badge_stands_before_the_platforms_and_one_of_another_host_is_never_fetched()
    {
        var pictures = await AtAsync(BadgesAsync);

        Assert.NotNull(await pictures.BadgeAsync("agence", new Badge("moderator", "1"), default));
        Assert.Null(await pictures.BadgeAsync("agence", new Badge("moderator", "2"), default));
        Assert.Null(await pictures.BadgeAsync("agence", new Badge("vip", "1"), default));
        Assert.Contains("/badges/v1/own/2", _asked);
        Assert.DoesNotContain("/badges/v1/global/2", _asked);
        // The tables are asked for once.
        Assert.Single(_asked, a => a == "/helix/chat/badges/global");
    }

    [Fact]
    public async Task Of_many_channels_the_oldest_table_goes()
    {
        var pictures = await AtAsync(BadgesAsync);
        async Task LookAsync(int channel) => Assert.NotNull(await pictures.BadgeAsync($"c{channel}", new Badge("moderator", "1"), default));
        int Asked(int channel) => _asked.Count(a => a == $"/helix/users?login=c{channel}");

        for (var channel = 0; channel <= TwitchPictures.TablesKept; channel++) await LookAsync(channel);
        await LookAsync(1);
        await LookAsync(0);

        Assert.Equal((2, 1), (Asked(0), Asked(1)));
    }

    [Fact]
    public async Task Without_an_account_or_a_programs_id_nothing_is_asked_for_a_badge()
    {
        var pictures = await AtAsync(BadgesAsync, o => o with { UserAccessToken = null, ClientId = null });

        Assert.Null(await pictures.BadgeAsync("agence", new Badge("moderator", "1"), default));
        Assert.Empty(_asked);
    }
}
