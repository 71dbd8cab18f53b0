using System.Diagnostics;
using System.Globalization;
using LiveConsole.Accounts;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.YouTube;
using LiveConsole.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Soak.Quota;

/// <summary>
/// The quota's ledger against the emulated Google's own count. First simulated days, one of them of 25 hours and one of 23, in which two nodes call and are killed at every door of
/// the ledger: it must be equal to the unit, but for what a killed process had debited and not sent, which is counted here. Then a real process is killed while it calls:
/// the ledger is never below Google's count, and above it by no more than a call for each kill.
/// </summary>
internal static class QuotaSoak
{
    public const string Word = "quota-caller";

    private static readonly DateTimeOffset[] Days =
    [
        // An hour before midnight in Los Angeles: the day after is a usual one, has 25 hours, has 23.
        new(2026, 11, 20, 7, 0, 0, TimeSpan.Zero), new(2026, 11, 1, 6, 0, 0, TimeSpan.Zero), new(2026, 3, 8, 7, 0, 0, TimeSpan.Zero),
    ];

    private static readonly string[] Faults = ["youtube-503", "youtube-401", "youtube-rate-limit", "page-token-invalid", "youtube-forbidden"];

    public static async Task<int> RunAsync(int seed, int kills, TextWriter output)
    {
        List<string> wrong = [];
        foreach (var start in Days) await SimulateAsync(start, seed, wrong, output);
        await KillAsync(seed, kills, wrong, output);
        foreach (var problem in wrong.Take(10)) await output.WriteLineAsync($"  {problem}");
        await output.WriteLineAsync(wrong.Count == 0 ? $"quota: PASSED; seed {seed}" : $"quota: FAILED with {wrong.Count} problems; seed {seed}");
        return wrong.Count == 0 ? 0 : 1;
    }

    private static async Task SimulateAsync(DateTimeOffset start, int seed, List<string> wrong, TextWriter output)
    {
        var dice = new Random(HashCode.Combine(seed) + start.Month);
        var time = new FakeTime(start);
        var folder = Directory.CreateTempSubdirectory("liveconsole-quota-").FullName;
        await using var platforms = await EmulatedPlatforms.StartAsync(new EmulatorOptions { Seed = seed }, time, NullLoggerFactory.Instance, default);
        var store = await StoreAsync(folder);
        var options = Options(platforms);
        var nodes = new YouTubeProject[2];
        var (calls, refused, failed, killed, kept, days) = (0, 0, 0, 0, 0L, 1);
        var day = PacificDay.Of(time.GetUtcNow());
        YouTubeProject Begin() => new(options, time, loopbackOnly: true, new QuotaBudget(new KillingLedger(new QuotaLedger(store), dice, 0.02), "soak", new QuotaLimits(options.DailyQuota, options.ActionReserve), time));
        for (var i = 0; i < nodes.Length; i++) nodes[i] = Begin();
        for (var end = start.AddHours(27); time.GetUtcNow() < end; time.Advance(TimeSpan.FromSeconds(5 + dice.Next(25))))
        {
            if (dice.Next(60) == 0) platforms.Fire(Faults[dice.Next(Faults.Length)]);
            var today = PacificDay.Of(time.GetUtcNow());
            if (today != day) (day, kept, days) = (today, 0, days + 1);
            var node = dice.Next(nodes.Length);
            try
            {
                var failure = await CallAsync(nodes[node], platforms, dice);
                calls++;
                if (failure is { Kind: FailureKind.QuotaKept }) refused++;
                else if (failure is not null) failed++;
            }
            catch (KilledException kill)
            {
                (killed, kept) = (killed + 1, kept + kill.Kept);
                nodes[node].Dispose();
                nodes[node] = Begin();
            }

            var (ours, theirs) = ((await new QuotaLedger(store).ReadAsync("soak", day, default)).Used, platforms.YouTube.QuotaUsed);
            if (ours != theirs + kept) wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():u}: the ledger has {ours}, Google {theirs}, killed processes kept {kept}."));
            if (theirs > options.DailyQuota - options.ActionReserve) wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():u}: reading took {theirs} units: the reserve was touched."));
            if (wrong.Count > 0) break;
        }

        foreach (var node in nodes) node.Dispose();
        Leave(folder);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"quota: a day from {start:yyyy-MM-dd HH:mm}Z, {days} Pacific days met: {calls} calls of two nodes, {failed} failed, {refused} not sent for the reserve, {killed} kills; equal to the unit after each ({kept} units kept by killed processes today)"));
    }

    private static async Task<YouTubeFailure?> CallAsync(YouTubeProject project, EmulatedPlatforms platforms, Random dice)
    {
        switch (dice.Next(5))
        {
            case 0: return (await project.FindVideoAsync(platforms.YouTube.Video, default, QuotaUse.Viewers)).Failure;
            case 1:
                var stream = await project.OpenStreamAsync(platforms.YouTube.LiveChatId, null, default);
                stream.Value?.Dispose();
                return stream.Failure;
            default: return (await project.ListAsync(platforms.YouTube.LiveChatId, null, 2000, default)).Failure;
        }
    }

    private static async Task KillAsync(int seed, int kills, List<string> wrong, TextWriter output)
    {
        var dice = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("liveconsole-quota-").FullName;
        await using var platforms = await EmulatedPlatforms.StartAsync(new EmulatorOptions { Seed = seed, YouTubeDailyQuota = 100_000_000 }, TimeProvider.System, NullLoggerFactory.Instance, default);
        var store = await StoreAsync(folder);
        var most = 0L;
        for (var n = 1; n <= kills; n++)
        {
            using var caller = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Self(), Word, folder, platforms.YouTube.ApiBaseUri.AbsoluteUri, platforms.YouTube.LiveChatId])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            })!;
            // It says so with its first call: kills fall into calls, not into a start.
            await caller.StandardOutput.ReadLineAsync();
            if (dice.Next(2) == 0) platforms.Fire("youtube-503");
            var until = Stopwatch.StartNew();
            var lives = dice.Next(300);
            while (until.ElapsedMilliseconds < lives) await Task.Yield();
            caller.Kill();
            await caller.WaitForExitAsync();
            var over = (await new QuotaLedger(store).ReadAsync("soak", PacificDay.Of(TimeProvider.System.GetUtcNow()), default)).Used - platforms.YouTube.QuotaUsed;
            most = Math.Max(most, over);
            if (over < 0 || over > n * QuotaBudget.ReadCost) wrong.Add($"After {n} kills the ledger is {over} units above Google's count.");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"quota: {kills} real kills while calling, {platforms.YouTube.QuotaUsed} units: the ledger never below Google's count, and at most {most} units above it (a call a kill would be {kills * QuotaBudget.ReadCost})"));
        Leave(folder);
    }

    /// <summary>The program that is killed: calls as fast as it is answered.</summary>
    public static async Task<int> CallForEverAsync(string folder, Uri api, string chat)
    {
        var options = new YouTubeOptions { ApiBaseUri = api, TokenUri = new Uri(api, "token"), ApiKey = EmulatedYouTube.ApiKey, DailyQuota = 100_000_000 };
        var ledger = new QuotaLedger(AccountsStore.Factory(o => AccountsStore.UseFolder(o, folder)));
        using var project = new YouTubeProject(options, TimeProvider.System, loopbackOnly: true, new QuotaBudget(ledger, "soak", new QuotaLimits(options.DailyQuota, options.ActionReserve), TimeProvider.System));
        for (var first = true; ; first = false)
        {
            await project.ListAsync(chat, null, 2000, default);
            if (first) await Console.Out.WriteLineAsync("calling");
        }
    }

    /// <summary>Run as "dotnet X.dll", the process is dotnet's.</summary>
    private static IEnumerable<string> Self() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(QuotaSoak).Assembly.Location] : [];

    private static YouTubeOptions Options(EmulatedPlatforms platforms) => new()
    {
        ApiBaseUri = platforms.YouTube.ApiBaseUri, TokenUri = platforms.YouTube.TokenUri, AccessToken = EmulatedYouTube.AccessToken,
        RefreshToken = EmulatedYouTube.RefreshToken, ClientId = EmulatedYouTube.ClientId, ClientSecret = EmulatedYouTube.ClientSecret,
    };

    private static async Task<IDbContextFactory<AccountsDb>> StoreAsync(string folder)
    {
        var store = AccountsStore.Factory(o => AccountsStore.UseFolder(o, folder));
        await AccountsStore.BringUpToDateAsync(store, default);
        return store;
    }

    private static void Leave(string folder)
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
