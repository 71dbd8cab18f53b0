using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.Twitch;

/// <summary>A client of EventSub that knows nothing but sockets and JSON.</summary>
internal sealed class RawEventSub : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1 << 20];

    public string SessionId { get; private set; } = "";

    public JsonElement Welcome { get; private set; }

    public int? CloseCode => (int?)_socket.CloseStatus;

    public static async Task<RawEventSub> ConnectAsync(Uri address)
    {
        var client = new RawEventSub();
        client._socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        await client._socket.ConnectAsync(address, TestContext.Current.CancellationToken);
        return client;
    }

    public static async Task<RawEventSub> WelcomedAsync(EmulatedPlatforms platforms, string query = "")
    {
        var client = await ConnectAsync(new Uri(platforms.Twitch.EventSubUri + query));
        await client.TakeWelcomeAsync();
        return client;
    }

    public async Task TakeWelcomeAsync()
    {
        Welcome = (await NextAsync())!.Value;
        SessionId = Session(Welcome).GetProperty("id").GetString()!;
    }

    public static JsonElement Session(JsonElement frame) => frame.GetProperty("payload").GetProperty("session");

    public static string Type(JsonElement frame) => frame.GetProperty("metadata").GetProperty("message_type").GetString()!;

    public static JsonElement Event(JsonElement frame) => frame.GetProperty("payload").GetProperty("event");

    /// <summary>The next frame; null when the server has closed.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        var length = 0;
        ValueWebSocketReceiveResult got;
        do
        {
            got = await _socket.ReceiveAsync(_buffer.AsMemory(length), TestContext.Current.CancellationToken).AsTask().WaitAsync(Cap.Signal);
            if (got.MessageType == WebSocketMessageType.Close) return null;
            length += got.Count;
        }
        while (!got.EndOfMessage);
        using var document = JsonDocument.Parse(_buffer.AsMemory(0, length));
        return document.RootElement.Clone();
    }

    /// <summary>The event of the next frame, which has to be a notification of this type.</summary>
    public async Task<JsonElement> EventAsync(string type)
    {
        var frame = (await NextAsync())!.Value;
        Assert.Equal(type, frame.GetProperty("metadata").GetProperty("subscription_type").GetString());
        return Event(frame);
    }

    /// <summary>Reads to the end; the close code, or null when the connection was cut.</summary>
    public async Task<int?> EndAsync()
    {
        try
        {
            while (await NextAsync() is not null)
            {
            }

            return CloseCode;
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    public Task SayAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    public Task LeaveAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken).WaitAsync(Cap.Signal);

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Helix's calls on subscriptions over plain HTTP.</summary>
internal sealed class RawSubscriptions(EmulatedPlatforms platforms, string path = "/helix/eventsub/subscriptions") : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = platforms.Twitch.ApiBaseUri };

    public string Token { get; set; } = EmulatedTwitch.UserToken;

    public Dictionary<string, string> Chat => new() { ["broadcaster_user_id"] = platforms.Twitch.ChannelId, ["user_id"] = EmulatedTwitch.UserId };

    public Dictionary<string, string> Moderator => new() { ["broadcaster_user_id"] = platforms.Twitch.ChannelId, ["moderator_user_id"] = EmulatedTwitch.UserId };

    public Dictionary<string, string> Channel => new() { ["broadcaster_user_id"] = platforms.Twitch.ChannelId };

    public Task<(HttpStatusCode Status, JsonElement Body)> CreateAsync(RawEventSub client, string type, Dictionary<string, string>? condition = null, string version = "1") =>
        PostAsync(new { type, version, condition = condition ?? Chat, transport = new { method = "websocket", session_id = client.SessionId } });

    public async Task<string> CreatedAsync(RawEventSub client, string type, Dictionary<string, string>? condition = null, string version = "1")
    {
        var (status, body) = await CreateAsync(client, type, condition, version);
        Assert.True(status == HttpStatusCode.Accepted, body.ToString());
        return body.GetProperty("data")[0].GetProperty("id").GetString()!;
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(object body) => SendAsync(HttpMethod.Post, "", JsonContent.Create(body));

    public Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string query = "") => SendAsync(HttpMethod.Get, query, null);

    public Task<(HttpStatusCode Status, JsonElement Body)> DeleteAsync(string id) => SendAsync(HttpMethod.Delete, "?id=" + id, null);

    public async Task<List<string>> StatusesAsync(string query = "") =>
        [.. (await GetAsync(query)).Body.GetProperty("data").EnumerateArray().Select(s => s.GetProperty("status").GetString()!)];

    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string query, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path + query) { Content = content };
        request.Headers.Add("Authorization", "Bearer " + Token);
        request.Headers.Add("Client-Id", EmulatedTwitch.ClientId);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(text.Length == 0 ? "{}" : text);
        return (answer.StatusCode, document.RootElement.Clone());
    }
}
