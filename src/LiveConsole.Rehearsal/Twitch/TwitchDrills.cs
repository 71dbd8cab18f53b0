using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Twitch.EventSub;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>
/// Faults of Twitch's wire, each by its name (landing night, section 7; platforms/twitch.md 6 and 7). They last their own seconds whatever the speed.
/// Used under the emulator's lock.
/// </summary>
internal sealed class TwitchDrills(EmulatedTwitch twitch, Random random)
{
    public static readonly string[] Names = ["duplicate-burst", "out-of-order", "twitch-reconnect", "irc-cut", "half-open", "removed-elsewhere", "chat-cleared", "shared-chat", "wrong-emotes", .. EventSubDrills.Names];

    private const int BurstLength = 200;
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestSwap = TimeSpan.FromSeconds(2);

    private readonly List<(WireUnit Unit, DateTimeOffset Due)> _late = [];
    private (WireUnit Unit, DateTimeOffset Since)? _swapped;
    private int _duplicates;
    private int _disordered;
    private int _wrongEmotes;
    private int _shared;

    public bool Fire(string drill)
    {
        switch (drill)
        {
            case "duplicate-burst": _duplicates = BurstLength; return true;
            case "out-of-order": _disordered = BurstLength; return true;
            case "wrong-emotes": _wrongEmotes = BurstLength; return true;
            case "shared-chat":
                _shared = BurstLength;
                twitch.OpenRoom(twitch.Options.SharedChatPartner);
                return true;
            case "twitch-reconnect":
                foreach (var client in twitch.IrcClients) client.ReconnectSoon(TimeSpan.FromSeconds(3 + 12 * random.NextDouble()));
                twitch.EventSub.AskAllToMove();
                return true;
            case "irc-cut":
                foreach (var client in twitch.IrcClients) client.Cut();
                return true;
            case "half-open":
                foreach (var client in twitch.IrcClients) client.FallSilent();
                return true;
            case "removed-elsewhere":
                foreach (var room in twitch.Rooms)
                {
                    if (room.RecentBack(10) is { } message) twitch.RemoveRecent(room, message);
                }

                return true;
            case "chat-cleared":
                twitch.ClearWholeChat(twitch.Room(twitch.Channel));
                return true;
            default: return twitch.EventSubDrills.Fire(drill);
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
            var partner = twitch.Options.SharedChatPartner;
            shared = new SharedFrom(TwitchNames.RoomId(partner), partner);
            wireIds = [TwitchNames.CopyId(message.Id, room.Login), TwitchNames.CopyId(message.Id, partner)];
        }

        var parent = message.ReplyTo is { } reply ? room.Recent(reply.Id) : null;
        room.Remember(new RecentMessage(message.Id, TwitchNames.Login(message.Author), message.Author.Name, message.Author.Id, message.Text, wireIds));
        var wrong = _wrongEmotes > 0 && _wrongEmotes-- > 0;
        return [.. wireIds.Select(id => new TwitchMessage(line, id, message.SentAt + shift, shared, parent, wrong))];
    }

    public void Put(WireUnit unit)
    {
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
