using System.Net.Http.Headers;

namespace LiveConsole.Platforms.Twitch.Writing;

/// <summary>Calls of Helix with the account's own token, which is checked once an hour and renewed once when Twitch refuses it. Throws nothing but the caller's own cancelling. Safe on any thread.</summary>
internal sealed class HelixAccount(TwitchOptions options, TwitchSignIn signIn, HttpClient http, TimeProvider time)
{
    private const int LongestAnswer = 1024 * 1024;

    /// <summary>A call that was not answered by then may have been done.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    private volatile Checked? _checked;

    /// <returns>The account, or why it cannot be used: dead or unreachable.</returns>
    public async Task<SignedIn> SignedInAsync(CancellationToken ct)
    {
        if (_checked is { } kept && time.GetElapsedTime(kept.At) < TwitchSignIn.CheckEvery) return kept.Ready;
        return await CheckAgainAsync(ct);
    }

    public async Task<SignedIn> CheckAgainAsync(CancellationToken ct)
    {
        var found = await signIn.CheckAsync(ct);
        _checked = found is SignedIn.Ready ready ? new Checked(ready, time.GetTimestamp()) : null;
        return found;
    }

    /// <summary>Once; and once more with a checked, perhaps renewed token when Twitch says that this one is dead.</summary>
    public async Task<HelixReply> SendAsync(SignedIn.Ready me, HelixRequest request, CancellationToken ct)
    {
        var reply = await SendOnceAsync(me.Credentials, request, ct);
        if (reply is not HelixReply.Answered { Status: 401 } refused || DeedAnswers.IsAboutRights(refused)) return reply;
        return await CheckAgainAsync(ct) is SignedIn.Ready again && again.UserId == me.UserId ? await SendOnceAsync(again.Credentials, request, ct) : reply;
    }

    private async Task<HelixReply> SendOnceAsync(HelixCredentials credentials, HelixRequest asked, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            using var request = new HttpRequestMessage(asked.Method, options.Helix(asked.Call));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credentials.Token);
            request.Headers.Add("Client-Id", credentials.ClientId);
            if (asked.Body is { } body)
            {
                request.Content = new ReadOnlyMemoryContent(body);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            }

            else if (asked.Method != HttpMethod.Get)
            {
                // .NET sends what has no content once more by itself when a kept connection turns out dead: a chat would be cleared twice.
                request.Content = new ByteArrayContent([]);
            }

            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return HelixReply.Read((int)response.StatusCode, await BodyAsync(response, either.Token), response.Headers);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new HelixReply.Unanswered($"Twitch did not answer within {AnswerWithin.TotalSeconds:0} s.");
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            return new HelixReply.NeverLeft($"Twitch cannot be reached ({e.HttpRequestError}).");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new HelixReply.Unanswered("The connection to Twitch broke before it had answered.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        using var kept = new MemoryStream();
        var piece = new byte[16 * 1024];
        for (int got; kept.Length < LongestAnswer && (got = await stream.ReadAsync(piece, ct)) > 0;) kept.Write(piece, 0, got);
        return kept.ToArray();
    }

    private sealed record Checked(SignedIn.Ready Ready, long At);
}
