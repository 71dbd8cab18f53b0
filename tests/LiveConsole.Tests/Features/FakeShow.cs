using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Threading.Channels;
using LiveConsole.Accounts;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.CrewLine;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Shows;

namespace LiveConsole.Tests.Features;

/// <summary>A show in memory over the real Domain: commands are decided and folded as the writer does, without disk, threads or platforms.</summary>
internal sealed class FakeShow : IShow, IShows, ICommands, ICrew
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly List<Channel<ShowSnapshot>> _watchers = [];
    private readonly List<StoredMessage> _messages = [];
    private readonly List<StoredEntry> _entries = [];

    public FakeShow(TimeProvider time, ShowSettings settings)
    {
        _time = time;
        Clock = new ShowClock(time);
        Slug = settings.Slug;
        Snapshot = new ShowSnapshot(Id, 1, ShowState.Empty, null, StorageHealth.Well, [], []);
        People = new PeopleAtDesks(Clock, time, people =>
        {
            lock (_lock)
            {
                Snapshot = Snapshot with { People = people.All, Glances = people.Glances, Version = Snapshot.Version + 1 };
                Publish();
            }
        });
        Append(new ShowConfigured(settings));
    }

    public ShowId Id { get; init; } = new(Guid.Parse("0199aaaa-0000-7000-8000-000000000001"));
    public string Slug { get; }
    public ShowClock Clock { get; }
    public ShowSnapshot Snapshot { get; private set; }
    public IReadOnlyList<IShow> All => [this];
    public Actor? Seat { get; set; } = new("ana", "Ana", Role.Editor);
    public List<IShowCommand> Sent { get; } = [];

    public IShow? Find(string slug) => slug == Slug ? this : null;

    public IShow? Find(ShowId id) => id == Id ? this : null;

    public Actor? ActorFor(ClaimsPrincipal user, ShowId show) => Seat;

    public Actor? Current(Actor actor, ShowId show) => actor;

    public bool RunsInstallation(string person, IShows shows) => Seat is { Role: Role.Owner } owner && owner.Id == person;

    public Task<Outcome> DoAsync(ShowId show, IShowCommand command, Actor by, Guid? commandId = null, CancellationToken ct = default)
    {
        lock (_lock)
        {
            Sent.Add(command);
            if (!Snapshot.State.May(by, command.Needs)) return Task.FromResult<Outcome>(new Outcome.Refused(Refusals.Forbidden(by.Role)));
            if (command is SayToCrew say) command = say with { Addressed = People.Addressed(say.To, by.Id) };
            if (command is INeedsMessage needs)
            {
                var found = _messages.Find(m => m.Message.Ref == needs.Message);
                command = needs.With(found?.Message, found is null ? null : Snapshot.State.Struck.GetValueOrDefault(found.Sequence), found?.Judgement);
            }

            var decision = command.Decide(Snapshot.State, by, Clock.Now);
            if (decision.Refusal is { } refusal) return Task.FromResult<Outcome>(new Outcome.Refused(refusal));
            var id = commandId ?? Guid.NewGuid();
            foreach (var entry in decision.Entries) Apply(entry, id, command.Verb, by);
            Publish();
            return Task.FromResult<Outcome>(new Outcome.Accepted(id, Snapshot.State.Sequence, decision.Entries.Count > 0, null));
        }
    }

    /// <summary>Somebody else's deed, or one that the test prepares.</summary>
    public Outcome Do(IShowCommand command, Actor by) => DoAsync(Id, command, by).GetAwaiter().GetResult();

    public void Arrive(Arrival arrival)
    {
        lock (_lock)
        {
            foreach (var entry in ArrivalEntries.Of(Snapshot.State, arrival, Clock.Now)) Apply(entry, null, null, null);
            Publish();
        }
    }

    public void Append(Entry entry)
    {
        lock (_lock)
        {
            Apply(entry, null, null, null);
            Publish();
        }
    }

    /// <summary>As a real show refuses it; the screens' own side is the real show's.</summary>
    public Words? TestCard(string screen, LiveConsole.Screens.ScreenKind kind, bool on)
    {
        if (on && Snapshot.State.OnAir is { } item) return new($"{item.Q} is on air.", $"{item.Q} est à l'antenne.");
        Report([.. Snapshot.Screens.Select(s => s.Name == screen && s.Kind == kind ? s with { Testing = on } : s)]);
        return null;
    }

    public void Report(params ScreenReport[] screens)
    {
        lock (_lock)
        {
            Snapshot = Snapshot with { Screens = [.. screens], Version = Snapshot.Version + 1 };
            Publish();
        }
    }

    public async IAsyncEnumerable<ShowSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var mine = Channel.CreateBounded<ShowSnapshot>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock)
        {
            _watchers.Add(mine);
            mine.Writer.TryWrite(Snapshot);
        }

        try
        {
            await foreach (var snapshot in mine.Reader.ReadAllAsync(ct)) yield return snapshot;
        }
        finally
        {
            lock (_lock) _watchers.Remove(mine);
        }
    }

    public ValueTask<SeenMessage?> FindMessageAsync(Reader reader, MessageRef message, CancellationToken ct)
    {
        lock (_lock) return ValueTask.FromResult(_messages.Where(m => m.Message.Ref == message).Select(m => Snapshot.For(reader).Seen(m.Sequence, m.Message, Snapshot.State.Struck.GetValueOrDefault(m.Sequence), m.Judgement)).FirstOrDefault());
    }

    public ValueTask<IReadOnlyList<SeenMessage>> ReadMessagesAsync(Reader reader, MessageQuery query, CancellationToken ct)
    {
        lock (_lock)
        {
            var view = Snapshot.For(reader);
            var found = _messages.Where(m => (query.After is null || m.Sequence > query.After)
                && (query.Before is null || m.Sequence < query.Before)
                && (query.Platform is null || m.Message.Platform == query.Platform)
                && (query.Viewer is null || m.Message.Viewer == query.Viewer)
                && (query.Text is null || m.Message.Text.Contains(query.Text, StringComparison.OrdinalIgnoreCase)));
            var page = query.Before is null ? found.Take(query.Limit) : found.TakeLast(query.Limit);
            return ValueTask.FromResult<IReadOnlyList<SeenMessage>>([.. page.Select(m => view.Seen(m.Sequence, m.Message, Snapshot.State.Struck.GetValueOrDefault(m.Sequence), m.Judgement))]);
        }
    }

    public PeopleAtDesks People { get; }

    public IAsyncEnumerable<AuditLine> ReadAuditAsync(Reader reader, AuditWish wish, long? before, CancellationToken ct) => reader.May(Permission.Audit)
        ? AuditTrail.LinesAsync((from, limit, _) => ValueTask.FromResult<IReadOnlyList<StoredEntry>>([.. _entries.Where(e => e.Command is not null && e.Sequence < (from ?? long.MaxValue)).Reverse().Take(limit)]), Snapshot.State, wish, before, ct)
        : AsyncEnumerable.Empty<AuditLine>();

    public IPresence Join(PersonPresent person) => People.Join(person);

    public void Pause(string accountId, bool onBreak) => People.Pause(accountId, onBreak);

    public int Retries { get; private set; }

    public void RetrySources() => Retries++;

    private void Apply(Entry entry, Guid? command, string? verb, Actor? by)
    {
        var stored = new StoredEntry(Snapshot.State.Sequence + 1, Clock.Now, entry, command, verb, by);
        _entries.Add(stored);
        if (entry is MessageArrived arrived) _messages.Add(new StoredMessage(stored.Sequence, arrived.Message, null, arrived.Judgement));
        Snapshot = Snapshot with { State = Snapshot.State.Apply(stored), Version = Snapshot.Version + 1 };
    }

    /// <summary>Nothing came, time went on: what the show itself finds out by looking at its clock.</summary>
    public void Look()
    {
        lock (_lock)
        {
            Snapshot = Snapshot with { Version = Snapshot.Version + 1 };
            Publish();
        }
    }

    public void Node(params Alert[] alerts)
    {
        lock (_lock)
        {
            Snapshot = Snapshot with { Node = [.. alerts], Version = Snapshot.Version + 1 };
            Publish();
        }
    }

    private void Publish()
    {
        Snapshot = Snapshot with { At = Clock.Now };
        foreach (var watcher in _watchers) watcher.Writer.TryWrite(Snapshot);
    }
}
