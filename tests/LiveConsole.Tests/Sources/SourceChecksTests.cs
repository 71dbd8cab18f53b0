using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Platforms;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Platforms.YouTube.Writing;
using LiveConsole.Rehearsal;
using LiveConsole.Rehearsal.YouTube;
using LiveConsole.Shows;
using LiveConsole.Sources;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Sources;

/// <summary>What nobody tells: whether a message of YouTube's still stands when its item comes near the air (product.md, rule 2).</summary>
public sealed class SourceChecksTests : IAsyncLifetime
{
    private readonly FakeTime _time = new(new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero));
    private readonly CancellationTokenSource _stop = new();
    private EmulatedPlatforms _platforms = null!;
    private AnOpenShow _show = null!;
    private YouTubeProject _project = null!;
    private FollowedBroadcast _followed = null!;
    private Task _checking = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _platforms = await EmulatedPlatforms.StartAsync(new EmulatorOptions { YouTubeDailyQuota = 1_000 }, _time, NullLoggerFactory.Instance, default);
        // The writer on the machine's own clock: this one stands.
        _show = await AnOpenShow.OpenAsync(TimeProvider.System);
        _project = new YouTubeProject(new YouTubeOptions { ApiBaseUri = _platforms.YouTube.ApiBaseUri, TokenUri = _platforms.YouTube.TokenUri, AccessToken = EmulatedYouTube.AccessToken, DailyQuota = 1_000, ActionReserve = 500 }, _time, loopbackOnly: true);
        _followed = new FollowedBroadcast(_project, _platforms.YouTube.Video, _time.GetUtcNow);
        await _followed.FindAsync(default);
        var checks = new SourceChecks(_show.Live, _show.Live.Listening, name => name == _followed.Name ? new YouTubeHistory(_project, _followed, _time.GetUtcNow) : null, _time);
        _checking = checks.RunAsync(_stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _checking.WaitAsync(Cap.Signal));
        _project.Dispose();
        await _platforms.DisposeAsync();
        await _show.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task A_message_that_stands_is_said_to_once_its_item_is_queued()
    {
        var item = await AskedAsync("m1");
        Assert.Null(item.Checked);

        await QueueAsync(item);

        Assert.Equal(AtSource.There, await FoundAsync(item));
        Assert.Equal((item.Version + 1, 1), (_show.Item(item.Number).Version, Looks));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_was_removed_elsewhere_withdraws_its_item_though_YouTube_told_nobody(bool forgotten)
    {
        await AskedAsync("m0");
        var item = await AskedAsync("m1");
        await AskedAsync("m2");
        if (forgotten) await BanishedAsync("m1");
        else await RemovedElsewhereAsync("m1");

        await QueueAsync(item);

        await _show.Until(s => s.State.Item(item.Id)!.Stage == Stage.Withdrawn);
        Assert.Equal((AtSource.Gone, null), (await FoundAsync(item), _show.Item(item.Number).Asks[0].Removed!.By));
    }

    [Fact]
    public async Task One_that_is_older_than_what_can_be_read_cannot_be_known()
    {
        var item = await AskedAsync("m1");
        for (var i = 0; i < 80; i++) Say($"later{i}");

        await QueueAsync(item);

        Assert.Equal(AtSource.CannotKnow, await FoundAsync(item));
        Assert.Equal(Stage.Queued, _show.Item(item.Number).Stage);
    }

    [Fact]
    public async Task Nothing_is_read_of_the_units_that_are_kept_for_actions()
    {
        var item = await AskedAsync("m1");
        while (_project.Budget.MayRead) await _project.Budget.TryDebitAsync(QuotaUse.Reading, 5, default);

        await QueueAsync(item);

        Assert.Equal(AtSource.CannotKnow, await FoundAsync(item));
        Assert.Equal(0, Looks);
    }

    [Fact]
    public async Task All_that_wait_are_looked_for_by_one_call_and_the_next_one_when_it_becomes_next()
    {
        var items = new[] { await AskedAsync("m1"), await AskedAsync("m2"), await AskedAsync("m3") };
        await QueueAsync(items[0]);
        await FoundAsync(items[0]);

        await QueueAsync(items[1]);
        await _time.TimerDueIn(SourceChecks.AtMostEvery);
        await QueueAsync(items[2]);
        _time.Advance(SourceChecks.AtMostEvery);
        await FoundAsync(items[1]);
        await FoundAsync(items[2]);
        Assert.Equal(2, Looks);

        await RemovedElsewhereAsync("m2");
        var first = _show.Item(items[0].Number);
        Assert.IsType<Outcome.Accepted>(await _show.TakeOnAirAsync(first));
        await _time.TimerDueIn(SourceChecks.AtMostEvery);
        _time.Advance(SourceChecks.AtMostEvery);

        await _show.Until(s => s.State.Item(items[1].Id)!.Stage == Stage.Withdrawn);
        Assert.Equal(items[2].Id, _show.Live.Snapshot.State.Next!.Id);
    }

    [Fact]
    public async Task What_Twitch_tells_by_itself_is_not_looked_for()
    {
        var item = await _show.QuestionAsync("how cold?", "t1");
        await QueueAsync(item);
        var other = await AskedAsync("m1");
        await QueueAsync(other);
        await FoundAsync(other);

        Assert.Null(_show.Item(item.Number).Checked);
    }

    private int Looks => _platforms.YouTube.Seen.Calls.GetValueOrDefault("GET liveChat/messages")?.Times ?? 0;

    private async Task<AtSource> FoundAsync(Item item) => (await _show.Until(s => s.State.Item(item.Id)!.Checked is not null)).State.Item(item.Id)!.Checked!.Found;

    private ChatMessage Say(string id)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        var now = _time.GetUtcNow();
        var message = new ChatMessage("youtube", _followed.Name, id, now, now, new Author($"UC{id}", $"@{id}"), $"question {id}?");
        _platforms.Put(new RecordedMessage(message with { Channel = "" }));
        return message;
    }

    private async Task<Item> AskedAsync(string id)
    {
        await _show.TakeAsync(new MessageCame(Say(id)));
        Assert.IsType<Outcome.Accepted>(await _show.DoAsync(new PromoteMessage(new MessageRef("youtube", id), ItemKind.Question, ItemId.New(_time.GetUtcNow()))));
        return _show.Item(_show.Live.Snapshot.State.LastNumber);
    }

    private async Task QueueAsync(Item item) => Assert.IsType<Outcome.Accepted>(await _show.DoAsync(new QueueItem(item.Id, _show.Item(item.Number).Version)));

    /// <summary>In Studio: a tombstone stands in its place.</summary>
    private async Task RemovedElsewhereAsync(string id) => Assert.IsType<DeedResult.Done>(await new YouTubeWriter(_project, _ => _followed, _time).DoAsync(_followed.Name, new RemoveDeed(id, new Target($"UC{id}", id)), default));

    /// <summary>Not even a tombstone.</summary>
    private Task BanishedAsync(string id)
    {
        Assert.True(_platforms.YouTube.Forget(id));
        return Task.CompletedTask;
    }
}
