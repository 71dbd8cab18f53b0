using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Domain.Chat;
using LiveConsole.Rehearsal.Night;
using LiveConsole.Rehearsal.Playing;
using LiveConsole.Rehearsal.Tests.Twitch;
using LiveConsole.Testing;

namespace LiveConsole.Rehearsal.Tests.Playing;

public sealed class ConductTests
{
    private static readonly TimeSpan StepsBy = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_time_line_that_stands_sends_nothing_and_goes_on_from_where_it_stood()
    {
        var time = new FakeTime();
        await using var platforms = await Emulators.StartAsync(time);
        await using var irc = await RawIrc.JoinedAsync(platforms);
        _ = platforms.PlayAsync([Lines.Twitch("now"), Lines.Twitch("later", at: 10)], new PlayOptions(), Ct);
        await StepAsync(time, 1);
        await irc.SeenNowAsync();

        var stood = platforms.Pause(stands: true);
        await StepAsync(time, 1_000);
        var during = (Seen: await irc.SeenNowAsync(), At: platforms.ShowTime);
        platforms.Pause(stands: false);
        await StepAsync(time, 502);

        Assert.Empty(during.Seen);
        Assert.Equal(stood, during.At);
        Assert.Contains("id=later;", Assert.Single(await irc.SeenNowAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_speed_counts_from_where_the_time_line_is()
    {
        var time = new FakeTime();
        await using var platforms = await Emulators.StartAsync(time);
        _ = platforms.PlayAsync([Lines.Twitch("now"), Lines.Twitch("later", at: 1_000)], new PlayOptions { Speed = 2 }, Ct);
        await StepAsync(time, 50);

        var changed = platforms.SetSpeed(10);
        await StepAsync(time, 50);

        Assert.Equal(Lines.Start.AddSeconds(2), changed);
        Assert.Equal(Lines.Start.AddSeconds(12), platforms.ShowTime);
    }

    [Fact]
    public async Task What_lies_between_is_not_played_and_what_was_under_way_goes_on()
    {
        var time = new FakeTime();
        await using var platforms = await Emulators.StartAsync(time);
        await using var irc = await RawIrc.JoinedAsync(platforms);
        platforms.Content = _ => [Lines.Twitch("scene-0", at: 7), Lines.Twitch("scene-1", at: 8)];
        RecordingLine[] night = [Lines.Twitch("now"), Lines.Twitch("between", at: 50), Lines.Twitch("after", at: 102)];
        _ = platforms.PlayAsync(night, new PlayOptions(), Ct);
        platforms.Fire("copy-flood");
        await StepAsync(time, 1);
        await irc.SeenNowAsync();

        var jumped = platforms.Jump(Lines.Start.AddSeconds(100), night[2..]);
        await StepAsync(time, 60);
        var seen = await irc.SeenNowAsync();
        await StepAsync(time, 60);

        Assert.True(jumped);
        Assert.Equal(["scene-1"], seen.Select(l => RawIrc.Tags(l)["id"]));
        Assert.Equal(["after"], (await irc.SeenNowAsync()).Select(l => RawIrc.Tags(l)["id"]));
    }

    [Fact]
    public async Task Nothing_jumps_back()
    {
        var time = new FakeTime();
        await using var platforms = await Emulators.StartAsync(time);
        _ = platforms.PlayAsync([Lines.Twitch("now"), Lines.Twitch("later", at: 100)], new PlayOptions(), Ct);
        await StepAsync(time, 100);

        Assert.False(platforms.Jump(Lines.Start.AddSeconds(1), [Lines.Twitch("again", at: 1)]));
        Assert.Equal(Lines.Start.AddSeconds(2), platforms.ShowTime);
    }

    [Fact]
    public async Task Other_lines_follow_from_the_time_on_that_is_asked_for()
    {
        var time = new FakeTime();
        await using var platforms = await Emulators.StartAsync(time);
        await using var irc = await RawIrc.JoinedAsync(platforms);
        _ = platforms.PlayAsync([Lines.Twitch("a0"), Lines.Twitch("a1", at: 1), Lines.Twitch("a2", at: 3)], new PlayOptions(), Ct);
        await StepAsync(time, 1);

        Assert.True(platforms.Change(Lines.Start.AddSeconds(2), [Lines.Twitch("b2", at: 2), Lines.Twitch("b3", at: 3)]));
        await StepAsync(time, 200);

        Assert.Equal(["a0", "a1", "b2", "b3"], (await irc.SeenNowAsync()).Select(l => RawIrc.Tags(l)["id"]));
    }

    /// <summary>Whatever is pressed and when: what is not jumped over comes once, in its order, and the time never goes back.</summary>
    [Fact]
    public async Task However_it_is_conducted_no_line_is_lost_or_doubled_and_their_order_is_kept()
    {
        List<Task<string?>> runs = [];
        Prop.ForAll(Gen.Choose(0, 99).ListOf(12).ToArbitrary(), presses =>
        {
            runs.Add(ConductedAsync([.. presses]));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(6));

        Assert.All(await Task.WhenAll(runs), wrong => Assert.Null(wrong));
    }

    [Fact]
    public void A_night_of_another_ending_has_no_id_twice_when_it_is_gone_over_to_at_a_seam()
    {
        var nominal = new LandingNight(new NightOptions { Programme = Programme.Night, Viewers = 20_000 });
        var late = new LandingNight(new NightOptions { Programme = Programme.Night, Viewers = 20_000, Ending = Ending.Late });
        var from = nominal.PointAt("t-12");
        var seam = nominal.NextSeam(from.AddMinutes(7));

        var before = Ids(nominal.Timeline(from).TakeWhile(l => l.At < seam));
        var after = Ids(late.Timeline(seam).TakeWhile(l => l.At < seam.AddMinutes(3)));

        Assert.True(seam > from.AddMinutes(7) && seam < from.AddMinutes(8.1));
        Assert.NotEmpty(after);
        Assert.Empty(before.Intersect(after, StringComparer.Ordinal));

        static List<string> Ids(IEnumerable<RecordingLine> lines) => [.. lines.OfType<RecordedMessage>().Select(m => m.Message.Id)];
    }

    /// <returns>What is wrong; null: nothing.</returns>
    private static async Task<string?> ConductedAsync(int[] presses)
    {
        var time = new FakeTime();
        await using var platforms = await Emulators.StartAsync(time);
        await using var irc = await RawIrc.JoinedAsync(platforms);
        RecordingLine[] night = [.. Enumerable.Range(0, 400).Select(i => Lines.Twitch($"m{i}", at: i * 0.5))];
        var playing = platforms.PlayAsync(night, new PlayOptions(), Ct);
        List<string> seen = [];
        List<(int From, int To)> skipped = [];
        var last = platforms.ShowTime;
        foreach (var press in presses)
        {
            await StepAsync(time, 1 + press % 7);
            seen.AddRange(Ids(await irc.SeenNowAsync()));
            var now = platforms.ShowTime;
            if (now < last) return $"The time went back from {last:O} to {now:O}.";
            last = now;
            switch (press % 5)
            {
                case 0:
                    platforms.Pause(stands: press % 2 == 0);
                    break;
                case 1 or 2:
                    platforms.SetSpeed(1 + press);
                    break;
                case 3 when !playing.IsCompleted:
                    // The player's own thread may be between two lines: where it is, is known once it stands and has stepped.
                    platforms.Pause(stands: true);
                    await StepAsync(time, 1);
                    seen.AddRange(Ids(await irc.SeenNowAsync()));
                    var from = seen.Count == 0 ? 0 : int.Parse(seen[^1][1..], System.Globalization.CultureInfo.InvariantCulture) + 1;
                    var to = Math.Min(night.Length - 1, from + 1 + press % 13);
                    if (platforms.Jump(night[to].At, night[to..])) skipped.Add((from, to));
                    platforms.Pause(stands: false);
                    break;
            }
        }

        platforms.Pause(stands: false);
        platforms.SetSpeed(1_000);
        while (!playing.IsCompleted) await StepAsync(time, 1);
        await playing;
        seen.AddRange(Ids(await irc.SeenNowAsync()));
        var expected = Enumerable.Range(0, night.Length).Where(i => !skipped.Exists(s => i >= s.From && i < s.To)).Select(i => $"m{i}").ToList();
        return seen.SequenceEqual(expected) ? null : $"Expected {expected.Count}, came {seen.Count}: {string.Join(' ', expected.Except(seen).Take(5))} | {string.Join(' ', seen.Except(expected).Take(5))}";
    }

    /// <summary>Of messages; a PING is none.</summary>
    private static IEnumerable<string> Ids(IEnumerable<string> lines) => lines.Where(l => l.Contains(" PRIVMSG ", StringComparison.Ordinal)).Select(l => RawIrc.Tags(l)["id"]);

    /// <summary>Lets time go on by 20 ms so often, each time once the player's loop waits again: it sleeps at most so long, often less.</summary>
    private static async Task StepAsync(FakeTime time, int steps)
    {
        for (var i = 0; i <= steps; i++)
        {
            var since = TimeProvider.System.GetTimestamp();
            while (!time.Pending.Any(due => due <= StepsBy))
            {
                if (TimeProvider.System.GetElapsedTime(since) > Cap.Signal) throw new TimeoutException("The player does not step.");
                await Task.Yield();
            }

            if (i < steps) time.Advance(StepsBy);
        }
    }
}
