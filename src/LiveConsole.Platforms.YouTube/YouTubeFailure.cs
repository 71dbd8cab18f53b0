using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LiveConsole.Platforms.YouTube;

/// <summary>What a refusal of YouTube's API means for us; 403 alone is five different things (youtube v3, "Errors").</summary>
public enum FailureKind
{
    /// <summary>Server or network trouble; the same call may be made again later.</summary>
    Transient,

    /// <summary>The page token is dead (pageTokenInvalid).</summary>
    PageTokenDead,

    /// <summary>The project's units of the day are used up (quotaExceeded).</summary>
    QuotaSpent,

    /// <summary>What is left of the day's units is kept for actions: the call was not sent.</summary>
    QuotaKept,

    /// <summary>Too many calls in a short time (rateLimitExceeded, 429).</summary>
    TooFast,

    ChatEnded,

    ChatDisabled,

    ChatNotFound,

    /// <summary>The key, the sign-in or the rights are wrong: a person must act.</summary>
    NotAllowed,

    /// <summary>401: the access token expired or was revoked; one refresh may mend it.</summary>
    SignInExpired,

    /// <summary>Refused for another reason (this method or form of call is not served).</summary>
    Refused,
}

/// <param name="Status">The HTTP status; 0 when no answer came.</param>
/// <param name="Reason">YouTube's own word: "quotaExceeded".</param>
/// <param name="Words">For people: what is wrong and what to do. No HTML.</param>
public sealed partial record YouTubeFailure(FailureKind Kind, int Status, string Reason, string Words)
{
    /// <summary>YouTube's own words, plain; null: it had none.</summary>
    public string? Said { get; init; }

    /// <summary>The call was not sent at all: nothing can have come of it.</summary>
    internal bool NeverLeft { get; init; }

    /// <summary>Units of the call that failed so: one at least (youtube v3, "Quota usage"). A key that does not exist belongs to no project.</summary>
    internal int Costs => Reason is "API_KEY_INVALID" or "keyInvalid" ? 0 : 1;

    internal static YouTubeFailure NotSent(QuotaRefusal refusal) => refusal switch
    {
        QuotaRefusal.Closed => From(403, """{"error":{"errors":[{"reason":"quotaExceeded"}]}}"""u8) with { NeverLeft = true },
        QuotaRefusal.Spent => new(FailureKind.QuotaKept, 0, "quotaKept", "Today's YouTube quota is used up but for the part kept for moderation.") { NeverLeft = true },
        _ => new(FailureKind.Transient, 0, "ledgerAway", "The YouTube quota's ledger cannot be written, and a call that nobody counts is not sent.") { NeverLeft = true },
    };

    internal static YouTubeFailure NoAnswer(string words) => new(FailureKind.Transient, 0, "noAnswer", words);

    /// <summary>Reads <c>{"error":{…}}</c>, bare or inside an array as the stream sends it; anything else is judged by its status. Never throws.</summary>
    /// <param name="status">Null when the object came in the middle of a stream: then its own code counts.</param>
    internal static YouTubeFailure From(int? status, ReadOnlySpan<byte> body)
    {
        var (code, detail, reason, message) = Read(body);
        var http = status ?? code ?? 0;
        var name = detail ?? reason ?? "";
        var kind = detail is not null && KindOf(detail) is { } byDetail ? byDetail
            : reason is not null && KindOf(reason) is { } byReason ? byReason
            : KindOf(http);
        return new(kind, http, name.Length > 0 ? name : $"HTTP {http}", WordsFor(kind, name, message)) { Said = Plain(message) is { Length: > 0 } said ? said : null };
    }

    private static FailureKind? KindOf(string reason) => reason switch
    {
        "pageTokenInvalid" or "invalidPageToken" => FailureKind.PageTokenDead,
        "quotaExceeded" or "dailyLimitExceeded" => FailureKind.QuotaSpent,
        "rateLimitExceeded" or "userRateLimitExceeded" or "RATE_LIMIT_EXCEEDED" => FailureKind.TooFast,
        "liveChatEnded" => FailureKind.ChatEnded,
        "liveChatDisabled" => FailureKind.ChatDisabled,
        "liveChatNotFound" => FailureKind.ChatNotFound,
        "API_KEY_INVALID" or "keyInvalid" or "API_KEY_SERVICE_BLOCKED" or "accessNotConfigured" or "SERVICE_DISABLED"
            or "forbidden" or "insufficientPermissions" or "ACCESS_TOKEN_SCOPE_INSUFFICIENT" or "liveStreamingNotEnabled" => FailureKind.NotAllowed,
        "authError" or "ACCESS_TOKEN_EXPIRED" => FailureKind.SignInExpired,
        "backendError" or "internalError" or "serviceUnavailable" or "SERVICE_UNAVAILABLE" => FailureKind.Transient,
        _ => null,
    };

    private static FailureKind KindOf(int status) => status switch
    {
        401 => FailureKind.SignInExpired,
        403 => FailureKind.NotAllowed,
        429 => FailureKind.TooFast,
        0 or 408 or 500 or > 501 => FailureKind.Transient,
        _ => FailureKind.Refused,
    };

    private static string WordsFor(FailureKind kind, string reason, string? message)
    {
        var said = Plain(message);
        return kind switch
        {
            FailureKind.PageTokenDead => "YouTube no longer knows the place where reading stopped.",
            FailureKind.QuotaSpent => "The YouTube quota of this Google project is used up for today. Reading goes on at midnight Pacific time; more can only be had from Google by its extension form.",
            FailureKind.TooFast => "YouTube asks for fewer calls (rateLimitExceeded).",
            FailureKind.ChatEnded => "The broadcast's chat has ended.",
            FailureKind.ChatDisabled => "The channel's owner has switched this chat off.",
            FailureKind.ChatNotFound => "YouTube does not know this chat.",
            FailureKind.SignInExpired => "YouTube no longer accepts the sign-in: connect the YouTube account again in the settings.",
            FailureKind.NotAllowed when reason is "API_KEY_INVALID" or "keyInvalid" => "YouTube refuses the API key: check YouTube:ApiKey.",
            FailureKind.NotAllowed when reason is "accessNotConfigured" or "SERVICE_DISABLED" or "API_KEY_SERVICE_BLOCKED" =>
                "The YouTube Data API is not enabled for this Google project or key: enable it in the Google Cloud console.",
            FailureKind.NotAllowed => Join("YouTube does not allow reading this chat: it may be private, or the key or account lacks the right.", said),
            FailureKind.Transient => Join("YouTube has trouble of its own.", said),
            _ => Join("YouTube refused the call.", said),
        };
    }

    private static string Join(string ours, string theirs) => theirs.Length > 0 ? $"{ours} It says: {theirs}" : ours;

    /// <summary>YouTube's messages hold links as HTML; people get plain words, at most 300 characters.</summary>
    internal static string Plain(string? html)
    {
        if (string.IsNullOrWhiteSpace(html)) return "";
        var text = Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(html, "")), " ").Trim();
        return text.Length <= 300 ? text : text[..300] + "…";
    }

    private static (int? Code, string? Detail, string? Reason, string? Message) Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0) root = root[0];
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object) return default;
            int? code = error.TryGetProperty("code", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) ? value : null;
            return (code, FirstReason(error, "details"), FirstReason(error, "errors"), Text(error, "message"));
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return default; // an HTML page, a cut body, a broken surrogate: the status says what it can
        }
    }

    private static string? FirstReason(JsonElement error, string list)
    {
        if (!error.TryGetProperty(list, out var entries) || entries.ValueKind != JsonValueKind.Array) return null;
        foreach (var entry in entries.EnumerateArray())
        {
            if (entry.ValueKind == JsonValueKind.Object && Text(entry, "reason") is { Length: > 0 } reason) return reason;
        }

        return null;
    }

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
