using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Machine;
using LiveConsole.Shows;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Machine;

/// <summary>A hand on this machine's clock, an NTP step, a sleep: no time of a show moves, and every desk says so.</summary>
public sealed class ClockWatchTests : IDisposable
{
    private static readonly TimeSpan TwoHours = TimeSpan.FromHours(2);

    private readonly FakeTime _ticks = new();
    private readonly Wall _machine;
    private readonly SteadyTime _time;
    private readonly NodeHealth _node = new();
    private readonly ClockWatch _watch;
    private TimeSpan _asleep;

    public ClockWatchTests()
    {
        _machine = new Wall(_ticks);
        _time = new SteadyTime(_machine);
        _watch = new ClockWatch(_time, _machine, () => TimeSpan.FromTicks(_ticks.GetTimestamp()) + TimeSpan.FromDays(3) + _asleep, _node, NullLogger<ClockWatch>.Instance);
    }

    public void Dispose() => _watch.Dispose();

    [Fact]
    public void A_clock_that_nobody_touches_is_not_spoken_of()
    {
        for (var i = 0; i < 100; i++) Pass(1);

        Assert.Empty(_node.Troubles);
        Assert.Equal(_machine.GetUtcNow(), _time.GetUtcNow());
    }

    [Theory]
    [InlineData(2, "+2 h")]
    [InlineData(-2, "−2 h")]
    public void A_clock_that_is_set_is_said_in_both_languages_with_what_to_do_and_no_time_of_ours_moves(int hours, string by)
    {
        var before = _time.GetUtcNow();
        _machine.Set(TimeSpan.FromHours(hours));
        Pass(1);

        var trouble = Assert.Single(_node.Troubles);
        Assert.StartsWith($"This machine's clock jumped by {by}, {{0}} ago.", trouble.Words.En, StringComparison.Ordinal);
        Assert.StartsWith($"L'horloge de cette machine a sauté de {by} il y a {{0}}.", trouble.Words.Fr, StringComparison.Ordinal);
        Assert.Contains("NTP", trouble.ToDo!.En, StringComparison.Ordinal);
        Assert.Contains("NTP", trouble.ToDo.Fr, StringComparison.Ordinal);
        Assert.Equal(before.AddSeconds(1), _time.GetUtcNow());
    }

    [Fact]
    public void A_clock_that_is_put_right_again_is_no_trouble_any_more()
    {
        _machine.Set(TwoHours);
        Pass(1);
        _machine.Set(-TwoHours);
        Pass(1);

        Assert.Empty(_node.Troubles);
    }

    [Fact]
    public void Small_steps_are_said_once_they_add_up()
    {
        _machine.Set(TimeSpan.FromSeconds(1.5));
        Pass(1);
        Assert.Empty(_node.Troubles);

        _machine.Set(TimeSpan.FromSeconds(1.5));
        Pass(1);
        Assert.Contains("jumped by +3 s", Assert.Single(_node.Troubles).Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_that_slept_is_said_for_ten_minutes_and_its_time_counts()
    {
        var before = _time.GetUtcNow();
        var timestamp = _time.GetTimestamp();
        // Asleep, the wall goes on and the steady clock stands.
        _asleep = TimeSpan.FromMinutes(8);
        _machine.Set(_asleep);
        Pass(1);

        var trouble = Assert.Single(_node.Troubles);
        Assert.Equal(ClockWatch.Slept, trouble.Kind);
        Assert.StartsWith("This machine slept for 8 min, until {0} ago.", trouble.Words.En, StringComparison.Ordinal);
        Assert.StartsWith("Cette machine a dormi 8 min, jusqu'à il y a {0}.", trouble.Words.Fr, StringComparison.Ordinal);
        Assert.Equal(before + _asleep + TimeSpan.FromSeconds(1), _time.GetUtcNow());
        Assert.Equal(_asleep + TimeSpan.FromSeconds(1), _time.GetElapsedTime(timestamp));

        Pass(600);
        Assert.Empty(_node.Troubles);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    public async Task A_show_goes_on_through_a_jump_with_every_message_in_its_order_and_its_clock_unmoved(int hours)
    {
        await using var show = await AnOpenShow.OpenAsync(_time, _node);
        await show.TakeAsync(new MessageCame(A.Message(id: "before", at: _machine.GetUtcNow())));
        var (clock, claimUntil) = (show.Live.Clock.Now, show.Live.Clock.Now + TimeSpan.FromMinutes(5));

        _machine.Set(TimeSpan.FromHours(hours));
        Pass(1);
        // The platform's own times are what they are; one that is older than all before is as welcome.
        await show.TakeAsync(new MessageCame(A.Message(id: "after", at: clock.AddSeconds(1))), new MessageCame(A.Message(id: "old", at: clock.AddHours(-3))));
        await show.DoAsync(new MarkMoment("touchdown"));

        var entries = await show.EntriesAsync();
        Assert.Equal(["before", "after", "old"], entries.Select(e => e.Entry).OfType<MessageArrived>().Select(m => m.Message.Id));
        Assert.Equal(entries.Select(e => e.At).Order(), entries.Select(e => e.At));
        Assert.Equal(clock.AddSeconds(1), show.Live.Clock.Now);
        Assert.True(show.Live.Clock.Now < claimUntil);
        Assert.Contains(show.Live.Snapshot.For(new Reader(Role.Moderator)).Alerts, a => a.Kind == ClockWatch.Jumped && a.Since == clock.AddSeconds(1));
    }

    [Fact]
    public async Task A_show_opened_with_the_clock_behind_its_last_entry_goes_on_from_that_entry()
    {
        var first = await AnOpenShow.OpenAsync(_time, _node);
        _ticks.Advance(TwoHours);
        await first.TakeAsync(new MessageCame(A.Message()));
        var last = (await first.EntriesAsync())[^1].At;

        await using var show = await first.ReopenAsync(new SteadyTime(new Wall(_ticks).By(-TwoHours)));

        Assert.Equal(TwoHours, show.Live.BehindBy);
        Assert.Equal(last, show.Live.Clock.Now);
    }

    [Fact]
    public void How_far_a_show_is_ahead_is_said_in_both_languages()
    {
        var trouble = ClockWatch.Behind(new ShowId(Guid.Empty), TimeSpan.FromMinutes(90));

        Assert.Contains("1 h 30 min behind this show's last entry", trouble.Words.En, StringComparison.Ordinal);
        Assert.Contains("retarde de 1 h 30 min", trouble.Words.Fr, StringComparison.Ordinal);
    }

    private void Pass(int seconds)
    {
        _ticks.Advance(TimeSpan.FromSeconds(seconds));
        _watch.Look();
    }

    /// <summary>A machine whose wall clock can be set while its steady one goes on.</summary>
    private sealed class Wall(FakeTime ticks) : TimeProvider
    {
        private TimeSpan _off;

        public override long TimestampFrequency => ticks.TimestampFrequency;

        public override long GetTimestamp() => ticks.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => ticks.GetUtcNow() + _off;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => ticks.CreateTimer(callback, state, dueTime, period);

        public void Set(TimeSpan by) => _off += by;

        public Wall By(TimeSpan by)
        {
            Set(by);
            return this;
        }
    }
}
