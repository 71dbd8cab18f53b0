using LiveConsole.Domain.Audience;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.OnAir;
using LiveConsole.Shows;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Shows;

/// <summary>Who comes first, what came before, what is published when.</summary>
public sealed class WriterOrderTests
{
    [Fact]
    public async Task Of_two_people_who_take_at_once_the_second_is_told_who_came_first()
    {
        await using var show = await AnOpenShow.OpenAsync();
        var (first, second) = (await show.QuestionAsync("how cold is it?", "q1"), await show.QuestionAsync("who built it?", "q2", "902"));
        show.Journal.Hangs();
        var before = show.DoAsync(new MarkMoment("both press"));
        await show.Journal.Hanging;
        var ana = show.TakeOnAirAsync(first, AnOpenShow.Ana);
        var bo = show.TakeOnAirAsync(second, AnOpenShow.Bo);
        show.Journal.Release();
        await before;

        Assert.IsType<Outcome.Accepted>(await ana);
        Assert.Contains("Ana took Q1", Assert.IsType<Outcome.Refused>(await bo).Refusal.Message, StringComparison.Ordinal);
        Assert.Equal(first.Id, show.Live.Snapshot.State.Air.Item);
    }

    [Theory]
    [InlineData(0, 256)]
    [InlineData(300, 1_000)]
    public async Task Who_presses_in_a_flood_waits_for_a_short_turn_but_not_on_a_slow_disk(int milliseconds, int messages)
    {
        var time = new FakeTime();
        await using var show = await AnOpenShow.OpenAsync(time);
        show.Journal.Hangs();
        var before = show.DoAsync(new MarkMoment("before"));
        await show.Journal.Hanging;
        for (var i = 0; i < 1_000; i++) await show.Live.Writer.PutAsync(new MessageCame(A.Message(id: $"m{i}")), default);
        var pressed = show.DoAsync(new MarkMoment("pressed"));
        time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        show.Journal.Release();
        await before;
        await pressed;
        // Their sender waits for the commit, which comes after all that was put before.
        await show.TakeAsync(new MessageCame(A.Message(id: "last")));

        var turn = show.Journal.Batches.Single(b => b.Entries.Any(e => e.Entry is MomentMarked { Moment.Text: "pressed" }));
        Assert.Equal(messages, turn.Entries.Count(e => e.Entry is MessageArrived));
        Assert.Equal(Enumerable.Range(0, 1_000).Select(i => $"m{i}").Append("last"), (await show.EntriesAsync()).Select(e => e.Entry).OfType<MessageArrived>().Select(m => m.Message.Id));
    }

    [Fact]
    public async Task A_commands_id_sent_again_is_answered_again_and_done_once()
    {
        await using var show = await AnOpenShow.OpenAsync();
        var id = Guid.NewGuid();
        var first = Assert.IsType<Outcome.Accepted>(await show.DoAsync(new MarkMoment("touchdown"), id: id));

        var again = Assert.IsType<Outcome.Accepted>(await show.DoAsync(new MarkMoment("touchdown"), id: id));

        Assert.Equal(first.Action, again.Action);
        Assert.Single((await show.EntriesAsync()), e => e.Entry is MomentMarked);
    }

    [Fact]
    public async Task A_commands_id_is_known_after_a_restart()
    {
        var show = await AnOpenShow.OpenAsync();
        var id = Guid.NewGuid();
        await show.DoAsync(new MarkMoment("touchdown"), id: id);
        await using var again = await show.ReopenAsync();
        again.Live.Start();

        Assert.True(Assert.IsType<Outcome.Accepted>(await again.DoAsync(new MarkMoment("touchdown"), id: id)).Changed);

        Assert.Single(await again.EntriesAsync(), e => e.Entry is MomentMarked);
    }

    [Fact]
    public async Task A_commands_id_that_the_state_has_forgotten_is_found_in_the_journal()
    {
        await using var show = await AnOpenShow.OpenAsync();
        var id = Guid.NewGuid();
        await show.DoAsync(new MarkMoment("touchdown"), id: id);
        await Task.WhenAll(Enumerable.Range(0, ShowState.ActionsKept).Chunk(500).Select(some => Task.WhenAll(some.Select(i => show.DoAsync(new MarkMoment($"moment {i}"))))));
        Assert.DoesNotContain(id, show.Live.Snapshot.State.Actions.Keys);

        Assert.IsType<Outcome.Accepted>(await show.DoAsync(new MarkMoment("touchdown"), id: id));

        Assert.Single(await show.EntriesAsync(), e => e.Entry is MomentMarked { Moment.Text: "touchdown" });
    }

    [Fact]
    public async Task An_id_answers_for_one_command_of_one_person()
    {
        await using var show = await AnOpenShow.OpenAsync();
        var id = Guid.NewGuid();
        await show.DoAsync(new MarkMoment("touchdown"), AnOpenShow.Ana, id);

        Assert.Equal(RefusalKind.Invalid, Assert.IsType<Outcome.Refused>(await show.DoAsync(new MarkMoment("touchdown"), AnOpenShow.Bo, id)).Refusal.Kind);
        Assert.Equal(RefusalKind.Invalid, Assert.IsType<Outcome.Refused>(await show.DoAsync(new ShowOverlay(true), AnOpenShow.Ana, id)).Refusal.Kind);
    }

    [Fact]
    public async Task A_message_that_comes_twice_is_one()
    {
        await using var show = await AnOpenShow.OpenAsync();

        Assert.Equal(new Taken(1, 1), await show.TakeAsync(new MessageCame(A.Message()), new MessageCame(A.Message())));
        Assert.Equal(new Taken(0, 1), await show.TakeAsync(new MessageCame(A.Message())));

        Assert.Equal(1, (await show.Until(s => s.State.Messages > 0)).State.Messages);
    }

    [Fact]
    public async Task The_local_ids_of_a_shared_message_are_that_message()
    {
        await using var show = await AnOpenShow.OpenAsync();
        var shared = A.Message(id: "origin", copies: ["local"]);

        Assert.Equal(new Taken(1, 1), await show.TakeAsync(new MessageCame(shared), new MessageCame(A.Message(id: "local"))));
        Assert.Equal(new Taken(0, 2), await show.TakeAsync(new MessageCame(A.Message(id: "local")), new MessageCame(shared)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_gift_that_is_given_again_is_one_message_with_its_last_count_also_told_twice_and_after_a_restart(bool atOnce)
    {
        var show = await AnOpenShow.OpenAsync();
        MessageCame[] came = [.. Enumerable.Range(1, 4).Select(n => new MessageCame(A.Message($"Rocket ×{n}", id: "gift") with { Kind = MessageKind.Gift, Count = n }))];
        foreach (var turn in atOnce ? [came] : came.Select(c => new[] { c })) await show.TakeAsync([.. turn]);
        await using var again = await show.ReopenAsync();
        again.Live.Start();

        Assert.Equal(new Taken(0, 4), await again.TakeAsync([.. came]));

        Assert.Equal([2, 3, 4], (await again.EntriesAsync()).Select(e => e.Entry).OfType<MessageAmended>().Select(e => e.Message.Count));
        var stored = Assert.Single(await again.Journal.ReadMessagesAsync(again.Id, new(), default));
        Assert.Equal((came[3].Message, 1L), (stored.Message, again.Live.Snapshot.State.Messages));
    }

    [Theory]
    [InlineData("in-alpha")]
    [InlineData("in-beta")]
    [InlineData("origin")]
    public async Task A_message_of_two_rooms_has_both_ids_and_either_rooms_removal_strikes_it_also_after_a_restart(string removed)
    {
        var show = await AnOpenShow.OpenAsync();
        await show.TakeAsync(new MessageCame(A.Message(id: "origin", channel: "alpha", copies: ["in-alpha"])));
        await show.TakeAsync(new MessageCame(A.Message(id: "origin", channel: "beta", copies: ["in-beta"])));
        await using var again = await show.ReopenAsync();
        again.Live.Start();

        Assert.Equal(new Taken(0, 3), await again.TakeAsync([.. new[] { "in-alpha", "in-beta", "origin" }.Select(id => new MessageCame(A.Message(id: id)))]));
        await again.TakeAsync(new RemovalCame("twitch", "beta", A.Removal(), MessageId: removed));

        var stored = Assert.Single(await again.Journal.ReadMessagesAsync(again.Id, new(), default));
        Assert.Equal(["in-alpha", "in-beta"], stored.Message.Copies);
        Assert.NotNull(stored.Removed);
        Assert.Single((await again.Until(s => !s.State.Struck.IsEmpty)).State.Struck);
    }

    [Fact]
    public async Task A_message_is_known_after_a_restart()
    {
        var show = await AnOpenShow.OpenAsync();
        await show.TakeAsync(new MessageCame(A.Message()));
        await using var again = await show.ReopenAsync();
        again.Live.Start();

        Assert.Equal(new Taken(0, 1), await again.TakeAsync(new MessageCame(A.Message())));
    }

    [Fact]
    public async Task A_removal_that_comes_before_its_message_strikes_it()
    {
        await using var show = await AnOpenShow.OpenAsync();
        await show.Live.Writer.PutAsync(new RemovalCame("twitch", "agence", A.Removal(), MessageId: "m1"), default);

        await show.TakeAsync(new MessageCame(A.Message()));

        var stored = Assert.Single(await show.Journal.ReadMessagesAsync(show.Id, new(), default));
        Assert.NotNull(stored.Removed);
        Assert.Equal("", Assert.Single(await show.Live.ReadMessagesAsync(new Reader(Role.Observer), new(), default)).Message.Text);
        Assert.NotEqual("", Assert.Single(await show.Live.ReadMessagesAsync(new Reader(Role.Moderator), new(), default)).Message.Text);
    }

    [Fact]
    public async Task Messages_keep_the_order_in_which_they_came_and_sequences_have_no_hole()
    {
        await using var show = await AnOpenShow.OpenAsync();
        for (var i = 0; i < 5_000; i++) await show.Live.Writer.PutAsync(new MessageCame(A.Message(id: $"m{i}")), default);
        await show.Until(s => s.State.Messages == 5_000);

        var entries = await show.EntriesAsync();

        Assert.Equal(Enumerable.Range(0, 5_000).Select(i => $"m{i}"), entries.Select(e => e.Entry).OfType<MessageArrived>().Select(e => e.Message.Id));
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(i => (long)i), entries.Select(e => e.Sequence));
    }

    [Fact]
    public async Task The_1001st_command_that_waits_is_refused_busy_and_clear_is_not()
    {
        await using var show = await AnOpenShow.OpenAsync();
        show.Journal.Hangs();
        var first = show.DoAsync(new MarkMoment("the turn before"));
        await show.Journal.Hanging;
        var waiting = Enumerable.Range(0, 1_000).Select(i => show.DoAsync(new MarkMoment($"moment {i}"))).ToList();

        Assert.Equal(RefusalKind.Busy, Assert.IsType<Outcome.Refused>(await show.DoAsync(new MarkMoment("one too many"))).Refusal.Kind);
        Assert.IsType<Outcome.Accepted>(await show.DoAsync(new TakeOffAir()));

        show.Journal.Release();
        await first;
        Assert.All(await Task.WhenAll(waiting), o => Assert.IsType<Outcome.Accepted>(o));
    }

    [Fact]
    public async Task Arrivals_are_published_at_most_20_times_a_second_and_desk_entries_at_once()
    {
        var time = new FakeTime();
        await using var show = await AnOpenShow.OpenAsync(time);
        var version = show.Live.Snapshot.Version;
        for (var i = 0; i < 10; i++) await show.TakeAsync(new MessageCame(A.Message(id: $"m{i}")));
        Assert.Equal(version, show.Live.Snapshot.Version);

        time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(version + 1, show.Live.Snapshot.Version);
        Assert.Equal(10, show.Live.Snapshot.State.Messages);

        await show.TakeAsync(new MessageCame(A.Message(id: "last")));
        await show.DoAsync(new MarkMoment("touchdown"));
        Assert.Equal(11, show.Live.Snapshot.State.Messages);
        Assert.Single(show.Live.Snapshot.State.Moments);
    }

    [Fact]
    public async Task A_slow_watcher_gets_the_newest_and_no_backlog()
    {
        await using var show = await AnOpenShow.OpenAsync();
        await using var watcher = show.Live.WatchAsync(default).GetAsyncEnumerator();
        Assert.True(await watcher.MoveNextAsync());
        for (var i = 0; i < 5; i++) await show.DoAsync(new MarkMoment($"moment {i}"));

        Assert.True(await watcher.MoveNextAsync());

        Assert.Equal(5, watcher.Current.State.Moments.Count);
    }

    [Fact]
    public async Task Watching_ends_with_the_show()
    {
        var show = await AnOpenShow.OpenAsync();
        await using var watcher = show.Live.WatchAsync(default).GetAsyncEnumerator();
        await watcher.MoveNextAsync();
        var next = watcher.MoveNextAsync().AsTask();
        await show.Live.DisposeAsync();

        Assert.False(await next.WaitAsync(Cap.Signal));
        await using var late = show.Live.WatchAsync(default).GetAsyncEnumerator();
        await late.MoveNextAsync();
        Assert.False(await late.MoveNextAsync());
        await show.DisposeAsync();
    }
}
