using LiveConsole.Accounts;
using LiveConsole.Api.Wire;
using Microsoft.AspNetCore.Http.Features;

namespace LiveConsole.Api.Calls;

/// <summary>The show as server-sent events: the state on every connection, then what changed.</summary>
public static class EventCalls
{
    /// <summary>Proxies and clients take a silent line for a dead one after 30 s or more.</summary>
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(15);

    public static void Map(RouteGroupBuilder show) => show.MapGet("/events", FollowAsync).Says<WireState>("followShow", "events", "Follow the show: server-sent events",
        "event: state with all members on every connection, then event: change with the whole members that changed; id: is the journal's sequence. A comment line every 15 s says that the line lives. "
        + "Whoever is slow gets the present, not the past. The line ends when the token is revoked or expires, or the show is archived.", content: "text/event-stream");

    private static async Task FollowAsync(string show, HttpContext http, ShowChanges changes, Connections connections, IHostApplicationLifetime life, TimeProvider time)
    {
        var call = ApiCall.Of(http);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        using var ended = new CancellationTokenSource();
        using var held = connections.WhileInForce(call.Token.Id, http.Abort);
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await SendAsync(http, changes.FollowAsync(call.Show, call.Token.Role, ends.Token), time, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // It went, or the server stops.
        }
    }

    private static async Task SendAsync(HttpContext http, IAsyncEnumerable<ShowChange> changes, TimeProvider time, CancellationToken ct)
    {
        var body = http.Response.Body;
        await body.WriteAsync("retry: 1000\n\n"u8.ToArray(), ct);
        using var heart = new PeriodicTimer(HeartbeatEvery, time);
        await using var all = changes.GetAsyncEnumerator(ct);
        var (next, beat) = (all.MoveNextAsync().AsTask(), heart.WaitForNextTickAsync(ct).AsTask());
        try
        {
            while (true)
            {
                await Task.WhenAny(next, beat);
                if (next.IsCompleted)
                {
                    if (!await next) return;
                    // Holds this loop for as long as the client takes nothing: what comes meanwhile is passed over, and the newest sent then.
                    await body.WriteAsync(all.Current.Event, ct);
                    next = all.MoveNextAsync().AsTask();
                }

                if (beat.IsCompleted)
                {
                    await beat;
                    await body.WriteAsync(":\n\n"u8.ToArray(), ct);
                    beat = heart.WaitForNextTickAsync(ct).AsTask();
                }

                await body.FlushAsync(ct);
            }
        }
        finally
        {
            // The enumerator may only be disposed of when it stands.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
