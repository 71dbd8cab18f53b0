using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace LiveConsole.Platforms.Twitch;

/// <summary>Asks Twitch how the configured token stands. Never renews it: a refresh token may be good for one use, which is the server's.</summary>
public static class TwitchTokenCheck
{
    /// <returns>Null: there is no token, Twitch is read anonymously.</returns>
    public static async Task<TokenStanding?> AskAsync(TwitchOptions options, HttpClient http, CancellationToken ct)
    {
        if (!TwitchSignIn.IsConfigured(options)) return null;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, options.Id("validate"));
            request.Headers.Authorization = new AuthenticationHeaderValue("OAuth", options.UserAccessToken);
            using var response = await http.SendAsync(request, ct);
            var time = response.Headers.Date;
            if ((int)response.StatusCode is 401 or 403) return options.UserRefreshToken is { Length: > 0 }
                ? new(TokenHealth.Unknown, "Twitch no longer accepts the access token; the server renews it when it starts", null, time)
                : new(TokenHealth.Dead, "Twitch no longer accepts the access token", null, time);
            if (!response.IsSuccessStatusCode) return new(TokenHealth.Unknown, $"Twitch answered {(int)response.StatusCode} to the token's check", null, time);
            using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
            var left = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("expires_in", out var e) && e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out var s) && s > 0
                ? TimeSpan.FromSeconds(s) : (TimeSpan?)null;
            var scopes = HelixJson.Items(json.RootElement, "scopes").Count();
            return new(TokenHealth.Good, string.Create(CultureInfo.InvariantCulture, $"signed in as {HelixJson.Text(json.RootElement, "login") ?? "an account"}, {scopes} scopes"), left, time);
        }
        catch (Exception away) when (away is HttpRequestException or JsonException || (away is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new(TokenHealth.Unknown, "Twitch cannot be reached to check the token");
        }
    }
}
