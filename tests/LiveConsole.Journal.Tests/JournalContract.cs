using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Domain.Questions;
using LiveConsole.Testing;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests;

/// <summary>What every store of the journal keeps to. A store derives a class from it and says how it is opened.</summary>
public abstract partial class JournalContract : IAsyncLifetime
{
    protected IJournal Journal { get; private set; } = null!;

    protected ShowId Show { get; } = NewShow();

    /// <summary>Opens the store; called again after the first was disposed, it holds what was appended before.</summary>
    protected abstract ValueTask<IJournal> OpenAsync();

    protected abstract ValueTask RemoveAsync();

    /// <summary>Completes when search has followed all that is appended.</summary>
    protected abstract Task SearchFollowedAsync(IJournal journal, CancellationToken ct);

    public async ValueTask InitializeAsync() => Journal = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        // Null where the store is not on this machine and the test was skipped.
        if (Journal is not null) await Journal.DisposeAsync();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task ReopenAsync()
    {
        await Journal.DisposeAsync();
        Journal = await OpenAsync();
    }

    [Fact]
    public async Task Sequences_of_a_show_begin_at_one_and_have_no_holes()
    {
        var first = await Journal.AppendedAsync(Show, Arrived("a"), Arrived("b"));
        var second = await Journal.AppendedAsync(Show, Arrived("c"));
        var other = await Journal.AppendedAsync(NewShow(), Arrived("a"));

        Assert.Equal((1, 2, 0), (first.First, first.Last, first.DeskVersion));
        Assert.Equal((3, 3), (second.First, second.Last));
        Assert.Equal(1, other.First);
        Assert.Equal([1L, 2, 3], (await Journal.AllAsync(Show)).Select(e => e.Sequence));
    }

    [Fact]
    public async Task What_was_appended_is_read_back_as_it_was_also_after_reopening()
    {
        var add = ItemNew(1);
        var item = ((ItemAdded)add.Entry).Item;
        NewEntry[] entries =
        [
            Arrived(Message("a", "où ça, 東京? \U0001F680 \"q\" \\ <b>", copies: ["x", "y"])), Removed("a", reason: "spam"), Sampled(null, 3), Sampled(0, 4),
            add, Phase("opening"), Changed(),
            new(Noon, new MomentMarked(new Domain.Audience.Moment(Noon, "touchdown", "Ana")), Guid.CreateVersion7(), "mark", Ana),
            new(Noon, new ResumePointKept(new SourceKey("youtube", "v", "stream"), "token")),
            new(Noon, new GapRecorded(new Domain.Audience.Gap(new SourceKey("youtube", "v", "stream"), Noon, Noon.AddMinutes(1), "lost"))),
        ];

        NewEntry Changed() => new(Noon, new ItemChanged(item.Id,
        [
            new StandingIs(Stage.Queued, 1, Mark.Later, Noon, TimeSpan.FromSeconds(3), AiredAt: Noon), new WordingIs("fr", "Fait-il froid ?"), new NameIs(new ShownName("Ayşe", true)), new NoteIs("n"),
            new TagsAre(["a", "b"]), new OnlyNowIs(true), new ApprovalsAre([new Approval("u1", "Ana", Noon)]),
        ]), Guid.CreateVersion7(), "edit", Ana);

        await Journal.AppendedAsync(Show, entries);
        await ReopenAsync();

        var read = await Journal.AllAsync(Show);
        Assert.Equal(entries.Select(e => (e.At, e.Command, e.Verb, e.By)), read.Select(e => (e.At, e.Command, e.Verb, e.By)));
        Assert.Equal(entries.Select(Json), read.Select(e => Convert.ToHexString(EntryJson.Write(e.Entry))));
        Assert.Equal(entries[0].Entry, read[0].Entry);

        // Every kind of change of an item, and what undo keeps of it, is stored and read again.
        var state = await Journal.LoadAsync(Show, null, default);
        Assert.Equal(7, Assert.Single(state.Items.Values).Stamps.Count);
        await Journal.SaveStateAsync(Show, state, default);
        await ReopenAsync();
        Assert.Equal(StoredShowState.Of(state).ToJson(), StoredShowState.Of(await Journal.LoadAsync(Show, null, default)).ToJson());

        static string Json(NewEntry entry) => Convert.ToHexString(EntryJson.Write(entry.Entry));
    }

    [Fact]
    public async Task Only_desk_entries_raise_the_desk_version()
    {
        var arrivals = await Journal.AppendedAsync(Show, Arrived("a"), Sampled(5, 0));
        var desk = await Journal.AppendedAsync(Show, ItemNew(1), Arrived("b"), ItemNew(2));

        Assert.Equal(0, arrivals.DeskVersion);
        Assert.Equal(2, desk.DeskVersion);
    }

    [Fact]
    public async Task On_another_desk_version_nothing_of_the_batch_is_written()
    {
        await Journal.AppendedAsync(Show, ItemNew(1));

        var answer = await Journal.AppendAsync(Show, Batch(Arrived("a"), ItemNew(2)), 0, null, default);

        Assert.Equal(new Appended.VersionMismatch(1), answer);
        Assert.Single(await Journal.AllAsync(Show));
        Assert.Empty(await Journal.KnownAsync(Show, [Twitch("a")], default));
    }

    [Fact]
    public async Task A_desk_entry_without_the_version_it_was_decided_on_is_a_bug()
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await Journal.AppendAsync(Show, Batch(ItemNew(1)), null, null, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Journal.AppendAsync(Show, Batch(), null, null, default));
        Assert.Empty(await Journal.ShowsAsync(default));
    }

    [Fact]
    public async Task A_batch_is_found_by_its_id_and_only_in_its_show()
    {
        var batch = Batch(Arrived("a"), Arrived("b"));
        var done = await Journal.AppendAsync(Show, batch, null, null, default);

        Assert.Equal(done, await Journal.FindBatchAsync(Show, batch.Id, default));
        Assert.Null(await Journal.FindBatchAsync(NewShow(), batch.Id, default));
        Assert.Null(await Journal.FindBatchAsync(Show, Guid.CreateVersion7(), default));
    }

    [Fact]
    public async Task A_batch_appended_twice_is_there_once_with_the_first_answer()
    {
        var batch = Batch(ItemNew(1));
        var first = await Journal.AppendAsync(Show, batch, 0, null, default);
        var again = await Journal.AppendAsync(Show, batch, 0, null, default);

        Assert.Equal(first, again);
        Assert.Single(await Journal.AllAsync(Show));
    }

    [Fact]
    public async Task A_batch_repeated_after_others_went_on_is_answered_as_it_was_the_first_time()
    {
        var batch = Batch(ItemNew(1));
        var first = await Journal.AppendAsync(Show, batch, 0, null, default);
        await Journal.AppendedAsync(Show, ItemNew(2), Arrived("a"));

        Assert.Equal(first, await Journal.AppendAsync(Show, batch, 0, null, default));
        Assert.Equal(3, (await Journal.AllAsync(Show)).Count);
    }

    [Fact]
    public async Task A_message_that_came_as_a_copy_before_is_there_already()
    {
        await Journal.AppendedAsync(Show, Arrived(Message("a", copies: ["x"])));

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Journal.AppendAsync(Show, Batch(Arrived("x")), null, null, default));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Journal.AppendAsync(Show, Batch(Arrived(Message("b", copies: ["y"])), Arrived("y")), null, null, default));
        Assert.Single(await Journal.AllAsync(Show));
    }

    [Fact]
    public async Task A_copys_id_that_is_another_messages_own_stays_that_messages()
    {
        await Journal.AppendedAsync(Show, Arrived("x"), Arrived(Message("a", copies: ["x", "z"])));
        await Journal.AppendedAsync(Show, Arrived(Message("b", copies: ["x", "z"])));

        Assert.Equal(1, (await Journal.FindMessageAsync(Show, Twitch("x"), default))!.Sequence);
        Assert.Equal(2, (await Journal.FindMessageAsync(Show, Twitch("z"), default))!.Sequence);
        await ReopenAsync();
        Assert.Equal(1, (await Journal.FindMessageAsync(Show, Twitch("x"), default))!.Sequence);
        Assert.Equal(2, (await Journal.FindMessageAsync(Show, Twitch("z"), default))!.Sequence);
    }

    [Fact]
    public async Task A_zero_in_a_text_is_kept()
    {
        var message = Message("a\0b", "nothing \0 here", viewer: "v\0", copies: []);
        await Journal.AppendedAsync(Show, Arrived(message), Removed("a\0b", reason: "\0"));

        var found = await Journal.FindMessageAsync(Show, message.Ref, default);
        Assert.Equal(message, found!.Message);
        Assert.Equal("\0", found.Removed!.Reason);
        Assert.Equal([1L], await SequencesAsync(new MessageQuery(Text: "nothing")));
        Assert.Empty(await SequencesAsync(new MessageQuery(Platform: "twi\0tch")));
    }

    [Fact]
    public async Task A_message_that_is_there_already_is_a_bug_and_nothing_of_its_batch_is_written()
    {
        await Journal.AppendedAsync(Show, Arrived("a"));

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Journal.AppendAsync(Show, Batch(Arrived("b"), Arrived("a")), null, null, default));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Journal.AppendAsync(Show, Batch(Arrived("c"), Arrived("c")), null, null, default));

        Assert.Single(await Journal.AllAsync(Show));
        Assert.Equal([Twitch("a")], await Journal.KnownAsync(Show, [Twitch("a"), Twitch("b"), Twitch("c")], default));
        Assert.Equal(2, (await Journal.AppendedAsync(Show, Arrived("b"))).First);
    }

    [Fact]
    public async Task Entries_of_a_command_are_found_by_its_id()
    {
        var command = Guid.CreateVersion7();
        await Journal.AppendedAsync(Show, Arrived("a"), ItemNew(1, command), ItemNew(2, command), ItemNew(3));

        Assert.Equal([2L, 3], (await Journal.FindCommandAsync(Show, command, default)).Select(e => e.Sequence));
        Assert.Empty(await Journal.FindCommandAsync(NewShow(), command, default));
        Assert.Empty(await Journal.FindCommandAsync(Show, Guid.CreateVersion7(), default));
    }

    [Fact]
    public async Task What_came_of_commands_is_read_newest_first_without_the_messages_between()
    {
        var (one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Journal.AppendedAsync(Show, Arrived("a"), ItemNew(1, one), ItemNew(2, one), Arrived("b"), Sampled(10, 0), ItemNew(3, two));
        await Journal.AppendedAsync(NewShow(), ItemNew(1, Guid.CreateVersion7()));

        Assert.Equal([(6L, (Guid?)two), (3, one), (2, one)], (await Journal.ReadDeedsAsync(Show, null, 9, default)).Select(e => (e.Sequence, e.Command)));
        Assert.Equal([3L], (await Journal.ReadDeedsAsync(Show, 6, 1, default)).Select(e => e.Sequence));
        Assert.Empty(await Journal.ReadDeedsAsync(Show, 2, 9, default));
    }

    [Fact]
    public async Task Reading_is_bounded_on_both_sides_and_paged()
    {
        for (var i = 0; i < 5; i++) await Journal.AppendedAsync(Show, [.. Enumerable.Range(i * 500, 500).Select(n => Arrived($"m{n}"))]);

        Assert.Equal(2_500, (await Journal.AllAsync(Show)).Count);
        Assert.Equal([8L, 9, 10], (await Journal.AllAsync(Show, after: 7, upTo: 10)).Select(e => e.Sequence));
        Assert.Empty(await Journal.AllAsync(Show, after: 2_500));
        Assert.Empty(await Journal.AllAsync(NewShow()));
    }

    [Fact]
    public async Task Samples_are_read_by_their_time()
    {
        await Journal.AppendedAsync(Show, Sampled(10, 0), Sampled(null, 10), Arrived("a"), Sampled(30, 20));

        var samples = await Journal.ReadSamplesAsync(Show, Noon.AddSeconds(5), Noon.AddSeconds(20), default);

        Assert.Equal([new StoredSample(2, "youtube", "agency", null, Noon.AddSeconds(10)), new StoredSample(4, "youtube", "agency", 30, Noon.AddSeconds(20))], samples);
    }

    [Fact]
    public async Task Shows_with_entries_are_listed()
    {
        Assert.Empty(await Journal.ShowsAsync(default));
        await Journal.AppendedAsync(Show, Arrived("a"));
        Assert.Equal([Show], await Journal.ShowsAsync(default));
    }

    [Fact]
    public async Task Watching_says_where_the_show_stands_and_wakes_at_each_append()
    {
        await Journal.AppendedAsync(Show, Arrived("a"));
        using var enough = new CancellationTokenSource(Cap.Signal);
        await using var watch = Journal.WatchAsync(Show, enough.Token).GetAsyncEnumerator(enough.Token);

        Assert.True(await watch.MoveNextAsync());
        Assert.Equal(1, watch.Current);
        var next = watch.MoveNextAsync();
        await Journal.AppendedAsync(Show, Arrived("b"), Arrived("c"));

        Assert.True(await next);
        Assert.Equal(3, watch.Current);
    }

    [Fact]
    public async Task Watching_hears_of_what_another_opening_of_the_store_appended()
    {
        await using var other = await OpenAsync();
        using var enough = new CancellationTokenSource(Cap.Signal);
        await using var watch = Journal.WatchAsync(Show, enough.Token).GetAsyncEnumerator(enough.Token);
        var next = watch.MoveNextAsync();

        await other.AppendedAsync(Show, Arrived("a"));

        Assert.True(await next);
        Assert.Equal(1, watch.Current);
        Assert.Equal(2, (await Journal.AppendedAsync(Show, Arrived("b"))).First);
    }

    [Fact]
    public async Task Two_writers_racing_leave_no_hole_no_double_and_honour_versions()
    {
        var writers = await Task.WhenAll(Enumerable.Range(0, 4).Select(w => Task.Factory.StartNew(() => RaceAsync(w), TaskCreationOptions.LongRunning).Unwrap()));

        var all = await Journal.AllAsync(Show);
        Assert.Equal(Enumerable.Range(1, all.Count).Select(n => (long)n), all.Select(e => e.Sequence));
        Assert.Equal(writers.Sum(w => w), all.Count);
        // Each item's number was decided on the state before it: a version that was not honoured shows as a number given twice.
        var numbers = all.Select(e => e.Entry).OfType<ItemAdded>().Select(e => e.Item.Number).ToList();
        Assert.Equal(Enumerable.Range(1, 40), numbers);
    }

    [Fact]
    public async Task Arrivals_from_many_threads_are_all_there_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(w => Task.Factory.StartNew(() => PourAsync(w), TaskCreationOptions.LongRunning).Unwrap()));

        var all = await Journal.AllAsync(Show);
        Assert.Equal(Enumerable.Range(1, 4 * 150 * 5).Select(n => (long)n), all.Select(e => e.Sequence));
        Assert.Equal(all.Count, all.Select(e => ((MessageArrived)e.Entry).Message.Id).Distinct().Count());

        async Task PourAsync(int writer)
        {
            for (var i = 0; i < 150; i++) await Journal.AppendedAsync(Show, [.. Enumerable.Range(0, 5).Select(n => Arrived($"{writer}-{i}-{n}"))]);
        }
    }

    private async Task<int> RaceAsync(int writer)
    {
        var written = 0;
        for (var i = 0; i < 10;)
        {
            var state = await Journal.LoadAsync(Show, null, default);
            var batch = Batch(Arrived($"w{writer}-{written}"), ItemNew(state.LastNumber + 1));
            if (await Journal.AppendAsync(Show, batch, state.DeskVersion, null, default) is not Appended.Done) continue;
            written += 2;
            i++;
        }

        return written;
    }
}
