using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>AutoMod's queue, the rules of the chat and what moderators do, on the transports that tell them.</summary>
public sealed partial class EmulatedTwitch
{
    /// <summary>How long AutoMod waits for a moderator: real time, whatever the speed. Twitch says it nowhere; about five minutes in practice.</summary>
    public static readonly TimeSpan HeldFor = TimeSpan.FromMinutes(5);

    /// <summary>Messages that AutoMod holds now.</summary>
    public int Held
    {
        get
        {
            lock (_gate) return _rooms.Values.Sum(r => r.Held.Count);
        }
    }

    /// <summary>Only EventSub tells of it: IRC has no AutoMod.</summary>
    internal void Play(RecordedHold hold, TimeSpan shift)
    {
        lock (_gate)
        {
            var room = Room(hold.Message.Channel);
            var held = hold.Message with { HeldAt = hold.At + shift, Channel = room.Login };
            if (!room.Held.TryAdd(held.Id, (held, Time.GetUtcNow() + HeldFor))) return;
            _moderation.Hold(room, held, Time.GetUtcNow());
        }
    }

    internal void Play(RecordedHoldEnd end, TimeSpan shift)
    {
        lock (_gate) Decide(Room(end.Channel), end.Id, end.Outcome, end.By, end.At + shift);
    }

    internal void Play(RecordedModes modes, TimeSpan shift)
    {
        lock (_gate) SetModes(Room(modes.Channel), modes.Modes, modes.By, modes.At + shift);
    }

    internal void Play(RecordedAct act, TimeSpan shift)
    {
        lock (_gate)
        {
            var room = Room(act.Act.Channel);
            var told = act.Act with { At = act.At + shift };
            if (told.Modes is { } modes) SetModes(room, modes, told.By, told.At);
            else _moderation.Act(room, told, Time.GetUtcNow());
            if (told is { Verb: "unban" or "untimeout", TargetId: { } forgiven }) room.Standing.Lift(forgiven);
        }
    }

    /// <summary>A drill: the newest message's author writes something that AutoMod stops.</summary>
    internal void HoldOne(TwitchRoom room)
    {
        var words = s_stopped[_heldByDrills++ % s_stopped.Length];
        var author = room.RecentBack(0) is { } recent ? new Author(recent.UserId, recent.Name, recent.Login) : new Author("903", "Ombre", "ombre");
        var id = TwitchNames.CopyId("held" + _heldByDrills.ToString(CultureInfo.InvariantCulture), room.Login);
        Play(new RecordedHold(new HeldMessage("twitch", room.Login, id, ShowTime, author, words.Text, "automod", words.Category, words.Level, [new Stretch(words.Start, words.Length)])), TimeSpan.Zero);
    }

    /// <summary>A drill: a moderator elsewhere decides about what is held, one each way by turns.</summary>
    internal void DecideHeld(TwitchRoom room)
    {
        foreach (var (id, i) in room.Held.Keys.ToList().Select((id, i) => (id, i))) Decide(room, id, i % 2 == 0 ? HoldOutcome.Denied : HoldOutcome.Allowed, Moderator, ShowTime);
    }

    /// <summary>A drill: slow mode on, or off where it is on.</summary>
    internal void TurnSlow(TwitchRoom room) => SetModes(room, new ChatModes(Slow: room.Modes.Slow > 0 ? 0 : 30), Moderator, ShowTime);

    /// <summary>A drill: what moderators do and no message shows.</summary>
    internal void ActOnRecent(TwitchRoom room, RecentMessage message)
    {
        foreach (var verb in new[] { "warn", "vip", "untimeout" })
            _moderation.Act(room, new ModeratorAct("twitch", room.Login, verb, ShowTime, By: Moderator, TargetId: message.UserId, Target: message.Name, Reason: verb == "warn" ? "restez courtois" : null), Time.GetUtcNow());
    }

    private static readonly (string Text, string Category, int Level, int Start, int Length)[] s_stopped =
    [
        ("putain c'est beau", "swearing", 2, 0, 6), ("Scunthorpe vous regarde", "sexwords", 1, 1, 4), ("espèce d'abruti", "aggressive", 3, 10, 6), ("sale chienne ferme la", "misogyny", 4, 0, 12),
    ];

    private int _heldByDrills;

    private void ExpireHeld(DateTimeOffset now)
    {
        foreach (var room in _rooms.Values)
        {
            if (room.Held.Count == 0) continue;
            foreach (var id in room.Held.Where(h => h.Value.EndsAt <= now).Select(h => h.Key).ToList()) Decide(room, id, HoldOutcome.Expired, null, ShowTime);
        }
    }

    private void Decide(TwitchRoom room, string id, HoldOutcome outcome, string? by, DateTimeOffset at)
    {
        if (!room.Held.Remove(id, out var held)) return;
        _moderation.Update(room, held.Message, outcome, by, at, Time.GetUtcNow());
        if (outcome != HoldOutcome.Allowed) return;
        // Let through, it comes as a message of the chat.
        var message = new ChatMessage("twitch", room.Login, id, at, at, held.Message.Author, held.Message.Text, Parts: held.Message.Parts);
        foreach (var wire in _drills.Wire(new RecordedMessage(message), room, TimeSpan.Zero)) _drills.Put(new WireUnit(room, _lines.Message(wire, room.Login, room.Id), wire));
    }

    private void SetModes(TwitchRoom room, ChatModes told, string? by, DateTimeOffset at)
    {
        var changed = told.ChangedFrom(room.Modes);
        if (!changed.Told().Any()) return;
        room.Modes = room.Modes.With(changed);
        foreach (var mode in changed.Told())
        {
            var one = ModeNotices.Only(changed, mode);
            // Shield mode is told by EventSub alone.
            if (mode is not (ChatMode.Shield or ChatMode.Members))
            {
                room.Put(ModeNotices.Said(room.Login, one));
                Emit(room, TwitchLines.RoomState(room, one));
            }

            _moderation.Mode(room, mode, one, by, at, Time.GetUtcNow());
        }
    }
}
