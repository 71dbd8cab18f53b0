using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Domain.Journal;

/// <summary>What an arrival becomes in the journal, with what it does to items beside it. Pure; on the writer's thread.</summary>
public static class ArrivalEntries
{
    /// <summary>The caller has dropped messages that were seen before.</summary>
    public static IEnumerable<Entry> Of(ShowState show, Arrival arrival, DateTimeOffset now) => arrival switch
    {
        MessageCame a => Message(show, a.Message),
        RemovalCame a => Removed(show, new MessagesRemoved(a.Platform, a.Channel, a.Removal, a.MessageId, a.ViewerId, a.Seconds), now),
        ViewersCame a => [new ViewersSampled(a.Platform, a.Channel, a.Count, a.At)],
        ResumePointReached a => [new ResumePointKept(a.Source, a.Token)],
        SourceChanged a => [new SourceMoved(a.Source, a.State, a.Reason, a.At)],
        GapFound a => [new GapRecorded(new Gap(a.Source, a.From, a.To, a.Reason))],
        _ => throw new InvalidOperationException($"No entry for {arrival.GetType().Name}."),
    };

    private static IEnumerable<Entry> Message(ShowState show, ChatMessage message)
    {
        yield return new MessageArrived(message.Bounded());
        // Its removal came first, or its author was removed (its chat cleared) after it was written: struck from the start.
        if (show.Removed.Of(message) is { } removal)
            yield return new MessagesRemoved(message.Platform, message.Channel, removal, MessageId: message.Id);
    }

    /// <summary>Told twice, it is one entry: the second would strike nothing more.</summary>
    private static IEnumerable<Entry> Removed(ShowState show, MessagesRemoved removed, DateTimeOffset now) =>
        show.WasTold(removed) ? [] : [removed, .. RemovalConsequences.Of(show, removed, now)];
}
