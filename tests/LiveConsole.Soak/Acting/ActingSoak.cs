using System.Diagnostics;
using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Rehearsal;
using LiveConsole.Soak.Storm;
using LiveConsole.Testing;
using LiveConsole.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Soak.Acting;

/// <summary>
/// Kills (-9) a program that acts on emulated platforms, which go on, at random moments between keys and answers; the journal is then held against what the platforms saw. Or a
/// raid: thousands of messages removed in bulk, and no limit hit that could be known.
/// </summary>
internal sealed class ActingSoak(int seed, TextWriter output)
{
    private const int Plenty = 10_000_000;

    // From a key to its answer on a loaded machine.
    private const int KilledWithinMilliseconds = 1_200;
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromMinutes(6);

    private readonly Random _dice = new(seed);
    private readonly ShowId _show = new(Guid.CreateVersion7());
    private readonly List<string> _wrong = [];
    private int _stranded;
    private PrivatePostgres? _server;
    private string? _database;

    public Task<int> KillAsync(int runs) => RunAsync($"acting: {runs} kills, seed {seed}", Plenty, async (platforms, folder) =>
    {
        using var over = new CancellationTokenSource();
        var talking = TalkAsync(platforms, over.Token);
        for (var run = 1; run <= runs; run++)
        {
            using var program = await BeginAsync(platforms, folder, "press", Plenty, run);
            await Task.Delay(TimeSpan.FromMilliseconds(50 + _dice.Next(KilledWithinMilliseconds)), TimeProvider.System, default);
            program.Kill();
            await program.WaitForExitAsync();
            if (run % 20 == 0) await output.WriteLineAsync($"  {run} kills, {_stranded} effects were under way");
        }

        await over.CancelAsync();
        await talking;
        using var last = await BeginAsync(platforms, folder, "settle", Plenty, runs + 1);
        await EndAsync(last);
    });

    public Task<int> RaidAsync(int messages) => RunAsync($"acting: a raid of {messages} messages, seed {seed}", dailyUnits: 10_000, async (platforms, folder) =>
    {
        using var program = await BeginAsync(platforms, folder, "raid", 10_000, 0);
        var twitch = messages * 9 / 10;
        for (var i = 0; i < messages; i++) Say(platforms, i < twitch ? "twitch" : "youtube", i);
        await program.StandardInput.WriteLineAsync(messages.ToString(CultureInfo.InvariantCulture));
        await program.StandardInput.FlushAsync();
        await PressedAsync(program);
        await EndAsync(program);
        var seen = platforms.Twitch.Calls;
        var tooMany = seen.Calls.Count(c => c.Status == 429);
        var units = platforms.YouTube.Seen.Calls.Values.Sum(c => c.Units);
        await output.WriteLineAsync($"  Twitch: {seen.Removed.Count} removed, {tooMany} answers 429, limits run into: {string.Join(", ", seen.Overruns.Select(o => $"{o.Key} {o.Value}"))}; YouTube: {platforms.YouTube.Seen.Removed.Count} removed, {units} units");
        if (tooMany > 0 || seen.Overruns.Count > 0) _wrong.Add("A limit of Twitch's was run into.");
        if (units > 10_000) _wrong.Add($"YouTube's day was overspent: {units} units.");
        if (platforms.YouTube.Seen.Calls.Any(c => c.Value.Failed > 0)) _wrong.Add("YouTube refused a call.");
    });

    /// <summary>Two programs on one PostgreSQL press and act by turns: the one that has the lease, or the other, is killed, or stands still for long enough to lose it, or nearly.</summary>
    public Task<int> NodesAsync(int runs) => RunAsync($"acting: two nodes, {runs} times one is killed or stands still, seed {seed}", Plenty, async (platforms, folder) =>
    {
        _server = await PrivatePostgres.StartAsync();
        _database = await _server.NewDatabaseAsync();
        using var over = new CancellationTokenSource();
        var talking = TalkAsync(platforms, over.Token);
        Process[] nodes = [await BeginAsync(platforms, Node(folder, 0), "press", Plenty, 0), await BeginAsync(platforms, Node(folder, 1), "press", Plenty, 1)];
        for (var run = 1; run <= runs; run++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_dice.Next(3_000)), TimeProvider.System, default);
            var one = _dice.Next(2);
            if (_dice.Next(3) == 0)
            {
                nodes[one].Kill();
                await nodes[one].WaitForExitAsync();
                nodes[one].Dispose();
                nodes[one] = await BeginAsync(platforms, Node(folder, one), "press", Plenty, run + 1);
            }
            else
            {
                await ProcessSignals.FreezeAsync(nodes[one].Id);
                await Task.Delay(TimeSpan.FromMilliseconds(_dice.Next(500, 9_000)), TimeProvider.System, default);
                await ProcessSignals.ThawAsync(nodes[one].Id);
            }

            if (run % 20 == 0) await output.WriteLineAsync($"  {run} times");
        }

        foreach (var node in nodes)
        {
            node.Kill();
            await node.WaitForExitAsync();
            node.Dispose();
        }

        await over.CancelAsync();
        await talking;
        using var last = await BeginAsync(platforms, Node(folder, 0), "settle", Plenty, runs + 2);
        await EndAsync(last);
    });

    private static string Node(string folder, int number) => Directory.CreateDirectory(Path.Combine(folder, number == 0 ? "left" : "right")).FullName;

    private async Task<int> RunAsync(string title, int dailyUnits, Func<EmulatedPlatforms, string, Task> soak)
    {
        await output.WriteLineAsync(title);
        var since = Stopwatch.GetTimestamp();
        var folder = Directory.CreateTempSubdirectory("liveconsole-acting-").FullName;
        try
        {
            var options = new EmulatorOptions { TwitchChannel = ActingProgram.Twitch, Video = ActingProgram.Video, YouTubeDailyQuota = dailyUnits, Seed = seed };
            await using var platforms = await EmulatedPlatforms.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, default);
            await soak(platforms, folder);
            await ReckonAsync(platforms, folder);
        }
        finally
        {
            if (_server is not null) await _server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        foreach (var wrong in _wrong.Take(20)) await output.WriteLineAsync($"  WRONG: {wrong}");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"acting: {(_wrong.Count == 0 ? "PASSED" : $"FAILED with {_wrong.Count} problems")} in {Stopwatch.GetElapsedTime(since).TotalSeconds:F0} s, {_stranded} effects were under way when their program died; seed {seed}"));
        return _wrong.Count == 0 ? 0 : 1;
    }

    private async Task<Process> BeginAsync(EmulatedPlatforms platforms, string folder, string mode, int dailyUnits, int run)
    {
        var at = PlatformsAt.Of(platforms);
        string[] own =
        [
            ActingProgram.Word, folder, _show.ToString(), mode, at.Irc.ToString(), at.EventSub.ToString(), at.TwitchApi.ToString(), at.YouTubeApi.ToString(), at.YouTubeToken.ToString(),
            "--units", dailyUnits.ToString(CultureInfo.InvariantCulture), "--seed", (seed + run).ToString(CultureInfo.InvariantCulture),
            .. _database is null ? (string[])[] : ["--database", _database],
        ];
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet") own = [typeof(ActingSoak).Assembly.Location, .. own];
        var program = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, own) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var line = await program.StandardOutput.ReadLineAsync().WaitAsync(Cap.Start);
        if (line?.Split(' ') is not ["ready", var stranded]) throw new InvalidOperationException($"Run {run}: the program did not begin ({line}).");
        _stranded += int.Parse(stranded, CultureInfo.InvariantCulture);
        return program;
    }

    private async Task PressedAsync(Process program)
    {
        var line = await program.StandardOutput.ReadLineAsync().WaitAsync(SettlesWithin);
        if (line?.Split(' ') is not ["pressed", .. var waited]) throw new InvalidOperationException($"The program ended before its effects were settled ({line}).");
        await output.WriteLineAsync($"  {waited.Length} verbs meanwhile: half within {waited[waited.Length / 2]} ms, 99 of 100 within {waited[waited.Length * 99 / 100]} ms, the slowest {waited[^1]} ms");
    }

    private static async Task EndAsync(Process program)
    {
        if (await program.StandardOutput.ReadLineAsync().WaitAsync(SettlesWithin) != "over") throw new InvalidOperationException("The program ended before its effects were settled.");
        await program.WaitForExitAsync();
    }

    /// <summary>Ten messages a second in each chat, by a crowd of which each person writes a few.</summary>
    private static async Task TalkAsync(EmulatedPlatforms platforms, CancellationToken ct)
    {
        for (var i = 0; !ct.IsCancellationRequested; i++)
        {
            Say(platforms, "twitch", i);
            Say(platforms, "youtube", i);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void Say(EmulatedPlatforms platforms, string platform, int i)
    {
        var (now, viewer) = (TimeProvider.System.GetUtcNow(), i / 3);
        var author = platform == "twitch" ? new Author(string.Create(CultureInfo.InvariantCulture, $"9{viewer:D6}"), $"Viewer{viewer}", $"viewer{viewer}") : new Author(string.Create(CultureInfo.InvariantCulture, $"UC{viewer:D22}"), $"Viewer{viewer}");
        platforms.Put(new RecordedMessage(new ChatMessage(platform, platform == "twitch" ? ActingProgram.Twitch : ActingProgram.Video, $"{platform[0]}{i:D6}", now, now, author, $"message {i}")));
    }

    private async Task ReckonAsync(EmulatedPlatforms platforms, string folder)
    {
        await using var open = await OpenShow.OpenAsync(folder, _show, _database);
        var reckoning = new ActingReckoning(platforms);
        await foreach (var page in open.Journal.ReadAsync(_show, 0, null, default)) reckoning.Read(page);
        reckoning.Compare();
        _wrong.AddRange(reckoning.Wrong);
        foreach (var figure in reckoning.Figures()) await output.WriteLineAsync($"  {figure}");
    }
}
