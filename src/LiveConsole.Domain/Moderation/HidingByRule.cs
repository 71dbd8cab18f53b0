using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Listening;

namespace LiveConsole.Domain.Moderation;

/// <summary>
/// What a rule of the show hides by itself (<see cref="HideRule"/>), decided once, when the message is judged: the journal keeps it, and whoever replays it needs no rule. Here alone: its
/// platform shows it, so a person decides about it as about any other.
/// </summary>
internal static class HidingByRule
{
    /// <returns>Null: no rule names it, somebody has just let stand what says the same, or its platform held it back and somebody let it through.</returns>
    public static MessagesRemoved? Of(ShowState show, FeedRow row, DateTimeOffset now)
    {
        if (show.Settings?.Listening.Safety.Hides is not { IsEmpty: false } rules || HideRules.Which(rules, row.Message, row.Judgement) is not { } mark) return null;
        if (show.Lanes.LetsStand(row, m => HideRules.Names(rules, m)) || show.Holds.Find(row.Message.Ref) is { Outcome: not HoldOutcome.Denied }) return null;
        return Hidden(row.Message, new Removal(now, RemovalScope.Message, Actor.Program.Name, Here: true) { Rule = mark.Kind });
    }

    private static MessagesRemoved Hidden(ChatMessage message, Removal removal) => new(message.Platform, message.Channel, removal, MessageId: message.Id);

    /// <summary>A person lets these stand: what a rule hides of them is shown again.</summary>
    public static IEnumerable<Entry> ShownAgain(ShowState show, IEnumerable<long> messages)
    {
        foreach (var sequence in messages)
        {
            if (HiddenAt(show, sequence) is var (message, channel, removal)) yield return new RemovalLifted(message.Platform, channel, message.Id, removal.At, By: removal.By);
        }
    }

    /// <summary>Undone, what that action had shown again is hidden as before, unless it is asked by now.</summary>
    /// <param name="show">With what the undo has put back of the items.</param>
    public static IEnumerable<Entry> HiddenAgain(ShowState show, Guid action)
    {
        foreach (var decided in show.Lanes.Decided)
        {
            if (decided.Action != action || decided is not { ShowsAgain: true, Hidden: { } removal }) continue;
            var (message, channel) = decided.Was is { } was ? (was.Row.Message.Ref, was.Row.Message.Channel) : (decided.Call!.Message, ChannelOf(show, decided.Sequence));
            if (show.IsAsked(message)) continue;
            yield return new MessagesRemoved(message.Platform, channel, removal, MessageId: message.Id);
            // Promoted, and that was taken back: its words stand in an item that is put aside.
            if (show.Asked.TryGetValue(message, out var item)) yield return new AskStruck(item, message, removal);
        }
    }

    /// <returns>What a rule did, whoever has removed it besides; null: none hides it.</returns>
    private static (MessageRef Message, string Channel, Removal Removal)? HiddenAt(ShowState show, long sequence)
    {
        if (show.Recent.Find(sequence) is { Message: var at }) return Removals.All(show.Struck.GetValueOrDefault(sequence)).FirstOrDefault(r => r.Rule is not null) is { } stands ? (at.Ref, at.Channel, stands) : null;
        return show.Lanes.HiddenAt(sequence) is var (message, removal) ? (message, ChannelOf(show, sequence), removal) : null;
    }

    /// <summary>What the lead is called for may be older than what is at hand: by its id alone it is known all the same.</summary>
    private static string ChannelOf(ShowState show, long sequence) => (show.Lanes.Waiting.GetValueOrDefault(sequence)?.Row ?? show.Recent.Find(sequence))?.Message.Channel ?? "";
}
