using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;

namespace LiveConsole.Domain.Moderation;

/// <summary>What was hidden on our desks is shown again; and what we could not remove from its platform, and hid here meanwhile. Never what its platform removed.</summary>
/// <param name="Found">Handed in by the writer; null when the journal does not know the message.</param>
public sealed record UnhideMessage(MessageRef Message, ChatMessage? Found = null, Removal? Removed = null) : INeedsMessage
{
    public string Verb => "unhide";

    public Permission Needs => Permission.Moderate;

    public IShowCommand With(ChatMessage? message, Removal? removed, Listening.Judgement? judgement = null) => this with { Found = message, Removed = removed };

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (Found is null) return Refusals.NoMessage;
        if (Removed is null) return Decision.Unchanged;
        // Hidden by a rule, it waits for a person: that is the decision.
        if (Removals.ByRule(Removed) is not null && show.Lanes.Find(Found.Ref) is { } waits) return PassMessage.Passed(show, by, [waits, .. show.Lanes.CopiesOf(waits)]);
        return ShowingAgain.WhyNot(show, Found, Removed) is { } refusal ? refusal : Decision.Of([.. ShowingAgain.Of(show, Found.Ref, Found.Channel, Removed, now)]);
    }
}

/// <summary>What showing a message again writes: it stands as before, and its item gets its old place back, never the air (desks.md, section 4).</summary>
internal static class ShowingAgain
{
    /// <returns>Null: it was only hidden here, as far as we know, by whomever.</returns>
    public static Refusal? WhyNot(ShowState show, ChatMessage message, Removal removed)
    {
        if (OfOurs(show, message) is { IsOpenOrDone: true } ours) return ours.IsOpen ? Refusals.OnItsWay(ours) : ours.State == EffectState.Unknown ? Refusals.NobodyKnows(ours) : Refusals.MessageRemoved(show, removed);
        foreach (var removal in Removals.All(removed).Where(r => !r.Here || r.Many))
        {
            if (removal.Many || removal.Scope != RemovalScope.Message || !Ids(message).Any(id => show.Effects.Asked(id, removal) is { IsOpenOrDone: false }))
                return removal.Scope == RemovalScope.Viewer && removed.Scope == RemovalScope.Message ? Refusals.AuthorRemoved(message.Author.Name) : Refusals.MessageRemoved(show, removal);
        }

        return null;
    }

    /// <summary>The removal that we asked for, under the id of whichever room of a shared chat.</summary>
    public static Effect? OfOurs(ShowState show, ChatMessage message) => Ids(message).Select(show.Effects.Of).FirstOrDefault(e => e is { Deed: RemoveDeed });

    private static IEnumerable<MessageRef> Ids(ChatMessage message) => message.Copies.Prepend(message.Id).Select(id => new MessageRef(message.Platform, id));

    public static IEnumerable<Entry> Of(ShowState show, MessageRef message, string channel, Removal removed, DateTimeOffset now)
    {
        foreach (var removal in Removals.All(removed)) yield return new RemovalLifted(message.Platform, channel, message.Id, removal.At, By: removal.By);
        if (!show.Asked.TryGetValue(message, out var id) || show.Item(id) is not { } item || !item.Asks.Any(a => a.Message == message && a.Removed?.At == removed.At)) yield break;
        var counted = new AskStruck(id, message, null);
        yield return counted;
        var shown = show.Apply(new StoredEntry(show.Sequence + 1, now, counted));
        if (Place(shown, shown.Items[id], now) is { } standing) yield return new ItemChanged(id, [standing]);
    }

    /// <returns>Where it stood before a removal of ours withdrew it; null: it was not withdrawn by one, or still shows what was removed.</returns>
    private static StandingIs? Place(ShowState show, Item item, DateTimeOffset now)
    {
        if (item.Stage != Stage.Withdrawn || item.ShowsRemoved || !item.Stamps.TryGetValue(StandingIs.Name, out var stamp) || !show.Actions.TryGetValue(stamp.Action, out var action) || action.Struck.IsEmpty) return null;
        return action.Before.FirstOrDefault(b => b.Item == item.Id && b.Before is StandingIs).Before is StandingIs was ? was.OffAir().Honest(show, item, now) : null;
    }
}
