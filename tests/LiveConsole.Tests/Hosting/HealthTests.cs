using LiveConsole.Hosting;
using LiveConsole.Journal;
using LiveConsole.Shows;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;

namespace LiveConsole.Tests.Hosting;

/// <summary>What the health endpoints say of each way in which a show's writer can stand.</summary>
public sealed class HealthTests
{
    private static readonly WriterHealth Well = new(Stopped: false, Busy: null, TimeSpan.FromSeconds(4), StorageHealth.Well);

    [Fact]
    public void A_writer_that_wrote_a_moment_ago_is_ready_and_alive()
    {
        ServedShow[] shows = [new("landing", Well with { Busy = TimeSpan.FromSeconds(1) })];

        Assert.Empty(Health.NotReady(shows));
        Assert.Empty(Health.Dead(shows));
        Assert.Empty(Health.Notes(shows));
    }

    [Fact]
    public void A_turn_that_does_not_come_back_is_not_ready_and_says_so_but_alive()
    {
        ServedShow[] shows = [new("landing", Well with { Busy = TimeSpan.FromSeconds(11) }), new("other", Well)];

        Assert.Equal("1 show: Its writer has not come back for 11 s. Check the disk; if it is well, restart LiveConsole.", Assert.Single(Health.NotReady(shows)));
        Assert.Empty(Health.Dead(shows));
    }

    [Fact]
    public void A_show_that_was_not_proven_writable_lately_is_not_ready() =>
        Assert.StartsWith("1 show: Nothing was written for 31 s", Assert.Single(Health.NotReady([new("landing", Well with { Proven = TimeSpan.FromSeconds(31) })])), StringComparison.Ordinal);

    [Fact]
    public void What_the_desks_say_of_storage_is_said_here_and_slow_is_still_ready()
    {
        var full = new StorageHealth(new("The disk is full since 20:00:00.", "Plein."), A.Time);
        var slow = new StorageHealth(new("Saving takes 2 s since 20:00:00.", "Lent."), A.Time) { Slow = true };

        Assert.Equal(["1 show: The disk is full since 20:00:00."], Health.NotReady([new("landing", Well with { Storage = full })]));
        Assert.Empty(Health.NotReady([new("landing", Well with { Storage = slow })]));
        Assert.Equal(["1 show: Saving takes 2 s since 20:00:00."], Health.Notes([new("landing", Well with { Storage = slow })]));
    }

    [Fact]
    public void Anybody_may_ask_and_no_show_is_named_whatever_is_wrong()
    {
        var full = Well with { Storage = new StorageHealth(new("The disk is full since 20:00:00.", "Plein."), A.Time) };
        var ended = Well with { Stopped = true };
        ServedShow[] shows = [new("secret-launch", full), new("landing", full), new("other", Well with { Busy = TimeSpan.FromSeconds(11) }), new("fourth", Well with { Proven = TimeSpan.FromSeconds(31) }), new("fifth", ended)];

        string[] said = [.. Health.NotReady(shows), .. Health.Dead(shows), .. Health.Notes([.. shows.Select(s => s with { Writer = s.Writer! with { Storage = full.Storage with { Slow = true } } })]), .. Health.NotOpen(2)];

        Assert.Contains("2 shows: The disk is full since 20:00:00.", said);
        Assert.All(said, line => Assert.All(shows, s => Assert.DoesNotContain(s.Slug, line, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_show_that_is_only_read_here_takes_nothing_from_the_others() => Assert.Empty(Health.NotReady([new("old", null), new("landing", Well)]));

    [Fact]
    public async Task A_disk_that_hangs_makes_a_real_writer_not_ready_after_10_s_and_ready_again_when_it_is_back()
    {
        var time = new FakeTime();
        await using var show = await AnOpenShow.OpenAsync(time);
        Assert.Empty(Health.NotReady([new("landing", show.Live.Writer.Health)]));

        show.Journal.Hangs();
        var pressed = show.DoAsync(new Domain.Audience.MarkMoment("touchdown"));
        await show.Journal.Hanging;
        await time.TimerDueIn(TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(5));
        await pressed;
        // "Saving is slow" was said before.
        await show.Until(s => s.Storage is { Words: not null, Slow: false });
        Assert.StartsWith("1 show: The journal does not answer since ", Assert.Single(Health.NotReady([new("landing", show.Live.Writer.Health)])), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(5), show.Live.Writer.Health.Busy);

        show.Journal.Release();
        await show.Until(s => s.Storage.Slow);
        Assert.Empty(Health.NotReady([new("landing", show.Live.Writer.Health)]));
    }

    [Fact]
    public async Task A_full_disk_is_not_ready_in_the_desks_words()
    {
        await using var show = await AnOpenShow.OpenAsync();
        show.Journal.Breaks(StorageTrouble.DiskFull);
        Assert.IsType<Outcome.Refused>(await show.DoAsync(new Domain.Audience.MarkMoment("touchdown")));

        Assert.Contains("Free 100 MB on the console's disk", Assert.Single(Health.NotReady([new("landing", show.Live.Writer.Health)])), StringComparison.Ordinal);

        show.Journal.Mends();
        await show.Until(s => s.Storage.Words is null);
        Assert.Empty(Health.NotReady([new("landing", show.Live.Writer.Health)]));
    }
}
