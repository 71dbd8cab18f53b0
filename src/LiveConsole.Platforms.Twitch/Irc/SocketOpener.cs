using System.Net.WebSockets;

namespace LiveConsole.Platforms.Twitch.Irc;

/// <summary>Opens one WebSocket. A new one each time: a client socket cannot be connected twice. The caller disposes it.</summary>
public delegate Task<WebSocket> OpenSocket(Uri address, CancellationToken ct);

public static class SocketOpener
{
    public static Task<WebSocket> OpenAsync(Uri address, CancellationToken ct) => OpenAsync(address, null, ct);

    /// <summary>
    /// Opens a socket that says nothing by itself but the answer to a ping: EventSub closes on whoever sends (websocket guide, close code 4001).
    /// </summary>
    public static Task<WebSocket> OpenSilentAsync(Uri address, CancellationToken ct) => OpenAsync(address, Timeout.InfiniteTimeSpan, ct);

    private static async Task<WebSocket> OpenAsync(Uri address, TimeSpan? keepAlive, CancellationToken ct)
    {
        var socket = new ClientWebSocket();
        var connected = false;
        try
        {
            // A machine's proxy has no business between us and our own emulator.
            if (address.IsLoopback) socket.Options.Proxy = null;
            if (keepAlive is { } every) socket.Options.KeepAliveInterval = every;
            await socket.ConnectAsync(address, ct);
            connected = true;
            return socket;
        }
        finally
        {
            if (!connected) socket.Dispose();
        }
    }
}
