using System.Text.Json;
using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch.EventSub;
using LiveConsole.Platforms.Twitch.Irc;
using LiveConsole.Platforms.Twitch.Writing;

namespace LiveConsole.Platforms.Twitch;

/// <summary>
/// Counts who is in a channel's chat, writing or not, with Helix "Get Chatters": a moderator's call, of which the total alone is read. Where the account may not ask, nothing is
/// counted and nothing said: the desks do without.
/// </summary>
/// <param name="http">Its redirects should be off: a rehearsal's address check sees the first address only.</param>
public sealed class TwitchChatters(string channel, TwitchOptions options, HttpClient http, Func<DateTimeOffset> showTime, TimeProvider time, TwitchSignIn signIn)
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    // No moderator there (yet), or not let in: looked at again now and then.
    private static readonly TimeSpan Refused = TimeSpan.FromMinutes(10);

    private readonly string _channel = channel.TrimStart('#').ToLowerInvariant();
    private readonly HelixAccount _account = new(options, signIn, http, time);
    private string? _id;

    /// <summary>Runs until cancelled, or at once to its end in a rehearsal with an address that is not this machine's.</summary>
    public async Task RunAsync(IArrivalSink sink, CancellationToken ct)
    {
        if (Loopback.Refusal(options.ApiBaseUri, options.LoopbackOnly) is not null || Loopback.Refusal(options.IdBaseUri, options.LoopbackOnly) is not null) return;
        for (var counted = false;;)
        {
            var (count, refused) = await CountAsync(ct);
            // An hour-old number is no number: it is taken back once.
            if (count is not null || counted) await sink.PutAsync(new ChattersCame(IrcParser.Platform, _channel, count, showTime()), ct);
            counted = count is not null;
            await Task.Delay(refused ? Refused : Every, time, ct);
        }
    }

    private async Task<(long? Count, bool Refused)> CountAsync(CancellationToken ct)
    {
        if (await _account.SignedInAsync(ct) is not SignedIn.Ready me) return (null, Refused: false);
        if (!me.Scopes.Contains(TwitchScopes.Chatters)) return (null, Refused: true);
        if (_id is null)
        {
            var found = await _account.SendAsync(me, new HelixRequest(HttpMethod.Get, $"users?login={Uri.EscapeDataString(_channel)}"), ct);
            _id = found is HelixReply.Answered { Status: 200, First: { } user } ? EventJson.Filled(user, "id") : null;
            if (_id is null) return (null, Refused: false);
        }

        var reply = await _account.SendAsync(me, new HelixRequest(HttpMethod.Get, $"chat/chatters?broadcaster_id={Uri.EscapeDataString(_id)}&moderator_id={Uri.EscapeDataString(me.UserId)}&first=1"), ct);
        return reply is HelixReply.Answered { Status: 200 } told ? (Total(told.Body), false) : (null, reply is HelixReply.Answered { Status: 400 or 401 or 403 or 404 });
    }

    // {"data":[{"user_id":"901","user_login":"ayse","user_name":"Ayşe"}],"pagination":{"cursor":"…"},"total":812}
    private static long? Total(JsonElement body) => EventJson.Find(body, "total") is { ValueKind: JsonValueKind.Number } total && total.TryGetInt64(out var count) && count >= 0 ? count : null;
}
