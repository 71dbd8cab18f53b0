namespace LiveConsole.Rehearsal.Twitch.EventSub;

/// <summary>What happened, on its way to those who asked for it: it leaves at its own time, apart from IRC.</summary>
internal sealed class Notifications(EventSubSessions sessions)
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMilliseconds(1500);

    private readonly Queue<Waiting> _waiting = new();
    private readonly List<(DateTimeOffset Due, EventSubSession Session, byte[] Frame)> _again = [];
    private DateTimeOffset _lastDue;

    private int _resends;

    /// <summary>So many of the next ones are sent again, each under the message id it had.</summary>
    public void ResendNext(int count)
    {
        lock (sessions.Gate) _resends = count;
    }

    public bool AreWanted(string type, string channel)
    {
        lock (sessions.Gate) return !sessions.Book.Of(type, channel).IsEmpty;
    }

    /// <param name="unit">Names what happened: told again under the same name it is a resend.</param>
    public void Put(string type, string channel, string unit, DateTimeOffset at, byte[] body, DateTimeOffset due, SentMark? mark = null)
    {
        lock (sessions.Gate)
        {
            // One after the other: what was said first does not arrive second, save when a drill wants it so.
            if (due < _lastDue) due = _lastDue;
            _lastDue = due;
            _waiting.Enqueue(new Waiting(due, type, channel, unit, at, body, mark));
        }
    }

    public void Release(DateTimeOffset now, bool all)
    {
        lock (sessions.Gate)
        {
            while (_waiting.TryPeek(out var next) && (all || next.Due <= now)) Send_NeedsLock(_waiting.Dequeue(), now);
            if (_again.Count == 0) return;
            foreach (var (due, session, frame) in _again)
            {
                if ((all || due <= now) && session.IsOpen) sessions.Send_NeedsLock(session, frame);
            }

            _again.RemoveAll(a => all || a.Due <= now);
        }
    }

    private void Send_NeedsLock(in Waiting what, DateTimeOffset now)
    {
        foreach (var subscription in sessions.Book.Of(what.Type, what.Channel))
        {
            var session = subscription.Session;
            if (!session.IsOpen) continue;
            var frame = EventSubFrames.Notification(subscription, TwitchNames.CopyId(what.Unit, subscription.Id), what.At, what.Body);
            sessions.Send_NeedsLock(session, frame, what.Mark);
            if (_resends <= 0) continue;
            _resends--;
            _again.Add((now + AgainAfter, session, frame));
        }
    }

    private readonly record struct Waiting(DateTimeOffset Due, string Type, string Channel, string Unit, DateTimeOffset At, byte[] Body, SentMark? Mark);
}
