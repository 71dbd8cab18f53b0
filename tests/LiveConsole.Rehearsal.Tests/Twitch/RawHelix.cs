using System.Net.Http.Json;
using System.Text.Json;
using LiveConsole.Rehearsal.Twitch;

namespace LiveConsole.Rehearsal.Tests.Twitch;

/// <summary>Helix' calls over plain HTTP, with a token.</summary>
internal sealed class RawHelix(EmulatedPlatforms platforms) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = platforms.Twitch.ApiBaseUri };

    public string Token { get; set; } = EmulatedTwitch.UserToken;

    public string Layout { get; set; } = "/helix";

    /// <summary>Who does it where.</summary>
    public string As => $"broadcaster_id={platforms.Twitch.ChannelId}&moderator_id={EmulatedTwitch.UserId}";

    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string call, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"{Layout}/{call}") { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Authorization", "Bearer " + Token);
        request.Headers.Add("Client-Id", EmulatedTwitch.ClientId);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone());
    }

    public async Task<int> StatusAsync(HttpMethod method, string call, object? body = null) => (await SendAsync(method, call, body)).Status;

    public Task<(int Status, JsonElement Body)> BanAsync(string user, int? duration = null, string? reason = null) =>
        SendAsync(HttpMethod.Post, "moderation/bans?" + As, new { data = duration is null ? (object)new { user_id = user, reason = reason ?? "" } : new { user_id = user, duration, reason = reason ?? "" } });

    public Task<(int Status, JsonElement Body)> PostAsync(string text, string? replyTo = null) => SendAsync(HttpMethod.Post, "chat/messages",
        replyTo is null ? new { broadcaster_id = platforms.Twitch.ChannelId, sender_id = EmulatedTwitch.UserId, message = text }
            : new { broadcaster_id = platforms.Twitch.ChannelId, sender_id = EmulatedTwitch.UserId, message = text, reply_parent_message_id = replyTo });

    public void Dispose() => _http.Dispose();
}
