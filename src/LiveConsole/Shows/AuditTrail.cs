using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Shows;

/// <summary>Which deeds are wanted; null: all.</summary>
/// <param name="Person">Of the account, screen or played colleague.</param>
/// <param name="Number">Those that are about this item.</param>
public sealed record AuditWish(string? Person = null, string? Verb = null, int? Number = null);

/// <summary>One deed: who did what when, in which role.</summary>
/// <param name="Sequence">Of its first entry: reading goes on before it.</param>
/// <param name="Numbers">The items it was about, the one it names first.</param>
/// <param name="Detail">What more there is to say of it.</param>
public sealed record AuditLine(long Sequence, DateTimeOffset At, Actor By, string Verb, Guid Command, ImmutableArray<int> Numbers, Words? Detail)
{
    public bool Equals(AuditLine? other) => other is not null && Sequence == other.Sequence;

    public override int GetHashCode() => Sequence.GetHashCode();
}

/// <summary>
/// The journal's deeds as people read them, newest first. What is said on the crew line is told without its words (it is read there, by whom it is for); that somebody has
/// seen it, or typed on what they hold, is no deed.
/// </summary>
public static class AuditTrail
{
    private const int Page = 500;

    private static readonly string[] NoDeeds = ["seen", "renew"];

    public static bool IsDeed(string? verb) => verb is not null && !NoDeeds.Contains(verb, StringComparer.Ordinal);

    /// <param name="read">Entries that came of commands, newest first: before which sequence, how many.</param>
    public static async IAsyncEnumerable<AuditLine> LinesAsync(Func<long?, int, CancellationToken, ValueTask<IReadOnlyList<StoredEntry>>> read, ShowState state, AuditWish wish, long? before,
        [EnumeratorCancellation] CancellationToken ct)
    {
        List<StoredEntry> deed = [];
        while (await read(before, Page, ct) is { Count: > 0 } page)
        {
            foreach (var entry in page)
            {
                // Entries of one command stand together in the journal.
                if (deed.Count > 0 && deed[0].Command != entry.Command)
                {
                    if (Line(deed, state, wish) is { } line) yield return line;
                    deed.Clear();
                }

                deed.Add(entry);
            }

            before = page[^1].Sequence;
        }

        if (Line(deed, state, wish) is { } last) yield return last;
    }

    /// <param name="deed">Newest first.</param>
    private static AuditLine? Line(List<StoredEntry> deed, ShowState state, AuditWish wish)
    {
        if (deed is not [.., { By: { } by, Command: { } command, Verb: { } verb } first] || !IsDeed(verb)) return null;
        if ((wish.Person is { } person && person != by.Id) || (wish.Verb is { } wanted && wanted != verb)) return null;
        // TAKE changes what leaves before what comes: the last one is what it is about.
        ImmutableArray<int> numbers = [.. deed.SelectMany(e => ItemsOf(e.Entry)).Select(id => state.Item(id)?.Number).Concat(deed.Select(e => e.Entry).OfType<CrewSaid>().Select(s => s.Number)).OfType<int>().Distinct()];
        if (wish.Number is { } number && !numbers.Contains(number)) return null;
        return new AuditLine(first.Sequence, first.At, by, verb, command, numbers, AuditWords.Of(deed, state));
    }

    private static IEnumerable<ItemId> ItemsOf(Entry entry) => entry switch
    {
        ItemChanged e => [e.Item],
        ItemAdded e => [e.Item.Id],
        AskStruck e => [e.Item],
        AirChanged { Air.Item: { } item } => [item],
        AirChanged { Air.Previous: { } item } => [item],
        _ => [],
    };
}
