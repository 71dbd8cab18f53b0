using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Domain.Moderation;

/// <summary>
/// D on a folded row: all of these off our desks and screens at once, and each off its platform; where that cannot be (another platform than was named, no account, no
/// call, no units left), it is hidden here. One decision, one action.
/// </summary>
/// <param name="Messages">Sequences as they were painted, at most <see cref="Most"/>; those that are not among the newest any more are left out.</param>
/// <param name="Platform">Only there; null: on each of theirs.</param>
public sealed record RemoveMessages(ImmutableArray<long> Messages, string? Platform = null, string? Reason = null) : IStrikes
{
    /// <summary>A command: who has more sends several.</summary>
    public const int Most = 1_000;

    public string Verb => "remove";

    public Permission Needs => Permission.Moderate;

    public IEnumerable<MessagesRemoved> Strikes(ShowState show, Actor by, DateTimeOffset now) => Bulk.Of(show, Messages).Select(row => Striking.Of(row.Message, by, Reason, here: false, now));

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (Bulk.Refused(Messages, Reason) is { } wrong) return wrong;
        List<FeedRow> rows = [.. Bulk.Of(show, Messages)];
        if (rows.Count == 0) return Refusals.NoMessage;
        List<FeedRow> open = [.. rows.Where(r => !Bulk.IsRemoved(show, r))];
        if (open.Count == 0) return Bulk.AllDone(show, rows, by);
        var (requested, refusal) = Requests(show, by, open);
        if (requested.Count == 0 && refusal is not null) return refusal;
        var asked = requested.Select(r => ((RemoveDeed)r.Deed).MessageId).ToHashSet(StringComparer.Ordinal);
        // What is struck already, and only hidden here by this, needs that no more; what is asked for is struck by this action too: each is undone by itself.
        List<Entry> entries = [.. Bulk.Struck(show, open.Where(r => asked.Contains(Target(r)) || !show.IsRemoved(r.Sequence)).Select(r => Striking.Of(r.Message, by, Reason, here: !asked.Contains(Target(r)), now)), now)];
        if (requested.Count > 0) entries.Add(new EffectsRequested([.. requested]));
        return Decision.Of(entries);
    }

    /// <returns>In order, as many as each chat lets us; and why the first that is only hidden is: of what was asked for there.</returns>
    private (List<RequestedEffect> Requested, Refusal? Refusal) Requests(ShowState show, Actor by, List<FeedRow> open)
    {
        List<RequestedEffect> requested = [];
        Refusal? refusal = null;
        foreach (var chat in open.Where(r => Platform is null || r.Message.Platform == Platform).GroupBy(r => (r.Message.Platform, r.Message.Channel)))
        {
            if (Asking.WhyNot(show, by, chat.Key.Platform, chat.Key.Channel, DeedKind.Remove) is { } why)
            {
                refusal ??= why;
                continue;
            }

            var room = Asking.Room(show, by, chat.Key.Platform) - requested.Count(r => r.Platform == chat.Key.Platform);
            foreach (var (channel, author, row) in chat.Select(r => (r.Message.Channel, r.Message.Author, r)))
            {
                if (Asking.IsOfTheHouse(show, row.Message)) refusal ??= Refusals.OfTheHouse(author.Name);
                else if (room-- > 0) requested.Add(Asking.Effect(show, chat.Key.Platform, channel, new RemoveDeed(Target(row), Asking.TargetOf(author)), requested.Count));
            }
        }

        return (requested, refusal);
    }

    private static string Target(FeedRow row) => Asking.LocalId(row.Message);
}

/// <summary>H on a folded row: all of these off our desks and screens; their platforms go on showing them. Undone, they stand as before.</summary>
/// <param name="Messages">As of <see cref="RemoveMessages"/>.</param>
public sealed record HideMessages(ImmutableArray<long> Messages, string? Reason = null) : IStrikes
{
    public string Verb => "hide";

    public Permission Needs => Permission.Moderate;

    public IEnumerable<MessagesRemoved> Strikes(ShowState show, Actor by, DateTimeOffset now) => Bulk.Of(show, Messages).Select(row => Striking.Of(row.Message, by, Reason, here: true, now));

    public Decision Decide(ShowState show, Actor by, DateTimeOffset now)
    {
        if (Bulk.Refused(Messages, Reason) is { } wrong) return wrong;
        List<FeedRow> rows = [.. Bulk.Of(show, Messages)];
        if (rows.Count == 0) return Refusals.NoMessage;
        List<FeedRow> open = [.. rows.Where(r => !show.IsRemoved(r.Sequence))];
        return open.Count == 0 ? Bulk.AllDone(show, rows, by) : Decision.Of([.. Bulk.Struck(show, open.Select(r => Striking.Of(r.Message, by, Reason, here: true, now)), now)]);
    }
}

/// <summary>What acts on many messages has in common.</summary>
internal static class Bulk
{
    public static Refusal? Refused(ImmutableArray<long> messages, string? reason = null) => messages.IsDefaultOrEmpty ? Refusals.NoMessage
        : reason?.Length > Bans.LongestReason ? Refusals.ReasonTooLong
        : messages.Length > RemoveMessages.Most ? Refusals.Invalid($"At most {RemoveMessages.Most} messages at once.", $"Au plus {RemoveMessages.Most} messages à la fois.") : null;

    public static IEnumerable<FeedRow> Of(ShowState show, ImmutableArray<long> messages) =>
        messages.IsDefault ? [] : messages.Distinct().Order().Select(show.Recent.Find).OfType<FeedRow>();

    /// <summary>Gone from its platform, or asked to be: nothing is left to ask.</summary>
    public static bool IsRemoved(ShowState show, FeedRow row) =>
        ShowingAgain.OfOurs(show, row.Message) is { } effect ? effect.IsOpenOrDone : show.Struck.GetValueOrDefault(row.Sequence) is { Here: false };

    /// <summary>Pressed again by who did it, it is harmless; another is told who was first.</summary>
    public static Decision AllDone(ShowState show, List<FeedRow> rows, Actor by)
    {
        foreach (var row in rows)
        {
            if (show.Struck.GetValueOrDefault(row.Sequence) is { } removal && removal.By != by.Name) return Refusals.MessageRemoved(show, removal);
        }

        return Decision.Unchanged;
    }

    /// <summary>The removals with what they do to items, each after what those before it did: the last of an item's asks withdraws it.</summary>
    public static IEnumerable<Entry> Struck(ShowState show, IEnumerable<MessagesRemoved> removals, DateTimeOffset now)
    {
        foreach (var removed in removals)
        {
            // Of what is gone already (hidden here, now off its platform as well) nothing more follows.
            yield return removed;
            foreach (var entry in RemovalConsequences.Of(show, removed, now).ToList())
            {
                yield return entry;
                show = show.Apply(new StoredEntry(show.Sequence + 1, now, entry));
            }
        }
    }
}
