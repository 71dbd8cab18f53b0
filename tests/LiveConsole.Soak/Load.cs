using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Soak;

/// <summary>People who press and platforms that bring, all at once and without pause; says what was acknowledged to them.</summary>
/// <param name="leavesTheAir">Nobody takes or clears.</param>
/// <param name="acknowledged">"ack ID VERB" for a verb that is journaled, "msg ID" for a message that is, "no ID" for a verb of which it was said that nothing was saved.</param>
internal sealed class Load(LiveShow show, int seed, int run, Action<string> acknowledged, bool leavesTheAir = false)
{
    private const int People = 4;
    private const int Feeds = 2;

    private int _refused;
    private int _refusedInARow;
    private readonly TaskCompletionSource _away = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Verbs refused because storage was away.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Completes when storage takes not the smallest turn any more.</summary>
    public Task StorageIsAway => _away.Task;

    public Task RunAsync(CancellationToken ct) => Task.WhenAll([
        .. Enumerable.Range(0, People).Select(n => PressAsync(new Random(HashCode.Combine(seed, run, n)), A.Editor($"Person {n}"), ct)),
        .. Enumerable.Range(0, Feeds).Select(n => BringAsync(new Random(HashCode.Combine(seed, run, 100 + n)), n, ct)),
    ]);

    /// <summary>What an earlier process may have done already: the same ids again.</summary>
    public async Task RepeatAsync(IEnumerable<(Guid Id, string Text)> moments, IEnumerable<string> messages)
    {
        foreach (var (id, text) in moments) await SendAsync(new MarkMoment(text), A.Editor("Person 0"), id, repeatable: true);
        await show.Writer.TakeAsync([.. messages.Select(id => new MessageCame(A.Message(id: id)))], default);
    }

    private async Task PressAsync(Random dice, Actor by, CancellationToken ct)
    {
        await Task.Yield();
        while (!ct.IsCancellationRequested)
        {
            var state = show.Snapshot.State;
            var item = state.Items.Count == 0 ? null : state.Item(dice.Next(1, state.LastNumber + 1));
            IShowCommand command = dice.Next(8) switch
            {
                0 => new AddItem(ItemKind.Line, $"Line {dice.Next()}", null, null, "fr", ItemId.New(TimeProvider.System.GetUtcNow())),
                1 when item is not null => new PutOnAir(item.Id, item.Version, state.Air.Item),
                2 when item is not null => new QueueItem(item.Id, item.Version, dice.Next(1, 4)),
                3 when item is not null => new EditItem(item.Id, item.Version) { Note = $"Note {dice.Next()}" },
                4 when item is not null => new DismissItem(item.Id, item.Version, DismissReason.NotSuitable),
                5 when item is not null => new ReopenItem(item.Id, item.Version),
                6 => new TakeOffAir(),
                _ => new MarkMoment($"moment {dice.Next()}"),
            };
            // Bounded, so that states stay of a show's size.
            if (command is AddItem && state.LastNumber > 150) command = new TakeNext();
            if (leavesTheAir && command is (PutOnAir or TakeNext or TakeOffAir)) command = new MarkMoment($"moment {dice.Next()}");
            await SendAsync(command, by, Guid.CreateVersion7(), repeatable: dice.Next(2) == 0);
        }
    }

    private async Task SendAsync(IShowCommand command, Actor by, Guid id, bool repeatable)
    {
        switch (await show.DoAsync(command, by, id, repeatable, default))
        {
            case Outcome.Accepted { Changed: true, Journaled: true }:
                Interlocked.Exchange(ref _refusedInARow, 0);
                acknowledged($"ack {id} {command.Verb} {(command as MarkMoment)?.Text}");
                break;
            case Outcome.Refused { Refusal.Kind: RefusalKind.Storage }:
                acknowledged($"no {id}");
                Interlocked.Increment(ref _refused);
                if (Interlocked.Increment(ref _refusedInARow) == 50) _away.TrySetResult();
                break;
        }
    }

    private async Task BringAsync(Random dice, int feed, CancellationToken ct)
    {
        await Task.Yield();
        for (var n = 0; !ct.IsCancellationRequested;)
        {
            var batch = Enumerable.Range(0, dice.Next(1, 40)).Select(_ => A.Message(id: $"{run}-{feed}-{n++}", viewer: $"v{dice.Next(500)}", text: $"how cold is it, {dice.Next()}?")).ToList();
            await show.Writer.TakeAsync([.. batch.Select(m => new MessageCame(m))], ct);
            foreach (var message in batch) acknowledged($"msg {message.Id}");
        }
    }
}
