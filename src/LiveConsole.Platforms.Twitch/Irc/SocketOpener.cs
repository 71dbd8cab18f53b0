using System.Net.WebSockets;

namespace LiveConsole.Platforms.Twitch.Irc;

/// <summary>Opens one WebSocket. A new one each time: a client socket cannot be connected twice. The caller disposes it.</summary>
public delegate Task<WebSocket> OpenSocket(Uri address, CancellationToken ct);

public static class SocketOpener
{
    public static async Task<WebSocket> OpenAsync(Uri address, CancellationToken ct)
    {
        var socket = new ClientWebSocket();
        var connected = false;
        try
        {
            // A machine's proxy has no business between us and our own emulator.
            if (address.IsLoopback) socket.Options.Proxy = null;
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
