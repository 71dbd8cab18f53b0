using LiveConsole.Journal.Search;
using LiveConsole.Journal.Sqlite;

namespace LiveConsole.Journal.Tests.Sqlite;

public sealed class ReaderPoolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readers").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Who_reads_while_the_file_is_made_again_does_not_leave_the_old_one_to_the_next()
    {
        var file = Path.Combine(_folder, "a.db");
        Make(file, 1);
        using var pool = new ReaderPool(file);

        var during = pool.Read(c =>
        {
            pool.Clear();
            File.Delete(file);
            Make(file, 2);
            return c.Number("PRAGMA user_version");
        });

        Assert.Equal(1, during);
        Assert.Equal(2, pool.Read(c => c.Number("PRAGMA user_version")));
    }

    [Fact]
    public void Who_opened_the_old_file_just_before_it_was_deleted_is_not_kept_either()
    {
        using var index = new SearchIndex(_folder);
        index.Open((_, _, _) => true);
        index.Add(1, Guid.NewGuid(), [], upTo: 7);
        Assert.Equal(7, index.FollowedTo(1));

        // Asked while the index is opened, after its readers were closed: this is the reader that comes in between.
        index.Open((_, _, _) =>
        {
            Assert.Equal(7, index.FollowedTo(1));
            return false;
        });

        Assert.Equal(0, index.FollowedTo(1));
    }

    private static void Make(string file, int version)
    {
        using var connection = Connection.Open(file, create: true);
        connection.Run($"PRAGMA user_version={version}");
    }
}
