using System.Buffers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Night;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Rehearsal.YouTube;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Soak.Fuzz;

/// <summary>Frames as the emulated platforms send them: a stretch of the landing night and the odd items, read off the three wires.</summary>
internal static class EmulatedFrames
{
    private const int Messages = 300;

    public static async Task<Corpus> TakeAsync()
    {
        await using var platforms = await EmulatedPlatforms.StartAsync(new EmulatorOptions { TwitchTransportLag = TimeSpan.Zero }, TimeProvider.System, NullLoggerFactory.Instance, default);
        using var irc = await ConnectAsync(platforms.Twitch.IrcUri);
        foreach (var line in new[] { "CAP REQ :twitch.tv/tags twitch.tv/commands", "NICK justinfan1", "JOIN #" + platforms.Twitch.Channel }) await SayAsync(irc, line + "\r\n");
        using var eventSub = await ConnectAsync(platforms.Twitch.EventSubUri);
        var welcome = await NextAsync(eventSub);
        await SubscribeAsync(platforms, welcome);
        while (!(await NextAsync(irc)).Contains("ROOMSTATE", StringComparison.Ordinal))
        {
        }

        var night = new LandingNight(new NightOptions { Seed = 1 });
        var lines = night.Timeline(night.Start).OfType<RecordedMessage>().Take(Messages * 2).ToList();
        foreach (var line in lines) platforms.Put(line);
        platforms.Fire("youtube-odd-items");
        platforms.Fire("youtube-gift-combo");
        List<string> said = [], notified = [welcome];
        while (said.Count < 20) said.AddRange((await NextAsync(irc)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        while (notified.Count < 20) notified.Add(await NextAsync(eventSub));
        using var page = JsonDocument.Parse(await PageAsync(platforms));
        return new Corpus
        {
            Irc = Corpus.Kept(said),
            EventSub = Corpus.Kept(notified),
            Pages = [.. Corpus.Cut(page.RootElement), .. Corpus.EveryType()],
            Recordings = Corpus.Kept(lines.Select(Recorded)),
            Origin = "frames of the emulated platforms (shared/data is not on this machine)",
        };
    }

    private static async Task<ClientWebSocket> ConnectAsync(Uri address)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(address, default);
        return socket;
    }

    private static Task SayAsync(ClientWebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, default);

    private static async Task<string> NextAsync(ClientWebSocket socket)
    {
        using var cap = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var frame = new ArrayBufferWriter<byte>();
        ValueWebSocketReceiveResult got;
        do
        {
            got = await socket.ReceiveAsync(frame.GetMemory(64 * 1024), cap.Token);
            frame.Advance(got.Count);
        }
        while (!got.EndOfMessage);
        return Encoding.UTF8.GetString(frame.WrittenSpan);
    }

    private static async Task SubscribeAsync(EmulatedPlatforms platforms, string welcome)
    {
        using var session = JsonDocument.Parse(welcome);
        using var http = new HttpClient { BaseAddress = platforms.Twitch.ApiBaseUri };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer " + EmulatedTwitch.UserToken);
        http.DefaultRequestHeaders.Add("Client-Id", EmulatedTwitch.ClientId);
        using var answer = await http.PostAsJsonAsync("/helix/eventsub/subscriptions", new
        {
            type = "channel.chat.message", version = "1",
            condition = new { broadcaster_user_id = platforms.Twitch.ChannelId, user_id = EmulatedTwitch.UserId },
            transport = new { method = "websocket", session_id = session.RootElement.GetProperty("payload").GetProperty("session").GetProperty("id").GetString() },
        });
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> PageAsync(EmulatedPlatforms platforms)
    {
        using var http = new HttpClient { BaseAddress = platforms.YouTube.ApiBaseUri };
        http.DefaultRequestHeaders.Add("X-Goog-Api-Key", EmulatedYouTube.ApiKey);
        return await http.GetStringAsync($"/youtube/v3/liveChat/messages?liveChatId={platforms.YouTube.LiveChatId}&part=id,snippet,authorDetails&maxResults=2000");
    }

    private static string Recorded(RecordedMessage line)
    {
        var to = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(to);
        RecordingFormat.Write(json, line.Message, 1, line.Removed, withRemovedText: true);
        json.Flush();
        return Encoding.UTF8.GetString(to.WrittenSpan);
    }
}
