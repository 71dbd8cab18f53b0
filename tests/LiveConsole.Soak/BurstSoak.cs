using System.Diagnostics;
using System.Globalization;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Soak;

/// <summary>
/// A flood into one show, from the intake to the snapshot that desks read, with somebody pressing all the while: nothing lost, rows at most
/// 10 s late, verbs answered within 250 ms (99 of 100), memory bounded. Sockets and parsers are not in it: tests/soak load has those.
/// </summary>
internal sealed class BurstSoak(int seed, int rate, int seconds, TextWriter output)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LateAtMost = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AnsweredWithin = TimeSpan.FromMilliseconds(250);

    private readonly Random _dice = new(seed);
    private readonly List<double> _answers = [];
    private TimeSpan _latest;
    private long _memory;

    public async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("liveconsole-burst-").FullName;
        try
        {
            return await FloodAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<int> FloodAsync(string folder)
    {
        var show = new ShowId(Guid.CreateVersion7());
        await using var open = await OpenShow.OpenAsync(folder, show);
        using var over = new CancellationTokenSource();
        var (pressing, looking) = (PressAsync(open.Live, over.Token), LookAsync(open.Live, over.Token));
        var began = Stopwatch.GetTimestamp();
        var sent = await BringAsync(open.Live);
        var brought = Stopwatch.GetElapsedTime(began);
        while (open.Live.Snapshot.State.Messages < sent && Stopwatch.GetElapsedTime(began) < brought + LateAtMost * 3) await Task.Delay(Tick);
        var all = Stopwatch.GetElapsedTime(began);
        await over.CancelAsync();
        await Task.WhenAll(pressing, looking);
        var kept = await open.Journal.ReadMessagesAsync(show, new MessageQuery(Limit: 1), default) is { Count: 1 } ? open.Live.Snapshot.State.Messages : 0;
        _answers.Sort();
        var p99 = _answers[(int)(_answers.Count * 0.99)];
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"burst: {sent} messages in {brought.TotalSeconds:F1} s ({sent / brought.TotalSeconds:F0} a second), {kept} journaled, the last {(all - brought).TotalSeconds:F1} s later; rows at most {_latest.TotalMilliseconds:F0} ms late; {_answers.Count} verbs, p50 {_answers[_answers.Count / 2]:F0} ms, p99 {p99:F0} ms, longest {_answers[^1]:F0} ms; memory at most {_memory >> 20} MB; seed {seed}"));
        var wrong = kept != sent ? $"{sent - kept} messages are lost." : _latest > LateAtMost ? "Rows were too late." : p99 > AnsweredWithin.TotalMilliseconds ? "Verbs were answered too late." : null;
        await output.WriteLineAsync(wrong is null ? "burst: PASSED" : $"burst: FAILED. {wrong}");
        return wrong is null ? 0 : 1;
    }

    /// <summary>At the rate, or, when the intake is full, as fast as it takes them.</summary>
    private async Task<int> BringAsync(LiveShow live)
    {
        var began = Stopwatch.GetTimestamp();
        var sent = 0;
        while (Stopwatch.GetElapsedTime(began) is var gone && gone < TimeSpan.FromSeconds(seconds))
        {
            for (var due = (int)(gone.TotalSeconds * rate); sent < due; sent++)
            {
                var now = TimeProvider.System.GetUtcNow();
                var message = A.Message($"how cold is it up there, {_dice.Next(1_000)}?", id: $"m{sent}", viewer: $"v{_dice.Next(20_000)}") with { SentAt = now, ReceivedAt = now };
                await live.Writer.PutAsync(new MessageCame(message), default);
            }

            await Task.Delay(Tick);
        }

        return sent;
    }

    private async Task PressAsync(LiveShow live, CancellationToken ct)
    {
        for (var n = 0; !ct.IsCancellationRequested; n++)
        {
            var since = Stopwatch.GetTimestamp();
            if (await live.DoAsync(new MarkMoment($"moment {n}"), A.Editor("Ana"), Guid.CreateVersion7(), repeatable: false, default) is not Outcome.Accepted)
                throw new InvalidOperationException("A verb was refused.");
            _answers.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            await Task.Delay(Tick * 5, CancellationToken.None);
        }
    }

    /// <summary>As a desk sees it: how old is the newest row when it is there.</summary>
    private async Task LookAsync(LiveShow live, CancellationToken ct)
    {
        var reader = new Reader(Role.Moderator);
        var seen = 0L;
        while (!ct.IsCancellationRequested)
        {
            var newest = live.Snapshot.For(reader).Newest(1).LastOrDefault();
            if (newest is not null && newest.Sequence != seen)
            {
                seen = newest.Sequence;
                var late = TimeProvider.System.GetUtcNow() - newest.Message.ReceivedAt;
                if (late > _latest) _latest = late;
            }

            _memory = Math.Max(_memory, Environment.WorkingSet);
            await Task.Delay(Tick, CancellationToken.None);
        }
    }
}
