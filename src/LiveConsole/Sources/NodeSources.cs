using System.Collections.Concurrent;
using LiveConsole.Accounts.Connected;
using LiveConsole.Platforms;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.Twitch.Writing;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Platforms.YouTube.Writing;
using LiveConsole.Shows;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Sources;

/// <summary>
/// What all shows of this node read and act with: one sign-in an account and one budget a Google project (a refresh token may be good for one use, and units are the project's), and of each
/// channel one reading, however many shows it is in. A connected account wins over the configured tokens. Rehearsals have their own, and never see a connected account. Safe on any thread.
/// </summary>
/// <param name="accounts">The connected ones; null: there is no store of them.</param>
public sealed class NodeSources(PlatformAddresses addresses, TimeProvider time, Func<YouTubeOptions, bool, QuotaBudget>? budgets = null, ILoggerFactory? logs = null,
    PlatformAccounts? accounts = null, ProgramClients? clients = null) : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(15) });
    private readonly ConcurrentDictionary<string, SharedConnection> _shared = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FollowedBroadcast> _followed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FollowedBroadcast> _followedAlone = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<object, Func<TimeSpan?>> _lasts = new();

    // A lock: shows begin on any thread, and each is made once.
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TwitchSignIn> _signIns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YouTubeProject> _projects = new(StringComparer.Ordinal);
    private YouTubeProject? _project;
    private readonly Dictionary<(string Platform, string Account), IPlatformWriter> _writers = [];

    public HttpClient Http => _http;

    public TwitchOptions Twitch { get; } = addresses.Twitch with { LoopbackOnly = addresses.LoopbackOnly };

    /// <summary>Null: no YouTube channel has been read yet.</summary>
    public YouTubeProject? ProjectInUse
    {
        get
        {
            lock (_gate) return _project;
        }
    }

    /// <summary>An account was connected, disconnected, or is let in no more: who reads or acts asks again with what. On the thread of whoever found it.</summary>
    public event Action AccountsChanged
    {
        add
        {
            if (Accounts is { } store) store.Changed += value;
        }
        remove
        {
            if (Accounts is { } store) store.Changed -= value;
        }
    }

    /// <summary>With what a channel is read: another word once another account is, or the same with other rights.</summary>
    public string ReadsAs(string platform, string channel) => AccountFor(platform, channel)?.Key ?? "";

    /// <summary>The account that a channel is read with; null: the configured one, a key, or nobody.</summary>
    public PlatformAccount? AccountFor(string platform, string? channel)
    {
        var account = Accounts?.For(platform, channel);
        // One that is let in no more is no better than what is configured.
        var configured = platform == ChannelNames.Twitch ? TwitchSignIn.IsConfigured(Twitch) : addresses.YouTube.HasCredential;
        return account is { IsDead: true } && configured ? null : account;
    }

    /// <summary>And the one that acts there: where nothing else could, one that is let in no more, so that this is what is said of it.</summary>
    private PlatformAccount? ActorFor(string platform, string channel, string? chosen) =>
        Accounts?.For(platform, channel, chosen) is { } account && (!account.IsDead || !addresses.CanAct(platform)) ? account : null;

    /// <param name="channel">For which one reads or acts; null: for none in particular.</param>
    /// <returns>Null: no account, Twitch is read anonymously.</returns>
    public TwitchSignIn? SignIn(string? channel = null) => SignInWith(AccountFor(ChannelNames.Twitch, channel));

    private TwitchSignIn? SignInWith(PlatformAccount? account)
    {
        if (account is not null) return SignInOf(account);
        if (!TwitchSignIn.IsConfigured(Twitch)) return null;
        lock (_gate) return _signIns.TryGetValue("", out var known) ? known : _signIns[""] = new TwitchSignIn(Twitch, _http, time);
    }

    /// <summary>One a connected account, whoever uses it.</summary>
    public TwitchSignIn SignInOf(PlatformAccount account)
    {
        lock (_gate) return _signIns.TryGetValue(account.Key, out var known) ? known : _signIns[account.Key] = new TwitchSignIn(Twitch, _http, time, accounts!.Vault(account.Id));
    }

    /// <param name="channel">For which one reads or acts; null: for none in particular.</param>
    public YouTubeProject Project(string? channel = null) => ProjectWith(AccountFor(ChannelNames.YouTube, channel));

    private YouTubeProject ProjectWith(PlatformAccount? account)
    {
        var project = account is null ? ProjectOf("", addresses.YouTube, null) : ProjectOf(account);
        lock (_gate) return _project = project;
    }

    /// <summary>One a connected account; those of one Google project share its budget.</summary>
    public YouTubeProject ProjectOf(PlatformAccount account) => ProjectOf(account.Key, ForAccounts(), accounts!.Vault(account.Id));

    /// <summary>The Google project whose budget connecting an account spends of.</summary>
    public QuotaBudget? BudgetOfAccounts() => budgets?.Invoke(ForAccounts(), addresses.LoopbackOnly);

    private PlatformAccounts? Accounts => addresses.LoopbackOnly || accounts is { Opens: false } ? null : accounts;

    // What an account spends is its program's project's, not the key's.
    private YouTubeOptions ForAccounts() => addresses.YouTube with { ApiKey = null, AccessToken = null, RefreshToken = null, ClientId = clients?.Of(ChannelNames.YouTube)?.Id ?? addresses.YouTube.ClientId };

    private YouTubeProject ProjectOf(string key, YouTubeOptions options, ITokenVault? vault)
    {
        lock (_gate)
        {
            return _projects.TryGetValue(key, out var known) ? known
                : _projects[key] = new YouTubeProject(options, time, addresses.LoopbackOnly, budgets?.Invoke(options, addresses.LoopbackOnly), vault);
        }
    }

    /// <summary>Who acts on a platform: for each channel the account that a person of the show chose, or else that is the channel's; with that account's limits, for all shows. Null: the platform is not known.</summary>
    /// <param name="chosen">The show's choice for a channel, now: an account's id on its platform.</param>
    public IPlatformWriter? Writer(string platform, Func<string, string?>? chosen = null) => platform is ChannelNames.YouTube or ChannelNames.Twitch
        ? new ChannelWriters(platform, channel => WriterOf(ActorFor(platform, channel, chosen?.Invoke(channel)), platform)) : null;

    private IPlatformWriter WriterOf(PlatformAccount? account, string platform) => WriterOf(account?.Key ?? "", platform, () => platform == ChannelNames.YouTube
        ? new YouTubeWriter(ProjectWith(account), FollowedNow, time, Known(account))
        : new TwitchWriter(Twitch, SignInWith(account), _http, time, (logs ?? NullLoggerFactory.Instance).CreateLogger<TwitchWriter>(), Known(account)));

    /// <summary>A connected account said who it is when it came; the configured one's says it when it is looked at.</summary>
    private static WriterAccount? Known(PlatformAccount? account) => account is null ? null : new WriterAccount(account.UserId, account.Name);

    private IPlatformWriter WriterOf(string account, string platform, Func<IPlatformWriter> make)
    {
        lock (_writers)
        {
            return _writers.TryGetValue((platform, account), out var known) ? known : _writers[(platform, account)] = make();
        }
    }

    /// <summary>Another account acts on this platform, or the same one may do other things. Heard on the thread that says it.</summary>
    public event Action<string>? ActsAnew;

    /// <summary>Whoever connects or takes out an account says it here: every show looks at once.</summary>
    public void SayActsAnew(string platform) => ActsAnew?.Invoke(platform);

    /// <summary>The broadcast behind a name: looked for once, by whoever reads it first.</summary>
    public FollowedBroadcast Followed(string name) => _followed.GetOrAdd($"{ReadsAs(ChannelNames.YouTube, name)}/{name}", static (_, my) => new FollowedBroadcast(my.Node.Project(my.Name), my.Name, my.Node.Time.GetUtcNow), (Node: this, Name: name));

    /// <summary>A show whose clock is its own follows for itself: who writes there need not look for the chat again.</summary>
    public FollowedBroadcast Follow(FollowedBroadcast own) => _followedAlone[own.Name] = own;

    private FollowedBroadcast FollowedNow(string name) => _followedAlone.GetValueOrDefault(name) ?? Followed(name);

    /// <summary>One show's part of a reading; made by the first who asks.</summary>
    /// <param name="key">Platform, channel and transport.</param>
    public SharedConnection Read(string key, Func<IChatConnection> make) => _shared.GetOrAdd(key, static (_, m) => new SharedConnection(m.Make(), m.My.Time.GetUtcNow), (Make: make, My: this));

    /// <summary>Until disposed this show counts among those that the day's units must last for.</summary>
    /// <param name="lasts">Machine time to its planned end; null: not planned.</param>
    public IDisposable Reads(object show, Func<TimeSpan?> lasts)
    {
        _lasts[show] = lasts;
        return new Leaving(() => _lasts.TryRemove(show, out _));
    }

    /// <summary>To the end of the last of the shows; null: one of them has no planned end.</summary>
    public TimeSpan? Lasts()
    {
        TimeSpan? longest = TimeSpan.Zero;
        foreach (var lasts in _lasts.Values)
        {
            if (lasts() is not { } one) return null;
            if (one > longest) longest = one;
        }

        return longest;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_shared.Values.Select(s => s.DisposeAsync().AsTask()));
        // Renewals that somebody left ask by our sockets.
        if (Accounts is { } store) await store.SettleAsync();
        foreach (var signIn in _signIns.Values) signIn.Dispose();
        foreach (var project in _projects.Values) project.Dispose();
        _http.Dispose();
    }

    private TimeProvider Time => time;

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
