using LiveConsole.Domain.Chat;
using LiveConsole.Platforms.Twitch.Tests.Writing;
using LiveConsole.Rehearsal.Twitch;
using LiveConsole.Testing;

namespace LiveConsole.Platforms.Twitch.Tests;

public sealed class TwitchChattersTests : IAsyncLifetime
{
    private readonly ArrivalList _arrivals = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new();
    private EmulatedWriting _on = null!;
    private TwitchSignIn? _signIn;
    private Task _running = Task.CompletedTask;

    public async ValueTask InitializeAsync() => _on = await EmulatedWriting.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _signIn?.Dispose();
        _http.Dispose();
        _stop.Dispose();
        await _on.DisposeAsync();
    }

    [Fact]
    public async Task Who_is_in_the_chat_is_counted_every_minute_and_a_count_that_is_old_is_taken_back()
    {
        _on.Said("m1");
        _on.Said("m2", new Author("902", "Bo", "bo"));
        Run(_on.Options);

        await Counts(1);
        await _on.Time.TimerDueIn(TwitchChatters.Every);
        _on.Platforms.Fire("moderator-revoked");
        _on.Time.Advance(TimeSpan.FromSeconds(59));
        _on.Platforms.Fire("moderator-revoked");
        _on.Time.Advance(TimeSpan.FromSeconds(1));
        await Counts(2);
        await _on.Time.TimerDueIn(TimeSpan.FromMinutes(10));
        _on.Time.Advance(TimeSpan.FromMinutes(10));
        await Counts(3);

        Assert.Equal([2, null, 2], _arrivals.All.OfType<ChattersCame>().Select(c => c.Count));
        Assert.Equal(_arrivals.All.Count, _arrivals.All.OfType<ChattersCame>().Count());
    }

    [Fact]
    public async Task Without_the_right_to_nothing_is_asked_and_nothing_said()
    {
        var (access, _) = _on.Twitch.Tokens.Give(new TokenUser(EmulatedTwitch.UserId, EmulatedTwitch.UserLogin, ["user:read:chat"]));
        Run(_on.Options with { UserAccessToken = access, UserRefreshToken = null });

        await _on.Time.TimerDueIn(TimeSpan.FromMinutes(10));
        Assert.Empty(_arrivals.All);
        Assert.Empty(_on.Statuses("GET chat/chatters"));
    }

    private void Run(TwitchOptions options)
    {
        _signIn = new TwitchSignIn(options, _http, _on.Time);
        _running = new TwitchChatters(EmulatedWriting.Channel, options, _http, _on.Time.GetUtcNow, _on.Time, _signIn).RunAsync(_arrivals, _stop.Token);
    }

    private Task Counts(int count) => _arrivals.Until(all => all.OfType<ChattersCame>().Count() >= count);
}
