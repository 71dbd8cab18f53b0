using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Moderation;

namespace LiveConsole.Domain.Journal;

/// <summary>What was removed on its platform or hidden here: struck, and what is shown again.</summary>
public sealed partial record ShowState
{
    /// <summary>Removals of the messages in <see cref="Recent"/>, by sequence.</summary>
    public ImmutableDictionary<long, Removal> Struck { get; init; } = ImmutableDictionary<long, Removal>.Empty;

    public RemovalMemory Removed { get; init; } = RemovalMemory.Empty;

    /// <summary>This removal is in the journal already, by the other transport or from a history read twice. Struck by a whole-chat clear is not removed by itself: that still withdraws.</summary>
    public bool WasTold(MessagesRemoved removed) => Removed.Holds(removed)
        || (KnownRemoval(removed) is { Scope: not RemovalScope.Channel } known && !Removals.Supersedes(known, removed.Removal));

    /// <summary>It was told (<see cref="WasTold"/>) by who did not know who did it: this one does.</summary>
    public bool LearnsWho(MessagesRemoved removed) => Removed.LearnsWho(removed)
        || (removed.Removal.By is not null && KnownRemoval(removed) is { } known && Removals.Named(known, removed.Removal) != known);

    private Removal? KnownRemoval(MessagesRemoved removed) =>
        removed.MessageId is { } id && Recent.Find(new MessageRef(removed.Platform, id)) is { } row ? Struck.GetValueOrDefault(row.Sequence) : null;

    private ShowState WithRemoval(StoredEntry stored, MessagesRemoved e)
    {
        var struck = Struck.ToBuilder();
        var found = false;
        for (var i = 0; i < Recent.Count; i++)
        {
            var row = Recent[i];
            if (!Removals.Reaches(e, row.Message)) continue;
            found = true;
            struck[row.Sequence] = struck.TryGetValue(row.Sequence, out var known) ? Removals.Next(known, e.Removal) : e.Removal;
        }

        var state = this with { Struck = struck.ToImmutable(), Removed = Removed.With(e, found), Lanes = CallAnswered(stored, e, Lanes.Without(e)) };
        return stored is { Command: { } command, By: { } by } ? state.WithRecord(command, stored.Verb ?? "", by, stored.At, r => e.MessageId is { } id ? state.Striking(r, new MessageRef(e.Platform, id)) : r) : state;
    }

    /// <summary>Who has the lead's say removed what the lead was called for: that answers the call. Distress is no less for a volunteer's removal, or a platform's.</summary>
    private LaneBook CallAnswered(StoredEntry stored, MessagesRemoved e, LaneBook lanes) =>
        stored is { Command: { } action, Verb: "remove" and var verb, By: { } by } && e.MessageId is { } id && May(by, Permission.Modes)
            && Lanes.Calls.Values.FirstOrDefault(c => c.Message == new MessageRef(e.Platform, id)) is { } call ? lanes.Decide(call.Sequence, action, verb, by, stored.At) : lanes;

    private ActionRecord Striking(ActionRecord record, MessageRef message) =>
        Actions.Values.Sum(a => a.Struck.Length) < StruckKept ? record with { Struck = record.Struck.Add(message) } : record with { Struck = [] };

    /// <summary>Shown again: it waits in the lanes it belongs to, unless somebody has decided about it.</summary>
    private ShowState WithLifted(RemovalLifted e)
    {
        var message = new MessageRef(e.Platform, e.MessageId);
        var state = this with { Removed = Removed.Without(message, e.Of) };
        if (Recent.Find(message) is not { } row || Recent.FindKept(row.Sequence) is null || Struck.GetValueOrDefault(row.Sequence)?.At != e.Of) return state;
        var open = !Asked.ContainsKey(row.Message.Ref) && Lanes.LastDecision(row.Sequence) is null;
        return state with { Struck = Struck.Remove(row.Sequence), Lanes = open ? Lanes.With(row, LaneRules.Of(row.Message, row.Judgement)) : Lanes };
    }
}
