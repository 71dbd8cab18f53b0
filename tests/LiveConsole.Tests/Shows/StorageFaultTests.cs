using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Shows;

/// <summary>What people and arrivals get when the disk is full, hangs, or does not say what became of a commit.</summary>
public sealed class StorageFaultTests
{
    private static readonly SourceKey YouTube = new("youtube", "video", "stream");

    [Fact]
    public async Task Nobody_is_answered_before_the_commit()
    {
        await using var show = await AnOpenShow.OpenAsync();
        var before = show.Live.Snapshot;
        show.Journal.Hangs();
        var pressed = show.DoAsync(new MarkMoment("touchdown"));
        var brought = show.TakeAsync(new MessageCame(A.Message()));
        await show.Journal.Hanging;

        Assert.False(pressed.IsCompleted);
        Assert.False(brought.IsCompleted);
        Assert.Same(before.State, show.Live.Snapshot.State);

        show.Journal.Release();
        Assert.IsType<Outcome.Accepted>(await pressed);
        Assert.Equal(1, (await brought).New);
        Assert.Contains(await show.EntriesAsync(), e => e.Entry is MomentMarked);
    }

    [Fact]
    public async Task A_full_disk_refuses_callers_in_words_keeps_arrivals_and_resume_point_and_goes_on_alone()
    {
        await using var show = await AnOpenShow.OpenAsync();
        await show.TakeAsync(new ResumePointReached(YouTube, "page-1"));
        show.Journal.Breaks(StorageTrouble.DiskFull);
        await show.Live.Writer.PutAsync(new MessageCame(A.Message()), default);
        await show.Live.Writer.PutAsync(new ResumePointReached(YouTube, "page-2"), default);

        var refused = Assert.IsType<Outcome.Refused>(await show.DoAsync(new MarkMoment("touchdown"))).Refusal;
        Assert.Equal(RefusalKind.Storage, refused.Kind);
        Assert.StartsWith("The disk is full", refused.Words.En, StringComparison.Ordinal);
        Assert.StartsWith("Le disque est plein", refused.Words.Fr, StringComparison.Ordinal);
        var away = await show.Until(s => s.Storage.Words is not null);
        Assert.Equal(0, away.State.Messages);
        Assert.Equal("page-1", away.State.Sources.GetValueOrDefault(YouTube)!.ResumeToken);

        show.Journal.Mends();
        var well = await show.Until(s => s.Storage.Words is null && s.State.Messages == 1);
        Assert.Equal("page-2", (await show.Until(s => s.State.Sources.GetValueOrDefault(YouTube)!.ResumeToken != "page-1")).State.Sources.GetValueOrDefault(YouTube)!.ResumeToken);
        Assert.Equal("m1", well.State.Recent[0].Message.Id);
        Assert.DoesNotContain(await show.EntriesAsync(), e => e.Entry is MomentMarked);
    }

    [Fact]
    public async Task A_refused_verb_does_not_say_that_the_disk_is_well()
    {
        await using var show = await AnOpenShow.OpenAsync();
        show.Journal.Breaks(StorageTrouble.DiskFull);
        await show.DoAsync(new MarkMoment("touchdown"));

        Assert.IsType<Outcome.Refused>(await show.DoAsync(new MarkMoment("")));

        Assert.NotNull(show.Live.Snapshot.Storage.Words);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_refuses_a_repeatable_verb_in_words()
    {
        await using var show = await AnOpenShow.OpenAsync();
        show.Journal.Breaks(StorageTrouble.Unreachable);

        var outcome = await show.DoAsync(new MarkMoment("touchdown"), id: Guid.NewGuid());

        Assert.Equal(RefusalKind.Storage, Assert.IsType<Outcome.Refused>(outcome).Refusal.Kind);
    }

    [Fact]
    public async Task Arrivals_wait_while_the_journal_cannot_be_read()
    {
        await using var show = await AnOpenShow.OpenAsync();
        show.Journal.Breaks(StorageTrouble.Unreachable);
        await show.Live.Writer.PutAsync(new MessageCame(A.Message()), default);
        await show.Until(s => s.Storage.Words is not null);

        show.Journal.Mends();

        await show.Until(s => s.State.Messages == 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_a_commits_answer_is_lost_the_journal_is_asked(bool written)
    {
        await using var show = await AnOpenShow.OpenAsync();
        show.Journal.LosesTheNextAnswer(written);

        var outcome = await show.DoAsync(new MarkMoment("touchdown"));

        if (written) Assert.True(Assert.IsType<Outcome.Accepted>(outcome).Changed);
        else Assert.Equal(RefusalKind.Storage, Assert.IsType<Outcome.Refused>(outcome).Refusal.Kind);
        Assert.Equal(written ? 1 : 0, (await show.EntriesAsync()).Count(e => e.Entry is MomentMarked));
    }

    [Fact]
    public async Task A_lost_answer_that_nobody_can_tell_is_not_known_yet_after_5_s_and_never_refused()
    {
        var time = new FakeTime();
        await using var show = await AnOpenShow.OpenAsync(time);
        show.Journal.LosesTheNextAnswer(written: true, silent: true);
        var pressed = show.DoAsync(new MarkMoment("touchdown"));
        var began = time.GetUtcNow();
        while (!pressed.IsCompleted) await AskedAgainAsync(pressed);

        Assert.Equal(RefusalKind.UnknownOutcome, Assert.IsType<Outcome.Refused>(await pressed).Refusal.Kind);
        Assert.True(time.GetUtcNow() - began >= TimeSpan.FromSeconds(5));

        show.Journal.Mends();
        var told = show.Until(s => s.State.Moments.Count == 1);
        while (!told.IsCompleted) await AskedAgainAsync(told);
        await told;

        // The desks' own timer is due now and then at the same time: what comes of a step is seen, not counted.
        async Task AskedAgainAsync(Task over)
        {
            await Task.WhenAny(over, time.TimerDueIn(TimeSpan.FromMilliseconds(250)));
            if (!over.IsCompleted) time.Advance(TimeSpan.FromMilliseconds(250));
        }
    }

    [Fact]
    public async Task A_disk_that_hangs_is_said_after_5_s_to_who_waits_and_to_who_presses_then()
    {
        var time = new FakeTime();
        await using var show = await AnOpenShow.OpenAsync(time);
        show.Journal.Hangs();
        var pressed = show.DoAsync(new MarkMoment("touchdown"));
        await show.Journal.Hanging;
        await time.TimerDueIn(TimeSpan.FromSeconds(5));
        var behind = show.DoAsync(new MarkMoment("picture"));
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(RefusalKind.UnknownOutcome, Assert.IsType<Outcome.Refused>(await pressed).Refusal.Kind);
        Assert.Equal(RefusalKind.Storage, Assert.IsType<Outcome.Refused>(await behind).Refusal.Kind);
        // "Saving is slow" was said before.
        await show.Until(s => s.Storage is { Words: not null, Slow: false });

        show.Journal.Release();
        // It was saved at last: no trouble any more, but slow.
        var saved = await show.Until(s => s.Storage.Slow);
        Assert.Equal("touchdown", Assert.Single(saved.State.Moments).Text);
        Assert.StartsWith("Saving takes 5 s since ", saved.Storage.Words!.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_node_wrote_is_read_before_deciding_again()
    {
        await using var show = await AnOpenShow.OpenAsync();
        var item = await show.QuestionAsync("how cold is it?", "q1");
        show.Journal.BeforeNext(async () =>
        {
            var state = await show.Journal.LoadAsync(show.Id, null, default);
            var decision = new Domain.OnAir.PutOnAir(item.Id, item.Version, null).Decide(state, AnOpenShow.Bo, A.Time);
            await show.Journal.AppendAsync(show.Id, new Batch(Guid.NewGuid(), [.. decision.Entries.Select(e => new NewEntry(A.Time, e, Guid.NewGuid(), "take", AnOpenShow.Bo))]), state.DeskVersion, null, default);
        });

        var outcome = await show.DoAsync(new MarkMoment("touchdown"));

        Assert.IsType<Outcome.Accepted>(outcome);
        Assert.Equal(item.Id, show.Live.Snapshot.State.Air.Item);
        Assert.Single(show.Live.Snapshot.State.Moments);
    }

    [Fact]
    public async Task What_another_node_read_in_between_stands_before_what_was_decided_here_and_is_known_here()
    {
        await using var show = await AnOpenShow.OpenAsync();
        var item = await show.QuestionAsync("how cold is it?", "q1");
        for (var n = 0; n < 3; n++)
        {
            var id = $"there{n}";
            // Messages and the steps of effects are appended whatever others decide meanwhile.
            show.Journal.BeforeNext(() => Elsewhere(show, new MessageArrived(A.Message(id: id + "a"), null), new MessageArrived(A.Message(id: id + "b"), null)));
            var outcome = Assert.IsType<Outcome.Accepted>(n == 2 ? await show.TakeOnAirAsync(item) : await show.DoAsync(new MarkMoment($"moment {n}")));
            Assert.Equal((await show.EntriesAsync())[^1].Sequence, outcome.Sequence);
        }

        show.Journal.BeforeNext(() => Elsewhere(show, new MessageArrived(A.Message(id: "last"), null)));
        Assert.Equal(1, (await show.TakeAsync(new MessageCame(A.Message(id: "here")))).New);
        var (state, written) = (show.Live.Committed, await show.Journal.LoadAsync(show.Id, null, default));

        Assert.Equal((9L, 3, item.Id), (state.Messages, state.Moments.Count + (state.Air.Item is null ? 0 : 1), state.Air.Item!.Value));
        Assert.Equal((written.Sequence, written.DeskVersion, written.LastNumber), (state.Sequence, state.DeskVersion, state.LastNumber));
        Assert.Equal(written.Recent.After(0).Select(r => (r.Sequence, r.Message.Id)), state.Recent.After(0).Select(r => (r.Sequence, r.Message.Id)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_that_is_read_while_another_node_writes_its_removal_is_struck(bool byViewer)
    {
        await using var show = await AnOpenShow.OpenAsync();
        var message = A.Message(id: "late");
        var removal = new Removal(message.SentAt.AddSeconds(1), byViewer ? RemovalScope.Viewer : RemovalScope.Message, "Ana");
        show.Journal.BeforeNext(() => Elsewhere(show, new MessagesRemoved(message.Platform, message.Channel, removal, byViewer ? null : message.Id, byViewer ? message.Author.Id : null)));

        Assert.Equal(1, (await show.TakeAsync(new MessageCame(message))).New);

        var state = (await show.Until(s => s.State.Recent.Find(message.Ref) is { } row && s.State.Struck.ContainsKey(row.Sequence))).State;
        Assert.Equal("Ana", state.Struck[state.Recent.Find(message.Ref)!.Sequence].By);
        Assert.Equal(state.Struck.Count, (await show.Journal.LoadAsync(show.Id, null, default)).Struck.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_amends_a_message_of_its_own_batch_finds_it_where_it_stands_though_another_node_wrote_in_between(bool oneBatch)
    {
        await using var show = await AnOpenShow.OpenAsync();
        show.Journal.Leases = new OtherNodes();
        show.Journal.BeforeNext(() => Elsewhere(show, new MessageArrived(A.Message(id: "there"), null)));
        Arrival[] came = [.. Enumerable.Range(1, 3).Select(n => new MessageCame(A.Message($"Rocket ×{n}", id: "gift") with { Kind = MessageKind.Gift, Count = n })), new MessageCame(A.Message(id: "after"))];

        Taken[] taken = oneBatch ? [await show.TakeAsync(came)] : await Task.WhenAll(came.Select(c => show.TakeAsync(c)));

        Assert.Equal((2, 2), (taken.Sum(t => t.New), taken.Sum(t => t.Duplicate)));
        var messages = await show.Journal.ReadMessagesAsync(show.Id, new(), default);
        Assert.Equal([("there", null), ("gift", 3), ("after", (int?)null)], messages.OrderBy(m => m.Sequence).Select(m => (m.Message.Id, m.Message.Count)));
        Assert.Equal(3, Assert.Single(show.Live.Committed.Recent.After(0), r => r.Message.Id == "gift").Message.Count);
    }

    [Fact]
    public async Task Who_waits_for_a_batch_of_two_turns_hears_when_the_second_is_not_written()
    {
        var show = await AnOpenShow.OpenAsync();
        show.Journal.Leases = new OtherNodes();
        show.Journal.Hangs();
        var brought = show.TakeAsync([.. Enumerable.Range(1, 2).Select(n => new MessageCame(A.Message($"Rocket ×{n}", id: "gift") with { Kind = MessageKind.Gift, Count = n }))]);
        await show.Journal.Hanging;
        show.Journal.ReleaseOne();
        await show.Journal.Hanging;
        show.Journal.Breaks(StorageTrouble.DiskFull);
        show.Journal.Release();
        await show.Until(s => s.Storage.Words is not null);
        await show.Live.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => brought);
        await show.DisposeAsync();
    }

    [Fact]
    public async Task A_rule_with_a_bug_fails_alone()
    {
        await using var show = await AnOpenShow.OpenAsync();
        show.Journal.Hangs();
        var first = show.DoAsync(new MarkMoment("first"));
        await show.Journal.Hanging;
        // These wait for the next turn, together.
        var broken = show.DoAsync(new BrokenVerb());
        var good = show.DoAsync(new MarkMoment("good"));
        var brought = show.TakeAsync(new MessageCame(A.Message()));
        show.Journal.Release();

        Assert.Equal(RefusalKind.Invalid, Assert.IsType<Outcome.Refused>(await broken).Refusal.Kind);
        Assert.IsType<Outcome.Accepted>(await first);
        Assert.IsType<Outcome.Accepted>(await good);
        Assert.Equal(1, (await brought).New);
    }

    [Fact]
    public async Task Who_waits_when_the_show_closes_is_answered()
    {
        var show = await AnOpenShow.OpenAsync();
        show.Journal.Breaks(StorageTrouble.DiskFull);
        var brought = show.Live.Writer.TakeAsync([new MessageCame(A.Message())], default);
        await show.Until(s => s.Storage.Words is not null);
        await show.Live.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => brought);
        Assert.Equal(RefusalKind.Busy, Assert.IsType<Outcome.Refused>(await show.DoAsync(new MarkMoment("late"))).Refusal.Kind);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await show.Live.Writer.PutAsync(new MessageCame(A.Message()), default));
        await show.DisposeAsync();
    }

    [Fact]
    public async Task What_waits_when_the_show_closes_is_written_while_storage_takes_it()
    {
        var show = await AnOpenShow.OpenAsync();
        for (var i = 0; i < 300; i++) await show.Live.Writer.PutAsync(new MessageCame(A.Message(id: $"m{i}")), default);

        await using var again = await show.ReopenAsync();

        Assert.Equal(300, again.Live.Snapshot.State.Messages);
    }

    private sealed record BrokenVerb : IShowCommand
    {
        public string Verb => "broken";

        public Permission Needs => Permission.ReadAir;

        public Decision Decide(ShowState show, Actor by, DateTimeOffset now) => throw new InvalidOperationException("A bug.");
    }

    private static async Task Elsewhere(AnOpenShow show, params Entry[] entries) =>
        Assert.IsType<Appended.Done>(await show.Journal.AppendAsync(show.Id, new Batch(Guid.NewGuid(), [.. entries.Select(e => new NewEntry(A.Time, e))]), null, null, default));
}
