using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Effects;
using LiveConsole.Platforms.Twitch.Writing;
using LiveConsole.Rehearsal.Twitch.Acting;
using LiveConsole.Testing;

namespace LiveConsole.Platforms.Twitch.Tests.Writing;

/// <summary>What the writer may send by its own count is never too much by Twitch's, whose count the emulator keeps.</summary>
public sealed class HelixLimitsTests
{
    private static readonly Target Raider = new("901", "Ayşe");

    /// <summary>Of a call: which, how long until it is tried, how long it is under way and when in that time it reaches Twitch (in tenths).</summary>
    private static readonly Gen<(int Kind, int Room, bool Moderates, int Before, int Lasts, int Arrives)> Calls =
        from kind in Gen.Elements(0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3)
        from room in Gen.Choose(0, 5)
        from moderates in Gen.Elements(false, false, true)
        from before in Gen.Frequency((60, Gen.Elements(0, 20, 200, 400, 900, 1_000, 1_101)), (1, Gen.Elements(2_500, 15_000, 29_000, 121_000)))
        from lasts in Gen.Frequency((30, Gen.Elements(0, 1, 50, 200)), (1, Gen.Elements(700, 9_999)))
        from arrives in Gen.Choose(0, 10)
        select (kind, room, moderates, before, lasts, arrives);

    [Fact]
    public void Over_any_sequence_of_calls_no_bucket_of_twitchs_is_overrun()
    {
        Prop.ForAll(Gen.ListOf(Calls).Resize(400).ToArbitrary(), calls =>
        {
            var time = new FakeTime();
            var (ours, theirs) = (new HelixLimits(time), new SendLimits());
            foreach (var call in calls)
            {
                time.Advance(TimeSpan.FromMilliseconds(call.Before));
                Send(ours, theirs, time, DeedOf(call.Kind), $"room{call.Room}", call.Moderates, call.Lasts, call.Arrives);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Who_waits_as_long_as_told_gets_through_and_as_fast_as_twitch_lets()
    {
        var time = new FakeTime();
        var (ours, theirs) = (new HelixLimits(time), new SendLimits());
        for (var i = 0; i < 60; i++)
        {
            for (var tries = 0; ours.WaitFor(new PostDeed("x"), "room", moderates: false) is { Ticks: > 0 } wait; tries++)
            {
                Assert.True(tries < 3);
                time.Advance(wait);
            }

            Assert.True(Send(ours, theirs, time, new PostDeed("x"), "room", moderates: false, 0, 0));
        }

        // Twenty in thirty seconds: sixty take a minute and twenty seconds.
        Assert.InRange(time.GetUtcNow() - new FakeTime().GetUtcNow(), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(85));
    }

    [Fact]
    public void The_bucket_of_points_is_never_emptied_and_some_stay_for_reading()
    {
        var time = new FakeTime();
        var ours = new HelixLimits(time);
        var (left, at, sent) = (800.0, time.GetUtcNow(), 0);
        for (var i = 0; i < 3_000; i++)
        {
            var (place, wait) = ours.Take(new RemoveDeed("m", Raider), "room", moderates: true);
            if (place is null)
            {
                time.Advance(wait);
                continue;
            }

            left = Math.Min(800, left + (time.GetUtcNow() - at).TotalMinutes * 800) - 1;
            at = time.GetUtcNow();
            sent++;
            Assert.True(left >= HelixLimits.KeptForReading - 1);
            time.Advance(TimeSpan.FromMilliseconds(3));
            place.Dispose();
        }

        Assert.True(sent > 1_500);
    }

    [Fact]
    public void What_twitch_says_is_left_counts_when_others_use_the_token()
    {
        var ours = new HelixLimits(new FakeTime());
        ours.Told(10);

        Assert.True(ours.WaitFor(new RemoveDeed("m", Raider), "room", moderates: true) > TimeSpan.Zero);
    }

    private static bool Send(HelixLimits ours, SendLimits theirs, FakeTime time, Deed deed, string room, bool moderates, int lasts, int arrives)
    {
        var (place, wait) = ours.Take(deed, room, moderates);
        if (place is null)
        {
            Assert.True(wait > TimeSpan.Zero);
            return false;
        }

        time.Advance(TimeSpan.FromMilliseconds(lasts * arrives / 10));
        Assert.True(deed switch
        {
            PostDeed => theirs.MaySay("4242", room, moderates, time.GetUtcNow()),
            AnnounceDeed => theirs.MayAnnounce(room, time.GetUtcNow()),
            ShoutOutDeed shout => theirs.MayShoutOut(room, shout.Login, time.GetUtcNow()),
            _ => true,
        });
        time.Advance(TimeSpan.FromMilliseconds(lasts - lasts * arrives / 10));
        place.Dispose();
        return true;
    }

    private static Deed DeedOf(int kind) => kind switch { 0 => new PostDeed("x"), 1 => new AnnounceDeed("x"), 2 => new ShoutOutDeed("beta"), _ => new ShoutOutDeed("gamma") };
}
