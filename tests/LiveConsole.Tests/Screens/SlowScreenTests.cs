using System.Collections.Concurrent;
using LiveConsole.Accounts;
using LiveConsole.Domain.OnAir;
using LiveConsole.Screens;
using LiveConsole.Shows;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Screens;

/// <summary>A screen that does not keep up costs nobody anything: it gets the newest when it reads again, and the desks hear its name.</summary>
public sealed class SlowScreenTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = Cap.Signal;

    private readonly FakeTime _time = new();
    private readonly NodeHealth _node = new();
    private readonly Glasses _glasses = new();
    private AnOpenShow _show = null!;
    private ScreenLag _lag = null!;
    private ScreenLines _lines = null!;
    private IDbContextFactory<AccountsDb> _store = null!;
    private ScreenDirectory _screens = null!;
    private Connections _connections = null!;

    public async ValueTask InitializeAsync()
    {
        _show = await AnOpenShow.OpenAsync(_time, _node);
        _lag = new ScreenLag(_node, _time);
        _store = AccountsStore.Factory(o => AccountsStore.UseFolder(o, _show.Folder, pooling: false));
        await AccountsStore.BringUpToDateAsync(_store, default);
        _screens = new ScreenDirectory(_store, new Tokens(new byte[32]));
        _connections = new Connections(new Crew(_store, _screens, _time), _screens, _time);
        _lines = new ScreenLines(_glasses, _lag, _connections, _time, NullLogger<ScreenLines>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var glass in _glasses.All.Values) glass.Read();
        await _lines.DisposeAsync();
        _connections.Dispose();
        _lag.Dispose();
        await _show.DisposeAsync();
    }

    [Fact]
    public async Task One_that_reads_nothing_gets_the_newest_alone_and_holds_up_no_other()
    {
        var (slow, quick) = (await ConnectAsync("slow", reads: false), await ConnectAsync("quick"));
        for (var i = 0; i < 20; i++)
        {
            await _show.TakeOnAirAsync(await _show.QuestionAsync("how cold?", $"m{i}"));
            await _show.DoAsync(new TakeOffAir());
        }

        var number = _show.Live.Snapshot.State.Air.Number;
        await quick.Until(n => n == number);
        Assert.Equal(1, slow.Received);
        slow.Read();
        await slow.Until(n => n == number);

        Assert.Equal(40, number);
        Assert.Equal(2, slow.Received);
    }

    [Fact]
    public async Task One_that_has_not_drawn_for_five_seconds_is_named_until_it_has()
    {
        await ConnectAsync("left");
        _lag.Drawn("left", 0);
        var item = await _show.QuestionAsync("how cold?", "m1");
        await _show.TakeOnAirAsync(item);
        await _glasses.All["left"].Until(n => n == 1);

        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Empty(_node.Troubles);
        _time.Advance(TimeSpan.FromSeconds(2));

        var trouble = Assert.Single(_node.Troubles);
        Assert.Equal("The screen \"left\" is connected and has been more than 5 s behind what is on air for {0}.", trouble.Words.En);
        Assert.Equal("L'écran « left » est relié et a plus de 5 s de retard sur l'antenne depuis {0}.", trouble.Words.Fr);
        Assert.NotNull(trouble.ToDo);
        _lag.Drawn("left", 0);
        Assert.Single(_node.Troubles);
        _lag.Drawn("left", 1);
        Assert.Empty(_node.Troubles);
    }

    [Fact]
    public async Task One_that_went_is_not_waited_for()
    {
        await ConnectAsync("left", reads: false);
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Single(_node.Troubles);

        _glasses.All["left"].Read();
        await _lines.CloseAsync("left");

        Assert.Empty(_node.Troubles);
    }

    [Fact]
    public async Task One_whose_address_is_revoked_shows_nothing_more_at_once_and_counts_as_gone()
    {
        var (left, right) = (await ConnectAsync("left"), await ConnectAsync("right"));
        await _show.TakeOnAirAsync(await _show.QuestionAsync("how cold?", "m1"));
        await left.Until(n => n == 1);

        Assert.True(await _screens.RevokeAsync(left.Id, _time.GetUtcNow(), default));

        await left.Until(_ => left.Mode == ScreenMode.Revoked);
        Assert.Equal(0, left.Number);
        await _show.DoAsync(new TakeOffAir());
        await right.Until(n => n == 2);
        Assert.Equal((ScreenMode.Revoked, ScreenMode.Open), (left.Mode, right.Mode));
        Assert.Equal("right", Assert.Single(_show.Live.Snapshot.Screens).Name);
        Assert.False(await _screens.RevokeAsync(left.Id, _time.GetUtcNow(), default));
    }

    [Fact]
    public async Task One_that_another_node_revoked_is_noticed_when_that_is_read()
    {
        var left = await ConnectAsync("left");
        await using (var db = await _store.CreateDbContextAsync())
        {
            (await db.Screens.SingleAsync(s => s.Id == left.Id)).RevokedAt = _time.GetUtcNow();
            await db.SaveChangesAsync();
        }

        await _screens.FollowAsync(default);

        await left.Until(_ => left.Mode == ScreenMode.Revoked);
    }

    [Fact]
    public async Task A_test_card_stands_on_its_screen_alone_for_60_seconds()
    {
        var (left, right) = (await ConnectAsync("left"), await ConnectAsync("right"));

        Assert.Null(_show.Live.TestCard("left", ScreenKind.Overlay, on: true));

        await left.Until(_ => left.Mode == ScreenMode.TestCard);
        Assert.True(_show.Live.Snapshot.Screens.Single(s => s.Name == "left").Testing);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(ScreenMode.TestCard, left.Mode);
        _time.Advance(TimeSpan.FromSeconds(1));
        await left.Until(_ => left.Mode == ScreenMode.Open);
        Assert.Equal(ScreenMode.Open, right.Mode);
        Assert.DoesNotContain(_show.Live.Snapshot.Screens, s => s.Testing);
    }

    [Fact]
    public async Task What_is_taken_goes_before_a_test_card_which_does_not_come_back_after_it()
    {
        var left = await ConnectAsync("left");
        _show.Live.TestCard("left", ScreenKind.Overlay, on: true);
        await left.Until(_ => left.Mode == ScreenMode.TestCard);

        await _show.TakeOnAirAsync(await _show.QuestionAsync("how cold?", "m1"));

        await left.Until(n => n == 1 && left.Mode == ScreenMode.Open);
        Assert.Equal("Q1 is on air. CLEAR first, then the test card.", _show.Live.TestCard("left", ScreenKind.Overlay, on: true)!.En);
        await _show.DoAsync(new TakeOffAir());
        await left.Until(n => n == 2);
        Assert.Equal(ScreenMode.Open, left.Mode);
    }

    [Fact]
    public async Task A_screen_that_is_not_there_shows_no_test_card_and_that_is_said()
    {
        await ConnectAsync("left");

        Assert.Equal("right is not connected to this server.", _show.Live.TestCard("right", ScreenKind.Overlay, on: true)!.En);
        Assert.NotNull(_show.Live.TestCard("left", ScreenKind.Presenter, on: true));
    }

    [Fact]
    public async Task By_an_address_that_was_made_anew_nothing_is_shown_any_more()
    {
        var (left, right) = (await ConnectAsync("left"), await ConnectAsync("right"));
        await _show.TakeOnAirAsync(await _show.QuestionAsync("how cold?", "m1"));
        await left.Until(n => n == 1);

        Assert.Null(await _screens.RenewAddressAsync(left.Id, default));

        await left.Until(_ => left.Mode == ScreenMode.Revoked);
        Assert.Equal(0, left.Number);
        await right.Until(n => n == 1);
        Assert.Equal(ScreenMode.Open, right.Mode);
        var screen = _screens.Find(left.Id)!;
        Assert.True(ScreenDirectory.Opens(screen, _screens.Address(screen).Split('/')[^1]));
        Assert.Equal(1, screen.Turn);
    }

    [Fact]
    public async Task One_that_is_pointed_elsewhere_is_not_told_that_it_was_switched_off()
    {
        var left = await ConnectAsync("left");

        await _screens.ChangeAsync(left.Id, s => s.ShowId = null, default);

        await left.Until(_ => left.Mode == ScreenMode.Idle);
    }

    private async Task<Glass> ConnectAsync(string name, bool reads = true)
    {
        var glass = _glasses.All.GetOrAdd(name, _ => new Glass());
        if (reads) glass.Read();
        var device = new ScreenDevice(name, ScreenKind.Overlay, "en", 2, 13, false, false);
        var now = _show.Live.Clock.Now;
        await using (var db = await _store.CreateDbContextAsync())
        {
            db.Screens.Add(new ScreenRow { Id = glass.Id, Name = name, Kind = ScreenKind.Overlay, Language = "en", ShowId = _show.Id.Value, TokenHash = glass.Id.ToByteArray() });
            await db.SaveChangesAsync();
        }

        await _screens.FollowAsync(default);
        await _lines.OpenAsync(name, new Line(_show.Live, device, glass.Id, new ScreenReport(name, ScreenKind.Overlay, null, null, now, now)) { Address = glass.Id.ToByteArray() }, default);
        await glass.Until(n => n >= 0);
        return glass;
    }

    /// <summary>A screen's end of its connection: counts what was handed to it, and takes the next only once it reads.</summary>
    private sealed class Glass : IScreenClient
    {
        private readonly TaskCompletionSource _reads = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ConcurrentQueue<(Func<long, bool> Wanted, TaskCompletionSource Seen)> _waiting = new();
        private long _number = -1;

        public Guid Id { get; } = Guid.CreateVersion7();

        public ScreenMode? Mode { get; private set; }

        public long Number => _number;

        public int Received { get; private set; }

        public void Read() => _reads.TrySetResult();

        public Task State(ScreenState state)
        {
            Mode = state.State;
            return TakeAsync(state.OnAir.Number);
        }

        public Task Change(IReadOnlyDictionary<string, object?> change)
        {
            if (change.TryGetValue("state", out var mode)) Mode = (ScreenMode)mode!;
            return TakeAsync(change.TryGetValue("onAir", out var air) && air is ScreenAir now ? now.Number : _number);
        }

        public async Task Until(Func<long, bool> wanted)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((wanted, seen));
            Tell();
            await seen.Task.WaitAsync(Patience);
        }

        private async Task TakeAsync(long number)
        {
            Received++;
            _number = number;
            Tell();
            await _reads.Task;
        }

        private void Tell()
        {
            foreach (var (wanted, seen) in _waiting)
            {
                if (wanted(_number)) seen.TrySetResult();
            }
        }
    }

    private sealed class Glasses : IHubContext<ShowHub, IScreenClient>, IHubClients<IScreenClient>
    {
        public ConcurrentDictionary<string, Glass> All { get; } = new();

        public IHubClients<IScreenClient> Clients => this;

        public IGroupManager Groups => throw new NotSupportedException();

        IScreenClient IHubClients<IScreenClient>.All => throw new NotSupportedException();

        public IScreenClient AllExcept(IReadOnlyList<string> excludedConnectionIds) => throw new NotSupportedException();

        public IScreenClient Client(string connectionId) => All[connectionId];

        IScreenClient IHubClients<IScreenClient>.Clients(IReadOnlyList<string> connectionIds) => throw new NotSupportedException();

        public IScreenClient Group(string groupName) => throw new NotSupportedException();

        IScreenClient IHubClients<IScreenClient>.Groups(IReadOnlyList<string> groupNames) => throw new NotSupportedException();

        public IScreenClient GroupExcept(string groupName, IReadOnlyList<string> excludedConnectionIds) => throw new NotSupportedException();

        public IScreenClient User(string userId) => throw new NotSupportedException();

        public IScreenClient Users(IReadOnlyList<string> userIds) => throw new NotSupportedException();
    }
}
