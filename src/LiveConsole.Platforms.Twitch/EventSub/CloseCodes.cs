using System.Globalization;

namespace LiveConsole.Platforms.Twitch.EventSub;

/// <summary>What to do after Twitch closed a session (EventSub guide, websocket close codes). The supervisor connects afresh and subscribes again.</summary>
internal static class CloseCodes
{
    public const int InvalidMove = 4007;

    public static ConnectionEnd.Lost EndOf(int? code) => code switch
    {
        4000 => new ConnectionEnd.Lost("Twitch's EventSub had a fault of its own (4000)."),
        // We never send: should it happen, trying at once would only repeat it.
        4001 => new ConnectionEnd.Lost("Twitch says that we sent something on EventSub, which is not allowed (4001).", RetryAfter: TimeSpan.FromMinutes(1)),
        4002 => new ConnectionEnd.Lost("Twitch missed our answer to its ping (4002)."),
        // No fault of the network: nothing was subscribed, and connecting again in a hurry would end the same way.
        4003 => new ConnectionEnd.Lost("Twitch closed EventSub because nothing was subscribed on it (4003).", RetryAfter: TimeSpan.FromSeconds(30)),
        4004 => new ConnectionEnd.Lost("We did not move to another server within Twitch's 30 s (4004)."),
        4005 => new ConnectionEnd.Lost("Twitch could not send to us in time (4005)."),
        4006 => new ConnectionEnd.Lost("Twitch lost the network to us (4006)."),
        InvalidMove => new ConnectionEnd.Lost("Twitch did not accept our move to another server (4007)."),
        _ => new ConnectionEnd.Lost($"Twitch closed EventSub ({code?.ToString(CultureInfo.InvariantCulture) ?? "no code"})."),
    };
}
