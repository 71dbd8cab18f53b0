using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using LiveConsole.Testing;

namespace LiveConsole.Platforms.Twitch.Tests.EventSub;

/// <summary>Helix and OAuth as an EventSub reader needs them. It keeps the subscriptions it is told to make, and refuses what a test tells it to.</summary>
internal sealed class FakeHelix : HttpMessageHandler
{
    public const string AllScopes = "user:read:chat moderator:manage:blocked_terms moderator:read:chat_settings moderator:read:unban_requests moderator:manage:banned_users moderator:manage:chat_messages moderator:manage:warnings moderator:read:moderators moderator:read:vips moderator:manage:automod";

    // A lock: requests come on any thread, and tests look at the list.
    private readonly Lock _gate = new();
    private readonly List<(string Id, string Type, string Session, string Status)> _subscriptions = [];
    private readonly ConcurrentDictionary<string, Queue<int>> _refusals = new(StringComparer.Ordinal);
    private readonly List<string> _requests = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _whenMade = new(StringComparer.Ordinal);
    private int _made;

    /// <summary>Completes when a subscription of this type was made.</summary>
    public Task Made(string type) => MadeOf(type).Task.WaitAsync(Cap.Signal);

    private TaskCompletionSource MadeOf(string type) => _whenMade.GetOrAdd(type, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public string Token { get; set; } = "good";

    public string Scopes { get; set; } = AllScopes;

    public int ExpiresIn { get; set; } = 13_000;

    /// <summary>What the next renewal hands out; null: it is refused.</summary>
    public string? Renewed { get; set; }

    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_gate) return [.. _requests];
        }
    }

    public IReadOnlyList<(string Id, string Type, string Session, string Status)> Subscriptions
    {
        get
        {
            lock (_gate) return [.. _subscriptions];
        }
    }

    /// <summary>The next makings of this subscription are answered so.</summary>
    public FakeHelix Refuses(string type, params int[] statuses)
    {
        _refusals[type] = new Queue<int>(statuses);
        return this;
    }

    public FakeHelix Left(string type, string session, string status)
    {
        lock (_gate) _subscriptions.Add(($"left{_made++}", type, session, status));
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (_gate)
        {
            var call = $"{request.Method} {request.RequestUri!.AbsolutePath}";
            _requests.Add($"{call}{request.RequestUri.Query} {request.Headers.Authorization} {body}".TrimEnd());
            var token = request.Headers.Authorization?.Parameter;
            return call switch
            {
                "POST /oauth2/token" => Renew(),
                _ when token != Token => Status(401),
                "GET /oauth2/validate" => Json($$"""{"client_id":"me","login":"bot","scopes":[{{string.Join(',', Scopes.Split(' ').Select(s => $"\"{s}\""))}}],"user_id":"4242","expires_in":{{ExpiresIn}}}"""),
                "GET /helix/users" => Json(request.RequestUri.Query == "?login=alpha" ? """{"data":[{"id":"777","login":"alpha"}]}""" : """{"data":[]}"""),
                "POST /helix/eventsub/subscriptions" => Subscribe(body),
                "GET /helix/eventsub/subscriptions" => Json($$"""{"data":[{{string.Join(',', _subscriptions.Select(Item))}}],"total":{{_subscriptions.Count}}}"""),
                "DELETE /helix/eventsub/subscriptions" => Delete(request.RequestUri.Query[4..]),
                _ => Status(404),
            };
        }
    }

    private HttpResponseMessage Renew()
    {
        if (Renewed is null) return Status(400);
        Token = Renewed;
        ExpiresIn = 13_000;
        return Json($$"""{"access_token":"{{Token}}","expires_in":13000,"refresh_token":"next","scope":["user:read:chat"],"token_type":"bearer"}""");
    }

    private HttpResponseMessage Subscribe(string body)
    {
        using var json = JsonDocument.Parse(body);
        var type = json.RootElement.GetProperty("type").GetString()!;
        var session = json.RootElement.GetProperty("transport").GetProperty("session_id").GetString()!;
        if (_refusals.TryGetValue(type, out var refusals) && refusals.TryDequeue(out var status)) return Status(status);
        if (_subscriptions.Exists(s => s.Type == type && s.Status == "enabled")) return Status(409);
        _subscriptions.Add(($"f{_made++}", type, session, "enabled"));
        MadeOf(type).TrySetResult();
        return Json("""{"data":[],"total":1,"total_cost":0,"max_total_cost":10}""", 202);
    }

    private HttpResponseMessage Delete(string id) => Status(_subscriptions.RemoveAll(s => s.Id == id) > 0 ? 204 : 404);

    private static string Item((string Id, string Type, string Session, string Status) s) =>
        $$$"""{"id":"{{{s.Id}}}","status":"{{{s.Status}}}","type":"{{{s.Type}}}","version":"1","condition":{"broadcaster_user_id":"777","user_id":"4242"},"transport":{"method":"websocket","session_id":"{{{s.Session}}}"}}""";

    private static HttpResponseMessage Status(int status) => new((HttpStatusCode)status);

    private static HttpResponseMessage Json(string text, int status = 200) => new((HttpStatusCode)status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
}
