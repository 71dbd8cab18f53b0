using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Twitch.EventSub;
using Microsoft.Extensions.Logging;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>What is played goes on the wire: into its room, through the drills, on both transports.</summary>
public sealed partial class EmulatedTwitch
{
    /// <summary>Puts a message in its room; <see cref="Flush"/> sends it.</summary>
    /// <param name="before">It was said before playing began: the room only remembers it, for replies and removals.</param>
    internal void Play(RecordedMessage line, TimeSpan shift, bool before)
    {
        lock (_gate)
        {
            var room = Room(line.Message.Channel);
            if (!before && room.Standing.Silences(line.Message.Author.Id, line.Message.SentAt + shift))
            {
                Interlocked.Increment(ref _silenced);
                return;
            }

            var messages = _drills.Wire(line, room, shift);
            if (before) return;
            if (!room.HasClients && !IsSubscribed(room)) Interlocked.Increment(ref _missed);
            else foreach (var message in messages) _drills.Put(new WireUnit(room, _lines.Message(message, room.Login, room.Id), message));
        }
    }

    internal void Play(RecordedViewers viewers)
    {
        // Twitch repeats its last count; it has no "unknown".
        if (viewers.Count is not { } count) return;
        lock (_gate)
        {
            var room = Room(viewers.Channel);
            if (room is { Live: true, Viewers: null }) _roomEvents.WentOnline(room, ShowTime, Time.GetUtcNow());
            room.Viewers = count;
        }
    }

    internal void Flush()
    {
        var now = Time.GetUtcNow();
        lock (_gate)
        {
            ExpireHeld(now);
            GoOnWithPolls(now);
            _drills.ReleaseDue(now, all: false);
            ReleaseLate(now, all: false);
        }

        foreach (var room in _rooms.Values) room.Flush(now, Options.TwitchClumps ? ClumpAbovePerSecond * Math.Max(1, Speed) : null);
    }

    /// <summary>The time line is over: what drills and clumps hold goes out now.</summary>
    internal void FlushAll()
    {
        var now = Time.GetUtcNow();
        lock (_gate)
        {
            _drills.ReleaseDue(now, all: true);
            ReleaseLate(now, all: true);
        }

        foreach (var room in _rooms.Values) room.Flush(now, clumpAbove: null);
    }

    internal void EndBroadcast()
    {
        lock (_gate)
        {
            foreach (var room in _rooms.Values)
            {
                if (room is { Live: true, Viewers: not null }) _roomEvents.WentOffline(room, ShowTime, Time.GetUtcNow());
                room.Live = false;
            }
        }
    }

    /// <summary>Puts a message on both transports, each at its own time.</summary>
    internal void Emit(WireUnit unit)
    {
        // EventSub has it from now on; IRC with the next clump.
        _saidTimes.Put([unit.Line.Mark], Time.GetUtcNow());
        var due = Emit(unit.Room, unit.Line);
        _chatEvents.Message(unit.Room, unit.Message, unit.Name, unit.Message.SentAt, due, unit.Line.Mark);
    }

    /// <summary>A signed-in client wrote in a room: the others see it, it does not.</summary>
    internal string Said(TwitchRoom room, IrcClient by, Author author, string text)
    {
        lock (_gate) return Say(room, client => client == by, author, text, null);
    }

    /// <param name="isOwn">Whose own words these are: IRC does not echo.</param>
    private string Say(TwitchRoom room, Func<IrcClient, bool> isOwn, Author author, string text, RecentMessage? parent)
    {
        var now = Time.GetUtcNow();
        var at = ShowTime;
        room.Flush(now, clumpAbove: null);
        var message = new ChatMessage("twitch", room.Login, NextId(author.Id, room), at, at, author, text, ReplyTo: parent is null ? null : new ReplyTo(parent.Id));
        var sent = new TwitchMessage(new RecordedMessage(message), message.Id, at, null, parent, WrongEmotes: false);
        room.Remember(RecentMessage.Of(message, [message.Id], at));
        var line = _lines.Message(sent, room.Login, room.Id);
        room.Put(line);
        room.Flush(now, clumpAbove: null, except: isOwn);
        // EventSub, unlike IRC, tells a user its own words too.
        _chatEvents.Message(room, sent, message.Id, at, now, line.Mark);
        return message.Id;
    }

    internal void CountSent(IReadOnlyList<SentMark> marks)
    {
        List<string> first = [];
        foreach (var mark in marks)
        {
            if (mark.IsFirst()) first.Add(mark.MessageId);
        }

        _delivered.Add(first);
    }

    internal void CountSlowClient()
    {
        Interlocked.Increment(ref _slowClients);
        LogSlowClient(_logger, Options.TwitchQueueBytes);
    }

    private bool IsSubscribed(TwitchRoom room) => ChatEvents.Types.Any(type => _notifications.AreWanted(type, room.Id));

    /// <summary>The line on IRC, at once or later.</summary>
    /// <returns>When EventSub tells the same.</returns>
    private DateTimeOffset Emit(TwitchRoom room, IrcLine line)
    {
        var now = Time.GetUtcNow();
        var lag = IsSubscribed(room) ? _lag.Next(now) : default;
        if (lag.Irc == TimeSpan.Zero && _lateIrc.Count == 0)
        {
            room.Put(line);
        }
        else
        {
            // IRC keeps its order.
            if (now + lag.Irc > _lastIrcDue) _lastIrcDue = now + lag.Irc;
            _lateIrc.Enqueue((_lastIrcDue, room, line));
        }

        return now + lag.EventSub;
    }

    private void ReleaseLate(DateTimeOffset now, bool all)
    {
        while (_lateIrc.TryPeek(out var late) && (all || late.Due <= now))
        {
            _lateIrc.Dequeue();
            late.Room.Put(late.Line);
        }

        _notifications.Release(now, all);
    }

    [LoggerMessage(7001, LogLevel.Warning, "An IRC client did not read {Bytes} bytes: closed")]
    private static partial void LogSlowClient(ILogger logger, long bytes);
}
