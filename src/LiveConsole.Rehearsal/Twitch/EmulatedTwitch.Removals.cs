using LiveConsole.Domain.Chat;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>What moderators take away, on both transports.</summary>
public sealed partial class EmulatedTwitch
{
    /// <summary>A removal as Twitch tells it: CLEARMSG for a message, CLEARCHAT for a viewer or the whole chat.</summary>
    internal void Play(RecordedRemoval removal, TimeSpan shift)
    {
        lock (_gate)
        {
            var room = Room(removal.Channel);
            var at = removal.At + shift;
            if (removal.MessageId is { } id)
            {
                var gone = room.Recent(id);
                foreach (var wireId in (gone?.WireIds ?? [id]).Where(w => !room.Standing.IsRemovedByCall(w))) RemoveMessage(room, wireId, gone, removal.By, at);
                return;
            }

            // A time-out of unknown length: ten minutes, what a moderator gets from the button.
            var seconds = removal.Seconds ?? (removal.Reason is "timeout" ? 600 : null);
            if (removal.ViewerId is not { } viewer)
            {
                ClearWholeChat(room, removal.By, at);
                return;
            }

            // Banned by a call: the time line's moderator finds that it is done.
            if (room.Standing.BarOf(viewer, at) is { ByCall: true, Until: null }) return;
            var login = room.LoginOf(viewer);
            room.Standing.Set(viewer, seconds is { } length ? at.AddSeconds(length) : null, byCall: false);
            var due = Emit(room, _lines.ClearChat(room.Login, room.Id, viewer, login, seconds, at));
            _roomEvents.UserCleared(room, viewer, login, seconds, removal.Reason is null or "timeout" or "ban" ? "" : removal.Reason, removal.By, at, due);
        }
    }

    internal void RemoveRecent(TwitchRoom room, RecentMessage message)
    {
        foreach (var wireId in message.WireIds) RemoveMessage(room, wireId, message, Moderator, ShowTime);
    }

    /// <param name="seconds">Null: a ban.</param>
    internal void ClearViewer(TwitchRoom room, RecentMessage message, int? seconds) =>
        Play(new RecordedRemoval(ShowTime, "twitch", room.Login, RemovalScope.Viewer, ViewerId: message.UserId, Reason: seconds is null ? "ban" : "timeout", Seconds: seconds, By: Moderator), TimeSpan.Zero);

    internal void ClearWholeChat(TwitchRoom room) => ClearWholeChat(room, Moderator, ShowTime);

    private void RemoveMessage(TwitchRoom room, string wireId, RecentMessage? message, string? by, DateTimeOffset at)
    {
        room.Standing.Remove(wireId);
        var due = Emit(room, _lines.ClearMessage(room.Login, wireId, message?.Login ?? "", message?.Text ?? "", at));
        _roomEvents.MessageDeleted(room, wireId, message, by, at, due);
    }

    private void ClearWholeChat(TwitchRoom room, string? by, DateTimeOffset at)
    {
        var due = Emit(room, _lines.ClearChat(room.Login, room.Id, null, null, null, at));
        _roomEvents.ChatCleared(room, by, at, due);
    }
}
