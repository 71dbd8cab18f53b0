using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>What a call of Helix came to, when it is not what was asked for.</summary>
internal enum HelixTrouble { None, TokenDied, Forbidden, Exists, TooMany, Failed }

/// <summary>
/// A session's subscriptions at Helix. The messages' one comes first, within Twitch's ten seconds, and alone is vital; what a dead session left behind is
/// deleted, because it counts against the caps for a while.
/// </summary>
internal sealed class EventSubSubscriptions(TwitchOptions options, HttpClient http, TimeProvider time)
{
    private const int MostTries = 5;

    // What is not vital must not keep the rest waiting.
    private const int TriesOfTheRest = 3;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <returns>The channel's id, or why there is none.</returns>
    public async Task<(string? Id, ConnectionEnd? End)> BroadcasterAsync(SignedIn.Ready me, string channel, CancellationToken ct)
    {
        var (trouble, json, reason) = await CallAsync(HttpMethod.Get, $"users?login={Uri.EscapeDataString(channel)}", null, me, ct);
        using (json)
        {
            if (trouble != HelixTrouble.None) return (null, EndOf(trouble, reason));
            var id = HelixJson.Items(json!.RootElement, "data").Select(u => HelixJson.Text(u, "id")).FirstOrDefault(i => i is { Length: > 0 });
            return id is null ? (null, new ConnectionEnd.Denied($"Twitch knows no channel #{channel}.")) : (id, null);
        }
    }

    /// <summary>Subscribes what is vital; null when messages come from now on.</summary>
    public async Task<(HelixTrouble Trouble, string Reason)> SubscribeMessagesAsync(SignedIn.Ready me, string broadcaster, string session, CancellationToken ct) =>
        await SubscribeAsync(SubscriptionTypes.Of(SubscriptionTypes.Messages), me, broadcaster, session, MostTries, ct);

    /// <summary>Subscribes the rest as far as Twitch lets us, and deletes what dead sessions left.</summary>
    /// <returns>The types that were refused.</returns>
    public async Task<IReadOnlyList<SubscriptionType>> SubscribeRestAsync(SignedIn.Ready me, string broadcaster, string session, CancellationToken ct)
    {
        var refused = new List<SubscriptionType>();
        var full = false;
        foreach (var type in SubscriptionTypes.All.Where(t => t.Name != SubscriptionTypes.Messages && (!t.OwnOnly || broadcaster == me.UserId)))
        {
            // A channel that is not the account's has ten points in all: when they are spent, what costs some is refused, and asking again brings nothing.
            if (!type.MayBy(me.Scopes) || (full && type.Scopes.Length == 0)) refused.Add(type);
            else if ((await SubscribeAsync(type, me, broadcaster, session, TriesOfTheRest, ct)).Trouble is not HelixTrouble.None and var trouble)
            {
                refused.Add(type);
                full |= trouble == HelixTrouble.TooMany;
            }
        }

        await DeleteAsync(me, broadcaster, IsLeftOver, ct);
        return refused;
    }

    public static ConnectionEnd EndOf(HelixTrouble trouble, string reason) => trouble switch
    {
        // The token was checked just before, and is again before the next try: whether a person must act is for that check to say.
        HelixTrouble.TokenDied => new ConnectionEnd.Lost("Twitch refuses the account's token for reading, though it says that the token is good.", RetryAfter: TimeSpan.FromSeconds(30)),
        // The scope was checked before: what is left passes by itself at times (a time-out, too many channels).
        HelixTrouble.Forbidden => new ConnectionEnd.Lost("Twitch does not let the account read this channel: it is banned or timed out there, or reads too many.", RetryAfter: Revocations.LookAgain),
        HelixTrouble.TooMany => new ConnectionEnd.Lost("Twitch allows no more EventSub subscriptions or connections at this moment.", RetryAfter: TimeSpan.FromMinutes(1)),
        _ => new ConnectionEnd.Lost(reason),
    };

    private async Task<(HelixTrouble Trouble, string Reason)> SubscribeAsync(SubscriptionType type, SignedIn.Ready me, string broadcaster, string session, int most, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var (trouble, json, reason) = await CallAsync(HttpMethod.Post, "eventsub/subscriptions", Body(type, me, broadcaster, session), me, ct);
            json?.Dispose();
            if (trouble == HelixTrouble.Exists)
            {
                // Ours already: an answer was lost on its way. Another session's: it is in the way.
                if (await DeleteAsync(me, broadcaster, i => IsOf(i, type.Name) && SessionOf(i) != session, ct) == 0) return (HelixTrouble.None, "");
            }
            else if (trouble == HelixTrouble.TooMany)
            {
                await DeleteAsync(me, broadcaster, IsLeftOver, ct);
            }
            else if (trouble != HelixTrouble.Failed)
            {
                return (trouble, reason);
            }

            if (tries >= most) return (trouble == HelixTrouble.Exists ? HelixTrouble.TooMany : trouble, reason);
            // A dead session's subscriptions count for some seconds more.
            if (trouble != HelixTrouble.Exists) await Task.Delay(TimeSpan.FromSeconds(1 << (tries - 1)) / 2, time, ct);
        }
    }

    private static string Body(SubscriptionType type, SignedIn.Ready me, string broadcaster, string session) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["type"] = type.Name,
        ["version"] = type.Version,
        ["condition"] = type.ConditionFor(broadcaster, me.UserId),
        ["transport"] = new Dictionary<string, string> { ["method"] = "websocket", ["session_id"] = session },
    });

    /// <returns>How many were deleted; null when nobody knows what there is.</returns>
    private async Task<int?> DeleteAsync(SignedIn.Ready me, string broadcaster, Func<JsonElement, bool> which, CancellationToken ct)
    {
        var (trouble, json, _) = await CallAsync(HttpMethod.Get, $"eventsub/subscriptions?user_id={Uri.EscapeDataString(me.UserId)}", null, me, ct);
        using (json)
        {
            if (trouble != HelixTrouble.None) return null;
            var deleted = 0;
            foreach (var item in HelixJson.Items(json!.RootElement, "data"))
            {
                if (HelixJson.Child(item, "condition") is not { } condition || (HelixJson.Text(condition, "broadcaster_user_id") ?? HelixJson.Text(condition, "from_broadcaster_user_id")) != broadcaster || !which(item)) continue;
                if (HelixJson.Text(item, "id") is not { Length: > 0 } id) continue;
                var (refused, answer, _) = await CallAsync(HttpMethod.Delete, $"eventsub/subscriptions?id={Uri.EscapeDataString(id)}", null, me, ct);
                answer?.Dispose();
                if (refused == HelixTrouble.None) deleted++;
            }

            return deleted;
        }
    }

    private static bool IsOf(JsonElement item, string type) => HelixJson.Text(item, "type") == type;

    private static string? SessionOf(JsonElement item) => HelixJson.Child(item, "transport") is { } transport ? HelixJson.Text(transport, "session_id") : null;

    private static bool IsLeftOver(JsonElement item) => HelixJson.Text(item, "status")?.StartsWith("websocket_", StringComparison.Ordinal) == true;

    private async Task<(HelixTrouble Trouble, JsonDocument? Json, string Reason)> CallAsync(HttpMethod method, string call, string? body, SignedIn.Ready me, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            using var request = new HttpRequestMessage(method, options.Helix(call));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", me.Credentials.Token);
            request.Headers.Add("Client-Id", me.Credentials.ClientId);
            if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await http.SendAsync(request, either.Token);
            if (!response.IsSuccessStatusCode) return (TroubleOf(response.StatusCode), null, $"Twitch answered {((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)} to EventSub's set-up.");
            if (response.StatusCode == HttpStatusCode.NoContent) return (HelixTrouble.None, null, "");
            return (HelixTrouble.None, await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(either.Token), cancellationToken: either.Token), "");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (HelixTrouble.Failed, null, $"Twitch did not answer EventSub's set-up within {AnswerWithin.TotalSeconds:0} s.");
        }
        catch (HttpRequestException e)
        {
            return (HelixTrouble.Failed, null, $"Twitch cannot be reached to set EventSub up ({e.HttpRequestError}).");
        }
        catch (JsonException)
        {
            return (HelixTrouble.Failed, null, "Twitch's answer to EventSub's set-up was no JSON.");
        }
    }

    private static HelixTrouble TroubleOf(HttpStatusCode status) => (int)status switch
    {
        401 => HelixTrouble.TokenDied,
        403 => HelixTrouble.Forbidden,
        404 => HelixTrouble.None,
        409 => HelixTrouble.Exists,
        429 => HelixTrouble.TooMany,
        _ => HelixTrouble.Failed,
    };
}
