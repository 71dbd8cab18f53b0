using System.Diagnostics;
using System.Globalization;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Rehearsal;
using LiveConsole.Soak.Storm;
using LiveConsole.Testing;
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
        await EndAsync(program);
        var seen = platforms.Twitch.Calls;
        var tooMany = seen.Calls.Count(c => c.Status == 429);
        var units = platforms.YouTube.Seen.Calls.Values.Sum(c => c.Units);
        await output.WriteLineAsync($"  Twitch: {seen.Removed.Count} removed, {tooMany} answers 429, limits run into: {string.Join(", ", seen.Overruns.Select(o => $"{o.Key} {o.Value}"))}; YouTube: {platforms.YouTube.Seen.Removed.Count} removed, {units} units");
        if (tooMany > 0 || seen.Overruns.Count > 0) _wrong.Add("A limit of Twitch's was run into.");
        if (units > 10_000) _wrong.Add($"YouTube's day was overspent: {units} units.");
        if (platforms.YouTube.Seen.Calls.Any(c => c.Value.Failed > 0)) _wrong.Add("YouTube refused a call.");
    });

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
        ];
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet") own = [typeof(ActingSoak).Assembly.Location, .. own];
        var program = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, own) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var line = await program.StandardOutput.ReadLineAsync().WaitAsync(Cap.Start);
        if (line?.Split(' ') is not ["ready", var stranded]) throw new InvalidOperationException($"Run {run}: the program did not begin ({line}).");
        _stranded += int.Parse(stranded, CultureInfo.InvariantCulture);
        return program;
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
        await using var open = await OpenShow.OpenAsync(folder, _show);
        Dictionary<long, RequestedEffect> asked = [];
        Dictionary<long, EffectSettled> settled = [];
        HashSet<string> handles = new(StringComparer.Ordinal);
        await foreach (var page in open.Journal.ReadAsync(_show, 0, null, default))
        {
            foreach (var stored in page)
            {
                if (stored.Entry is EffectsRequested requested) foreach (var effect in requested.Effects) asked[effect.Id] = effect;
                if (stored.Entry is not EffectSettled ended) continue;
                settled[ended.Effect] = ended;
                if (ended.Handle is { } handle) handles.Add(handle);
            }
        }

        foreach (var open_ in asked.Keys.Where(id => !settled.ContainsKey(id))) _wrong.Add($"Effect {open_} is still open.");
        foreach (var (text, times) in platforms.Twitch.Calls.Posted.Concat(platforms.YouTube.Seen.Posts).Where(p => p.Value > 1)) _wrong.Add($"\"{text}\" was posted {times} times.");
        foreach (var (id, effect) in asked) Compare(platforms, effect, settled.GetValueOrDefault(id));
        foreach (var ban in platforms.YouTube.Seen.Bans.Values.Where(b => !handles.Contains(b.Id)))
        {
            var of = asked.Values.Where(e => e.Platform == "youtube" && e.Deed is BanDeed or TimeOutDeed && e.Deed.Viewer!.Id == ban.ChannelId).Select(e => settled.GetValueOrDefault(e.Id));
            if (!of.Any(s => s is { Handle: null, Outcome: EffectState.Done or EffectState.Unknown })) _wrong.Add($"YouTube's ban {ban.Id} of {ban.ChannelId} is hidden: its handle is nowhere, and no effect says so.");
        }

        var figures = settled.GroupBy(s => (asked[s.Key].Platform, asked[s.Key].Deed.Kind, s.Value.Outcome)).OrderBy(g => g.Key.ToString(), StringComparer.Ordinal);
        await output.WriteLineAsync($"  {asked.Count} asked: {string.Join(", ", figures.Select(g => $"{g.Key.Platform} {g.Key.Kind} {g.Key.Outcome} {g.Count()}"))}; YouTube bans {platforms.YouTube.Seen.Bans.Count}, with their handle {platforms.YouTube.Seen.Bans.Keys.Count(handles.Contains)}");
        foreach (var why in settled.Values.Where(s => s.Outcome == EffectState.Failed).GroupBy(s => (s.Trouble, s.Said))) await output.WriteLineAsync($"  failed {why.Count()}: {why.Key.Trouble}, {why.Key.Said}");
    }

    private void Compare(EmulatedPlatforms platforms, RequestedEffect effect, EffectSettled? settled)
    {
        if (settled is null) return;
        var isTwitch = effect.Platform == "twitch";
        switch (effect.Deed)
        {
            case RemoveDeed remove when settled.Outcome == EffectState.Done:
                if (!(isTwitch ? platforms.Twitch.Calls.Removed.ContainsKey(remove.MessageId) : platforms.YouTube.Seen.Removed.Contains(remove.MessageId)) && settled.Said is null)
                    _wrong.Add($"Effect {effect.Id}: {effect.Platform}'s message {remove.MessageId} is said to be removed, and was not.");
                break;
            case RemoveDeed when settled is { Said: null, Trouble: EffectTrouble.None }:
                _wrong.Add($"Effect {effect.Id}: a removal is {settled.Outcome}, and does not say why.");
                break;
            case PostDeed post when settled.Outcome != EffectState.Done:
                if (isTwitch ? platforms.Twitch.Calls.Posted.ContainsKey(post.Text) : platforms.YouTube.Seen.Posts.ContainsKey(post.Text)) _wrong.Add($"Effect {effect.Id}: \"{post.Text}\" stands on {effect.Platform} and is {settled.Outcome}.");
                break;
            case PostDeed post:
                if (!(isTwitch ? platforms.Twitch.Calls.Posted.ContainsKey(post.Text) : platforms.YouTube.Seen.Posts.ContainsKey(post.Text))) _wrong.Add($"Effect {effect.Id}: \"{post.Text}\" is said to be posted and is not there.");
                break;
        }
    }
}
