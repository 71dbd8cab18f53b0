using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Platforms;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Platforms.YouTube.Writing;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.YouTube;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Acting;

/// <summary>Our writer against the emulated YouTube, and our reader beside it where what is done comes back.</summary>
public sealed class YouTubeActingTests : IAsyncLifetime
{
    private static readonly Target Ayse = new("UCayse", "@ayse");

    private readonly FakeTime _time = new(new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero));
    private readonly List<IDisposable> _owned = [];
    private EmulatedPlatforms _platforms = null!;

    public async ValueTask InitializeAsync() => _platforms = await EmulatedPlatforms.StartAsync(new EmulatorOptions { YouTubeDailyQuota = 1_000 }, _time, NullLoggerFactory.Instance, default);

    public ValueTask DisposeAsync()
    {
        _owned.ForEach(o => o.Dispose());
        return _platforms.DisposeAsync();
    }

    [Theory]
    [InlineData("@agenceorbite")]
    [InlineData("video")]
    public async Task What_is_done_comes_back_as_YouTube_tells_it(string name)
    {
        var (project, writer, followed) = Writer(name == "video" ? _platforms.YouTube.Video : name);
        Say("m1");
        var read = new ArrivalList();
        using var stop = new CancellationTokenSource();
        var reading = new YouTubeChatConnection(project, followed, _time.GetUtcNow, _time, NullLogger<YouTubeChatConnection>.Instance).RunAsync(read, null, stop.Token);
        await read.UntilMessages(1);

        var post = Assert.IsType<DeedResult.Done>(await writer.DoAsync(followed.Name, new PostDeed("bienvenue"), default));
        await read.UntilMessages(2);
        var ban = Assert.IsType<DeedResult.Done>(await writer.DoAsync(followed.Name, new TimeOutDeed(Ayse, 600, "spam"), default));
        await read.Until(all => all.OfType<RemovalCame>().Any());
        Say("m2");
        Assert.Equal(new DeedResult.Done(), await writer.DoAsync(followed.Name, new UntimeoutDeed(Ayse, ban.Handle), default));
        Assert.Equal(new DeedResult.Done(), await writer.DoAsync(followed.Name, new RemoveDeed("m1", Ayse), default));
        Say("m3");
        await read.UntilMessages(3);

        var own = read.All.OfType<MessageCame>().ElementAt(1).Message;
        Assert.Equal((post.Handle, "bienvenue", followed.Name), (own.Id, own.Text, own.Channel));
        Assert.Contains("broadcaster", own.Author.Roles);
        Assert.Equal("UCayse", read.All.OfType<RemovalCame>().First().ViewerId);
        Assert.Equal(["m1", own.Id, "m3"], read.All.OfType<MessageCame>().Select(m => m.Message.Id));
        // YouTube says nothing of a removal: ours is known here alone.
        Assert.Single(read.All.OfType<RemovalCame>());
        Assert.Equal(["m1"], _platforms.YouTube.Seen.Removed);
        Assert.Equal(project.Budget.Today.Used, _platforms.YouTube.QuotaUsed);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task A_removal_or_an_unban_that_was_done_without_an_answer_is_done_when_it_is_asked_again()
    {
        var (project, writer, followed) = Writer(_platforms.YouTube.Video);
        Say("m1");
        var ban = ((DeedResult.Done)await writer.DoAsync(followed.Name, new BanDeed(Ayse), default)).Handle;

        foreach (var deed in new Deed[] { new RemoveDeed("m1", Ayse), new UnbanDeed(Ayse, ban) })
        {
            _platforms.Fire("youtube-write-no-answer");
            Assert.IsType<DeedResult.NotKnown>(await writer.DoAsync(followed.Name, deed, default));
            Assert.IsType<DeedResult.Done>(await writer.DoAsync(followed.Name, deed, default));
        }

        Assert.Equal(project.Budget.Today.Used, _platforms.YouTube.QuotaUsed);
        Assert.True(_platforms.YouTube.Seen.Bans[ban!].Lifted);
    }

    [Fact]
    public async Task A_post_without_an_answer_is_in_the_chat_once_and_not_known()
    {
        var (_, writer, followed) = Writer(_platforms.YouTube.Video);
        _platforms.Fire("youtube-write-no-answer");

        Assert.IsType<DeedResult.NotKnown>(await writer.DoAsync(followed.Name, new PostDeed("une fois"), default));

        Assert.Equal(1, _platforms.YouTube.Seen.Posts["une fois"]);
    }

    [Fact]
    public async Task An_expired_sign_in_is_renewed_under_a_write_and_the_post_stands_once()
    {
        var (_, writer, followed) = Writer(_platforms.YouTube.Video);
        await followed.FindAsync(default);
        _platforms.Fire("youtube-write-401");

        Assert.IsType<DeedResult.Done>(await writer.DoAsync(followed.Name, new PostDeed("une fois"), default));

        Assert.Equal(1, _platforms.YouTube.Seen.Posts["une fois"]);
        Assert.Equal(new SeenCalls(2, 1, 51), _platforms.YouTube.Seen.Calls["POST liveChat/messages"]);
    }

    [Fact]
    public async Task A_chat_that_began_anew_is_found_by_the_next_write()
    {
        var (_, writer, followed) = Writer(_platforms.YouTube.Video);
        await writer.DoAsync(followed.Name, new PostDeed("avant"), default);
        var before = _platforms.YouTube.LiveChatId;
        _platforms.Fire("broadcast-restart");

        Assert.Equal(EffectTrouble.Refused, Assert.IsType<DeedResult.Refused>(await writer.DoAsync(followed.Name, new PostDeed("pendant"), default)).Trouble);
        _time.Advance(TimeSpan.FromSeconds(41));
        Assert.IsType<DeedResult.Done>(await writer.DoAsync(followed.Name, new PostDeed("après"), default));

        Assert.NotEqual(before, _platforms.YouTube.LiveChatId);
        Assert.Equal(["après", "avant"], _platforms.YouTube.Seen.Posts.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(EmulatedYouTube.ModeratorToken, "@orbite-moderation", true)]
    [InlineData(EmulatedYouTube.ViewerToken, "@spectatrice", false)]
    [InlineData(EmulatedYouTube.ReadOnlyToken, "Agence Orbite", false)]
    public async Task What_an_account_may_is_known_once_it_was_tried(string token, string name, bool may)
    {
        var (_, writer, followed) = Writer(_platforms.YouTube.Video, new YouTubeOptions { AccessToken = token });
        Say("m1");
        var before = await writer.LookAsync(followed.Name, default);

        var result = await writer.DoAsync(followed.Name, new RemoveDeed("m1", Ayse), default);
        var after = await writer.LookAsync(followed.Name, default);

        Assert.Equal((name, EffectTrouble.None, false), (before.As, before.Trouble, before.Can.IsEmpty));
        Assert.Equal((may, may ? EffectTrouble.None : EffectTrouble.NotAllowed, !may), (result is DeedResult.Done, after.Trouble, after.Can.IsEmpty));
    }

    [Fact]
    public async Task A_day_is_spent_to_its_last_unit_by_reading_and_actions_and_Google_never_has_to_say_so()
    {
        var (project, writer, followed) = Writer(_platforms.YouTube.Video, reserve: 300);
        Say("m1");
        await followed.FindAsync(default);
        // Reading takes all it can.
        while (project.Budget.MayRead) Assert.Null(await project.Budget.TryDebitAsync(QuotaUse.Reading, 5, default));
        var (read, results) = (project.Budget.Today.Reading, new List<DeedResult>());
        for (var i = 0; i < 8; i++) results.Add(await writer.DoAsync(followed.Name, new PostDeed($"n{i}"), default));

        Assert.InRange(read, 695, 700);
        Assert.Equal(6, results.Count(r => r is DeedResult.Done));
        Assert.All(results.Skip(6), r => Assert.Equal(new DeedResult.Refused(EffectTrouble.QuotaSpent), r));
        Assert.Equal(6, _platforms.YouTube.Seen.Calls["POST liveChat/messages"].Times);
    }

    [Fact]
    public async Task Every_call_that_was_seen_stands_in_the_list_of_calls_at_its_price()
    {
        var (_, writer, followed) = Writer("@agenceorbite");
        Say("m1");
        await writer.LookAsync(followed.Name, default);
        var ban = ((DeedResult.Done)await writer.DoAsync(followed.Name, new BanDeed(Ayse), default)).Handle;
        await writer.DoAsync(followed.Name, new UnbanDeed(Ayse, ban), default);
        var poll = ((DeedResult.Done)await writer.DoAsync(followed.Name, new PollDeed("?", ["a", "b"], 60), default)).Handle;
        await writer.DoAsync(followed.Name, new EndPollDeed(poll!), default);
        await writer.DoAsync(followed.Name, new PostDeed("hi"), default);
        await writer.DoAsync(followed.Name, new RemoveDeed("m1", Ayse), default);

        var known = YouTubeCalls.All.ToDictionary(c => $"{c.Method} {c.Path}", c => c.Units, StringComparer.Ordinal);
        Assert.All(_platforms.YouTube.Seen.Calls, seen => Assert.Equal((0, (long)known[seen.Key] * seen.Value.Times), (seen.Value.Failed, seen.Value.Units)));
        Assert.Equal(5, _platforms.YouTube.Seen.Calls.Keys.Count(c => !c.StartsWith("GET", StringComparison.Ordinal)));
    }

    private void Say(string id) => _platforms.Put(new RecordedMessage(new ChatMessage("youtube", "", id, _time.GetUtcNow(), _time.GetUtcNow(), new Author("UCayse", "@ayse"), $"text of {id}")));

    private (YouTubeProject Project, YouTubeWriter Writer, FollowedBroadcast Followed) Writer(string name, YouTubeOptions? account = null, int reserve = 200)
    {
        account ??= new YouTubeOptions { AccessToken = EmulatedYouTube.AccessToken, RefreshToken = EmulatedYouTube.RefreshToken, ClientId = EmulatedYouTube.ClientId, ClientSecret = EmulatedYouTube.ClientSecret };
        var project = new YouTubeProject(account with { ApiBaseUri = _platforms.YouTube.ApiBaseUri, TokenUri = _platforms.YouTube.TokenUri, DailyQuota = 1_000, ActionReserve = reserve }, _time, loopbackOnly: true);
        _owned.Add(project);
        var followed = new FollowedBroadcast(project, name, _time.GetUtcNow);
        return (project, new YouTubeWriter(project, _ => followed, _time), followed);
    }
}
