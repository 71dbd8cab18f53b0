using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Journal.Postgres;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Soak.Storm;
using LiveConsole.Testing.Postgres;

namespace LiveConsole.Soak.Burst;

/// <summary>
/// A flood through the real sockets: emulated platforms in a process of their own, "serve" that reads them, light desks that look on and a presenter who taps (a script of
/// tests/load). Nothing lost and nothing twice, rows at most 10 s late, verbs answered within 250 ms (99 of 100), memory bounded.
/// </summary>
internal sealed class BurstSoak(int seed, int rate, int seconds, int desks, string store, TextWriter output)
{
    private const string Slug = "burst";
    private const long MemoryAtMost = 2L << 30;
    private static readonly TimeSpan LateAtMost = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AnsweredWithin = TimeSpan.FromMilliseconds(250);

    private readonly List<string> _wrong = [];

    public async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("liveconsole-burst-").FullName;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"burst: {rate} messages a second for {seconds} s into {store}, {desks} desks, seed {seed}; {Environment.ProcessorCount} cores ({Processor()}), load {Gauge.Load}"));
        // It reaches the disk with every commit, as a real one: what people wait for is measured.
        await using (var server = store == "postgres" ? await PrivatePostgres.StartAsync(durable: true) : null) await FloodAsync(folder, server, server is null ? null : await server.NewDatabaseAsync());
        foreach (var wrong in _wrong.Take(40)) await output.WriteLineAsync($"  WRONG: {wrong}");
        await output.WriteLineAsync(_wrong.Count == 0 ? $"burst: PASSED; seed {seed}" : $"burst: FAILED with {_wrong.Count} problems; seed {seed}; the data folder is kept: {folder}");
        if (_wrong.Count == 0) Directory.Delete(folder, recursive: true);
        return _wrong.Count == 0 ? 0 : 1;
    }

    private async Task FloodAsync(string folder, PrivatePostgres? server, string? database)
    {
        string[] there = database is null ? [] : ["--Storage:Provider", "Postgres", "--ConnectionStrings:LiveConsole", database];
        using var platforms = Beside("dotnet", Path.Combine(AppContext.BaseDirectory, "LiveConsole.Soak.dll"), CrowdedPlatforms.Word, folder, "--rate", Text(rate), "--seconds", Text(seconds), "--seed", Text(seed));
        Process? people = null;
        try
        {
            var addresses = (await platforms.StandardOutput.ReadLineAsync())!.Split(' ').Select(a => new Uri(a)).ToArray();
            await ServingProgram.DoAsync(["show", "create", Slug, "--title", "Burst", "--data", folder, "--twitch", Crowd.TwitchChannel, "--youtube", Crowd.YouTubeVideo, .. there]);
            await using var program = new ServingProgram(folder, new PlatformsAt(addresses[0], addresses[1], addresses[2], addresses[3], addresses[4]), there);
            await program.StartAsync();
            people = Beside("node", Path.Combine(Repository(), "tests", "load", "people.mjs"), program.Link("moderator"), program.Link("editor"), program.Link("Presenter"), Text(desks));
            if (await people.StandardOutput.ReadLineAsync() != "ready") throw new InvalidOperationException("Nobody came to the desks.");
            var gauge = new Gauge(program.Process, folder, database);
            using var over = new CancellationTokenSource();
            var (cpu, cpuServer, cpuPlatforms, cpuPeople, began) = (Gauge.CpuOf(program.Process), server?.Worked ?? default, Gauge.CpuOf(platforms), Gauge.CpuOf(people), Stopwatch.GetTimestamp());
            var (looking, waking) = (gauge.LookAsync(output, over.Token), WakeAsync(over.Token));
            await platforms.StandardInput.WriteLineAsync("play");
            await people.StandardInput.WriteLineAsync("press");
            if (await platforms.StandardOutput.ReadLineAsync() != "over") throw new InvalidOperationException("The platforms ended.");
            var said = Stopwatch.GetTimestamp();
            await people.StandardInput.WriteLineAsync("stop");
            var answers = await people.StandardOutput.ReadLineAsync();
            var all = await gauge.QuietAsync(LateAtMost * 6);
            await over.CancelAsync();
            await looking;
            var late = await waking;
            cpu = Gauge.CpuOf(program.Process) - cpu;
            cpuServer = (server?.Worked ?? default) - cpuServer;
            (cpuPlatforms, cpuPeople) = (Gauge.CpuOf(platforms) - cpuPlatforms, Gauge.CpuOf(people) - cpuPeople);
            await program.StopAsync();
            await platforms.StandardInput.WriteLineAsync("write");
            var ended = (await platforms.StandardOutput.ReadLineAsync())!.Split(' ');
            var wall = Stopwatch.GetElapsedTime(began, said).TotalSeconds;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"  said in {wall:F1} s, the last entry {Math.Max(0, Stopwatch.GetElapsedTime(said, all).TotalSeconds):F1} s later; CPU seconds: program {cpu:F1}, database {cpuServer.TotalSeconds:F1}, platforms {cpuPlatforms:F1}, people {cpuPeople:F1}"));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"  this machine woke a process that does nothing else p50 {At(late, 0.5):F0} ms, p99 {At(late, 0.99):F0} ms, at most {late[^1]:F0} ms late; load {Gauge.Load}"));
            if (ended is not ["0", "0"]) _wrong.Add($"The platforms closed {ended[0]} slow readers and could not send {ended[1]} messages.");
            await ReckonAsync(folder, database, there);
            Answered(answers);
            var (before, last) = gauge.Memory;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  memory at most {gauge.MostMemory >> 20} MB; first third {before >> 20} MB, last third {last >> 20} MB"));
            if (gauge.MostMemory > MemoryAtMost) _wrong.Add($"Memory came to {gauge.MostMemory >> 20} MB.");
        }
        finally
        {
            End(platforms);
            if (people is not null) End(people);
        }
    }

    private async Task ReckonAsync(string folder, string? database, string[] there)
    {
        var (twitch, toTwitch) = await CrowdedPlatforms.ReadAsync(Path.Combine(folder, "twitch.said"));
        var (youtube, toYouTube) = await CrowdedPlatforms.ReadAsync(Path.Combine(folder, "youtube.said"));
        var reckoning = new Reckoning(new Crowd(seed, rate, seconds).Type(default).ToDictionary(m => m.Message.Id, m => m.Message.Text, StringComparer.Ordinal));
        var export = Path.Combine(folder, "export.jsonl");
        await ServingProgram.DoAsync(["export", "--show", Slug, "--with-removed", "--out", export, "--data", folder, .. there]);
        await reckoning.ReadExportAsync(export);
        await using IJournal journal = database is null ? await SqliteJournal.OpenAsync(folder, TimeProvider.System) : await PostgresJournal.OpenAsync(database, TimeProvider.System);
        await reckoning.ReadGapsAsync(journal);
        reckoning.Compare("twitch", twitch, toTwitch, new HashSet<string>());
        reckoning.Compare("youtube", youtube, toYouTube, new HashSet<string>());
        _wrong.AddRange(reckoning.Wrong);
        foreach (var figure in reckoning.Figures) await output.WriteLineAsync($"  {figure}");
        await LatenessAsync(journal, twitch, youtube);
    }

    /// <summary>From the wire to the turn that journals it; the snapshot that shows it follows within its commit and 50 ms.</summary>
    private async Task LatenessAsync(IJournal journal, Dictionary<string, Said> twitch, Dictionary<string, Said> youtube)
    {
        List<double> late = [];
        var kinds = new Dictionary<string, int>(StringComparer.Ordinal);
        var (atOnce, later, unjudged) = (0, 0, new HashSet<long>());
        foreach (var show in await journal.ShowsAsync(default))
        {
            await foreach (var page in journal.ReadAsync(show, 0, null, default))
            {
                foreach (var stored in page)
                {
                    var kind = stored.Entry.GetType().Name;
                    kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                    if (stored.Entry is MessageArrived { Judgement: null }) unjudged.Add(stored.Sequence);
                    else if (stored.Entry is MessageArrived) atOnce++;
                    else if (stored.Entry is Judged follows && unjudged.Remove(follows.Sequence)) later++;
                    if (stored.Entry is MessageArrived { Message: var message } && (message.Platform == "twitch" ? twitch : youtube).TryGetValue(message.Id, out var said))
                        late.Add((stored.At - said.First).TotalMilliseconds);
                }
            }
        }

        late.Sort();
        await output.WriteLineAsync($"  entries: {string.Join(", ", kinds.OrderByDescending(k => k.Value).Select(k => $"{k.Value} {k.Key}"))}");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  judged on arrival {atOnce}, later {later}, never {unjudged.Count}"));
        if (unjudged.Count > 0) _wrong.Add($"{unjudged.Count} messages were never judged.");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  rows, from the wire to their turn: p50 {At(late, 0.5):F0} ms, p99 {At(late, 0.99):F0} ms, at most {late[^1]:F0} ms"));
        if (late.Count < rate * seconds) _wrong.Add($"{rate * seconds - late.Count} of {rate * seconds} messages are not journaled.");
        if (late[^1] > LateAtMost.TotalMilliseconds) _wrong.Add("Rows were too late.");
    }

    private void Answered(string? line)
    {
        using var people = JsonDocument.Parse(line ?? throw new InvalidOperationException("Those who press ended."));
        var answers = people.RootElement.GetProperty("answers").EnumerateArray().Select(a => a.GetDouble()).Order().ToList();
        var refused = people.RootElement.GetProperty("refused").GetInt32();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {answers.Count} verbs over a screen's line: p50 {At(answers, 0.5):F0} ms, p99 {At(answers, 0.99):F0} ms, at most {answers[^1]:F0} ms, {refused} refused; desks: {people.RootElement.GetProperty("batches").GetInt32()} paintings of {people.RootElement.GetProperty("bytes").GetInt64() >> 10} kB in all"));
        if (refused > 0) _wrong.Add($"{refused} verbs were refused.");
        if (At(answers, 0.99) > AnsweredWithin.TotalMilliseconds) _wrong.Add("Verbs were answered too late.");
    }

    /// <summary>What everybody waits for on this machine, however idle: no answer can be sooner.</summary>
    private static async Task<List<double>> WakeAsync(CancellationToken ct)
    {
        List<double> late = [];
        while (!ct.IsCancellationRequested)
        {
            var since = Stopwatch.GetTimestamp();
            await Task.Delay(TimeSpan.FromMilliseconds(10), CancellationToken.None);
            late.Add(Math.Max(0, Stopwatch.GetElapsedTime(since).TotalMilliseconds - 10));
        }

        late.Sort();
        return late;
    }

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Process Beside(string program, params string[] words)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var word in words) start.ArgumentList.Add(word);
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    private static void End(Process process)
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LiveConsole.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("The soak runs from inside the repository.");
        return folder.FullName;
    }

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1] ?? "unknown";
}
