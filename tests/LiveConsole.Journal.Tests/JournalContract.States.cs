using LiveConsole.Domain.Journal;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests;

public abstract partial class JournalContract
{
    [Fact]
    public async Task A_show_nobody_wrote_to_loads_empty() => Assert.Equal(0, (await Journal.LoadAsync(Show, null, default)).Sequence);

    [Fact]
    public async Task Loading_gives_what_folding_every_entry_gives_with_stored_states_or_without()
    {
        await FillAsync();
        var folded = ShowState.Empty.Apply(await Journal.AllAsync(Show));
        var plain = await Journal.LoadAsync(Show, null, default);

        await Journal.SaveStateAsync(Show, await Journal.LoadAsync(Show, 9, default), default);
        await Journal.SaveStateAsync(Show, await Journal.LoadAsync(Show, 4, default), default);
        await ReopenAsync();

        Assert.Equal(Whole(folded), Whole(plain));
        Assert.Equal(Whole(folded), Whole(await Journal.LoadAsync(Show, null, default)));
    }

    [Fact]
    public async Task Any_moment_of_the_past_loads_as_it_was_then_without_what_was_removed_later()
    {
        await FillAsync();
        var entries = await Journal.AllAsync(Show);
        for (var at = 3; at < entries.Count; at += 3) await Journal.SaveStateAsync(Show, await Journal.LoadAsync(Show, at, default), default);

        for (var at = 1; at <= entries.Count; at++)
            Assert.Equal(Whole(ShowState.Empty.Apply(entries.Take(at))), Whole(await Journal.LoadAsync(Show, at, default)));
    }

    [Fact]
    public async Task A_state_ahead_of_its_journal_is_not_kept()
    {
        await Journal.AppendedAsync(Show, Arrived("a"));
        var state = await Journal.LoadAsync(Show, null, default);

        await Assert.ThrowsAsync<ArgumentException>(async () => await Journal.SaveStateAsync(Show, state with { Sequence = 2 }, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Journal.SaveStateAsync(NewShow(), state, default));
    }

    [Fact]
    public async Task A_state_kept_twice_is_the_one_that_came_last()
    {
        await FillAsync();
        var state = await Journal.LoadAsync(Show, null, default);

        await Journal.SaveStateAsync(Show, state, default);
        await Journal.SaveStateAsync(Show, state with { LastNumber = 77 }, default);

        Assert.Equal(77, (await Journal.LoadAsync(Show, null, default)).LastNumber);
    }

    private async Task FillAsync()
    {
        await Journal.AppendedAsync(Show, Arrived("a", viewer: "v1"), Arrived("b", viewer: "v2", second: 5), ItemNew(1), Sampled(7, 3), Arrived("c", viewer: "v1", second: 8));
        await Journal.AppendedAsync(Show, Removed("b", second: 9), Phase("opening"), Arrived("d", viewer: "v1", second: 12), Removed(viewer: "v1", second: 10), ItemNew(2));
        await Journal.AppendedAsync(Show, Arrived("e", viewer: "v3", second: 20), Removed(second: 30), Arrived("f", second: 40));
    }

    /// <summary>All of a state as text: its stored form, its newest messages and which of them are struck.</summary>
    private static string Whole(ShowState state) =>
        System.Text.Encoding.UTF8.GetString(StoredShowState.Of(state).ToJson())
        + string.Join('\n', state.Recent.Newest(100).Select(r => $"{r.Sequence} {r.Message.Ref} {state.Struck.GetValueOrDefault(r.Sequence)}"));
}
