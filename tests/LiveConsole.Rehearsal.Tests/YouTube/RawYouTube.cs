using System.Net;
using System.Text;
using System.Text.Json;
using LiveConsole.Rehearsal.YouTube;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.YouTube;

/// <summary>A client that knows nothing but HTTP and JSON.</summary>
internal sealed class RawYouTube(EmulatedPlatforms platforms) : IDisposable
{
    public const string AllParts = "part=id&part=snippet,authorDetails";

    private readonly HttpClient _http = new() { BaseAddress = platforms.YouTube.ApiBaseUri };

    public async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string path, string? header = "X-Goog-Api-Key", string value = EmulatedYouTube.ApiKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (header is not null) request.Headers.Add(header, value);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }

    /// <summary>A write. A body of 204 is empty; a cut answer throws.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string? body = null, string? token = EmulatedYouTube.AccessToken)
    {
        using var request = new HttpRequestMessage(method, "/youtube/v3/" + path) { Content = new StringContent(body ?? "", Encoding.UTF8, "application/json") };
        if (token is null) request.Headers.Add("X-Goog-Api-Key", EmulatedYouTube.ApiKey);
        else request.Headers.Add("Authorization", "Bearer " + token);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    public static string? Reason(JsonElement body) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty("error", out var error) ? error.GetProperty("errors")[0].GetProperty("reason").GetString() : null;

    public async Task<JsonElement> VideoAsync() => (await GetAsync($"/youtube/v3/videos?part=snippet,liveStreamingDetails&id={platforms.YouTube.Video}")).Body.GetProperty("items")[0];

    public Task<(HttpStatusCode Status, JsonElement Body)> ListAsync(string? token = null, int? most = null, string? chat = null) =>
        GetAsync($"/youtube/v3/liveChat/messages?liveChatId={chat ?? platforms.YouTube.LiveChatId}&{AllParts}{Token(token)}{(most is null ? "" : $"&maxResults={most}")}");

    public async Task<RawStream> StreamAsync(string? token = null, string? chat = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/youtube/v3/liveChat/messages/stream?liveChatId={chat ?? platforms.YouTube.LiveChatId}&{AllParts}{Token(token)}");
        request.Headers.Add("X-Goog-Api-Key", EmulatedYouTube.ApiKey);
        var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return new RawStream(answer, await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose() => _http.Dispose();

    private static string Token(string? token) => token is null ? "" : $"&pageToken={Uri.EscapeDataString(token)}";
}

/// <summary>An open stream: elements are cut by counting braces outside of strings, so that nothing waits for a comma.</summary>
internal sealed class RawStream(HttpResponseMessage answer, Stream body) : IDisposable
{
    private readonly byte[] _one = new byte[64 * 1024];
    private readonly StringBuilder _text = new();
    private readonly Queue<char> _unread = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public HttpStatusCode Status => answer.StatusCode;

    /// <summary>What stands outside of the elements so far: "[", commas, "]".</summary>
    public StringBuilder Between { get; } = new();

    public string? Token { get; private set; }

    /// <summary>The next element; null after a clean end.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        _text.Clear();
        var (depth, inString, escaped) = (0, false, false);
        while (await SignAsync() is { } sign)
        {
            if (depth > 0 || sign == '{') _text.Append(sign);
            else if (!char.IsWhiteSpace(sign)) Between.Append(sign);
            if (escaped) escaped = false;
            else if (inString && sign == '\\') escaped = true;
            else if (sign == '"') inString = !inString;
            else if (!inString && sign == '{') depth++;
            else if (!inString && sign == '}' && --depth == 0)
            {
                var element = JsonDocument.Parse(_text.ToString()).RootElement;
                if (element.TryGetProperty("nextPageToken", out var token)) Token = token.GetString();
                return element;
            }
        }

        return depth > 0 ? throw new InvalidDataException("The stream ended inside an element.") : null;
    }

    public static IEnumerable<string> Ids(JsonElement element) => element.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!);

    /// <summary>Reads until so many items have come.</summary>
    public async Task<List<JsonElement>> ItemsAsync(int count)
    {
        List<JsonElement> items = [];
        while (items.Count < count && await NextAsync() is { } element) items.AddRange(element.GetProperty("items").EnumerateArray());
        return items;
    }

    public void Dispose() => answer.Dispose();

    private async Task<char?> SignAsync()
    {
        while (_unread.Count == 0)
        {
            var read = await body.ReadAsync(_one, TestContext.Current.CancellationToken).AsTask().WaitAsync(Cap.Signal);
            if (read == 0) return null;
            var chars = new char[read + 1];
            var length = _decoder.GetChars(_one, 0, read, chars, 0);
            foreach (var sign in chars.AsSpan(0, length)) _unread.Enqueue(sign);
        }

        return _unread.Dequeue();
    }
}
