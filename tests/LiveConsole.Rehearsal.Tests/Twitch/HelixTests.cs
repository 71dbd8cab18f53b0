using System.Net;
using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Tests.Playing;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.Twitch;

public sealed class HelixTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private readonly HttpClient _http = new();
    private EmulatedPlatforms _platforms = null!;

    public async ValueTask InitializeAsync()
    {
        _platforms = await Emulators.StartAsync(_time);
        _http.BaseAddress = _platforms.Twitch.ApiBaseUri;
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _platforms.DisposeAsync();
    }

    [Theory]
    [InlineData("/helix")]
    [InlineData("/mock")]
    public async Task Viewers_are_those_of_the_last_sample_and_an_offline_room_is_missing(string layout)
    {
        var before = await GetAsync($"{layout}/streams?user_login=agence_orbite");

        _platforms.Put(new RecordedViewers(Lines.Start, "twitch", "agence_orbite", 11_038));
        _platforms.Put(new RecordedViewers(Lines.Start, "twitch", "agence_orbite", null));
        var live = await GetAsync($"{layout}/streams?user_login=agence_orbite&user_login=nobody");
        _platforms.Fire("end");
        var after = await GetAsync($"{layout}/streams?user_id={_platforms.Twitch.ChannelId}");

        Assert.Equal(0, before.RootElement.GetProperty("data").GetArrayLength());
        Assert.Equal(11_038, Assert.Single(live.RootElement.GetProperty("data").EnumerateArray()).GetProperty("viewer_count").GetInt32());
        Assert.Equal(0, after.RootElement.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Users_are_found_by_login_and_id_and_unknown_ones_are_missing()
    {
        var users = await GetAsync($"/helix/users?login=Agence_Orbite&login=nobody&id={EmulatedTwitch.UserId}");
        var self = await GetAsync("/helix/users");

        Assert.Equal([_platforms.Twitch.ChannelId, EmulatedTwitch.UserId], users.RootElement.GetProperty("data").EnumerateArray().Select(u => u.GetProperty("id").GetString()));
        Assert.Equal(EmulatedTwitch.UserLogin, Assert.Single(self.RootElement.GetProperty("data").EnumerateArray()).GetProperty("login").GetString());
    }

    [Fact]
    public async Task Without_a_token_or_with_another_apps_client_id_the_answer_is_401_in_twitchs_shape()
    {
        using var naked = await _http.GetAsync(new Uri("/helix/users", UriKind.Relative), TestContext.Current.CancellationToken);
        using var other = await SendAsync("/helix/users", EmulatedTwitch.UserToken, "another-app");

        Assert.Equal(HttpStatusCode.Unauthorized, naked.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, other.StatusCode);
        var body = JsonDocument.Parse(await other.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(("Unauthorized", 401), (body.GetProperty("error").GetString(), body.GetProperty("status").GetInt32()));
        Assert.NotEmpty(body.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task The_bucket_holds_800_calls_a_minute_and_says_so()
    {
        using var first = await SendAsync("/helix/users", EmulatedTwitch.UserToken, EmulatedTwitch.ClientId);
        for (var i = 0; i < 799; i++) (await SendAsync("/helix/users", EmulatedTwitch.UserToken, EmulatedTwitch.ClientId)).Dispose();
        using var over = await SendAsync("/helix/users", EmulatedTwitch.UserToken, EmulatedTwitch.ClientId);
        _time.Advance(TimeSpan.FromMinutes(1));
        using var again = await SendAsync("/helix/users", EmulatedTwitch.UserToken, EmulatedTwitch.ClientId);

        Assert.Equal(("800", "799"), (first.Headers.GetValues("Ratelimit-Limit").Single(), first.Headers.GetValues("Ratelimit-Remaining").Single()));
        Assert.Equal(HttpStatusCode.TooManyRequests, over.StatusCode);
        Assert.True(over.Headers.Contains("Ratelimit-Reset"));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Theory]
    [InlineData("/oauth2")]
    [InlineData("/auth")]
    public async Task An_app_token_is_given_for_the_clients_credentials_and_valid(string layout)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = EmulatedTwitch.ClientId, ["client_secret"] = EmulatedTwitch.ClientSecret });
        using var answer = await _http.PostAsync(new Uri(layout + "/token", UriKind.Relative), form, TestContext.Current.CancellationToken);
        var token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("access_token").GetString()!;
        using var request = new HttpRequestMessage(HttpMethod.Get, layout + "/validate");
        request.Headers.TryAddWithoutValidation("Authorization", "OAuth " + token);
        using var valid = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        using var invalid = await _http.GetAsync(new Uri(layout + "/validate", UriKind.Relative), TestContext.Current.CancellationToken);
        using var users = await SendAsync("/helix/users?login=agence_orbite", token, EmulatedTwitch.ClientId);

        Assert.Equal(HttpStatusCode.OK, valid.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, invalid.StatusCode);
        Assert.Equal("""{"status":401,"message":"invalid access token"}""", await invalid.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, users.StatusCode);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(EmulatedTwitch.ClientSecret, true)]
    public async Task An_expired_token_is_refused_until_it_is_renewed_and_who_has_no_secret_renews_once_with_a_token(string secret, bool twice)
    {
        _platforms.Fire("token-expired");
        using var expired = await SendAsync("/helix/users", EmulatedTwitch.UserToken, EmulatedTwitch.ClientId);
        using var renewed = await RenewAsync();
        var token = JsonDocument.Parse(await renewed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("access_token").GetString()!;
        using var good = await SendAsync("/helix/users", token, EmulatedTwitch.ClientId);
        using var again = await RenewAsync();

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (expired.StatusCode, good.StatusCode));
        Assert.Equal(twice ? HttpStatusCode.OK : HttpStatusCode.BadRequest, again.StatusCode);

        Task<HttpResponseMessage> RenewAsync() => _http.PostAsync(new Uri("/oauth2/token", UriKind.Relative), new FormUrlEncodedContent(
        [
            new("grant_type", "refresh_token"), new("refresh_token", EmulatedTwitch.UserRefreshToken), new("client_id", EmulatedTwitch.ClientId), new("client_secret", secret),
        ]), TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string token, string clientId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Authorization", "Bearer " + token);
        request.Headers.Add("Client-Id", clientId);
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<JsonDocument> GetAsync(string path)
    {
        using var answer = await SendAsync(path, EmulatedTwitch.UserToken, EmulatedTwitch.ClientId);
        return JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
