using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using LiveConsole.Api;

namespace LiveConsole.Outputs;

/// <summary>What a webhook is told of: a moment of the one stream (<see cref="ShowChanges"/>).</summary>
public sealed record WebhookPicture(ShowPresent Present, string Slug, bool Rehearsal);

/// <summary>
/// A webhook: POST of the members that changed, in the shapes of the event stream, signed as Standard Webhooks does (headers webhook-id, webhook-timestamp,
/// webhook-signature "v1," and the base64 of HMAC-SHA256 over "id.timestamp.body"). What could not be delivered is sent again as it stands then, with all
/// that changed since: nothing that was removed meanwhile ever leaves.
/// </summary>
/// <param name="secret">Base64 after "whsec_".</param>
public sealed class WebhookOutput(Guid id, OutputSettings settings, string secret, OutputReach reach, TimeProvider time) : IOutput<WebhookPicture>, IDisposable
{
    public const string SecretSign = "whsec_";

    /// <summary>What changes with every message would be a call a second; the API and the event stream have it.</summary>
    private static readonly HashSet<string> Told = new(StringComparer.Ordinal) { "onAir", "rundown", "phase", "alerts" };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly OutputHttp _http = new(OutputKind.Webhook, reach, Patience, time);
    private readonly byte[] _key = KeyOf(secret);

    // Presents are counted from one by each run of the stream: a receiver that passes over ids it has seen must not take another run's for them.
    private readonly Guid _run = Guid.CreateVersion7(time.GetUtcNow());

    public static string NewSecret() => SecretSign + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public bool Differs(WebhookPicture now, WebhookPicture? told) => now.Present.Among(told?.Present, Told) is not null;

    public bool Darkens(WebhookPicture now, WebhookPicture telling) => telling.Present.State.OnAir.Item is { } item && now.Present.State.OnAir.Item?.Id != item.Id;

    public WebhookPicture? Last(WebhookPicture told) => null;

    public Task<OutputSaid> TellAsync(WebhookPicture now, WebhookPicture? told, CancellationToken ct)
    {
        var change = now.Present.Among(told?.Present, Told)!.Value;
        var type = told is null ? "state" : "change";
        var head = string.Create(CultureInfo.InvariantCulture, $$"""{"type":"{{type}}","show":"{{now.Slug}}","rehearsal":{{(now.Rehearsal ? "true" : "false")}},"data":""");
        return PostAsync(string.Create(CultureInfo.InvariantCulture, $"{_run:N}-{now.Present.Sequence}-{now.Present.Version}"), [.. Encoding.UTF8.GetBytes(head), .. change.Span, (byte)'}'], ct);
    }

    public Task<OutputSaid> TestAsync(CancellationToken ct) => PostAsync($"{id:N}-test-{Guid.NewGuid():N}", """{"type":"test"}"""u8.ToArray(), ct);

    public void Dispose() => _http.Dispose();

    /// <returns>As a receiver computes it.</returns>
    internal static string SignatureOf(byte[] key, string id, string timestamp, ReadOnlySpan<byte> body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]));

    internal static byte[] KeyOf(string secret) => Convert.FromBase64String(secret.StartsWith(SecretSign, StringComparison.Ordinal) ? secret[SecretSign.Length..] : secret);

    private async Task<OutputSaid> PostAsync(string message, byte[] body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("webhook-id", message);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", SignatureOf(_key, message, timestamp, body));
        return await _http.SendAsync(request, null, ct);
    }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"webhook {id:N}";
}
