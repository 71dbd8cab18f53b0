using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.OnAir;
using LiveConsole.Journal;
using LiveConsole.Platforms;
using LiveConsole.Shows;
using LiveConsole.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveConsole.Tests.Shows;

/// <summary>A disk that takes its time: late is said, nothing is refused, nothing is lost.</summary>
public sealed class SlowDiskTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);

    /// <summary>Set together with what says after a second that saving is slow, and after it; other timers are due in a second, too.</summary>
    private static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task At_5_ms_a_write_nothing_is_said_and_nobody_suffers()
    {
        await using var show = await AnOpenShow.OpenAsync();
        show.Disk.Slow(TimeSpan.FromMilliseconds(5), TimeSpan.FromMinutes(1));

        for (var i = 0; i < 20; i++)
        {
            Assert.IsType<Outcome.Accepted>(await show.DoAsync(new MarkMoment($"moment {i}")));
            Assert.Same(StorageHealth.Well, show.Live.Snapshot.Storage);
        }
    }

    [Fact]
    public async Task At_2_s_a_write_desks_say_how_slow_and_since_when_callers_wait_and_nothing_is_refused()
    {
        var time = new FakeTime();
        await using var show = await AnOpenShow.OpenAsync(time);
        show.Disk.Slow(TwoSeconds, TimeSpan.FromSeconds(5));

        var pressed = show.DoAsync(new MarkMoment("touchdown"));
        await time.TimerDueIn(TwoSeconds);
        await time.TimerDueIn(FiveSeconds);
        time.Advance(Second);
        Assert.Equal("Saving takes 1 s since 20:00:00. Nothing you sent is lost; it shows as soon as it is saved.", (await show.Until(s => s.Storage.Slow)).Storage.Words!.En);
        Assert.False(pressed.IsCompleted);
        time.Advance(Second);
        Assert.IsType<Outcome.Accepted>(await pressed);

        var two = await show.Until(s => s.Storage.Words!.En.StartsWith("Saving takes 2 s since 20:00:00.", StringComparison.Ordinal));
        Assert.Equal("Enregistrer prend 2 s depuis 20:00:00. Rien de ce que vous avez envoyé n'est perdu ; tout s'affiche dès que c'est enregistré.", two.Storage.Words!.Fr);
        var next = show.DoAsync(new MarkMoment("picture"));
        await time.TimerDueIn(TwoSeconds);
        await time.TimerDueIn(FiveSeconds);
        time.Advance(Second);
        // Under way again, it still says how long the last one took.
        Assert.Equal(two.Storage, show.Live.Snapshot.Storage);
        time.Advance(Second);
        Assert.IsType<Outcome.Accepted>(await next);

        // Over: nobody presses, and it is found out all the same.
        await time.TimerDueIn(ShowWriter.ProvenAgainAfter);
        time.Advance(ShowWriter.ProvenAgainAfter);
        await show.Until(s => s.Storage.Words is null);
        Assert.Equal(2, show.Live.Snapshot.State.Moments.Count);
    }

    [Fact]
    public async Task Clear_darkens_at_once_on_a_slow_disk()
    {
        var time = new FakeTime();
        await using var show = await AnOpenShow.OpenAsync(time);
        var item = await show.QuestionAsync("how cold is it?", "q1");
        await show.TakeOnAirAsync(item);
        show.Disk.Slow(TwoSeconds, TimeSpan.FromSeconds(30));

        var cleared = show.DoAsync(new TakeOffAir());

        Assert.Null(show.Seen);
        await time.TimerDueIn(TimeSpan.FromMilliseconds(500));
        await time.TimerDueIn(TwoSeconds);
        time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.False(Assert.IsType<Outcome.Accepted>(await cleared).Journaled);
        time.Advance(TwoSeconds);
        await show.Until(s => s.State.Air.Item is null);
    }

    [Fact]
    public async Task What_a_platform_sends_meanwhile_is_waited_for_and_comes_whole_in_order_and_once()
    {
        const int Sent = 25_000;
        await using var show = await AnOpenShow.OpenAsync();
        show.Journal.Hangs();
        var connection = new Flood(Sent);
        using var stop = new CancellationTokenSource();
        var supervisor = new ChatSupervisor(connection, show.Live.Writer, () => show.Live.Clock.Now, TimeProvider.System, new Random(1), NullLogger<ChatSupervisor>.Instance);
        var reading = supervisor.RunAsync(null, null, stop.Token);
        await show.Journal.Hanging;
        await connection.Waits.WaitAsync(Cap.Signal);

        // The queue has its bound: the connection waits, it is not dropped, and what is waited for is no end of it.
        Assert.InRange(connection.Put, 19_999, Sent - 1);
        show.Journal.Release();

        var all = await show.Until(s => s.State.Messages == Sent);
        Assert.Equal(1, connection.Runs);
        Assert.Equal(Enumerable.Range(Sent - 100, 100).Select(i => $"m{i}"), all.State.Recent.Newest(100).Select(r => r.Message.Id));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task A_quiet_show_says_that_it_could_not_be_saved_before_somebody_presses_and_that_it_could_again()
    {
        var time = new FakeTime();
        await using var show = await AnOpenShow.OpenAsync(time);
        show.Journal.Breaks(StorageTrouble.DiskFull);
        await time.TimerDueIn(ShowWriter.ProvenEvery);
        time.Advance(ShowWriter.ProvenEvery);
        Assert.StartsWith("The disk is full since 20:00:10: ", (await show.Until(s => s.Storage.Words is not null)).Storage.Words!.En, StringComparison.Ordinal);

        show.Journal.Mends();
        await time.TimerDueIn(ShowWriter.ProvenAgainAfter);
        time.Advance(ShowWriter.ProvenAgainAfter);
        await show.Until(s => s.Storage.Words is null);
    }

    [Fact]
    public async Task What_wakes_the_writer_and_writes_nothing_does_not_put_off_the_proof_that_it_could_be_saved_again()
    {
        var time = new FakeTime();
        await using var show = await AnOpenShow.OpenAsync(time);
        show.Journal.Breaks(StorageTrouble.DiskFull);
        Assert.IsType<Outcome.Refused>(await show.DoAsync(new MarkMoment("touchdown")));
        await show.Until(s => s.Storage.Words is not null);
        show.Journal.Mends();

        // As another node's appends do, twenty times a second.
        for (var i = 0; i < 5; i++)
        {
            time.Advance(Second);
            await show.TakeAsync();
        }

        await show.Until(s => s.Storage.Words is null);
    }

    /// <summary>A platform that sends without pause, once.</summary>
    private sealed class Flood(int messages) : IChatConnection
    {
        private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SourceKey Source { get; } = new("twitch", "agence", "irc");

        public bool Replays => false;

        public int Runs { get; private set; }

        public int Put { get; private set; }

        /// <summary>Completes when the intake is full.</summary>
        public Task Waits => _waits.Task;

        public async Task<ConnectionEnd> RunAsync(IArrivalSink sink, string? resumeToken, CancellationToken ct)
        {
            Runs++;
            await sink.PutAsync(new SourceChanged(Source, SourceState.Live, A.Time), ct);
            for (; Put < messages; Put++)
            {
                var put = sink.PutAsync(new MessageCame(A.Message(id: $"m{Put}")), ct);
                if (!put.IsCompleted) _waits.TrySetResult();
                await put;
            }

            await Task.Delay(Timeout.Infinite, ct);
            throw new InvalidOperationException("Never.");
        }
    }
}
