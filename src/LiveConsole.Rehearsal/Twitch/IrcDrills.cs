namespace LiveConsole.Rehearsal.Twitch;

/// <summary>
/// Faults of IRC alone, each by its name (platforms/twitch.md 1.2, 1.3, 7). Fired under the emulator's lock, met on the clients' own loops.
/// They last their own seconds whatever the speed.
/// </summary>
internal sealed class IrcDrills(EmulatedTwitch twitch)
{
    public static readonly string[] Names =
    [
        "half-open", "irc-cut", "irc-deaf", "irc-fragments", "irc-join-ignored", "irc-login-refused", "irc-parted", "irc-pings", "partial-roomstate",
    ];

    private const int FragmentedFrames = 50;
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(30);

    private long _joinsIgnoredUntil;
    private long _loginsRefusedUntil;

    public bool IgnoresJoins => IsBefore(ref _joinsIgnoredUntil);

    public bool RefusesLogins => IsBefore(ref _loginsRefusedUntil);

    public bool Fire(string drill)
    {
        switch (drill)
        {
            case "irc-cut":
                Each(static c => c.Cut());
                return true;
            case "half-open":
                Each(static c => c.FallSilent());
                return true;
            // In the room as far as it knows, PINGs answered, and not one message more.
            case "irc-deaf":
                Each(static c => c.FallDeaf());
                return true;
            // Put out of the room without a word, as Twitch does with who is banned while joined.
            case "irc-parted":
                Each(static c => c.PartAll());
                return true;
            case "irc-pings":
                Each(static c => c.AskWhetherAlive());
                return true;
            case "irc-fragments":
                Each(static c => c.FragmentNext(FragmentedFrames));
                return true;
            // Connecting and logging in work, joining is answered by silence.
            case "irc-join-ignored":
                Begin(ref _joinsIgnoredUntil);
                Each(static c => c.Cut());
                return true;
            case "irc-login-refused":
                Begin(ref _loginsRefusedUntil);
                Each(static c => c.Cut());
                return true;
            case "partial-roomstate":
                foreach (var room in twitch.Rooms) ChangeModes(room);
                return true;
            default: return false;
        }
    }

    // After the join only what changed is told: none of these lines says anything of the other modes.
    private static void ChangeModes(TwitchRoom room)
    {
        room.Put(IrcLine.Tagged($"room-id={room.Id};slow=30", $":tmi.twitch.tv ROOMSTATE #{room.Login}"));
        room.Put(IrcLine.Tagged("msg-id=slow_on", $":tmi.twitch.tv NOTICE #{room.Login} :This room is now in slow mode. You may send messages every 30 seconds."));
        room.Put(IrcLine.Tagged($"emote-only=1;room-id={room.Id}", $":tmi.twitch.tv ROOMSTATE #{room.Login}"));
        room.Put(IrcLine.Tagged($"room-id={room.Id};slow=0", $":tmi.twitch.tv ROOMSTATE #{room.Login}"));
        room.Put(IrcLine.Tagged("msg-id=slow_off", $":tmi.twitch.tv NOTICE #{room.Login} :This room is no longer in slow mode."));
        room.Put(IrcLine.Tagged($"emote-only=0;room-id={room.Id}", $":tmi.twitch.tv ROOMSTATE #{room.Login}"));
    }

    private void Each(Action<IrcClient> what)
    {
        foreach (var client in twitch.IrcClients) what(client);
    }

    private void Begin(ref long until) => Interlocked.Exchange(ref until, (twitch.Time.GetUtcNow() + Lasts).UtcTicks);

    private bool IsBefore(ref long until) => twitch.Time.GetUtcNow().UtcTicks < Interlocked.Read(ref until);
}
