using System.Text.Json;

namespace LiveConsole.Rehearsal.YouTube;

/// <summary>An error in Google's shape (platforms/youtube.md 6).</summary>
/// <param name="Status">The canonical code's name; optional on the wire.</param>
/// <param name="Detail">Reason of an ErrorInfo in details; optional.</param>
internal sealed record YouTubeError(int Code, string Reason, string Message, string Domain = "youtube.liveChat", string? Status = null, string? Detail = null)
{
    public static readonly YouTubeError NoCredential = new(403, "forbidden", "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.", "global", "PERMISSION_DENIED");
    public static readonly YouTubeError WrongKey = new(400, "badRequest", "API key not valid. Please pass a valid API key.", "global", "INVALID_ARGUMENT", "API_KEY_INVALID");
    public static readonly YouTubeError WrongToken = new(401, "authError", "Request had invalid authentication credentials. Expected OAuth 2 access token.", "global", "UNAUTHENTICATED");

    /// <summary>One that has expired still says whose project it is, and every call of a project costs one at least. One that never was is nobody's.</summary>
    public static readonly YouTubeError ExpiredToken = WrongToken with { Message = "Request had invalid authentication credentials. Expected OAuth 2 access token: it has expired." };

    public static readonly YouTubeError NeedsToken = new(401, "required", "API keys are not supported by this API. Expected OAuth2 access token or other authentication credentials that assert a principal.", "global", "UNAUTHENTICATED", "CREDENTIALS_MISSING");
    public static readonly YouTubeError NotGranted = new(403, "insufficientPermissions", "Request had insufficient authentication scopes.", "global", "PERMISSION_DENIED", "ACCESS_TOKEN_SCOPE_INSUFFICIENT");
    public static readonly YouTubeError QuotaExceeded = new(403, "quotaExceeded", "The request cannot be completed because you have exceeded your <a href=\"/youtube/v3/getting-started#quota\">quota</a>.", "youtube.quota", "PERMISSION_DENIED");
    public static readonly YouTubeError TooFast = new(403, "rateLimitExceeded", "The request was sent too soon after the previous request.", "youtube.liveChat");
    public static readonly YouTubeError PageTokenInvalid = new(400, "pageTokenInvalid", "The page token is not valid.", "youtube.liveChat", "INVALID_ARGUMENT");
    public static readonly YouTubeError ChatEnded = new(403, "liveChatEnded", "The live chat is no longer live.", "youtube.liveChat");
    public static readonly YouTubeError ChatDisabled = new(403, "liveChatDisabled", "Live chat is not enabled for the specified broadcast.", "youtube.liveChat");
    public static readonly YouTubeError Forbidden = new(403, "forbidden", "You don't have the permissions required to retrieve messages for the specified live chat.", "youtube.liveChat", "PERMISSION_DENIED");
    public static readonly YouTubeError ChatNotFound = new(404, "liveChatNotFound", "The live chat that you are trying to retrieve cannot be found. Check the value of the requests <code>liveChatId</code> parameter to ensure that it is correct.");
    public static readonly YouTubeError Unavailable = new(503, "backendError", "The service is currently unavailable.", "global", "UNAVAILABLE");
    public static readonly YouTubeError NotFound = new(404, "notFound", "Not Found", "global", "NOT_FOUND");
    public static readonly YouTubeError NoSse = new(400, "badRequest", "Invalid alternate representation: sse.", "global", "INVALID_ARGUMENT");

    public static YouTubeError Missing(string parameter) => new(400, "required", $"Required parameter: {parameter}", "global", "INVALID_ARGUMENT");

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteNumber("code", Code);
        json.WriteString("message", Message);
        json.WriteStartArray("errors");
        json.WriteStartObject();
        json.WriteString("message", Message);
        json.WriteString("domain", Domain);
        json.WriteString("reason", Reason);
        json.WriteEndObject();
        json.WriteEndArray();
        if (Status is not null) json.WriteString("status", Status);
        if (Detail is not null)
        {
            json.WriteStartArray("details");
            json.WriteStartObject();
            json.WriteString("@type", "type.googleapis.com/google.rpc.ErrorInfo");
            json.WriteString("reason", Detail);
            json.WriteString("domain", "googleapis.com");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
