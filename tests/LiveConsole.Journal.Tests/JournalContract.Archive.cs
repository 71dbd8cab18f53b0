using System.Text;
using LiveConsole.Domain.Chat;
using LiveConsole.Domain.Journal;
using LiveConsole.Journal.Archive;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests;

public abstract partial class JournalContract
{
    private IArchivable Archivable => Assert.IsType<IArchivable>(Journal, exactMatch: false);

    [Fact]
    public async Task A_show_that_is_taken_in_is_what_was_read_out_to_the_byte_with_everything_an_append_writes()
    {
        await FillAsync();
        await Journal.AppendedAsync(Show, Arrived(Message("x", "où ça, 東京? \U0001F680", copies: ["y", "z"])), Sampled(null, 50));
        var there = NewShow();

        await TakeInAsync(Show, there);
        await ReopenAsync();

        Assert.Equal(await RawAsync(Show), await RawAsync(there));
        Assert.Equal((await MarkAsync(Show)) with { Show = there }, await MarkAsync(there));
        Assert.Equal(Whole(await Journal.LoadAsync(Show, null, default)), Whole(await Journal.LoadAsync(there, null, default)));
        Assert.Equal(Whole(await Journal.LoadAsync(Show, 7, default)), Whole(await Journal.LoadAsync(there, 7, default)));
        Assert.Equal(await Journal.ReadSamplesAsync(Show, Noon, Noon.AddDays(1), default), await Journal.ReadSamplesAsync(there, Noon, Noon.AddDays(1), default));
        MessageQuery[] queries = [new(), new(Before: 9, Limit: 2), new(Viewer: new ViewerRef("twitch", "v1")), new(Text: "ou ca tok"), new(Text: "cold", Platform: "twitch")];
        foreach (var query in queries)
            Assert.Equal(await Journal.ReadMessagesAsync(Show, query, default), await Journal.ReadMessagesAsync(there, query, default));
        MessageRef[] asked = [Twitch("a"), Twitch("z"), Twitch("nobody")];
        Assert.Equal([Twitch("a"), Twitch("z")], (await Journal.KnownAsync(there, asked, default)).OrderBy(r => r.Id));
        Assert.Equal((await Journal.FindMessageAsync(Show, Twitch("b"), default))?.Removed, (await Journal.FindMessageAsync(there, Twitch("b"), default))?.Removed);
    }

    [Fact]
    public async Task Batches_and_commands_are_found_again_in_a_show_that_was_taken_in()
    {
        var add = ItemNew(1);
        var batch = Batch(Arrived("a"), add);
        await Journal.AppendAsync(Show, batch, 0, null, default);
        await Journal.AppendedAsync(Show, Arrived("b"));
        var there = NewShow();

        await TakeInAsync(Show, there, 1);

        Assert.Equal(new Appended.Done(1, 2, 1), await Journal.FindBatchAsync(there, batch.Id, default));
        Assert.Equal(add.Command, Assert.Single(await Journal.FindCommandAsync(there, add.Command!.Value, default)).Command);
        Assert.Equal(new Appended.Done(1, 2, 1), await Journal.AppendAsync(there, batch, 0, null, default));
    }

    [Fact]
    public async Task A_show_that_was_taken_in_goes_on_where_it_ended()
    {
        await FillAsync();
        var there = NewShow();
        await TakeInAsync(Show, there);

        var done = await Journal.AppendedAsync(there, Arrived("new"), Removed("a", second: 90), ItemNew(3));

        Assert.Equal((await MarkAsync(Show)).Last + 1, done.First);
        Assert.NotNull((await Journal.FindMessageAsync(there, Twitch("a"), default))!.Removed);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Journal.AppendAsync(there, Batch(Arrived("c")), null, null, default));
    }

    [Fact]
    public async Task Entries_of_types_this_program_does_not_know_are_kept_as_they_are()
    {
        var payload = Encoding.UTF8.GetBytes("""{"from":"the future","text":"\ud83d\ude80 as it was written","n":1.50}""");
        RawEntry[] entries =
        [
            new(1, Noon, "configured", 1, false, true, EntryJson.Write(new ShowConfigured(new ShowSettings("s", "S"))), Batch: Guid.CreateVersion7()),
            new(2, Noon.AddTicks(1), "hologram", 3, true, true, payload, Guid.CreateVersion7(), "shine", EntryJson.Write(Ana), Guid.CreateVersion7()),
            new(3, Noon, "message", 9, false, false, payload),
        ];

        await Archivable.RestoreAsync(Show, Pages([.. entries.Take(2)]), default);
        Assert.Equal(2, (await Journal.LoadAsync(Show, null, default)).DeskVersion);
        var newer = NewShow();
        await Archivable.RestoreAsync(newer, Pages(entries), default);

        Assert.Equal(entries, await RawAsync(newer));
        await Assert.ThrowsAsync<JournalFormatException>(async () => await Journal.LoadAsync(newer, null, default));
    }

    [Fact]
    public async Task What_is_appended_after_a_mark_was_taken_is_not_read()
    {
        await FillAsync();
        var mark = await MarkAsync(Show);
        await Journal.AppendedAsync(Show, Arrived("later"), ItemNew(9));

        var read = await RawAsync(Show, mark.Last);

        Assert.Equal((mark.Last, mark.DeskVersion), (read[^1].Sequence, read.Count(e => e.Desk)));
        Assert.Equal(mark.Last + 2, (await MarkAsync(Show)).Last);
    }

    [Fact]
    public async Task Nothing_is_taken_in_over_a_show_that_has_entries()
    {
        await FillAsync();
        var before = await RawAsync(Show);

        await Assert.ThrowsAsync<ArgumentException>(async () => await Archivable.RestoreAsync(Show, Pages(before), default));

        Assert.Equal(before, await RawAsync(Show));
    }

    private async Task TakeInAsync(ShowId from, ShowId to, int page = 4) => await Archivable.RestoreAsync(to, Pages(await RawAsync(from), page), default);

    private async Task<ShowMark> MarkAsync(ShowId show) => Assert.Single(await Archivable.MarksAsync(default), m => m.Show == show);

    private async Task<List<RawEntry>> RawAsync(ShowId show, long? upTo = null)
    {
        List<RawEntry> all = [];
        await foreach (var page in Archivable.ReadAsKeptAsync(show, upTo ?? (await MarkAsync(show)).Last, default)) all.AddRange(page);
        return all;
    }

    private static async IAsyncEnumerable<IReadOnlyList<RawEntry>> Pages(IReadOnlyList<RawEntry> entries, int page = 4)
    {
        foreach (var chunk in entries.Chunk(page))
        {
            await Task.Yield();
            yield return chunk;
        }
    }
}
