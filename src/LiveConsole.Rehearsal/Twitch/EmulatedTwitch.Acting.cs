using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;
using LiveConsole.Rehearsal.Twitch.Acting;

namespace LiveConsole.Rehearsal.Twitch;

internal enum RemovalAnswer { Done, Protected, NotFound }

internal enum HoldAnswer { Done, NotModerator, NotFound }

/// <summary>What became of words that somebody sent.</summary>
internal abstract record PostAnswer
{
    public sealed record Posted(string Id) : PostAnswer;

    public sealed record Dropped(string Code, string Words) : PostAnswer;

    /// <summary>Banned or timed out there.</summary>
    public sealed record NotAllowed : PostAnswer;

    public sealed record BadParent : PostAnswer;
}

/// <summary>What is done by calls of Helix: it changes the room and is told to all on the transports that tell it.</summary>
public sealed partial class EmulatedTwitch
{
    // Delete Chat Messages: what is older cannot be removed.
    private static readonly TimeSpan Removable = TimeSpan.FromHours(6);

    private readonly SendLimits _limits = new();

    /// <summary>What was asked of Helix and done by it.</summary>
    public HelixLedger Calls { get; } = new();

    /// <summary>Messages of the time line that were not said: their writer was banned or timed out by a call.</summary>
    public long Silenced => Interlocked.Read(ref _silenced);

    internal HelixDrills Acting { get; }

    internal CancellationToken Stopping => _stopping.Token;

    private long _silenced;

    internal RemovalAnswer RemoveBy(TwitchRoom room, string wireId, TokenUser by)
    {
        lock (_gate)
        {
            if (room.RecentOfWire(wireId) is not { } message || room.Standing.IsRemoved(wireId) || ShowTime - message.SaidAt > Removable) return RemovalAnswer.NotFound;
            if (message.UserId != by.UserId && by.UserId != room.Id && IsProtected(room, message.UserId)) return RemovalAnswer.Protected;
            if (message.UserId == room.Id && by.UserId != room.Id) return RemovalAnswer.Protected;
            RemoveMessage(room, wireId, message, by.Login, ShowTime);
            room.Standing.Remove(wireId, byCall: true);
            Calls.NoteRemoved(wireId);
            return RemovalAnswer.Done;
        }
    }

    internal void ClearBy(TwitchRoom room, TokenUser by)
    {
        lock (_gate) ClearWholeChat(room, by.Login, ShowTime);
    }

    /// <summary>The owner, and who moderates or was seen to.</summary>
    internal bool IsProtected(TwitchRoom room, string userId) => userId == room.Id || Users.Moderates(userId, room) || room.IsModerator(userId);

    /// <param name="seconds">Null: a ban.</param>
    /// <returns>Since when; or Twitch's refusal.</returns>
    internal (DateTimeOffset At, string? Refused) BarBy(TwitchRoom room, string user, int? seconds, string reason, TokenUser by)
    {
        lock (_gate)
        {
            var at = ShowTime;
            if (user == by.UserId || IsProtected(room, user)) return (at, "The user specified in the user_id field may not be banned.");
            // A time-out may be replaced by another or a ban; a ban by nothing.
            if (room.Standing.BarOf(user, at) is { Until: null }) return (at, "The user specified in the user_id field is already banned.");
            Play(new RecordedRemoval(at, "twitch", room.Login, RemovalScope.Viewer, ViewerId: user, Reason: reason, Seconds: seconds, By: by.Login), TimeSpan.Zero);
            room.Standing.Set(user, seconds is { } length ? at.AddSeconds(length) : null, byCall: true);
            Calls.NoteBarred(user);
            return (at, null);
        }
    }

    /// <returns>False: nothing was to lift.</returns>
    internal bool LiftBy(TwitchRoom room, string user, TokenUser by)
    {
        lock (_gate)
        {
            if (room.Standing.BarOf(user, ShowTime) is not { } bar) return false;
            room.Standing.Lift(user);
            _moderation.Act(room, new ModeratorAct("twitch", room.Login, bar.Until is null ? "unban" : "untimeout", ShowTime, By: by.Login, TargetId: user, Target: room.LoginOf(user)), Time.GetUtcNow());
            return true;
        }
    }

    internal void WarnBy(TwitchRoom room, string user, string reason, TokenUser by)
    {
        lock (_gate) _moderation.Act(room, new ModeratorAct("twitch", room.Login, "warn", ShowTime, By: by.Login, TargetId: user, Target: room.LoginOf(user), Reason: reason), Time.GetUtcNow());
    }

    internal HoldAnswer DecideBy(string id, HoldOutcome outcome, TokenUser by)
    {
        lock (_gate)
        {
            if (_rooms.Values.FirstOrDefault(r => r.Held.ContainsKey(id)) is not { } room) return HoldAnswer.NotFound;
            if (!Users.Moderates(by.UserId, room)) return HoldAnswer.NotModerator;
            Decide(room, id, outcome, by.Login, ShowTime);
            return HoldAnswer.Done;
        }
    }

    internal void SetModesBy(TwitchRoom room, ChatModes modes, TokenUser by)
    {
        lock (_gate) SetModes(room, modes, by.Login, ShowTime);
    }

    internal PostAnswer PostBy(TwitchRoom room, string text, string replyTo, TokenUser by)
    {
        lock (_gate)
        {
            var (now, moderates) = (Time.GetUtcNow(), Users.Moderates(by.UserId, room));
            if (room.Standing.BarOf(by.UserId, ShowTime) is not null) return new PostAnswer.NotAllowed();
            var parent = replyTo.Length > 0 ? room.RecentOfWire(replyTo) : null;
            if (replyTo.Length > 0 && parent is null) return new PostAnswer.BadParent();
            if (!_limits.MaySay(by.UserId, room.Id, moderates, now))
            {
                Calls.NoteOverrun("chat");
                return new PostAnswer.Dropped("msg_ratelimit", "Your message was not sent because you are sending messages too quickly.");
            }

            // A first word that begins so is taken for a command: it is cut off, and where nothing is left the whole is dropped.
            if (text[0] is '.' or '/')
            {
                text = text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? text[(space + 1)..].TrimStart() : "";
                if (text.Length == 0) return new PostAnswer.Dropped("msg_rejected", "Your message wasn't posted due to conflicts with the channel's moderation settings.");
            }

            if (!moderates && _limits.IsDuplicate(by.UserId, text, now)) return new PostAnswer.Dropped("msg_duplicate", "Your message was not sent because it is identical to the previous one you sent, less than 30 seconds ago.");
            Calls.NotePosted(text);
            var author = AuthorOf(room, by);
            return new PostAnswer.Posted(Say(room, client => client.UserId == by.UserId, author, parent is null ? text : $"@{parent.Login} {text}", parent));
        }
    }

    /// <returns>False: too soon after the last one.</returns>
    internal bool AnnounceBy(TwitchRoom room, string text, string color, TokenUser by)
    {
        lock (_gate)
        {
            if (!_limits.MayAnnounce(room.Id, Time.GetUtcNow()))
            {
                Calls.NoteOverrun("announcements");
                return false;
            }

            Calls.NotePosted(text);
            var told = new ChatEvent(EventKinds.Announcement, About: color.Length == 0 ? "PRIMARY" : color.ToUpperInvariant());
            var message = new ChatMessage("twitch", room.Login, NextId(by.UserId, room), ShowTime, ShowTime, AuthorOf(room, by), text, MessageKind.Announcement, Event: told);
            var sent = new TwitchMessage(new RecordedMessage(message), message.Id, ShowTime, null, null, WrongEmotes: false);
            room.Remember(RecentMessage.Of(message, [message.Id], ShowTime));
            Emit(new WireUnit(room, _lines.Message(sent, room.Login, room.Id), sent));
            return true;
        }
    }

    /// <returns>False: too soon after the last one, or after the last one for them.</returns>
    internal bool ShoutOutBy(TwitchRoom room, string to)
    {
        lock (_gate)
        {
            if (_limits.MayShoutOut(room.Id, to, Time.GetUtcNow())) return true;
            Calls.NoteOverrun("shoutouts");
            return false;
        }
    }

    /// <summary>Who has written in the room, as Get Chatters counts who is in it.</summary>
    internal (int Total, IReadOnlyList<(string Id, string Login)> Some) Chatters(TwitchRoom room, int most)
    {
        lock (_gate) return (room.Writers.Count, [.. room.Writers.Take(most).Select(w => (w.Key, w.Value))]);
    }

    /// <summary>Of those who have written anywhere, who is asked for by an id or a login.</summary>
    internal IReadOnlyList<EmulatedUser> WritersNamed(IReadOnlyCollection<string?> ids, IReadOnlyCollection<string?> logins)
    {
        lock (_gate) return [.. _rooms.Values.SelectMany(r => r.Writers).Where(w => ids.Contains(w.Key) || logins.Contains(w.Value, StringComparer.OrdinalIgnoreCase)).Select(w => new EmulatedUser(w.Key, w.Value))];
    }

    /// <summary>Our own account is no moderator any more, or is one again: everybody who moderates hears of it.</summary>
    private bool FireHelix(string drill)
    {
        if (!Acting.Fire(drill)) return false;
        if (drill == "moderator-revoked")
        {
            foreach (var room in _rooms.Values) _moderation.Act(room, new ModeratorAct("twitch", room.Login, "unmod", ShowTime, By: room.Login, TargetId: UserId, Target: UserLogin), Time.GetUtcNow());
        }

        return true;
    }

    private Author AuthorOf(TwitchRoom room, TokenUser by) =>
        new(by.UserId, by.Login, by.Login, by.UserId == room.Id ? ["broadcaster"] : Users.Moderates(by.UserId, room) ? ["moderator"] : []);

    private string NextId(string userId, TwitchRoom room) => TwitchNames.CopyId(userId + "#" + Interlocked.Increment(ref _said).ToString(CultureInfo.InvariantCulture), room.Login);
}
