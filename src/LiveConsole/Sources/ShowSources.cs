using LiveConsole.Accounts.Connected;
using LiveConsole.Acting;
using LiveConsole.Domain.Journal;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Shows;

namespace LiveConsole.Sources;

/// <summary>Where a show's platforms are and with what they are read: the real ones by configuration, or a rehearsal's emulators.</summary>
public sealed record PlatformAddresses(TwitchOptions Twitch, YouTubeOptions YouTube, bool LoopbackOnly)
{
    /// <summary>A token is configured that may act there: YouTube's key only reads.</summary>
    public bool CanAct(string platform) => platform == ChannelNames.Twitch ? TwitchSignIn.IsConfigured(Twitch)
        : platform == ChannelNames.YouTube && (!string.IsNullOrEmpty(YouTube.AccessToken) || !string.IsNullOrEmpty(YouTube.RefreshToken));
}

/// <summary>
/// Reads the channels of one show from start to stop, and follows its settings: a channel that is added is read at once, one that is taken
/// out is left, and the others go on undisturbed. Whoever reads also acts (<see cref="ShowEffects"/>).
/// </summary>
public sealed partial class ShowSources : IAsyncDisposable
{
    private readonly LiveShow _show;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logs;
    private readonly ILogger<ShowSources> _log;
    private readonly NodeSources _node;
    private readonly bool _ownsNode;
    private static readonly TimeSpan SameClock = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<ChannelSetting, ReadChannel> _read = [];
    private readonly SemaphoreSlim _matching = new(1);
    private Task _following = Task.CompletedTask;
    private long _debitedBefore;
    private Task _retrying = Task.CompletedTask;
    private readonly ShowEffects _effects;
    private readonly ShowAccounts _accounts;

    /// <summary>A show that shares with the others of its node whatever they read as well.</summary>
    public ShowSources(LiveShow show, NodeSources node, TimeProvider time, ILoggerFactory logs)
    {
        (_show, _node, _time, _logs, _log) = (show, node, time, logs, logs.CreateLogger<ShowSources>());
        // The same as long as the show is read here: who looks compares them.
        var writers = new[] { ChannelNames.Twitch, ChannelNames.YouTube }.ToDictionary(p => p, p => node.Writer(p, channel => ChosenAccount.Of(show.Committed.Settings, p, channel)?.UserId), StringComparer.Ordinal);
        _accounts = new ShowAccounts(show, p => writers.GetValueOrDefault(p), time, logs.CreateLogger<ShowAccounts>());
        _effects = new ShowEffects(show, p => writers.GetValueOrDefault(p), _accounts.LookAgain, time, show.Metrics, logs.CreateLogger<ShowEffects>());
    }

    /// <summary>A show that reads by itself: a rehearsal's, a test's.</summary>
    /// <param name="budgets">The node's budget of a Google project (<see cref="YouTubeBudgets.Of"/>); null: one of this show's own.</param>
    public ShowSources(LiveShow show, PlatformAddresses addresses, TimeProvider time, ILoggerFactory logs, Func<YouTubeOptions, bool, QuotaBudget>? budgets = null)
        : this(show, new NodeSources(addresses, time, budgets, logs), time, logs) => _ownsNode = true;

    /// <summary>Starts reading each channel of the show, each from where its journal stands.</summary>
    public void Start()
    {
        _debitedBefore = _node.ProjectInUse?.Budget.Debited ?? 0;
        foreach (var channel in Wanted(_show.Snapshot.State.Settings)) Begin(channel);
        _following = Task.WhenAll(OwnAsync(FollowAsync), OwnAsync(FollowAccountsAsync), OwnAsync(_show.JudgeLateAsync), OwnAsync(TellQuotaAsync), OwnAsync(_accounts.RunAsync), OwnAsync(new Posts.PostClock(_show, _time).RunAsync),
            OwnAsync(new SourceChecks(_show, _show.Listening, HistoryOf, _time).RunAsync));
        _node.ActsAnew += ActsAnew;
        _effects.Start();
        _show.RetryWanted += RetryNow;
    }

    /// <summary>A person has no patience or changed something: all sources try now.</summary>
    public void RetryNow() => _retrying = Task.WhenAll(_retrying, OwnAsync(async ct =>
    {
        // First: else the tries would find the day closed.
        if (_node.ProjectInUse is { } project) await project.Budget.AskAgainAsync(ct);
        lock (_lock)
        {
            foreach (var channel in _read.Values) channel.RetryNow();
        }
    }));

    public async ValueTask DisposeAsync()
    {
        _show.RetryWanted -= RetryNow;
        _node.ActsAnew -= ActsAnew;
        await _stop.CancelAsync();
        // While the chats are still read: what a call came to may be told by either.
        await _effects.DisposeAsync();
        await Task.WhenAll(_following, _retrying);
        await Task.WhenAll(_read.Values.Select(c => c.DisposeAsync().AsTask()));
        if (_ownsNode) await _node.DisposeAsync();
        _matching.Dispose();
        _stop.Dispose();
    }

    private void ActsAnew(string platform) => _accounts.LookNow(platform);

    /// <summary>As each is read: the same channel written in two ways is one.</summary>
    private static HashSet<ChannelSetting> Wanted(ShowSettings? settings) =>
        [.. (settings?.Channels ?? []).Select(c => ChannelNames.Of(c.Platform, c.Name).Channel ?? c)];

    private async Task TellQuotaAsync(CancellationToken ct)
    {
        QuotaTeller? teller = null;
        while (true)
        {
            // There is a project from the first YouTube channel on.
            if (_node.ProjectInUse is { } project && ReadsYouTube) await (teller ??= new QuotaTeller(project.Budget, at => _show.Clock.Now + ((at - _time.GetUtcNow()) * _show.Clock.Rate), _time, _debitedBefore)).TellAsync(_show.Listening, ct);
            await Task.Delay(QuotaTeller.Every, _time, ct);
        }
    }

    private YouTubeHistory? HistoryOf(string channel)
    {
        lock (_lock) return _read.GetValueOrDefault(new ChannelSetting(ChannelNames.YouTube, channel))?.History;
    }

    private bool ReadsYouTube
    {
        get
        {
            lock (_lock) return _read.Keys.Any(c => c.Platform == ChannelNames.YouTube);
        }
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        ShowSettings? seen = null;
        await foreach (var snapshot in _show.WatchAsync(ct))
        {
            if (ReferenceEquals(snapshot.State.Settings, seen)) continue;
            seen = snapshot.State.Settings;
            await MatchAsync(Wanted(seen), ct);
        }
    }

    /// <summary>An account that was connected is used at once, by the channels it is for; the others go on.</summary>
    private async Task FollowAccountsAsync(CancellationToken ct)
    {
        using var heard = new SemaphoreSlim(0);
        void Hear() => heard.Release();
        _node.AccountsChanged += Hear;
        try
        {
            while (true)
            {
                // It may have changed between the start and now.
                await MatchAsync(Wanted(_show.Snapshot.State.Settings), ct);
                await heard.WaitAsync(ct);
            }
        }
        finally
        {
            _node.AccountsChanged -= Hear;
        }
    }

    private async Task OwnAsync(Func<CancellationToken, Task> work)
    {
        await Task.Yield();
        try
        {
            await work(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            LogStopped(_show.Slug);
        }
        catch (Exception bug)
        {
            // What is read is read on; the log has the whole of it.
            LogBug(bug, _show.Slug);
        }
    }

    private async Task MatchAsync(HashSet<ChannelSetting> wanted, CancellationToken ct)
    {
        await _matching.WaitAsync(ct);
        try
        {
            foreach (var gone in _read.Keys.Except(wanted).ToList()) await Taken(gone).EndAsync(ct);
            foreach (var other in _read.Where(r => r.Value.ReadsAs != _node.ReadsAs(r.Key.Platform, r.Key.Name)).Select(r => r.Key).ToList())
            {
                var before = Taken(other);
                await before.DisposeAsync();
                Begin(other);
                await before.EndMissingAsync(_read[other].Sources, ct);
            }

            foreach (var added in wanted.Except(_read.Keys).ToList()) Begin(added);
        }
        finally
        {
            _matching.Release();
        }
    }

    private ReadChannel Taken(ChannelSetting setting)
    {
        lock (_lock)
        {
            _read.Remove(setting, out var channel);
            return channel!;
        }
    }

    private void Begin(ChannelSetting setting)
    {
        var channel = new ReadChannel(_show, _show.Listening, _time, _logs);
        // A rehearsal's time is its night's, and a show whose journal is ahead of this machine's clock goes on from there.
        var alone = _ownsNode || Math.Abs(_show.Clock.Rate - 1) > 0.001 || (_show.Clock.Now - _time.GetUtcNow()).Duration() > SameClock;
        switch (setting.Platform)
        {
            case ChannelNames.Twitch:
                channel.Twitch(setting.Name, _node, alone);
                break;
            case ChannelNames.YouTube:
                channel.YouTube(setting.Name, _node, alone);
                break;
            default:
                LogUnknownPlatform(_show.Slug, setting.Platform);
                break;
        }

        lock (_lock) _read[setting] = channel;
    }

    [LoggerMessage(1204, LogLevel.Debug, "The sources of {Show} stopped.")]
    private partial void LogStopped(string show);

    [LoggerMessage(1205, LogLevel.Critical, "What follows the settings or the judgements of {Show} ended on a bug.")]
    private partial void LogBug(Exception bug, string show);

    [LoggerMessage(1203, LogLevel.Warning, "Show {Show} has a channel of platform {Platform}, which has no reader.")]
    private partial void LogUnknownPlatform(string show, string platform);
}
