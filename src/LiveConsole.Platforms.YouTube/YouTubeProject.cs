using LiveConsole.Domain.Audience;

namespace LiveConsole.Platforms.YouTube;

/// <summary>
/// One Google Cloud project's calls: its address, its credential and its budget of the day. Shared by all connections that use the
/// project; safe on any thread. Every call is counted before it is sent, and none is repeated here, save once after a refresh.
/// </summary>
public sealed class YouTubeProject : IDisposable
{
    private const int MaxErrorBody = 64 * 1024;
    private const int MaxAnswerBody = 32 * 1024 * 1024;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    private readonly YouTubeOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly YouTubeSignIn _signIn;

    /// <param name="loopbackOnly">A rehearsal's: refuses any address but this machine's, at once and at every socket.</param>
    /// <param name="vault">A connected account's tokens, in place of the configured ones.</param>
    /// <exception cref="InvalidOperationException"><paramref name="loopbackOnly"/>, and an address is not loopback.</exception>
    public YouTubeProject(YouTubeOptions options, TimeProvider time, bool loopbackOnly = false, QuotaBudget? budget = null, ITokenVault? vault = null)
    {
        if (loopbackOnly)
        {
            LoopbackOnly.Demand(options.ApiBaseUri);
            LoopbackOnly.Demand(options.TokenUri);
        }

        _options = options;
        _time = time;
        Budget = budget ?? new QuotaBudget(new MemoryQuotaLedger(), QuotaProject.Of(options), new QuotaLimits(options.DailyQuota, options.ActionReserve), time);
        Counts = new ViewerCounts(this, time);
        _signIn = new YouTubeSignIn(options, loopbackOnly, vault, time);
        _http = new HttpClient(LoopbackOnly.Handler(loopbackOnly)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public QuotaBudget Budget { get; }

    internal ViewerCounts Counts { get; }

    /// <summary>An account is connected, so that what only its owner may ask can be asked, and what only an account may do can be done.</summary>
    internal bool IsSignedIn => _signIn.HasAccount;

    /// <summary>Whether the account's sign-in still holds: it is renewed, at no cost in units. Null: there is none, only a key.</summary>
    public async Task<TokenStanding?> StandingAsync(CancellationToken ct)
    {
        if (!_signIn.CanRefresh) return null;
        return await _signIn.ProveAsync(ct) switch
        {
            null => new(TokenHealth.Good, "the refresh token gives access tokens"),
            { Kind: FailureKind.NotAllowed } dead => new(TokenHealth.Dead, dead.Words),
            var away => new(TokenHealth.Unknown, away.Words),
        };
    }

    /// <summary>The channel that the sign-in acts as (channels.list?mine=true, one unit). No failure and no value: the account has no channel.</summary>
    public async Task<Answer<YouTubeSelf>> WhoAsync(CancellationToken ct)
    {
        var answer = await LookAsync("channels?part=snippet&mine=true", QuotaUse.Action, ct);
        if (answer.Failure is { } failure) return new(null, failure);
        var all = YouTubeLists.Items(answer.Value, item => YouTubeLists.Text(item, "id") is { Length: > 0 } id && YouTubeLists.Object(item, "snippet") is { } snippet
            ? new YouTubeSelf(id, YouTubeLists.Text(snippet, "title") ?? id, YouTubeLists.Text(snippet, "customUrl") ?? "") : null);
        return new(all.Count > 0 ? all[0] : null, null);
    }

    /// <summary>The broadcast behind a video's id. No failure and no value: YouTube knows no such public video.</summary>
    public async Task<Answer<YouTubeVideo>> FindVideoAsync(string videoId, CancellationToken ct, QuotaUse use = QuotaUse.Reading)
    {
        var answer = await FindVideosAsync([videoId], use, ct);
        return new(answer.Value is [var first, ..] ? first : null, answer.Failure);
    }

    /// <summary>At most fifty, for one unit.</summary>
    internal async Task<Answer<IReadOnlyList<YouTubeVideo>>> FindVideosAsync(IEnumerable<string> videoIds, QuotaUse use, CancellationToken ct)
    {
        var ids = string.Join(',', videoIds.Take(YouTubeVideo.MostAtOnce).Select(Uri.EscapeDataString));
        var answer = await LookAsync($"videos?part=snippet,liveStreamingDetails&id={ids}", use, ct);
        return answer.Failure is { } failure ? new(null, failure) : new(YouTubeVideo.ReadAll(answer.Value), null);
    }

    /// <summary>Any list that costs one unit.</summary>
    internal Task<Answer<byte[]>> LookAsync(string pathAndQuery, QuotaUse use, CancellationToken ct) => GetAsync($"youtube/v3/{pathAndQuery}", use, QuotaBudget.LookCost, ct);

    /// <summary>Opens the stream of a chat; the caller owns and disposes the response, whose body stays open.</summary>
    internal Task<Answer<HttpResponseMessage>> OpenStreamAsync(string chatId, string? pageToken, CancellationToken ct) =>
        SendAsync(Call.Get($"youtube/v3/liveChat/messages/stream?{ChatQuery(chatId, pageToken)}", QuotaUse.Reading, QuotaBudget.ReadCost), ct);

    /// <param name="maxResults">200 to 2,000.</param>
    internal Task<Answer<byte[]>> ListAsync(string chatId, string? pageToken, int maxResults, CancellationToken ct) =>
        GetAsync($"youtube/v3/liveChat/messages?{ChatQuery(chatId, pageToken)}&maxResults={maxResults}", QuotaUse.Reading, QuotaBudget.ReadCost, ct);

    /// <summary>Sends one write. A 2xx whose body broke off is done, and its value is empty.</summary>
    /// <param name="body">JSON; empty where the call has none.</param>
    internal async Task<Answer<byte[]>> WriteAsync(HttpMethod method, string pathAndQuery, byte[] body, CancellationToken ct)
    {
        var answer = await SendAsync(new Call(method, $"youtube/v3/{pathAndQuery}", body, QuotaUse.Action, QuotaReading.ActionCost), ct);
        if (answer.Failure is { } failure) return new(null, failure);
        using var response = answer.Value!;
        return new(await BodyAsync(response, MaxErrorBody, ct) ?? [], null);
    }

    public void Dispose()
    {
        _http.Dispose();
        Counts.Dispose();
        _signIn.Dispose();
    }

    private static string ChatQuery(string chatId, string? pageToken) =>
        $"liveChatId={Uri.EscapeDataString(chatId)}&part=id&part=snippet&part=authorDetails{(pageToken is null ? "" : $"&pageToken={Uri.EscapeDataString(pageToken)}")}";

    private async Task<Answer<byte[]>> GetAsync(string path, QuotaUse use, int cost, CancellationToken ct)
    {
        var answer = await SendAsync(Call.Get(path, use, cost), ct);
        if (answer.Failure is { } failure) return new(null, failure);
        using var response = answer.Value!;
        return await BodyAsync(response, MaxAnswerBody, ct) is { } body ? new(body, null) : new(null, YouTubeFailure.NoAnswer("YouTube's answer broke off."));
    }

    private async Task<Answer<HttpResponseMessage>> SendAsync(Call call, CancellationToken ct)
    {
        if (!_options.HasCredential && !_signIn.HasAccount)
            return new(null, new(FailureKind.NotAllowed, 0, "noCredential", "No YouTube key is set: give YouTube:ApiKey, or connect a YouTube account in the settings."));
        if (_signIn.NeedsToken && await _signIn.RefreshAsync(usedToken: null, ct) is { } noToken) return new(null, noToken);
        var (answer, usedToken) = await SendOnceAsync(call, ct);
        if (answer.Failure is not { Kind: FailureKind.SignInExpired } || !_signIn.CanRefresh) return answer;
        if (await _signIn.RefreshAsync(usedToken, ct) is { } stillExpired) return new(null, stillExpired);
        return (await SendOnceAsync(call, ct)).Answer;
    }

    private async Task<(Answer<HttpResponseMessage> Answer, string? UsedToken)> SendOnceAsync(Call call, CancellationToken ct)
    {
        var sentAt = _time.GetUtcNow();
        if (await Budget.TryDebitAsync(call.Use, call.Cost, ct) is { } refusal) return (new(null, YouTubeFailure.NotSent(refusal)), null);
        using var request = call.Request(_options.ApiBaseUri);
        request.Headers.AcceptEncoding.ParseAdd("identity"); // a compressor may hold an element back
        var usedToken = _signIn.Apply(request);
        using var limit = new CancellationTokenSource(AnswerLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.IsSuccessStatusCode) return (new(response, null), usedToken);
            using (response)
            {
                var failure = YouTubeFailure.From((int)response.StatusCode, await BodyAsync(response, MaxErrorBody, ct));
                await Budget.GiveBackAsync(call.Use, call.Cost - failure.Costs, sentAt, ct);
                if (failure.Kind == FailureKind.QuotaSpent) await Budget.CloseAsync(ct);
                return (new(null, failure), usedToken);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Whether YouTube counted it nobody knows: it stays debited.
            return (new(null, YouTubeFailure.NoAnswer($"YouTube did not answer within {AnswerLimit.TotalSeconds} s.")), usedToken);
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException)
        {
            var neverLeft = NeverLeft(trouble);
            if (neverLeft) await Budget.GiveBackAsync(call.Use, call.Cost, sentAt, ct);
            return (new(null, YouTubeFailure.NoAnswer(Unreachable(trouble)) with { NeverLeft = neverLeft }), usedToken);
        }
    }

    /// <summary>There was no connection to send it on: a night without a network must not use up the day.</summary>
    private static bool NeverLeft(Exception trouble) => trouble is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    /// <returns>The body up to its bound; null when it broke off.</returns>
    private async Task<byte[]?> BodyAsync(HttpResponseMessage response, int bound, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            await response.Content.LoadIntoBufferAsync(bound, either.Token);
            return await response.Content.ReadAsByteArrayAsync(either.Token);
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException || (trouble is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    private string Unreachable(Exception trouble) => trouble is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }
        ? $"The name {_options.ApiBaseUri.Host} is not known here: is this machine online?"
        : $"{_options.ApiBaseUri.Host} cannot be reached.";

    /// <param name="Body">Null: a question.</param>
    private readonly record struct Call(HttpMethod Method, string Path, byte[]? Body, QuotaUse Use, int Cost)
    {
        public static Call Get(string path, QuotaUse use, int cost) => new(HttpMethod.Get, path, null, use, cost);

        public HttpRequestMessage Request(Uri apiBase)
        {
            var request = new HttpRequestMessage(Method, new Uri(apiBase, Path));
            if (Body is null) return request;
            // Also where it is empty: .NET sends a request without content a second time by itself when its connection dies before the answer, uncounted.
            request.Content = new ByteArrayContent(Body);
            if (Body.Length > 0) request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
            return request;
        }
    }
}

/// <summary>What a call brought: a value, or why there is none.</summary>
public readonly record struct Answer<T>(T? Value, YouTubeFailure? Failure) where T : class;

/// <summary>The channel a sign-in acts as.</summary>
/// <param name="Handle">With its @; empty: it has none.</param>
public sealed record YouTubeSelf(string Id, string Title, string Handle);
