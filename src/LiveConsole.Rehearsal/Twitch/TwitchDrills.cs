using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Twitch.Acting;
using LiveConsole.Rehearsal.Twitch.EventSub;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>
/// Faults of Twitch's wire, each by its name (landing night, section 7; platforms/twitch.md 6 and 7). They last their own seconds whatever the speed.
/// Used under the emulator's lock.
/// </summary>
internal sealed class TwitchDrills(EmulatedTwitch twitch, Random random)
{
    public static readonly string[] Names =
    [
        "chat-cleared", "chat-modes", "device-approved", "device-denied", "duplicate-burst", "held", "held-decided", "moderator-acts", "out-of-order", "removal-first", "removed-elsewhere", "shared-chat", "sign-in-withdrawn", "skewed-clock", "token-expired", "twitch-down", "twitch-reconnect",
        "unknown-frames", "viewer-banned", "viewer-timed-out", "wrong-emotes", .. IrcDrills.Names, .. EventSubDrills.Names, .. HelixDrills.Names,
    ];

    private const int BurstLength = 200;
    private const int RemovedFirst = 3;
    private const int TimeOutSeconds = 600;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(-15);
    private static readonly TimeSpan Down = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestSwap = TimeSpan.FromSeconds(2);

    private readonly List<(WireUnit Unit, DateTimeOffset Due)> _late = [];
    private (WireUnit Unit, DateTimeOffset Since)? _swapped;
    private int _duplicates;
    private int _disordered;
    private int _wrongEmotes;
    private int _shared;
    private int _skewed;
    private int _removedFirst;

    public bool Fire(string drill)
    {
        switch (drill)
        {
            case "duplicate-burst": _duplicates = BurstLength; return true;
            case "out-of-order": _disordered = BurstLength; return true;
            case "wrong-emotes": _wrongEmotes = BurstLength; return true;
            case "skewed-clock": _skewed = BurstLength; return true;
            case "removal-first": _removedFirst = RemovedFirst; return true;
            case "shared-chat":
                _shared = BurstLength;
                twitch.OpenRoom(twitch.Options.SharedChatPartner);
                foreach (var room in twitch.Rooms) twitch.ShareChat(room, begins: true);
                return true;
            case "held":
                twitch.HoldOne(twitch.Room(twitch.Channel));
                return true;
            case "held-decided":
                foreach (var room in twitch.Rooms) twitch.DecideHeld(room);
                return true;
            case "chat-modes":
                foreach (var room in twitch.Rooms) twitch.TurnSlow(room);
                return true;
            case "moderator-acts":
                EachRecent(twitch.ActOnRecent);
                return true;
            case "twitch-reconnect":
                foreach (var client in twitch.IrcClients) client.ReconnectSoon(TimeSpan.FromSeconds(3 + 12 * random.NextDouble()));
                twitch.EventSub.AskAllToMove();
                return true;
            case "twitch-down":
                // Both at once, and nobody is let in for a while: what is said then is lost to all.
                twitch.CloseDoorFor(Down);
                twitch.EventSub.CutAll();
                return twitch.Irc.Fire("irc-cut");
            case "token-expired":
                // It dies in the middle of a reconnect: who opens EventSub again with it can subscribe nothing.
                twitch.Tokens.Expire();
                twitch.EventSub.CutAll();
                return true;
            case "sign-in-withdrawn":
                // The account's owner took the program off the list of those they let in.
                twitch.Withdraw(by: null);
                return true;
            case "device-approved":
            case "device-denied":
                twitch.Consents.DecideAll(drill == "device-approved");
                return true;
            case "unknown-frames":
                foreach (var room in twitch.Rooms) Strange(room);
                twitch.EventSub.SayStrangeThings();
                return true;
            case "removed-elsewhere":
                EachRecent(twitch.RemoveRecent);
                return true;
            case "viewer-banned":
                EachRecent((room, message) => twitch.ClearViewer(room, message, null));
                return true;
            case "viewer-timed-out":
                EachRecent((room, message) => twitch.ClearViewer(room, message, TimeOutSeconds));
                return true;
            case "chat-cleared":
                twitch.ClearWholeChat(twitch.Room(twitch.Channel));
                return true;
            default: return twitch.Irc.Fire(drill) || twitch.EventSubDrills.Fire(drill);
        }
    }

    /// <summary>
    /// The messages that one line of the time line is on this room's wire: one, or, in a shared chat, a copy for each of its local ids.
    /// A drill may make two of it.
    /// </summary>
    public TwitchMessage[] Wire(RecordedMessage line, TwitchRoom room, TimeSpan shift)
    {
        var message = line.Message;
        var shared = message.SharedFrom;
        IReadOnlyList<string> wireIds = [message.Id];
        if (shared is not null && shared.ChannelId != room.Id) wireIds = message.Copies.IsEmpty ? [TwitchNames.CopyId(message.Id, room.Login)] : message.Copies;
        else if (shared is null && _shared > 0)
        {
            _shared--;
            if (_shared == 0) foreach (var open in twitch.Rooms) twitch.ShareChat(open, begins: false);
            var partner = twitch.Options.SharedChatPartner;
            shared = new SharedFrom(TwitchNames.RoomId(partner), partner);
            wireIds = [TwitchNames.CopyId(message.Id, room.Login), TwitchNames.CopyId(message.Id, partner)];
        }

        var parent = message.ReplyTo is { } reply ? room.Recent(reply.Id) : null;
        room.Remember(RecentMessage.Of(message, wireIds, message.SentAt + shift));
        var wrong = _wrongEmotes > 0 && _wrongEmotes-- > 0;
        var sentAt = message.SentAt + shift + (_skewed > 0 && _skewed-- > 0 ? Skew : TimeSpan.Zero);
        return [.. wireIds.Select(id => new TwitchMessage(line, id, sentAt, shared, parent, wrong))];
    }

    public void Put(WireUnit unit)
    {
        if (_removedFirst > 0 && unit.Room.Recent(unit.Message.Line.Message.Id) is { } message)
        {
            // Each transport has an order of its own; here both bring the removal before what it removes.
            _removedFirst--;
            twitch.RemoveRecent(unit.Room, message);
        }

        if (_disordered > 0)
        {
            _disordered--;
            Disorder(unit);
        }
        else
        {
            twitch.Emit(unit);
        }

        if (_duplicates > 0)
        {
            _duplicates--;
            twitch.Emit(unit.Again());
        }
    }

    /// <summary>Sends what out-of-order holds and is due.</summary>
    /// <param name="all">Due or not: the time line is over.</param>
    public void ReleaseDue(DateTimeOffset now, bool all)
    {
        if (_swapped is { } held && (all || now - held.Since > LongestSwap))
        {
            twitch.Emit(held.Unit);
            _swapped = null;
        }

        if (_late.Count == 0) return;
        foreach (var (unit, due) in _late)
        {
            if (all || due <= now) twitch.Emit(unit);
        }

        _late.RemoveAll(l => all || l.Due <= now);
    }

    private void EachRecent(Action<TwitchRoom, RecentMessage> act)
    {
        foreach (var room in twitch.Rooms)
        {
            if (room.RecentBack(10) is { } message) act(room, message);
        }
    }

    /// <summary>Well formed and never seen before, obsolete, or not well formed at all: none of it is chat, and none may end a reading.</summary>
    private static void Strange(TwitchRoom room)
    {
        foreach (var line in new[]
        {
            $"@future-tag=1;room-id={room.Id} :tmi.twitch.tv FUTURECOMMAND #{room.Login} 7 :what nobody knows yet", $":tmi.twitch.tv HOSTTARGET #{room.Login} :another_channel 5",
            ":tmi.twitch.tv 999 someone :a numeric without a name", "@", ":", ":tmi.twitch.tv", $"PRIVMSG #{room.Login}", $"@tmi-sent-ts=soon :tmi.twitch.tv CLEARCHAT #{room.Login} :of_nobody",
            $":tmi.twitch.tv CLEARMSG #{room.Login} :without an id",
        }) room.Put(IrcLine.Plain(line, needsCommands: true));
    }

    /// <summary>Every tenth message five minutes late, the others each after its follower.</summary>
    private void Disorder(WireUnit unit)
    {
        var now = twitch.Time.GetUtcNow();
        if (_disordered % 10 == 0)
        {
            _late.Add((unit, now + Late));
        }
        else if (_swapped is { } held)
        {
            twitch.Emit(unit);
            twitch.Emit(held.Unit);
            _swapped = null;
        }
        else
        {
            _swapped = (unit, now);
        }
    }
}
