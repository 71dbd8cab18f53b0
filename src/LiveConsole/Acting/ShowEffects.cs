using System.Collections.Concurrent;
using System.Threading.Channels;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Platforms;
using LiveConsole.Shows;

namespace LiveConsole.Acting;

/// <summary>
/// Does what was asked of the platforms, for whoever listens for the show: journaled as started before a call goes out, and what became of it after. One loop chooses
/// (<see cref="EffectChoice"/>) and looks after calls that nobody waits for (<see cref="AfterCrashTable"/>); each call has its own task, which ends with its result journaled.
/// </summary>
/// <param name="writers">The platform's writing side now; null: no account acts there.</param>
/// <param name="lookAgain">A platform said that we may not, or are signed out: what is known of the account is old.</param>
public sealed partial class ShowEffects(LiveShow show, Func<string, IPlatformWriter?> writers, Action<string, string> lookAgain, TimeProvider time, LiveConsoleMetrics metrics, ILogger<ShowEffects> log) : IAsyncDisposable
{
    /// <summary>Machine time. A stop waits so long for the answers under way; what has none by then is settled at the next start.</summary>
    public static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(5);

    // A writer has limits of its own; this is for one that hangs all the same.
    private static readonly TimeSpan CallLasts = TimeSpan.FromSeconds(60);

    /// <summary>A start that was journaled this late may be another node's to do by now: what must never be done twice is asked anew.</summary>
    private static readonly TimeSpan StartIsFresh = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Looks = TimeSpan.FromSeconds(1), TellsAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>What nobody knew is looked for in the chat so much longer (show time).</summary>
    private static readonly TimeSpan UnknownLookedFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<long, Task> _running = new();

    /// <summary>Calls that ended without an answer: since when (show time), and with which words.</summary>
    private readonly ConcurrentDictionary<long, (DateTimeOffset Since, string? Said)> _silent = new();

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new(), _abandon = new();
    private Task _loops = Task.CompletedTask;
    private DateTimeOffset _readsSince;
    private volatile bool _left;
    private int _disposed;

    public void Start()
    {
        _readsSince = show.Clock.Now;
        _loops = Task.WhenAll(LoopAsync(), HearAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _stop.CancelAsync();
        await _loops;
        var calls = Task.WhenAll(_running.Values);
        if (!calls.IsCompleted)
        {
            using var patience = new CancellationTokenSource();
            await Task.WhenAny(calls, Task.Delay(StopsWithin, time, patience.Token));
            await patience.CancelAsync();
            await _abandon.CancelAsync();
        }

        await calls;
        _stop.Dispose();
        _abandon.Dispose();
    }

    private async Task LoopAsync()
    {
        await Task.Yield();
        while (!_stop.IsCancellationRequested)
        {
            TimeSpan? again = Looks;
            try
            {
                again = Step();
            }
            catch (Exception bug)
            {
                // What is asked stays asked; the log has the whole of it, and it is tried again.
                LogBug(bug, show.Slug);
            }

            await NextAsync(again);
        }
    }

    private async Task NextAsync(TimeSpan? again)
    {
        using var first = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var woken = _wake.Reader.ReadAsync(first.Token).AsTask();
        var due = again is { } wait ? Task.Delay(wait, time, first.Token) : Task.Delay(Timeout.InfiniteTimeSpan, time, first.Token);
        await Task.WhenAny(woken, due);
        await first.CancelAsync();
        await Quiet(Task.WhenAll(woken, due));
    }

    private async Task HearAsync()
    {
        EffectBook? seen = null;
        try
        {
            await foreach (var snapshot in show.WatchAsync(_stop.Token))
            {
                // Messages change nothing here; whether one of them is ours is looked at each second.
                if (ReferenceEquals(snapshot.State.Effects, seen)) continue;
                seen = snapshot.State.Effects;
                _wake.Writer.TryWrite(true);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            LogStopped(show.Slug);
        }
    }

    /// <returns>Machine time until the next look; null: when something happens.</returns>
    private TimeSpan? Step()
    {
        if (_left) return null;
        // First: what ended since is not taken for something that nobody waits for.
        var running = _running.Keys.ToHashSet();
        var (state, now, rate) = (show.Committed, show.Clock.Now, show.Clock.Rate);
        var stranded = state.Effects.Open.Values.Where(e => e.State == EffectState.Started && !running.Contains(e.Id)).ToList();
        foreach (var effect in stranded)
        {
            var (since, said) = _silent.GetValueOrDefault(effect.Id, (_readsSince, null));
            if (AfterCrashTable.Of(state, effect, now, rate, since, said) is { } then) Own(effect, e => TellAsync(e, then));
        }

        var unknown = state.Effects.Settled.Values.Where(e => e.State == EffectState.Unknown && now - e.SettledAt < UnknownLookedFor && !running.Contains(e.Id)).ToList();
        foreach (var effect in unknown)
        {
            if (EffectEvidence.Of(state, effect, rate) is { } evidence) Own(effect, e => TellAsync(e, new EffectEnded(e.Id, EffectState.Done, Handle: evidence.Handle, Try: e.Try)));
        }

        var choice = EffectChoice.Of(state, now, rate, running, e => writers(e.Platform)?.WaitFor(e.Channel, e.Deed) ?? TimeSpan.Zero);
        foreach (var effect in choice.Over) Own(effect, e => TellAsync(e, new EffectEnded(e.Id, EffectState.Expired, EffectTrouble.TooLate, Try: e.Try)));
        foreach (var effect in choice.Start) Own(effect, DoAsync);
        return stranded.Count + unknown.Count > 0 && (choice.LookAgain is not { } again || again > Looks) ? Looks : choice.LookAgain;
    }

    private void Own(Effect effect, Func<Effect, Task> work)
    {
        var begun = new TaskCompletionSource();
        _running[effect.Id] = OwnAsync(begun.Task, effect, work);
        // Only now: one that ends at once takes itself out after it was put in.
        begun.SetResult();
    }

    private async Task OwnAsync(Task begun, Effect effect, Func<Effect, Task> work)
    {
        await begun.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await work(effect);
        }
        catch (OperationCanceledException)
        {
            // We stop, or the show was closed: what was started is settled by whoever listens next.
            LogAbandoned(show.Slug, effect.Id);
        }
        catch (Exception bug)
        {
            // Started it stays started, and the table says what then; the other effects go on.
            LogEffectBug(bug, show.Slug, effect.Id, effect.Deed.Kind);
        }
        finally
        {
            _running.TryRemove(effect.Id, out _);
            _wake.Writer.TryWrite(true);
        }
    }

    private async Task DoAsync(Effect effect)
    {
        // One account for the start that is journaled and the call that follows, whoever is chosen meanwhile.
        if (writers(effect.Platform)?.In(effect.Channel) is not { } writer)
        {
            await TellAsync(effect, new EffectEnded(effect.Id, EffectState.Failed, EffectTrouble.NoAccount, Try: effect.Try));
            return;
        }

        if (await StartAsync(effect, writer) is not { } started) return;
        using var late = new CancellationTokenSource(CallLasts, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_abandon.Token, late.Token);
        DeedResult result;
        try
        {
            result = await writer.DoAsync(effect.Channel, EffectChoice.AsOf(started, show.Clock.Now), either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            result = new DeedResult.NotKnown();
        }

        metrics.EffectTried(started.Platform, started.Deed.Kind.ToString(), result.GetType().Name);
        if (EffectAnswers.Of(started, result, show.Clock.Now, show.Clock.Rate) is { } then) await TellAsync(started, then);
        // Done maybe just now, however long ago it was begun: what tells of it is waited for from here.
        else _silent[started.Id] = (show.Clock.Now, (result as DeedResult.NotKnown)?.Said);
        if (result is DeedResult.Refused { Trouble: EffectTrouble.NotAllowed or EffectTrouble.SignInDead }) lookAgain(effect.Platform, effect.Channel);
    }

    /// <returns>The effect as started by us, in the journal; null: it was taken back, another node listens, or it is too late to be sure of that.</returns>
    private async Task<Effect?> StartAsync(Effect effect, IPlatformWriter writer)
    {
        var (mine, asked) = (Guid.CreateVersion7(time.GetUtcNow()), time.GetTimestamp());
        // A name for people where the writer knows none yet; of an id that may be another's nothing is said.
        var name = writer.Account?.Name ?? show.Committed.Effects.ActingIn(effect.Platform, effect.Channel)?.As;
        if ((await show.Writer.TakeFirstAsync(new EffectStarting(effect.Id, mine, name, writer.Account?.Id), fenced: true, _abandon.Token)).Left)
        {
            // Whoever reads stops us too; until then nothing more is tried.
            _left = true;
            return null;
        }

        if (show.Committed.Effects.Open.GetValueOrDefault(effect.Id) is not { } started || started.Try != mine) return null;
        var isOld = started.Deed.AfterCrash == AfterCrash.Never && time.GetElapsedTime(asked) > StartIsFresh;
        if (!isOld && !_stop.IsCancellationRequested) return started;
        // Nothing went out, and that is known.
        await TellAsync(started, new EffectPutOff(started.Id, show.Clock.Now, Try: mine, Unsent: true));
        return null;
    }

    /// <summary>Until it is in the journal, whatever the disk does: nothing new is started meanwhile, for that must be journaled first.</summary>
    private async Task TellAsync(Effect effect, Arrival then)
    {
        while (true)
        {
            try
            {
                await show.Writer.TakeFirstAsync(then, fenced: false, _abandon.Token);
                _silent.TryRemove(effect.Id, out _);
                if (then is EffectEnded ended) metrics.EffectEnded(effect.Platform, effect.Deed.Kind.ToString(), ended.Outcome.ToString(), show.Clock.Now - effect.At);
                return;
            }
            catch (InvalidOperationException bug)
            {
                // A turn that failed on a bug left it out. It may be a ban's only handle.
                LogNotTold(bug, show.Slug, effect.Id);
                await Task.Delay(TellsAgainAfter, time, _abandon.Token);
            }
        }
    }

    private static async Task Quiet(Task cancelled) => await cancelled.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(1231, LogLevel.Critical, "Choosing what to do on the platforms of {Show} ended on a bug; it is tried again.")]
    private partial void LogBug(Exception bug, string show);

    [LoggerMessage(1232, LogLevel.Critical, "Effect {Effect} ({Kind}) of {Show} ended on a bug.")]
    private partial void LogEffectBug(Exception bug, string show, long effect, DeedKind kind);

    [LoggerMessage(1233, LogLevel.Error, "What became of effect {Effect} of {Show} could not be journaled; it is tried again.")]
    private partial void LogNotTold(Exception bug, string show, long effect);

    [LoggerMessage(1234, LogLevel.Information, "Effect {Effect} of {Show} was left without an answer.")]
    private partial void LogAbandoned(string show, long effect);

    [LoggerMessage(1235, LogLevel.Debug, "The effects of {Show} stopped.")]
    private partial void LogStopped(string show);
}
