namespace LiveConsole.Rehearsal.Twitch;

/// <summary>A message ready for both transports.</summary>
internal sealed record WireUnit(TwitchRoom Room, IrcLine Line, TwitchMessage Message)
{
    /// <summary>The same when it goes out again: EventSub then repeats the notification under its old message id.</summary>
    public string Name => Message.WireId;

    /// <summary>The same once more; counted once more.</summary>
    public WireUnit Again() => this with { Line = Line with { Mark = Line.Mark is { } mark ? new SentMark(mark.MessageId) : null } };
}
