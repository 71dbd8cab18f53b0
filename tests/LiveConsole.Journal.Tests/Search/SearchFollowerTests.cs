using LiveConsole.Journal.Checkup;
using LiveConsole.Journal.Search;
using LiveConsole.Journal.Sqlite;
using LiveConsole.Testing;
using static LiveConsole.Journal.Tests.Samples;

namespace LiveConsole.Journal.Tests.Search;

public sealed class SearchFollowerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("search").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_index_that_is_lost_foreign_or_damaged_is_made_again()
    {
        var show = NewShow();
        foreach (var spoil in new Action<string>[] { File.Delete, f => File.WriteAllText(f, "not a database at all, " + new string('x', 9_000)), Garble })
        {
            await using (var journal = await OpenAsync())
            {
                await journal.AppendedAsync(show, Arrived(Guid.NewGuid().ToString(), "the rover"));
                await FollowedAsync(journal);
            }

            spoil(Path.Combine(_folder, SearchIndex.FileName));
            await using var again = await OpenAsync();
            await FollowedAsync(again);
            Assert.Equal((await again.AllAsync(show)).Count, (await again.ReadMessagesAsync(show, new MessageQuery(Text: "rover"), default)).Count);
        }
    }

    [Fact]
    public async Task An_empty_file_is_filled_and_never_deleted_for_another_opening_may_have_just_made_it()
    {
        var (show, made) = (NewShow(), Path.Combine(_folder, "made-by-another"));
        await File.WriteAllBytesAsync(made, []);
        // Deleted and made again, it would be a file beside the other's.
        File.CreateSymbolicLink(Path.Combine(_folder, SearchIndex.FileName), made);

        await using var journal = await OpenAsync();
        await journal.AppendedAsync(show, Arrived("a", "the rover"));
        await FollowedAsync(journal);

        Assert.NotNull(new FileInfo(Path.Combine(_folder, SearchIndex.FileName)).LinkTarget);
        Assert.Single(await journal.ReadMessagesAsync(show, new MessageQuery(Text: "rover"), default));
    }

    [Fact]
    public async Task An_index_of_another_journal_is_made_again()
    {
        await using (var journal = await OpenAsync())
        {
            await journal.AppendedAsync(NewShow(), Arrived("a", "the rover"));
            await FollowedAsync(journal);
        }

        foreach (var file in Directory.GetFiles(_folder, SqliteJournal.FileName + "*")) File.Delete(file);
        var show = NewShow();
        await using var other = await OpenAsync();
        await other.AppendedAsync(show, Arrived("b", "an orbiter"), Arrived("c", "the rover"));
        await FollowedAsync(other);

        Assert.Equal(1, Assert.Single(await other.ReadMessagesAsync(show, new MessageQuery(Text: "orbiter"), default)).Sequence);
        Assert.Equal(2, Assert.Single(await other.ReadMessagesAsync(show, new MessageQuery(Text: "rover"), default)).Sequence);
    }

    [Fact]
    public async Task What_is_appended_in_the_middle_of_a_turn_is_the_next_turns()
    {
        var show = NewShow();
        IReadOnlyList<FollowedShow> before;
        await using (var journal = await OpenAsync())
        {
            await journal.AppendedAsync(show, Arrived("a"));
            before = ((IFollowed)journal).Shows();
            await journal.AppendedAsync(show, Amended(1, Message("a", "now")), Arrived("b", "never"));
        }

        foreach (var file in Directory.GetFiles(_folder, SearchIndex.FileName + "*")) File.Delete(file);
        await using var reading = SqliteJournal.OpenToRead(_folder, TimeProvider.System)!;
        using var index = new SearchIndex(_folder);

        await new SearchTurn(index, new AppendedSince(before, reading)).FollowAsync(default);
        Assert.Equal([1L], Followed(index));
        Assert.Empty(JournalCheckup.Examine(_folder, null, default).Findings);

        await new SearchTurn(index, reading).FollowAsync(default);
        Assert.Equal([1L, 3], Followed(index));
        Assert.Empty(JournalCheckup.Examine(_folder, null, default).Findings);
    }

    private static List<long> Followed(SearchIndex index) => index.Find(1, SearchQuery.Of("ayşe"), 0, 99, forward: true, 99);

    /// <summary>A journal to which something was appended between a turn's two looks at it.</summary>
    private sealed class AppendedSince(IReadOnlyList<FollowedShow> before, IFollowed now) : IFollowed
    {
        public IReadOnlyList<FollowedShow> Shows() => before;

        public FollowedMessages Next(long show, long after, long upTo, int count) => now.Next(show, after, upTo, count);
    }

    /// <summary>Half of the file's middle is overwritten, the header stays.</summary>
    private static void Garble(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes.AsSpan(4_096).Fill(0x5a);
        File.WriteAllBytes(file, bytes);
    }

    private async Task<SqliteJournal> OpenAsync() => await SqliteJournal.OpenAsync(_folder, TimeProvider.System);

    private static async Task FollowedAsync(SqliteJournal journal)
    {
        using var enough = new CancellationTokenSource(Cap.Signal);
        await journal.SearchFollowedAsync(enough.Token);
    }
}
