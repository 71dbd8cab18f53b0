using System.Text;
using System.Text.Json;
using LiveConsole.Api;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;

namespace LiveConsole.Tests.Api;

/// <summary>The one stream of a show that events, hub, webhooks and surfaces are made of.</summary>
public sealed class ShowChangesTests
{
    [Fact]
    public async Task Who_follows_gets_the_whole_first_and_then_the_members_that_changed()
    {
        await using var show = await AnOpenShow.OpenAsync();
        await using var changes = new ShowChanges(TimeProvider.System);
        await using var follower = new Follower(changes, show, Role.Editor);
        var first = await follower.NextAsync();

        var item = await AddAsync(show, "Fait-il froid ?");
        var added = await follower.UntilAsync(c => c.Has("counts"));
        await show.DoAsync(new PutOnAir(item, 1, null));
        var taken = await follower.UntilAsync(c => c.Has("onAir"));

        Assert.True(first.Whole);
        Assert.Equal(ShowPresent.Members, first.Changed);
        Assert.False(added.Whole);
        Assert.False(added.Has("onAir"));
        using var data = JsonDocument.Parse(taken.Json);
        Assert.Equal(taken.Sequence, data.RootElement.GetProperty("sequence").GetInt64());
        Assert.Equal("Fait-il froid ?", data.RootElement.GetProperty("onAir").GetProperty("item").GetProperty("wording").GetProperty("fr").GetString());
        Assert.False(data.RootElement.TryGetProperty("phase", out _));
        Assert.Equal($"event: change\nid: {taken.Sequence}\ndata: {Encoding.UTF8.GetString(taken.Json.Span)}\n\n", Encoding.UTF8.GetString(taken.Event.Span));
    }

    [Fact]
    public async Task Who_does_not_read_gets_the_present_and_not_the_past()
    {
        await using var show = await AnOpenShow.OpenAsync();
        await using var changes = new ShowChanges(TimeProvider.System);
        await using var slow = new Follower(changes, show, Role.Editor);
        await using var quick = new Follower(changes, show, Role.Editor);
        await slow.NextAsync();

        ItemId? onAir = null;
        for (var i = 0; i < 20; i++)
        {
            var item = await AddAsync(show, $"Question {i} ?");
            await show.DoAsync(new PutOnAir(item, 1, onAir));
            onAir = item;
        }

        await quick.UntilAsync(c => c.State.OnAir.Item?.Number == 20);
        var told = new List<ShowChange> { await slow.NextAsync() };
        while (told[^1].State.OnAir.Item?.Number != 20) told.Add(await slow.NextAsync());
        Assert.InRange(told.Count, 1, 2);
    }

    [Fact]
    public async Task Readers_of_the_same_rights_share_the_very_bytes()
    {
        await using var show = await AnOpenShow.OpenAsync();
        await using var changes = new ShowChanges(TimeProvider.System);
        await using var editor = new Follower(changes, show, Role.Editor);
        await using var producer = new Follower(changes, show, Role.Producer);
        await using var expert = new Follower(changes, show, Role.Expert);
        Assert.Same(await editor.NextAsync(), await producer.NextAsync());

        Assert.NotSame((await expert.NextAsync()).Present, (await editor.AgainAsync(changes, show, Role.Editor)).Present);
    }

    [Fact]
    public async Task What_only_arrives_is_told_once_a_second_and_what_a_person_decides_at_once()
    {
        var time = new FakeTime();
        await using var show = await AnOpenShow.OpenAsync();
        await using var changes = new ShowChanges(time);
        await using var follower = new Follower(changes, show, Role.Editor);
        await follower.NextAsync();

        await show.TakeAsync(new MessageCame(A.Message("bonsoir", id: "m1")));
        await show.Live.CatchUpAsync(default);
        var next = follower.NextAsync();
        // Decided: comes although the second is not over, and brings what waited.
        await AddAsync(show, "Et demain ?");
        var decided = await next;
        Assert.Equal((1, 1), (decided.State.Counts.Messages, decided.State.Counts.Items["approved"]));

        await show.TakeAsync(new MessageCame(A.Message("bonsoir encore", id: "m2")));
        await show.Live.CatchUpAsync(default);
        var counted = follower.NextAsync();
        while (!counted.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(["counts"], (await counted).Changed);
    }

    [Fact]
    public async Task Each_reads_what_their_role_may()
    {
        await using var show = await AnOpenShow.OpenAsync();
        await using var changes = new ShowChanges(TimeProvider.System);
        await AddAsync(show, "Une question au tableau ?");
        await using var editor = new Follower(changes, show, Role.Editor);
        await using var presenter = new Follower(changes, show, Role.Presenter);

        var (board, stage) = (await editor.NextAsync(), await presenter.NextAsync());

        Assert.NotEmpty(board.State.Counts.Items);
        Assert.NotNull(board.State.OldestWaiting);
        Assert.Empty(stage.State.Counts.Items);
        Assert.Null(stage.State.OldestWaiting);
        Assert.Empty(stage.State.Alerts);
    }

    [Fact]
    public async Task A_show_that_is_closed_ends_the_stream()
    {
        var show = await AnOpenShow.OpenAsync();
        await using var changes = new ShowChanges(TimeProvider.System);
        await using var follower = new Follower(changes, show, Role.Editor);
        await follower.NextAsync();

        await show.DisposeAsync();

        Assert.True(await follower.EndsAsync());
    }

    [Fact]
    public async Task Followers_that_come_and_go_leave_nothing_behind()
    {
        await using var show = await AnOpenShow.OpenAsync();
        await using var changes = new ShowChanges(TimeProvider.System);
        for (var i = 0; i < 20; i++)
        {
            await using var one = new Follower(changes, show, Role.Editor);
            await using var other = new Follower(changes, show, Role.Editor);
            Assert.True((await one.NextAsync()).Whole);
        }

        await using var last = new Follower(changes, show, Role.Editor);
        Assert.True((await last.NextAsync()).Whole);
        Assert.Equal(1, (await last.AgainAsync(changes, show, Role.Lead)).Present.Version);
    }

    private static async Task<ItemId> AddAsync(AnOpenShow show, string text)
    {
        var id = new ItemId(Guid.CreateVersion7());
        await show.DoAsync(new AddItem(ItemKind.Question, text, "Marius", "hall", "fr", id));
        return id;
    }

    private sealed class Follower : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly IAsyncEnumerator<ShowChange> _changes;

        public Follower(ShowChanges changes, AnOpenShow show, Role role) => _changes = changes.FollowAsync(show.Live, role, _stop.Token).GetAsyncEnumerator();

        public async Task<ShowChange> NextAsync()
        {
            _stop.CancelAfter(Cap.Signal);
            Assert.True(await _changes.MoveNextAsync());
            return _changes.Current;
        }

        public async Task<ShowChange> UntilAsync(Func<ShowChange, bool> wanted)
        {
            while (true)
            {
                var change = await NextAsync();
                if (wanted(change)) return change;
            }
        }

        public async Task<ShowChange> AgainAsync(ShowChanges changes, AnOpenShow show, Role role)
        {
            await using var again = new Follower(changes, show, role);
            return await again.NextAsync();
        }

        public async Task<bool> EndsAsync()
        {
            _stop.CancelAfter(Cap.Signal);
            while (await _changes.MoveNextAsync())
            {
                // What was told before the end.
            }

            return true;
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                await _stop.CancelAsync();
                await _changes.DisposeAsync();
            }
            catch (OperationCanceledException)
            {
                // It waited.
            }

            _stop.Dispose();
        }
    }
}
