using System.Diagnostics;
using System.Globalization;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Hosting;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Soak;

/// <summary>
/// A small disk fills while the show runs: CLEAR still darkens, callers are refused, nothing acknowledged is lost, and it goes on alone
/// when there is room again.
/// </summary>
/// <param name="disk">A mounted file system of a few tens of megabytes.</param>
internal sealed class FullDiskSoak(int seed, string disk, TextWriter output)
{
    private const int Ballast = 8 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Actor Ana = A.Editor("Ana");

    private readonly Ledger _ledger = new();
    private readonly ShowId _show = new(Guid.CreateVersion7());

    public async Task<int> RunAsync()
    {
        if (!Directory.Exists(disk) || new DriveInfo(disk).TotalSize > 200L * 1024 * 1024)
        {
            await output.WriteLineAsync("full-disk: give the small file system it may fill: tests/soak full-disk mounts one.");
            return 2;
        }

        var folder = Path.Combine(disk, "data");
        var ballast = Path.Combine(disk, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[Ballast]);
        await using (var open = await OpenShow.OpenAsync(folder, _show))
        {
            if (await FillAsync(open, folder, ballast) is { } wrong) return await FailAsync(wrong);
        }

        await using var journal = await SqliteJournal.OpenAsync(folder, TimeProvider.System);
        var problems = await _ledger.CheckAsync(journal, _show);
        if (problems.Count > 0) return await FailAsync(string.Join(' ', problems.Take(5)));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"full-disk: PASSED. {_ledger.Commands} verbs and {_ledger.Messages} messages acknowledged, {_ledger.Entries} entries, none lost, none twice; seed {seed}"));
        return 0;
    }

    /// <returns>What went wrong; null when nothing did.</returns>
    private async Task<string?> FillAsync(OpenShow open, string folder, string ballast)
    {
        var live = open.Live;
        // A lock, not a channel: lines come from all of the load's clients.
        var gate = new Lock();
        var load = new Load(live, seed, 1, line =>
        {
            lock (gate) _ledger.Heard(line);
        }, leavesTheAir: true);
        var onAir = ItemId.New(TimeProvider.System.GetUtcNow());
        await live.DoAsync(new AddItem(ItemKind.Line, "A l'antenne", null, null, "fr", onAir), Ana, Guid.CreateVersion7(), repeatable: false, default);
        await live.DoAsync(new PutOnAir(onAir, live.Snapshot.State.Item(onAir)!.Version, null), Ana, Guid.CreateVersion7(), repeatable: false, default);
        using var enough = new CancellationTokenSource();
        var running = load.RunAsync(enough.Token);
        // To the last page: small turns still fit when large ones do not.
        await load.StorageIsAway.WaitAsync(Patience);
        var said = live.Snapshot.Storage;
        await output.WriteLineAsync($"  full: \"{said.Words?.En}\"");
        if (said is not { Slow: false, Words: { } words } || !words.En.StartsWith("The disk is full since ", StringComparison.Ordinal) || !words.En.Contains("What was saved is safe", StringComparison.Ordinal) || !words.En.Contains("Free 100 MB", StringComparison.Ordinal)
            || !words.Fr.Contains("est en sûreté", StringComparison.Ordinal) || !words.Fr.Contains("Libérez 100 Mo", StringComparison.Ordinal)) return $"The desks do not say what is full, safe and to do: {said}";
        if (live.Writer.Health.Storage is not { Slow: false, Words: not null }) return "The health endpoint would say that all is well.";

        if (live.Snapshot.For(new Reader(Role.Overlay)).OnAir?.Id != onAir) return "The item on air is not there any more.";
        var pressed = Stopwatch.GetTimestamp();
        var clear = await live.DoAsync(new TakeOffAir(), Ana, Guid.CreateVersion7(), repeatable: false, default);
        var answered = Stopwatch.GetElapsedTime(pressed);
        if (clear is not Outcome.Accepted { Journaled: false }) return $"CLEAR on a full disk: {clear}";
        if (live.Snapshot.For(new Reader(Role.Overlay)).OnAir is not null) return "The overlay is not dark after CLEAR.";
        if (answered > TimeSpan.FromMilliseconds(800)) return $"CLEAR took {answered.TotalMilliseconds:F0} ms.";
        var add = await live.DoAsync(new AddItem(ItemKind.Line, "Bonsoir", null, null, "fr", ItemId.New(TimeProvider.System.GetUtcNow())), Ana, Guid.CreateVersion7(), repeatable: false, default);
        if (add is not Outcome.Refused { Refusal: { Kind: RefusalKind.Storage } refusal }) return $"A verb on a full disk was not refused: {add}";
        using (var latches = new LatchFiles(folder))
        {
            if (latches.Read(_show)?.AirNumber != live.Snapshot.State.Air.Number) return "The latch is not in its file.";
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"  CLEAR answered in {answered.TotalMilliseconds:F0} ms, not journaled yet, dark, latch in its file; verbs refused: {load.Refused + 1}, as \"{refusal.Message}\""));

        File.Delete(ballast);
        var room = Stopwatch.GetTimestamp();
        if (!await UntilAsync(live, s => s.Storage.Words is null && s.State.Air.Item is null)) return "It did not go on when there was room.";
        if (live.Writer.Health is not { Stopped: false, Storage.Words: null }) return "The health endpoint would still say that it cannot be written.";
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  went on {Stopwatch.GetElapsedTime(room).TotalMilliseconds:F0} ms after there was room"));
        await enough.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return null;
    }

    private static async Task<bool> UntilAsync(LiveShow live, Func<ShowSnapshot, bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await foreach (var snapshot in live.WatchAsync(patience.Token))
            {
                if (condition(snapshot)) return true;
            }
        }
        catch (OperationCanceledException)
        {
            return condition(live.Snapshot);
        }

        return false;
    }

    private async Task<int> FailAsync(string wrong)
    {
        await output.WriteLineAsync($"full-disk: FAILED. {wrong} Seed {seed}");
        return 1;
    }
}
