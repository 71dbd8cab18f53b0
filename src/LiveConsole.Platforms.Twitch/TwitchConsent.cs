using System.Net.Http.Headers;
using System.Text.Json;

namespace LiveConsole.Platforms.Twitch;

/// <summary>
/// How a person lets this program in at Twitch (authentication guide: device code grant flow, authorization code grant flow, revoking tokens). Nothing is
/// kept here; each call is made once.
/// </summary>
public sealed class TwitchConsent(TwitchOptions options, HttpClient http, TimeProvider time)
{
    private const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

    /// <summary>A hundred a page; who moderates more is looked at no further.</summary>
    private const int MostPages = 5;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    // {"device_code":"…","expires_in":1800,"interval":5,"user_code":"ABCDEFGH","verification_uri":"https://www.twitch.tv/activate?…"}
    public async Task<Consented<DeviceCode>> AskDeviceAsync(ProgramClient client, IEnumerable<string> scopes, CancellationToken ct)
    {
        var (status, json) = await PostAsync("device", ct, ("client_id", client.Id), ("scopes", string.Join(' ', scopes)));
        using (json)
        {
            if (json is null) return new(null, ConsentTrouble.Unreachable);
            if (status is >= 400 and < 500) return new(null, ConsentTrouble.WrongClient);
            var root = json.RootElement;
            if (status != 200 || HelixJson.Text(root, "device_code") is not { Length: > 0 } device || HelixJson.Text(root, "user_code") is not { Length: > 0 } user
                || !Uri.TryCreate(HelixJson.Text(root, "verification_uri"), UriKind.Absolute, out var page) || !MayOpen(page)) return new(null, ConsentTrouble.Unreachable);
            return new(new DeviceCode(device, user, page, TimeSpan.FromSeconds(Seconds(root, "interval", least: 1) ?? 5), TimeSpan.FromSeconds(Seconds(root, "expires_in", least: 1) ?? 1800)), null);
        }
    }

    /// <summary>Whether they typed it.</summary>
    /// <param name="scopes">Those that were asked for.</param>
    public async Task<Consented<GrantedAccount>> PollAsync(ProgramClient client, DeviceCode device, IEnumerable<string> scopes, CancellationToken ct)
    {
        var (status, json) = await PostAsync("token", ct, ("client_id", client.Id), ("scopes", string.Join(' ', scopes)), ("device_code", device.DeviceCodeSecret), ("grant_type", DeviceGrant));
        using (json)
        {
            // {"status":400,"message":"authorization_pending"}; any other 400 is final.
            if (status == 400 && HelixJson.Text(json!.RootElement, "message") == "authorization_pending") return default;
            return await GrantedAsync(status, json, client, ct);
        }
    }

    /// <summary>Where a person agrees; they come back to <paramref name="redirect"/> with a code and the state.</summary>
    public Uri AuthorizeUri(ProgramClient client, Uri redirect, IEnumerable<string> scopes, string state) => new(options.Id("authorize").AbsoluteUri +
        $"?response_type=code&force_verify=true&client_id={Uri.EscapeDataString(client.Id)}&redirect_uri={Uri.EscapeDataString(redirect.AbsoluteUri)}&scope={Uri.EscapeDataString(string.Join(' ', scopes))}&state={Uri.EscapeDataString(state)}");

    public async Task<Consented<GrantedAccount>> ExchangeAsync(ProgramClient client, string code, Uri redirect, CancellationToken ct)
    {
        var (status, json) = await PostAsync("token", ct, ("client_id", client.Id), ("client_secret", client.Secret ?? ""), ("code", code), ("grant_type", "authorization_code"), ("redirect_uri", redirect.AbsoluteUri));
        using (json) return await GrantedAsync(status, json, client, ct);
    }

    /// <summary>Gives the access token back.</summary>
    /// <returns>False: Twitch could not be told. One it does not know any more is as good as given back.</returns>
    public async Task<bool> RevokeAsync(HeldTokens tokens, CancellationToken ct)
    {
        if (tokens.ClientId is not { Length: > 0 } client) return false;
        var (status, json) = await PostAsync("revoke", ct, ("client_id", client), ("token", tokens.Access));
        json?.Dispose();
        return status is 200 or 400;
    }

    internal static HeldTokens? Tokens(JsonElement root, string client, string? secret, DateTimeOffset now) => HelixJson.Text(root, "access_token") is not { Length: > 0 } access ? null
        : new HeldTokens(access, HelixJson.Text(root, "refresh_token") is { Length: > 0 } refresh ? refresh : null, client, secret, Seconds(root, "expires_in", least: 1) is { } left ? now.AddSeconds(left) : null);

    internal static async Task<IReadOnlyList<string>?> ModeratedAsync(TwitchOptions options, HttpClient http, HelixCredentials credentials, string userId, CancellationToken ct)
    {
        List<string> logins = [];
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, options.Helix($"moderation/channels?user_id={Uri.EscapeDataString(userId)}&first=100{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credentials.Token);
            request.Headers.Add("Client-Id", credentials.ClientId);
            try
            {
                using var response = await http.SendAsync(request, ct);
                if (!response.IsSuccessStatusCode) return null;
                using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
                logins.AddRange(HelixJson.Items(json.RootElement, "data").Select(c => HelixJson.Text(c, "broadcaster_login")).OfType<string>().Where(l => l.Length is > 0 and <= 25));
                after = HelixJson.Child(json.RootElement, "pagination") is { } pagination && HelixJson.Text(pagination, "cursor") is { Length: > 0 } cursor ? cursor : null;
            }
            catch (Exception away) when (away is HttpRequestException or JsonException or IOException)
            {
                return null;
            }

            if (after is null) break;
        }

        return logins;
    }

    private async Task<Consented<GrantedAccount>> GrantedAsync(int status, JsonDocument? json, ProgramClient client, CancellationToken ct)
    {
        if (json is null) return new(null, ConsentTrouble.Unreachable);
        var said = HelixJson.Text(json.RootElement, "message") ?? "";
        if (status is 401 or 403 || (status == 400 && said.Contains("client", StringComparison.OrdinalIgnoreCase))) return new(null, ConsentTrouble.WrongClient);
        if (status == 400) return new(null, said.Contains("redirect", StringComparison.OrdinalIgnoreCase) ? ConsentTrouble.WrongAddress : ConsentTrouble.Declined);
        if (status != 200 || Tokens(json.RootElement, client.Id, client.Secret, time.GetUtcNow()) is not { } tokens) return new(null, ConsentTrouble.Unreachable);
        return await WhoAsync(tokens, ct) is { } account ? new(account, null) : new(null, ConsentTrouble.Unreachable);
    }

    private async Task<GrantedAccount?> WhoAsync(HeldTokens tokens, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, options.Id("validate"));
        request.Headers.Authorization = new AuthenticationHeaderValue("OAuth", tokens.Access);
        var (status, json) = await SendAsync(request, ct);
        using (json)
        {
            if (status != 200 || json is null || HelixJson.Text(json.RootElement, "user_id") is not { Length: > 0 } id || HelixJson.Text(json.RootElement, "login") is not { Length: > 0 } login) return null;
            var scopes = HelixJson.Items(json.RootElement, "scopes").Where(s => s.ValueKind == JsonValueKind.String).Select(s => s.GetString()!).ToList();
            return new GrantedAccount(tokens, id, login, login, scopes);
        }
    }

    private async Task<(int Status, JsonDocument? Json)> PostAsync(string call, CancellationToken ct, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Id(call));
        request.Content = new FormUrlEncodedContent(fields.Where(f => f.Value.Length > 0).Select(f => new KeyValuePair<string, string>(f.Name, f.Value)));
        return await SendAsync(request, ct);
    }

    /// <returns>Status 0 and no JSON: no answer. An answer that is no JSON is an empty object.</returns>
    private async Task<(int Status, JsonDocument? Json)> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (Loopback.Refusal(request.RequestUri!, options.LoopbackOnly) is not null) return (0, null);
        using var deadline = new CancellationTokenSource(AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsStringAsync(either.Token);
            return ((int)response.StatusCode, Parse(body));
        }
        catch (Exception away) when (away is HttpRequestException or IOException || (away is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return (0, null);
        }
    }

    private static JsonDocument Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(body) is { RootElement.ValueKind: JsonValueKind.Object } json ? json : JsonDocument.Parse("{}");
        }
        catch (JsonException)
        {
            return JsonDocument.Parse("{}");
        }
    }

    /// <summary>The page shows it as a link: an answer must not make it anything else.</summary>
    private bool MayOpen(Uri page) => page.Scheme == Uri.UriSchemeHttps || (page.Scheme == Uri.UriSchemeHttp && page.IsLoopback && options.Id("device").IsLoopback);

    private static int? Seconds(JsonElement root, string name, int least) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var seconds) && seconds >= least ? seconds : null;
}
