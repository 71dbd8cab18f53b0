using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Shows;

/// <summary>A command waiting for its turn, and the caller who waits for its answer.</summary>
internal sealed record WaitingCommand(IShowCommand Command, Actor By, Guid Id, TaskCompletionSource<Outcome> Answer)
{
    /// <summary>True for a CLEAR whose screens are dark already: it is never refused, and tried again until it is journaled.</summary>
    public bool MayNotFail => Command is Domain.OnAir.TakeOffAir;
}

/// <summary>What an intake's batch became.</summary>
/// <param name="Left">Nothing of it was written: it was for who listens, and another node does.</param>
public sealed record Taken(int New, int Duplicate, bool Left = false);

/// <summary>Arrivals whose sender waits until they are journaled: an import, the intake API, an effect's steps.</summary>
/// <param name="Fenced">Written only while nobody else listens.</param>
internal sealed record IntakeBatch(IReadOnlyList<Arrival> Arrivals, IntakeAnswer Answer, bool Fenced = false) : Arrival
{
    /// <summary>In two turns: the sender waits for both.</summary>
    public (IntakeBatch Now, IntakeBatch Later) SplitAt(int first)
    {
        Answer.WaitsForOneMore();
        return (this with { Arrivals = [.. Arrivals.Take(first)] }, this with { Arrivals = [.. Arrivals.Skip(first)] });
    }
}

/// <summary>What an intake's sender waits for: that all parts of the batch are journaled. Filled on the writer's thread.</summary>
internal sealed class IntakeAnswer
{
    private readonly TaskCompletionSource<Taken> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Taken _taken = new(0, 0);
    private int _parts = 1;

    public Task<Taken> Task => _answer.Task;

    public void WaitsForOneMore() => _parts++;

    public void Journaled(Taken part)
    {
        _taken = new Taken(_taken.New + part.New, _taken.Duplicate + part.Duplicate);
        if (--_parts == 0) _answer.TrySetResult(_taken);
    }

    public void LeftToOther() => _answer.TrySetResult(new Taken(0, 0, Left: true));

    public void Failed(Exception why) => _answer.TrySetException(why);

    public void Cancelled() => _answer.TrySetCanceled();
}

/// <summary>What was read here and journaled after another node's entries: a removal among them did not know of it.</summary>
internal sealed record Overtaken(ChatMessage Message) : Arrival;

/// <summary>
/// One turn of a show's writer: commands decided in order, then arrivals, each on the state with the turn's earlier entries
/// applied. Nothing is answered or published before the commit; a failed commit drops the turn and its state.
/// </summary>
/// <param name="alone">Nobody else writes to this show: its entries stand where they are expected to.</param>
internal sealed class Turn(ShowState state, DateTimeOffset now, bool alone)
{
    private readonly long _before = state.Sequence;
    private readonly List<NewEntry> _entries = [];
    private readonly List<(WaitingCommand Command, Outcome Outcome)> _decided = [];
    private readonly List<ChatMessage> _fresh = [];
    // Messages of this turn, by their own ids and their copies', with the place they will have.
    private readonly Dictionary<MessageRef, FeedRow> _came = [];

    /// <summary>An id answers for one command of one person.</summary>
    public static Refusal IdOfAnother { get; } = new(RefusalKind.Invalid, new(
        "This command's id was used for something else. Press again.", "L'identifiant de cette commande a déjà servi. Appuyez de nouveau."));

    /// <summary>As decided here. What the journal has is another one where <see cref="Moved"/> says so.</summary>
    public ShowState State { get; private set; } = state;

    /// <summary>
    /// So many entries of other nodes stand between those that this was decided on and its own. None of them is one that a rule reads, or nothing of a turn with such entries would have been
    /// written; what is read from platforms alone is, whatever others decided meanwhile (<see cref="Overtaken"/>).
    /// </summary>
    public long Moved { get; private set; }

    public IReadOnlyList<NewEntry> Entries => _entries;

    public bool HasDeskEntries { get; private set; }

    /// <summary>It was decided on what people had decided by then, and is appended on nothing newer: a rule hides what nobody has asked or passed. A message of this turn nobody has seen.</summary>
    public bool ReadsDesk { get; private set; }

    public List<(IntakeBatch Batch, Taken Taken)> Intakes { get; } = [];

    public int Messages => _fresh.Count;

    /// <summary>Messages that are new with this turn.</summary>
    public IReadOnlyList<ChatMessage> Fresh => _fresh;

    public int Duplicates { get; private set; }

    /// <summary>Once it was appended, with the sequences that it got.</summary>
    public IEnumerable<(WaitingCommand Command, Outcome Outcome)> Decided => Moved == 0 ? _decided : _decided.Select(d => (d.Command, d.Outcome is Outcome.Accepted a ? a with { Sequence = a.Sequence + Moved } : d.Outcome));

    /// <param name="first">The sequence of its first entry.</param>
    public void Stands(long first) => Moved = _entries.Count > 0 ? first - (_before + 1) : 0;

    /// <param name="command">With its message handed in.</param>
    public void Decide(WaitingCommand waiting, IShowCommand command)
    {
        var decision = command.Decide(State, waiting.By, now);
        var under = waiting;
        if (State.Actions.TryGetValue(waiting.Id, out var done))
        {
            var same = done.Verb == command.Verb && done.By.Id == waiting.By.Id;
            if (!waiting.MayNotFail || (same && decision.Entries.Count == 0))
            {
                _decided.Add((waiting, same ? new Outcome.Accepted(done.Id, State.Sequence, Changed: true, null) : new Outcome.Refused(IdOfAnother)));
                return;
            }

            // CLEAR is never refused, and its screens went dark before anybody looked at its key: it is journaled, as an action of its own.
            under = waiting with { Id = Guid.CreateVersion7(now) };
        }

        if (decision.Refusal is { } refusal)
        {
            _decided.Add((waiting, new Outcome.Refused(refusal)));
            return;
        }

        foreach (var entry in decision.Entries) Add(entry, under);
        _decided.Add((waiting, new Outcome.Accepted(under.Id, State.Sequence, decision.Entries.Count > 0, null)));
    }

    /// <param name="known">Messages that the journal has already: as they stand where the arrival may change them, else null.</param>
    /// <returns>What was taken, and what is the next turn's: it amends a message of this very turn, whose place is known only with the commit.</returns>
    public (Arrival? Taken, Arrival? Left) Take(Arrival arrival, IReadOnlyDictionary<MessageRef, FeedRow?> known)
    {
        if (arrival is IntakeBatch batch) return TakeBatch(batch, known);
        if (AmendsWhatHasNoPlaceYet(arrival)) return (null, arrival);
        TakeOne(arrival, known);
        return (arrival, null);
    }

    private (Arrival? Taken, Arrival? Left) TakeBatch(IntakeBatch batch, IReadOnlyDictionary<MessageRef, FeedRow?> known)
    {
        var (messages, duplicates, taken) = (Messages, Duplicates, 0);
        for (; taken < batch.Arrivals.Count && !AmendsWhatHasNoPlaceYet(batch.Arrivals[taken]); taken++) TakeOne(batch.Arrivals[taken], known);
        if (taken == 0 && batch.Arrivals.Count > 0) return (null, batch);
        (var now, IntakeBatch? later) = taken == batch.Arrivals.Count ? (batch, null) : batch.SplitAt(taken);
        Intakes.Add((now, new Taken(Messages - messages, Duplicates - duplicates)));
        return (now, later);
    }

    private bool AmendsWhatHasNoPlaceYet(Arrival arrival) => !alone && arrival is MessageCame { Message: var came }
        && _came.TryGetValue(came.Ref, out var fresh) && fresh.Sequence > _before && ArrivalEntries.Again(State, fresh, came, now).Any();

    private void TakeOne(Arrival arrival, IReadOnlyDictionary<MessageRef, FeedRow?> known)
    {
        if (arrival is MessageCame { Message: var message, Judgement: var judgement })
        {
            if (_came.TryGetValue(message.Ref, out var row) || known.TryGetValue(message.Ref, out row))
            {
                Duplicates++;
                if (row is not null) Again(_came.GetValueOrDefault(row.Message.Ref) ?? row, message);
                return;
            }

            Came(new FeedRow(State.Sequence + 1, message.Bounded(), judgement));
            _fresh.Add(message);
        }

        foreach (var entry in arrival is Overtaken overtaken ? ArrivalEntries.Overtaken(State, overtaken.Message, now) : ArrivalEntries.Of(State, arrival, now)) Add(entry, null);
    }

    private void Again(FeedRow row, ChatMessage message)
    {
        foreach (var entry in ArrivalEntries.Again(State, row, message, now))
        {
            if (entry is MessageAmended amended) Came(new FeedRow(amended.Sequence, amended.Message, amended.Judgement));
            Add(entry, null);
        }
    }

    /// <summary>A shared chat's other local ids are this message too.</summary>
    private void Came(FeedRow row)
    {
        _came[row.Message.Ref] = row;
        foreach (var copy in row.Message.Copies) _came.TryAdd(new MessageRef(row.Message.Platform, copy), row);
    }

    private void Add(Entry entry, WaitingCommand? from)
    {
        var fresh = from is null
            ? new NewEntry(now, entry, By: entry.IsDesk ? Actor.Program : null, Verb: entry.IsDesk ? "removal" : null)
            : new NewEntry(now, entry, from.Id, from.Command.Verb, from.By);
        _entries.Add(fresh);
        HasDeskEntries |= entry.IsDesk;
        ReadsDesk |= entry.IsDesk || entry is Judged { Hidden: true };
        State = State.Apply(new StoredEntry(State.Sequence + 1, fresh.At, fresh.Entry, fresh.Command, fresh.Verb, fresh.By));
    }
}
