using System.Net;
using System.Text.Json;
using LiveConsole.Rehearsal.Tests.Playing;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.Twitch;

public sealed class OAuthTests : IAsyncLifetime
{
    private const string Redirect = "http://127.0.0.1:5000/settings/accounts/twitch/back";
    private readonly FakeTime _time = new();
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false });
    private EmulatedPlatforms _platforms = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

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

    [Fact]
    public async Task A_devices_code_is_pending_until_a_user_types_it_and_gives_a_token_of_that_user_with_those_scopes_once()
    {
        var (device, user) = await AskDeviceAsync("user:read:chat moderator:manage:banned_users");

        var pending = await PollAsync(device);
        using var page = await _http.GetAsync(new Uri($"/activate?device-code={user}", UriKind.Relative), Ct);
        using var typed = await PostAsync("/activate", ("device-code", user), ("user", "orbite_modo"), ("answer", "yes"));
        var granted = await PollAsync(device);
        var again = await PollAsync(device);
        var whose = await ValidateAsync(granted.Text("access_token"));

        Assert.Equal((400, "authorization_pending"), (pending.Status, pending.Text("message")));
        Assert.Contains("moderator:manage:banned_users", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(["user:read:chat", "moderator:manage:banned_users"], granted.Json.GetProperty("scope").EnumerateArray().Select(s => s.GetString()));
        Assert.Equal(("orbite_modo", 2), (whose.Text("login"), whose.Json.GetProperty("scopes").GetArrayLength()));
        Assert.Equal(400, again.Status);
    }

    [Fact]
    public async Task A_user_takes_the_program_out_on_the_page_of_connections_and_no_other_user_does()
    {
        var (own, ownUser) = await AskDeviceAsync("user:read:chat");
        var (modo, modoUser) = await AskDeviceAsync("user:read:chat");
        using var typed = await PostAsync("/activate", ("device-code", ownUser), ("user", "orbite_regie"), ("answer", "yes"));
        using var typedToo = await PostAsync("/activate", ("device-code", modoUser), ("user", "orbite_modo"), ("answer", "yes"));
        var (mine, theirs) = ((await PollAsync(own)).Text("access_token"), (await PollAsync(modo)).Text("access_token"));
        using var page = await _http.GetAsync(new Uri("/settings/connections", UriKind.Relative), Ct);
        Assert.Contains("orbite_modo", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        using var taken = await PostAsync("/settings/connections", ("user", "orbite_modo"));

        Assert.Equal((200, 401), ((await ValidateAsync(mine)).Status, (await ValidateAsync(theirs)).Status));
    }

    [Fact]
    public async Task A_devices_code_that_was_denied_or_is_too_old_is_refused_for_good()
    {
        var (denied, userCode) = await AskDeviceAsync("user:read:chat");
        var (late, _) = await AskDeviceAsync("user:read:chat");
        using var typed = await PostAsync("/activate", ("device-code", userCode), ("answer", "no"));
        var refused = await PollAsync(denied);
        _time.Advance(TimeSpan.FromMinutes(31));

        Assert.Equal((400, "invalid device code"), (refused.Status, refused.Text("message")));
        Assert.Equal((400, "invalid device code"), ((await PollAsync(late)) is var old ? old.Status : 0, old.Text("message")));
    }

    [Fact]
    public async Task A_drill_says_yes_for_everybody_who_was_asked()
    {
        var (device, _) = await AskDeviceAsync("user:read:chat");
        _platforms.Fire("device-approved");

        Assert.Equal(EmulatedTwitch.UserLogin, (await ValidateAsync((await PollAsync(device)).Text("access_token"))).Text("login"));
    }

    [Fact]
    public async Task A_page_sends_the_person_back_with_a_code_that_is_good_once_and_for_that_address()
    {
        var code = await AgreeAsync("yes", "agence_orbite");
        var wrong = await ExchangeAsync(code["code"]!, Redirect + "/other");
        var right = await ExchangeAsync((await AgreeAsync("yes", "agence_orbite"))["code"]!, Redirect);
        var used = await ExchangeAsync(code["code"]!, Redirect);
        var no = await AgreeAsync("no", "agence_orbite");

        Assert.Equal(("s 1", 400, 200, 400), (code["state"], wrong.Status, right.Status, used.Status));
        Assert.Equal(("access_denied", "s 1"), (no["error"], no["state"]));
        Assert.Equal(_platforms.Twitch.ChannelId, (await ValidateAsync(right.Text("access_token"))).Text("user_id"));
    }

    [Fact]
    public async Task A_page_never_sends_anybody_off_this_machine()
    {
        using var page = await _http.GetAsync(new Uri($"/oauth2/authorize?response_type=code&client_id={EmulatedTwitch.ClientId}&redirect_uri=https%3A%2F%2Fexample.org%2F&scope=a&state=s", UriKind.Relative), Ct);
        using var answered = await PostAsync("/oauth2/authorize", ("redirect_uri", "https://example.org/"), ("answer", "yes"), ("user", "agence_orbite"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (page.StatusCode, answered.StatusCode));
    }

    [Fact]
    public async Task A_token_that_is_given_back_ends_what_it_was_granted_with_and_no_other()
    {
        var given = await ExchangeAsync((await AgreeAsync("yes", "orbite_modo"))["code"]!, Redirect);
        using var revoked = await PostAsync("/oauth2/revoke", ("client_id", EmulatedTwitch.ClientId), ("token", given.Text("access_token")));
        using var again = await PostAsync("/oauth2/revoke", ("client_id", EmulatedTwitch.ClientId), ("token", given.Text("access_token")));
        var renewed = await TokenAsync(("grant_type", "refresh_token"), ("refresh_token", given.Text("refresh_token")), ("client_id", EmulatedTwitch.ClientId));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (revoked.StatusCode, again.StatusCode));
        Assert.Equal((400, 401), (renewed.Status, (await ValidateAsync(given.Text("access_token"))).Status));
        Assert.Equal(200, (await ValidateAsync(EmulatedTwitch.UserToken)).Status);
    }

    [Fact]
    public async Task A_withdrawn_sign_in_can_neither_be_used_nor_renewed()
    {
        _platforms.Fire("sign-in-withdrawn");
        var renewed = await TokenAsync(("grant_type", "refresh_token"), ("refresh_token", EmulatedTwitch.UserRefreshToken), ("client_id", EmulatedTwitch.ClientId));

        Assert.Equal((401, 400), ((await ValidateAsync(EmulatedTwitch.UserToken)).Status, renewed.Status));
    }

    [Fact]
    public async Task Who_moderates_which_rooms_is_told_to_themselves_alone()
    {
        using var own = await ModeratedAsync(EmulatedTwitch.UserId);
        using var others = await ModeratedAsync("901");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (own.StatusCode, others.StatusCode));
        Assert.Contains("\"broadcaster_login\":\"agence_orbite\"", await own.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> ModeratedAsync(string user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/helix/moderation/channels?user_id={user}");
        request.Headers.Add("Authorization", "Bearer " + EmulatedTwitch.UserToken);
        request.Headers.Add("Client-Id", EmulatedTwitch.ClientId);
        return await _http.SendAsync(request, Ct);
    }

    private async Task<(string Device, string User)> AskDeviceAsync(string scopes)
    {
        using var asked = await PostAsync("/oauth2/device", ("client_id", EmulatedTwitch.ClientId), ("scopes", scopes));
        var answer = await Answered.ReadAsync(asked, Ct);
        return (answer.Text("device_code"), answer.Text("user_code"));
    }

    private Task<Answered> PollAsync(string device) =>
        TokenAsync(("client_id", EmulatedTwitch.ClientId), ("scopes", ""), ("device_code", device), ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"));

    private async Task<Dictionary<string, string?>> AgreeAsync(string answer, string user)
    {
        using var sentBack = await PostAsync("/oauth2/authorize", ("redirect_uri", Redirect), ("scope", "user:read:chat"), ("state", "s 1"), ("user", user), ("answer", answer));
        Assert.Equal(HttpStatusCode.Redirect, sentBack.StatusCode);
        var query = sentBack.Headers.Location!.Query.TrimStart('?').Split('&').Select(p => p.Split('=', 2));
        return query.ToDictionary(p => p[0], p => (string?)Uri.UnescapeDataString(p[1].Replace('+', ' ')), StringComparer.Ordinal);
    }

    private Task<Answered> ExchangeAsync(string code, string redirect) => TokenAsync(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect),
        ("client_id", EmulatedTwitch.ClientId), ("client_secret", EmulatedTwitch.ClientSecret));

    private async Task<Answered> TokenAsync(params (string, string)[] fields)
    {
        using var answer = await PostAsync("/oauth2/token", fields);
        return await Answered.ReadAsync(answer, Ct);
    }

    private async Task<Answered> ValidateAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/oauth2/validate");
        request.Headers.TryAddWithoutValidation("Authorization", "OAuth " + token);
        using var answer = await _http.SendAsync(request, Ct);
        return await Answered.ReadAsync(answer, Ct);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)));
        return await _http.PostAsync(new Uri(path, UriKind.Relative), form, Ct);
    }

    private sealed record Answered(int Status, JsonElement Json)
    {
        public static async Task<Answered> ReadAsync(HttpResponseMessage answer, CancellationToken ct) =>
            new((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct)).RootElement);

        public string Text(string name) => Json.GetProperty(name).GetString()!;
    }
}
