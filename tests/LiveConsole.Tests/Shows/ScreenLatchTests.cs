using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Domain.Questions;
using LiveConsole.Journal;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Shows;

/// <summary>CLEAR, and removals that touch the air, do not wait for the disk.</summary>
public sealed class ScreenLatchTests
{
    private static readonly TimeSpan HalfASecond = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task Clear_on_a_disk_that_hangs_is_answered_after_500_ms_and_the_screens_are_dark_at_once()
    {
        var time = new FakeTime();
        await using var show = await OnAirAsync(time);
        show.Journal.Hangs();
        show.Latches.Hang();
        var cleared = show.DoAsync(new TakeOffAir(), AnOpenShow.Bo);

        Assert.Null(show.Seen);
        await time.TimerDueIn(HalfASecond);
        Assert.False(cleared.IsCompleted);
        time.Advance(HalfASecond);
        Assert.False(Assert.IsType<Outcome.Accepted>(await cleared).Journaled);

        show.Latches.Release();
        show.Journal.Release();
        var journaled = await show.Until(s => s.State.Air.Item is null);
        Assert.Equal("Bo", journaled.State.Air.By!.Name);
        Assert.Null(journaled.Latch);
    }

    [Fact]
    public async Task Clear_that_is_journaled_in_time_says_so()
    {
        await using var show = await OnAirAsync();

        var cleared = Assert.IsType<Outcome.Accepted>(await show.DoAsync(new TakeOffAir()));

        Assert.True(cleared.Journaled);
        Assert.Null(cleared.NotUndoable);
        Assert.Null(show.Live.Snapshot.State.Air.Item);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Clear_under_a_key_that_was_used_is_journaled_all_the_same(bool byClear)
    {
        await using var show = await OnAirAsync();
        var (key, item) = (Guid.CreateVersion7(), ItemId.New(A.Time));
        Assert.IsType<Outcome.Accepted>(await show.DoAsync(byClear ? new TakeOffAir() : new MarkMoment("touchdown"), id: key));
        await show.DoAsync(new TakeOffAir());
        await show.DoAsync(new AddItem(ItemKind.Line, "On passe au direct.", null, null, "fr", item));
        Assert.IsType<Outcome.Accepted>(await show.DoAsync(new PutOnAir(item, 1, null)));

        var cleared = Assert.IsType<Outcome.Accepted>(await show.DoAsync(new TakeOffAir(), id: key));
        var again = Assert.IsType<Outcome.Accepted>(await show.DoAsync(new TakeOffAir(), id: key));

        Assert.True(cleared.Journaled);
        Assert.NotEqual(key, cleared.Action);
        Assert.Null(show.Live.Snapshot.State.Air.Item);
        Assert.NotEqual(Stage.OnAir, show.Live.Snapshot.State.Item(item)!.Stage);
        Assert.Equal(byClear, again.Action == key);
    }

    [Fact]
    public async Task What_clear_darkened_on_a_full_disk_stays_dark_over_a_restart_and_is_journaled_then()
    {
        var show = await OnAirAsync();
        show.Journal.Breaks(StorageTrouble.DiskFull);
        Assert.False(Assert.IsType<Outcome.Accepted>(await show.DoAsync(new TakeOffAir())).Journaled);
        Assert.NotNull(show.Live.Snapshot.State.Air.Item);

        await using var again = await show.ReopenAsync();
        Assert.NotNull(again.Live.Snapshot.State.Air.Item);
        Assert.Null(again.Seen);

        again.Live.Start();
        Assert.Null((await again.Until(s => s.State.Air.Item is null)).Latch);
        Assert.IsType<Outcome.Accepted>(await again.TakeOnAirAsync(again.Item(2)));
        Assert.Equal(2, again.Seen!.Number);
    }

    [Fact]
    public async Task A_later_take_lifts_the_latch()
    {
        await using var show = await OnAirAsync();
        show.Journal.Breaks(StorageTrouble.DiskFull);
        await show.DoAsync(new TakeOffAir());
        Assert.Equal(RefusalKind.Storage, Assert.IsType<Outcome.Refused>(await show.TakeOnAirAsync(show.Item(2), seen: show.Item(1).Id)).Refusal.Kind);
        Assert.Null(show.Seen);

        show.Journal.Mends();
        await show.Until(s => s.State.Air.Item is null);
        await show.TakeOnAirAsync(show.Item(2));

        Assert.Equal(2, show.Seen!.Number);
    }

    [Fact]
    public async Task A_take_that_was_under_way_when_clear_was_pressed_stays_dark()
    {
        await using var show = await OnAirAsync();
        show.Journal.Hangs();
        var take = show.TakeOnAirAsync(show.Item(2), seen: show.Item(1).Id);
        await show.Journal.Hanging;
        var clear = show.DoAsync(new TakeOffAir(), AnOpenShow.Bo);
        show.Journal.ReleaseOne();
        await show.Journal.Hanging;

        // The TAKE is journaled, the CLEAR is not yet.
        Assert.IsType<Outcome.Accepted>(await take);
        Assert.Equal(2, show.Live.Snapshot.State.OnAir!.Number);
        Assert.Null(show.Seen);

        show.Journal.Release();
        await clear;
        Assert.Equal(AirCause.Cleared, (await show.Until(s => s.State.Air.Item is null)).State.Air.Cause);
    }

    [Fact]
    public async Task What_was_pressed_before_clear_is_decided_before_it()
    {
        await using var show = await OnAirAsync();
        await show.DoAsync(new TakeOffAir());
        show.Journal.Hangs();
        var first = show.DoAsync(new MarkMoment("the turn before"));
        await show.Journal.Hanging;
        var take = show.TakeOnAirAsync(show.Item(2));
        var clear = show.DoAsync(new TakeOffAir(), AnOpenShow.Bo);
        show.Journal.Release();
        await Task.WhenAll(first, take, clear);

        Assert.IsType<Outcome.Accepted>(await take);
        Assert.Null(show.Live.Snapshot.State.Air.Item);
        Assert.Null(show.Seen);
    }

    [Fact]
    public async Task A_removal_of_what_is_on_air_darkens_before_it_is_journaled()
    {
        await using var show = await OnAirAsync();
        show.Journal.Hangs();
        await show.Live.Writer.PutAsync(new RemovalCame("twitch", "agence", A.Removal(), MessageId: "q1"), default);

        Assert.Null(show.Seen);
        Assert.True(show.Live.Snapshot.Latch!.Withdrawn);

        show.Journal.Release();
        var withdrawn = await show.Until(s => s.State.Air.Item is null);
        Assert.Equal(AirCause.Withdrawn, withdrawn.State.Air.Cause);
        Assert.Equal(Domain.Questions.Stage.Withdrawn, show.Item(1).Stage);
    }

    [Fact]
    public async Task A_removal_of_another_message_darkens_nothing()
    {
        await using var show = await OnAirAsync();

        await show.Live.Writer.PutAsync(new RemovalCame("twitch", "agence", A.Removal(), MessageId: "q2"), default);

        Assert.Equal(1, show.Seen!.Number);
        await show.Until(_ => show.Item(2).Stage == Domain.Questions.Stage.Withdrawn);
        Assert.Equal(1, show.Seen!.Number);
    }

    [Fact]
    public async Task What_a_take_under_way_puts_on_air_stays_dark_when_its_removal_has_come_meanwhile()
    {
        await using var show = await OnAirAsync();
        show.Journal.Hangs();
        var take = show.TakeOnAirAsync(show.Item(2), seen: show.Item(1).Id);
        await show.Journal.Hanging;
        await show.Live.Writer.PutAsync(new RemovalCame("twitch", "agence", A.Removal(), MessageId: "q2"), default);
        Assert.Equal(1, show.Seen!.Number);
        show.Journal.ReleaseOne();
        await show.Journal.Hanging;

        // The TAKE is journaled, the removal is not yet.
        Assert.IsType<Outcome.Accepted>(await take);
        Assert.Equal(2, show.Live.Snapshot.State.OnAir!.Number);
        Assert.Null(show.Seen);
        Assert.True(show.Live.Snapshot.Latch!.Withdrawn);

        show.Journal.Release();
        Assert.Equal(AirCause.Withdrawn, (await show.Until(s => s.State.Air.Item is null)).State.Air.Cause);
    }

    [Fact]
    public async Task A_late_telling_of_what_was_removed_and_reopened_with_anothers_words_darkens_nothing()
    {
        await using var show = await OnAirAsync();
        var removal = new RemovalCame("twitch", "agence", A.Removal(), MessageId: "q1");
        await show.TakeAsync(removal);
        Assert.IsType<Outcome.Accepted>(await show.TakeOnAirAsync(show.Item(2)));

        await show.Live.Writer.PutAsync(removal with { Removal = removal.Removal with { By = null } }, default);

        Assert.Equal(2, show.Seen!.Number);
        Assert.Null(show.Live.Snapshot.Latch);
    }

    [Fact]
    public async Task What_a_removal_darkened_and_a_kill_kept_from_the_journal_is_withdrawn_at_the_next_start()
    {
        var show = await OnAirAsync();
        show.Journal.Breaks(StorageTrouble.DiskFull);
        await show.Live.Writer.PutAsync(new RemovalCame("twitch", "agence", A.Removal(), MessageId: "q1"), default);

        await using var again = await show.ReopenAsync();
        Assert.Null(again.Seen);
        again.Live.Start();

        var withdrawn = await again.Until(s => s.State.Air.Item is null);
        Assert.Equal((AirCause.Withdrawn, Domain.Questions.Stage.Withdrawn), (withdrawn.State.Air.Cause, again.Item(1).Stage));
        Assert.Equal(RefusalKind.Removed, Assert.IsType<Outcome.Refused>(await again.DoAsync(new Domain.Questions.ReopenItem(again.Item(1).Id, again.Item(1).Version))).Refusal.Kind);
    }

    [Fact]
    public async Task A_cleared_chat_is_still_asked_about_after_a_restart()
    {
        var show = await OnAirAsync();
        await show.TakeAsync(new RemovalCame("twitch", "agence", A.Removal(RemovalScope.Channel)));
        var asked = Assert.Single(show.Live.Snapshot.State.Clears);

        await using var again = await show.ReopenAsync();
        again.Live.Start();

        Assert.Equal(asked.Id, Assert.Single(again.Live.Snapshot.State.Clears).Id);
        Assert.IsType<Outcome.Accepted>(await again.DoAsync(new Domain.Moderation.AnswerClear(asked.Id, Pull: true)));
        Assert.Null(again.Seen);
    }

    [Fact]
    public async Task A_latch_of_a_journal_that_was_put_back_hides_nothing()
    {
        var show = await OnAirAsync();
        show.Latches.Write(show.Id, new ScreenLatch(show.Live.Snapshot.State.Air.Number + 7, A.Time, Withdrawn: false));

        await using var again = await show.ReopenAsync();

        Assert.Equal(1, again.Seen!.Number);
    }

    /// <summary>Q1 is on air, Q2 waits.</summary>
    private static async Task<AnOpenShow> OnAirAsync(TimeProvider? time = null)
    {
        var show = await AnOpenShow.OpenAsync(time);
        await show.QuestionAsync("how cold is it?", "q1");
        await show.QuestionAsync("who built it?", "q2", "902");
        Assert.IsType<Outcome.Accepted>(await show.TakeOnAirAsync(show.Item(1)));
        Assert.Equal(1, show.Seen!.Number);
        return show;
    }
}
