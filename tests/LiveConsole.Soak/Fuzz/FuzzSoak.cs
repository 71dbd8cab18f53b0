using System.Diagnostics;
using System.Globalization;

namespace LiveConsole.Soak.Fuzz;

/// <summary>
/// Mutated real frames through every parser: whatever the bytes, the answer is a value, soon. An input is made by the seed and its number; one that
/// fails is printed whole, to be fed again alone.
/// </summary>
public sealed class FuzzSoak(int seed, long inputs, TextWriter says)
{
    /// <summary>An input that takes longer is a loop: the longest honest one takes milliseconds, a machine that is busy elsewhere some hundred.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly FuzzDice _dice = new(seed);
    private long _startedAt;
    private volatile byte[] _input = [];
    private volatile Target? _target;

    /// <returns>0: nothing was found.</returns>
    public async Task<int> RunAsync()
    {
        var corpus = await Corpus.LoadAsync();
        var targets = Targets(corpus);
        await says.WriteLineAsync($"fuzz: {inputs.ToString("N0", CultureInfo.InvariantCulture)} inputs, seed {seed}; {corpus.Origin}");
        var began = Stopwatch.GetTimestamp();
        // A thread of its own: one that loops must not take the runner's with it.
        var done = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => done.SetResult(Feed(targets))) { IsBackground = true, Name = "fuzz" }.Start();
        while (await Task.WhenAny(done.Task, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System)) != done.Task)
        {
            if (Volatile.Read(ref _startedAt) is var since and > 0 && Stopwatch.GetElapsedTime(since) > Longest) return await FailedAsync($"one input took more than {Longest.TotalSeconds} s");
        }

        if (await done.Task is { } finding) return await FailedAsync(finding.ToString());
        await ReportAsync(targets, Stopwatch.GetElapsedTime(began));
        return 0;
    }

    /// <summary>Feeds one printed input again.</summary>
    public async Task<int> RepeatAsync(string name, string hex)
    {
        var target = Targets(await Corpus.LoadAsync()).First(t => t.Name == name);
        // The chances that cut it into pieces are the seed's: a few hundred cover them.
        for (var n = 0; n < 300; n++)
        {
            _dice.Begin(n);
            target.Feed(Convert.FromHexString(hex), _dice);
        }

        await says.WriteLineAsync("fuzz: nothing is wrong with this input.");
        return 0;
    }

    private static Target[] Targets(Corpus corpus) =>
    [
        new IrcLines(corpus.Irc), new IrcFrames(corpus.IrcFrames), new EventSubFrames(corpus.EventSub), new YouTubePages(corpus.Pages),
        new YouTubeStreams(corpus.Streams), new YouTubeAnswers(corpus.Answers), new HelixAnswers(corpus.HelixAnswers), new RecordingLines(corpus.Recordings), new JournalEntries(corpus.Entries),
    ];

    private Exception? Feed(Target[] targets)
    {
        var byShare = targets.SelectMany(t => Enumerable.Repeat(t, t.Share)).ToArray();
        var mutation = new Mutation(_dice);
        try
        {
            for (var n = 0L; n < inputs; n++)
            {
                _dice.Begin(n);
                var target = byShare[_dice.Next(byShare.Length)];
                var made = mutation.Of(_dice.Of(target.Corpus), target.Corpus);
                _target = target;
                var input = made.ToArray();
                _input = input;
                var since = Stopwatch.GetTimestamp();
                Volatile.Write(ref _startedAt, since);
                target.Feed(input, _dice);
                target.Took += Stopwatch.GetElapsedTime(since);
                target.Inputs++;
            }

            return null;
        }
        catch (Exception finding)
        {
            // Whatever a parser throws is what we look for.
            return finding;
        }
        finally
        {
            Volatile.Write(ref _startedAt, 0);
        }
    }

    private async Task<int> FailedAsync(string what)
    {
        await says.WriteLineAsync($"fuzz: FAILED in {_target?.Name}, seed {seed}: {what}");
        await says.WriteLineAsync($"repeat it: fuzz --target {_target?.Name} --input {Convert.ToHexString(_input)}");
        return 1;
    }

    private async Task ReportAsync(Target[] targets, TimeSpan took)
    {
        foreach (var target in targets)
        {
            var rate = target.Took > TimeSpan.Zero ? target.Inputs / target.Took.TotalSeconds : 0;
            await says.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{target.Name,-15} {target.Inputs,11:N0} inputs {rate,10:N0} a second"));
            await says.WriteLineAsync("   " + string.Join(", ", target.Kinds.Take(14).Select(k => string.Create(CultureInfo.InvariantCulture, $"{k.Key} {k.Value:N0}"))));
        }

        await says.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"fuzz: {targets.Sum(t => t.Inputs):N0} inputs in {took.TotalSeconds:0} s, {targets.Sum(t => t.Inputs) / took.TotalSeconds:N0} a second with their making, seed {seed}: nothing threw, nothing looped"));
    }
}
