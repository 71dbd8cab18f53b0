using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using LiveConsole.Api;
using LiveConsole.Domain.Doors;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Shows;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Outputs;

/// <summary>
/// Runs a line for every output that is on and whose show is open here; of several nodes, on the one that listens to the show. Says what does not get through,
/// and gives up what has not for days.
/// </summary>
public sealed partial class OutputRunner(OutputBook book, OutputMaker maker, LiveShows shows, IJournal journal, ShowChanges changes, OutputOptions options, NodeHealth health, TimeProvider time, ILogger<OutputRunner> log) : BackgroundService
{
    public const string Trouble = "output";

    private static readonly TimeSpan LookedAtEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SaidAfter = TimeSpan.FromSeconds(10);
    private static readonly OutputPace Graphics = new(TimeSpan.FromSeconds(5), TimeSpan.Zero);
    private static readonly OutputPace Surfaces = new(TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));
    private static readonly OutputPace Programs = new(TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(250));

    private readonly Dictionary<Guid, Running> _running = [];
    private readonly ConcurrentQueue<(Guid Output, OutputSaid Said)> _heard = new();
    private readonly SemaphoreSlim _wake = new(0, 1);

    /// <param name="As">What it was started with: set otherwise, it is another line.</param>
    private sealed record Running(LiveShow Show, string As, CancellationTokenSource Stop, Task Line);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        book.Changed += Wake;
        try
        {
            for (var looks = 0; !stoppingToken.IsCancellationRequested; looks++)
            {
                await LookAsync(reload: journal.Leases is not null && looks % 5 == 4, stoppingToken);
                await _wake.WaitAsync(LookedAtEvery, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
        finally
        {
            book.Changed -= Wake;
            await Task.WhenAll(_running.Keys.ToList().Select(StopAsync));
        }
    }

    private void Wake()
    {
        if (_wake.CurrentCount > 0) return;
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Two at once: it wakes.
        }
    }

    private async Task LookAsync(bool reload, CancellationToken ct)
    {
        // Before the store is asked, which may not answer: another node may have this show's ends by then.
        await StopUnwantedAsync();
        try
        {
            if (reload) await book.LoadAsync(ct);
            while (_heard.TryDequeue(out var heard)) await HearAsync(heard.Output, heard.Said, ct);
        }
        catch (Exception away) when (away is DbException or DbUpdateException or TimeoutException or InvalidOperationException { InnerException: DbException or TimeoutException })
        {
            // Lines go on as they were set; what is kept of their failures is kept later.
            LogAway(away.GetType().Name);
        }

        await StopUnwantedAsync();
        foreach (var row in book.All)
        {
            if (!_running.ContainsKey(row.Id) && Wanted(row) is { } show) Start(row, show);
            SayTrouble(row);
        }

        foreach (var said in health.Troubles.Where(t => t.Kind == Trouble && !(Guid.TryParse(t.About, out var id) && book.Find(id) is not null))) health.Over(Trouble, said.About, said.Show);
    }

    private async Task StopUnwantedAsync()
    {
        foreach (var (id, running) in _running.ToList())
        {
            if (book.Find(id) is not { } row || Wanted(row) != running.Show || running.As != AsOf(row) || running.Line.IsCompleted) await StopAsync(id);
        }
    }

    /// <returns>The show whose line is to run here; null: none is.</returns>
    private LiveShow? Wanted(OutputRow row) => row.On && shows.Live(new ShowId(row.ShowId)) is { } show && IsTold(show) ? show : null;

    /// <summary>By this node: of several, the one that listens.</summary>
    private bool IsTold(LiveShow show) => journal.Leases is null || show.Listens || show.Snapshot.State.Settings is { Rehearsal: true };

    private static string AsOf(OutputRow row) => $"{row.Settings}{(row.Secret is { } secret ? Convert.ToBase64String(secret) : "")}";

    private void Start(OutputRow row, LiveShow show)
    {
        var stop = new CancellationTokenSource();
        _running[row.Id] = new Running(show, AsOf(row), stop, RunAsync(row, show, stop.Token));
    }

    private async Task StopAsync(Guid id)
    {
        if (!_running.Remove(id, out var running)) return;
        await running.Stop.CancelAsync();
        await running.Line;
        running.Stop.Dispose();
    }

    private async Task RunAsync(OutputRow row, LiveShow show, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            await LineOf(row, show, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopped before it began.
        }
        catch (Exception bug) // The top of a loop: the next look starts it anew.
        {
            LogBug(bug, row.Id);
        }
    }

    private async Task LineOf(OutputRow row, LiveShow show, CancellationToken ct)
    {
        void Said(OutputSaid said)
        {
            _heard.Enqueue((row.Id, said));
            book.Said(row.Id, said);
        }

        bool HandedOver() => !IsTold(show);

        var random = new Random(row.Id.GetHashCode());
        switch (row.Kind)
        {
            case OutputKind.Webhook when maker.Webhook(row) is { } webhook:
                using (webhook) await new OutputLine<WebhookPicture>(c => Presents(show, c), webhook, Programs, Said, time, random, HandedOver).RunAsync(ct);
                break;
            case OutputKind.Webhook:
                Said(OutputMaker.NoSecret with { Gone = true });
                await Task.Delay(Timeout.InfiniteTimeSpan, time, ct);
                break;
            case OutputKind.Osc:
                await new OutputLine<SurfacePicture>(c => Pictures(show, SurfacePicture.Of, c), maker.Osc(row), Surfaces, Said, time, random, HandedOver).RunAsync(ct);
                break;
            default:
                var graphics = maker.Graphics(row);
                using (graphics as IDisposable) await new OutputLine<AirPicture>(c => Pictures(show, AirPicture.Of, c), graphics, Graphics, Said, time, random, HandedOver).RunAsync(ct);
                break;
        }
    }

    private static async IAsyncEnumerable<T> Pictures<T>(LiveShow show, Func<ShowSnapshot, T> draw, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var snapshot in show.WatchAsync(ct)) yield return draw(snapshot);
    }

    private async IAsyncEnumerable<WebhookPicture> Presents(LiveShow show, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var change in changes.FollowAsync(show, Role.Observer, ct)) yield return new WebhookPicture(change.Present, show.Slug, show.Snapshot.State.Settings is { Rehearsal: true });
    }

    private async Task HearAsync(Guid id, OutputSaid said, CancellationToken ct)
    {
        if (book.Find(id) is not { } row) return;
        if (said.Ok)
        {
            if (row.FailingSince is not null) await book.FailsAsync(id, null, ct);
        }
        else if (said.Gone || (row.FailingSince is { } since && time.GetUtcNow() - since >= TimeSpan.FromDays(options.GivesUpAfterDays)))
        {
            await book.GiveUpAsync(id, ct);
            // Told in the trail as what a person does; a show that cannot write just now has it on its desks all the same (SayTrouble).
            if (shows.Live(new ShowId(row.ShowId)) is { } show)
                await show.DoAsync(new SetOutput(id, row.Kind.ToString().ToLowerInvariant(), row.Name, OutputDeed.Off), Actor.Program, Guid.CreateVersion7(time.GetUtcNow()), repeatable: false, ct);
        }
        else if (row.FailingSince is null)
        {
            await book.FailsAsync(id, time.GetUtcNow(), ct);
        }
    }

    private void SayTrouble(OutputRow row)
    {
        var show = new ShowId(row.ShowId);
        if (row.GaveUpAt is not null)
        {
            health.Say(new NodeTrouble(Trouble, AlertSeverity.Watch, new($"The output {row.Name} was switched off by itself: nothing got through.", $"La sortie {row.Name} s'est coupée seule : plus rien ne passait."),
                new("Put it right, then switch it on again: settings, Outputs.", "Corrigez, puis rallumez-la : réglages, Sorties."), row.Id.ToString("N"), show));
        }
        else if (row is { On: true, FailingSince: { } since } && time.GetUtcNow() - since >= SaidAfter && _running.ContainsKey(row.Id))
        {
            var why = book.Standing(row.Id)?.Said.Words ?? new Words("", "");
            health.Say(new NodeTrouble(Trouble, row.Kind == OutputKind.Webhook ? AlertSeverity.Watch : AlertSeverity.ActNow,
                new($"The output {row.Name} has not been reached for {{0}}. What it shows may be old.", $"La sortie {row.Name} n'est plus jointe depuis {{0}}. Ce qu'elle montre est peut-être ancien."), why, row.Id.ToString("N"), show));
        }
        else
        {
            health.Over(Trouble, row.Id.ToString("N"), show);
        }
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    [LoggerMessage(5501, LogLevel.Warning, "The accounts' store does not answer ({Error}): how outputs do is written down later.")]
    private partial void LogAway(string error);

    [LoggerMessage(5502, LogLevel.Critical, "The output {Output} ended on a bug; it begins again.")]
    private partial void LogBug(Exception bug, Guid output);
}
