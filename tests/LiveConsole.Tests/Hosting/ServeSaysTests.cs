using LiveConsole.CommandLine;
using LiveConsole.Domain.Journal;
using LiveConsole.Hosting;
using LiveConsole.Tests.Features.Settings;

namespace LiveConsole.Tests.Hosting;

/// <summary>What serve says of the folder it was started on is true of it.</summary>
public sealed class ServeSaysTests : HouseRoom
{
    [Fact]
    public async Task An_empty_folder_has_no_show_yet() =>
        Assert.Contains("There is no show yet: make one at http://localhost:5080/shows", await SaidAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task A_folder_with_nothing_but_rehearsals_is_not_called_empty_and_what_does_not_open_is_named()
    {
        await AShowAsync("tour", s => s with { Rehearsal = true });
        Assert.Contains("There is a rehearsal here and no show yet", await SaidAsync(), StringComparison.Ordinal);

        // It opens with a journal whose entry was cut off.
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(Folder, "journal.db")};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE entries SET payload = x'00'";
            command.ExecuteNonQuery();
        }

        await Live.CloseAsync(new ShowId((await Shows.FindAsync("tour", default))!.Id));
        await Shows.OpenAllAsync(default);
        var said = await SaidAsync();
        Assert.DoesNotContain("There is no show yet", said, StringComparison.Ordinal);
        Assert.Contains("damaged", said, StringComparison.Ordinal);
    }

    private async Task<string> SaidAsync()
    {
        var output = new StringWriter();
        await using var serving = new ServeShows();
        await serving.SayAsync(App, new Uri("http://localhost:5080"), new CommandSession(output, output, []), default);
        return output.ToString();
    }
}
