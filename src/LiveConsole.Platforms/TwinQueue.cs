using LiveConsole.Domain.Chat;

namespace LiveConsole.Platforms;

/// <summary>What waits for its twin, in order of arrival, and what was handed on lately. Both bounded. Not thread-safe: the pairing's gate guards it.</summary>
internal sealed class TwinQueue(TwinSide timed, TwinSide cut, TimeProvider time)
{
    public const int Timed = 0;
    public const int Cut = 1;

    /// <summary>Beyond it the oldest goes on without its twin: in a flood the memory counts more than the parts.</summary>
    public const int MostWaiting = 5_000;

    /// <summary>Either transport's voice that says who.</summary>
    private const int ByWhom = (1 << (Timed + 2)) | (1 << (Cut + 2));

    private readonly SourceKey[] _sources = [timed.Source, cut.Source];
    private readonly bool[] _live = [false, false];
    private readonly ChannelCoverage _coverage = new(timed, cut);
    private readonly TwinMemory _memory = new(time);
    private readonly Queue<Waiting> _queue = new();
    private readonly Hearing[] _hearing = [new(time), new(time)];
    private bool _over;

    public long Paired { get; private set; }

    public long LateTwins { get; private set; }

    /// <summary>How long until the oldest goes on without its twin; null when nothing waits.</summary>
    public TimeSpan? DueIn => !_queue.TryPeek(out var head) ? null
        : MayGo(head) ? TimeSpan.Zero
        : TwinPairing.Window - time.GetElapsedTime(head.Since);

    public void Arrive(int side, Arrival arrival)
    {
        switch (arrival)
        {
            case MessageCame message:
                Message(side, message);
                break;
            case RemovalCame removal:
                Removed(side, removal);
                break;
            case SourceChanged changed when changed.Source == _sources[side]:
                _live[side] = changed.State == SourceState.Live;
                // Whoever begins to read has everything still to hear.
                _hearing[side].Begin(changed.At);
                _hearing[1 - side].Begin(null);
                foreach (var gap in _coverage.Changed(side, changed)) Pass(gap);
                Pass(changed);
                break;
            case GapFound gap when gap.Source == _sources[side]:
                // One transport's gap is none of the channel's while the other read; what neither read is worked out from their states.
                break;
            default:
                Pass(arrival);
                break;
        }
    }

    /// <summary>The oldest, if it need not wait any longer.</summary>
    public bool TryPeek(out Arrival arrival)
    {
        var may = _queue.TryPeek(out var head) && MayGo(head);
        arrival = may ? head!.Arrival : null!;
        return may;
    }

    public void Take() => _queue.Dequeue().Gone = true;

    /// <summary>The transport that was found deaf since this was asked; said once, until it speaks or begins anew.</summary>
    public (SourceKey Source, DateTimeOffset HeardUntil)? TakeDeaf()
    {
        for (var side = 0; side < _hearing.Length; side++)
        {
            if (_live[side] && _live[1 - side] && _hearing[side].TakeDeaf() is { } until) return (_sources[side], until);
        }

        return null;
    }

    /// <summary>From now on nothing waits: the show stops.</summary>
    public void WaitNoMore() => _over = true;

    private bool MayGo(Waiting head) => head.Complete || _over || _queue.Count > MostWaiting
        || !(_live[Cut] && (_live[Timed] || head.Arrival is RemovalCame))
        || time.GetElapsedTime(head.Since) >= TwinPairing.Window;

    private void Pass(Arrival arrival) => _queue.Enqueue(new Waiting(arrival, time.GetTimestamp()) { Complete = true });

    private Waiting Wait(Arrival arrival)
    {
        var waiting = new Waiting(arrival, time.GetTimestamp());
        _queue.Enqueue(waiting);
        return waiting;
    }

    private void Message(int side, MessageCame came)
    {
        _hearing[side].Heard(came.Message.ReceivedAt);
        if (came.Message.Kind is MessageKind.Text or MessageKind.Action) _hearing[1 - side].OtherHeard();
        if (_memory.Message(came.Message.Id) is not { } said)
        {
            _memory.Add(came.Message.Id, new Said(Wait(came), 1 << side, came.Message.SentAt));
        }
        else if (said.SaidBy(1 << side))
        {
            // The supervisor drops what comes twice: this is the platform's amendment.
            Pass(came);
        }
        else if (Twin(said, 1 << side) is { } waiting)
        {
            var other = ((MessageCame)waiting.Arrival).Message;
            waiting.Arrival = new MessageCame(side == Cut ? Twins.OfMessages(other, came.Message) : Twins.OfMessages(came.Message, other));
            waiting.Complete = true;
        }
    }

    private void Removed(int side, RemovalCame came)
    {
        // A transport may say a removal twice: what happened, and who did it.
        var voice = 1 << (side + (came.Removal.By is null ? 0 : 2));
        if (_memory.Removal(came, voice) is not { } said)
        {
            var waiting = Wait(came);
            // Nobody will say more than who.
            waiting.Complete = came.Removal.By is not null;
            _memory.Add(came, new Said(waiting, voice, came.Removal.At));
        }
        else if (came.Removal.By is not null && !said.SaidBy(ByWhom) && said.Waiting is null)
        {
            // Too late to be one with it, and it knows what nobody has said: who, and why.
            said.Add(voice);
            LateTwins++;
            Pass(came);
        }
        else if (Twin(said, voice) is { } waiting)
        {
            var other = (RemovalCame)waiting.Arrival;
            waiting.Arrival = side == Timed ? Twins.OfRemovals(came, other) : Twins.OfRemovals(other, came);
            waiting.Complete = ((RemovalCame)waiting.Arrival).Removal.By is not null;
        }
    }

    /// <summary>What the twin that has just come may still complete; null when it has gone.</summary>
    private Waiting? Twin(Said said, int voice)
    {
        said.Add(voice);
        if (said.Waiting is null)
        {
            LateTwins++;
            return null;
        }

        Paired++;
        return said.Waiting;
    }
}

/// <summary>An arrival on its way through the pairing.</summary>
internal sealed class Waiting(Arrival arrival, long since)
{
    public Arrival Arrival { get; set; } = arrival;

    public long Since { get; } = since;

    public bool Complete { get; set; }

    public bool Gone { get; set; }
}
