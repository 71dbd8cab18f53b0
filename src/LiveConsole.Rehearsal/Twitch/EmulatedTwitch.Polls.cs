using System.Globalization;
using LiveConsole.Rehearsal.Twitch.Acting;

namespace LiveConsole.Rehearsal.Twitch;

/// <summary>Polls that a call begins: they run, are told with their votes, and end.</summary>
public sealed partial class EmulatedTwitch
{
    private static readonly TimeSpan VotesToldEvery = TimeSpan.FromSeconds(2);

    private readonly PollEvents _polls;
    private int _pollsBegun;

    /// <returns>Null: one is running.</returns>
    internal RunningPoll? BeginPoll(TwitchRoom room, string title, IReadOnlyList<string> choices, int seconds)
    {
        lock (_gate)
        {
            if (room.Poll is { IsActive: true }) return null;
            var now = Time.GetUtcNow();
            room.Poll = new RunningPoll(TwitchNames.CopyId("poll" + (++_pollsBegun).ToString(CultureInfo.InvariantCulture), room.Login), title, choices, seconds, now, ShowTime);
            _polls.Tell(room, room.Poll, "begin", ShowTime, now);
            return room.Poll;
        }
    }

    /// <returns>False: it has ended already.</returns>
    internal bool EndPoll(TwitchRoom room, string status)
    {
        lock (_gate)
        {
            if (room.Poll is not { IsActive: true } poll) return false;
            (poll.Status, poll.EndedAt) = (status, Time.GetUtcNow());
            _polls.Tell(room, poll, "end", ShowTime, Time.GetUtcNow());
            return true;
        }
    }

    private void GoOnWithPolls(DateTimeOffset now)
    {
        foreach (var room in _rooms.Values)
        {
            if (room.Poll is not { IsActive: true } poll) continue;
            if ((now - poll.Since).TotalSeconds >= poll.Seconds)
            {
                EndPoll(room, "COMPLETED");
            }
            else if (now - poll.ToldAt >= VotesToldEvery)
            {
                poll.ToldAt = now;
                _polls.Tell(room, poll, "progress", ShowTime, now);
            }
        }
    }
}
