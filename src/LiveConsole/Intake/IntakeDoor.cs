using System.Collections.Concurrent;
using System.Collections.Immutable;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Intake;

/// <summary>What became of an intake call.</summary>
public abstract record IntakeAnswer
{
    /// <summary>Everything accepted is in the journal, on disk: it is not lost any more.</summary>
    public sealed record Done(int Accepted, int Duplicate, ImmutableArray<IntakeRefusal> Refused) : IntakeAnswer;

    /// <summary>Nothing is acknowledged. Sent again after <paramref name="After"/> it is taken once, whatever became of this call.</summary>
    public sealed record NotNow(RefusalKind Kind, Words Why, TimeSpan After) : IntakeAnswer;
}

/// <summary>
/// The way of messages from any other source into a show: judged, through the writer's queue, and answered only after their commit. A show that has
/// no room says so instead of dropping. Each source is one of the show's sources from its first message on. Safe on any thread.
/// </summary>
public sealed class IntakeDoor(TimeProvider time)
{
    /// <summary>So many calls of a show may wait for their commit: at 1,000 messages each, half of the writer's queue.</summary>
    public const int CallsWaiting = 10;

    /// <summary>A show's sources are in its state, which is bounded.</summary>
    public const int MostSources = 30;

    public const string Transport = "intake";

    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1), Later = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ShowId, Waiting> _waiting = new();

    public async Task<IntakeAnswer> TakeAsync(LiveShow show, IntakeRead read, CancellationToken ct)
    {
        if (show.ReadOnly is { } readOnly) return new IntakeAnswer.NotNow(RefusalKind.Storage, readOnly.Refusal.Words, Later);
        var room = _waiting.GetOrAdd(show.Id, _ => new Waiting());
        // While nothing is saved one call is enough to find out when that is over.
        var trouble = show.Snapshot.Storage is { Slow: false, Words: { } words } ? words : null;
        if (!room.TryEnter(trouble is null ? CallsWaiting : 1)) return trouble is null ? new IntakeAnswer.NotNow(RefusalKind.Busy, Full, Soon) : new IntakeAnswer.NotNow(RefusalKind.Storage, trouble, Later);
        var taken = TakeAsync(show, read, room);
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(taken, Task.Delay(AnswersWithin, time, answered.Token));
        await answered.CancelAsync();
        ct.ThrowIfCancellationRequested();
        // What waits on keeps its room until the writer has taken it: a caller that is told to come again cannot fill the queue.
        return taken.IsCompleted ? await taken : new IntakeAnswer.NotNow(RefusalKind.UnknownOutcome, NotYet, Later);
    }

    private static async Task<IntakeAnswer> TakeAsync(LiveShow show, IntakeRead read, Waiting room)
    {
        try
        {
            var (rows, refused) = room.Admit(show.Snapshot.State, read);
            if (rows.Count == 0) return new IntakeAnswer.Done(0, 0, refused);
            var now = show.Clock.Now;
            List<Arrival> arrivals = [.. NewSources(show.Snapshot.State, rows).Select(key => new SourceChanged(key, SourceState.Live, now))];
            foreach (var row in rows)
            {
                arrivals.Add(new MessageCame(row.Message));
                if (row.Removal is { } removal) arrivals.Add(new RemovalCame(row.Message.Platform, row.Message.Channel, removal, row.Message.Id));
            }

            var taken = await show.TakeAsync(arrivals, CancellationToken.None);
            return new IntakeAnswer.Done(taken.New, taken.Duplicate, refused);
        }
        catch (OperationCanceledException)
        {
            return new IntakeAnswer.NotNow(RefusalKind.Busy, Closing, Later);
        }
        finally
        {
            room.Leave();
        }
    }

    private static IEnumerable<SourceKey> NewSources(ShowState state, IEnumerable<IntakeRow> rows) =>
        rows.Select(r => new SourceKey(r.Message.Platform, r.Message.Channel, Transport)).Distinct()
            .Where(key => state.Sources.GetValueOrDefault(key) is not { State: SourceState.Live });

    private static Words Full => new("Too many calls wait for this show. Send it again in a second.", "Trop d'appels attendent pour cette émission. Renvoyez-le dans une seconde.");

    private static Words NotYet => new(
        "Not known yet: the journal has not answered. Send the same messages again: each counts once.",
        "Pas encore connu : le journal n'a pas répondu. Renvoyez les mêmes messages : chacun compte une fois.");

    private static Words Closing => new("The show is being closed here. Send it again in a moment.", "L'émission se ferme ici. Renvoyez-le dans un instant.");

    private static Words TooManySources => new(
        $"Not taken: this show has {MostSources} sources already. Use the name of one of them.", $"Pas pris : cette émission a déjà {MostSources} sources. Utilisez le nom de l'une d'elles.");

    private sealed class Waiting
    {
        // A lock: calls of one show come on many threads, and the snapshot shows a new source only a moment later.
        private readonly Lock _lock = new();
        private readonly HashSet<(string Platform, string Channel)> _admitted = [];
        private int _calls;

        public (List<IntakeRow> Rows, ImmutableArray<IntakeRefusal> Refused) Admit(ShowState state, IntakeRead read)
        {
            List<IntakeRow> rows = [];
            List<IntakeRefusal> refused = [.. read.Refused];
            lock (_lock)
            {
                _admitted.UnionWith(state.Sources.Keys.Where(k => k.Transport == Transport).Select(k => (k.Platform, k.Channel)));
                foreach (var row in read.Rows)
                {
                    var source = (row.Message.Platform, row.Message.Channel);
                    if (_admitted.Contains(source) || (_admitted.Count < MostSources && _admitted.Add(source))) rows.Add(row);
                    else refused.Add(new IntakeRefusal(row.Index, TooManySources));
                }
            }

            return (rows, [.. refused.OrderBy(r => r.Index)]);
        }

        public bool TryEnter(int most)
        {
            if (Interlocked.Increment(ref _calls) <= most) return true;
            Interlocked.Decrement(ref _calls);
            return false;
        }

        public void Leave() => Interlocked.Decrement(ref _calls);
    }
}
