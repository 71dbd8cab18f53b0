using System.Collections.Immutable;
using LiveConsole.Domain.CrewLine;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Shows;

/// <summary>What a person has selected.</summary>
/// <param name="Words">For people: "Q41", or the name of a message's author.</param>
/// <param name="Row">A message's sequence.</param>
public sealed record Looking(string Words, ItemId? Item = null, long? Row = null);

/// <summary>Somebody at a desk now: not history, lives beside the journal.</summary>
/// <param name="Desk">Name of the page.</param>
/// <param name="LastActive">Show time of the last press.</param>
public sealed record PersonPresent(string AccountId, string Name, Role Role, string Desk, Looking? LooksAt, bool Played, DateTimeOffset LastActive)
{
    /// <summary>One open page: the same person may have two.</summary>
    public Guid Seat { get; init; } = Guid.NewGuid();

    public bool Typing { get; init; }

    /// <summary>Wants no work now.</summary>
    public bool OnBreak { get; init; }

    /// <summary>The page is on a phone.</summary>
    public bool Phone { get; init; }

    /// <summary>The node that has the page open; null: this one.</summary>
    public string? Node { get; init; }
}

/// <summary>One person's open page, as it tells the others of itself. Dispose to leave.</summary>
public interface IPresence : IDisposable
{
    void LooksAt(Looking? what);

    /// <summary>Did something; published at most every few seconds.</summary>
    void Active();

    /// <summary>Is typing: said until a few seconds after the last call.</summary>
    void Types();

    void OnPhone(bool phone);
}

/// <summary>
/// Who is at the desks of one show: the open pages of this node and what other nodes say of theirs. Safe from any thread; a lock, not a channel, for a page that leaves must
/// be gone when its disposal returns.
/// </summary>
public sealed class PeopleAtDesks(ShowClock clock, TimeProvider time, Action<PeopleAtDesks> changed)
{
    private static readonly TimeSpan ActivitySaidEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _onBreak = new(StringComparer.Ordinal);
    private ImmutableArray<PersonPresent> _here = [];
    private ImmutableArray<PersonPresent> _elsewhere = [];

    /// <summary>Of all nodes.</summary>
    public ImmutableArray<PersonPresent> All { get; private set; } = [];

    /// <inheritdoc cref="ShowSnapshot.Glances"/>
    public long Glances { get; private set; }

    /// <summary>The pages of this node, for the others.</summary>
    public ImmutableArray<PersonPresent> Here
    {
        get
        {
            lock (_gate) return _here;
        }
    }

    public IPresence Join(PersonPresent person)
    {
        var page = new Page(this, person);
        Change(glance: true, () => _here = _here.Add(person with { OnBreak = _onBreak.Contains(person.AccountId) }));
        return page;
    }

    public void Pause(string accountId, bool onBreak) => Change(glance: true, () =>
    {
        if (onBreak) _onBreak.Add(accountId);
        else _onBreak.Remove(accountId);
        _here = [.. _here.Select(p => p.AccountId == accountId ? p with { OnBreak = onBreak } : p)];
    });

    /// <summary>Who would read what is said now: real people, not the sender.</summary>
    public ImmutableArray<string> Addressed(CrewRecipient to, string sender) =>
        [.. All.Where(p => !p.Played && p.AccountId != sender && (to.Person is { } one ? p.AccountId == one : to.Desk is null || p.Desk == to.Desk)).Select(p => p.AccountId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What the other nodes said last, whole.</summary>
    public void HearOthers(IEnumerable<PersonPresent> people)
    {
        ImmutableArray<PersonPresent> heard = [.. people];
        bool same;
        lock (_gate)
        {
            if (heard.AsSpan().SequenceEqual(_elsewhere.AsSpan())) return;
            same = heard.Select(Glance).SequenceEqual(_elsewhere.Select(Glance));
        }

        Change(glance: !same, () => _elsewhere = heard);

        static PersonPresent Glance(PersonPresent person) => person with { LastActive = default };
    }

    private void Change(bool glance, Action change)
    {
        lock (_gate)
        {
            change();
            All = _elsewhere.IsEmpty ? _here : _here.AddRange(_elsewhere);
            if (glance) Glances++;
        }

        changed(this);
    }

    private void Change(Guid seat, bool glance, Func<PersonPresent, PersonPresent> change) =>
        Change(glance, () => _here = [.. _here.Select(p => p.Seat == seat ? change(p) : p)]);

    private sealed class Page : IPresence
    {
        private readonly PeopleAtDesks _people;
        private readonly Guid _seat;
        private readonly ITimer _typing;
        private readonly TimeProvider _time;
        private long _saidAt;
        private Looking? _looks;
        private int _types;
        private bool _left;

        public Page(PeopleAtDesks people, PersonPresent person)
        {
            (_people, _seat, _looks, _time) = (people, person.Seat, person.LooksAt, people.Time);
            _saidAt = _time.GetTimestamp();
            _typing = _time.CreateTimer(_ => StopTyping(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public void LooksAt(Looking? what)
        {
            if (what == _looks) return;
            _looks = what;
            Say(glance: true, p => p with { LooksAt = what, Typing = false });
            Interlocked.Exchange(ref _types, 0);
        }

        public void Active()
        {
            if (_time.GetElapsedTime(_saidAt) >= ActivitySaidEvery) Say(glance: false, p => p);
        }

        public void Types()
        {
            if (_left) return;
            _typing.Change(TypingLasts, Timeout.InfiniteTimeSpan);
            if (Interlocked.Exchange(ref _types, 1) == 0) Say(glance: true, p => p with { Typing = true });
        }

        public void OnPhone(bool phone) => _people.Change(_seat, glance: true, p => p with { Phone = phone });

        public void Dispose()
        {
            if (_left) return;
            _left = true;
            _typing.Dispose();
            _people.Change(glance: true, () => _people._here = _people._here.RemoveAll(p => p.Seat == _seat));
        }

        private void StopTyping()
        {
            if (Interlocked.Exchange(ref _types, 0) == 1) _people.Change(_seat, glance: true, p => p with { Typing = false });
        }

        private void Say(bool glance, Func<PersonPresent, PersonPresent> change)
        {
            _saidAt = _time.GetTimestamp();
            _people.Change(_seat, glance, p => change(p) with { LastActive = _people.Now });
        }
    }

    private TimeProvider Time => time;

    private DateTimeOffset Now => clock.Now;
}
