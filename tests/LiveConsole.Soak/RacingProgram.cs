using System.Globalization;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Journal;
using LiveConsole.Journal.Postgres;
using LiveConsole.Testing;

namespace LiveConsole.Soak;

/// <summary>One of the processes that race for a show: decides on what it has read, appends with the version it decided on, says what was done.</summary>
internal static class RacingProgram
{
    public const string Word = "racer";

    public static async Task<int> RunAsync(string database, string writer, Guid showId, TimeSpan @for, int seed)
    {
        await using var journal = await PostgresJournal.OpenAsync(database, TimeProvider.System, RaceSoak.Schema);
        var (show, dice, by) = (new ShowId(showId), new Random(unchecked((seed * 397) + writer.Length)), A.Editor(writer));
        var state = ShowState.Empty;
        var (since, messages, mismatches, batches, entries) = (TimeProvider.System.GetTimestamp(), 0, 0, 0, 0L);
        while (TimeProvider.System.GetElapsedTime(since) < @for)
        {
            await foreach (var page in journal.ReadAsync(show, state.Sequence, null, default)) state = state.Apply(page);
            List<NewEntry> batch = [.. Enumerable.Range(0, dice.Next(1, 30)).Select(_ => new NewEntry(A.Time, new MessageArrived(A.Message(id: $"{writer}-{messages++}"))))];
            // The item's number is decided on the state: a version that is not honoured shows as a number given twice.
            var decides = dice.Next(4) > 0;
            if (decides) batch.Add(new NewEntry(A.Time, new ItemAdded(new Item(ItemId.New(A.Time), state.LastNumber + 1, ItemKind.Line, A.Time, by)), Guid.CreateVersion7(), "add", by));
            switch (await journal.AppendAsync(show, new Batch(Guid.CreateVersion7(), batch), decides ? state.DeskVersion : null, null, default))
            {
                case Appended.Done:
                    (batches, entries) = (batches + 1, entries + batch.Count);
                    break;
                case Appended.VersionMismatch:
                    mismatches++;
                    break;
                case var other:
                    throw new InvalidOperationException($"An append of the race: {other}");
            }
        }

        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"done {batches} {entries} {mismatches}"));
        return 0;
    }
}
