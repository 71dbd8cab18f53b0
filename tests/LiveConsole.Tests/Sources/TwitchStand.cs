using System.Globalization;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Shows;
using LiveConsole.Sources;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Sources;

/// <summary>
/// A show that reads the emulated Twitch by both transports, on a clock that the test moves: real sockets, real journal, and a drill's minutes pass in
/// seconds. While time passes somebody writes five messages a second.
/// </summary>
internal sealed class TwitchStand : IAsyncDisposable
{
    public const string Channel = "agence_orbite";

    public static readonly SourceKey Irc = new("twitch", Channel, "irc");
    public static readonly SourceKey EventSub = new("twitch", Channel, "eventsub");

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private readonly AnOpenShow _show;
    private readonly ShowSources _sources;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly Dictionary<string, DateTimeOffset> _said = new(StringComparer.Ordinal);
    private DateTimeOffset _nextAt = DateTimeOffset.MaxValue;

    private TwitchStand(FakeTime time, EmulatedPlatforms platforms, AnOpenShow show, ShowSources sources) => (Time, Platforms, _show, _sources) = (time, platforms, show, sources);

    public FakeTime Time { get; }

    public EmulatedPlatforms Platforms { get; }

    public ShowState State => _show.Live.Snapshot.State;

    /// <summary>When each message was said that ever was, heard or not.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Said => _said;

    /// <param name="more">Other channels of the same show.</param>
    public static async Task<TwitchStand> StartAsync(bool withAccount = true, params string[] more)
    {
        var time = new FakeTime();
        var platforms = await EmulatedPlatforms.StartAsync(new EmulatorOptions { RememberIds = true, TwitchChannel = Channel }, time, NullLoggerFactory.Instance, default);
        foreach (var other in more) platforms.Twitch.OpenRoom(other);
        var show = await AnOpenShow.OpenAsync(time);
        await show.DoAsync(new ConfigureShow(A.Settings() with { Channels = [new ChannelSetting("twitch", Channel), .. more.Select(m => new ChannelSetting("twitch", m))] }), Actor.Program);
        var twitch = new TwitchOptions { IrcUri = platforms.Twitch.IrcUri, EventSubUri = platforms.Twitch.EventSubUri, ApiBaseUri = platforms.Twitch.ApiBaseUri, IdBaseUri = platforms.Twitch.IdBaseUri, ClientId = EmulatedTwitch.ClientId };
        if (withAccount) twitch = twitch with { UserAccessToken = EmulatedTwitch.UserToken, UserRefreshToken = EmulatedTwitch.UserRefreshToken };
        var sources = new ShowSources(show.Live, new PlatformAddresses(twitch, new YouTubeOptions(), LoopbackOnly: true), time, NullLoggerFactory.Instance);
        var stand = new TwitchStand(time, platforms, show, sources);
        sources.Start();
        await stand.Until(() => stand.IsLive(Irc) && (!withAccount || stand.IsLive(EventSub)), "the first reading");
        // Not in the middle of subscribing: who did something is told by what is subscribed last.
        if (withAccount && more.Length == 0) await stand.Until(() => platforms.Twitch.IsSubscribed("channel.raid/from", Channel), "all is subscribed");
        return stand;
    }

    /// <summary>As the settings' page does it, while it is on.</summary>
    public async Task SetChannelsAsync(params string[] channels) =>
        Assert.IsType<Outcome.Accepted>(await _show.DoAsync(new ConfigureShow(State.Settings! with { Channels = [.. channels.Select(c => new ChannelSetting("twitch", c))] }, State.Settings), A.Producer("Salomé")));

    public bool IsLive(SourceKey source) => State.Sources.GetValueOrDefault(source)?.State == SourceState.Live;

    /// <summary>Somebody writes from now on, while time passes.</summary>
    public void BeginTalking() => _nextAt = Time.GetUtcNow();

    /// <summary>Writes one message now.</summary>
    public RecordedMessage Say(string? text = null, MessageKind kind = MessageKind.Text, string channel = Channel, Author? author = null)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"m{_said.Count:D4}");
        var now = Time.GetUtcNow();
        var message = new RecordedMessage(new ChatMessage("twitch", channel, id, now, now, author ?? Viewer(_said.Count), text ?? $"message {id} Kappa", kind));
        _said[id] = now;
        Platforms.Put(message);
        return message;
    }

    /// <summary>Time passes, at the speed of the sockets and the journal: after every step the wire is asked something, and the writer.</summary>
    public async Task PassAsync(double seconds, double step = 0.1)
    {
        for (var until = Time.GetUtcNow().AddSeconds(seconds); Time.GetUtcNow() < until;) await StepAsync(TimeSpan.FromSeconds(step));
    }

    public async Task Until(Func<bool> condition, string what, double withinSeconds = 60)
    {
        for (var until = Time.GetUtcNow().AddSeconds(withinSeconds); !condition(); await StepAsync(Step))
            Assert.True(Time.GetUtcNow() < until, $"After {withinSeconds} s still not: {what}. {string.Join("; ", State.Sources.Values.Select(s => $"{s.Key.Transport} {s.State} {s.Reason}"))}");
    }

    /// <summary>Nobody writes any more, and all that is on its way arrives.</summary>
    public async Task SettleAsync()
    {
        _nextAt = DateTimeOffset.MaxValue;
        await PassAsync(4);
    }

    public async Task<IReadOnlyList<Entry>> EntriesAsync() => [.. (await _show.EntriesAsync()).Select(e => e.Entry)];

    /// <summary>As they stand.</summary>
    public ValueTask<IReadOnlyList<LiveConsole.Journal.StoredMessage>> StoredAsync() => _show.Journal.ReadMessagesAsync(_show.Id, new(), default);

    public async Task<IReadOnlyList<ChatMessage>> MessagesAsync() => [.. (await EntriesAsync()).OfType<MessageArrived>().Select(m => m.Message)];

    /// <summary>What was on the wire and is not in the journal.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync()
    {
        var kept = (await MessagesAsync()).Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        return [.. Platforms.Twitch.DeliveredIds.Where(id => !kept.Contains(id)).Order(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        await _sources.DisposeAsync();
        await Platforms.DisposeAsync();
        await _show.DisposeAsync();
        _http.Dispose();
    }

    private async Task StepAsync(TimeSpan step)
    {
        Time.Advance(step);
        for (; _nextAt <= Time.GetUtcNow(); _nextAt += Pace) Say();
        // As far as a message goes: through the server's loops and ours, then to the journal.
        for (var i = 0; i < 3; i++)
        {
            using var answer = await _http.GetAsync(new Uri(Platforms.Twitch.IdBaseUri, "oauth2/validate"));
        }

        await _show.Live.CatchUpAsync(default).WaitAsync(Cap.Signal);
    }

    private static Author Viewer(int number) => new(string.Create(CultureInfo.InvariantCulture, $"90{number % 7}"), $"Viewer{number % 7}", $"viewer{number % 7}");
}
