using LiveConsole.Journal.Folder;

namespace LiveConsole.Journal.Tests.Folder;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("folder").FullName;

    private string Data => Path.Combine(_root, "data");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_first_owns_the_folder_and_the_second_is_told_where_to_find_it()
    {
        using var owned = Assert.IsType<DataFolder.Owned>(DataFolder.Open(Data));
        owned.Announce(new Uri("http://127.0.0.1:5080"));

        var other = Assert.IsType<DataFolder.OwnedByOther>(DataFolder.Open(Data));

        Assert.Equal(Environment.ProcessId, other.ProcessId);
        Assert.Equal(new Uri("http://127.0.0.1:5080"), other.Address);
        Assert.Equal(owned.Secret, other.Secret);
        Assert.Contains("in use by LiveConsole at http://127.0.0.1:5080/", other.Words, StringComparison.Ordinal);
        Assert.Equal(owned.Secret, DataFolder.OwnerOf(Data)!.Secret);
    }

    [Fact]
    public void An_owner_that_does_not_listen_yet_is_an_owner()
    {
        using var owned = (DataFolder.Owned)DataFolder.Open(Data);

        Assert.Null(Assert.IsType<DataFolder.OwnedByOther>(DataFolder.Open(Data)).Address);
    }

    [Fact]
    public void What_an_owner_left_behind_does_not_keep_the_next_one_out_nor_speak_for_it()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "owner.lock"), "");
        File.WriteAllText(Path.Combine(Data, "owner.json"), """{"processId":1,"address":"http://127.0.0.1:1","secret":"old"}""");

        Assert.Null(DataFolder.OwnerOf(Data));
        using var owned = Assert.IsType<DataFolder.Owned>(DataFolder.Open(Data));
        Assert.Null(DataFolder.OwnerOf(Data)!.Address);
    }

    [Fact]
    public void A_folder_given_back_is_free_again()
    {
        var first = (DataFolder.Owned)DataFolder.Open(Data);
        first.Announce(new Uri("http://127.0.0.1:5080"));
        first.Dispose();
        first.Dispose();

        Assert.Null(DataFolder.OwnerOf(Data));
        using var second = Assert.IsType<DataFolder.Owned>(DataFolder.Open(Data));
        Assert.NotEqual(first.Secret, second.Secret);
    }

    [Fact]
    public void Only_its_user_may_read_the_owners_secret()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var owned = (DataFolder.Owned)DataFolder.Open(Data);
        owned.Announce(new Uri("http://127.0.0.1:5080"));

        foreach (var file in Directory.GetFiles(Data))
        {
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        Assert.DoesNotContain(owned.Secret, owned.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(owned.Secret, DataFolder.Open(Data).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_other_things_is_left_alone()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "thesis.doc"), "");

        Assert.Contains("not LiveConsole's", Assert.IsType<DataFolder.Unusable>(DataFolder.Open(Data)).Words, StringComparison.Ordinal);
        Assert.Equal(["thesis.doc"], Directory.GetFiles(Data).Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_or_a_place_where_no_folder_can_be_is_said_in_words()
    {
        File.WriteAllText(Data, "");

        Assert.Contains("is a file", Assert.IsType<DataFolder.Unusable>(DataFolder.Open(Data)).Words, StringComparison.Ordinal);
        Assert.Contains("cannot be used", Assert.IsType<DataFolder.Unusable>(DataFolder.Open(Path.Combine(Data, "below"))).Words, StringComparison.Ordinal);
        Assert.Null(DataFolder.OwnerOf(Path.Combine(Data, "below")));
    }
}
