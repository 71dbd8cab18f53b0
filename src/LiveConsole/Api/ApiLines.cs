using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using LiveConsole.Accounts;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Domain.Journal;
using LiveConsole.Screens;
using LiveConsole.Shows;
using Microsoft.AspNetCore.SignalR;

namespace LiveConsole.Api;

/// <summary>
/// Programs on the hub: State on every connection, then Change with the whole members that changed, the very data of the event stream. They call nothing on it: what they do, they do
/// by the HTTP API. Closed at once when the token is revoked or expires.
/// </summary>
public sealed partial class ApiLines(IHubContext<ShowHub> hub, ApiTokenBook book, LiveShows shows, ShowChanges changes, Connections connections, TimeProvider time, ILogger<ApiLines> log) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, OpenLine> _open = new();

    private sealed record OpenLine(CancellationTokenSource Stop, Task Pump, IDisposable Held);

    /// <returns>True: a program, let in or sent away. False: it came without a program's token.</returns>
    public async Task<bool> OpenAsync(HubCallerContext context)
    {
        if (context.GetHttpContext() is not { } http) return false;
        // Browsers' sockets carry no header: SignalR's clients put the token there.
        var given = ApiDoor.TokenOf(http.Request) ?? http.Request.Query["access_token"].ToString();
        if (given.Length == 0) return false;
        if (book.Find(given) is not { } token || !token.IsAlive(time.GetUtcNow()) || ShowOf(token, http.Request.Query["show"].ToString()) is not { } show)
        {
            context.Abort();
            return true;
        }

        book.Used(token.Id);
        var stop = new CancellationTokenSource();
        var held = connections.WhileInForce(token.Id, context.Abort);
        if (!_open.TryAdd(context.ConnectionId, new OpenLine(stop, PumpAsync(context, show, token, stop.Token), held))) throw new InvalidOperationException("A connection opens one line.");
        if (context.ConnectionAborted.IsCancellationRequested) await CloseAsync(context.ConnectionId);
        return true;
    }

    /// <returns>False: it was none of these.</returns>
    public async Task<bool> CloseAsync(string connection)
    {
        if (!_open.TryRemove(connection, out var line)) return false;
        line.Held.Dispose();
        await line.Stop.CancelAsync();
        await line.Pump;
        line.Stop.Dispose();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _open.Keys) await CloseAsync(connection);
    }

    private LiveShow? ShowOf(ApiTokenRow token, string slug) => token.ShowId is { } id && slug.Length == 0
        ? shows.Live(new ShowId(id))
        : shows.Find(slug) is LiveShow live && token.Opens(live.Id) ? live : null;

    private async Task PumpAsync(HubCallerContext context, LiveShow show, ApiTokenRow token, CancellationToken ct)
    {
        await Task.Yield();
        var client = hub.Clients.Client(context.ConnectionId);
        try
        {
            // A connection that takes nothing holds this loop at its one message: what comes meanwhile is passed over, and the newest sent then.
            await foreach (var change in changes.FollowAsync(show, token.Role, ct)) await client.SendAsync(change.Whole ? "State" : "Change", new Written(change.Json), ct);
            // The show was archived under it.
            context.Abort();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // It went.
        }
        catch (Exception bug)
        {
            LogBug(bug, token.Id);
            context.Abort();
        }
    }

    [LoggerMessage(7101, LogLevel.Critical, "The line of a program with token {Token} ended on a bug.")]
    private partial void LogBug(Exception bug, Guid token);

    /// <summary>JSON that is written already: as it is on its way to all.</summary>
    [JsonConverter(typeof(WrittenJson))]
    internal sealed record Written(ReadOnlyMemory<byte> Json);

    internal sealed class WrittenJson : JsonConverter<Written>
    {
        public override Written Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("It is only written.");

        public override void Write(Utf8JsonWriter writer, Written value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json.Span, skipInputValidation: true);
    }
}
