using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch.EventSub;
using LiveConsole.Platforms.Twitch.Irc;
using Microsoft.Extensions.Logging;

namespace LiveConsole.Platforms.Twitch;

/// <summary>
/// Counts a channel's viewers with Helix "Get Streams". Offline is an empty list there: a sample without a count. What could not be asked is no sample at all.
/// Its source's state ("helix") says whether it can count: without a client id it says so once and ends.
/// </summary>
/// <param name="http">Its redirects should be off: a rehearsal's address check sees the first address only.</param>
/// <param name="signIn">The account's, shared with all that reads with it; null: the configured token is used as it is.</param>
public sealed partial class TwitchViewers(string channel, TwitchOptions options, HttpClient http, Func<DateTimeOffset> showTime, TimeProvider time, ILogger<TwitchViewers> logger,
    TwitchSignIn? signIn = null)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    private readonly string _channel = channel.TrimStart('#').ToLowerInvariant();
    private readonly HelixToken _token = new(options, http, time, signIn);
    private SourceState? _said;
    private bool _live;

    public SourceKey Source { get; } = new(IrcParser.Platform, channel.TrimStart('#').ToLowerInvariant(), "helix");

    /// <summary>Runs until cancelled, or until a person must act (<see cref="SourceState.Denied"/>).</summary>
    public async Task RunAsync(IArrivalSink sink, CancellationToken ct)
    {
        // Another show may have heard what is said once.
        (_said, _live) = (null, false);
        if (Refusal() is { } refusal)
        {
            await SayAsync(sink, SourceState.Denied, refusal, ct);
            return;
        }

        while (true)
        {
            var answer = await AskAsync(ct);
            switch (answer)
            {
                case Answer.Counted counted:
                    await SayAsync(sink, SourceState.Live, null, ct);
                    await sink.PutAsync(new ViewersCame(IrcParser.Platform, _channel, counted.Viewers, showTime()), ct);
                    await SayBroadcastAsync(sink, counted, ct);
                    break;
                case Answer.Failed failed:
                    await SayAsync(sink, SourceState.Waiting, failed.Reason, ct);
                    break;
                case Answer.Refused refused:
                    await SayAsync(sink, SourceState.Denied, refused.Reason, ct);
                    return;
            }

            var pause = answer is Answer.Failed { RetryAfter: { } after } && after > options.ViewersEvery ? after : options.ViewersEvery;
            await Task.Delay(pause, time, ct);
        }
    }

    /// <summary>What EventSub says at once Helix says within minutes, and to who has no account.</summary>
    private async Task SayBroadcastAsync(IArrivalSink sink, Answer.Counted counted, CancellationToken ct)
    {
        var (was, now) = (_live, counted.Viewers is not null);
        _live = now;
        // Whether it has just ended or has not begun is not known of one that was offline from the start.
        if (!now && !was) return;
        await sink.PutAsync(now
            ? new BroadcastCame(IrcParser.Platform, _channel, showTime()) { Standing = BroadcastStanding.Live, Id = counted.Id, Title = counted.Title, LiveSince = counted.LiveSince }
            : new BroadcastCame(IrcParser.Platform, _channel, showTime()) { Standing = BroadcastStanding.Ended }, ct);
    }

    private string? Refusal() =>
        Loopback.Refusal(options.ApiBaseUri, options.LoopbackOnly) ?? Loopback.Refusal(options.IdBaseUri, options.LoopbackOnly)
        ?? (HelixToken.CanAsk(options, signIn) ? null : "Twitch's viewers are not counted: that needs Twitch:ClientId and Twitch:ClientSecret, or a connected account.");

    private async Task SayAsync(IArrivalSink sink, SourceState state, string? reason, CancellationToken ct)
    {
        if (_said == state) return;
        _said = state;
        StateChanged(logger, Source, state, reason);
        await sink.PutAsync(new SourceChanged(Source, state, showTime(), reason), ct);
    }

    private async Task<Answer> AskAsync(CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            return await AskOnceAsync(either.Token) is var first and not Answer.TokenDied ? first
                // A token can die early (password changed, app disconnected): one new one, one more try.
                : _token.Renew() && await AskOnceAsync(either.Token) is var second and not Answer.TokenDied ? second
                : new Answer.Refused("Twitch refuses our token for counting viewers.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Answer.Failed($"Twitch did not answer within {AnswerWithin.TotalSeconds:0} s.");
        }
        catch (HttpRequestException e)
        {
            return new Answer.Failed($"Twitch cannot be reached ({e.HttpRequestError}).");
        }
        catch (JsonException)
        {
            return new Answer.Failed("Twitch's answer was no list of streams.");
        }
    }

    private async Task<Answer> AskOnceAsync(CancellationToken ct)
    {
        var (credentials, refused) = await _token.GetAsync(ct);
        if (credentials is null) return refused!;
        using var request = new HttpRequestMessage(HttpMethod.Get, options.Helix($"streams?user_login={Uri.EscapeDataString(_channel)}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credentials.Token);
        request.Headers.Add("Client-Id", credentials.ClientId);
        using var response = await http.SendAsync(request, ct);
        if (response.StatusCode == HttpStatusCode.Unauthorized) return new Answer.TokenDied();
        if (response.StatusCode == HttpStatusCode.TooManyRequests) return new Answer.Failed("Twitch says: too many calls.", UntilReset(response));
        if (!response.IsSuccessStatusCode) return new Answer.Failed($"Twitch answered {(int)response.StatusCode}.");
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        using var json = await JsonDocument.ParseAsync(body, cancellationToken: ct);
        return Read(json.RootElement);
    }

    // {"data":[{"id":"41","user_id":"777","user_login":"alpha","type":"live","viewer_count":11038,"started_at":"2026-11-20T10:00:00Z"}],"pagination":{}}
    private static Answer Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
            return new Answer.Failed("Twitch's answer was no list of streams.");
        foreach (var stream in data.EnumerateArray())
        {
            if (stream.ValueKind == JsonValueKind.Object && stream.TryGetProperty("viewer_count", out var count)
                && count.ValueKind == JsonValueKind.Number && count.TryGetInt64(out var viewers))
            {
                return new Answer.Counted(viewers, EventJson.Filled(stream, "id"), EventJson.Filled(stream, "title"), EventJson.Time(stream, "started_at"));
            }
        }

        return new Answer.Counted(null);
    }

    // Twitch's bucket is full again at this second (API guide, rate limits).
    private TimeSpan? UntilReset(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Ratelimit-Reset", out var values)
        && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var second) && second < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(second) - time.GetUtcNow() is { Ticks: > 0 } left && left < TimeSpan.FromMinutes(10) ? left : null
            : null;

    [LoggerMessage(1020, LogLevel.Information, "{Source} is {State}: {Reason}")]
    private static partial void StateChanged(ILogger logger, SourceKey source, SourceState state, string? reason);
}
