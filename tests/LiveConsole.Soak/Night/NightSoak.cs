using System.Diagnostics;
using System.Globalization;
using LiveConsole.Domain.Journal;
using LiveConsole.Hosting;
using LiveConsole.Journal;
using LiveConsole.Journal.Folder;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Rehearsals;
using LiveConsole.Shows;
using LiveConsole.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveConsole.Soak.Night;

/// <summary>
/// The night as "rehearse" plays it, whole, with its incidents and its played moderators; somebody posts, and the platforms' writing sides fail now and then. At its end what the journal says was done
/// is held against what the emulated platforms saw, and every figure of the debrief against the generator's truth.
/// </summary>
internal sealed class NightSoak(RehearsalOptions wanted, bool faults, TextWriter output)
{
    // What counts down, waits for its limit or for its own message when the last line is played.
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromMinutes(4);

    // Lines that were played are read still, on a machine that is behind.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15), Told = TimeSpan.FromMinutes(2);

    public async Task<int> RunAsync()
    {
        var since = Stopwatch.GetTimestamp();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"night: {wanted.From ?? "from its beginning"}, {wanted.Speed:0.#}x, {wanted.Viewers} viewers, ending {wanted.Ending}, seed {wanted.Seed}{(faults ? ", with faults of the writing sides" : "")}"));
        var folder = Directory.CreateTempSubdirectory("liveconsole-night-").FullName;
        var wrong = await PlayAsync(folder);
        foreach (var one in wrong.Take(40)) await output.WriteLineAsync($"  WRONG: {one}");
        if (wrong.Count == 0) Directory.Delete(folder, recursive: true);
        else await output.WriteLineAsync($"night: the data folder is kept: {folder}");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"night: {(wrong.Count == 0 ? "PASSED" : $"FAILED with {wrong.Count} problems")} after {Stopwatch.GetElapsedTime(since).TotalMinutes:F1} min; seed {wanted.Seed}"));
        return wrong.Count == 0 ? 0 : 1;
    }

    private async Task<List<string>> PlayAsync(string folder)
    {
        using var owned = (DataFolder.Owned)DataFolder.Open(folder);
        await using var journal = await SqliteJournal.OpenAsync(folder, TimeProvider.System);
        var disk = new DelayedJournal(journal, TimeProvider.System);
        await using var app = Console(folder, owned, disk);
        await Server.LoadStoresAsync(app.Services, default);
        var programme = PlayedProgramme.Of(wanted);
        // The rehearsals' end is the emulated platforms' end: what those saw is read before.
        var emulated = await PlayedShow.EmulateAsync(wanted, programme, app.Services, default);
        var directory = app.Services.GetRequiredService<ShowDirectory>();
        var (row, whyNot) = await directory.CreateRehearsalAsync(programme with { Settings = programme.Settings with { Channels = programme.Channels(emulated) } }, wanted, default);
        if (row is null) throw new InvalidOperationException(whyNot!.En);
        var show = app.Services.GetRequiredService<LiveShows>().Live(new ShowId(row.Id))!;
        var rehearsals = app.Services.GetRequiredService<RunningRehearsals>();
        await using var played = new PlayedShow(show, wanted, programme, emulated, disk, app.Services);
        await rehearsals.PlayAsync(played, default);
        var crew = new NightCrew(show, emulated, faults);
        await Task.WhenAll(crew.WorkAsync(() => played.IsOver), TellAsync(played));
        await SettledAsync(show);
        var debrief = await DebriefReader.ReadAsync(show, wanted, playing: false, journal, default);
        var reckoning = new NightReckoning(wanted, programme, emulated, crew);
        await reckoning.ReadAsync(journal, show.Id);
        reckoning.Compare(debrief, show.Snapshot.State);
        foreach (var figure in reckoning.Figures) await output.WriteLineAsync($"  {figure}");
        await rehearsals.StopAsync();
        return reckoning.Wrong;
    }

    private static WebApplication Console(string folder, DataFolder.Owned owned, IJournal journal)
    {
        var settings = new HostSettings("http://127.0.0.1:0", folder, []);
        var builder = ConsoleHost.CreateBuilder(settings);
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddSingleton(PublicName.Of(builder.Configuration, settings));
        builder.Services.AddSingleton(owned);
        ConsoleHost.AddLiveConsole(builder, journal, folder, new PlatformAddresses(new(), new(), LoopbackOnly: true));
        return builder.Build();
    }

    private async Task TellAsync(PlayedShow played)
    {
        for (var next = Told; !played.IsOver; next = Told)
        {
            var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void Look()
            {
                if (played.IsOver) over.TrySetResult();
            }

            played.Changed += Look;
            Look();
            await over.Task.WaitAsync(next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            played.Changed -= Look;
            var state = played.Show.Snapshot.State;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {played.Show.Clock.Now:HH:mm:ss} UTC of the night, {state.Messages} messages, {state.Effects.LastId} effects asked, {state.Effects.Open.Count} open"));
        }
    }

    /// <summary>Nothing is open, and the journal has come to the last line that was played.</summary>
    private static async Task SettledAsync(LiveShow show)
    {
        for (var read = -1L; read != show.Snapshot.State.Messages;)
        {
            read = show.Snapshot.State.Messages;
            await Task.Delay(Quiet, TimeProvider.System);
        }

        await UntilAsync(show, SettlesWithin, s => s.Effects.Open.IsEmpty);
    }

    private static async Task UntilAsync(LiveShow show, TimeSpan within, Func<ShowState, bool> condition)
    {
        using var patience = new CancellationTokenSource(within);
        try
        {
            await foreach (var snapshot in show.WatchAsync(patience.Token))
            {
                if (condition(snapshot.State)) return;
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // What is open or unread still is what the reckoning finds.
        }
    }
}
