using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Journal.Folder;
using LiveConsole.Pictures;
using LiveConsole.Shows;

namespace LiveConsole.Sources;

/// <summary>
/// Reads a show's channels while this node may. On a journal that one node owns that is always; else only while it holds the show's lease,
/// renewed each second: one that could not be renewed for two stops the sources, and what was read waits. Nobody else can have taken it by
/// then: it is valid for three.
/// </summary>
/// <param name="node">This node's name among all that open the journal, the same after a restart; shown to people.</param>
/// <param name="read">New sources, not started.</param>
public sealed partial class ShowListener(LiveShow show, ILeases? leases, string node, Func<ShowSources> read, NodeHealth health, TimeProvider time, ILogger<ShowListener> log) : IAsyncDisposable
{
    /// <summary>Troubles as the desks say them: another node reads; nobody here may.</summary>
    public const string Elsewhere = "listens-elsewhere", Unrenewed = "listens-not";

    private static readonly TimeSpan RenewedEvery = TimeSpan.FromSeconds(1), StopsAfter = TimeSpan.FromSeconds(2), TriedAgainAfter = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private ShowSources? _alone;
    private Task<bool> _asked = Task.FromResult(true);
    private bool _listened;
    private int _disposed;
    private long _renewedAt;
    private (string Kind, string? Who, DateTimeOffset Since)? _said;

    /// <summary>A show of this server, read at these addresses.</summary>
    public static ShowListener Of(LiveShow show, PlatformAddresses addresses, IServiceProvider services)
    {
        services.GetRequiredService<ShowPictures>().Use(show.Id, addresses, addresses.LoopbackOnly ? null : services.GetRequiredService<NodeSources>().SignIn);
        var (time, logs) = (services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILoggerFactory>());
        return new ShowListener(show, services.GetRequiredService<IJournal>().Leases, NodeName(services), () => addresses.LoopbackOnly
                ? new ShowSources(show, addresses, time, logs, services.GetRequiredService<YouTubeBudgets>().Of) : new ShowSources(show, services.GetRequiredService<NodeSources>(), time, logs),
            services.GetRequiredService<NodeHealth>(), time, logs.CreateLogger<ShowListener>());
    }

    /// <summary>One process owns a data folder: with the machine's name it names a node, the same after a restart.</summary>
    public static string NodeName(IServiceProvider services) => $"{Environment.MachineName}:{services.GetRequiredService<DataFolder.Owned>().FolderPath}";

    public void Start()
    {
        if (leases is not null)
        {
            _running = RunAsync(leases);
            return;
        }

        _alone = read();
        _alone.Start();
    }

    /// <summary>Stops reading; what was read is journaled if it can be, then another node may take over at once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _stop.CancelAsync();
        await _running;
        await Quiet(_asked);
        if (_alone is not null) await _alone.DisposeAsync();
        Say(null);
        _stop.Dispose();
    }

    private async Task RunAsync(ILeases leases)
    {
        await Task.Yield();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                // A renewal that was not waited for ends before the lease is taken anew.
                await Quiet(_asked);
                // What was read and still waits goes under its own epoch, before a new one makes it old: it is refused only if another has listened since.
                if (_listened) await show.CatchUpAsync(_stop.Token);
                if (await TakeAsync(leases) is { } epoch) await ListenAsync(leases, epoch);
                else await Quiet(Task.Delay(RenewedEvery, time, _stop.Token));
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception bug)
            {
                // The show stands without its platforms: said in the log, and tried anew.
                LogBug(bug, show.Slug);
                await Quiet(Task.Delay(RenewedEvery, time, _stop.Token));
            }
        }
    }

    /// <returns>Null: another node listens, or the database does not say.</returns>
    private async Task<long?> TakeAsync(ILeases leases)
    {
        try
        {
            // Counted from before it was asked: the lease runs on the database's clock from some moment after.
            _renewedAt = time.GetTimestamp();
            if (await leases.TakeLeaseAsync(show.Id, node, _stop.Token) is { } epoch)
                // An answer that came late may be of a lease that is over: it is asked again.
                return time.GetElapsedTime(_renewedAt) < RenewedEvery ? epoch : null;
            Say(Elsewhere, await leases.LastListenerAsync(show.Id, _stop.Token) ?? "");
        }
        catch (JournalStorageException)
        {
            Say(Unrenewed);
        }

        return null;
    }

    private async Task ListenAsync(ILeases leases, long epoch)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var reading = ReadAsync(epoch, over.Token);
        var holding = HoldAsync(leases, epoch, over.Token);
        await Task.WhenAny(reading, holding);
        await over.CancelAsync();
        await Quiet(Task.WhenAll(reading, holding));
        if (_stop.IsCancellationRequested && holding.IsCanceled) await GiveBackAsync(leases, epoch);
        if (!holding.IsCompletedSuccessfully && !holding.IsCanceled) await holding;
        if (!reading.IsCompletedSuccessfully && !reading.IsCanceled) await reading;
        if (_stop.IsCancellationRequested) return;
        LogLost(show.Slug, epoch);
        // Whether another has it, the next taking says.
        if (holding.IsCompletedSuccessfully && !await holding) Say(Unrenewed);
    }

    /// <summary>Reads under this epoch until it is over, or an append was refused under it.</summary>
    private async Task ReadAsync(long epoch, CancellationToken ct)
    {
        _listened = true;
        var refused = show.Writer.Listens(epoch);
        // The sources begin where the journal stands, whoever wrote it.
        await show.CatchUpAsync(ct);
        await using var sources = read();
        sources.Start();
        Say(null);
        LogListens(show.Slug, epoch);
        show.Listens = true;
        try
        {
            await refused.WaitAsync(ct);
        }
        finally
        {
            show.Listens = false;
        }
    }

    /// <returns>True: another node has the lease. False: it could not be renewed for so long that we stop by ourselves.</returns>
    private async Task<bool> HoldAsync(ILeases leases, long epoch, CancellationToken ct)
    {
        for (var pause = RenewedEvery - time.GetElapsedTime(_renewedAt); ;)
        {
            if (pause > TimeSpan.Zero) await Task.Delay(pause, time, ct);
            var asked = time.GetTimestamp();
            var left = StopsAfter - time.GetElapsedTime(_renewedAt);
            if (left <= TimeSpan.Zero) return false;
            switch (await RenewAsync(leases, epoch, left, ct))
            {
                case false:
                    return true;
                case true:
                    (_renewedAt, pause) = (asked, RenewedEvery);
                    break;
                default:
                    pause = left < TriedAgainAfter ? left : TriedAgainAfter;
                    break;
            }
        }
    }

    /// <returns>Null: not known, after <paramref name="patience"/> at the latest.</returns>
    private async Task<bool?> RenewAsync(ILeases leases, long epoch, TimeSpan patience, CancellationToken ct)
    {
        _asked = leases.RenewLeaseAsync(show.Id, epoch, ct).AsTask();
        // Not by cancelling: a database that stands still is given up by its driver seconds later.
        await Quiet(_asked.WaitAsync(patience, time, ct));
        ct.ThrowIfCancellationRequested();
        return _asked.IsCompleted ? await OrNull(_asked) : null;
    }

    private static async Task<bool?> OrNull(Task<bool> asked)
    {
        try
        {
            return await asked;
        }
        catch (JournalStorageException)
        {
            return null;
        }
    }

    private async Task GiveBackAsync(ILeases leases, long epoch)
    {
        using var patience = new CancellationTokenSource(StopsAfter, time);
        try
        {
            // First what was read: under the next one's epoch it would be refused.
            await show.CatchUpAsync(patience.Token);
            await leases.GiveBackLeaseAsync(show.Id, epoch, patience.Token);
        }
        catch (Exception away) when (away is JournalStorageException or OperationCanceledException)
        {
            // It is over by itself in three seconds.
            LogNotGivenBack(show.Slug, epoch);
        }
    }

    /// <param name="kind">Null: this node reads, or has stopped.</param>
    private void Say(string? kind, string? who = null)
    {
        if ((_said?.Kind, _said?.Who) == (kind, who)) return;
        if (_said is { } before && before.Kind != kind) health.Over(before.Kind, show: show.Id);
        _said = kind is null ? null : (kind, who, show.Clock.Now);
        if (_said is not { } now) return;
        var since = Refusals.Clock(show.Snapshot.State, now.Since);
        health.Say(kind == Elsewhere ? ElsewhereSince(since, who!) : UnrenewedSince(since));
    }

    private NodeTrouble ElsewhereSince(string since, string who) => new(Elsewhere, AlertSeverity.Watch, new(
        $"Another LiveConsole ({who}) reads this show's chats, seen since {since}. This one shows them and takes commands, but reads no platform.",
        $"Un autre LiveConsole ({who}) lit les chats de cette émission, constaté depuis {since}. Celui-ci les affiche et prend les commandes, mais ne lit aucune plateforme."),
        new("Nothing to do: if the other one stops, this one goes on reading within 4 s.",
            "Rien à faire : si l'autre s'arrête, celui-ci reprend la lecture en moins de 4 s."), Show: show.Id);

    private NodeTrouble UnrenewedSince(string since) => new(Unrenewed, AlertSeverity.ActNow, new(
        $"This LiveConsole has read no chat since {since}: the database does not answer, so it cannot know whether another one reads.",
        $"Ce LiveConsole ne lit plus aucun chat depuis {since} : la base de données ne répond pas, il ne peut donc pas savoir si un autre les lit."),
        new("Check PostgreSQL and the network to it; reading goes on by itself. Keep the platforms' own chats open.",
            "Vérifiez PostgreSQL et le réseau jusqu'à elle ; la lecture reprend seule. Gardez ouverts les chats des plateformes."), Show: show.Id);

    private static async Task Quiet(Task ended) => await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(1211, LogLevel.Information, "This node listens to {Show} (epoch {Epoch}).")]
    private partial void LogListens(string show, long epoch);

    [LoggerMessage(1212, LogLevel.Warning, "This node does not listen to {Show} any more (epoch {Epoch}).")]
    private partial void LogLost(string show, long epoch);

    [LoggerMessage(1213, LogLevel.Warning, "The lease of {Show} (epoch {Epoch}) was not given back; it is over in 3 s.")]
    private partial void LogNotGivenBack(string show, long epoch);

    [LoggerMessage(1214, LogLevel.Critical, "Listening to {Show} ended on a bug; it begins again.")]
    private partial void LogBug(Exception bug, string show);
}
