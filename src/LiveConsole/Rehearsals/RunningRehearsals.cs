using System.Collections.Concurrent;
using System.Data.Common;
using LiveConsole.Accounts;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Rehearsal.Night;
using LiveConsole.Screens;
using LiveConsole.Shows;
using LiveConsole.Sources;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Rehearsals;

/// <summary>What a person chose for the rehearsal of a show.</summary>
/// <param name="From">A point of the night.</param>
/// <param name="Screens">To borrow from the show while it is rehearsed.</param>
public sealed record RehearsalWish(string From, Ending Ending, int Viewers, bool Crew, IReadOnlyList<Guid> Screens);

/// <summary>
/// The rehearsals that this process plays, and what belongs to none but them: the people seated there, the screens borrowed. Where each borrowed
/// screen goes back to is stored with the rehearsal before it is moved, so that a start after a kill puts it back.
/// </summary>
public sealed partial class RunningRehearsals(ShowDirectory directory, LiveShows shows, Crew crew, ScreenDirectory screens, TimeProvider time, IServiceProvider services, ILogger<RunningRehearsals> log) : IRehearsals, IAsyncDisposable
{
    /// <summary>Of one show, for their debriefs; older ones are archived.</summary>
    private const int Kept = 5;

    /// <summary>On a server whose work is real shows.</summary>
    public const int MostAtOnce = 2, MostViewers = 100_000;

    private static readonly TimeSpan StoreAskedAgainAfter = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ShowId, PlayedShow> _played = new();
    // One begins or ends at a time.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _leaving = new();
    private int _disposed;

    // What a start that failed had moved and the store would not take back at once. Exchanged in turn.
    private Task _undoing = Task.CompletedTask;

    public event Action? Changed;

    /// <summary>The disk of a process that plays nothing else; null where real shows are served.</summary>
    public DelayedJournal? Slowable { get; set; }

    public PlayedShow? Find(ShowId rehearsal) => _played.GetValueOrDefault(rehearsal);

    public bool IsPlayed(ShowId rehearsal) => _played.ContainsKey(rehearsal);

    public PlayedShow? Of(ShowId real) => _played.Values.FirstOrDefault(p => p.Options.Of?.Show == real.Value);

    public async Task PlayAsync(PlayedShow played, CancellationToken ct)
    {
        _played[played.Show.Id] = played;
        await played.StartAsync(ct);
        Changed?.Invoke();
    }

    public Task<(ShowRow? Row, Words? WhyNot)> RehearseAsync(IShow real, RehearsalWish wish, Actor by, CancellationToken ct) => InTurnAsync<(ShowRow?, Words?)>(async () =>
    {
        if (await WhyNotRehearseAsync(real, wish, by, ct) is { } whyNot) return (null, whyNot);
        var settings = real.Snapshot.State.Settings!;
        var borrowed = screens.PointedAt(real.Id).Where(s => wish.Screens.Contains(s.Id)).Select(s => new BorrowedScreen(s.Id, s.ShowId));
        var options = new RehearsalOptions([], Programme.Night, From: wish.From, Ending: wish.Ending, Crew: wish.Crew, Viewers: wish.Viewers, Zone: settings.TimeZone,
            Of: new RehearsalOf(real.Id.Value, by.Name, [.. borrowed]));
        var begun = await BeginAsync(settings, options, real.Id, ct);
        if (begun.Row is { } row) await ArchiveOlderAsync(real.Id, row.Id, ct);
        return begun;
    }, ct);

    public Task<Words?> EndAsync(ShowId rehearsal, Actor by, CancellationToken ct) => InTurnAsync(async () =>
    {
        if (Find(rehearsal) is not { } played) return new("This rehearsal has ended already.", "Cette répétition est déjà terminée.");
        if (played.WhyNot(by) is { } whyNot) return whyNot;
        await GiveBackAsync(rehearsal, played.Options, ct);
        await StopAsync(played);
        await directory.KeepRehearsalAsync(rehearsal, (played.Options with { Over = new RehearsalEnd(time.GetUtcNow(), by.Name) }).ToJson(), ct);
        LogEnded(log, played.Show.Slug);
        Changed?.Invoke();
        return null;
    }, ct);

    public Task<(ShowRow? Row, Words? WhyNot)> BeginAgainAsync(ShowId rehearsal, string point, Actor by, CancellationToken ct) => InTurnAsync<(ShowRow?, Words?)>(async () =>
    {
        if (Find(rehearsal) is not { } played) return (null, new("This rehearsal has ended already.", "Cette répétition est déjà terminée."));
        if (played.WhyNot(by) is { } whyNot) return (null, whyNot);
        if (!PlayedShow.AllPoints.Contains(point) || !played.Options.Recordings.IsEmpty) return (null, new("This rehearsal has no such point.", "Cette répétition n'a pas ce repère."));
        var options = played.Options.AsConducted() with { Programme = Programme.Night, From = point, Drills = [], Conducted = [] };
        var begun = await BeginAsync(played.Show.Snapshot.State.Settings!, options, rehearsal, ct);
        if (begun.Row is not { } row) return begun;
        // From here on the new one says where the borrowed screens go back to.
        await directory.KeepRehearsalAsync(rehearsal, (played.Options with { Over = new RehearsalEnd(time.GetUtcNow(), by.Name, row.Slug) }).ToJson(), ct);
        await StopAsync(played);
        Changed?.Invoke();
        return begun;
    }, ct);

    /// <summary>At a start: what an earlier process borrowed goes back, and its rehearsals are over. Those that another node plays are its own.</summary>
    public async Task PutBackAsync(CancellationToken ct)
    {
        foreach (var row in (await directory.ListAsync(archived: true, ct)).Where(r => r.Rehearsal))
        {
            if (RehearsalOptions.FromJson(row.RehearsalOptions) is not { Of: not null, Over: null } options || await IsPlayedSomewhereAsync(new ShowId(row.Id), ct)) continue;
            await GiveBackAsync(new ShowId(row.Id), options, ct);
            await directory.KeepRehearsalAsync(new ShowId(row.Id), (options with { Over = new RehearsalEnd(time.GetUtcNow(), null) }).ToJson(), ct);
            LogPutBack(log, row.Slug);
        }
    }

    public async Task<IReadOnlyList<(ShowRow Row, RehearsalOptions Options)>> KeptAsync(ShowId real, CancellationToken ct) =>
        [.. (await directory.ListAsync(archived: false, ct)).Where(r => r.Rehearsal).Select(r => (Row: r, Options: RehearsalOptions.FromJson(r.RehearsalOptions)!))
            .Where(r => r.Options?.Of?.Show == real.Value).Reverse()];

    public async Task<RehearsalOptions?> OptionsOfAsync(ShowId rehearsal, CancellationToken ct) =>
        Find(rehearsal)?.Options ?? (await directory.FindAsync(rehearsal, ct) is { Rehearsal: true } row ? RehearsalOptions.FromJson(row.RehearsalOptions) : null);

    /// <summary>The server stops: nothing is played any more. Borrowed screens go back at the next start, before any of them comes.</summary>
    public async Task StopAsync()
    {
        await _leaving.CancelAsync();
        await _turn.WaitAsync();
        try
        {
            foreach (var played in _played.Values) await StopAsync(played);
        }
        finally
        {
            _turn.Release();
        }

        await _undoing;
    }

    public async ValueTask DisposeAsync()
    {
        // The container knows it by two names, and disposes it by both.
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await StopAsync();
        _turn.Dispose();
        _leaving.Dispose();
    }

    /// <summary>By this node, or by another, which has its lease then. What nobody plays was cut: it is over at the next start, and takes nobody's room.</summary>
    private async Task<bool> IsPlayedSomewhereAsync(ShowId rehearsal, CancellationToken ct)
    {
        if (_played.ContainsKey(rehearsal)) return true;
        if (services.GetRequiredService<IJournal>().Leases is not { } leases) return false;
        if (await leases.TakeLeaseAsync(rehearsal, ShowListener.NodeName(services), ct) is not { } epoch) return true;
        await leases.GiveBackLeaseAsync(rehearsal, epoch, ct);
        return false;
    }

    /// <summary>Of shows, on all nodes.</summary>
    private async Task<List<(string Slug, Guid Of)>> RunningAsync(CancellationToken ct)
    {
        List<(string, Guid)> running = [];
        foreach (var row in (await directory.ListAsync(archived: false, ct)).Where(r => r.Rehearsal))
        {
            if (RehearsalOptions.FromJson(row.RehearsalOptions) is { Of.Show: var of, Over: null } && await IsPlayedSomewhereAsync(new ShowId(row.Id), ct)) running.Add((row.Slug, of));
        }

        return running;
    }

    private async Task<Words?> WhyNotRehearseAsync(IShow real, RehearsalWish wish, Actor by, CancellationToken ct)
    {
        var state = real.Snapshot.State;
        if (state.Settings is not { } settings || crew.Current(by, real.Id) is not { } now || !Rights.Has(now.Role, Permission.Configure, settings.Rules)) return Refusals.Forbidden(by.Role).Words;
        if (settings.Rehearsal) return new("This is a rehearsal itself: rehearse the show.", "C'est déjà une répétition : répétez l'émission elle-même.");
        var running = await RunningAsync(ct);
        if (running.Find(r => r.Of == real.Id.Value).Slug is { } there) return new($"This show is being rehearsed already: /shows/{there}.", $"Cette émission est déjà en répétition : /shows/{there}.");
        if (Slowable is null && running.Count >= MostAtOnce) return new(
            $"{MostAtOnce} rehearsals run on this installation already: end one of them first, so that the shows that are on keep what they need.",
            $"{MostAtOnce} répétitions tournent déjà sur cette installation : terminez-en une d'abord, pour que les émissions en cours gardent ce qu'il leur faut.");
        if (!PlayedShow.AllPoints.Contains(wish.From)) return new("The night has no such point.", "La nuit n'a pas ce repère.");
        if (wish.Viewers is < 100 or > 10_000_000) return new("Between 100 and 10,000,000 viewers.", "Entre 100 et 10 000 000 de spectateurs.");
        if (Slowable is null && wish.Viewers > MostViewers) return new(
            "At most 100,000 viewers where real shows are served. For more, start liveconsole rehearse on another machine.",
            "Au plus 100 000 spectateurs là où de vraies émissions sont servies. Pour davantage, lancez liveconsole rehearse sur une autre machine.");
        return wish.Screens.Count > 0 ? WhyNotLend(real) : null;
    }

    private static Words? WhyNotLend(IShow? real) => real?.Snapshot.State.OnAir is { } item
        ? new($"{item.Q} is on air in this show: its screens stay. CLEAR first, or rehearse without screens.", $"{item.Q} est à l'antenne : les écrans restent. Faites d'abord CLEAR, ou répétez sans écrans.")
        : null;

    /// <param name="people">The show whose people are seated and whose screens go along.</param>
    private async Task<(ShowRow? Row, Words? WhyNot)> BeginAsync(ShowSettings settings, RehearsalOptions options, ShowId people, CancellationToken ct)
    {
        var programme = options.Of is null ? PlayedProgramme.Of(options) with { Settings = settings } : PlayedProgramme.For(settings, options);
        if (settings.Rehearsal) programme = programme with { Slug = WithoutNumber(settings.Slug) };
        // Begun anew, too: as the show has them, whatever became of them in the first one.
        if (options.Of is { } rehearsed && shows.Live(new ShowId(rehearsed.Show)) is { } show) programme = programme with { Library = [.. show.Committed.Posts.All.Values] };
        var emulated = await PlayedShow.EmulateAsync(options, programme, services, ct);
        PlayedShow? played = null;
        Unbegun? undo = null;
        try
        {
            var (row, whyNot) = await directory.CreateRehearsalAsync(programme with { Settings = programme.Settings with { Channels = programme.Channels(emulated) } }, options, ct);
            if (row is null) return (null, whyNot);
            var id = new ShowId(row.Id);
            undo = new Unbegun(id, row.Slug, options, people, []);
            foreach (var seat in crew.SeatsIn(people).Where(s => !s.HouseOwner)) await crew.SeatAsAsync(seat, id, ct);
            played = new PlayedShow(shows.Live(id)!, options, programme, emulated, Slowable, services);
            await PlayAsync(played, ct);
            var along = options.Of is { } of ? of.Screens.Select(s => s.Screen) : screens.PointedAt(people).Select(s => s.Id);
            foreach (var screen in along.ToList())
            {
                // The emulators took a while to start: somebody may have taken an item since, which must stay on its screens.
                if (options.Of?.Show == people.Value && WhyNotLend(shows.Live(people)) is { } onAir) return (null, onAir);
                undo.Moved.Add(screen);
                await PointAsync(screen, from: people, to: id.Value, ct);
            }

            LogBegun(log, row.Slug);
            undo = null;
            Changed?.Invoke();
            return (row, null);
        }
        finally
        {
            if (undo is not null) await UndoAsync(undo, played);
            if (played is null) await emulated.DisposeAsync();
        }
    }

    /// <summary>A rehearsal that was not begun to the end.</summary>
    /// <param name="From">Where its people and screens came from.</param>
    /// <param name="Moved">Screens that may point at it.</param>
    private sealed record Unbegun(ShowId Id, string Slug, RehearsalOptions Options, ShowId From, List<Guid> Moved);

    /// <summary>It never was: its screens are where they were, and nothing of it stays but an archived row. With a store that does not answer, as soon as it does.</summary>
    private async Task UndoAsync(Unbegun undo, PlayedShow? played)
    {
        // Screens first: what stops would leave them on a show that moves no more.
        await TryAsync(undo, () => MoveBackAsync(undo));
        if (played is not null) await StopAsync(played);
        if (!await TryUndoAsync(undo)) _undoing = UndoLaterAsync(_undoing, undo);
        Changed?.Invoke();
    }

    private async Task UndoLaterAsync(Task before, Unbegun undo)
    {
        await before;
        try
        {
            do await Task.Delay(StoreAskedAgainAfter, time, _leaving.Token);
            while (!await InTurnAsync(() => TryUndoAsync(undo), _leaving.Token));
            LogPutBack(log, undo.Slug);
            Changed?.Invoke();
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The server stops: the next start puts them back.
        }
    }

    private Task<bool> TryUndoAsync(Unbegun undo) => TryAsync(undo, async () =>
    {
        await MoveBackAsync(undo);
        await directory.KeepRehearsalAsync(undo.Id, (undo.Options with { Over = new RehearsalEnd(time.GetUtcNow(), null) }).ToJson(), CancellationToken.None);
        await directory.ArchiveAsync(undo.Slug, CancellationToken.None);
    });

    // Whoever asked for the rehearsal may have left by now: its screens go back all the same.
    private async Task MoveBackAsync(Unbegun undo)
    {
        foreach (var screen in undo.Moved) await PointAsync(screen, from: undo.Id, to: undo.From.Value, CancellationToken.None);
    }

    /// <returns>False: the store does not answer.</returns>
    private async Task<bool> TryAsync(Unbegun undo, Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception away) when (away is DbException or DbUpdateException or TimeoutException or InvalidOperationException { InnerException: DbException or TimeoutException })
        {
            LogNotPutBack(log, undo.Slug, away.GetType().Name);
            return false;
        }
    }

    private async Task GiveBackAsync(ShowId rehearsal, RehearsalOptions options, CancellationToken ct)
    {
        foreach (var screen in options.Of?.Screens ?? []) await PointAsync(screen.Screen, from: rehearsal, to: screen.Before, ct);
    }

    /// <summary>Only a screen that still is where it was: one that somebody has moved, or revoked, meanwhile is theirs.</summary>
    private async Task PointAsync(Guid screen, ShowId from, Guid? to, CancellationToken ct)
    {
        if (screens.PointsAt(screen, from)) await screens.ChangeAsync(screen, s => s.ShowId = to, ct);
    }

    private async Task StopAsync(PlayedShow played)
    {
        await played.DisposeAsync();
        _played.TryRemove(played.Show.Id, out _);
    }

    private async Task ArchiveOlderAsync(ShowId real, Guid except, CancellationToken ct)
    {
        var others = (await KeptAsync(real, ct)).Where(r => r.Row.Id != except && !_played.ContainsKey(new ShowId(r.Row.Id)));
        foreach (var (old, _) in others.Skip(Kept - 1)) await directory.ArchiveAsync(old.Slug, ct);
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    private static string WithoutNumber(string slug) => slug.LastIndexOf('-') is > 0 and var at && slug.AsSpan(at + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? slug[..at] : slug;

    [LoggerMessage(7111, LogLevel.Information, "The rehearsal {Show} has begun.")]
    private static partial void LogBegun(ILogger log, string show);

    [LoggerMessage(7112, LogLevel.Information, "The rehearsal {Show} has ended; its screens are back.")]
    private static partial void LogEnded(ILogger log, string show);

    [LoggerMessage(7114, LogLevel.Warning, "The rehearsal {Show} could not begin, and its screens are not back yet: the accounts' store does not answer ({Error}). It is tried again.")]
    private static partial void LogNotPutBack(ILogger log, string show, string error);

    [LoggerMessage(7113, LogLevel.Warning, "The rehearsal {Show} was cut: its screens were put back.")]
    private static partial void LogPutBack(ILogger log, string show);
}
