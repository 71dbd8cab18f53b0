namespace LiveConsole.Rehearsal.Twitch.EventSub;

/// <summary>Faults of EventSub, each by its name (platforms/twitch.md 2.4, 2.5, 7; landing night, section 7). Under the emulator's lock.</summary>
internal sealed class EventSubDrills(EmulatedTwitch twitch, Notifications notifications, SubscriptionEndpoints subscriptions)
{
    public static readonly string[] Names =
    [
        "twitch-drop", "eventsub-4000", "eventsub-4002", "eventsub-4003-loop", "eventsub-4005", "eventsub-4006", "eventsub-4007", "eventsub-banned", "eventsub-half-open",
        "eventsub-lingering", "eventsub-resend", "eventsub-revoked",
    ];

    private const int ResentCount = 20;
    private static readonly TimeSpan Refused = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Banned = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(15);

    public bool Fire(string drill)
    {
        var now = twitch.Time.GetUtcNow();
        var sessions = twitch.EventSub;
        switch (drill)
        {
            // The cable of EventSub alone: IRC goes on.
            case "twitch-drop": sessions.CutAll(); return true;
            case "eventsub-half-open": sessions.SilenceAll(); return true;
            // What the dead connection had still counts: 409 and 429 to who only subscribes again.
            case "eventsub-lingering": sessions.CutAll(now + Lingering); return true;
            case "eventsub-4000": sessions.CloseAll(4000); return true;
            case "eventsub-4002": sessions.CloseAll(4002); return true;
            // The address it hands out is a used one: the move ends at once, the old connection after its thirty seconds.
            case "eventsub-4007": sessions.AskAllToMove(addressWorks: false); return true;
            case "eventsub-4005": sessions.CloseAll(4005); return true;
            case "eventsub-4006": sessions.CloseAll(4006); return true;
            case "eventsub-resend": notifications.ResendNext(ResentCount); return true;
            case "eventsub-revoked": sessions.Revoke("authorization_revoked", static _ => true); return true;
            case "eventsub-banned":
                // A time-out of our own user: gone until it subscribes again after its end.
                subscriptions.BanUntil(now + Banned);
                sessions.Revoke("chat_user_banned", static s => s.Type.IsChat);
                return true;
            case "eventsub-4003-loop":
                // Connecting works, subscribing does not: every new connection ends unused.
                subscriptions.RefuseUntil(now + Refused);
                sessions.CutAll();
                return true;
            default: return false;
        }
    }
}
