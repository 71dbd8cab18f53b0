using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Effects;
using LiveConsole.Domain.Posts;
using LiveConsole.Posts;
using LiveConsole.Testing;
using LiveConsole.Tests.Shows;

namespace LiveConsole.Tests.Posts;

/// <summary>A scheduled post goes out when its time has come: once, on a real journal, also by two clocks and after a restart.</summary>
public sealed class PostClockTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private AnOpenShow _show = null!;

    public async ValueTask InitializeAsync()
    {
        _show = await AnOpenShow.OpenAsync(_time);
        var seen = _show.Live.Snapshot.State.Settings!;
        await _show.DoAsync(new Domain.Audience.ConfigureShow(seen with { Channels = [new("twitch", "agence")] }, seen), A.Producer("Salomé"));
        await _show.TakeAsync(new ActingCame(new ChannelActing("twitch", "agence", "Agence Orbite", "77", [DeedKind.Post])));
        await _show.DoAsync(new KeepPost(new PostWritten("Welcome", PostKind.Post, new("Bienvenue", "Welcome"), Every: TimeSpan.FromMinutes(10))), A.Producer("Salomé"));
        await _show.DoAsync(new SchedulePost(1, 1), A.Producer("Salomé"));
    }

    public ValueTask DisposeAsync() => _show.DisposeAsync();

    [Fact]
    public async Task It_posts_nothing_before_its_time_and_once_when_two_clocks_look_at_once()
    {
        var (one, other) = (new PostClock(_show.Live, _time), new PostClock(_show.Live, _time));
        await one.FireDueAsync(default);
        Assert.Empty(Posted);

        _time.Advance(TimeSpan.FromMinutes(10));
        await Task.WhenAll(one.FireDueAsync(default), other.FireDueAsync(default), one.FireDueAsync(default));

        Assert.Single(Posted);
        Assert.Equal(2, _show.Live.Snapshot.State.Posts.Find(1)!.Schedule!.Slot);
    }

    [Fact]
    public async Task After_a_restart_the_schedule_goes_on_and_what_was_posted_is_not_posted_again()
    {
        _time.Advance(TimeSpan.FromMinutes(10));
        await new PostClock(_show.Live, _time).FireDueAsync(default);

        _show = await _show.ReopenAsync();
        _show.Live.Start();
        await new PostClock(_show.Live, _time).FireDueAsync(default);
        Assert.Single(Posted);
        _time.Advance(TimeSpan.FromMinutes(10));
        await new PostClock(_show.Live, _time).FireDueAsync(default);

        Assert.Equal(2, Posted.Count());
    }

    [Fact]
    public void A_time_has_one_id_everywhere_and_another_time_another()
    {
        var schedule = _show.Live.Snapshot.State.Posts.Find(1)!.Schedule!;

        Assert.Equal(PostClock.IdOf(_show.Id, 1, schedule), PostClock.IdOf(_show.Id, 1, schedule with { Next = schedule.Next.AddHours(1) }));
        Assert.Equal(4, new[] { PostClock.IdOf(_show.Id, 1, schedule), PostClock.IdOf(_show.Id, 2, schedule), PostClock.IdOf(_show.Id, 1, schedule with { Slot = 2 }), PostClock.IdOf(_show.Id, 1, schedule with { Started = Guid.NewGuid() }) }.Distinct().Count());
    }

    private IEnumerable<Effect> Posted => _show.Live.Snapshot.State.Effects.Open.Values;
}
