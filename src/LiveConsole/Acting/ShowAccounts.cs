using System.Threading.Channels;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Platforms;
using LiveConsole.Shows;

namespace LiveConsole.Acting;

/// <summary>Keeps true in the journal as whom the show acts in each of its channels and what is granted there: looked at at the start, hourly, when accounts or channels change, and after a refusal.</summary>
public sealed partial class ShowAccounts(LiveShow show, Func<string, IPlatformWriter?> writers, TimeProvider time, ILogger<ShowAccounts> log)
{
    // Twitch demands it (Validating tokens); YouTube costs units.
    private static readonly TimeSpan Hourly = TimeSpan.FromHours(1);

    /// <summary>Refusals come in numbers, and a look may cost.</summary>
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(30);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Dictionary<ChannelSetting, Looked> _looked = [];
    private readonly Lock _gate = new();

    private sealed record Looked(IPlatformWriter? With, long At, bool Again);

    /// <summary>A platform said that we may not: it is looked at again, soon. Any thread.</summary>
    public void LookAgain(string platform, string channel)
    {
        // A lock: refusals come from the calls' threads.
        lock (_gate)
        {
            foreach (var (key, looked) in _looked.Where(l => l.Key.Platform == platform && l.Key.Name == channel).ToList()) _looked[key] = looked with { Again = true };
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>Another account acts there, or the same may do other things: who connected it looks at the page. Any thread.</summary>
    public void LookNow(string platform)
    {
        lock (_gate)
        {
            foreach (var key in _looked.Keys.Where(k => k.Platform == platform).ToList()) _looked.Remove(key);
        }

        _wake.Writer.TryWrite(true);
    }

    public async Task RunAsync(CancellationToken ct)
    {
        var hearing = HearAsync(show.Committed.Settings, ct);
        while (!ct.IsCancellationRequested)
        {
            var next = Hourly;
            foreach (var channel in ChannelsOf(show.Committed.Settings))
            {
                var due = await SafelyAsync(channel, ct);
                if (due < next) next = due;
            }

            using var first = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var (woken, due_) = (_wake.Reader.ReadAsync(first.Token).AsTask(), Task.Delay(next, time, first.Token));
            await Task.WhenAny(woken, due_);
            await first.CancelAsync();
            await Task.WhenAll(woken, due_).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await hearing;
    }

    /// <summary>As each is read (<see cref="ShowEffects"/> names them so too).</summary>
    private static IEnumerable<ChannelSetting> ChannelsOf(ShowSettings? settings) =>
        (settings?.Channels ?? []).Select(c => ChannelNames.Of(c.Platform, c.Name).Channel).OfType<ChannelSetting>().Distinct();

    /// <summary>A look that ends on a bug ends neither the others nor the looking: without it nobody would hear for the rest of the night that an account is signed out.</summary>
    private async Task<TimeSpan> SafelyAsync(ChannelSetting channel, CancellationToken ct)
    {
        try
        {
            return await DueAsync(channel, ct);
        }
        catch (Exception bug) when (!ct.IsCancellationRequested)
        {
            LogBug(bug, show.Slug, channel.Platform);
            lock (_gate)
            {
                if (_looked.GetValueOrDefault(channel) is { } last) _looked[channel] = last with { Again = true };
            }

            return AtMostEvery;
        }
    }

    /// <returns>Machine time until it is to be looked at again.</returns>
    private async Task<TimeSpan> DueAsync(ChannelSetting channel, CancellationToken ct)
    {
        var writer = writers(channel.Platform);
        Looked? looked;
        lock (_gate) looked = _looked.GetValueOrDefault(channel);
        if (looked is not null && ReferenceEquals(looked.With, writer))
        {
            var left = (looked.Again ? AtMostEvery : Hourly) - time.GetElapsedTime(looked.At);
            if (left > TimeSpan.Zero) return left;
        }

        // Before the look: a refusal that comes while it runs asks for another.
        lock (_gate) _looked[channel] = new Looked(writer, time.GetTimestamp(), Again: false);
        var acting = writer is null ? new ChannelActing(channel.Platform, channel.Name, null, null, [], EffectTrouble.NoAccount) : await writer.LookAsync(channel.Name, ct);
        var known = show.Committed.Effects.ActingIn(channel.Platform, channel.Name);
        if (acting.Trouble == EffectTrouble.NoAnswer)
        {
            lock (_gate)
            {
                if (_looked.GetValueOrDefault(channel) is { } last) _looked[channel] = last with { Again = true };
            }

            // That nobody answered says nothing of the account: what was known of it stands.
            if (known is { As: not null }) return AtMostEvery;
        }

        // Nobody ever acted there: nothing has changed.
        if (acting is { As: null, Trouble: EffectTrouble.NoAccount } && known is null) return Hourly;
        LogLooked(show.Slug, channel.Platform, acting.Trouble, acting.Can.Length);
        if (acting != known) await show.Writer.TakeFirstAsync(new ActingCame(acting with { Since = known?.Trouble == acting.Trouble ? known.Since : show.Clock.Now }), fenced: true, ct);
        return acting.Trouble == EffectTrouble.NoAnswer ? AtMostEvery : Hourly;
    }

    private async Task HearAsync(ShowSettings? seen, CancellationToken ct)
    {
        try
        {
            await foreach (var snapshot in show.WatchAsync(ct))
            {
                if (ReferenceEquals(snapshot.State.Settings, seen)) continue;
                if (!(snapshot.State.Settings?.ActsAs ?? []).SequenceEqual(seen?.ActsAs ?? []))
                {
                    // A person chose who acts: they look at the button.
                    lock (_gate) _looked.Clear();
                }

                seen = snapshot.State.Settings;
                _wake.Writer.TryWrite(true);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            LogStopped(show.Slug);
        }
    }

    [LoggerMessage(1236, LogLevel.Information, "Acting for {Show} on {Platform}: {Trouble}, {Deeds} kinds of deeds.")]
    private partial void LogLooked(string show, string platform, EffectTrouble trouble, int deeds);

    [LoggerMessage(1238, LogLevel.Critical, "Looking at the account of {Show} on {Platform} ended on a bug; it is tried again.")]
    private partial void LogBug(Exception bug, string show, string platform);

    [LoggerMessage(1237, LogLevel.Debug, "Looking after the accounts of {Show} stopped.")]
    private partial void LogStopped(string show);
}
