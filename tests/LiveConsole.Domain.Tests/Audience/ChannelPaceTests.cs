using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Testing;

namespace LiveConsole.Domain.Tests.Audience;

public sealed class ChannelPaceTests
{
    private static readonly DateTimeOffset Start = A.Time.AddSeconds(25);

    [Fact]
    public void There_is_no_baseline_and_no_silence_before_enough_minutes_whatever_came() =>
        Prop.ForAll<PositiveInt, NonNegativeInt>((rate, seconds) =>
        {
            var pace = Steady(rate.Get % 2_000, TimeSpan.FromMinutes(5));
            return pace.Normal is null && pace.SilentSince(pace.LastAt.AddSeconds(seconds.Get), Start, TimeSpan.Zero) is null;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_pause_of_less_than_twenty_seconds_is_no_silence_however_fast_the_channel_is() =>
        Prop.ForAll<PositiveInt>(rate =>
        {
            var pace = Steady(1 + (rate.Get % 1_200), TimeSpan.FromMinutes(8));
            return pace.SilentSince(pace.LastAt.AddSeconds(20), Start, TimeSpan.Zero) is null;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_slower_a_channel_normally_is_the_longer_it_may_pause() =>
        Prop.ForAll<PositiveInt, PositiveInt>((one, other) =>
        {
            var (slow, fast) = (1 + Math.Min(one.Get, other.Get), 1 + Math.Max(one.Get, other.Get));
            return Steady(slow, TimeSpan.FromMinutes(8)).SilentAfter >= Steady(fast, TimeSpan.FromMinutes(8)).SilentAfter;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_kept_is_bounded_whenever_messages_come() =>
        Prop.ForAll<PositiveInt[]>(pauses =>
        {
            var (pace, at) = (ChannelPace.Of("twitch", "agence", Start), Start);
            foreach (var pause in pauses) pace = pace.With(at = at.AddSeconds(pause.Get * 7));
            return pace.Minutes.Length <= ChannelPace.MinutesKept && pace.Minutes.All(m => m >= 0) && pace.Now(at) >= 0;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(2, 40, false)]
    [InlineData(2, 500, true)]
    [InlineData(900, 20, false)]
    [InlineData(900, 21, true)]
    public void A_channel_is_measured_by_its_own_rate(int aMinute, int pause, bool silent)
    {
        var pace = Steady(aMinute, TimeSpan.FromMinutes(10));

        Assert.Equal(aMinute, pace.Normal);
        Assert.Equal(silent, pace.SilentSince(pace.LastAt.AddSeconds(pause), Start, TimeSpan.Zero) is not null);
    }

    [Fact]
    public void A_silence_counts_from_the_last_message_or_from_when_reading_began_again()
    {
        var pace = Steady(60, TimeSpan.FromMinutes(10));
        var (now, again) = (pace.LastAt.AddMinutes(2), pace.LastAt.AddMinutes(1));

        Assert.Equal(pace.LastAt, pace.SilentSince(now, Start, TimeSpan.Zero));
        Assert.Equal(again, pace.SilentSince(now, again, TimeSpan.Zero));
        Assert.Null(pace.SilentSince(now, now.AddSeconds(-5), TimeSpan.Zero));
    }

    [Fact]
    public void The_minutes_of_a_silence_do_not_become_what_is_normal()
    {
        var pace = Steady(60, TimeSpan.FromMinutes(10));
        var normal = pace.SilentAfter;

        pace = pace.With(pace.LastAt.AddMinutes(12));

        Assert.Equal(60, pace.Normal);
        Assert.Equal(normal, pace.SilentAfter);
    }

    [Fact]
    public void A_chat_that_calms_down_message_by_message_gets_a_new_normal()
    {
        var pace = Steady(60, TimeSpan.FromMinutes(10));

        for (var i = 0; i < 30; i++) pace = pace.With(pace.LastAt.AddSeconds(40));

        Assert.InRange(pace.Normal!.Value, 1, 2);
    }

    [Fact]
    public void What_was_normal_before_a_long_pause_is_forgotten()
    {
        var pace = Steady(900, TimeSpan.FromMinutes(10));
        var tomorrow = pace.LastAt.AddHours(14);

        Assert.Null(pace.SilentSince(tomorrow.AddMinutes(1), tomorrow, TimeSpan.Zero));
        Assert.Null(pace.With(tomorrow).Normal);
    }

    [Fact]
    public void The_rate_now_is_that_of_about_the_last_minute()
    {
        var pace = Steady(90, TimeSpan.FromMinutes(4));

        Assert.InRange(pace.Now(pace.LastAt), 85, 95);
        Assert.InRange(pace.Now(pace.LastAt.AddSeconds(30)), 30, 60);
        Assert.Equal(0, pace.Now(pace.LastAt.AddMinutes(3)));
        Assert.InRange(Steady(90, TimeSpan.FromSeconds(20)).Now(Start.AddSeconds(20)), 80, 100);
    }

    [Fact]
    public void A_platforms_history_says_nothing_of_its_rate_and_a_restart_keeps_the_baseline()
    {
        var show = A.Show().After(new SourceChanged(new SourceKey("twitch", "agence", "irc"), SourceState.Live, A.Time));
        for (var i = 0; i < 400; i++) show = show.Later(1).After(new MessageCame(A.Message(id: $"b{i}", at: A.Time.AddSeconds(i)) with { Backlog = true }));
        Assert.Empty(show.State.Sources.Paces);
        for (var i = 0; i < 500; i++) show = show.Later(1).After(new MessageCame(A.Message(id: $"m{i}", at: A.Time.AddSeconds(400 + i))));

        var restored = StoredShowState.FromJson(StoredShowState.Of(show.State).ToJson()).Restore(show.Newest());

        Assert.Equal(60, restored.Sources.Pace("twitch", "agence")!.Normal);
        Assert.Equal(show.State.Sources.Pace("twitch", "agence")!.SilentAfter, restored.Sources.Pace("twitch", "agence")!.SilentAfter);
    }

    private static ChannelPace Steady(int aMinute, TimeSpan time)
    {
        var every = TimeSpan.FromMinutes(1) / Math.Max(1, aMinute);
        var pace = ChannelPace.Of("twitch", "agence", Start);
        for (var at = Start + every; at - Start < time; at += every) pace = pace.With(at);
        return pace;
    }
}
