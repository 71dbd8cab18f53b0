namespace LiveConsole.Platforms.YouTube;

/// <summary>Asks Google how the configured sign-in stands, at no cost in units: only a refresh token can be tried so.</summary>
public static class YouTubeTokenCheck
{
    /// <returns>Null: nothing is configured.</returns>
    public static async Task<TokenStanding?> AskAsync(YouTubeOptions options, HttpClient http, CancellationToken ct)
    {
        if (!options.HasCredential) return null;
        if (string.IsNullOrEmpty(options.RefreshToken)) return string.IsNullOrEmpty(options.AccessToken)
            ? new(TokenHealth.Good, "a key, for reading only; whether Google accepts it is seen when a chat is read (a try would cost units)")
            : new(TokenHealth.Unknown, "an access token without a refresh token lives about an hour");
        try
        {
            using var form = new FormUrlEncodedContent([new("grant_type", "refresh_token"), new("refresh_token", options.RefreshToken), new("client_id", options.ClientId), new("client_secret", options.ClientSecret)]);
            using var response = await http.PostAsync(options.TokenUri, form, ct);
            var time = response.Headers.Date;
            return (int)response.StatusCode switch
            {
                200 => new(TokenHealth.Good, "the refresh token gives access tokens", null, time),
                400 or 401 or 403 => new(TokenHealth.Dead, "Google no longer accepts the refresh token (while the project's consent screen is in \"Testing\" it lives 7 days)", null, time),
                var other => new(TokenHealth.Unknown, $"Google answered {other} to the token's renewal", null, time),
            };
        }
        catch (Exception away) when (away is HttpRequestException || (away is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new(TokenHealth.Unknown, "Google's sign-in server cannot be reached");
        }
    }
}
