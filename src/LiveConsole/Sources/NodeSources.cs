using System.Collections.Concurrent;
using LiveConsole.Platforms;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.Twitch.Writing;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Platforms.YouTube.Writing;
using LiveConsole.Shows;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Sources;

/// <summary>
/// What all shows of this node read with: one account and one Google project (a refresh token may be good for one use, and units are the project's), and of each channel one
/// reading, however many shows it is in. Rehearsals have their own. Safe on any thread.
/// </summary>
public sealed class NodeSources(PlatformAddresses addresses, TimeProvider time, Func<YouTubeOptions, bool, QuotaBudget>? budgets = null, ILoggerFactory? logs = null) : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(15) });
    private readonly ConcurrentDictionary<string, SharedConnection> _shared = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FollowedBroadcast> _followed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FollowedBroadcast> _followedAlone = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<object, Func<TimeSpan?>> _lasts = new();

    // A lock: shows begin on any thread, and both are made once.
    private readonly Lock _gate = new();
    private TwitchSignIn? _signIn;
    private YouTubeProject? _project;
    private YouTubeWriter? _youTubeWriter;
    private TwitchWriter? _twitchWriter;

    public HttpClient Http => _http;

    public TwitchOptions Twitch { get; } = addresses.Twitch with { LoopbackOnly = addresses.LoopbackOnly };

    /// <summary>Null: no account, Twitch is read anonymously.</summary>
    public TwitchSignIn? SignIn()
    {
        if (!TwitchSignIn.IsConfigured(Twitch)) return null;
        lock (_gate) return SignInNeedsLock();
    }

    private TwitchSignIn SignInNeedsLock() => _signIn ??= new TwitchSignIn(Twitch, _http, time);

    /// <summary>Null: no YouTube channel has been read yet.</summary>
    public YouTubeProject? ProjectInUse
    {
        get
        {
            lock (_gate) return _project;
        }
    }

    public YouTubeProject Project()
    {
        lock (_gate) return ProjectNeedsLock();
    }

    private YouTubeProject ProjectNeedsLock() => _project ??= new YouTubeProject(addresses.YouTube, time, addresses.LoopbackOnly, budgets?.Invoke(addresses.YouTube, addresses.LoopbackOnly));

    /// <summary>The account that acts on a platform, and its limits: one for all shows. Null: there is none.</summary>
    public IPlatformWriter? Writer(string platform)
    {
        lock (_gate)
        {
            return platform switch
            {
                ChannelNames.YouTube => _youTubeWriter ??= new YouTubeWriter(ProjectNeedsLock(), FollowedNow, time),
                ChannelNames.Twitch => _twitchWriter ??= new TwitchWriter(Twitch, TwitchSignIn.IsConfigured(Twitch) ? SignInNeedsLock() : null, _http, time, (logs ?? NullLoggerFactory.Instance).CreateLogger<TwitchWriter>()),
                _ => null,
            };
        }
    }

    /// <summary>Another account acts on this platform, or the same one may do other things. Heard on the thread that says it.</summary>
    public event Action<string>? ActsAnew;

    /// <summary>Whoever connects or takes out an account says it here: every show looks at once.</summary>
    public void SayActsAnew(string platform) => ActsAnew?.Invoke(platform);

    /// <summary>The broadcast behind a name: looked for once, by whoever reads it first.</summary>
    public FollowedBroadcast Followed(string name) => _followed.GetOrAdd(name, static (n, my) => new FollowedBroadcast(my.Project(), n, my.Time.GetUtcNow), this);

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
        _signIn?.Dispose();
        _project?.Dispose();
        _http.Dispose();
    }

    private TimeProvider Time => time;

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
