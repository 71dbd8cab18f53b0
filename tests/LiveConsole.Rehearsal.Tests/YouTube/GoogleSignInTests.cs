using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LiveConsole.Rehearsal.Tests.Playing;
using LiveConsole.Rehearsal.YouTube;
using LiveConsole.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveConsole.Rehearsal.Tests.YouTube;

public sealed class GoogleSignInTests : IAsyncLifetime
{
    private const string Redirect = "http://127.0.0.1:5000/settings/accounts/youtube/back";
    private const string Verifier = "a-verifier-that-nobody-else-knows-0123456789abcdef";
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false });
    private EmulatedPlatforms _platforms = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _platforms = await Emulators.StartAsync(new FakeTime());
        _http.BaseAddress = _platforms.YouTube.ApiBaseUri;
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _platforms.DisposeAsync();
    }

    [Fact]
    public async Task An_account_agrees_on_a_page_and_its_token_acts_as_its_channel()
    {
        var given = await ExchangeAsync(await AgreeAsync("@orbite-moderation"), Verifier);
        var mine = await MineAsync(given.Json.GetProperty("access_token").GetString()!);

        Assert.Equal(200, given.Status);
        Assert.Equal("@orbite-moderation", mine.Json.GetProperty("items")[0].GetProperty("snippet").GetProperty("title").GetString());
        Assert.StartsWith("rehearsal-refresh-token-", given.Json.GetProperty("refresh_token").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_know_the_verifier_gets_no_token_and_a_code_is_good_once()
    {
        var stolen = await ExchangeAsync(await AgreeAsync("Agence Orbite"), "another-verifier-0123456789-0123456789-0123456789");
        var code = await AgreeAsync("Agence Orbite");
        var first = await ExchangeAsync(code, Verifier);
        var second = await ExchangeAsync(code, Verifier);

        Assert.Equal((400, 200, 400), (stolen.Status, first.Status, second.Status));
    }

    [Fact]
    public async Task What_is_revoked_ends_and_what_others_granted_lives()
    {
        var given = await ExchangeAsync(await AgreeAsync("@orbite-moderation"), Verifier);
        using var revoked = await PostAsync("/revoke", ("token", given.Json.GetProperty("refresh_token").GetString()!));

        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        Assert.Equal(401, (await MineAsync(given.Json.GetProperty("access_token").GetString()!)).Status);
        Assert.Equal(200, (await MineAsync(EmulatedYouTube.AccessToken)).Status);
    }

    [Fact]
    public async Task A_withdrawn_sign_in_can_neither_be_used_nor_renewed()
    {
        _platforms.Fire("google-withdrawn");
        var renewed = await TokenAsync(("grant_type", "refresh_token"), ("refresh_token", EmulatedYouTube.RefreshToken), ("client_id", EmulatedYouTube.ClientId), ("client_secret", EmulatedYouTube.ClientSecret));

        Assert.Equal((400, "invalid_grant", 401), (renewed.Status, renewed.Json.GetProperty("error").GetString(), (await MineAsync(EmulatedYouTube.AccessToken)).Status));
    }

    private async Task<string> AgreeAsync(string account)
    {
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
        using var sentBack = await PostAsync("/o/oauth2/v2/auth", ("redirect_uri", Redirect), ("scope", GoogleTokens.ActScope), ("state", "s1"), ("code_challenge", challenge), ("user", account), ("answer", "yes"));
        Assert.Equal(HttpStatusCode.Redirect, sentBack.StatusCode);
        return QueryHelpers.ParseQuery(sentBack.Headers.Location!.Query)["code"].ToString();
    }

    private Task<(int Status, JsonElement Json)> ExchangeAsync(string code, string verifier) => TokenAsync(("grant_type", "authorization_code"), ("code", code), ("code_verifier", verifier),
        ("redirect_uri", Redirect), ("client_id", EmulatedYouTube.ClientId), ("client_secret", EmulatedYouTube.ClientSecret));

    private async Task<(int Status, JsonElement Json)> TokenAsync(params (string, string)[] fields)
    {
        using var answer = await PostAsync("/token", fields);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement);
    }

    private async Task<(int Status, JsonElement Json)> MineAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/youtube/v3/channels?part=snippet&mine=true");
        request.Headers.Add("Authorization", "Bearer " + token);
        using var answer = await _http.SendAsync(request, Ct);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)));
        return await _http.PostAsync(new Uri(path, UriKind.Relative), form, Ct);
    }
}
