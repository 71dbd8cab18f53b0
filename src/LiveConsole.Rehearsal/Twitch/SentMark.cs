namespace LiveConsole.Rehearsal.Twitch;

/// <summary>A message on its way by several transports to several clients: it counts once, when the first of them has it on the wire.</summary>
/// <param name="messageId">The origin's id in a shared chat.</param>
internal sealed class SentMark(string messageId)
{
    private int _sent;

    public string MessageId { get; } = messageId;

    public bool IsFirst() => Interlocked.Exchange(ref _sent, 1) == 0;
}
