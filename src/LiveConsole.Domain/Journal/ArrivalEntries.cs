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
        yield return new MessageArrived(message);
        // Its removal came first, or its author was removed after writing it: struck from the start.
        if (RemovedBefore(show, message) is { } removal)
            yield return new MessagesRemoved(message.Platform, message.Channel, removal, MessageId: message.Id);
        else if (show.RemovedViewers.TryGetValue(message.Viewer, out var viewer) && message.SentAt <= viewer.At)
            yield return new MessagesRemoved(message.Platform, message.Channel, viewer, MessageId: message.Id);
    }

    /// <summary>A shared chat's room removes by its own copy's id.</summary>
    private static Removal? RemovedBefore(ShowState show, ChatMessage message)
    {
        if (show.RemovedBefore.IsEmpty) return null;
        if (show.RemovedBefore.TryGetValue(message.Ref, out var removal)) return removal;
        foreach (var copy in message.Copies)
        {
            if (show.RemovedBefore.TryGetValue(new MessageRef(message.Platform, copy), out removal)) return removal;
        }

        return null;
    }

    private static IEnumerable<Entry> Removed(ShowState show, MessagesRemoved removed, DateTimeOffset now) =>
        [removed, .. RemovalConsequences.Of(show, removed, now)];
}
