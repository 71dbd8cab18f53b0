using System.Diagnostics;
using System.Globalization;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Soak;

/// <summary>
/// Kills (-9) a program under load at random moments, or what its journal stands on; after each, everything that it acknowledged is there,
/// nothing that it said was not saved, nothing twice, no hole.
/// </summary>
internal sealed class KillSoak(string name, ISoakStore store, string folder, int seed, int runs, TextWriter output)
{
    private readonly Random _dice = new(seed);
    private readonly Ledger _ledger = new();
    private readonly ShowId _show = new(Guid.CreateVersion7());
    private readonly SortedDictionary<string, int> _happened = new(StringComparer.Ordinal);

    /// <param name="name">"kill", "journal": as it was asked for.</param>
    public static async Task<int> RunAsync(string name, string storeName, int seed, int runs, TextWriter output)
    {
        if (storeName == "postgres" && Testing.Postgres.PrivatePostgres.WhyNot is { } whyNot)
        {
            await output.WriteLineAsync($"{name}: SKIPPED. {whyNot}");
            return 0;
        }

        var folder = Directory.CreateTempSubdirectory("liveconsole-soak-").FullName;
        try
        {
            await using ISoakStore store = storeName == "postgres" ? await DatabaseStore.StartAsync() : new FolderStore(folder);
            return await new KillSoak(name, store, folder, seed, runs, output).RunAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>The exit code: 0 when all is as it must be.</returns>
    private async Task<int> RunAsync()
    {
        await output.WriteLineAsync($"{name}: {runs} runs on {store.Name}, seed {seed}");
        var since = Stopwatch.GetTimestamp();
        List<string> again = [];
        for (var run = 1; run <= runs; run++)
        {
            (again, var happened) = await KillAsync(run, again);
            await using var journal = await store.OpenAsync();
            List<string> wrong = [.. await _ledger.CheckAsync(journal, _show)];
            if (happened.Contains("DID NOT", StringComparison.Ordinal)) wrong.Add(happened);
            foreach (var problem in wrong.Take(20)) await output.WriteLineAsync($"run {run} ({happened}): {problem}");
            if (wrong.Count > 0) return await FailAsync(run, wrong.Count);
            var kind = happened.Split(" for ")[0];
            _happened[kind] = _happened.GetValueOrDefault(kind) + 1;
            if (run % 20 == 0) await output.WriteLineAsync($"  {run} runs: {Figures()}");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{name}: PASSED. {runs} {(name == "kill" ? "kills" : "runs")} in {Stopwatch.GetElapsedTime(since).TotalSeconds:F0} s ({string.Join(", ", _happened.Select(h => $"{h.Key} {h.Value}"))}), {Figures()}; none lost, none twice, no hole; seed {seed}"));
        return 0;
    }

    private string Figures() => string.Create(CultureInfo.InvariantCulture,
        $"{_ledger.Commands} verbs and {_ledger.Messages} messages acknowledged, {_ledger.Refused} verbs refused for storage, {_ledger.Entries} entries");

    private async Task<int> FailAsync(int run, int problems)
    {
        await output.WriteLineAsync($"{name}: FAILED at run {run} with {problems} problems; seed {seed}");
        return 1;
    }

    /// <param name="again">Lines for the program: ids that it is to send again.</param>
    /// <returns>The same for the next run; and what happened.</returns>
    private async Task<(List<string> Next, string Happened)> KillAsync(int run, List<string> again)
    {
        using var program = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Arguments(run)) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        foreach (var line in again) await program.StandardInput.WriteLineAsync(line);
        await program.StandardInput.WriteLineAsync();
        await program.StandardInput.FlushAsync();
        List<string> next = [];
        using var heard = new Heard();
        Task<string>? happening = null;
        // What happens draws from dice of its own: lines that come a moment sooner or later must not change what a seed does.
        var dice = new Random(unchecked((seed * 397) + run));
        while (await program.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "ready")
            {
                happening = store.HappenAsync(dice, program, heard);
            }
            else if (_ledger.Heard(line) && line.Split(' ', 4) is var parts)
            {
                heard.One();
                if (parts is ["ack", var id, "moment", var text]) next.Add($"moment {id} {text}");
                if (parts is ["msg", var message] && _dice.Next(50) == 0) next.Add($"message {message}");
            }
        }

        await program.WaitForExitAsync();
        if (happening is null) throw new InvalidOperationException($"Run {run}: the program ended by itself ({program.ExitCode}).");
        // Only Person 0 may send a moment again; the others' ids would be somebody else's, which is refused.
        return ([.. next.TakeLast(40)], await happening);
    }

    private IEnumerable<string> Arguments(int run)
    {
        string[] own = [WritingProgram.Word, folder, _show.ToString(), run.ToString(CultureInfo.InvariantCulture), "--seed", seed.ToString(CultureInfo.InvariantCulture), .. store.Arguments];
        return Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(KillSoak).Assembly.Location, .. own] : own;
    }
}
