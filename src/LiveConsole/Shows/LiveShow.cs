using System.Collections.Concurrent;
using System.Threading.Channels;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Contingency;
using LiveConsole.Domain.CrewLine;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Moderation;
using LiveConsole.Domain.OnAir;
using LiveConsole.Journal;
using LiveConsole.Listening;
using LiveConsole.Screens;

namespace LiveConsole.Shows;

/// <summary>Where a show's latch outlives the process.</summary>
public interface ILatchStore
{
    /// <summary>In place, so that it works on a full disk.</summary>
    void Write(ShowId show, ScreenLatch? latch);

    ScreenLatch? Read(ShowId show);
}

/// <summary>
/// One show on this node: its writer, its newest snapshot and who watches it, its screen latch, who is at its desks and which
/// screens have drawn what.
/// </summary>
public sealed partial class LiveShow : IShow, IWritten, IAsyncDisposable
{
    // As the writer's own queue of them (house.md, Queues).
    private const int RemovalsKept = 5_000;
    private static readonly TimeSpan ArrivalsPublishedEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ClearAnswersWithin = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AlertsLookedAtEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _publishing = new();
    private readonly ConcurrentDictionary<Channel<ShowSnapshot>, byte> _watchers = new();
    private readonly IJournal _journal;
    private readonly ILatchStore _latches;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ITimer _arrivals;
    private readonly ITimer _alerts;
    private readonly NodeHealth? _node;
    private ShowSnapshot _snapshot;
    private ShowState _committed;
    private bool _arrivalsWait;
    private int _clearsWaiting;
    private readonly List<MessagesRemoved> _removalsWaiting = [];
    private bool _closed;
    private Task _keeping = Task.CompletedTask;
    private Task _cleared = Task.CompletedTask;
    private Task _hidden = Task.CompletedTask;
    private int _left;
    private readonly CancellationTokenSource _leaving = new();
    private Task _elsewhere = Task.CompletedTask;

    public LiveShow(ShowId id, string slug, ShowState loaded, IJournal journal, ILatchStore latches, TimeProvider time, LiveConsoleMetrics metrics, ILoggerFactory logs, NodeHealth? node = null, ReadOnlyShow? readOnly = null, Judging? judge = null)
    {
        (_node, ReadOnly, Metrics) = (node, readOnly, metrics);
        (Id, Slug, _journal, _latches, _time, _committed) = (id, slug, journal, latches, time, loaded);
        _log = logs.CreateLogger<LiveShow>();
        Clock = new ShowClock(time);
        People = new PeopleAtDesks(Clock, time, people => Publish(s => s with { People = people.All, Glances = people.Glances }));
        BehindBy = Clock.NotBefore(loaded);
        // A latch of a number that this journal does not stand at is of another time (a restored backup): it hides nothing.
        var latch = latches.Read(id) is { } kept && kept.AirNumber == loaded.Air.Number && loaded.Air.Item is not null ? kept : null;
        // What a newer version has put on air since is not known here.
        if (readOnly is not null && loaded.Air.Item is not null) latch = new ScreenLatch(loaded.Air.Number, Clock.Now, Withdrawn: false);
        _snapshot = new ShowSnapshot(id, 1, loaded, latch, StorageHealth.Well, [], []) { At = Clock.Now, Rate = Clock.Rate };
        _alerts = time.CreateTimer(_ => PublishAlerts(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _arrivals = time.CreateTimer(_ => PublishArrivals(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Writer = new ShowWriter(id, loaded, journal, Clock, time, metrics, logs.CreateLogger<ShowWriter>(), this);
        Listening = new ListeningStage(Writer, () => Volatile.Read(ref _committed).Settings, time, metrics, logs.CreateLogger<ListeningStage>(), judge);
    }

    public ShowId Id { get; }

    public string Slug { get; }

    public ShowClock Clock { get; }

    /// <summary>How far this machine's clock was behind the show's last entry when the show was opened; zero: it was not.</summary>
    public TimeSpan BehindBy { get; }

    /// <summary>This node reads the show's platforms now; of several on one journal one does.</summary>
    public bool Listens { get => Volatile.Read(ref _listens); internal set => Volatile.Write(ref _listens, value); }

    private bool _listens;

    /// <summary>Null: as ever. Else nothing is written or read from platforms here.</summary>
    public ReadOnlyShow? ReadOnly { get; }

    public ShowWriter Writer { get; }

    /// <summary>Where what is read from platforms goes: judged, then to the <see cref="Writer"/>.</summary>
    public ListeningStage Listening { get; }

    /// <summary>Judges what passes unjudged; for whoever reads the platforms, as long as it does.</summary>
    public Task JudgeLateAsync(CancellationToken ct) => new LateJudging(this, _journal).RunAsync(ct);

    /// <summary>Brings a batch in, judged, and waits for its commit, as long as it takes.</summary>
    /// <exception cref="OperationCanceledException">Also when the show was closed before: nothing of it is journaled.</exception>
    public Task<Taken> TakeAsync(IReadOnlyList<Arrival> arrivals, CancellationToken ct) => Writer.TakeAsync(Listening.Judged(arrivals), ct);

    public ShowSnapshot Snapshot => Volatile.Read(ref _snapshot);

    public bool PresenterConnected => Snapshot.Screens.Any(s => s.Kind == ScreenKind.Presenter);

    /// <summary>Starts writing. What the last process darkened and could not journal is journaled first.</summary>
    public void Start()
    {
        if (_journal.Presence is { } board) _elsewhere = PeopleElsewhere.RunAsync(board, Id, People, _time, _leaving.Token);
        if (ReadOnly is null)
        {
            Writer.Start();
            Listening.Start();
        }

        _alerts.Change(AlertsLookedAtEvery, AlertsLookedAtEvery);
        if (_node is not null)
        {
            _node.Changed += PublishNode;
            PublishNode();
        }

        if (Snapshot.Latch is not { } latch) return;
        if (latch.Withdrawn && RemovalOfShown(Snapshot.State, latch) is { } removal)
        {
            _cleared = Writer.PutAsync(removal, CancellationToken.None).AsTask();
            return;
        }

        lock (_publishing) _clearsWaiting++;
        _cleared = Writer.DoAsync(new TakeOffAir(), Actor.Program, Guid.CreateVersion7(_time.GetUtcNow()), repeatable: false, CancellationToken.None);
    }

    /// <summary>The last process darkened for a removal that it could not journal, and no platform tells one twice: the message that is shown counts as removed, by nobody known.</summary>
    private static RemovalCame? RemovalOfShown(ShowState state, ScreenLatch latch) =>
        state.OnAir is { } item && item.LiveAsks.FirstOrDefault(a => a.Message == item.Shown) is { } shown
            ? new RemovalCame(shown.Message.Platform, shown.Channel ?? "", new Removal(latch.At, RemovalScope.Message), MessageId: shown.Message.Id)
            : null;

    public async Task<Outcome> DoAsync(IShowCommand command, Actor by, Guid id, bool repeatable, CancellationToken ct) => command switch
    {
        // Dark since it was opened: nothing of it can be journaled here.
        TakeOffAir when ReadOnly is not null => new Outcome.Accepted(id, Snapshot.State.Sequence, Changed: false, NotUndoable: null, Journaled: false),
        _ when ReadOnly is { } readOnly => new Outcome.Refused(readOnly.Refusal),
        TakeOffAir clear => await ClearAsync(clear with { PresenterConnected = PresenterConnected }, by, id, ct),
        SayToCrew say => await Writer.DoAsync(say with { Addressed = People.Addressed(say.To, by.Id) }, by, id, repeatable, ct),
        IStrikes strikes => await StrikeAsync(strikes, by, id, repeatable, ct),
        PutOnAir take => await Writer.DoAsync(take with { PresenterConnected = PresenterConnected }, by, id, repeatable, ct),
        CallContingency call => await Writer.DoAsync(call with { PresenterConnected = PresenterConnected }, by, id, repeatable, ct),
        TakeNext take => await Writer.DoAsync(take with { PresenterConnected = PresenterConnected }, by, id, repeatable, ct),
        _ => await Writer.DoAsync(command, by, id, repeatable, ct),
    };

    /// <summary>CLEAR darkens this node's screens before anything is written; it is answered within 500 ms whatever the disk does.</summary>
    private async Task<Outcome> ClearAsync(TakeOffAir clear, Actor by, Guid id, CancellationToken ct)
    {
        Publish(s => s, clears: 1);
        var kept = _keeping;
        var answer = Writer.DoAsync(clear, by, id, repeatable: false, CancellationToken.None);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var late = Task.Delay(ClearAnswersWithin, _time, done.Token);
        await Task.WhenAny(answer, late);
        var outcome = answer.IsCompleted ? await answer : new Outcome.Accepted(id, Snapshot.State.Sequence, Changed: true, NotUndoable: null, Journaled: false);
        // Not journaled: the latch's file is what holds through a kill.
        if (outcome is Outcome.Accepted { Journaled: false }) await Task.WhenAny(kept, late);
        await done.CancelAsync();
        return outcome;
    }

    /// <summary>Everything that arrived or was appended by other nodes before is in <see cref="Snapshot"/> when this returns.</summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        await Listening.FlushAsync(ct);
        await Writer.CatchUpAsync(ct);
        Publish(s => s);
    }

    public async ValueTask<IReadOnlyList<SeenMessage>> ReadMessagesAsync(Reader reader, MessageQuery query, CancellationToken ct)
    {
        if (!reader.MaySeeFeed || (query.Viewer is not null && !reader.MaySeeViewers)) return [];
        var view = Snapshot.For(reader);
        // A search that finds what was removed tells a word of it: only to who may read it. The journal leaves it out, not we: a limit that it counted to would tell as much.
        var stored = await _journal.ReadMessagesAsync(Id, query.Text is null || reader.MaySeeRemoved ? query : query with { NotRemoved = true }, ct);
        return [.. stored.Select(m => view.Seen(m.Sequence, m.Message, m.Removed, m.Judgement))];
    }

    public async ValueTask<SeenMessage?> FindMessageAsync(Reader reader, MessageRef message, CancellationToken ct) =>
        reader.MaySeeFeed && await _journal.FindMessageAsync(Id, message, ct) is { } stored ? Snapshot.For(reader).Seen(stored.Sequence, stored.Message, stored.Removed, stored.Judgement) : null;

    public IAsyncEnumerable<AuditLine> ReadAuditAsync(Reader reader, AuditWish wish, long? before, CancellationToken ct) => reader.May(Permission.Audit)
        ? AuditTrail.LinesAsync((from, limit, token) => _journal.ReadDeedsAsync(Id, from, limit, token), Snapshot.State, wish, before, ct)
        : AsyncEnumerable.Empty<AuditLine>();

    public IPresence Join(PersonPresent person) => People.Join(person);

    public void Pause(string accountId, bool onBreak) => People.Pause(accountId, onBreak);

    /// <summary>Who is at this show's desks, here and on other nodes.</summary>
    public PeopleAtDesks People { get; }

    /// <summary>Heard by whoever reads this show's channels on this node.</summary>
    public event Action? RetryWanted;

    public void RetrySources() => RetryWanted?.Invoke();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _left, 1) == 1) return;
        await _leaving.CancelAsync();
        await _elsewhere.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Listening.DisposeAsync();
        await Writer.DisposeAsync();
        await _arrivals.DisposeAsync();
        EndTests();
        await _alerts.DisposeAsync();
        if (_node is not null) _node.Changed -= PublishNode;
        lock (_publishing)
        {
            _closed = true;
            foreach (var watcher in _watchers.Keys) watcher.Writer.TryComplete();
        }

        await _cleared;
        await _hidden;
        await _keeping;
        _leaving.Dispose();
    }
}
