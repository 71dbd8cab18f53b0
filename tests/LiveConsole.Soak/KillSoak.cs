using System.Diagnostics;
using System.Globalization;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Sqlite;

namespace LiveConsole.Soak;

/// <summary>Kills (-9) a program under load at random moments; after each, everything that it acknowledged is there, nothing twice, no hole.</summary>
internal sealed class KillSoak(int seed, int runs, TextWriter output)
{
    private readonly Random _dice = new(seed);
    private readonly Ledger _ledger = new();
    private readonly ShowId _show = new(Guid.CreateVersion7());

    /// <returns>The exit code: 0 when all is as it must be.</returns>
    public async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("liveconsole-soak-").FullName;
        await output.WriteLineAsync($"kill: {runs} runs, seed {seed}");
        var since = Stopwatch.GetTimestamp();
        try
        {
            List<string> again = [];
            for (var run = 1; run <= runs; run++)
            {
                again = await KillAsync(folder, run, again);
                await using var journal = await SqliteJournal.OpenAsync(folder, TimeProvider.System);
                var wrong = await _ledger.CheckAsync(journal, _show);
                foreach (var problem in wrong.Take(20)) await output.WriteLineAsync($"run {run}: {problem}");
                if (wrong.Count > 0) return await FailAsync(run, wrong.Count);
                if (run % 20 == 0) await output.WriteLineAsync($"  {run} kills: {Figures()}");
            }

            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"kill: PASSED. {runs} kills in {Stopwatch.GetElapsedTime(since).TotalSeconds:F0} s, {Figures()}; none lost, none twice, no hole; seed {seed}"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string Figures() => string.Create(CultureInfo.InvariantCulture, $"{_ledger.Commands} verbs and {_ledger.Messages} messages acknowledged, {_ledger.Entries} entries");

    private async Task<int> FailAsync(int run, int problems)
    {
        await output.WriteLineAsync($"kill: FAILED at run {run} with {problems} problems; seed {seed}");
        return 1;
    }

    /// <param name="again">Lines for the program: ids that it is to send again.</param>
    /// <returns>The same for the next run.</returns>
    private async Task<List<string>> KillAsync(string folder, int run, List<string> again)
    {
        using var program = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Arguments(folder, run)) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        foreach (var line in again) await program.StandardInput.WriteLineAsync(line);
        await program.StandardInput.WriteLineAsync();
        await program.StandardInput.FlushAsync();
        using var moment = new CancellationTokenSource();
        using var kills = moment.Token.Register(program.Kill);
        List<string> next = [];
        var ready = false;
        while (await program.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "ready")
            {
                ready = true;
                moment.CancelAfter(_dice.Next(20, 1_500));
            }
            else if (_ledger.Heard(line) && line.Split(' ', 4) is var parts)
            {
                if (parts is ["ack", var id, "moment", var text]) next.Add($"moment {id} {text}");
                if (parts is ["msg", var message] && _dice.Next(50) == 0) next.Add($"message {message}");
            }
        }

        await program.WaitForExitAsync();
        if (!ready) throw new InvalidOperationException($"Run {run}: the program ended by itself ({program.ExitCode}).");
        // Only Person 0 may send a moment again; the others' ids would be somebody else's, which is refused.
        return [.. next.TakeLast(40)];
    }

    private IEnumerable<string> Arguments(string folder, int run)
    {
        string[] own = [WritingProgram.Word, folder, _show.ToString(), run.ToString(CultureInfo.InvariantCulture), "--seed", seed.ToString(CultureInfo.InvariantCulture)];
        return Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(KillSoak).Assembly.Location, .. own] : own;
    }
}
